"""How a long page comes to be seen: laid out in pieces out of sight, and turned to once it is whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.desks import found

from casetracker.gui.pages import sheets
from casetracker.gui.pages.sheets import Sheets
from casetracker.gui.widgets.basics import label
from casetracker.gui.widgets.section import Unfolding

Patience = Callable[[Callable[[], object]], None]
pytestmark = pytest.mark.gui


@pytest.fixture
def area(dressed: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QScrollArea:
    """A small area in which each part is a piece of its own."""
    monkeypatch.setattr(sheets, "_SLICE", 0.0)
    made = QScrollArea()
    qtbot.addWidget(made)
    made.setWidgetResizable(True)
    made.resize(300, 200)
    made.show()
    return made


def _lines(word: str, many: int = 20) -> Iterator[QWidget]:
    for number in range(many):
        yield label(f"{word} {number}")


def _seen(area: QScrollArea) -> list[str]:
    """What can be read by scrolling."""
    ground = area.widget()
    assert ground is not None
    inside = [each for each in ground.findChildren(QLabel) if each.isVisibleTo(ground)]
    return [each.text() for each in inside if ground.rect().contains(each.mapTo(ground, each.rect().center()))]


def test_the_window_goes_on_between_two_parts_and_the_old_page_stays_until_the_new_one_is_whole(
        area: QScrollArea, until: Patience) -> None:
    page, beats, halfway = Sheets(area), list[int](), list[list[str]]()
    page.lay_out(_lines("old"))
    until(lambda: page.whole)
    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: beats.append(len(beats)))

    def parts() -> Iterator[QWidget]:
        for part in _lines("new"):
            halfway.append(_seen(area))
            yield part

    timer.start()
    page.lay_out(parts())
    assert not page.whole
    until(lambda: page.whole)
    assert all(each == [f"old {number}" for number in range(20)] for each in halfway)
    assert _seen(area) == [f"new {number}" for number in range(20)]
    assert len(beats) >= 20


def test_a_page_is_as_tall_as_its_parts_at_once(area: QScrollArea, until: Patience) -> None:
    page, heights = Sheets(area), list[tuple[int, int]]()
    page.turned.connect(lambda: heights.append((page.height(), area.verticalScrollBar().maximum())))
    page.lay_out(_lines("line"))
    until(lambda: page.whole)
    assert heights == [(page.heightForWidth(page.width()), page.height() - area.viewport().height())]


def test_another_page_takes_the_place_of_one_that_is_not_whole_yet(area: QScrollArea, until: Patience) -> None:
    page = Sheets(area)
    page.lay_out(_lines("first"))
    page.lay_out(_lines("second"))
    until(lambda: page.whole)
    assert set(_seen(area)) == {f"second {number}" for number in range(20)}


@pytest.mark.parametrize("active", [True, False], ids=["in the window in use", "behind another window"])
def test_a_page_laid_out_again_stays_where_it_was_read(
        area: QScrollArea, until: Patience, qtbot: QtBot, active: bool) -> None:
    def parts() -> Iterator[QWidget]:
        yield Unfolding("rest", "The rest", lambda: label("told on demand"))
        yield from _lines("line")
        field = QLineEdit()
        field.setObjectName("typed")
        yield field

    page, bar = Sheets(area), area.verticalScrollBar()
    page.lay_out(parts())
    until(lambda: page.whole)
    found(page, Unfolding, "rest").unfold()
    found(page, QLineEdit, "typed").setFocus()
    bar.setValue(90)
    in_use = area if active else QLineEdit()
    if not active:
        qtbot.addWidget(in_use)
        in_use.show()
    in_use.activateWindow()
    until(in_use.isActiveWindow)
    page.lay_out(parts(), again=True)
    until(lambda: page.whole)
    assert bar.value() == 90
    assert "told on demand" in _seen(area)
    assert area.window().focusWidget() is found(page, QLineEdit, "typed")
    page.lay_out(parts())
    until(lambda: page.whole)
    assert bar.value() == 0


def test_nothing_is_left_of_a_page_that_was_cleared(area: QScrollArea, until: Patience) -> None:
    page = Sheets(area)
    page.lay_out(_lines("seen"))
    until(lambda: page.whole)
    page.lay_out(_lines("on its way"))
    page.clear()
    assert page.findChildren(QLabel) == []
    assert page.whole


def test_a_page_is_wide_enough_and_no_wider_than_can_be_read(area: QScrollArea, until: Patience) -> None:
    page = Sheets(area)
    area.resize(2000, 200)
    page.lay_out(_lines("line"))
    until(lambda: page.whole)
    sheet = page.findChildren(QLabel)[0].parentWidget()
    assert sheet is not None
    until(lambda: sheet.width() == page.width() == 960)
