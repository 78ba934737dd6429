"""Locking: everything is out of sight at once, and then the program begins anew, so that its memory holds nothing any more.

What was typed is kept in the store first, and what is being written is finished. The new program asks for the passphrase
and goes back to the same place. Nothing but the folder, the name of who is at work and a reference goes from one to the
other, by the environment, which other users of the machine cannot read as they can a command line.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

import casetracker
from casetracker import paths
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.main_window import MainWindow
    from casetracker.gui.views.desk import Desk

RETURN_VARIABLE = "CASETRACKER_RETURN_TO"
ACTOR_VARIABLE = "CASETRACKER_ACTOR"
_LOOK_MILLISECONDS = 50
_SHORTCUT = "lock-shortcut"
_SECRET_VARIABLES = ("CASETRACKER_PASSPHRASE",)


class Locker(QObject):
    """Locks one window and its store; there is no way back but the passphrase."""

    gone = Signal()
    """Nothing is open any more; the program may begin anew."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._locking = False
        self._others = QTimer(self, interval=_LOOK_MILLISECONDS)
        self._others.timeout.connect(self._hide_others)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusWindowChanged.connect(self._reach_dialog)
        self.gone.connect(self._begin_anew, Qt.ConnectionType.QueuedConnection)

    def lock(self) -> None:
        desk = self._window.desk
        if self._locking or desk is None:
            return
        if not desk.ops.store.about.keys:
            self._window.status.say(_("Only an encrypted store can be locked: this one opens without a passphrase."))
            return
        self._lock(desk)

    def lock_unasked(self) -> None:
        """Nobody has touched the program for long; a store that cannot be locked stays as it is."""
        desk = self._window.desk
        if not self._locking and desk is not None and desk.ops.store.about.keys:
            self._lock(desk)

    def _lock(self, desk: Desk) -> None:
        self._locking = True
        self._folder, self._actor = desk.ops.store.folder, desk.ops.store.actor
        self._place = f"{desk.kind} {desk.current_reference()}".strip()
        self._hide_everything()
        self._others.start()
        if not desk.ops.writing:
            self._stop_reading()
        self._keep_forms()
        self._window.clipboard.clear()
        if desk.ops.writing:
            desk.ops.idle.connect(self._close, Qt.ConnectionType.SingleShotConnection)
        else:
            self._close()

    def _hide_everything(self) -> None:
        """Every dialog and menu, and all that stands in the window; a sentence takes its place."""
        window = self._window
        QApplication.setQuitOnLastWindowClosed(False)
        self._hide_others()
        for part in window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            part.hide()
        window.setWindowTitle("casetracker")
        window.actions_.allow(frozenset())
        told = _("Locking…") if window.desk is None or not window.desk.ops.writing else _(
            "Locking, as soon as what is being written is safe…")
        curtain = named(QLabel(told, window), "curtain", told)
        curtain.setAlignment(Qt.AlignmentFlag.AlignCenter)
        curtain.setAutoFillBackground(True)
        curtain.setGeometry(window.rect())
        curtain.show()
        curtain.repaint()

    def _hide_others(self) -> None:
        """Also what work that was under way opens when it ends."""
        for other in QApplication.topLevelWidgets():
            if other is not self._window:
                other.hide()

    def _stop_reading(self) -> None:
        """A check of the whole store would keep it open for long, and can be made again."""
        from casetracker.gui.dialogs.progress import ProgressStrip

        for strip in self._window.findChildren(ProgressStrip):
            strip.stop()

    def _reach_dialog(self, _focused: QWindow | None) -> None:
        """The key that locks works above a dialog too, where the menu's own does not reach."""
        dialog = QApplication.activeWindow()
        if isinstance(dialog, QDialog) and dialog.findChild(QShortcut, _SHORTCUT) is None:
            key = QShortcut(self._window.actions_["lock"].shortcut(), dialog)
            key.setObjectName(_SHORTCUT)
            key.activated.connect(self.lock)

    def _keep_forms(self) -> None:
        from casetracker.gui.forms.keeping import DraftKeeping

        for keeping in self._window.findChildren(DraftKeeping):
            keeping.keep_now()

    def _close(self) -> None:
        # Not in the middle of the signal of a store that is being closed.
        QTimer.singleShot(0, self, self._close_now)

    def _close_now(self) -> None:
        self._window.put_everything_away()
        self.gone.emit()

    def _begin_anew(self) -> None:
        self._others.stop()
        begin_anew(environment(os.environ, self._folder, self._actor, self._place))


def environment(given: Mapping[str, str], folder: Path, actor: str, place: str) -> dict[str, str]:
    """What the next program is told: which store, who is at work, where they were. No passphrase."""
    told = {name: value for name, value in given.items() if name not in _SECRET_VARIABLES}
    return told | {paths.STORE_VARIABLE: str(folder.absolute()), ACTOR_VARIABLE: actor, RETURN_VARIABLE: place}


def begin_anew(environment: Mapping[str, str]) -> None:
    """The same process with nothing of its memory; on Windows, which cannot do that, another process and the end of ours."""
    command = [sys.executable, *_safe_path(), "-m", "casetracker"]
    if os.name == "nt":
        subprocess.Popen(command, env=dict(environment), creationflags=getattr(subprocess, "DETACHED_PROCESS", 0))
        QCoreApplication.exit(0)
    else:
        try:
            os.execve(command[0], command, dict(environment))
        except OSError:  # the program was moved or replaced: then it ends, for what is locked must not stay in memory
            os._exit(1)


def _safe_path() -> list[str]:
    """Nothing is loaded from the folder the program was started in, unless it is itself in that folder."""
    ours = Path(casetracker.__file__).resolve().parent.parent
    return [] if Path.cwd() == ours else ["-P"]


def return_place() -> tuple[str, str]:
    """(kind, reference) of where the person was before the lock; told once."""
    kind, _space, reference = os.environ.pop(RETURN_VARIABLE, "").partition(" ")
    return kind, reference
