"""An imprecise date as one types it, with what it will be taken to mean read back underneath at once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu, QWidget, QWidgetAction

from casetracker.domain.dates import ImpreciseDate, parse_typed
from casetracker.domain.shapes import Field
from casetracker.errors import InvalidDate
from casetracker.gui import icons
from casetracker.gui.widgets.basics import STEP, column, named, quiet, row
from casetracker.gui.widgets.buttons import small_tool
from casetracker.gui.widgets.editor import Editor, Value
from casetracker.gui.widgets.texts import as_text, clearable
from casetracker.gui.widgets.wording import screen_language
from casetracker.i18n import N_, _

EXAMPLES = (
    N_("7 October 2024"), N_("October 2024"), N_("2024"), N_("6-7 October 2024"), N_("before 9 October 2024"),
    N_("after 6 October 2024"), N_("about 7 October 2024"), N_("perhaps 7 October 2024"),
    N_("7 October 2024, 13:00"),
)


class DateEditor(Editor):
    """A line, its reading, and a menu with examples and a calendar. A month typed stays a month."""

    def __init__(self, field: Field, name: str, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._zone = "unknown"
        self.line = named(QLineEdit(), name, _(field.label))
        self.line.setPlaceholderText(_("as exactly as it is known, such as October 2024"))
        clearable(self.line)
        self.reading = named(quiet(""), f"{name}_reading", _("Understood as"))
        self.help = small_tool(f"{name}_help", "", _("Examples and calendar"), self._offer)
        self.help.setIcon(icons.icon("calendar"))
        self._name = name
        self._menu_made: QMenu | None = None
        self.setLayout(column(row(self.line, self.help, gap=STEP // 2), self.reading, gap=2))
        self.line.textChanged.connect(self._typed)
        self._typed()

    def entry(self) -> QWidget:
        return self.line

    def show_value(self, value: Value) -> None:
        self.line.setText(as_text(value))

    def read_value(self) -> Value:
        """The canonical text of the date, or what was typed where it cannot be read."""
        typed = self.line.text().strip()
        if not typed:
            return None
        date = self.date()
        return typed if date is None else date.edtf

    def date(self) -> ImpreciseDate | None:
        try:
            return parse_typed(self.line.text(), self._zone) if self.line.text().strip() else None
        except InvalidDate:
            return None

    def typed_zone(self) -> str:
        """The zone that the text itself names ("13:00 Kyiv time"), or nothing."""
        date = self.date()
        return date.zone if date is not None and date.zone != self._zone else ""

    def set_zone(self, zone: str) -> None:
        """The zone chosen beside the date, by which a time of day is read."""
        self._zone = zone or "unknown"
        self._read_back()

    def problem(self) -> str:
        typed = self.line.text().strip()
        if not typed:
            return ""
        try:
            parse_typed(typed, self._zone)
        except InvalidDate as fault:
            return str(fault)
        return ""

    def _offer(self) -> None:
        self.menu().popup(self.help.mapToGlobal(self.help.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """Made when it is first asked for: a form holds many dates and few need a calendar."""
        if self._menu_made is None:
            self._menu_made = self._make_menu(self._name)
        return self._menu_made

    def _typed(self) -> None:
        self._read_back()
        self.changed.emit()

    def _read_back(self) -> None:
        date = self.date()
        text = "" if date is None else date.describe(screen_language())
        self.reading.setText(text or self.problem())
        self.reading.setAccessibleDescription(self.reading.text())
        self.reading.setVisible(bool(self.reading.text()))

    def _make_menu(self, name: str) -> QMenu:
        menu = named(QMenu(self), f"{name}_menu", _("Examples and calendar"))
        for example in EXAMPLES:
            menu.addAction(_(example)).triggered.connect(partial(self._take, _(example)))
        menu.addSeparator()
        days = named(QMenu(_("Choose a &day"), menu), f"{name}_days", _("Choose a day"))
        calendar = named(QCalendarWidget(), f"{name}_calendar", _("Calendar"))
        calendar.activated.connect(self._take_day)
        calendar.clicked.connect(self._take_day)
        holder = QWidgetAction(days)
        holder.setDefaultWidget(calendar)
        days.addAction(holder)
        menu.addMenu(days)
        return menu

    def _take(self, text: str, _checked: bool = False) -> None:
        self.line.setText(text)
        self.line.setFocus()
        self.line.selectAll()

    def _take_day(self, day: QDate) -> None:
        self._take(day.toString(Qt.DateFormat.ISODate))
        self.menu().close()
