"""The first lines of a new incident: one date, one place and who says so, without opening a list.

What is typed here *is* the first row of the dates and of the places; both lists show it at once.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casetracker.domain.shapes import INCIDENT, Field
from casetracker.gui.forms.kit import Kit
from casetracker.gui.forms.panel import Panel
from casetracker.gui.forms.rows import RowsEditor
from casetracker.gui.widgets.basics import STEP, column, hairline
from casetracker.gui.widgets.editor import Value
from casetracker.gui.widgets.imprecise_date import DateEditor
from casetracker.i18n import N_

_DATES, _PLACES = INCIDENT.field("dates"), INCIDENT.field("places")
_FIELDS = (
    # Nothing is chosen beforehand: the day of a discovery must not become the day of an act by a default.
    Field("kind", N_("Date of"), "code", vocabulary=_DATES.field("kind").vocabulary),
    Field("date", N_("Date"), "when"),
    Field("place", N_("Place, as given")),
    Field("source", N_("According to"), "ref", target="source",
          help=N_("Who says so: of this date and this place. More of both under “Dates and places”.")),
)


class QuickLines(QWidget):
    """Date, place and source of a new incident."""

    changed = Signal()

    def __init__(self, kit: Kit, dates: RowsEditor, places: RowsEditor, taken_keys: str,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dates, self._places = dates, places
        self._has = {"date": False, "place": False}
        self._zone = ""
        self.panel = Panel(_FIELDS, "quick", kit, taken_keys=taken_keys, parent=self)
        self.panel.fill({})
        date = self.panel.editors["date"]
        assert isinstance(date, DateEditor)
        self._date = date
        self.setLayout(column(hairline(), self.panel, gap=int(1.5 * STEP)))
        self.panel.changed.connect(lambda _name: self._write())

    def own_problems(self) -> dict[str, str]:
        """A source that was typed and not chosen belongs to no row yet where no date or place was given."""
        return {f"quick.{name}": why for name, why in self.panel.problems().items() if name == "source"}

    def show_problems(self, problems: Mapping[str, str]) -> bool:
        """The problems of the two first rows, under the fields here; whether there are any."""
        here = {"kind": "dates[0].kind", "date": "dates[0].date", "place": "places[0].name",
                "source": "dates[0].source" if "dates[0].source" in problems else "places[0].source"}
        if "quick.source" in problems:
            here["source"] = "quick.source"
        found = {name: problems[place] for name, place in here.items() if place in problems and self._filled(name)}
        self.panel.show_problems(found)
        if found:
            self.panel.focus_on(next(iter(found)))
        return bool(found)

    def typed(self) -> dict[str, Value]:
        """What stands in the lines, for a draft of the form."""
        return {name: value for name, value in self.panel.values().items() if value}

    def put_back(self, typed: Mapping[str, Value]) -> None:
        """What a draft kept of the lines; the rows they stand for are in the lists already."""
        self.panel.fill(typed)
        self._has = {name: bool(typed.get(name)) for name in self._has}
        self._zone = self._date.typed_zone()

    def _filled(self, name: str) -> bool:
        return name in ("source",) or self._has["place" if name == "place" else "date"]

    def _write(self) -> None:
        values = self.panel.values()
        source = values["source"]
        self._put(self._dates, "date", values["date"], {"kind": values["kind"], "date": values["date"],
                                                        "source": source, **self._typed_zone()})
        self._put(self._places, "place", values["place"], {"name": values["place"], "source": source})
        self.changed.emit()

    def _typed_zone(self) -> dict[str, Value]:
        """The zone that stands in the date as typed; taken back when it is typed no more."""
        zone = self._date.typed_zone()
        before, self._zone = self._zone, zone
        return {"zone": zone or "unknown"} if zone or before else {}

    def _put(self, rows: RowsEditor, name: str, value: Value, row: dict[str, Value]) -> None:
        if value:
            rows.put_row(0, row)
        elif self._has[name]:
            rows.drop_row(0)
        self._has[name] = bool(value)
