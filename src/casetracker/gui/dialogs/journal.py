"""The journal as a table, and what the chosen entry changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSplitter,
    QTableView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.dialogs.differences import Difference, differences
from casetracker.gui.widgets.basics import (
    calm_selection,
    column,
    heading,
    label,
    named,
    quiet,
    row,
    whenever_alive,
)
from casetracker.gui.widgets.buttons import action
from casetracker.gui.widgets.tips import tip
from casetracker.gui.widgets.wording import moment_text
from casetracker.i18n import N_, _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations
    from casetracker.services.history import Entry

AT_ONCE = 500
_COLUMNS: tuple[tuple[str, Callable[[Entry], str]], ...] = (
    (N_("No."), lambda entry: str(entry.sequence)), (N_("When"), lambda entry: moment_text(entry.at)),
    (N_("Who"), lambda entry: entry.who), (N_("What was done"), lambda entry: entry.what),
    (N_("Record"), lambda entry: entry.reference), (N_("Hash"), lambda entry: entry.hash[:12]))
_WHAT, _HASH = 3, 5


class EntryModel(QAbstractTableModel):
    """The entries as they were read, newest first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def fill(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(_COLUMNS[section][0])
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == _HASH:
            return self.entries[index.row()].hash
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            told = _COLUMNS[index.column()][1](self.entries[index.row()])
            return tip(told) if role == Qt.ItemDataRole.ToolTipRole else told
        return None


class Journal(Dialog):
    """Of one record, or of the whole store."""

    def __init__(self, ops: Operations, reference: str | None, parent: QWidget | None) -> None:
        title = _("Journal of {reference}").format(reference=reference) if reference else _("Journal")
        super().__init__("journal", title, parent,
                         _("What was done, by whom as entered, and when. Nothing in it can be changed or removed."),
                         QSize(1000, 700))
        self._ops, self._reference, self._limit = ops, reference, AT_ONCE
        self.model = EntryModel(self)
        self.table = self._make_table()
        self.changes = self._make_changes()
        self.told = named(label("", selectable=True), "journal_told")
        self.note = named(quiet(""), "journal_note")
        self.more_button = action("journal_more", _("Show older entries"), self._show_older)
        self._lay_out()
        self._read()

    def _lay_out(self) -> None:
        below = QWidget()
        below.setLayout(column(heading(_("What this entry changed")), self.told, self.note, self.changes))
        above = QWidget()
        line = row(self.more_button)
        line.addStretch(1)
        above.setLayout(column(self.table, line))
        split = named(QSplitter(Qt.Orientation.Vertical), "journal_split", _("Journal"))
        split.addWidget(above)
        split.addWidget(below)
        split.setChildrenCollapsible(False)
        split.setSizes([380, 260])
        self.add(split, 1)
        self.add_cancel(_("&Close")).setDefault(True)

    def _make_table(self) -> QTableView:
        table = named(QTableView(), "journal_entries", _("Journal entries"))
        table.setModel(self.model)
        calm_selection(table)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)
        head.setResizeContentsPrecision(0)  # by what is in sight: to measure hundreds of rows takes long
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.setWordWrap(False)
        table.selectionModel().currentRowChanged.connect(lambda now, _before: self._choose(now.row()))
        return table

    def _make_changes(self) -> QTableWidget:
        table = named(QTableWidget(0, 3), "journal_changes", _("What this entry changed"))
        table.setHorizontalHeaderLabels([_("Field"), _("Before"), _("After")])
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        calm_selection(table)
        table.setWordWrap(True)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head = table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return table

    def _read(self) -> None:
        from casetracker.services import history

        store, reference, limit = self._ops.store, self._reference, self._limit
        self._ops.read(lambda: history.entries(store, reference, limit=limit), whenever_alive(self, self._arrived),
                       whenever_alive(self, self.refused))

    def _arrived(self, entries: list[Entry]) -> None:
        self.model.fill(entries)
        self.more_button.setVisible(len(entries) >= self._limit)
        if entries:
            self.table.selectRow(0)
        self.table.setFocus()

    def _show_older(self) -> None:
        self._limit *= 2
        self._read()

    def _choose(self, line: int) -> None:
        if not 0 <= line < len(self.model.entries):
            return
        store, entry = self._ops.store, self.model.entries[line]
        self.told.setText(entry.what)  # the row may have no room for all of it
        self.told.setAccessibleName(entry.what)
        self._ops.read(lambda: differences(store, entry), whenever_alive(self, self._show_changes),
                       whenever_alive(self, self.refused), key=f"journal-{id(self)}")

    def _show_changes(self, found: list[Difference]) -> None:
        self.note.setText("" if found else _("It changed no field that can be shown; names of protected people are not."))
        self.note.setVisible(not found)
        self.changes.setRowCount(len(found))
        for line, difference in enumerate(found):
            for place, text in enumerate(difference):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                self.changes.setItem(line, place, item)
