"""The table model of every list: all ids, but the rows only of what has been on screen.

A cell that is not there yet is drawn empty and asked for; one question is asked for all cells missed in one painting.
Nothing here queries: the list that owns the model listens to `wanted` and brings the rows.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor

from casetracker.gui import theme
from casetracker.gui.models.columns import Column, Found, Row
from casetracker.gui.widgets.tips import tip
from casetracker.i18n import _

AnyIndex = QModelIndex | QPersistentModelIndex

# Plain ints: comparing with the enum costs more than all the rest of drawing a cell.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_TOP_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
_TOP_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

_BLOCK = 64
_MOST_ROWS_KEPT = 6000


class PagedModel(QAbstractTableModel):
    """Ids in the order the store gave them, rows as they come in."""

    wanted = Signal(object)
    """A list of ids whose rows are on screen but not here."""
    sort_wanted = Signal(str, bool)

    def __init__(self, columns: tuple[Column, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self.total = 0
        self.searched = False
        self.more = False
        self._ids: array[int] = array("q")
        self._rows: dict[int, Row] = {}
        # pk -> its place, so that nothing has to be looked for when the row comes
        self._asked: dict[int, int] = {}
        self._missing: dict[int, int] = {}
        self._teller = QTimer(self, interval=0, singleShot=True)
        self._teller.timeout.connect(self._ask)
        self._alignment = (_LEFT, _RIGHT)
        self._numeric = frozenset(place for place, column in enumerate(columns) if column.numeric)

    def show(self, found: Found) -> None:
        """Everything anew; whoever looks keeps their place by ids."""
        self.beginResetModel()
        self._ids = found.ids
        self.total = len(found.ids)
        self.more = found.more
        # While searching, the lower half of each row says where the words were found.
        self.searched = found.searched
        self._alignment = (_TOP_LEFT, _TOP_RIGHT) if found.searched else (_LEFT, _RIGHT)
        self._rows = {row.pk: row for row in found.rows}
        self._asked.clear()
        self._missing.clear()
        self.endResetModel()

    def take(self, rows: Sequence[Row]) -> None:
        """Rows that were asked for have come."""
        if len(self._rows) > _MOST_ROWS_KEPT:
            self._rows.clear()
        self._rows.update((row.pk, row) for row in rows)
        places = [self._asked.pop(row.pk) for row in rows if row.pk in self._asked]
        if places:
            self.dataChanged.emit(self.index(min(places), 0), self.index(max(places), len(self.columns) - 1))

    def pk(self, place: int) -> int | None:
        return self._ids[place] if 0 <= place < self.total else None

    def place(self, pk: int) -> int | None:
        """Where a record stands in the list."""
        try:
            return self._ids.index(pk)
        except ValueError:
            return None

    def row(self, place: int) -> Row | None:
        """The row if it is here; if not, it is on its way."""
        pk = self.pk(place)
        if pk is None:
            return None
        found = self._rows.get(pk)
        if found is None:
            self._miss(place)
        return found

    def slice(self, first: int, last: int) -> array[int]:
        return self._ids[max(0, first) : last + 1]

    def _miss(self, place: int) -> None:
        # A whole block is asked for, so that scrolling on finds rows already there.
        start = place - place % _BLOCK
        self._missing.update((pk, start + step) for step, pk in enumerate(self._ids[start : start + _BLOCK]))
        if not self._teller.isActive():
            self._teller.start()

    def _ask(self) -> None:
        new = {
            pk: place for pk, place in self._missing.items() if pk not in self._rows and pk not in self._asked
        }
        self._missing.clear()
        if new:
            self._asked.update(new)
            self.wanted.emit(list(new))

    def _tooltip(self, row: Row, column: int) -> str:
        text = row.cells[column]
        return tip(f"{text}\n{_('Withdrawn')}" if row.withdrawn else text)

    # Qt's own names from here on.

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008, Qt's signature
        return 0 if parent.isValid() else self.total

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008, Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        if role == _DISPLAY:
            row = self._rows.get(self._ids[index.row()])
            if row is not None:
                return row.cells[index.column()]
            self._miss(index.row())
            return None
        if role == _FOREGROUND:
            row = self._rows.get(self._ids[index.row()])
            return QColor(theme.colours().muted) if row is not None and row.withdrawn else None
        if role == ROW_ROLE:
            return self._rows.get(self._ids[index.row()])
        if role == _ALIGNMENT:
            return self._alignment[index.column() in self._numeric]
        if role == _TOOLTIP:
            row = self._rows.get(self._ids[index.row()])
            return self._tooltip(row, index.column()) if row is not None else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _DISPLAY:
            return _(self.columns[section].label)
        if role == _ALIGNMENT:
            return _RIGHT if section in self._numeric else _LEFT
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorting is the store's: this only says what is wished."""
        if 0 <= column < len(self.columns) and self.columns[column].sortable:
            self.sort_wanted.emit(self.columns[column].name, order == Qt.SortOrder.DescendingOrder)
