"""The case list's own table: whatever changes an incident, or what hangs on it, shows in its line in the same change."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests import factories as f
from tests.factories import Web, opened

from casetracker.services import browse, bulk, checks, history, merge, records, status
from casetracker.services.case_store import CaseStore
from casetracker.store import lines
from casetracker.store.tables import METADATA

Act = Callable[[CaseStore, Web], object]


def line(store: CaseStore, reference: str) -> dict[str, Any]:
    names = (*lines.COLUMNS, "stamp")
    row = store.database.reader().execute(
        f"SELECT {', '.join(names)} FROM incident_line WHERE reference = ?", (reference,)).fetchone()
    return dict(zip(names, row, strict=True))


def shown(store: CaseStore, reference: str, *names: str) -> tuple[Any, ...]:
    """The named values of a line; a JSON list as a list."""
    found = line(store, reference)
    return tuple(json.loads(found[name]) if str(found[name]).startswith("[") else found[name] for name in names)


def test_the_columns_are_those_of_the_table() -> None:
    assert ["pk", "stamp", *lines.COLUMNS] == [column.name for column in METADATA.tables["incident_line"].columns]


def _amend(which: str, **patch: Any) -> Act:
    return lambda store, web: records.amend(store, getattr(web, which), patch)


def _withdraw(kind: str) -> Act:
    return lambda store, web: records.withdraw(store, getattr(web, kind), "no more")


def _another_body(store: CaseStore, web: Web) -> None:
    another = records.add(store, "body", f.body(name="Another Sample Court")).reference
    records.amend(store, web.proceeding, {"bodies": [{"body": another, "role": "court"}]})


CHANGES: dict[str, tuple[Act, dict[str, Any]]] = {
    "title": (_amend("incident", title="Ґанок"), {"title": "Ґанок", "title_key": "ганок"}),
    "dates": (_amend("incident", dates=[{"kind": "act", "date": "2024-10-07/2024-10-30"}]), {"months": "2024-10"}),
    "dates of a year": (_amend("incident", dates=[{"kind": "act", "date": "2024-10/2024-11"}]), {"months": "2024"}),
    "dates about": (_amend("incident", dates=[{"kind": "act", "date": "2024-10~"}]), {"months": None, "date": "2024-10~"}),
    "places": (_amend("incident", places=[{"name": "Kut", "admin": "One"}, {"name": "Yar", "admin": "Two"}]),
               {"place": "Kut", "place_key": "kut", "oblasts": ["One", "Two"]}),
    "status": (lambda store, web: status.move(store, web.incident, handling="on_hold", reason="r"), {"handling": "on_hold"}),
    "withdrawn": (_withdraw("incident"), {"withdrawn": 1}),
    "evidence withdrawn": (_withdraw("exhibit"), {"evidence_count": 0, "evidence_kinds": []}),
    "evidence of another kind": (_amend("exhibit", kind="photograph"), {"evidence_kinds": ["photograph"]}),
    "evidence unlinked": (_amend("exhibit", links=[]), {"evidence_count": 0}),
    "proceeding withdrawn": (_withdraw("proceeding"), {"stages": [], "stage_key": None}),
    "stage": (lambda store, web: status.move_stage(store, web.proceeding, "trial", reason="r"), {
        "stages": [["ua", "trial", False, False, False]]}),
    "body of the proceeding": (_another_body, {"bodies": [1, 2]}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_changed_shows_in_the_line_and_undone_shows_no_more(woven: tuple[Path, Web], name: str) -> None:
    act, expected = CHANGES[name]
    with opened(woven[0]) as store:
        web, before = woven[1], line(store, woven[1].incident)
        act(store, web)
        after = line(store, web.incident)
        assert dict(zip(expected, shown(store, web.incident, *expected), strict=True)) == expected
        assert after["stamp"] > before["stamp"]
        assert list(lines.untrue(store.database.reader())) == []
        history.undo(store)
        again = line(store, web.incident)
        untouched = ("stamp", "amended_at")
        assert {name: again[name] for name in again if name not in untouched} == {
            name: before[name] for name in before if name not in untouched}


def test_what_other_records_are_called_changes_no_line(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    with opened(folder) as store:
        before = line(store, web.incident)
        records.amend(store, web.body, {"name": "Another Sample Court"})
        records.amend(store, web.source, {"kind": "ngo"})
        assert line(store, web.incident) == before
        assert list(lines.untrue(store.database.reader())) == []


def test_evidence_on_two_incidents_shows_in_both_and_merged_in_one(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    with opened(folder) as store:
        other = records.add(store, "incident", f.incident(title="Another")).reference
        records.amend(store, web.exhibit, {"links": [{"incident": web.incident}, {"incident": other}]})
        assert [shown(store, each, "evidence_count") for each in (web.incident, other)] == [(1,), (1,)]
        records.amend(store, web.exhibit, {"links": [{"incident": other}]})
        merge.merge(store, other, web.incident, "the same")
        assert [shown(store, each, "evidence_count") for each in (web.incident, other)] == [(1,), (0,)]
        assert list(lines.untrue(store.database.reader())) == []


def test_records_loaded_in_bulk_have_their_lines(store: CaseStore) -> None:
    def given(load: bulk.Load) -> Any:
        incident = load.next_reference("incident")
        yield "incident", f.incident(places=[{"name": "Kut"}])
        yield "evidence", {"kind": "video", "title": "Invented", "links": [{"incident": incident}]}

    bulk.load(store, given, "loaded")
    (row,) = browse.incident_rows(store, browse.incident_ids(store))
    assert (row.place_text, row.evidence_count) == ("Kut", 1)
    assert list(lines.untrue(store.database.reader())) == []


@pytest.mark.parametrize("statement", [
    "UPDATE incident_line SET title = 'Another' WHERE pk = 1", "UPDATE incident_line SET withdrawn = 1 WHERE pk = 1",
    "DELETE FROM incident_line WHERE pk = 1"])
def test_a_line_altered_behind_the_store_is_named(woven: tuple[Path, Web], statement: str) -> None:
    folder, web = woven
    with opened(folder) as store:
        store.database.open_writer().execute(statement)
        assert [(fault.kind, fault.where) for fault in checks.verify(store).faults] == [("list", web.incident)]


def test_a_line_without_an_incident_is_named(woven: tuple[Path, Web]) -> None:
    with opened(woven[0]) as store:
        names = ", ".join(("stamp", *lines.COLUMNS))
        store.database.open_writer().execute(
            f"INSERT INTO incident_line (pk, {names}) SELECT 99, {names} FROM incident_line WHERE pk = 1")
        assert [(fault.kind, fault.where) for fault in checks.verify(store).faults] == [("list", "incident_line 99")]


def test_lines_of_other_rules_are_made_anew_on_opening(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    with opened(folder) as store:
        before = line(store, web.incident)
        writer = store.database.open_writer()
        writer.execute("UPDATE incident_line SET title_key = 'old rules'")
        writer.execute("UPDATE setting SET value = '0' WHERE key = 'lines'")
    with opened(folder) as store:
        assert {**line(store, web.incident), "stamp": 0} == {**before, "stamp": 0}
        assert checks.verify(store).faults == []
