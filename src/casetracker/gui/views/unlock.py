"""A store that is locked: its passphrase is asked for where the cases will stand, and wrong ones are met with patience."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from casetracker.gui import icons, theme
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _, ngettext

_SIGN = 48
_WIDTH = 420
_LONGEST_WAIT = 30


class Unlock(QWidget):
    """Asks for the passphrase, or the recovery key, of one store."""

    given = Signal(object, str)
    """The store's folder, and what was typed."""
    left = Signal()
    """Another store, or none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "unlock", _("Locked store"))
        self._folder = Path()
        self._wrong = 0
        self._wait = 0
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._tick)
        self._sign = named(QLabel(), "unlock-sign", _("Locked"))
        self._title = named(QLabel(_("This store is locked")), "unlock-title")
        self._title.setFont(theme.heading_font(self._title.font(), 5))
        self._place = named(QLabel(), "unlock-place")
        self._field = named(QLineEdit(), "unlock-passphrase", _("Passphrase or recovery key"))
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.setPlaceholderText(_("Passphrase or recovery key"))
        self._field.returnPressed.connect(self._give)
        self._said = named(QLabel(), "unlock-said")
        self._said.setWordWrap(True)
        self._open = named(QPushButton(_("&Unlock")), "unlock-open", _("Unlock"))
        self._open.clicked.connect(lambda _checked: self._give())
        other = named(QPushButton(_("&Another store…")), "unlock-other", _("Another store"))
        other.clicked.connect(lambda _checked: self.left.emit())
        buttons = QHBoxLayout()
        buttons.addWidget(other)
        buttons.addStretch(1)
        buttons.addWidget(self._open)
        page = QVBoxLayout(self)
        page.setSpacing(theme.GRID)
        page.addStretch(2)
        for label in (self._sign, self._title, self._place):
            label.setTextFormat(Qt.TextFormat.PlainText)
            page.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        self._place.setProperty("role", "muted")
        page.addSpacing(theme.GRID)
        box = named(QWidget(), "unlock-box")
        box.setFixedWidth(_WIDTH)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self._field)
        column.addWidget(self._said)
        column.addLayout(buttons)
        page.addWidget(box, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addStretch(3)

    def ask(self, folder: Path, why: str = "") -> None:
        """Ask for a store; `why` says that what was given last did not open it."""
        self._wrong = self._wrong + 1 if why and folder == self._folder else 1 if why else 0
        self._folder = folder
        self._place.setText(str(folder))
        self._sign.setPixmap(icons.pixmap("lock", _SIGN, "muted", self.devicePixelRatioF()))
        self._field.clear()
        self._said.setText(why)
        self._allow(True)
        if why:
            self._make_wait(min(2 ** (self._wrong - 1), _LONGEST_WAIT))
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        if self._open.isEnabled() and self._field.text():
            typed = self._field.text()
            self._field.clear()
            self._said.setText(_("Opening the store…"))
            self._allow(False)
            self.given.emit(self._folder, typed)

    def _allow(self, on: bool) -> None:
        self._open.setEnabled(on)
        self._field.setReadOnly(not on)

    def _make_wait(self, seconds: int) -> None:
        """Each wrong passphrase makes the next wait longer, so that guessing takes long and a slip does not."""
        self._wait, self._why = seconds, self._said.text()
        self._open.setEnabled(False)
        self._clock.start()
        self._tell_wait()

    def _tick(self) -> None:
        self._wait -= 1
        if self._wait <= 0:
            self._clock.stop()
            self._said.setText(self._why)
            self._open.setEnabled(True)
        else:
            self._tell_wait()

    def _tell_wait(self) -> None:
        told = ngettext("Try again in {n} second.", "Try again in {n} seconds.", self._wait).format(n=self._wait)
        self._said.setText(f"{self._why} {told}")
