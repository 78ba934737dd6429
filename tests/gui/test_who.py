"""Who is at work: asked once, remembered, shown, changed; and never anything of a case beside it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot
from tests.gui.conftest import ACTOR, Patience
from tests.gui.desks import found, nameless, press

from casetracker.gui.dialogs.change_name import ChangeName
from casetracker.gui.main_window import MainWindow
from casetracker.gui.settings import Settings
from casetracker.gui.who import first_name
from casetracker.services import history, records

pytestmark = pytest.mark.gui


@pytest.mark.parametrize(("given", "remembered", "name", "asked"), [
    ("Given Example", "", "Given Example", False),
    ("Given Example", "Remembered Example", "Given Example", False),
    (None, "Remembered Example", "Remembered Example", False),
    (None, "", "login", True),
])
def test_who_it_is_and_whether_that_is_asked(
        tmp_path: Path, given: str | None, remembered: str, name: str, asked: bool) -> None:
    settings = Settings(tmp_path)
    settings.actor = remembered
    assert first_name(given, settings, "login") == (name, asked)


@pytest.fixture
def asking(dressed: object, qtbot: QtBot) -> MainWindow:
    made = MainWindow(Settings(), "login", ask_name=True)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_login_is_confirmed_by_one_press(asking: MainWindow) -> None:
    notice = asking.notices.about_actor
    assert notice.isVisible()
    assert "“login” (your login)" in notice.text
    assert nameless(notice) == []
    assert Settings().actor == "", "nobody has said so yet"
    press(notice.button)
    assert not notice.isVisible()
    assert Settings().actor == "login"
    asking.close()


def test_another_name_is_typed_and_stands_in_the_status_bar(asking: MainWindow) -> None:
    press(asking.notices.about_actor.other)
    dialog = found(asking, ChangeName, "change_name")
    assert nameless(dialog) == []
    line = found(dialog, QLineEdit, "change_name_line")
    line.setText("  ")
    assert not found(dialog, QPushButton, "change_name_do").isEnabled()
    line.setText(" Olena   Example ")
    press(found(dialog, QPushButton, "change_name_do"))
    assert found(asking, QToolButton, "status-actor").text() == "Olena Example"
    assert not asking.notices.about_actor.isVisible()
    assert Settings().actor == "Olena Example"
    asking.close()


def test_changes_from_then_on_carry_the_new_name(at_desk: MainWindow, until: Patience) -> None:
    assert at_desk.desk is not None
    ops = at_desk.desk.ops
    press(found(at_desk, QToolButton, "status-actor"))
    dialog = found(at_desk, ChangeName, "change_name")
    found(dialog, QLineEdit, "change_name_line").setText("Petro Example")
    press(found(dialog, QPushButton, "change_name_do"))
    ops.run(lambda: records.add(ops.store, "incident", {"title": "Later"}))
    until(lambda: at_desk.desk is not None and at_desk.desk.shown_list.model.total == 4)
    entries = history.entries(ops.store)
    assert {entry.who for entry in entries} == {ACTOR, "Petro Example"}
    assert next(entry for entry in entries if entry.reference == "INC-2026-000004").who == "Petro Example"


_NAMED = """
import sys
from pathlib import Path
from casetracker.gui import app
app.run = lambda folder, actor, login, passphrase=None: print(repr(actor), bool(login)) or 0
from casetracker import syslibs
syslibs.gui_problem = lambda: None
from casetracker.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(("words", "variable", "told"), [
    ([], "", "None True"), (["--actor", "A"], "B", "'A' True"), ([], "B", "'B' True")])
def test_the_window_is_told_who_was_named(
        words: list[str], variable: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASETRACKER_ACTOR", variable)
    done = subprocess.run([sys.executable, "-c", _NAMED, *words], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.strip() == told, done.stderr


def test_a_settings_file_holds_the_name_and_no_word_of_a_case(
        at_desk: MainWindow, logged: Path, until: Patience) -> None:
    at_desk.who.use("Olena Example")
    at_desk.looks.lock_after(30)
    at_desk.desk.shown_list.search.setText("Testivka")  # type: ignore[union-attr]
    until(lambda: at_desk.desk is not None and at_desk.desk.shown_list.model.total == 1)
    at_desk.close()
    written = "".join(path.read_text() for path in Path(Settings().store.fileName()).parent.iterdir())
    assert "Olena Example" in written
    assert "lock-after=30" in written
    for word in ("Testivka", "Fictionville", "INC-", str(logged), "Invented Watch", "Office"):
        assert word not in written


def test_a_name_with_an_ampersand_is_shown_as_it_is(window: MainWindow) -> None:
    window.status.show_actor("Sun & Moon")
    shown = found(window, QToolButton, "status-actor")
    assert (shown.text(), shown.accessibleName()) == ("Sun && Moon", "Your name: Sun & Moon")
    assert shown.focusPolicy() == Qt.FocusPolicy.TabFocus
