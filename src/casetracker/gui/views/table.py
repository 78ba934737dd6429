"""The table of a list: whole rows of one height, columns to move and hide, a place that is kept by ids."""

from __future__ import annotations

from array import array

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractSlider, QHeaderView, QMenu, QTableView, QWidget

from casetracker.gui import theme
from casetracker.gui.models.paged import PagedModel
from casetracker.gui.views.delegates import (
    EDGE,
    StatusDelegate,
    TitleDelegate,
    draw_line,
    lines_of,
    row_height,
)
from casetracker.gui.views.kept import MOST_STRETCHES, Kept, joined, stretches
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _

_BAR = 3
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)
_DELEGATES = {"status": StatusDelegate, "title": TitleDelegate}
_FEW = 40  # so many are looked for one by one


class RecordTable(QTableView):
    """Shows a `PagedModel`. It holds no record and asks for none."""

    current_changed = Signal()
    opened = Signal()
    all_selected = Signal()

    def __init__(self, model: PagedModel, name: str, accessible: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name, accessible)
        self.paged = model
        self._brought = False
        # Before the model is set: afterwards every row would be measured again.
        self._set_up_rows()
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._set_up_columns()
        self.selectionModel().currentRowChanged.connect(lambda _now, _before: self.current_changed.emit())
        self.selectionModel().selectionChanged.connect(lambda _now, _before: self.current_changed.emit())

    def _set_up_rows(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(row_height(self.font()))
        rows.setDefaultSectionSize(row_height(self.font()))

    def _set_up_columns(self) -> None:
        header = self.horizontalHeader()
        named(header, f"{self.objectName()}-columns", _("Columns"))
        # A selection of its own, always empty: headings would ask of every row whether it is selected.
        header.setSelectionModel(QItemSelectionModel(self.paged, header))
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setMinimumSectionSize(48)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer_columns)
        for place, column in enumerate(self.paged.columns):
            self.setColumnWidth(place, column.width)
            self.setColumnHidden(place, not column.shown)
            if column.name in _DELEGATES:
                self.setItemDelegateForColumn(place, _DELEGATES[column.name](self))

    def show_sorted_by(self, name: str, descending: bool) -> None:
        """Marks the column without asking for the order again, then listens to clicks."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        places = [place for place, column in enumerate(self.paged.columns) if column.name == name]
        self.horizontalHeader().setSortIndicator(places[0] if places else -1, order)
        self.setSortingEnabled(True)

    def fill_columns_menu(self, menu: QMenu) -> None:
        """One entry for each column, to show or hide it; the last one shown stays."""
        shown = sum(not self.isColumnHidden(place) for place in range(len(self.paged.columns)))
        for place, column in enumerate(self.paged.columns):
            action = menu.addAction(_(column.label))
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(place))
            action.setEnabled(shown > 1 or self.isColumnHidden(place))
            action.toggled.connect(lambda on, at=place: self.setColumnHidden(at, not on))

    def _offer_columns(self, where: QPoint) -> None:
        menu = named(QMenu(self), "columns-menu", _("Columns"))
        self.fill_columns_menu(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(where))

    def restore_columns(self, state: QByteArray) -> None:
        if not state.isEmpty():
            self.horizontalHeader().restoreState(state)

    def make_room(self, searched: bool) -> None:
        """Two lines for the cells, or one for them and one for what a search found."""
        self.setWordWrap(not searched)

    # Where someone is.

    def current_pk(self) -> int | None:
        return self.paged.pk(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def selected_count(self) -> int:
        return sum(part.height() for part in self.selectionModel().selection().toList())

    def selected_pks(self) -> array[int]:
        """The selected records, in the order of the list. Ranges are read, never an index for each row."""
        found, below = array("q"), 0
        for part in sorted(self.selectionModel().selection().toList(), key=lambda part: part.top()):
            found.extend(self.paged.slice(max(part.top(), below), part.bottom()))
            below = max(below, part.bottom() + 1)
        return found

    def visible_pks(self) -> list[int]:
        if not self.paged.total:
            return []
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        return self.paged.slice(first, last if last >= 0 else first + 80).tolist()

    def keep(self) -> Kept:
        top = self.paged.pk(self.rowAt(0)) if self.verticalScrollBar().value() else None
        return Kept(self.current_pk(), self.selected_pks(), top)

    def put_back(self, kept: Kept) -> None:
        """Back to the same records, whatever now stands above them."""
        if kept.top is not None and (top := self.paged.place(kept.top)) is not None:
            self.scrollTo(self.paged.index(top, 0), QAbstractItemView.ScrollHint.PositionAtTop)
        current = self.paged.place(kept.current) if kept.current is not None else None
        if current is not None:
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.setAutoScroll(False)  # the row of the keyboard may be far from what is looked at
            self.selectionModel().setCurrentIndex(self.paged.index(current, self._first_column()), flag)
            self.setAutoScroll(True)
        self._select(self._stretches(kept.selected))

    def _stretches(self, pks: array[int]) -> list[tuple[int, int]]:
        if len(pks) > _FEW:
            return stretches(self.paged.slice(0, self.paged.total - 1), pks)
        return joined(sorted(place for pk in pks if (place := self.paged.place(pk)) is not None))

    def _select(self, parts: list[tuple[int, int]]) -> None:
        chosen = QItemSelection()
        for first, last in parts if len(parts) <= MOST_STRETCHES else ():
            chosen.select(self.paged.index(first, 0), self.paged.index(last, len(self.paged.columns) - 1))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def go_to(self, place: int) -> None:
        """Select one record and bring it into view."""
        index = self.paged.index(place, self._first_column())
        self._brought = True
        self.setCurrentIndex(index)  # and not the selection model's, for from here Shift selects on
        self._brought = False
        self.scrollTo(index)

    def _select_on_to(self, place: int) -> None:
        """Everything from where the selecting began to that record."""
        row = self.currentIndex().row()
        ends = [(part.top(), part.bottom()) for part in self.selectionModel().selection().toList()
                if row in (part.top(), part.bottom())]
        start = sum(ends[0]) - row if ends else row  # the other end, where the keyboard is at one
        self.go_to(start)
        self._select([(min(start, place), max(start, place))])
        index = self.paged.index(place, self._first_column())
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _first_column(self) -> int:
        header = self.horizontalHeader()
        order = [header.logicalIndex(at) for at in range(header.count())]
        return next((place for place in order if not self.isColumnHidden(place)), 0)

    # Qt's own names from here on.

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None,
    ) -> QItemSelectionModel.SelectionFlag:
        """Whoever is brought to a record selects that alone, whatever keys are held meanwhile."""
        if self._brought:
            return QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        return super().selectionCommand(index, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers()
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif plain and key in _ENDS and self.paged.total:
            self.go_to(0 if key == Qt.Key.Key_Home else self.paged.total - 1)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and key in _ENDS and self.currentIndex().isValid():
            self._select_on_to(0 if key == Qt.Key.Key_Home else self.paged.total - 1)
        elif plain and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = QAbstractSlider.SliderAction
            bar = self.horizontalScrollBar()
            bar.triggerAction(step.SliderSingleStepSub if key == Qt.Key.Key_Left else step.SliderSingleStepAdd)
        else:
            super().keyPressEvent(event)

    def selectAll(self) -> None:
        super().selectAll()
        self.all_selected.emit()

    def scrollTo(
        self, index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Up and down only: going to a row must not push the first columns out of sight."""
        across = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        self.horizontalScrollBar().setValue(across)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self.viewport()) as painter:
            if self.paged.searched:
                self._paint_found(painter)
            if self.currentIndex().isValid():
                self._paint_bar(painter)

    def _paint_found(self, painter: QPainter) -> None:
        """Under the cells of each row, across all columns: where the search found its words."""
        painter.setPen(QColor(theme.colours().muted))
        last = self.rowAt(self.viewport().height() - 1)
        for place in range(max(0, self.rowAt(0)), (last if last >= 0 else self.paged.total - 1) + 1):
            row = self.paged.row(place)
            if row is not None and row.found:
                whole = QRect(EDGE, self.rowViewportPosition(place), self.viewport().width() - 2 * EDGE, 0)
                draw_line(painter, lines_of(whole, painter.fontMetrics().height())[1], row.found, row.found_marks)

    def _paint_bar(self, painter: QPainter) -> None:
        """The bar says which row the keyboard is on; its colour says whether the keyboard is here."""
        row = self.visualRect(self.currentIndex().siblingAtColumn(self._first_column()))
        shown = theme.colours()
        colour = QColor(shown.accent if self.hasFocus() else shown.disabled)
        painter.fillRect(0, row.top(), _BAR, row.height(), colour)
