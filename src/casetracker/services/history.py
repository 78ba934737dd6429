"""The journal as people use it: what was done, undoing it, doing it again, and what others did meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casetracker.domain import own_reasons
from casetracker.domain.shapes import SHAPES
from casetracker.errors import Conflict, UserError
from casetracker.i18n import _
from casetracker.services import codec
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import ChangeSet, change_set, changing
from casetracker.services.cycles import refuse_cycle
from casetracker.services.lookup import find
from casetracker.services.unique_names import refuse_taken
from casetracker.store import journal, states
from casetracker.store.engine import Connection
from casetracker.store.journal import Entry as Entry
from casetracker.store.states import State
from casetracker.store.writer import UNLINKED, Change

# What is corrected by a further entry and never undone, and what changes no record.
_CORRECTED_BY_ENTRY = frozenset({"intake", "custody", "destroy"})
_CHANGES_NO_RECORD = frozenset({"dossier", "package", "fixity", "restore_backup"})
_NEVER_UNDONE = _CORRECTED_BY_ENTRY | _CHANGES_NO_RECORD
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
    """Emptied, not taken out: who compares two states finds every field in both."""
    return state and {name: ([] if isinstance(value, list) else None) if name in codec.HIDDEN else value
                      for name, value in state.items()}


def reason(store: CaseStore, sequence: int) -> str:
    """The reason kept in an entry's payload; empty where none was given."""
    with store.database.snapshot() as connection:
        return str(journal.payload_of(connection, sequence).get("reason") or "")


def undoable(store: CaseStore) -> UndoState:
    """What this actor may undo and redo; it survives a restart, for it is read from the journal.

    A window offers what was done in a window; the command line takes the actor's last change, wherever it was made.
    """
    with store.database.snapshot() as connection:
        undo, redo = _stacks(connection, store.actor, store.via)
        said = [_first_said(connection, entry) if entry else None for entry in (undo, redo)]
    return UndoState(said[0], said[1], undo.change_id if undo else None, redo.change_id if redo else None)


def _stacks(connection: Connection, actor: str, via: str) -> tuple[Entry | None, Entry | None]:
    """(the change that undo reverses, the undo that redo reverses), read backwards from the journal's end.

    What a later change reversed counts no more, wherever that was done. A redo is a change like any other; a new change
    ends what was to redo.
    """
    reversed_since: set[str] = set()
    undo: Entry | None = None
    redo: Entry | None = None
    fresh = False  # a change that reverses none was met: older undos are past redoing
    for entry in _own_changes(connection, actor):
        target = entry.extra.get("undoes")
        live = entry.change_id not in reversed_since
        if target is not None:
            reversed_since.add(target)
        if via not in (entry.via, "cli") or entry.kind in _NEVER_UNDONE:
            continue
        if entry.kind == "undo":
            redo = entry if live and redo is None and not fresh else redo
        else:
            fresh = fresh or target is None
            undo = entry if live and undo is None else undo
            if undo is not None and fresh:
                break
    return undo, redo


def _own_changes(connection: Connection, actor: str) -> Iterator[Entry]:
    """The first entry of each of the actor's last changes, newest first, as far back as undoing may reach."""
    waiting: Entry | None = None
    for entry in journal.entries(connection, newest_first=True, limit=_LOOK_BACK):
        if entry.who != actor:
            continue
        if waiting is not None and entry.change_id != waiting.change_id:
            yield waiting
        waiting = entry
    if waiting is not None:
        yield waiting


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
        if not targets or targets[0].who != store.actor or store.via not in (targets[0].via, "cli"):
            raise UserError(_("The journal knows no such change of {who}.").format(who=store.actor))
        if targets[0].kind == "undo":
            kind = "redo"
        for entry in reversed(targets):
            _reverse_entry(change, entry, kind)
    return change_set(change)


def _refuse_intake(connection: Connection, store: CaseStore) -> None:
    """The very last change being an intake or a custody entry, say so, rather than undo something older unasked."""
    if store.via != "cli":
        return
    last = next((entry for entry in _own_changes(connection, store.actor) if entry.kind not in _CHANGES_NO_RECORD), None)
    if last is not None and last.kind in _CORRECTED_BY_ENTRY:
        raise UserError(_("The last change, “{what}”, is never undone.").format(what=last.what),
                        _("Correct it by a further entry, or withdraw the record."))


def _reverse_entry(change: Change, entry: Entry, kind: str) -> None:
    if entry.kind == UNLINKED:
        return
    if entry.kind in _NEVER_UNDONE:
        raise UserError(_("“{what}” is never undone.").format(what=entry.what),
                        _("Correct it by a further entry, or withdraw the record."))
    current = _current(change.connection, entry)
    before, after = journal.before_after(change.connection, entry.sequence)
    if current is None or after is None or _moved_on(current, after):
        raise Conflict(_("{reference} has been changed since; “{what}” cannot be undone.").format(
            reference=entry.reference, what=entry.what), _("Amend the record instead."))
    what = (_("Undo: {what}") if kind == "undo" else _("Redo: {what}")).format(
        what=_first_said(change.connection, entry))
    change.put(entry.record_kind, _reversed_state(change, entry, current, before, kind), what=what, entry_kind=kind)
    refuse_cycle(change.connection, entry.record_kind, entry.record_id)
    refuse_taken(change.connection, entry.record_kind, entry.record_id)


def _moved_on(current: State, after: State) -> bool:
    """Whether a record no longer stands as a change left it; later changes that were undone again do not count."""
    return any(current[name] != value for name, value in after.items()
               if name not in ("amended_at", "amended_by", "history"))


def _first_said(connection: Connection, entry: Entry) -> str:
    """What was first done, in the words it was done in: an undo or redo is called by what it reverses."""
    reversed_by: Entry | None = entry
    while reversed_by is not None:
        entry = reversed_by
        target = entry.extra.get("undoes")
        reversed_by = target and next((each for each in journal.entries(connection, change_id=target)
                                       if each.record_id == entry.record_id and each.sequence < entry.sequence), None)
    return entry.what


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


def since(store: CaseStore, sequence: int) -> ChangeSet | None:
    """What was written after a journal sequence, by anyone, as one change set; None if nothing was."""
    pks: dict[str, set[int]] = {}
    references: list[str] = []
    last: Entry | None = None
    with store.database.snapshot() as connection:
        for last in journal.entries(connection, after=sequence):
            references += filter(None, [last.reference])
            pk = states.pk_of(connection, last.record_kind, last.record_id) if last.record_kind in SHAPES else None
            if pk is not None:
                pks.setdefault(last.record_kind, set()).add(pk)
    if last is None:
        return None
    return ChangeSet(last.change_id, last.what, tuple(dict.fromkeys(references)),
                     {kind: frozenset(each) for kind, each in pks.items()}, last.sequence)


def head_sequence(store: CaseStore) -> int:
    """The sequence of the journal's last entry."""
    with store.database.snapshot() as connection:
        return journal.head(connection).sequence
