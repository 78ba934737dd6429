"""What an actor may undo and redo, read backwards from the journal's end, and what a change is called."""

from __future__ import annotations

from collections.abc import Iterator

from casetracker.store import journal
from casetracker.store.engine import Connection
from casetracker.store.journal import Entry

# What is corrected by a further entry and never undone, and what changes no record.
CORRECTED_BY_ENTRY = frozenset({"intake", "custody", "destroy"})
CHANGES_NO_RECORD = frozenset({"dossier", "package", "fixity", "restore_backup"})
NEVER_UNDONE = CORRECTED_BY_ENTRY | CHANGES_NO_RECORD
WHOLE = "whole"
"""What an entry calls the change of many records that it belongs to, beside what it says of its own record."""
_LOOK_BACK = 2_000


def stacks(connection: Connection, actor: str, via: str) -> tuple[Entry | None, Entry | None]:
    """(the change that undo reverses, the undo that redo reverses), each by its first entry.

    What a later change reversed counts no more, wherever that was done. A redo is a change like any other; a new change
    ends what was to redo.
    """
    reversed_since: set[str] = set()
    undo: Entry | None = None
    redo: Entry | None = None
    fresh = False  # a change that reverses none was met: older undos are past redoing
    for entry in own_changes(connection, actor):
        target = entry.extra.get("undoes")
        live = entry.change_id not in reversed_since
        if target is not None:
            reversed_since.add(target)
        if via not in (entry.via, "cli") or entry.kind in NEVER_UNDONE:
            continue
        if entry.kind == "undo":
            redo = entry if live and redo is None and not fresh else redo
        else:
            fresh = fresh or target is None
            undo = entry if live and undo is None else undo
            if undo is not None and fresh:
                break
    return undo, redo


def own_changes(connection: Connection, actor: str) -> Iterator[Entry]:
    """The first entry of each of the actor's last changes, newest first, as far back as undoing may reach. A change counts
    as one, however many records it touched."""
    entry = journal.change_before(connection, journal.head(connection).sequence + 1)
    for _change in range(_LOOK_BACK):
        if entry is None:
            return
        if entry.who == actor:
            yield entry
        entry = journal.change_before(connection, entry.sequence)


def first_done(connection: Connection, entry: Entry) -> Entry:
    """The entry in which it was first done: an undo or redo is called by what it reverses."""
    reversed_by: Entry | None = entry
    while reversed_by is not None:
        entry = reversed_by
        target = entry.extra.get("undoes")
        reversed_by = target and journal.of_record_in(connection, entry.record_id, target, entry.sequence)
    return entry


def called(entry: Entry) -> str:
    """What the change is called that an entry begins."""
    return str(entry.extra.get(WHOLE) or entry.what)
