"""Many incidents changed at once: told before, done as one, undone as one, and nothing but what was told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests import factories as f
from tests.factories import Web, opened

from casetracker.errors import Conflict, InvalidRecord, UserError
from casetracker.services import browse, bulk_changes, checks, history, records, search, show, status
from casetracker.services.browse import IncidentFilter
from casetracker.services.bulk_changes import ALREADY, GONE, NO_REASON, WITHDRAWN, Wanted
from casetracker.services.case_store import CaseStore

MANY = 450  # more than are written together, so that batches meet
STAMPS = ("amended_at", "amended_by", "history")


def everything(store: CaseStore) -> list[int]:
    return list(browse.incident_ids(store, IncidentFilter(include_withdrawn=True)))


def filled(store: CaseStore, many: int) -> list[str]:
    from casetracker.services import bulk

    bulk.load(store, lambda _load: (("incident", f.incident(title=f"Invented {n}", tags=["old"])) for n in range(many)), "x")
    return [row.reference for row in browse.incident_rows(store, everything(store))]


def told(store: CaseStore) -> dict[str, dict[str, Any]]:
    return {reference: {name: value for name, value in show.record(store, reference).items() if name not in STAMPS}
            for reference in (row.reference for row in browse.incident_rows(store, everything(store)))}


def index_of(store: CaseStore) -> list[Any]:
    return list(store.database.reader().execute("SELECT * FROM search_record ORDER BY pk"))


@pytest.fixture
def mixed(store: CaseStore) -> CaseStore:
    """Four incidents: recorded, under verification with a tag and a lead, closed, and a withdrawn one."""
    for title in ("one", "two", "three", "four"):
        records.add(store, "incident", f.incident(title=title, tags=[]))
    two, three, four = (f"INC-2026-00000{n}" for n in (2, 3, 4))
    records.amend(store, two, {"tags": ["mine", "yours"], "lead_investigator": "L. Ead"})
    status.move(store, two, assessment="under_verification")
    status.move(store, three, handling="closed", reason="r")
    records.withdraw(store, four, "r")
    return store


WANTED: list[tuple[str, Wanted, list[int], dict[str, list[int]]]] = [
    ("a tag", Wanted(add_tags=("mine",)), [1, 3], {ALREADY: [2], WITHDRAWN: [4]}),
    ("a tag away", Wanted(remove_tags=("mine",)), [2], {ALREADY: [1, 3], WITHDRAWN: [4]}),
    ("one tag for another", Wanted(add_tags=("new",), remove_tags=("mine",)), [1, 2, 3], {WITHDRAWN: [4]}),
    ("a lead", Wanted(lead=" L. Ead "), [1, 3], {ALREADY: [2], WITHDRAWN: [4]}),
    ("no lead", Wanted(lead=""), [2], {ALREADY: [1, 3], WITHDRAWN: [4]}),
    ("a handling", Wanted(handling="closed", reason="r"), [1, 2], {ALREADY: [3], WITHDRAWN: [4]}),
    ("a handling without a reason", Wanted(handling="closed"), [], {NO_REASON: [1, 2], ALREADY: [3], WITHDRAWN: [4]}),
    ("one step forward without a reason", Wanted(assessment="under_verification"), [1, 3],
     {ALREADY: [2], WITHDRAWN: [4]}),
    ("a step that only some may take", Wanted(assessment="partly_corroborated"), [2], {NO_REASON: [1, 3], WITHDRAWN: [4]}),
    ("a tag with a move that wants a reason", Wanted(add_tags=("mine",), handling="closed"), [3],
     {NO_REASON: [1, 2], WITHDRAWN: [4]}),
    ("all of it", Wanted(("new",), ("yours",), "O. Ther", "contested", "on_hold", "why"), [1, 2, 3], {WITHDRAWN: [4]}),
]


@pytest.mark.parametrize(("what", "wanted", "changed", "skipped"), WANTED, ids=[each[0] for each in WANTED])
def test_what_is_told_is_done_and_nothing_else(mixed: CaseStore, what: str, wanted: Wanted, changed: list[int],
                                               skipped: dict[str, list[int]]) -> None:
    before, length = told(mixed), history.head_sequence(mixed)
    shown = bulk_changes.preview(mixed, everything(mixed), wanted)
    assert list(shown.pks) == changed
    assert {each.why: [int(reference[-6:]) for reference in each.first] for each in shown.skipped} == skipped
    assert all(each.count == len(each.first) for each in shown.skipped)
    assert history.head_sequence(mixed) == length
    done = bulk_changes.change(mixed, everything(mixed), wanted, shown=shown)
    assert done.preview == shown
    assert history.head_sequence(mixed) == length + len(changed)
    assert {reference for reference, record in told(mixed).items() if record != before[reference]} == {
        f"INC-2026-{pk:06d}" for pk in changed}
    assert done.changes.pks.get("incident", frozenset()) == set(changed)
    assert bool(done.changes) is bool(changed)
    assert checks.verify(mixed).faults == []


def test_each_incident_gets_what_one_by_one_would_give_it(mixed: CaseStore) -> None:
    wanted = Wanted(("new",), ("yours",), "O. Ther", "contested", "on_hold", " why ")
    bulk_changes.change(mixed, everything(mixed), wanted)
    shown = show.record(mixed, "INC-2026-000002")
    assert (shown["tags"], shown["lead_investigator"]) == (["mine", "new"], "O. Ther")
    assert [(line["axis"], line["before"], line["after"], line["reason"], line["by"]) for line in shown["history"][-2:]] == [
        ("assessment", "under_verification", "contested", "why", "T. Ester"),
        ("handling", "open", "on_hold", "why", "T. Ester")]
    assert shown["amended_at"] == shown["history"][-1]["at"]
    entry = history.entries(mixed, "INC-2026-000002")[0]
    assert (entry.kind, entry.what) == ("status", "Amend incident INC-2026-000002: tags, lead investigator, assessment from"
                                                  " under verification to contested; handling from open to on hold")
    assert entry.extra["whole"] == ("Change 3 incidents: tags, lead investigator, assessment to contested,"
                                    " handling to on hold")


REFUSED: list[tuple[Wanted, type[UserError], str]] = [
    (Wanted(), UserError, "Nothing was named"),
    (Wanted(add_tags=(" ",)), UserError, "Nothing was named"),
    (Wanted(add_tags=("a", "b"), remove_tags=("b",)), InvalidRecord, "“b”"),
    (Wanted(add_tags=("\udcff",)), InvalidRecord, "tags"),
    (Wanted(lead="x" * 5000), InvalidRecord, "lead"),
    (Wanted(handling="gone", reason="r"), InvalidRecord, "handling"),
    (Wanted(assessment="proven", reason="r"), InvalidRecord, "assessment"),
    (Wanted(handling="closed", reason="\udcff"), InvalidRecord, "reason"),
]


@pytest.mark.parametrize(("wanted", "error", "said"), REFUSED)
def test_what_does_not_hold_is_refused(mixed: CaseStore, wanted: Wanted, error: type[UserError], said: str) -> None:
    length = history.head_sequence(mixed)
    for act in (bulk_changes.preview, bulk_changes.change):
        with pytest.raises(error, match=said):
            act(mixed, everything(mixed), wanted)
    assert history.head_sequence(mixed) == length


def test_what_is_gone_and_what_is_named_twice(mixed: CaseStore) -> None:
    shown = bulk_changes.preview(mixed, [1, 1, 99], Wanted(add_tags=("t",)))
    assert list(shown.pks) == [1]
    assert [(each.why, each.count, each.first) for each in shown.skipped] == [(GONE, 1, ())]


def test_of_many_skipped_the_first_few_are_named(store: CaseStore) -> None:
    filled(store, 12)
    (skipped,) = bulk_changes.preview(store, everything(store), Wanted(add_tags=("old",))).skipped
    assert (skipped.count, len(skipped.first), skipped.first[0]) == (12, 5, "INC-2026-000001")


def test_what_changed_after_it_was_told_is_not_done(mixed: CaseStore, folder: Path) -> None:
    wanted = Wanted(handling="closed", reason="r")
    shown = bulk_changes.preview(mixed, everything(mixed), wanted)
    with opened(folder, actor="O. Ther") as other:
        status.move(other, "INC-2026-000001", handling="closed", reason="r")
    length = history.head_sequence(mixed)
    with pytest.raises(Conflict, match="Meanwhile"):
        bulk_changes.change(mixed, everything(mixed), wanted, shown=shown)
    assert history.head_sequence(mixed) == length


def test_undone_and_done_again_as_one_over_many_batches(store: CaseStore) -> None:
    references = filled(store, MANY)
    before = told(store)
    wanted = Wanted(("Quellwort",), ("old",), "L. Ead", None, "closed", "Grundwort")
    done = bulk_changes.change(store, everything(store), wanted)
    assert done.changes.description == f"Change {MANY} incidents: tags, lead investigator, handling to closed"
    assert len({entry.change_id for entry in history.entries(store, limit=MANY)}) == 1
    after = told(store)
    for word in ("Quellwort", "Grundwort", "Ead"):
        assert len(search.search(store, word, limit=MANY + 1)) == MANY
    for _twice in range(2):
        offered = history.undoable(store)
        assert (offered.undo, offered.undo_size) == (done.changes.description, MANY)
        undone = history.undo(store)
        assert undone.description == f"Undo: {done.changes.description}"
        assert undone.pks["incident"] == done.changes.pks["incident"]
        assert told(store) == before
        assert search.search(store, "Quellwort") == []
        offered = history.undoable(store)
        assert (offered.redo, offered.redo_size) == (done.changes.description, MANY)
        assert offered.undo == f"Log incident {min(references)}", "what lies beneath so many entries is still seen"
        assert history.redo(store).description == f"Redo: {done.changes.description}"
        assert told(store) == after
        assert checks.verify(store).faults == []
    assert [line["after"] for line in show.record(store, references[0])["history"] if line["axis"] == "handling"] == [
        "open", "closed", "open", "closed", "open", "closed"]


def test_undone_the_search_index_is_what_it_was(store: CaseStore) -> None:
    """But for the reasons of moves, which stay in the history."""
    filled(store, MANY)
    index = index_of(store)
    bulk_changes.change(store, everything(store), Wanted(("new",), ("old",), "L. Ead", "under_verification"))
    assert index_of(store) != index
    history.undo(store)
    assert index_of(store) == index


def test_what_lies_beneath_a_change_of_thousands_can_be_undone(store: CaseStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Undoing reaches back over so many changes, however many records each of them touched."""
    from casetracker.services import undo_stacks

    monkeypatch.setattr(undo_stacks, "_LOOK_BACK", 5)
    case = records.add(store, "incident", f.incident(title="first")).reference
    records.amend(store, case, {"title": "second"})
    filled(store, 20)
    bulk_changes.change(store, everything(store), Wanted(add_tags=("t",)))
    for _step in range(3):
        history.undo(store)
    assert show.record(store, case)["title"] == "first"


