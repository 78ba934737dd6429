"""What the window shows before a store is open: three ways to begin, and why the last one did not open."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from casetracker.gui import icons, theme
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _

_SIGN = 72
_WIDTH = 320
_LINE = 600
_PATIENCE_MILLISECONDS = 300


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
        self._sentence.setFixedWidth(_LINE)
        page = QVBoxLayout(self)
        page.setSpacing(theme.GRID)
        page.addStretch(2)
        for label in (sign, title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            page.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addSpacing(2 * theme.GRID)
        self._waiting_for = ""
        self._ways: list[QPushButton] = []
        for name, text, icon, signal in (
            ("welcome-new", _("New store…"), "folder-plus", self.new_wanted),
            ("welcome-open", _("Open store…"), "folder-open", self.open_wanted),
            ("welcome-sample", _("Look at the sample"), "book-open", self.sample_wanted),
        ):
            button = named(QPushButton(icons.icon(icon), text), name, text)
            button.setFixedWidth(_WIDTH)
            button.setMinimumHeight(4 * theme.GRID)
            button.setAutoDefault(True)  # so that Return presses the one that has the keyboard
            button.clicked.connect(lambda _checked, tell=signal: tell.emit())
            page.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            self._ways.append(button)
        page.addStretch(3)
        self._patience = QTimer(self, interval=_PATIENCE_MILLISECONDS, singleShot=True)
        self._patience.timeout.connect(lambda: self._tell(self._waiting_for))

    def say(self, sentence: str) -> None:
        """Why nothing is open; without a reason, what a store is."""
        self._patience.stop()
        self._tell(sentence or _("A case store is a folder with one database and the evidence files."))
        self._offer(True)

    def wait(self, sentence: str) -> None:
        """A store is on its way: nothing to choose, and a word only if it takes a while."""
        self._waiting_for = sentence
        self._tell("")
        self._offer(False)
        self._patience.start()

    def _tell(self, sentence: str) -> None:
        # A label that stands in the middle of a page is given one line by its layout, however many it needs.
        self._sentence.setText(sentence)
        if sentence:
            self._sentence.setFixedHeight(self._sentence.heightForWidth(_LINE))

    def _offer(self, on: bool) -> None:
        for button in self._ways:
            button.setVisible(on)

    def focus_first(self) -> None:
        self._ways[0].setFocus(Qt.FocusReason.OtherFocusReason)
