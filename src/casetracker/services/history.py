"""The journal as people use it: what was done, undoing it, doing it again, and what others did meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casetracker.domain.shapes import SHAPES
from casetracker.errors import Conflict, UserError
from casetracker.i18n import _
from casetracker.services import codec
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import ChangeSet, change_set, changing
from casetracker.services.lookup import find
from casetracker.store import journal, states
from casetracker.store.engine import Connection
from casetracker.store.journal import Entry as Entry
from casetracker.store.states import State
from casetracker.store.writer import Change

# What is corrected by a further entry and never undone, and what changes no record.
_CORRECTED_BY_ENTRY = frozenset({"intake", "custody"})
_NEVER_UNDONE = _CORRECTED_BY_ENTRY | {"dossier"}
_LOOK_BACK = 2_000


@dataclass(frozen=True)
class UndoState:
    """What undo and redo would do now, in words; None where there is nothing."""

    undo: str | None
    redo: str | None
    undo_change: str | None = None
    redo_change: str | None = None


def entries(store: CaseStore, reference: str | None = None, limit: int | None = None) -> list[Entry]:
    """The journal, newest first: of one record, or of the store."""
    with store.database.snapshot() as connection:
        count = -1 if limit is None else limit
        if reference is None:
            return list(journal.entries(connection, newest_first=True, limit=count))
        kind, pk = find(connection, reference)
        record_id = states.id_of(connection, kind, pk)
        return list(journal.entries(connection, record_id=record_id, newest_first=True, limit=count))


def before_after(store: CaseStore, sequence: int) -> tuple[State | None, State | None]:
    """The states before and after an entry; without the hidden fields where the record is, was or became protected."""
    with store.database.snapshot() as connection:
        before, after = journal.before_after(connection, sequence)
        entry = journal.entry_at(connection, sequence)
        now = _current(connection, entry) if entry else None
    if any(state and state.get("protected") for state in (before, after, now)):
        return _masked(before), _masked(after)
    return before, after


def _current(connection: Connection, entry: Entry) -> State | None:
    if entry.record_kind not in SHAPES:
        return None
    pk = states.pk_of(connection, entry.record_kind, entry.record_id)
    return None if pk is None else states.read_state(connection, entry.record_kind, pk)


def _masked(state: State | None) -> State | None:
    return state and {name: value for name, value in state.items() if name not in codec.HIDDEN}


def undoable(store: CaseStore) -> UndoState:
    """What this actor may undo and redo; it survives a restart, for it is read from the journal.

    A window offers what was done in a window; the command line takes the actor's last change, wherever it was made.
    """
    undo, redo = _stacks(store.database.reader(), store.actor, store.via)
    return UndoState(_bare(undo.what) if undo else None, _bare(redo.what) if redo else None,
                     undo.change_id if undo else None, redo.change_id if redo else None)


def _stacks(connection: Connection, actor: str, via: str) -> tuple[Entry | None, Entry | None]:
    """(the change that undo reverses, the undo that redo reverses), found by replaying the actor's last changes."""
    done: list[Entry] = []
    undone: list[Entry] = []
    for entry in _own_changes(connection, actor, via):
        target = entry.extra.get("undoes")
        if target is None:
            if entry.kind in _NEVER_UNDONE:
                continue
            done.append(entry)
            undone.clear()
        elif entry.kind == "redo":
            undone = [each for each in undone if each.change_id != target]
            done.append(entry)  # a redo is a change of its own, undone like any other
        else:
            done = [each for each in done if each.change_id != target]
            undone.append(entry)
    return (done[-1] if done else None), (undone[-1] if undone else None)


def _own_changes(connection: Connection, actor: str, via: str) -> Iterator[Entry]:
    """The first entry of each of the actor's last changes, oldest first."""
    recent = list(journal.entries(connection, newest_first=True, limit=_LOOK_BACK))
    seen: set[str] = set()
    for entry in reversed(recent):
        if entry.who == actor and via in (entry.via, "cli") and entry.change_id not in seen:
            seen.add(entry.change_id)
            yield entry


def undo(store: CaseStore, change_id: str | None = None) -> ChangeSet:
    """Reverse this actor's last change (or the one named), whole; refused when a touched record has moved on."""
    return _reverse(store, change_id, "undo")


