"""The middle of the window: what stands there before a store is open, and the desk once one is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QStackedWidget

from casetracker.gui.views.unlock import Unlock
from casetracker.gui.views.welcome import Welcome
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _


class Body(QStackedWidget):
    """The welcome, the question for a passphrase, or a desk: one at a time."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "body", _("Work"))
        self.welcome = Welcome()
        self.unlock = Unlock()
        self.addWidget(self.welcome)
        self.addWidget(self.unlock)

    def say_why_closed(self, sentence: str) -> None:
        """No store is open; the sentence says why."""
        self.welcome.say(sentence)
        self.welcome.focus_first()

    def show_welcome(self) -> None:
        self.setCurrentWidget(self.welcome)

    def ask_passphrase(self, folder: Path, why: str) -> None:
        """The store that was open stays open beneath, until another is."""
        self.unlock.ask(folder, why)
        self.setCurrentWidget(self.unlock)
