"""The fields of one row: the value first, who says so beside it, and the rest of the attribution folded away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from casetracker.domain.dates import parse_typed
from casetracker.domain.shapes import ATTRIBUTION, Field
from casetracker.errors import InvalidDate
from casetracker.gui.forms.kit import Kit
from casetracker.gui.forms.panel import Panel
from casetracker.gui.widgets.basics import STEP, column
from casetracker.gui.widgets.editor import Value
from casetracker.gui.widgets.section import Disclosure
from casetracker.i18n import _

FOLDED = frozenset(field.name for field in ATTRIBUTION) - {"source"}


class RowPanel(QFrame):
    """Edits one row of a list; a list of claims keeps its attribution under "According to"."""

    changed = Signal()

    def __init__(self, field: Field, name: str, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._fields = field.fields
        claim = any(inner.name == "basis_note" for inner in field.fields)
        folded = [inner for inner in field.fields if claim and inner.name in FOLDED]
        self._open = Panel([inner for inner in field.fields if inner not in folded], name, kit, parent=self)
        self.panels = [self._open]
        parts: list[QWidget] = [self._open]
        self._more: Disclosure | None = None
        if folded:
            inside = Panel(folded, name, kit, parent=self)
            self.panels.append(inside)
            self._more = Disclosure(name, _("According to: basis, page, credibility"), inside)
            parts.append(self._more)
        self.setLayout(column(*parts, margin=int(1.5 * STEP)))
        for panel in self.panels:
            panel.changed.connect(lambda _name: self.changed.emit())

    def fill(self, row: Mapping[str, Value]) -> None:
        for panel in self.panels:
            panel.fill(row)
        date, zone = self._open.editors.get("date"), row.get("zone")
        if zone and date is not None:
            date.set_zone(str(zone))  # type: ignore[attr-defined]
        if self._more is not None:
            self._more.set_open(self._tells_more(row))

    def write_into(self, row: dict[str, Value]) -> None:
        """Puts what was changed into the row; what was not stays as it was, absent or present."""
        for panel in self.panels:
            for name, editor in panel.editors.items():
                value = editor.value()
                if value != row.get(name) and not (value in (None, []) and name not in row):
                    row[name] = value

    def show_problems(self, problems: Mapping[str, str]) -> None:
        for panel in self.panels:
            panel.show_problems(problems)
        if self._more is not None and any(name in FOLDED for name in problems):
            self._more.set_open(True)

    def focus_first(self) -> None:
        self._open.focus_on(next(iter(self._open.editors)))

    def _tells_more(self, row: Mapping[str, Value]) -> bool:
        blank = blank_row(self._fields)
        return any(row.get(name) not in (None, "", [], blank.get(name)) for name in FOLDED)


def blank_row(fields: Iterable[Field]) -> dict[str, Value]:
    """A row with nothing but its defaults."""
    return {field.name: field.default for field in fields if field.default is not None}


def row_problems(fields: Iterable[Field], row: Mapping[str, Value]) -> dict[str, str]:
    """What is plainly wrong with a row, shown or not."""
    found: dict[str, str] = {}
    for field in fields:
        value = row.get(field.name)
        if field.required and value in (None, "", []):
            found[field.name] = _("This must be filled in.")
        elif field.type == "when" and value:
            found.update(_date_fault(field.name, str(value), str(row.get("zone") or "unknown")))
        elif field.type in ("int", "real") and isinstance(value, str):
            found[field.name] = _("This is not a number.")
    return found


def _date_fault(name: str, text: str, zone: str) -> dict[str, str]:
    try:
        parse_typed(text, zone)
    except InvalidDate as fault:
        return {name: str(fault)}
    return {}
