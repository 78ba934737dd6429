"""The name that the journal takes down."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _


class ChangeName(Dialog):
    """One line, and what it is for."""

    def __init__(self, name: str, use: Callable[[str], object], parent: QWidget | None) -> None:
        super().__init__("change_name", _("Your name"), parent, _(
            "The journal takes down who made each change. The name is not checked, and it is remembered on this computer."),
            QSize(460, 180))
        self._use = use
        self.line = named(QLineEdit(name), "change_name_line", _("Your name"))
        self.line.selectAll()
        form = QFormLayout()
        form.addRow(_("&Name"), self.line)
        self.add(form)
        self.add_space()
        do = self.add_confirm("do", _("&Use this name"))
        do.setDefault(True)
        self.add_cancel()
        self.line.textChanged.connect(lambda text: do.setEnabled(bool(text.strip())))

    def confirm(self) -> None:
        if self.line.text().strip():
            self._use(" ".join(self.line.text().split()))
            self.accept()
