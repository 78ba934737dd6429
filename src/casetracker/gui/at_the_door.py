"""What happens as stores are asked for: the one that opens is taken in, and of any other it is said why not."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt

from casetracker.errors import StoreMissing, UserError
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.main_window import MainWindow

T = TypeVar("T")


class Door(QObject):
    """Stands between the keeper of the stores and the one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._keeper, self._body, self._holding = window.keeper, window.body, window.holding
        self._keeper.asked.connect(self._body.welcome.wait)
        self._keeper.opened.connect(self._holding.take)
        self._keeper.refused.connect(self._refused)
        self._keeper.locked.connect(self._body.ask_passphrase)
        self._keeper.recovery_key.connect(self.tell_recovery_key)
        self._keeper.raised.connect(self._say)
        self._keeper.wanted.connect(self._come_forward)
        self._keeper.not_opened.connect(self._let_go)
        self._body.unlock.given.connect(self._keeper.open)
        self._body.unlock.left.connect(self._leave_locked)

    def without_store(self, work: Callable[[Path], T], success: Callable[[T], object],
                      failure: Callable[[Exception], object]) -> None:
        """Something to be done with the store that is open here while it is open nowhere; whoever asks opens it again."""
        folder = self._holding.folder
        if folder is None:
            return
        if self._holding.writing:
            self._holding.when_written(lambda: self.without_store(work, success, failure))
            return
        self._holding.put_away()
        self._keeper.leave(folder)
        self._body.welcome.wait(_("The store is closed for a while…"))
        self._body.show_welcome()
        self._window.look_again()
        self._keeper.work(lambda: work(folder), success, failure)

    def tell_recovery_key(self, recovery_key: str) -> None:
        from casetracker.gui.dialogs.recovery_key import RecoveryKey

        RecoveryKey(recovery_key, self._window).open()

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self._window.reporter.show(error)
            return
        # What to do about a store that is not there is told in the words of the command line; here are buttons for it.
        self._say(error.message if isinstance(error, StoreMissing) else str(error))

    def _say(self, sentence: str) -> None:
        """In the middle of a window without a store; above the work where there is one."""
        if self._holding.desk is None:
            self._body.say_why_closed(sentence)
        else:
            self._window.notices.alarm(sentence)

    def _let_go(self, folder: Path) -> None:
        """A store that was refused is nobody's, unless it is the one that is open here."""
        mine = self._holding.folder
        if mine is None or os.path.realpath(mine) != os.path.realpath(folder):
            self._keeper.leave(folder)

    def _come_forward(self) -> None:
        """Somebody started the program a second time on the store that is open here."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def _leave_locked(self) -> None:
        """Back to what is open; another store can be chosen at once."""
        self._keeper.keep_only(self._holding.folder)
        if self._holding.desk is not None:
            self._body.setCurrentWidget(self._holding.desk)
        else:
            self._body.show_welcome()
            self._body.say_why_closed("")
        self._window.commands.open_store()
