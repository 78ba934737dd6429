"""A second window on a store raises the first, or only reads and says why."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSysInfo
from pytestqt.qtbot import QtBot
from tests.gui.conftest import ACTOR, Patience

from casetracker.gui import one_window
from casetracker.gui.main_window import MainWindow
from casetracker.gui.settings import Settings
from casetracker.services import browse, records
from casetracker.services.case_store import CaseStore

pytestmark = pytest.mark.gui

SECOND = """
import sys
from pathlib import Path
from casetracker.gui import app
sys.exit(app.run(Path(sys.argv[1]), "Somebody Else", "login"))
"""


def test_a_second_start_raises_the_first_and_says_so(
        at_desk: MainWindow, logged: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    forward: list[int] = []
    at_desk.keeper.wanted.connect(lambda: forward.append(1))
    at_desk.showMinimized()
    second = subprocess.Popen([sys.executable, "-c", SECOND, str(logged)], stderr=subprocess.PIPE, text=True)
    try:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=60_000)
        said = second.communicate()[1]
    finally:
        second.kill()
    assert second.returncode == 0, said
    assert "has come forward" in said
    assert forward == [1]
    assert not at_desk.isMinimized()


def test_the_lock_goes_with_the_window(at_desk: MainWindow, logged: Path) -> None:
    assert (logged / "window.lock").exists()
    at_desk.close()
    assert not (logged / "window.lock").exists()


def test_opening_another_store_lets_the_first_go(
        at_desk: MainWindow, logged: Path, tmp_path: Path, until: Patience) -> None:
    CaseStore.create(tmp_path / "other", actor=ACTOR, name="Other").close()
    at_desk.keeper.open(tmp_path / "other")
    until(lambda: at_desk.desk is not None and at_desk.desk.ops.store.folder == tmp_path / "other")
    assert not (logged / "window.lock").exists()
    assert (tmp_path / "other" / "window.lock").exists()


def test_a_store_that_a_window_elsewhere_holds_is_only_read(
        window: MainWindow, logged: Path, until: Patience) -> None:
    # As Qt writes it: process, program, computer, and what tells that computer from others.
    (logged / "window.lock").write_text("4711\ncasetracker\nfar-away\nmachine\nboot\n")
    window.keeper.open(logged)
    until(lambda: window.desk is not None and window.desk.shown_list.model.total == 3)
    assert window.desk is not None
    assert window.desk.ops.store.read_only
    assert "far-away" in window.notices.about_store.text
    assert window.notices.about_store.isVisible()
    assert not window.actions_["new-record"].isEnabled()
    with CaseStore.open(logged, actor="Cli", via="cli") as other:
        records.add(other, "incident", {"title": "Beside the window"})
        until(lambda: window.desk is not None and window.desk.shown_list.model.total == 4)
        assert len(browse.incident_ids(other)) == 4
    window.close()
    assert "far-away" in (logged / "window.lock").read_text(), "it is not ours to take away"


def test_the_lock_of_a_dead_program_is_taken_over(window: MainWindow, logged: Path, until: Patience) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    (logged / "window.lock").write_text(f"{gone.pid}\npython\n{QSysInfo.machineHostName()}\n")
    window.keeper.open(logged)
    until(lambda: window.desk is not None)
    assert window.desk is not None
    assert not window.desk.ops.store.read_only


def test_a_window_that_does_not_answer_is_named(
        window: MainWindow, logged: Path, until: Patience, monkeypatch: pytest.MonkeyPatch) -> None:
    (logged / "window.lock").write_text(f"{os.getpid()}\n{Path(os.readlink('/proc/self/exe')).name}\n"
                                        f"{QSysInfo.machineHostName()}\n")
    monkeypatch.setattr(one_window, "_PATIENCE_MILLISECONDS", 50)
    window.keeper.open(logged)
    until(lambda: window.desk is not None)
    assert window.desk is not None
    assert window.desk.ops.store.read_only
    assert "does not answer" in window.notices.about_store.text


def test_a_folder_that_is_no_store_is_left_as_it_was(window: MainWindow, tmp_path: Path, until: Patience) -> None:
    (tmp_path / "plain").mkdir()
    refused: list[object] = []
    window.keeper.refused.connect(refused.append)
    window.keeper.open(tmp_path / "plain")
    until(lambda: refused)
    assert list((tmp_path / "plain").iterdir()) == []


def test_a_store_that_was_refused_is_let_go(window: MainWindow, tmp_path: Path, until: Patience) -> None:
    CaseStore.create(tmp_path / "s", actor=ACTOR).close()
    (tmp_path / "s" / "cases.db").write_bytes(b"not a database" * 100)
    refused: list[object] = []
    window.keeper.refused.connect(refused.append)
    window.keeper.open(tmp_path / "s")
    until(lambda: refused)
    assert not (tmp_path / "s" / "window.lock").exists()


def test_settings_of_a_second_window_are_its_own(at_desk: MainWindow, logged: Path, qtbot: QtBot, until: Patience) -> None:
    """Within one program too: another window is told that the store is open, and stays empty."""
    again = MainWindow(Settings(), ACTOR)
    qtbot.addWidget(again)
    said: list[str] = []
    again.keeper.raised.connect(said.append)
    again.keeper.open(logged)
    assert again.desk is None
    again.close()
