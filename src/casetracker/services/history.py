"""The journal as people use it: what was done, undoing it, doing it again, and what others did meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from casetracker.domain.shapes import SHAPES
from casetracker.services import codec
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import ChangeSet
from casetracker.services.lookup import find
from casetracker.services.undo_stacks import called, first_done, stacks
from casetracker.store import journal, states
from casetracker.store.engine import Connection
from casetracker.store.journal import Entry as Entry
from casetracker.store.states import State

Progress = Callable[[int, int], bool]


@dataclass(frozen=True)
class UndoState:
    """What undo and redo would do now, in words; None where there is nothing."""

    undo: str | None
    redo: str | None
    undo_change: str | None = None
    redo_change: str | None = None
    undo_size: int = 0
    """How many entries the change has that undo would reverse, for a face that shows how far it is."""
    redo_size: int = 0


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
        undo, redo = found = stacks(connection, store.actor, store.via)
        said = [called(first_done(connection, entry)) if entry else None for entry in found]
        sizes = [journal.size_of(connection, entry.change_id) if entry else 0 for entry in found]
    return UndoState(said[0], said[1], undo.change_id if undo else None, redo.change_id if redo else None, *sizes)


def undo(store: CaseStore, change_id: str | None = None, progress: Progress | None = None) -> ChangeSet:
    """Reverse this actor's last change (or the one named), whole; refused when a touched record has moved on.
    `progress(done, total)` returning False cancels, and all is as it was."""
    from casetracker.services.reversal import reverse

    return reverse(store, change_id, "undo", progress)


def redo(store: CaseStore, progress: Progress | None = None) -> ChangeSet:
    """Do again what this actor's last undo reversed."""
    from casetracker.services.reversal import reverse

    return reverse(store, None, "redo", progress)


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
