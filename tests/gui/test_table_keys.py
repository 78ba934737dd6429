"""Selecting in a list by keyboard alone: from where one is, to its beginning and its end."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.gui.conftest import ACTOR, Patience
from tests.gui.desks import key

from casetracker.gui.main_window import MainWindow
from casetracker.gui.views.table import RecordTable
from casetracker.services import bulk
from casetracker.services.case_store import CaseStore

pytestmark = pytest.mark.gui
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL_SHIFT = SHIFT | Qt.KeyboardModifier.ControlModifier
LAST = 79


@pytest.fixture
def table(window: MainWindow, folder: Path, until: Patience) -> RecordTable:
    with CaseStore.open(folder, actor=ACTOR, via="window") as store:
        bulk.load(store, lambda _load: (("incident", {"title": f"Invented {n}"}) for n in range(LAST + 1)), "x")
    window.keeper.open(folder)
    until(lambda: window.desk is not None and window.desk.shown_list.model.total == LAST + 1)
    assert window.desk is not None
    window.desk.shown_list.table.setFocus()
    return window.desk.shown_list.table


def rows(table: RecordTable) -> list[int | None]:
    return [table.paged.place(pk) for pk in table.selected_pks()]


@pytest.mark.parametrize("held", [SHIFT, CONTROL_SHIFT])
def test_shift_selects_to_either_end_of_the_list(table: RecordTable, held: Qt.KeyboardModifier) -> None:
    table.go_to(30)
    key(table, Qt.Key.Key_End, held)
    assert rows(table) == list(range(30, LAST + 1))
    assert table.currentIndex().row() == LAST
    key(table, Qt.Key.Key_Home, held)
    assert rows(table) == list(range(31)), "from where the selecting began"
    key(table, Qt.Key.Key_Down, SHIFT)
    assert rows(table) == list(range(1, 31)), "and Shift goes on from there"


def test_shift_begins_where_one_was_brought_to(table: RecordTable) -> None:
    for place in (3, 30):
        table.go_to(place)
        key(table, Qt.Key.Key_PageDown, SHIFT)
        assert rows(table)[0] == place
        assert len(rows(table)) > 2
    table.go_to(10)
    key(table, Qt.Key.Key_Down, SHIFT)
    assert rows(table) == [10, 11], "not where the selecting of before began"
