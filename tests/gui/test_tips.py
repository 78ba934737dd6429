"""What is shown of a record while the mouse rests is never read as markup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Gui
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.gui.conftest import ACTOR, Patience
from tests.gui.test_facets import buttons, lines, narrowing, the_list

from casetracker.gui.main_window import MainWindow
from casetracker.gui.widgets.buttons import Chip, QuietButton
from casetracker.gui.widgets.section import Disclosure
from casetracker.gui.widgets.tags import Tag
from casetracker.gui.widgets.tips import tip
from casetracker.services import records
from casetracker.services.case_store import CaseStore

pytestmark = pytest.mark.gui
PICTURE = 'Invented <img src="//far.invalid/x.png"> & more'


@pytest.mark.parametrize("text", [PICTURE, "<b>bold</b>", "a &amp; <i>b</i>", "<qt>x</qt>\nsecond", ""])
def test_a_tip_says_what_was_typed(text: str) -> None:
    said = tip(text)
    read = QTextDocument()
    read.setHtml(said) if Gui.mightBeRichText(said) else read.setPlainText(said)
    assert read.toPlainText() == text


@pytest.mark.parametrize("text", ["a & b", "1 < 2", "plain\n<b>", "2 > 1"])
def test_what_is_not_markup_is_left_as_it_is(text: str) -> None:
    assert tip(text) == text


def test_no_tip_of_the_incident_list_is_markup_of_a_record(window: MainWindow, folder: Path, until: Patience) -> None:
    with CaseStore.open(folder, actor=ACTOR, via="window") as store:
        records.add(store, "incident", {"title": PICTURE, "lead_investigator": PICTURE})
        records.add(store, "saved_search", {"name": "Odd", "query": PICTURE})
    window.keeper.open(folder)
    until(lambda: window.desk is not None and ("lead", PICTURE) in lines(narrowing(window).panel))
    the_list(window).search.setText(f"lead!:\"{PICTURE.replace(chr(34), ' ')}\" ")
    until(lambda: len(buttons(window)) == 1 and the_list(window).model.total == 1)
    model = the_list(window).model
    until(lambda: window.desk is not None and window.desk.saved.known)
    assert window.desk is not None
    places = window.desk.navigation
    tips = [
        buttons(window)[0].toolTip(), lines(narrowing(window).panel)["lead", PICTURE].toolTip(0),
        model.data(model.index(0, 0), int(Qt.ItemDataRole.ToolTipRole)),
        *(places.item(row).toolTip() for row in range(places.count())),
    ]
    assert sum("img" in said for said in tips) == 4
    assert not [said for said in tips if "<img" in said]


@pytest.mark.parametrize(("made", "besides"), [
    (lambda: QuietButton("Add something with a &long name…", "plus"), ""),
    (lambda: Chip("Confidentiality", "Strictly confidential").leads_to(list, "Press to move it"), "Press to move it"),
    (lambda: Tag("Text in force since some day"), ""),
    (lambda: Disclosure("more", "All claims on this, and who says so", QWidget()), ""),
], ids=["button", "chip", "mark", "unfolding line"])
def test_what_is_cut_off_can_be_read_as_a_tip(qtbot: QtBot, made: Callable[[], QWidget], besides: str) -> None:
    whole = made()
    qtbot.addWidget(whole)
    shown = whole.head if isinstance(whole, Disclosure) else whole
    shown.resize(shown.sizeHint())
    whole.show()
    assert shown.toolTip() == besides
    shown.resize(100, shown.height())
    assert shown.toolTip() != besides
    assert shown.toolTip().endswith(besides)
    assert shown.toolTip().startswith(("Add something with", "Confidentiality: Strictly", "Text in force", "All claims"))
