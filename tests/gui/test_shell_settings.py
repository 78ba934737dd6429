"""What the window remembers: words come back as what they were, and nothing of a case is among them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from casetracker.gui.settings import Settings

pytestmark = pytest.mark.gui


@pytest.mark.parametrize("shown", [True, False])
def test_a_yes_or_no_comes_back_as_one(tmp_path: Path, shown: bool) -> None:
    first = Settings(tmp_path)
    first.navigation_shown = shown
    first.save()
    assert Settings(tmp_path).navigation_shown is shown


def test_a_theme_and_a_layout_come_back(tmp_path: Path) -> None:
    first = Settings(tmp_path)
    first.theme = "dark"
    first.keep_layout("desk", QByteArray(b"\x00\xff splitter"))
    first.save()
    again = Settings(tmp_path)
    assert again.theme == "dark"
    assert again.layout("desk") == QByteArray(b"\x00\xff splitter")
    assert again.layout("unheard of").isEmpty()


@pytest.mark.parametrize("spoilt", ["", "no ini at all", "[window]\ntheme=\nnavigation=maybe\n[layout]\ndesk=5\n"])
def test_a_spoilt_file_stops_nothing(tmp_path: Path, spoilt: str) -> None:
    (tmp_path / "window.ini").write_text(spoilt)
    settings = Settings(tmp_path)
    assert settings.navigation_shown in (True, False)
    assert settings.layout("desk").isEmpty()


_CHOOSE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog
import sys
from casetracker.gui import app
program = app.prepare()
asked = QFileDialog(None, "Choose", sys.argv[1])
asked.setOption(QFileDialog.Option.DontUseNativeDialog)
asked.setFileMode(QFileDialog.FileMode.Directory)
asked.open()
QTimer.singleShot(300, asked.accept)
QTimer.singleShot(600, program.quit)
program.exec()
"""


def test_no_folder_that_was_looked_into_is_remembered(tmp_path: Path) -> None:
    home, telling = tmp_path / "home", tmp_path / "Petro Example"
    for folder in (home, telling):
        folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", _CHOOSE, str(telling)], capture_output=True, text=True, timeout=60, check=False,
        env={**os.environ, "HOME": str(home), "XDG_CONFIG_HOME": str(home / "config")},
    )
    assert done.returncode == 0, done.stderr
    written = [path for path in home.rglob("*") if path.is_file()]
    assert [path for path in written if b"Petro" in path.read_bytes()] == []