def test_cancelled_it_writes_nothing(store: CaseStore) -> None:
    filled(store, MANY)
    before, index, length = told(store), index_of(store), history.head_sequence(store)

    def stopping(at: int) -> Any:
        return lambda done, _total: done < at

    wanted = Wanted(add_tags=("t",))
    for at in (0, 200, MANY):
        with pytest.raises(UserError, match="Cancelled"):
            bulk_changes.change(store, everything(store), wanted, stopping(at))
        assert (history.head_sequence(store), index_of(store)) == (length, index)
    assert told(store) == before
    bulk_changes.change(store, everything(store), wanted)
    after = told(store)
    for at in (200, MANY):
        with pytest.raises(UserError, match="Cancelled"):
            history.undo(store, progress=stopping(at))
    assert told(store) == after
    steps: list[tuple[int, int]] = []

    def noting(done: int, total: int) -> bool:
        steps.append((done, total))
        return True

    history.undo(store, progress=noting)
    assert steps == [(200, MANY), (400, MANY), (MANY, MANY)]
    assert told(store) == before
    assert checks.verify(store).faults == []


def test_one_record_that_moved_on_keeps_all_as_it_is(store: CaseStore, folder: Path) -> None:
    references = filled(store, MANY)
    done = bulk_changes.change(store, everything(store), Wanted(add_tags=("t",))).changes
    with opened(folder, actor="O. Ther") as other:
        records.amend(other, references[7], {"title": "theirs"})
    length = history.head_sequence(store)
    with pytest.raises(Conflict, match=references[7]):
        history.undo(store, done.change_id)
    assert history.head_sequence(store) == length


