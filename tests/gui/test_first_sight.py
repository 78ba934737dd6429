"""What a person meets before knowing the program: the first page, the keyboard, the whole of a text."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.views.welcome import Welcome
from casetracker.gui.widgets.basics import plain
from casetracker.gui.widgets.texts import GrowingText

pytestmark = pytest.mark.gui

LONG = "The folder " + "/a-folder-with-a-rather-long-name" * 6 + " is not a case store."


def test_return_presses_the_first_way_to_begin(qtbot: QtBot) -> None:
    welcome = Welcome()
    qtbot.addWidget(welcome)
    welcome.show()
    welcome.focus_first()
    button = welcome.findChild(QPushButton, "welcome-new")
    assert button is not None
    with qtbot.waitSignal(welcome.new_wanted):
        qtbot.keyClick(button, Qt.Key.Key_Return)


def test_the_first_page_shows_the_whole_of_why_nothing_is_open(qtbot: QtBot) -> None:
    welcome = Welcome()
    qtbot.addWidget(welcome)
    welcome.resize(800, 600)
    welcome.show()
    welcome.say(LONG)
    sentence = welcome.findChild(QLabel, "welcome-sentence")
    assert sentence is not None
    qtbot.waitUntil(lambda: sentence.height() >= sentence.heightForWidth(sentence.width()))
    assert sentence.height() > 2 * sentence.fontMetrics().height()


def test_a_screen_reader_hears_the_whole_of_a_text(qtbot: QtBot) -> None:
    told = "A sentence of a narrative. " * 20
    shown = plain(told, "narrative_text", "Narrative")
    qtbot.addWidget(shown)
    assert shown.accessibleName() == f"Narrative: {told}"


def test_a_box_is_as_tall_as_its_text_at_its_width(qtbot: QtBot) -> None:
    page, box = QWidget(), GrowingText(2, 20)
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(box)
    box.setPlainText("word " * 60)
    page.resize(900, 700)
    page.show()
    qtbot.waitUntil(lambda: box.width() > 800)
    wide = box.height()
    page.resize(400, 700)
    qtbot.waitUntil(lambda: box.height() > wide)
    qtbot.waitUntil(lambda: not box.verticalScrollBar().isVisible())


def test_a_drop_down_shows_that_it_has_the_keyboard_before_tab_was_pressed(
        dressed: QApplication, qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    combo = QComboBox()
    QVBoxLayout(dialog).addWidget(combo)
    dialog.show()
    dialog.activateWindow()
    combo.setFocus()
    qtbot.waitUntil(lambda: dialog.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange))


def test_the_button_that_does_it_stands_before_the_one_that_leaves(qtbot: QtBot) -> None:
    dialog = Dialog("trial", "Trial", None)
    qtbot.addWidget(dialog)
    does, leaves = dialog.add_confirm("do", "Do"), dialog.add_cancel()
    dialog.show()
    assert does.x() < leaves.x()
    assert not does.isDefault()


def test_no_source_is_read_for_a_late_import() -> None:
    """PySide would read every module as text to look for a wish of which we make no use."""
    ask = "import linecache, casetracker.gui.app; print([name for name in linecache.cache if 'casetracker' in name])"
    told = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, timeout=60, check=True)
    assert told.stdout.strip() == "[]"
