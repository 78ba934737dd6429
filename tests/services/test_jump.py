"""Going to a record by a few letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import factories as f
from tests.factories import Web, opened

from casetracker.services import jump, records
from casetracker.services.case_store import CaseStore


def references(store: CaseStore, typed: str, limit: int = 6) -> list[str]:
    return [hit.reference for hit in jump.find(store, typed, limit)]


@pytest.fixture
def filled(store: CaseStore) -> CaseStore:
    for title, given in (("Shelling of Селидове", "INC-2024-000007"), ("Drone over Testivka", "INC-2025-000007"),
                         ("Drone over Прикладівка", "INC-2026-000001")):
        records.add(store, "incident", f.incident(title=title, reference=given,
                                                  narrative="A column of lorries, and a drone."))
    records.add(store, "source", f.source(name="Drone Watch of Fictionville"))
    records.add(store, "party", f.protected_party())
    records.add(store, "body", {"kind": "police", "name": "Зразкова поліція"})
    records.add(store, "proceeding", {"register_number": "12024-77", "incidents": []})
    records.add(store, "saved_search", f.saved_search(name="Drones of the week", query="drone"))
    return store


@pytest.mark.parametrize(("typed", "first"), [
    ("INC-2024-000007", ["INC-2024-000007"]), ("i-2024-7", ["INC-2024-000007"]), ("i 2024 7", ["INC-2024-000007"]),
    ("inc7", ["INC-2025-000007", "INC-2024-000007"]), ("i2024", ["INC-2024-000007"]), ("inc 2026", ["INC-2026-000001"]),
    ("s1", ["S-000001"]), ("S-000001", ["S-000001"]), ("q1", ["Q-000001"]), ("p1", ["P-000001", "PR-000001"]),
    ("7", ["INC-2025-000007", "INC-2024-000007"]), ("s99", []), ("zz1", []), ("i-2024-8", []), ("2024", ["INC-2024-000007"]),
])
def test_by_reference(filled: CaseStore, typed: str, first: list[str]) -> None:
    assert references(filled, typed)[:max(len(first), 1)] == first


@pytest.mark.parametrize(("typed", "found"), [
    ("selyd", ["INC-2024-000007"]), ("Селид", ["INC-2024-000007"]), ("selidovo", ["INC-2024-000007"]),
    ("drone test", ["INC-2025-000007"]), ("TEST dro", ["INC-2025-000007"]), ("prykl", ["INC-2026-000001"]),
    ("fiction", ["S-000001"]), ("zrazk pol", ["B-000001"]), ("12024", ["PR-000001"]), ("week", ["Q-000001"]),
    ("lorr", ["INC-2026-000001", "INC-2025-000007", "INC-2024-000007"]), ("d", []), ("", []), (" - ", []),
    ('"', []), ("xyz", []),
])
def test_by_words(filled: CaseStore, typed: str, found: list[str]) -> None:
    assert references(filled, typed) == found


@pytest.mark.parametrize("typed", ["Артемівськ", "artemivsk", "Артёмовск strike"])
def test_a_renamed_place_is_found_under_its_other_name(store: CaseStore, typed: str) -> None:
    records.add(store, "incident", f.incident(title="Strike near Bakhmut", reference="INC-2026-000001"))
    records.add(store, "incident", f.incident(title="Strike on Testivka"))
    assert references(store, typed) == ["INC-2026-000001"]


def test_titles_come_before_texts_and_the_newest_first(filled: CaseStore) -> None:
    assert references(filled, "drone") == [
        "INC-2026-000001", "INC-2025-000007", "S-000001", "Q-000001", "INC-2024-000007"]


def test_a_title_is_found_behind_many_newer_texts(filled: CaseStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jump, "_LOOKED_AT", 2)
    for number in range(5):
        records.add(filled, "incident", f.incident(title=f"Other case {number}",
                                                   narrative=f"{20 * 'They say that '} it was Testivka."))
    assert references(filled, "testivka")[0] == "INC-2025-000007"


def test_no_more_of_a_kind_than_asked_for(filled: CaseStore) -> None:
    assert references(filled, "drone", 1) == ["INC-2026-000001", "S-000001", "Q-000001"]


def test_the_withdrawn_are_gone_to_by_their_reference_alone(filled: CaseStore) -> None:
    records.withdraw(filled, "INC-2025-000007", "r")
    assert references(filled, "testivka") == []
    (hit,) = jump.find(filled, "i-2025-7")
    assert hit.withdrawn


def test_the_protected_show_their_pseudonym(filled: CaseStore) -> None:
    for typed in ("p1", f.protected_party()["pseudonym"], f.PROTECTED_NAME):
        hit = next(each for each in jump.find(filled, typed) if each.kind == "party")
        assert hit.label == f.protected_party()["pseudonym"]


def test_every_kind_by_its_reference_and_what_it_is_called(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    with opened(folder) as store:
        for reference in vars(web).values():
            assert references(store, reference.lower())[0] == reference
        hits = jump.labelled(store, [web.saved_search, web.witness, web.custody])
    assert [hit.kind for hit in hits] == ["saved_search", "party", "custody"]
    assert f.PROTECTED_NAME not in str(hits)
