"""A tour of the real window on a store, as a person would take it, with a watchdog on the window's thread.

`python -m tests.benchmarks.tour STORE MOST [--where]` prints as JSON how long the window was held at most in each part.
STORE is written to: up to MOST incidents are given a tag, which is taken away again. The daily copy of the store, which is
made in another thread, does not fall into the tour.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from tests.benchmarks import floors
from tests.benchmarks.watchdog import Watchdog
from tests.benchmarks.work import ACTOR

from casetracker.gui import app, theme, upkeep
from casetracker.gui.dialogs.bulk_change import ChangeSelected
from casetracker.gui.dialogs.reversing import Reversing
from casetracker.gui.forms.record_form import RecordForm
from casetracker.gui.main_window import MainWindow
from casetracker.gui.rubbish import Rubbish
from casetracker.gui.settings import Settings
from casetracker.gui.views.desk import Desk
from casetracker.gui.views.jump import Palette
from casetracker.services.case_store import CaseStore

_PATIENCE = 1_800.0  # seconds
_BETWEEN_LETTERS, _REST = 100, 500  # milliseconds; counts for the places at the left wait 400
_LONG = 50.0
_SCROLL_STEPS = 60

Step = tuple[str, Callable[[], object]]


class Tour:
    """One window, and a person's patience."""

    def __init__(self, folder: Path, most: int) -> None:
        self._folder, self._most = folder, most
        with CaseStore.open(folder, actor=ACTOR, read_only=True) as store:
            self._words = floors.questions(store)
        self._app = app.prepare()
        Rubbish(self._app)
        theme.use(self._app, theme.LIGHT)
        upkeep.AFTER_OPENING = int(_PATIENCE * 1000)
        self.window = MainWindow(Settings(), ACTOR)
        self.window.resize(1280, 860)

    def steps(self) -> Iterator[Step]:
        yield "opening", self._open
        for what in ("rare", "middling", "common"):
            yield f"typing a search, {what}", partial(self._search, self._words[what].strip())
        yield "clearing the search", lambda: self._search("")
        yield "scrolling to the end", self._scroll
        for column in ("title", "status", "place", "reference", "evidence", "date"):
            yield f"sorting by {column}", partial(self._sort, column)
        if self.desk.shown_list.model.total > self._most:
            yield "narrowing to what is changed", lambda: self._search(self._words["middling"].strip())
        yield "selecting all", self._select_all
        many = self.desk.shown_list.table.selected_count()
        yield f"tagging {many}", self._tag
        yield f"undoing that of {many}", self._undo
        yield "jumping", self._jump
        yield "going down ten rows", self._go_down
        yield "opening a form", self._form

    @property
    def desk(self) -> Desk:
        assert self.window.desk is not None
        return self.window.desk

    # What a person does.

    def _open(self) -> None:
        app.begin(self.window, self._folder, sample=False)
        self.window.show()
        self.until(lambda: self.window.desk is not None and self.desk.current_reference())

    def _search(self, text: str) -> None:
        box = self.desk.shown_list.search
        box.setFocus()
        box.clear()
        for letter in text:
            box.insert(letter)
            self.rest(_BETWEEN_LETTERS)
        self._until_shown(lambda wish: wish.query == text)

    def _scroll(self) -> None:
        shown = self.desk.shown_list
        bar = shown.table.verticalScrollBar()
        for step in range(1, _SCROLL_STEPS + 1):
            bar.setValue(bar.maximum() * step // _SCROLL_STEPS)
            self.rest(16)
        self.until(lambda: shown.model.row(shown.model.total - 1) is not None)

    def _sort(self, name: str) -> None:
        shown = self.desk.shown_list
        place = [column.name for column in shown.model.columns].index(name)
        order = Qt.SortOrder.DescendingOrder if name == "date" else Qt.SortOrder.AscendingOrder
        shown.table.sortByColumn(place, order)
        self._until_shown(lambda wish: wish.sort == name)

    def _select_all(self) -> None:
        shown = self.desk.shown_list
        shown.table.setFocus()
        QTest.keyClick(shown.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: shown.table.selected_count() == shown.model.total)

    def _tag(self) -> None:
        self.window.actions_["change-selected"].trigger()
        self.rest(_REST)
        (dialog,) = self.window.findChildren(ChangeSelected)
        dialog._tags["add"].set_value(["tour"])
        self.until(dialog.do_button.isEnabled)
        dialog.do_button.click()
        self.until(lambda: not self.window.findChildren(ChangeSelected) and not self.desk.ops.writing)

    def _undo(self) -> None:
        self.until(self.window.actions_["undo"].isEnabled)
        self.window.actions_["undo"].trigger()
        self.rest(_REST)
        self.until(lambda: not self.window.findChildren(Reversing) and not self.desk.ops.writing)

    def _jump(self) -> None:
        self.window.activateWindow()
        self.window.actions_["jump"].trigger()
        self.until(lambda: [each for each in self.window.findChildren(Palette) if each.isVisible()])
        (palette,) = self.window.findChildren(Palette)
        (reference,) = self.desk.ops.store.database.reader().execute(
            "SELECT reference FROM incident ORDER BY pk LIMIT 1 OFFSET 5").fetchone()
        for letter in reference:
            palette.line.insert(letter)
            self.rest(_BETWEEN_LETTERS)
        self.until(lambda: [entry for entry in palette.entries() if entry.beside == reference])
        QTest.keyClick(palette.line, Qt.Key.Key_Return)
        self.until(lambda: self.desk.current_reference() == reference)

    def _go_down(self) -> None:
        table = self.desk.shown_list.table
        table.setFocus()
        for _row in range(10):
            QTest.keyClick(table, Qt.Key.Key_Down)
            self.rest(2 * _BETWEEN_LETTERS)

    def _form(self) -> None:
        self.window.actions_["amend"].trigger()
        self.until(lambda: [form for form in self.window.findChildren(RecordForm) if form.isEnabled()])
        self.rest(_REST)
        for form in self.window.findChildren(RecordForm):
            form.close()

    # How one waits.

    def _until_shown(self, as_wished: Callable[[Any], bool]) -> None:
        shown = self.desk.shown_list
        self.until(lambda: shown._shown is not None and as_wished(shown._shown))

    def until(self, holds: Callable[[], object]) -> None:
        """With the window alive; something that never comes is a fault of the tour."""
        ends = perf_counter() + _PATIENCE
        while not holds():
            if perf_counter() > ends:
                raise TimeoutError
            self.rest(5)

    def rest(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()


def main(folder: Path, most: int, where: bool) -> dict[str, Any]:
    tour, told = Tour(folder, most), []
    dog = Watchdog(_LONG, where)
    for name, act in tour.steps():
        dog.begin()
        act()
        tour.rest(_REST)
        hold = dog.end()
        told.append({"step": name, "held": hold.held, "computed": hold.computed, "long": hold.long,
                     "where": [f"{count:>5} {place}" for place, count in hold.where.most_common(6)]})
        print(f"{name:<32} {hold.held:7.0f} ms held, {hold.computed:6.0f} computed, {hold.long} long", file=sys.stderr,
              flush=True)
    tour.window.close()
    return {"platform": QGuiApplication.platformName(), "steps": told}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), "--where" in sys.argv)), flush=True)
    os._exit(0)
