"""What the window shows before a store is open: three ways to begin, and why the last one did not open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from casetracker.gui import icons, theme
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _

_SIGN = 72
_WIDTH = 320


class Welcome(QWidget):
    """Empty hands: make a store, open one, or look at the sample."""

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "welcome", _("Welcome"))
        sign = named(QLabel(), "welcome-sign", "casetracker")
        sign.setPixmap(icons.program_icon().pixmap(_SIGN, _SIGN))
        title = named(QLabel("casetracker"), "welcome-title")
        title.setFont(theme.heading_font(title.font(), 8))
        self._sentence = named(QLabel(), "welcome-sentence")
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self._sentence.setProperty("role", "muted")
        self._sentence.setMinimumWidth(480)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        page = QVBoxLayout(self)
        page.setSpacing(theme.GRID)
        page.addStretch(2)
        for label in (sign, title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            page.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addSpacing(2 * theme.GRID)
        for name, text, icon, signal in (
            ("welcome-new", _("New store…"), "folder-plus", self.new_wanted),
            ("welcome-open", _("Open store…"), "folder-open", self.open_wanted),
            ("welcome-sample", _("Look at the sample"), "book-open", self.sample_wanted),
        ):
            button = named(QPushButton(icons.icon(icon), text), name, text)
            button.setFixedWidth(_WIDTH)
            button.setMinimumHeight(4 * theme.GRID)
            button.clicked.connect(lambda _checked, tell=signal: tell.emit())
            page.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addStretch(3)
        self.say("")

    def say(self, sentence: str) -> None:
        """Why nothing is open; without a reason, what a store is."""
        self._sentence.setText(sentence or _("A case store is a folder with one database and the evidence files."))

    def focus_first(self) -> None:
        first = self.findChild(QPushButton, "welcome-new")
        if isinstance(first, QPushButton):
            first.setFocus(Qt.FocusReason.OtherFocusReason)
