"""What leaves the window by other ways than a dossier: the clipboard, and titles that stand in task bars."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from tests.gui.conftest import Patience
from tests.gui.desks import keep

from casetracker.gui import forms
from casetracker.gui.clipboard import HINT
from casetracker.gui.main_window import MainWindow

pytestmark = pytest.mark.gui


def owned() -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("whose is this")
    if not clipboard.ownsClipboard():
        pytest.skip("without a screen the clipboard does not tell whose it is; the run in a real X server does")


def test_what_is_copied_is_not_for_clipboard_managers_and_goes_with_the_lock(
        at_desk: MainWindow, until: Patience) -> None:
    owned()
    field = QLineEdit("Copied from an invented case")
    field.selectAll()
    field.copy()
    clipboard = QGuiApplication.clipboard()
    until(lambda: clipboard.mimeData().hasFormat(HINT))
    assert clipboard.mimeData().data(HINT).data() == b"secret"
    assert clipboard.text() == "Copied from an invented case"
    at_desk.clipboard.clear()
    until(lambda: clipboard.text() == "")


def test_what_others_copied_is_left_alone(at_desk: MainWindow) -> None:
    clipboard, theirs = QGuiApplication.clipboard(), QMimeData()
    clipboard.blockSignals(True)
    theirs.setText("from another program")
    clipboard.setMimeData(theirs)
    clipboard.blockSignals(False)
    at_desk.clipboard.clear()
    assert clipboard.text() == "from another program"


@pytest.mark.parametrize("reference", ["INC-2026-000001", None])
def test_a_title_names_a_reference_at_most(
        at_desk: MainWindow, qtbot: QtBot, until: Patience, reference: str | None) -> None:
    assert at_desk.desk is not None
    form = forms.open_form(at_desk.desk.ops, "incident", at_desk, reference=reference)
    keep(qtbot, form)
    until(form.isEnabled)
    form.editors["title"].set_value("Canary of an invented case")
    titles = [widget.windowTitle() for widget in (at_desk, form)]
    assert titles == ["Office of Tests – casetracker", f"Edit {reference}[*]" if reference else "New incident[*]"]
    form.keeping.pause()
