"""Where a new case store is to be, and what it is called."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from casetracker import paths
from casetracker.gui import theme
from casetracker.gui.views.protection import Protection
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _


class NewStoreDialog(QDialog):
    """Asks for a name, an owner and a folder; whether that folder will do, the services say."""

    chosen = Signal(object, str, str, object)
    """Folder, name, owner, passphrase (None for a store that is not encrypted)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "new-store-dialog", _("New store"))
        self.setWindowTitle(_("New store"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._name = named(QLineEdit(), "store-name", _("Name"))
        self._name.setPlaceholderText(_("The name of your office or team; no name of a case"))
        self._owner = named(QLineEdit(), "store-owner", _("Organisation"))
        self._folder = named(QLineEdit(str(_free_folder())), "store-folder", _("Folder"))
        browse = named(QPushButton(_("&Browse…")), "store-browse", _("Browse for a folder"))
        browse.setAutoDefault(False)
        browse.clicked.connect(lambda _checked: self._browse())
        place = QHBoxLayout()
        place.addWidget(self._folder, 1)
        place.addWidget(browse)
        form = QFormLayout()
        form.setSpacing(theme.GRID)
        form.addRow(_("&Name"), self._name)
        form.addRow(_("&Organisation"), self._owner)
        label = QLabel(_("&Folder"))
        label.setBuddy(self._folder)
        form.addRow(label, place)
        self._protection = Protection()
        self._protection.changed.connect(self._allow)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*[2 * theme.GRID] * 4)
        whole.setSpacing(2 * theme.GRID)
        whole.addLayout(form)
        whole.addWidget(self._protection)
        whole.addWidget(self._buttons())
        self._folder.textChanged.connect(lambda _text: self._allow())
        self._allow()
        self.resize(560, 0)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._make = named(QPushButton(_("&Make the store")), "store-make", _("Make the store"))
        self._make.setDefault(True)
        buttons.addButton(self._make, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        named(cancel, "store-cancel", cancel.text().replace("&", ""))
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        return buttons

    def _allow(self) -> None:
        self._make.setEnabled(bool(self._folder.text().strip()) and self._protection.is_settled())

    def _browse(self) -> None:
        asked = QFileDialog(self, _("Folder for the new store"), str(Path(self._folder.text()).parent))
        asked.setFileMode(QFileDialog.FileMode.Directory)
        asked.setOption(QFileDialog.Option.ShowDirsOnly)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.fileSelected.connect(lambda folder: self._folder.setText(str(Path(folder) / "cases")))
        asked.open()

    def _choose(self) -> None:
        folder = Path(self._folder.text().strip()).expanduser()
        self.chosen.emit(folder, self._name.text().strip(), self._owner.text().strip(), self._protection.passphrase())
        self.accept()


def _free_folder() -> Path:
    """The default store's place, or the first free one beside it."""
    wished = paths.default_store()
    tries = [wished, *(wished.with_name(f"{wished.name}-{number}") for number in range(2, 100))]
    return next((folder for folder in tries if not folder.exists()), wished)
