"""What can be done now: which commands there is something to work on for, and which change could be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casetracker.gui import actions as commands_table
from casetracker.gui.menus import show_undo

if TYPE_CHECKING:
    from casetracker.gui.actions import Actions
    from casetracker.gui.holding import Holding
    from casetracker.gui.status import StatusLine
    from casetracker.gui.views.desk import Desk
    from casetracker.services.case_store import CaseStore
    from casetracker.services.history import UndoState


_MANY = 500


class Possible:
    """Looks at the desk whenever something may have changed, and allows the commands accordingly."""

    def __init__(self, holding: Holding, actions: Actions, status: StatusLine) -> None:
        self._holding, self._actions, self._status = holding, actions, status
        self._undo: UndoState | None = None

    def look(self) -> None:
        desk = self._holding.desk
        self._actions.allow(_there(desk, self._undo) if desk is not None else frozenset())
        self._status.show_place(desk)
        if desk is not None:
            self._actions[f"go-{desk.kind}"].setChecked(True)

    def takes_long(self, kind: str) -> bool:
        """Whether what would be undone or done again touched so many records that one wants to see how far it is."""
        found = self._undo
        return found is not None and (found.undo_size if kind == "undo" else found.redo_size) > _MANY

    def ask_undo(self) -> None:
        assert self._holding.desk is not None
        ops = self._holding.desk.ops
        ops.read(lambda: _undoable(ops.store), self._know_undo, key="undo")

    def _know_undo(self, found: UndoState) -> None:
        self._undo = found
        show_undo(self._actions, found.undo, found.redo)
        self.look()


def _there(desk: Desk, undo: UndoState | None) -> frozenset[str]:
    """What is there for commands to work on."""
    there = _of_store(desk.ops.store) | _of_row(desk)
    if undo is not None:
        there |= {name for name in (commands_table.UNDO, commands_table.REDO) if getattr(undo, name)}
    if desk.search_text().strip():
        there.add(commands_table.SEARCH)
    if desk.narrows():
        there.add(commands_table.NARROWED)
    if desk.came_from:
        there.add(commands_table.BACK)
    return frozenset(there)


def _of_store(store: CaseStore) -> set[str]:
    there = {commands_table.STORE, commands_table.PROTECTED if store.encrypted else commands_table.PLAIN}
    if store.backup is None:
        there.add(commands_table.ORIGINAL)
    if not store.read_only:
        there.add(commands_table.WRITE)
    return there


def _of_row(desk: Desk) -> set[str]:
    row = desk.shown_list.current_row()
    if row is None:
        return set()
    there = {commands_table.RECORD, commands_table.WITHDRAWN if row.withdrawn else commands_table.STANDING}
    if desk.kind == "incident":
        there.add(commands_table.INCIDENT)
    if desk.kind in ("incident", "proceeding"):
        there.add(commands_table.STATUS)
    return there


def _undoable(store: CaseStore) -> UndoState:
    from casetracker.services import history

    return history.undoable(store)