def test_no_tag_and_no_name_stands_in_the_words_of_the_journal(mixed: CaseStore) -> None:
    bulk_changes.change(mixed, everything(mixed), Wanted(add_tags=(f.PROTECTED_NAME,), lead=f.PROTECTED_NAME))
    history.undo(mixed)
    rows = mixed.database.reader().execute("SELECT entry FROM journal").fetchall()
    assert not any(f.PROTECTED_NAME.split()[0].encode() in bytes(entry) for (entry,) in rows)


def test_what_hangs_on_the_incidents_stays_untouched(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    with opened(folder) as store:
        kept = {reference: show.record(store, reference, reveal=True) for reference in (
            web.witness, web.hidden_source, web.exhibit, web.account, web.party)}
        bulk_changes.change(store, everything(store), Wanted(add_tags=("t",), handling="closed", reason="r"))
        history.undo(store)
        assert kept == {reference: show.record(store, reference, reveal=True) for reference in kept}
        assert checks.verify(store).faults == []


def test_tags_and_leads_are_offered(mixed: CaseStore) -> None:
    records.amend(mixed, "INC-2026-000001", {"tags": ["yours"]})
    assert bulk_changes.tags(mixed) == ["yours", "mine"]
    assert bulk_changes.tags(mixed, [1]) == ["yours"]
    assert bulk_changes.leads(mixed) == ["L. Ead"]
