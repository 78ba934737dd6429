"""What every dialog is made of: a sentence of explanation, its fields, a place for what went wrong, two buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLayout, QPushButton, QVBoxLayout, QWidget

from casetracker.errors import InvalidRecord
from casetracker.gui.forms.panel import Problem
from casetracker.gui.widgets.basics import STEP, column, named, quiet, whenever_alive
from casetracker.gui.widgets.faults import sentence_of, what_happened
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations
    from casetracker.services.changes import ChangeSet


class Dialog(QDialog):
    """Modal to its window, opened and never waited for; stays open with what was typed until it has succeeded."""

    def __init__(self, name: str, title: str, parent: QWidget | None, explanation: str = "",
                 size: QSize | None = None) -> None:
        super().__init__(parent)
        named(self, name, title)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.message = Problem(f"{name}_message", self)
        self._name = name
        self._confirming: QPushButton | None = None
        self._body: QVBoxLayout = column(gap=int(1.5 * STEP))
        self.buttons = named(QDialogButtonBox(), f"{name}_buttons")
        outer = column(margin=2 * STEP, gap=int(1.5 * STEP))
        if explanation:
            outer.addWidget(quiet(explanation))
        outer.addWidget(self.message)
        outer.addLayout(self._body, 1)
        outer.addWidget(self.buttons)
        self.setLayout(outer)
        self.resize((size or QSize(560, 320)).boundedTo(self.screen().availableSize() * 0.92))

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        if isinstance(part, QWidget):
            self._body.addWidget(part, stretch)
        else:
            self._body.addLayout(part, stretch)

    def add_space(self) -> None:
        """What is left of the height stays empty here."""
        self._body.addStretch(1)

    def add_button(self, name: str, text: str, role: QDialogButtonBox.ButtonRole) -> QPushButton:
        button = named(QPushButton(text), f"{self._name}_{name}", text.replace("&", "").rstrip("…"))
        button.setAutoDefault(False)
        self.buttons.addButton(button, role)
        return button

    def add_confirm(self, name: str, text: str) -> QPushButton:
        """The button that does it, reached by Ctrl+Return from any field."""
        button = self.add_button(name, text, QDialogButtonBox.ButtonRole.YesRole)
        button.clicked.connect(self.confirm)
        self._confirming = button
        return button

    def add_cancel(self, text: str = "") -> QPushButton:
        button = self.add_button("cancel", text or _("&Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        button.clicked.connect(self.reject)
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._confirming is not None:
            self._confirming.click()
        else:
            super().keyPressEvent(event)

    def confirm(self) -> None:
        """What the confirming button does."""

    def write(self, ops: Operations, work: Callable[[], ChangeSet]) -> None:
        """Do it, and close once it is done."""
        self.set_busy(True)
        ops.run(work, initiator=self, success=whenever_alive(self, lambda _change: self.accept()),
                failure=whenever_alive(self, self.refused))

    def _weigh(self) -> None:
        """What may be pressed as things stand; for dialogs that want something first."""

    def refused(self, error: Exception) -> None:
        """Says why nothing was done, and leaves everything as it was typed."""
        self.set_busy(False)
        self._weigh()
        told = " ".join(sentence_of(place, why) for place, why in error.problems.items()) if isinstance(
            error, InvalidRecord) else what_happened(error)
        self.message.say(told)

    def set_busy(self, busy: bool) -> None:
        for button in self.buttons.buttons():
            button.setEnabled(not busy)
