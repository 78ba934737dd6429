"""Ctrl+K: from a few letters to any record and any command. What the palette offers, and what becomes of a choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from casetracker.domain.folding import fold
from casetracker.domain.shapes import SAVED_SEARCH, shape_of
from casetracker.gui.actions import COMMANDS, MENUS, Command
from casetracker.gui.navigation import PLACES
from casetracker.gui.views.jump import Palette
from casetracker.gui.views.jump_entries import Entry
from casetracker.gui.views.shortcuts import plain_text
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.main_window import MainWindow
    from casetracker.gui.views.desk import Desk
    from casetracker.services.case_store import CaseStore
    from casetracker.services.jump import Hit

NAME = "jump"
_KEY = "jump"
_MOST_COMMANDS = 5
_SIGNS = {place.kind: place.icon for place in PLACES} | {SAVED_SEARCH.kind: "bookmark"}
_OTHER_SIGN = "file"


class Jump(QObject):
    """Asks the open store while somebody types; an older question is ended by the next."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._palette: Palette | None = None
        window.holding.leaving.connect(self.leave)

    def show(self) -> None:
        if self._palette is None:
            self._palette = Palette(self._window)
            self._palette.typed.connect(self._ask)
        self._palette.open()

    def leave(self) -> None:
        """The store is put away: what was offered of it goes out of sight and out of memory."""
        if self._palette is not None:
            self._palette.close_up()
            self._palette.show_entries(())

    def _ask(self, typed: str) -> None:
        desk, palette = self._window.desk, self._palette
        if desk is None or palette is None:
            return
        commands = _commands(self._window, typed)
        palette.show_entries(commands, awaiting=True)
        store, recent = desk.ops.store, desk.trail.others(desk.current_reference())
        question = partial(_found, store, typed) if typed.strip() else partial(_labelled, store, recent)
        desk.ops.read(question, partial(self._offer, desk, typed, commands), key=_KEY)

    def _offer(self, desk: Desk, typed: str, commands: Sequence[Entry], hits: Sequence[Hit]) -> None:
        palette = self._palette
        if palette is not None and palette.isVisible() and desk is self._window.desk and palette.line.text() == typed:
            palette.show_entries([*commands, *(self._record(desk, hit) for hit in hits)])

    def _record(self, desk: Desk, hit: Hit) -> Entry:
        notes = (_(shape_of(hit.kind).label) if hit.kind not in _SIGNS else "", _("withdrawn") if hit.withdrawn else "")
        go: Callable[[str], object] = desk.go if hit.kind == SAVED_SEARCH.kind and not hit.withdrawn else (
            self._window.commands.open_or_amend)
        return Entry(_SIGNS.get(hit.kind, _OTHER_SIGN), hit.label, hit.reference, partial(go, hit.reference),
                     " · ".join(filter(None, notes)))


def _commands(window: MainWindow, typed: str) -> list[Entry]:
    """The commands that can be given now and in which every word typed begins a word."""
    if not fold(typed):
        return []
    made = (_command(command, window.actions_[command.name]) for command in COMMANDS
            if command.name != NAME and window.actions_[command.name].isEnabled())
    return [entry for entry in made if _begins(typed, f"{entry.text} {entry.note}")][:_MOST_COMMANDS]


def _command(command: Command, action: QAction) -> Entry:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return Entry(command.icon, plain_text(action), keys, action.trigger, _menu_of(command))


def _menu_of(command: Command) -> str:
    """Where it stands in the menus: what a command does is not always said by its words alone."""
    names = (command.name, command.group)
    return next((_(title).replace("&", "") for title, entries in MENUS if any(name in entries for name in names)), "")


def _begins(typed: str, told: str) -> bool:
    words = fold(told).split()
    return all(any(word.startswith(each) for word in words) for each in fold(typed).split())


def _found(store: CaseStore, typed: str) -> list[Hit]:
    from casetracker.services import jump

    return jump.find(store, typed)


def _labelled(store: CaseStore, references: Sequence[str]) -> list[Hit]:
    from casetracker.services import jump

    return jump.labelled(store, references)
