"""The lists: what is in them, in which order, and that a line shows no more than it may."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests import factories as f
from tests.factories import Web, opened

from casetracker.domain.shapes import SHAPES
from casetracker.errors import UserError
from casetracker.services import browse, evidence, record_lists, records, show, status
from casetracker.services.browse import IncidentFilter
from casetracker.services.case_store import CaseStore


def references(store: CaseStore, wanted: IncidentFilter | None = None, sort: str = "date",
               descending: bool = True) -> list[str]:
    ids = browse.incident_ids(store, wanted, sort, descending)
    return [row.reference for row in browse.incident_rows(store, ids)]


@pytest.fixture
def three(store: CaseStore, tmp_path: Path) -> CaseStore:
    """Three incidents that differ in everything a list is sorted by."""
    def act(date: str) -> dict[str, object]:
        return {"kind": "act", "date": date}

    records.add(store, "incident", f.incident(title="b", dates=[act("2024-10")], places=[{"name": "Z"}],
                                              confidentiality="public", lead_investigator="M"))
    records.add(store, "incident", f.incident(title="c", dates=[act("2023")], places=[{"name": "Y"}],
                                              confidentiality="strictly_confidential", lead_investigator="A"))
    records.add(store, "incident", f.incident(title="a", dates=[act("2025-01-01")], confidentiality="restricted"))
    status.move(store, "INC-2026-000002", assessment="under_verification")
    status.move(store, "INC-2026-000001", handling="closed", reason="r")
    records.add(store, "proceeding", f.proceeding("INC-2026-000002", stage="judgment"))
    records.add(store, "proceeding", f.proceeding("INC-2026-000001", stage="pre_trial"))
    (tmp_path / "file").write_text("x")
    for _twice in range(2):
        evidence.take_in(store, "INC-2026-000003", tmp_path / "file")
    evidence.take_in(store, "INC-2026-000001", tmp_path / "file")
    return store


@pytest.mark.parametrize(("sort", "order"), [
    ("date", "312"), ("reference", "321"), ("title", "213"), ("amended", "123"), ("place", "123"), ("evidence", "312"),
    ("stage", "213"), ("handling", "132"), ("assessment", "231"), ("status", "231"), ("confidentiality", "231"),
    ("lead", "123"),
])
def test_the_order_of_incidents(three: CaseStore, sort: str, order: str) -> None:
    assert "".join(reference[-1] for reference in references(three, sort=sort)) == order
    if sort not in ("assessment", "status"):
        assert "".join(reference[-1] for reference in references(three, sort=sort, descending=False)) == order[::-1]


@pytest.mark.parametrize(("wanted", "which"), [
    (IncidentFilter("assessment:under_verification"), "2"), (IncidentFilter("handling:open"), "32"),
    (IncidentFilter("stage:pre_trial"), "1"), (IncidentFilter("confidentiality:public"), "1"),
    (IncidentFilter("handling:open confidentiality:restricted"), "3"), (IncidentFilter("assessment:contested"), ""),
    (IncidentFilter("made-up"), "312"), (IncidentFilter("handling:closed made-up"), "1"),
])
def test_what_narrows_the_list(three: CaseStore, wanted: IncidentFilter, which: str) -> None:
    assert "".join(reference[-1] for reference in references(three, wanted)) == which


def test_few_matches_and_many_are_the_same_list(three: CaseStore, monkeypatch: pytest.MonkeyPatch) -> None:
    few = references(three, IncidentFilter(query="made-up"))
    monkeypatch.setattr(browse, "FEW", 0)
    assert references(three, IncidentFilter(query="made-up")) == few


@pytest.mark.parametrize("call", [
    lambda store: browse.incident_ids(store, sort="pk; DROP TABLE incident"),
    lambda store: record_lists.record_ids(store, "party", sort="name"),
    lambda store: record_lists.record_ids(store, "source", sort="1"),
])
def test_an_unknown_column_is_refused(store: CaseStore, call: Callable[[CaseStore], object]) -> None:
    with pytest.raises(UserError, match="cannot be sorted"):
        call(store)


def test_a_line_of_the_incident_list(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    with opened(folder) as store:
        (row,) = [row for row in browse.incident_rows(store, browse.incident_ids(store)) if row.reference == web.incident]
        assert (row.title, row.assessment, row.handling) == (f.incident()["title"], "under_verification", "open")
        assert [stage.stage for stage in row.stages] == ["pre_trial"]
        assert "derived" in row.date_text
        assert (row.place_text, row.evidence_count, row.withdrawn) == ("Prykladivka", 1, False)
        assert [date["date"] for date in browse.dates_and_places(store, row.pk)[0]] == ["2024-10-06", "2024-10"]
        assert browse.incident_rows(store, [99_999]) == []


def test_a_date_that_its_source_contradicts_is_no_working_date(store: CaseStore) -> None:
    case = records.add(store, "incident", f.incident(dates=[
        {"kind": "act", "date": "2024-10-07", "stance": "contradicts"}, {"kind": "first_publication", "date": "2024-10-24"},
    ])).reference
    assert show.record(store, case)["derived"]["working_date"]["date"] == "2024-10-24"
    assert "publication" in browse.incident_rows(store, browse.incident_ids(store))[0].date_text


def test_what_is_withdrawn_is_left_out_unless_asked_for(store: CaseStore) -> None:
    case = records.add(store, "incident", f.incident()).reference
    body = records.add(store, "body", f.body()).reference
    for reference in (case, body):
        records.withdraw(store, reference, "r")
    assert references(store) == []
    assert references(store, IncidentFilter(include_withdrawn=True)) == [case]
    assert not record_lists.record_ids(store, "body")
    (row,) = record_lists.record_rows(store, "body", record_lists.record_ids(store, "body", include_withdrawn=True))
    assert row.withdrawn
    assert record_lists.labels(store, "body") == []
    assert record_lists.counts(store)["body"] == 0


KINDS = sorted(set(SHAPES) - {"incident"})


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_can_be_shown_and_sorted(woven: tuple[Path, Web], kind: str) -> None:
    with opened(woven[0]) as store:
        columns = record_lists.columns(kind)
        expected = len(record_lists.record_ids(store, kind))
        assert expected
        for name, label in columns:
            assert label
            for descending in (False, True):
                ids = record_lists.record_ids(store, kind, sort=name, descending=descending)
                assert len(ids) == expected
        for row in record_lists.record_rows(store, kind, ids):
            assert len(row.cells) == len(columns) - 2
            assert all(isinstance(cell, str) for cell in row.cells)


@pytest.mark.parametrize("sort", ["label", "unit", "kind", "identification", "fate", "reference"])
def test_the_order_of_parties_gives_no_protected_name_away(store: CaseStore, sort: str) -> None:
    """The same list whatever the hidden names are, so that no place in the alphabet tells anything."""
    orders = []
    hidden = records.add(store, "party", f.protected_party(pseudonym="Person M")).reference
    for name in ("Ana", "Bo"):
        records.add(store, "party", f.party(name=name, unit=name))
    for name in ("Aaa Aaa", "Zzz Zzz"):
        records.amend(store, hidden, {"name": name, "unit": name, "names": [name]})
        orders.append(list(record_lists.record_ids(store, "party", sort=sort)))
    assert orders[0] == orders[1]


def everything_listed(store: CaseStore, web: Web) -> str:
    told: list[object] = [browse.incident_rows(store, browse.incident_ids(store)), record_lists.counts(store)]
    for kind in KINDS:
        told += [record_lists.record_rows(store, kind, record_lists.record_ids(store, kind)),
                 record_lists.labels(store, kind)]
    for reference in vars(web).values():
        told += [show.label(store, reference), show.record(store, reference), show.used_in(store, reference)]
    told.append(show.incident_page(store, web.incident))
    return repr(told).casefold()


def test_no_list_label_or_page_shows_who_is_protected(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    with opened(folder) as store:
        told = everything_listed(store, web)
        for secret in ("zoryana", "vyhadana", "зоряна", "вигадана", "زوريانا"):
            assert secret not in told
        assert f.PSEUDONYM.casefold() in told
        revealed = repr(show.incident_page(store, web.incident, reveal=True))
        assert f.PROTECTED_NAME in revealed


def test_where_a_record_is_used(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    with opened(folder) as store:
        for name, reference in vars(web).items():
            others = {"other": [web.other], "relation": [web.incident, web.other], "saved_search": []}
            assert [each for each, _title in show.used_in(store, reference)] == others.get(name, [web.incident]), name


def test_a_page_holds_all_that_hangs_on_an_incident(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    with opened(folder) as store:
        page = show.incident_page(store, web.incident)
        assert [row["reference"] for row in page["evidence"]] == [web.exhibit]
        assert [row["reference"] for row in page["participations"]] == [web.participation]
        assert [row["reference"] for row in page["proceedings"]] == [web.proceeding]
        assert set(page["sources"]) == {web.root, web.source, web.hidden_source}
        assert set(page["bodies"]) == {web.body}
        assert set(page["parties"]) >= {web.party, web.witness}
        assert [row["reference"] for row in page["custody"][web.exhibit]] == ["C-000001", "C-000002"]
        assert page["roots"] == page["incident"]["derived"]["roots"]
        assert page["roots"]["sources"] == 0, "all that is claimed here is inferred by us"
        assert page["incident"]["derived"]["working_date"]["derived"] is True
