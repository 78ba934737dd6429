"""Who is at work: the name that the journal takes down, asked once and remembered, and changed in the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from casetracker.gui.notify import Notice
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
        from casetracker.gui.dialogs.change_name import ChangeName  # late: the first list is painted without

        ChangeName(self.name, self.use, self._window).open()