def redo(store: CaseStore) -> ChangeSet:
    """Do again what this actor's last undo reversed."""
    return _reverse(store, None, "redo")


def _reverse(store: CaseStore, change_id: str | None, kind: str) -> ChangeSet:
    with changing(store) as change:
        connection = change.connection
        if change_id is None:
            to_undo, to_redo = _stacks(connection, store.actor, store.via)
            first = to_undo if kind == "undo" else to_redo
            if kind == "undo":
                _refuse_intake(connection, store)
            if first is None:
                raise UserError(_("There is nothing to undo.") if kind == "undo" else _("There is nothing to redo."))
            change_id = first.change_id
        change.extra = {"undoes": change_id}
        targets = list(journal.entries(connection, change_id=change_id))
        if not targets or targets[0].who != store.actor:
            raise UserError(_("The journal knows no such change of {who}.").format(who=store.actor))
        for entry in reversed(targets):
            _reverse_entry(change, entry, kind)
    return change_set(change)


def _refuse_intake(connection: Connection, store: CaseStore) -> None:
    """The very last change being an intake or a custody entry, say so, rather than undo something older unasked."""
    if store.via != "cli":
        return
    last = None
    for entry in _own_changes(connection, store.actor, store.via):
        last = entry if entry.kind != "dossier" else last
    if last is not None and last.kind in _CORRECTED_BY_ENTRY:
        raise UserError(_("The last change, “{what}”, is never undone.").format(what=last.what),
                        _("Correct it by a further entry, or withdraw the record."))


def _reverse_entry(change: Change, entry: Entry, kind: str) -> None:
    if entry.kind in _NEVER_UNDONE:
        raise UserError(_("“{what}” is never undone.").format(what=entry.what),
                        _("Correct it by a further entry, or withdraw the record."))
    connection = change.connection
    pk = states.pk_of(connection, entry.record_kind, entry.record_id)
    current = None if pk is None else states.read_state(connection, entry.record_kind, pk)
    before, after = journal.before_after(connection, entry.sequence)
    last = next(journal.entries(connection, record_id=entry.record_id, newest_first=True, limit=1))
    if current is None or after is None or last.change_id != entry.change_id:
        raise Conflict(_("{reference} has been changed since; “{what}” cannot be undone.").format(
            reference=entry.reference, what=entry.what), _("Amend the record instead."))
    what = (_("Undo: {what}") if kind == "undo" else _("Redo: {what}")).format(what=_bare(entry.what))
    change.put(entry.record_kind, _reversed_state(change, entry, current, before, kind), what=what, entry_kind=kind)


def _bare(what: str) -> str:
    for prefix in (_("Undo: {what}"), _("Redo: {what}")):
        what = what.removeprefix(prefix.format(what=""))
    return what


def _reversed_state(change: Change, entry: Entry, current: State, before: State | None, kind: str) -> State:
    """The state that undoes an entry: the one before it, but histories only ever grow, and a new record is hidden."""
    if before is None:
        return {**current, "withdrawn_at": change.at, "withdrawn_by": change.who,
                "withdrawn_reason": _("Logging it was undone")}
    reversed_to = {**before, "amended_at": change.at, "amended_by": change.who}
    if entry.record_kind == "incident":
        why = _("Undone") if kind == "undo" else _("Done again")
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


def since(store: CaseStore, sequence: int) -> ChangeSet | None:
    """What was written after a journal sequence, by anyone, as one change set; None if nothing was."""
    connection = store.database.reader()
    pks: dict[str, set[int]] = {}
    references: list[str] = []
    last: Entry | None = None
    for last in journal.entries(connection, after=sequence):
        references.append(last.reference)
        pk = states.pk_of(connection, last.record_kind, last.record_id) if last.record_kind in SHAPES else None
        if pk is not None:
            pks.setdefault(last.record_kind, set()).add(pk)
    if last is None:
        return None
    return ChangeSet(last.change_id, last.what, tuple(dict.fromkeys(references)),
                     {kind: frozenset(each) for kind, each in pks.items()}, last.sequence)


def head_sequence(store: CaseStore) -> int:
    """The sequence of the journal's last entry."""
    return journal.head(store.database.reader()).sequence
