"""What a person does at the window, one thing after another, and waits until it is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidgetItem
from tests.benchmarks.waiting import rest, until

from casetracker.gui import app
from casetracker.gui.dialogs.bulk_change import ChangeSelected
from casetracker.gui.dialogs.reversing import Reversing
from casetracker.gui.forms.record_form import RecordForm
from casetracker.gui.main_window import MainWindow
from casetracker.gui.views.desk import Desk
from casetracker.gui.views.facet_entries import LINE_ROLE, MORE, VALUE_ROLE
from casetracker.gui.views.facet_panel import FacetPanel
from casetracker.gui.views.jump import Palette

REST = 500  # milliseconds; counts for the places at the left wait 400
_BETWEEN_LETTERS = 100
_SCROLL_STEPS, _TICKS = 60, 3


class Person:
    """Sits at one window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    @property
    def desk(self) -> Desk:
        assert self.window.desk is not None
        return self.window.desk

    def open(self, folder: Path) -> None:
        app.begin(self.window, folder, sample=False)
        self.window.show()
        until(lambda: self.window.desk is not None and self.desk.current_reference())

    def search(self, text: str) -> None:
        box = self.desk.shown_list.search
        box.setFocus()
        box.clear()
        for letter in text:
            box.insert(letter)
            rest(_BETWEEN_LETTERS)
        self._until_shown(lambda wish: wish.query == text)

    def choose(self) -> None:
        """The first values, of which there are several of one facet."""
        narrowing = self.desk.shown_list.narrowing
        assert narrowing is not None
        panel = narrowing.panel
        for number in range(_TICKS):
            until(lambda: len(self._values(panel)) > _TICKS)
            item = self._values(panel)[number]
            panel.scrollToItem(item)
            QTest.mouseClick(panel.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(
                60, panel.visualItemRect(item).center().y()))
            rest(REST)
            self._until_shown(lambda wish: wish.query == self.desk.shown_list.search.text())

    def _values(self, panel: FacetPanel) -> list[QTreeWidgetItem]:
        return [item for item in panel._items() if item.data(0, VALUE_ROLE) and item.data(0, LINE_ROLE) != MORE]

    def scroll(self) -> None:
        shown = self.desk.shown_list
        bar = shown.table.verticalScrollBar()
        for step in range(1, _SCROLL_STEPS + 1):
            bar.setValue(bar.maximum() * step // _SCROLL_STEPS)
            rest(16)
        until(lambda: shown.model.row(shown.model.total - 1) is not None)

    def sort(self, name: str) -> None:
        shown = self.desk.shown_list
        place = [column.name for column in shown.model.columns].index(name)
        order = Qt.SortOrder.DescendingOrder if name == "date" else Qt.SortOrder.AscendingOrder
        shown.table.sortByColumn(place, order)
        self._until_shown(lambda wish: wish.sort == name)

    def select_all(self) -> None:
        shown = self.desk.shown_list
        shown.table.setFocus()
        QTest.keyClick(shown.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        until(lambda: shown.table.selected_count() == shown.model.total)

    def tag(self) -> None:
        self.window.actions_["change-selected"].trigger()
        rest(REST)
        (dialog,) = self.window.findChildren(ChangeSelected)
        dialog.tag_lists.editors["add"].set_value(["tour"])
        until(dialog.do_button.isEnabled)
        dialog.do_button.click()
        until(lambda: not self.window.findChildren(ChangeSelected) and not self.desk.ops.writing)

    def undo(self) -> None:
        until(self.window.actions_["undo"].isEnabled)
        self.window.actions_["undo"].trigger()
        rest(REST)
        until(lambda: not self.window.findChildren(Reversing) and not self.desk.ops.writing)

    def jump(self) -> None:
        self.window.activateWindow()
        self.window.actions_["jump"].trigger()
        until(lambda: [each for each in self.window.findChildren(Palette) if each.isVisible()])
        (palette,) = self.window.findChildren(Palette)
        (reference,) = self.desk.ops.store.database.reader().execute(
            "SELECT reference FROM incident ORDER BY pk LIMIT 1 OFFSET 5").fetchone()
        for letter in reference:
            palette.line.insert(letter)
            rest(_BETWEEN_LETTERS)
        until(lambda: [entry for entry in palette.entries() if entry.beside == reference])
        QTest.keyClick(palette.line, Qt.Key.Key_Return)
        until(lambda: self.desk.current_reference() == reference)

    def go_down(self) -> None:
        table = self.desk.shown_list.table
        table.setFocus()
        for _row in range(10):
            QTest.keyClick(table, Qt.Key.Key_Down)
            rest(2 * _BETWEEN_LETTERS)

    def open_form(self) -> None:
        self.window.actions_["amend"].trigger()
        until(lambda: [form for form in self.window.findChildren(RecordForm) if form.isEnabled()])
        rest(REST)
        for form in self.window.findChildren(RecordForm):
            form.close()

    def _until_shown(self, as_wished: Callable[[Any], bool]) -> None:
        shown = self.desk.shown_list
        until(lambda: shown.reading.shown is not None and as_wished(shown.reading.shown) and not shown.model.more)
