"""Saved searches: kept as records, counted anew whenever they are asked, and part of no incident."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests import factories as f

from casetracker.errors import InvalidRecord, UserError
from casetracker.services import checks, history, record_lists, records, search, show
from casetracker.services import saved_searches as saved
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import ChangeSet

Act = Callable[[CaseStore], ChangeSet]


@pytest.fixture
def two(store: CaseStore) -> CaseStore:
    """Two incidents and two saved searches, “drones” (Q-000001) and “Everything else” (Q-000002)."""
    for title in ("Drone over Testivka", "Shelling of Testivka"):
        records.add(store, "incident", f.incident(title=title, narrative=None))
    saved.add(store, "drones", "drone", "for the weekly round")
    saved.add(store, " Everything  else ", "-drone ")
    return store


def names(store: CaseStore) -> list[tuple[str, str]]:
    return [(each.name, each.query) for each in saved.listed(store)]


def test_they_are_listed_by_name_and_counted(two: CaseStore) -> None:
    assert saved.listed(two) == [saved.SavedSearch("Q-000001", "drones", "drone", "for the weekly round"),
                                 saved.SavedSearch("Q-000002", "Everything else", "(-drone)")]
    assert [(each.name, count) for each, count in saved.counted(two, saved.listed(two))] == [
        ("drones", 1), ("Everything else", 1)]
    records.add(two, "incident", f.incident(title="Another drone", narrative=None))
    assert saved.count(two, saved.named(two, "DRONES").query) == 2
    assert record_lists.counts(two)["saved_search"] == 2


def test_they_are_counted_one_by_one(two: CaseStore, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def count(_store: CaseStore, query: str) -> int:
        asked.append(query)
        return len(asked)

    monkeypatch.setattr(saved, "count", count)
    next(saved.counted(two, saved.listed(two)))
    assert asked == ["drone"], "who stops asking makes no more be counted"


ACTS: list[tuple[str, Act, list[tuple[str, str]]]] = [
    ("add", lambda s: saved.add(s, "a", "b"), [("a", "b"), ("drones", "drone"), ("Everything else", "(-drone)")]),
    ("rename", lambda s: saved.rename(s, "drones", " Z  z "), [("Everything else", "(-drone)"), ("Z z", "drone")]),
    ("rename in other letters", lambda s: saved.rename(s, "q-000001", "Drones"), [
        ("Drones", "drone"), ("Everything else", "(-drone)")]),
    ("change", lambda s: saved.change(s, "drones", "uav "), [("drones", "(uav)"), ("Everything else", "(-drone)")]),
    ("remove", lambda s: saved.remove(s, "Everything  ELSE"), [("drones", "drone")]),
    ("take in", lambda s: saved.take_in(s, "drones: drone\n\na: b\nc: d"), [
        ("a", "b"), ("c", "d"), ("drones", "drone"), ("Everything else", "(-drone)")]),
]


@pytest.mark.parametrize(("act", "after"), [each[1:] for each in ACTS], ids=[each[0] for each in ACTS])
def test_every_act_is_one_change_that_is_undone_whole(two: CaseStore, act: Act, after: list[tuple[str, str]]) -> None:
    before = names(two)
    assert act(two)
    assert names(two) == after
    assert checks.verify(two).faults == []
    history.undo(two)
    assert names(two) == before
    history.redo(two)
    assert names(two) == after
    assert checks.verify(two).faults == []


def test_what_is_here_already_is_taken_in_without_a_change(two: CaseStore) -> None:
    head = history.head_sequence(two)
    assert not saved.take_in(two, saved.as_text(saved.listed(two)))
    assert history.head_sequence(two) == head


@pytest.mark.parametrize(("act", "told"), [
    (lambda s: saved.add(s, "Drones ", "x"), "“drones” is the name of Q-000001 already"),
    (lambda s: records.add(s, "saved_search", {"name": "ＤＲＯＮＥＳ", "query": "x"}), "Q-000001 already"),
    (lambda s: records.amend(s, "Q-000002", {"name": "drones"}), "Q-000001 already"),
    (lambda s: saved.rename(s, "Everything else", "drones"), "Q-000001 already"),
    (lambda s: saved.rename(s, "drones", "  "), "empty"),
    (lambda s: saved.add(s, "x", " - "), "nothing in it to look for"),
    (lambda s: saved.change(s, "drones", "()"), "nothing in it to look for"),
    (lambda s: saved.rename(s, "nobody", "x"), "no saved search “nobody”"),
    (lambda s: saved.take_in(s, "new: a\ndrones: b"), "Line 2: “drones” stands for another search here"),
    (lambda s: saved.take_in(s, "new: a\nother: ---"), "Line 2: there is nothing in it to look for"),
])
def test_what_cannot_be_is_refused_and_nothing_written(two: CaseStore, act: Act, told: str) -> None:
    head = history.head_sequence(two)
    with pytest.raises(UserError, match=told):
        act(two)
    assert history.head_sequence(two) == head


def test_a_name_is_free_once_its_search_is_withdrawn_and_not_given_back_while_it_is_taken(two: CaseStore) -> None:
    removed = saved.remove(two, "drones")
    saved.add(two, "Drones", "uav")
    with pytest.raises(InvalidRecord, match="Q-000003 already"):
        records.restore(two, "Q-000001")
    with pytest.raises(InvalidRecord, match="Q-000003 already"):
        history.undo(two, removed.change_id)
    saved.rename(two, "Drones", "uavs")
    records.restore(two, "Q-000001")
    assert [each.name for each in saved.listed(two)] == ["drones", "Everything else", "uavs"]
    assert checks.verify(two).faults == []


@pytest.mark.parametrize("query", ["weekly", "ref:Q-000001", "ref:Q-", "-weekly -round -ref:Q"])
def test_what_a_saved_search_says_is_no_part_of_an_incident(two: CaseStore, query: str) -> None:
    found = search.search(two, query)
    assert len(found) == (2 if query.startswith("-") else 0)
    page = show.incident_page(two, "INC-2026-000001")
    assert "weekly" not in str(page)
    assert "Q-000001" not in str(page)


def test_the_list_of_the_kind_is_searched_like_any_other(two: CaseStore) -> None:
    (pk,) = record_lists.record_ids(two, "saved_search", "weekly")
    (row,) = record_lists.record_rows(two, "saved_search", [pk])
    assert (row.reference, row.label, row.cells) == ("Q-000001", "drones", ("drone", "for the weekly round"))
