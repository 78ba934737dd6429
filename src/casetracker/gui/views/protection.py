"""How a new store is protected: encrypted with a passphrase, unless the person says otherwise and means it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from casetracker.gui import theme
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _

SHORTEST = 10  # as `store.keys` has it, which is loaded only when a store is made


class NewPassphrase(QWidget):
    """A passphrase typed twice, and a word on whether it will do."""

    changed = Signal()

    def __init__(self, label: str = "", then: str = "", parent: QWidget | None = None) -> None:
        """`then` says what comes of it, once it will do."""
        super().__init__(parent)
        self._then = then or _("A recovery key is shown next, to be printed. Without both, nobody can open the store again.")
        named(self, "store-passphrases", _("New passphrase"))
        self.first = secret_field("store-passphrase", _("Passphrase"))
        self._again = secret_field("store-passphrase-again", _("The same once more"))
        self._said = named(QLabel(), "store-passphrase-said")
        self._said.setWordWrap(True)
        self._said.setProperty("role", "muted")
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(theme.GRID)
        form.addRow(label or _("&Passphrase"), self.first)
        form.addRow(_("Once &more"), self._again)
        form.addRow(self._said)
        for field in (self.first, self._again):
            field.textChanged.connect(lambda _text: self._tell())
        self._tell()

    def text(self) -> str:
        return self.first.text()

    def is_settled(self) -> bool:
        return len(self.text().strip()) >= SHORTEST and self.text() == self._again.text()

    def _tell(self) -> None:
        self._said.setText(self._advice())
        self.changed.emit()

    def _advice(self) -> str:
        typed = self.text()
        if len(typed.strip()) < SHORTEST:
            return _("Four words or more that only you would put together; at least {n} characters.").format(n=SHORTEST)
        if self._again.text() and self._again.text() != typed:
            return _("The two are not the same.")
        return self._then


class Protection(QWidget):
    """Encryption is the way offered; leaving it off needs a tick of its own."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "store-protection", _("Protection"))
        self._encrypted = named(QRadioButton(_("&Encrypted, with a passphrase")), "store-encrypted",
                                _("Encrypted, with a passphrase"))
        self._plain = named(QRadioButton(_("N&ot encrypted")), "store-plain", _("Not encrypted"))
        self._encrypted.setChecked(True)
        self._fields = NewPassphrase()
        self._fields.setContentsMargins(3 * theme.GRID, 0, 0, 0)
        self._meant = named(QCheckBox(_("Whoever gets this folder may read the cases: I keep it on an encrypted &disk")),
                            "store-plain-meant", _("I keep it on an encrypted disk"))
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.GRID)
        for part in (self._encrypted, self._fields, self._plain, self._meant):
            page.addWidget(part)
        self._encrypted.toggled.connect(lambda _on: self._tell())
        self._fields.changed.connect(self.changed)
        self._meant.toggled.connect(lambda _on: self._tell())
        self._tell()

    def passphrase(self) -> str | None:
        return self._fields.text() if self._encrypted.isChecked() else None

    def is_settled(self) -> bool:
        return self._meant.isChecked() if self._plain.isChecked() else self._fields.is_settled()

    def _tell(self) -> None:
        self._fields.setEnabled(self._encrypted.isChecked())
        self._meant.setVisible(self._plain.isChecked())
        self.changed.emit()


def secret_field(name: str, accessible: str) -> QLineEdit:
    made = named(QLineEdit(), name, accessible)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    return made
