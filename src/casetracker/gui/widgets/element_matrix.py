"""The matrix of an allegation: a row for each element, what speaks for and against it, its assessment and its note.

A click or Enter on a cell works on it; arrows move between cells, Tab leaves the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from casetracker.domain.vocabulary import ELEMENT_ASSESSMENT
from casetracker.gui.widgets.basics import calm_selection, named
from casetracker.gui.widgets.element_cells import GAP_ROLE, REMARK_ROLE, CellDelegate
from casetracker.i18n import _

ELEMENT, FOR, AGAINST, ASSESSMENT, NOTE = range(5)
SIDES = {FOR: "for", AGAINST: "against"}
_SHARES = (30, 25, 17, 13, 15)
"""How the width is dealt out, in hundredths."""

Row = Mapping[str, Any]


class ElementMatrix(QTableWidget):
    """As tall as its rows, so that only the page scrolls."""

    chosen = Signal(str, int)
    """(code of the element, column) that a person wants to work on."""

    def __init__(self, reference: str, rows: list[Row], parent: QWidget | None = None) -> None:
        super().__init__(len(rows), len(_SHARES), parent)
        named(self, f"matrix_{reference}", _("Elements of {reference}").format(reference=reference))
        self._codes = [str(row["element"]) for row in rows]
        self._cells = CellDelegate(self)
        self.setItemDelegate(self._cells)
        self.setHorizontalHeaderLabels([_("Element"), _("For"), _("Against"), _("Assessment"), _("Note")])
        self._dress()
        for line, row in enumerate(rows):
            for column, (text, remark) in enumerate(_texts(row)):
                self.setItem(line, column, _item(text, remark, bool(row["gap"]) and column == FOR))
        self.cellClicked.connect(self._choose)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not event.modifiers():
            self._choose(self.currentRow(), self.currentColumn())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls, not the table."""
        event.ignore()

    def index_of(self, element: str, column: int) -> QModelIndex:
        return self.model().index(self._codes.index(element), column)

    def _choose(self, row: int, column: int) -> None:
        if 0 <= row < len(self._codes):
            self.chosen.emit(self._codes[row], column)

    def _dress(self) -> None:
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        calm_selection(self)

    def _fit(self) -> None:
        """Columns by their shares, rows by their text, the whole by its rows."""
        room = self.viewport().width()
        for column, share in enumerate(_SHARES):
            self.setColumnWidth(column, room * share // 100)
        for line in range(self.rowCount()):
            self.setRowHeight(line, max(self._cells.height_of(self.model().index(line, column), self.columnWidth(column))
                                        for column in range(len(_SHARES))))
        tall = self.horizontalHeader().sizeHint().height() + sum(map(self.rowHeight, range(self.rowCount())))
        if tall + 2 * self.frameWidth() != self.height():
            self.setFixedHeight(tall + 2 * self.frameWidth())


def _texts(row: Row) -> tuple[tuple[str, str], ...]:
    """What each cell says, and its remark."""
    return (_element(row), (_side(row, "for"), ""), (_side(row, "against"), ""),
            _assessment(row), (str(row["note"] or ""), ""))


def _assessment(row: Row) -> tuple[str, str]:
    if row["assessment"] is None:
        return "", _("not assessed")
    return ELEMENT_ASSESSMENT.label(row["assessment"]), str(row["assessed_by"] or "")


def _element(row: Row) -> tuple[str, str]:
    remarks = [str(row["pointer"])]
    if row["one_of"]:
        remarks.append(_("one of several alternatives"))
    if row["versions"]:
        remarks.append(_("only: {versions}").format(versions=", ".join(row["versions"])))
    return str(row["label"]), " · ".join(part for part in remarks if part)


def _side(row: Row, side: str) -> str:
    told = [entry_text(entry) for entry in row[side]]
    if side == "for" and row["gap"]:
        told.append(_("Gap: nothing yet"))
    return "\n".join(told)


def entry_text(entry: Row) -> str:
    """An item or a claim on one side of an element, with who says so and where."""
    source = _("according to {source}").format(source=entry["source"]) if entry["source"] else ""
    return " · ".join(part for part in (entry["evidence"], entry["label"], source, entry["locator"], entry["note"]) if part)


def _item(text: str, remark: str, gap: bool) -> QTableWidgetItem:
    made = QTableWidgetItem(text)
    made.setData(REMARK_ROLE, remark)
    made.setData(GAP_ROLE, gap)
    made.setData(Qt.ItemDataRole.AccessibleTextRole, "\n".join(part for part in (text, remark) if part))
    return made
