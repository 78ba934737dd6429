"""What stands above the incident list, or in its place, keeps to its room: chips, hints, a search that found nothing."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from tests.gui.conftest import ACTOR, Patience
from tests.gui.desks import found, key, nameless, press
from tests.gui.test_facets import buttons, chips, counted, narrowing, the_list

from casetracker.gui.main_window import MainWindow
from casetracker.gui.views import chip_button
from casetracker.gui.views.chips import LINES, ChipButton, Shown
from casetracker.gui.widgets.flow import fitting
from casetracker.services import records
from casetracker.services.case_store import CaseStore

pytestmark = pytest.mark.gui
__all__ = ["counted"]


MANY = ('(assessment:recorded,contested) handling:open,on_hold date!:2024-10 oblast:"Sample oblast" '
        'lead!:"Ima Person" no:type no:body no:source no:evidence no:proceeding confidentiality:restricted ')


def test_chips_take_two_lines_and_tell_of_the_rest(counted: MainWindow, until: Patience) -> None:
    counted.resize(1024, 700)
    shown, line = the_list(counted), narrowing(counted).chips
    shown.search.setText(MANY)
    more = found(line, QPushButton, "more-chips")
    until(more.isVisible)
    all_of_them, first = len(line.findChildren(ChipButton)), len(buttons(counted))
    assert len({chip.y() for chip in buttons(counted)}) <= LINES
    until(lambda: line.height() <= LINES * (buttons(counted)[0].height() + 8))
    assert more.text() == f"{all_of_them - first} more"
    assert "Lead investigator: Ima Person" in more.toolTip(), "what is not seen can be read"
    assert nameless(line) == []
    counted.activateWindow()
    more.setFocus()
    key(more, Qt.Key.Key_Space)
    assert len(buttons(counted)) == all_of_them
    assert more.text() == "Show fewer"
    assert_each_has_its_place(counted)
    until(lambda: more.visibleRegion().boundingRect().size() == more.size())
    press(buttons(counted)[-1])
    assert "lead!" not in shown.search.text()
    assert len(buttons(counted)) == all_of_them - 1, "who asked for all goes on seeing all"
    press(more)
    assert len(buttons(counted)) < all_of_them - 1
    shown.search.setText("assessment:contested ")
    assert chips(counted) == ["Assessment: Contested"]
    assert not more.isVisible()


def assert_each_has_its_place(window: MainWindow) -> None:
    """Chips neither overlap nor are cut off."""
    QApplication.processEvents()
    for one, other in pairwise(buttons(window)):
        assert (one.y(), one.geometry().right()) < (other.y(), other.x()) or one.y() < other.y()
    for chip in buttons(window):
        assert chip.visibleRegion().boundingRect() == chip.rect()


def test_a_chip_is_never_wider_than_its_line(counted: MainWindow, until: Patience) -> None:
    the_list(counted).show_facets(False)
    the_list(counted).setFixedWidth(340)
    the_list(counted).search.setText(f'type!:"{"a long term " * 9}" lead!:"{"a long name " * 9}" ')
    until(lambda: len(buttons(counted)) == 2 and all(chip.visibleRegion().boundingRect() == chip.rect()
                                                     for chip in buttons(counted)))
    assert_each_has_its_place(counted)


@pytest.mark.parametrize("caption", ["Oblast", "Вид доказу", "Body"])
def test_a_caption_that_fits_is_whole(dressed: object, caption: str) -> None:
    chip = ChipButton(Shown("lead", "x", caption, "Value"))
    room = chip.sizeHint().width() - 2 * chip_button._PAD - chip_button._CROSS - chip_button._GAP
    told = f"{caption}:"
    assert chip.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, chip._room_of_caption(room)) == told


def test_a_long_caption_leaves_room_for_the_value(counted: MainWindow) -> None:
    chip = ChipButton(Shown("lead", "x", "A caption that is far too long for a chip", "Value"))
    chip.resize(chip.sizeHint())
    asked = chip.fontMetrics().horizontalAdvance(f"{chip.shown.caption}: ")
    assert 0 < chip._room_of_caption(200) < asked
    assert chip._room_of_caption(200) <= 200 - chip.fontMetrics().horizontalAdvance("Value")


def test_a_wider_window_shows_more_chips(counted: MainWindow, until: Patience) -> None:
    counted.resize(1024, 700)
    the_list(counted).search.setText(MANY)
    until(lambda: 0 < len(buttons(counted)) <= 4)
    counted.resize(1900, 700)
    until(lambda: len(buttons(counted)) > 4)


@pytest.mark.parametrize(("widths", "room", "lines", "fit"), [
    ([], 100, 2, 0),
    ([50, 44], 100, 1, 2),
    ([50, 45], 100, 1, 1),
    ([50, 40, 50, 40], 100, 2, 4),
    ([50, 40, 50, 40, 50], 100, 2, 4),
    ([90, 90, 90], 100, 2, 2),
    ([500, 10, 500], 100, 2, 2),
    ([500, 500, 500], -5, 2, 2),
])
def test_so_many_find_room(widths: list[int], room: int, lines: int, fit: int) -> None:
    assert fitting(widths, room, 6, lines) == fit


def test_a_body_that_is_renamed_elsewhere_is_renamed_on_its_chip(
    at_desk: MainWindow, logged: Path, until: Patience
) -> None:
    with CaseStore.open(logged, actor=ACTOR, via="cli") as store:
        records.add(store, "body", {"name": "Invented Court", "kind": "court", "country": "Sampleland"})
        at_desk.desk.show_facets(False)  # type: ignore[union-attr]
        the_list(at_desk).search.setText("body:B-000001")
        until(lambda: chips(at_desk) == ["Body: Invented Court"])
        records.amend(store, "B-000001", {"name": "Renamed Court"})
        until(lambda: chips(at_desk) == ["Body: Renamed Court"])


@pytest.mark.parametrize(("typed", "said"), [
    ("zzz\n\tqqq\x00x", "Nothing matches “zzz qqq x”"),
    ("zq " * 3000, f"Nothing matches “{('zq ' * 27)[:80]}…”"),
    ("assessment:contested " + "z" * 30, "Nothing matches “assessment:contested " + "z" * 30 + "”"),
])
def test_a_long_search_that_finds_nothing_is_said_within_the_list(
    counted: MainWindow, until: Patience, typed: str, said: str
) -> None:
    counted.resize(1024, 700)
    shown = the_list(counted)
    shown.search.setText(typed)
    headline = found(shown, QLabel, "incident-empty-headline")
    until(lambda: headline.isVisible() and headline.accessibleName() == said)

    def room() -> QRect:
        return headline.fontMetrics().boundingRect(headline.rect(), int(Qt.TextFlag.TextWordWrap), headline.text())

    until(lambda: room().height() <= headline.height() <= shown.height())
    assert room().width() <= headline.width(), "no word is cut off at its sides"


def test_hints_leave_room_for_the_list(counted: MainWindow, until: Patience) -> None:
    shown = the_list(counted)
    shown.search.setText("date:2024-99 reliability:Q near:x assessment:zz")
    until(shown.hint.isVisible)
    assert shown.hint.text().split("\n")[-1] == "… and 2 more hints"
    assert "assessment:zz" in shown.hint.toolTip()
    assert "assessment:zz" in shown.hint.accessibleName()
    shown.search.setText("date:2024-99 reliability:Q")
    until(lambda: "more" not in shown.hint.text())
    assert shown.hint.toolTip() == ""
