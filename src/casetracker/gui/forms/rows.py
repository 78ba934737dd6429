"""The editor of a list of a record: its rows as sentences, and the chosen row's fields beneath.

Nothing needs to be confirmed row by row; what stands in the fields is in the row at once. A row keeps the id it came
with, so that the journal shows a change of it and not another row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QWidget

from casetracker.domain.shapes import Field
from casetracker.gui.forms.kit import Kit
from casetracker.gui.forms.row_panel import RowPanel, blank_row, row_problems
from casetracker.gui.widgets.basics import STEP, calm_selection, column, named, quiet, row, whenever_alive
from casetracker.gui.widgets.buttons import action
from casetracker.gui.widgets.editor import Editor, Value
from casetracker.gui.widgets.wording import called, row_text
from casetracker.i18n import _

Row = dict[str, Value]
_PLACE = re.compile(r"\[(?P<line>[0-9]+)\]\.?(?P<name>.*)")
_MOST_LINES = 9


class RowsEditor(Editor):
    """Add, change, remove and order the rows of one list."""

    def __init__(self, field: Field, name: str, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._kit, self._name = kit, name
        self._rows: list[Row] = []
        self._faults: dict[int, dict[str, str]] = {}
        self.list = named(QListWidget(), name, _(field.label))
        self.list.setWordWrap(True)
        calm_selection(self.list)
        self.list.currentRowChanged.connect(self._show_current)
        self.empty = named(quiet(_("Nothing recorded yet.")), f"{name}_none")
        self._panel: RowPanel | None = None
        self._lay_out(_(field.label))
        self._show()

    @property
    def panel(self) -> RowPanel:
        """The fields of the chosen row, made when the first row is looked at."""
        if self._panel is None:
            self._panel = RowPanel(self.field, f"{self._name}_row", self._kit, self)
            self._panel.changed.connect(self._take_current)
            self._box.addWidget(self._panel)
        return self._panel

    def entry(self) -> QWidget:
        return self.list if self._rows else self.add_button

    def show_value(self, value: Value) -> None:
        self._rows = [dict(each) for each in value if isinstance(each, dict)] if isinstance(value, list) else []
        self._faults = {}
        self._show()

    def read_value(self) -> Value:
        """The rows; one that was added and never touched is left out."""
        return [dict(each) for each in self._rows if not self._untouched(each)]

    def own_problems(self) -> dict[str, str]:
        """What is plainly wrong in any row, shown or not, by its place ("dates[0].date")."""
        kept = [each for each in self._rows if not self._untouched(each)]
        return {f"{self.field.name}[{line}].{name}": why for line, each in enumerate(kept)
                for name, why in row_problems(self.field.fields, each).items()}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """What is wrong, by place ("[0].date"); the first row with a fault is shown."""
        self._faults = {}
        places = [line for line, each in enumerate(self._rows) if not self._untouched(each)]
        for place, why in problems.items():
            found = _PLACE.match(place)
            if found and int(found["line"]) < len(places):
                self._faults.setdefault(places[int(found["line"])], {})[found["name"]] = why
        self._mark()
        if self._faults and self.list.currentRow() not in self._faults:
            self.list.setCurrentRow(min(self._faults))
        elif self._panel is not None:
            self._panel.show_problems(self._faults.get(self.list.currentRow(), {}))

    def learn_names(self) -> None:
        """Shows what the records are called that the rows name, once that is known."""
        self._show(keep=True)

    def put_row(self, line: int, values: Row) -> None:
        """Sets some fields of a row from elsewhere in the form, adding the row if it is not there yet."""
        while len(self._rows) <= line:
            self._rows.append(blank_row(self.field.fields))
        self._rows[line].update(values)
        self._show(keep=True)

    def drop_row(self, line: int) -> None:
        if line < len(self._rows):
            del self._rows[line]
            self._show(keep=True)

    def row(self, line: int) -> Row | None:
        return self._rows[line] if line < len(self._rows) else None

    def add(self) -> None:
        panel = self.panel  # there before the row is, so that it shows it
        self._rows.append(blank_row(self.field.fields))
        self._show()
        self.list.setCurrentRow(len(self._rows) - 1)
        panel.focus_first()
        self.changed.emit()

    def remove(self) -> None:
        line = self.list.currentRow()
        if line >= 0:
            del self._rows[line]
            self._faults = {}
            self._show()
            self.list.setCurrentRow(min(line, len(self._rows) - 1))
            self.changed.emit()

    def shift(self, by: int) -> None:
        line = self.list.currentRow()
        if line >= 0 and 0 <= line + by < len(self._rows):
            self._rows.insert(line + by, self._rows.pop(line))
            self._faults = {}
            self._show()
            self.list.setCurrentRow(line + by)
            self.changed.emit()

    def _lay_out(self, title: str) -> None:
        name = self._name
        self.add_button = action(f"{name}_add", _("Add"), self.add, _("Add to {list}").format(list=title))
        self.remove_button = action(f"{name}_remove", _("Remove"), self.remove,
                                    _("Remove from {list}").format(list=title))
        self.up_button = action(f"{name}_up", _("Up"), lambda: self.shift(-1),
                                _("Move up in {list}").format(list=title))
        self.down_button = action(f"{name}_down", _("Down"), lambda: self.shift(1),
                                  _("Move down in {list}").format(list=title))
        buttons = row(self.add_button, self.remove_button, self.up_button, self.down_button, gap=STEP // 2)
        buttons.addStretch(1)
        self._box = column(self.empty, self.list, buttons)
        self.setLayout(self._box)

    def _show(self, keep: bool = False) -> None:
        line = self.list.currentRow() if keep else 0
        self.list.blockSignals(True)
        self.list.clear()
        for each in self._rows:
            self.list.addItem(QListWidgetItem(self._sentence(each)))
        self.list.setCurrentRow(min(max(line, 0), len(self._rows) - 1))
        self.list.blockSignals(False)
        self._fit()
        self._mark()
        self._show_current(self.list.currentRow())

    def _fit(self) -> None:
        many = len(self._rows)
        self.list.setVisible(many > 0)
        self.empty.setVisible(not many)
        for button, least in ((self.remove_button, 1), (self.up_button, 2), (self.down_button, 2)):
            button.setVisible(many >= least)
        most = _MOST_LINES * self.fontMetrics().lineSpacing()
        self.list.doItemsLayout()  # only what is laid out knows over how many lines a sentence runs
        needed = sum(self.list.visualItemRect(self.list.item(line)).height() for line in range(many))
        self.list.setFixedHeight(min(max(needed, self.fontMetrics().lineSpacing()), most) + 2 * self.list.frameWidth())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._panel is None:
            self._show_current(self.list.currentRow())
        QTimer.singleShot(0, whenever_alive(self, self._fit))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, whenever_alive(self, self._fit))  # the sentences break anew at another width

    def _mark(self) -> None:
        warning = self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning)
        for line in range(self.list.count()):
            item = self.list.item(line)
            item.setData(Qt.ItemDataRole.DecorationRole, warning if line in self._faults else None)

    def _show_current(self, line: int) -> None:
        chosen = 0 <= line < len(self._rows)
        if self._panel is not None:
            self._panel.setVisible(chosen)
        if chosen and (self._panel is not None or self.isVisible()):
            self.panel.fill(self._rows[line])
            self.panel.show_problems(self._faults.get(line, {}))

    def _take_current(self) -> None:
        line = self.list.currentRow()
        if 0 <= line < len(self._rows):
            self.panel.write_into(self._rows[line])
            self.list.item(line).setText(self._sentence(self._rows[line]))
            self.changed.emit()

    def _sentence(self, each: Row) -> str:
        told = row_text(self.field, each, self._kit.labels) or _("(nothing filled in yet)")
        source = str(each.get("source") or "")
        claim = any(inner.name == "basis" for inner in self.field.fields) and source
        return told + ("  —  " + _("according to {source}").format(
            source=called(source, self._kit.labels)) if claim else "")

    def _untouched(self, each: Row) -> bool:
        return each == blank_row(self.field.fields)
