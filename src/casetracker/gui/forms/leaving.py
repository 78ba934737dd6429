"""How a form is left: by one of two buttons, and not without a question where what was typed would be lost."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox, QPushButton, QWidget

from casetracker.gui.widgets.basics import named
from casetracker.i18n import _


class FormButtons(QDialogButtonBox):
    """Save and cancel; while a save is under way there is nothing to save."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "form_buttons")
        self.save = named(QPushButton(_("&Save")), "form_save", _("Save"))
        self.save.setDefault(True)
        self.save.setToolTip(_("Ctrl+Return"))
        self.cancel = named(QPushButton(_("&Cancel")), "form_cancel", _("Cancel"))
        self.cancel.setAutoDefault(False)
        self.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        self.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)

    def show_saving(self, on: bool) -> None:
        self.save.setEnabled(not on)
        self.save.setText(_("Saving…") if on else _("&Save"))


def ask(above: QWidget, leave_it: Callable[[], object]) -> None:
    """Return and Escape keep editing; only the button leaves."""
    box = named(QMessageBox(above), "form_leave", _("Unsaved changes"))
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(_("Unsaved changes"))
    box.setText(_("What you typed has not been saved."))
    keep = box.addButton(_("&Keep editing"), QMessageBox.ButtonRole.RejectRole)
    leave = box.addButton(_("&Discard"), QMessageBox.ButtonRole.DestructiveRole)
    named(keep, "form_keep", _("Keep editing"))
    named(leave, "form_discard", _("Discard"))
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    leave.clicked.connect(lambda: leave_it())
    box.open()
