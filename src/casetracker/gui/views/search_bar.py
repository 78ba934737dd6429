"""The search box over a list: it asks as you type, and a short rest is enough."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from casetracker.gui import icons
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _

REST_MILLISECONDS = 120


class SearchBox(QLineEdit):
    """Words as typed, told once the typing rests. Escape empties it; Enter and Down go on to the list."""

    searched = Signal(str)
    left = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "search", _("Search"))
        self.setPlaceholderText(placeholder)
        self.setClearButtonEnabled(True)
        self.setToolTip(_("Any spelling · \"exact phrase\" · -without · place:Selydove · F1 tells more (Ctrl+F)"))
        sign = QAction(icons.icon("search", "muted"), _("Search"), self)
        self.addAction(sign, QLineEdit.ActionPosition.LeadingPosition)
        for clear in self.findChildren(QAction, "_q_qlineeditclearaction"):
            clear.setText(_("Clear the search"))
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(self._tell)
        self._untold = False
        self.textChanged.connect(self._on_change)

    def put(self, text: str) -> None:
        """Another text in place of this one, told at once; undo of typing brings back what stood there."""
        self.selectAll()
        self.insert(text)
        self._tell()

    def _on_change(self) -> None:
        # Also where the text becomes again what it was: meanwhile the list may have been read for another.
        self._untold = True
        self._rest.start()

    def _tell(self) -> None:
        self._rest.stop()
        if self._untold:
            self._untold = False
            self.searched.emit(self.text())

    # Qt's own names from here on.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._tell()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell()
            self.left.emit()
        else:
            super().keyPressEvent(event)
