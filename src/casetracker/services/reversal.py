"""Reversing a change whole: every record as it was before, as a change of its own, or nothing at all.

Records are reversed some hundreds at a time, so that a change of very many is never held in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from casetracker.domain import own_reasons
from casetracker.domain.shapes import SHAPES
from casetracker.errors import Conflict, UserError
from casetracker.i18n import _
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import ChangeSet, change_set, changing
from casetracker.services.cycles import refuse_cycle
from casetracker.services.undo_stacks import (
    CHANGES_NO_RECORD,
    CORRECTED_BY_ENTRY,
    NEVER_UNDONE,
    WHOLE,
    first_done,
    own_changes,
    stacks,
)
from casetracker.services.unique_names import refuse_taken
from casetracker.store import journal, states
from casetracker.store.engine import Connection
from casetracker.store.journal import Done, Entry
from casetracker.store.states import State
from casetracker.store.writer import UNLINKED, Change, Put

Progress = Callable[[int, int], bool]


def reverse(store: CaseStore, change_id: str | None, kind: str, progress: Progress | None = None) -> ChangeSet:
    """Undo or redo a change, the one named or the last one; `progress(done, total)` returning False cancels, and all is
    as it was."""
    with changing(store) as change:
        change_id = change_id or _last(change.connection, store, kind)
        sequences = journal.sequences_of(change.connection, change_id)
        first = journal.entry_at(change.connection, sequences[0]) if sequences else None
        if first is None or first.who != store.actor or store.via not in (first.via, "cli"):
            raise UserError(_("The journal knows no such change of {who}.").format(who=store.actor))
        if first.kind == "undo":
            kind = "redo"
        change.extra = {"undoes": change_id}
        whole = first_done(change.connection, first).extra.get(WHOLE)
        if whole:
            change.what = _words(kind, str(whole))
            change.extra[WHOLE] = change.what
        for end in range(len(sequences), 0, -states.AT_ONCE):
            for run in _runs(journal.backwards(change.connection, sequences[max(0, end - states.AT_ONCE):end])):
                _reverse_run(change, run, kind)
            done = len(sequences) - max(0, end - states.AT_ONCE)
            if progress is not None and not progress(done, len(sequences)):
                raise UserError(_("Cancelled; nothing was written."))
    return change_set(change)


def _last(connection: Connection, store: CaseStore, kind: str) -> str:
    """The change that is to be undone or done again where none is named."""
    to_undo, to_redo = stacks(connection, store.actor, store.via)
    first = to_undo if kind == "undo" else to_redo
    if kind == "undo":
        _refuse_intake(connection, store)
    if first is None:
        raise UserError(_("There is nothing to undo.") if kind == "undo" else _("There is nothing to redo."))
    return first.change_id


def _refuse_intake(connection: Connection, store: CaseStore) -> None:
    """The very last change being an intake or a custody entry, say so, rather than undo something older unasked."""
    if store.via != "cli":
        return
    last = next((entry for entry in own_changes(connection, store.actor) if entry.kind not in CHANGES_NO_RECORD), None)
    if last is not None and last.kind in CORRECTED_BY_ENTRY:
        raise UserError(_("The last change, “{what}”, is never undone.").format(what=last.what),
                        _("Correct it by a further entry, or withdraw the record."))


def _runs(found: Sequence[Done]) -> Iterator[list[Done]]:
    """Entries that can be reversed together: those that follow each other, of one kind, each of another record."""
    run: list[Done] = []
    seen: set[str] = set()
    for each in found:
        entry = each.entry
        if entry.kind == UNLINKED:
            continue
        if entry.kind in NEVER_UNDONE:
            raise UserError(_("“{what}” is never undone.").format(what=entry.what),
                            _("Correct it by a further entry, or withdraw the record."))
        if run and (entry.record_kind != run[0].entry.record_kind or entry.record_id in seen):
            yield run
            run, seen = [], set()
        run.append(each)
        seen.add(entry.record_id)
    if run:
        yield run


def _reverse_run(change: Change, run: Sequence[Done], kind: str) -> None:
    record_kind = run[0].entry.record_kind
    current: dict[str, State] = {}
    if record_kind in SHAPES:
        pks = states.pks_of(change.connection, record_kind, [each.entry.record_id for each in run])
        current = {state["id"]: state for state in states.read_states(
            change.connection, record_kind, [pk for pk, _digest in pks.values()])}
    puts = [_put(change, each, current.get(each.entry.record_id), kind) for each in run]
    change.put_all(record_kind, puts)
    for put in puts:
        refuse_cycle(change.connection, record_kind, put.after["id"])
        refuse_taken(change.connection, record_kind, put.after["id"])


def _put(change: Change, done: Done, current: State | None, kind: str) -> Put:
    entry, before, after = done
    if current is None or after is None or _moved_on(current, after):
        raise Conflict(_("{reference} has been changed since; “{what}” cannot be undone.").format(
            reference=entry.reference, what=entry.what), _("Amend the record instead."))
    what = _words(kind, first_done(change.connection, entry).what)
    return Put(_reversed_state(change, entry, current, before, kind), what, kind, before=current)


def _words(kind: str, what: str) -> str:
    return (_("Undo: {what}") if kind == "undo" else _("Redo: {what}")).format(what=what)


def _moved_on(current: State, after: State) -> bool:
    """Whether a record no longer stands as a change left it; later changes that were undone again do not count."""
    return any(current[name] != value for name, value in after.items()
               if name not in ("amended_at", "amended_by", "history"))


def _reversed_state(change: Change, entry: Entry, current: State, before: State | None, kind: str) -> State:
    """The state that undoes an entry: the one before it, but histories only ever grow, and a new record is hidden."""
    if before is None:
        return {**current, "withdrawn_at": change.at, "withdrawn_by": change.who,
                "withdrawn_reason": own_reasons.LOGGING_UNDONE}
    reversed_to = {**before, "amended_at": change.at, "amended_by": change.who}
    if entry.record_kind == "incident":
        why = own_reasons.UNDONE if kind == "undo" else own_reasons.DONE_AGAIN
        reversed_to["history"] = [*current["history"], *_back_lines(change, current, before, why)]
    if entry.record_kind == "proceeding":
        reversed_to["history"] = _superseded(current["history"], before["history"])
    return reversed_to


def _back_lines(change: Change, current: State, before: State, why: str) -> list[State]:
    return [{"id": change.new_id(), "axis": axis, "before": current[axis], "after": before[axis],
             "reason": why, "at": change.at, "by": change.who}
            for axis in ("assessment", "handling") if current[axis] != before[axis]]


def _superseded(current: list[State], before: list[State]) -> list[State]:
    """The present stage lines, with those the earlier state lacked (or had superseded) marked as superseded."""
    stood = {line["id"]: line["superseded"] for line in before}
    return [{**line, "superseded": stood.get(line["id"], True)} for line in current]
