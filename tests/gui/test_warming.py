"""What the first list did without is imported afterwards, before anybody asks for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

_SCRIPT = """
import sys
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from casetracker.gui import warming
app, warming._BEGIN_MILLISECONDS = QApplication([]), 0
wanted = set(warming._names())
assert len(wanted) > 50 and not wanted & {"casetracker.gui.forms"}
assert "casetracker.gui.forms.record_form" in wanted and "casetracker.gui.forms.record_form" not in sys.modules
made = warming.Warming(app)
made.begin()
ended = QTimer(app, interval=10)
ended.timeout.connect(lambda: wanted <= sys.modules.keys() and not made._timer.isActive() and app.quit())
ended.start()
QTimer.singleShot(60_000, lambda: app.exit(1))
sys.exit(app.exec())
"""


@pytest.mark.gui
def test_everything_is_imported_and_then_it_ends() -> None:
    done = subprocess.run([sys.executable, "-c", _SCRIPT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
