"""The table model asks for what is on screen, once, and shows what came."""

from __future__ import annotations

from array import array

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFont, QTextLayout
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from casetracker.gui.models.columns import Column, Found, Row
from casetracker.gui.models.paged import PagedModel
from casetracker.gui.views.delegates import ROW_PAD, row_height
from casetracker.gui.views.table import RecordTable

pytestmark = pytest.mark.gui

COLUMNS = (Column("title", "Title", 200), Column("count", "Count", 80, numeric=True))
MANY = 200_000


def row(pk: int, found: str = "") -> Row:
    return Row(pk, f"INC-2026-{pk:06}", (f"Title {pk}", str(pk)), found=found)


def filled(total: int, here: int = 0) -> PagedModel:
    model = PagedModel(COLUMNS)
    model.show(Found(array("q", range(1, total + 1)), [row(pk) for pk in range(1, here + 1)]))
    return model


def text(model: PagedModel, place: int, column: int = 0) -> object:
    return model.data(model.index(place, column))


def test_it_is_a_model_as_qt_understands_it(qtmodeltester: ModelTester, dressed: QApplication) -> None:
    qtmodeltester.check(filled(3, here=3))


def test_cells_missed_in_one_painting_are_asked_for_once_in_blocks(qtbot: QtBot) -> None:
    model = filled(MANY, here=10)
    asked: list[list[int]] = []
    model.wanted.connect(asked.append)
    assert text(model, 3) == "Title 4"
    assert [text(model, place) for place in (100_000, 100_001, 100_002)] == [None] * 3
    qtbot.waitUntil(lambda: len(asked) == 1)
    assert 100_001 in asked[0]
    assert len(asked[0]) == 64
    text(model, 100_003)
    qtbot.wait(20)
    assert len(asked) == 1, "what is on its way is not asked for again"


def test_rows_that_came_are_shown_and_told(qtbot: QtBot) -> None:
    model = filled(MANY)
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _roles: told.append((first.row(), last.row())))
    text(model, 500)
    with qtbot.waitSignal(model.wanted) as asked:
        pass
    model.take([row(pk) for pk in asked.args[0]])
    assert text(model, 500) == "Title 501"
    assert told == [(448, 511)]


def test_choosing_everything_fetches_nothing(dressed: QApplication, qtbot: QtBot) -> None:
    model = filled(MANY, here=64)
    table = RecordTable(model, "table", "Incidents")
    qtbot.addWidget(table)
    table.resize(400, 200)
    table.show()
    asked: list[list[int]] = []
    model.wanted.connect(asked.append)
    table.selectAll()
    assert table.rowHeight(MANY - 1) >= 2 * table.fontMetrics().height(), "every row has room for two lines"
    assert table.selected_count() == MANY
    assert len(table.selected_pks()) == MANY
    qtbot.wait(20)
    assert asked == []


@pytest.mark.parametrize(("column", "wished"), [(0, ("title", True)), (1, ("count", True))])
def test_sorting_is_wished_for_and_not_done(qtbot: QtBot, column: int, wished: tuple[str, bool]) -> None:
    model = filled(5, here=5)
    with qtbot.waitSignal(model.sort_wanted) as told:
        model.sort(column, Qt.SortOrder.DescendingOrder)
    assert tuple(told.args) == wished
    assert [text(model, place) for place in range(5)] == [f"Title {pk}" for pk in range(1, 6)]


def test_a_place_is_kept_by_id_when_rows_come_and_go(dressed: QApplication, qtbot: QtBot) -> None:
    model = filled(1000, here=1000)
    table = RecordTable(model, "table", "Incidents")
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()
    table.go_to(500)
    bar = table.verticalScrollBar()
    bar.setValue(bar.value() + 3)  # not where going to a row would put it
    before = table.keep()
    model.show(Found(array("q", [5000, 5001, *range(1, 1001)]), [row(pk) for pk in range(1, 1001)]))
    table.put_back(before)
    assert table.current_pk() == 501
    assert list(table.selected_pks()) == [501]
    assert table.keep().top == before.top


def test_a_withdrawn_record_is_told_apart(dressed: QApplication) -> None:
    model = PagedModel(COLUMNS)
    model.show(Found(array("q", [1]), [Row(1, "S-000001", ("Old", ""), withdrawn=True)]))
    index = model.index(0, 0)
    assert model.data(index, int(Qt.ItemDataRole.ForegroundRole)) is not None
    assert "Withdrawn" in str(model.data(index, int(Qt.ItemDataRole.ToolTipRole)))
    assert model.rowCount(QModelIndex()) == 1


@pytest.mark.parametrize("size", [7.0, 9.0, 10.0, 11.0, 12.5, 14.0, 18.0])
def test_a_row_has_room_for_two_lines_that_are_laid_out(qapp: QApplication, size: float) -> None:
    """The style keeps one pixel for the line below a row; with less room than this the second line is left out."""
    font = QFont(qapp.font())
    font.setPointSizeF(size)
    layout = QTextLayout("Invented title that is too long for one line", font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(120)
    layout.endLayout()
    assert 2 * line.height() + 1 <= row_height(font) - 2 * ROW_PAD
