"""Who is at work: the name that the journal takes down, asked once and remembered, and changed in the status bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.notify import Notice
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.settings import Settings


def first_name(given: str | None, settings: Settings, login: str) -> tuple[str, bool]:
    """(the name to begin with, whether it is to be asked about): given, else remembered, else the login."""
    if given is not None:
        return given, False
    return settings.actor or login, not settings.actor


class Who(QObject):
    """The name in use, and the two ways to change it."""

    changed = Signal(str)

    def __init__(self, name: str, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self.name = name
        self._settings, self._window = settings, window

    def ask_in(self, notice: Notice) -> None:
        """Not in the way of the work: until somebody answers, the login stands."""
        told = _("Changes are recorded under the name “{name}” (your login).").format(name=self.name)
        notice.say(told, button=_("That is me"), call=lambda: self.use(self.name), other=_("Change…"),
                   other_call=self.change)
        self.changed.connect(lambda _name: notice.hide())

    def use(self, name: str) -> None:
        """From now on; what was recorded before keeps the name it was recorded under."""
        self.name = self._settings.actor = name
        self._settings.save()
        self.changed.emit(name)

    def change(self) -> None:
        ChangeName(self.name, self.use, self._window).open()


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
