"""One kind of record as a list: search, facets, table, and a word where there is nothing to show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from casetracker.domain.shapes import shape_of
from casetracker.gui import theme
from casetracker.gui.models.columns import Catalogue, Found, Row, Wish
from casetracker.gui.models.paged import PagedModel
from casetracker.gui.narrowing import Narrowing
from casetracker.gui.ops import Operations
from casetracker.gui.settings import Settings
from casetracker.gui.views.facet_panes import FacetPanes, facets_button
from casetracker.gui.views.list_empty import ListEmpty
from casetracker.gui.views.list_reading import ListReading
from casetracker.gui.views.search_bar import SearchBox
from casetracker.gui.views.search_help import SearchHint
from casetracker.gui.views.table import RecordTable
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.services.changes import ChangeSet

_COALESCE_MILLISECONDS = 60
_NARROWEST = 320


class RecordList(QFrame):
    """Asks a catalogue for ids and rows in a reading thread and keeps everyone's place when they come."""

    current_changed = Signal(str)
    """The reference of the record to be shown beside the list; empty if there is none."""
    opened = Signal(str)
    new_wanted = Signal()
    menu_wanted = Signal(QPoint)
    selection_changed = Signal()
    counted = Signal()
    facets_wanted = Signal(bool)

    def __init__(
        self, ops: Operations, catalogue: Catalogue, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.kind = catalogue.kind
        self._ops = ops
        self._settings = settings
        self._shape = shape_of(self.kind)
        named(self, "list-pane", _(self._shape.plural))
        self.setMinimumWidth(_NARROWEST)
        self.reading = ListReading(ops, catalogue, self)
        self._announced: str | None = None
        self._awaited: tuple[int, str] | None = None
        self._all_meant = False
        self._behind = True
        """What is shown is not what is stored, and nobody looks at it."""
        self.model = PagedModel(catalogue.columns, self)
        self.table = RecordTable(self.model, f"{self.kind}-table", _(self._shape.plural), self)
        self._build()
        self._connect()
        self._stale = QTimer(self, interval=_COALESCE_MILLISECONDS, singleShot=True)
        self._stale.timeout.connect(self.reload)

    def _build(self) -> None:
        self.search = SearchBox(_("Search {what}").format(what=_(self._shape.plural).lower()), self)
        self.hint = SearchHint(self)
        self.narrowing = Narrowing(self._ops, self.search, self._settings, self) if self.kind == "incident" else None
        self._empty = ListEmpty(self.kind, self)
        self._body = named(QStackedWidget(), f"{self.kind}-body", _(self._shape.plural))
        self._body.addWidget(self.table)
        self._body.addWidget(self._empty)
        top = QVBoxLayout()
        top.setContentsMargins(theme.GRID * 3 // 2, theme.GRID * 3 // 2, theme.GRID * 3 // 2, theme.GRID)
        top.setSpacing(theme.GRID)
        top.addLayout(self._search_line())
        top.addWidget(self.hint)
        if self.narrowing is not None:
            top.addWidget(self.narrowing.chips)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self._beside_facets(), 1)
        if self.narrowing is not None:
            for one, other in pairwise((self._facets, self.search, self.narrowing.chips, self.narrowing.panel, self.table)):
                self.setTabOrder(one, other)
        self.table.restore_columns(self._settings.layout(f"columns-{self.kind}"))
        self.table.show_sorted_by(self.reading.sort, self.reading.descending)

    def _search_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.GRID // 2)
        if self.narrowing is not None:
            self._facets = facets_button()
            self._facets.clicked.connect(self.facets_wanted)
            line.addWidget(self._facets)
        line.addWidget(self.search, 1)
        return line

    def _beside_facets(self) -> QWidget:
        """The table, and for incidents the facets at its left."""
        self._panes = FacetPanes(self.narrowing.panel, self._body, self._settings) if self.narrowing is not None else None
        self.show_facets(self._settings.facets_shown)
        return self._panes or self._body

    def show_facets(self, on: bool) -> None:
        if self.narrowing is not None and self._panes is not None:
            self._facets.setChecked(on)
            self.narrowing.show_panel(on)
            self.setMinimumWidth(max(_NARROWEST, self._panes.narrowest(on)))

    def _connect(self) -> None:
        self.reading.found.connect(self._show)
        self.reading.rows_came.connect(self._take)
        self.model.wanted.connect(self.reading.ask_rows)
        self.model.sort_wanted.connect(self._sort_by)
        self.search.searched.connect(lambda _text: self.reload())
        fields = self.kind == "incident"  # other lists have none to ask for
        self.search.searched.connect(lambda text: self.hint.look_at(text, fields))
        self.search.left.connect(self.enter)
        self.table.current_changed.connect(self._announce)
        self.table.all_selected.connect(self._mean_all)
        self.table.opened.connect(lambda: self.opened.emit(self.current_reference()))
        self.table.customContextMenuRequested.connect(
            lambda where: self.menu_wanted.emit(self.table.viewport().mapToGlobal(where))
        )
        self._empty.clear_wanted.connect(self.clear_all)
        self._empty.new_wanted.connect(self.new_wanted)
        self._ops.changed.connect(self._on_change)
        if self.narrowing is not None:
            self.narrowing.left.connect(self.enter)
            self.narrowing.clear_with_escape(self.table)

    # What is shown.

    def wish(self) -> Wish:
        return self.reading.wish(self.search.text())

    def reload(self) -> None:
        """Everything anew from the store, with the rows that are on screen."""
        wish, self._behind = self.wish(), False
        # Only another question may be answered with its first page first; whoever keeps their place wants all of it.
        new = wish != self.reading.shown if wish.narrows else not self.model.total
        self._ask(wish, hasty=new and self._awaited is None)

    def _ask(self, wish: Wish, hasty: bool) -> None:
        self.reading.ask(wish, self.table.visible_pks(), hasty)

    def _show(self, wish: Wish, found: Found) -> None:
        kept = self.table.keep()
        all_of_more = self._all_meant = self._means_all_of_more() and self.reading.of_the_same(wish)
        self.model.show(found)
        self.table.make_room(found.searched)
        self.table.put_back(kept)
        if self._awaited is not None:
            self._arrive(*self._awaited)
        elif self.table.current_pk() is None and found.ids:
            self.table.go_to(0)
        elif wish != self.reading.shown:
            self.table.scrollTo(self.table.currentIndex())
        if all_of_more:  # whoever selected all while the rest was on its way meant all
            self.table.selectAll()
        self._body.setCurrentWidget(self.table if found.ids else self._empty)
        self._empty.explain(wish, self.narrowing is not None and self.narrowing.is_on, self._ops.store.read_only)
        self.reading.answered(wish, found.more)
        self._announce()
        self.counted.emit()
        if found.more:
            self._ask(wish, hasty=False)
        elif self.narrowing is not None:
            self.narrowing.count(wish)

    def _arrive(self, pk: int, reference: str) -> None:
        """The record that was waited for is selected; if the list does not hold it, it is shown all the same."""
        self._awaited = None
        place = self.model.place(pk)
        if place is not None:
            self.table.go_to(place)
        elif reference:
            self.table.clearSelection()
            self._announced = reference
            self.current_changed.emit(reference)

    def _means_all_of_more(self) -> bool:
        """Whether everything is selected while the rest of it is still on its way."""
        return self._all_meant and self.model.more and self.table.selected_count() == self.model.total

    def _mean_all(self) -> None:
        self._all_meant = True

    def _take(self, rows: Sequence[Row]) -> None:
        self.model.take(rows)
        self._announce()

    def _sort_by(self, name: str, descending: bool) -> None:
        reading = self.reading
        if (name, descending) != (reading.sort, reading.descending):
            reading.sort, reading.descending = name, descending
            self.reload()

    def show_withdrawn(self, on: bool) -> None:
        if on != self.reading.withdrawn:
            self.reading.withdrawn = on
            self.reload()

    def _on_change(self, change: ChangeSet, initiator: object) -> None:
        """Rows may have changed, come or gone; a list nobody looks at waits until somebody does."""
        if not change.pks:
            return
        mine = list(change.pks.get(self.kind, ()))
        if initiator is not None and len(mine) == 1 and self.model.place(mine[0]) is None:
            self._awaited = (mine[0], "")
        if self.isVisible():
            self._stale.start()
        else:
            self._behind = True

    # Who is meant.

    def current_row(self) -> Row | None:
        index = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def current_reference(self) -> str:
        row = self.current_row()
        return row.reference if row is not None else ""

    def go_to(self, pk: int, reference: str) -> None:
        """Select that record; what a search or a filter hides it by gives way."""
        if self.model.place(pk) is not None:
            self._arrive(pk, reference)
            return
        self._awaited = (pk, reference)
        self.clear_all()
        self.reload()

    def when_chosen(self, call: Callable[[], object]) -> None:
        """Calls once everything that is selected is known: where all is, when the rest of it has come."""
        if self._means_all_of_more():
            self.reading.when_whole(call)
        else:
            call()

    def enter(self) -> None:
        """The keyboard goes to the rows."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.table.currentIndex().isValid() and self.model.total:
            self.table.go_to(0)

    def search_here(self) -> None:
        """The keyboard goes to the search box, whose words are there to be typed over."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def clear_all(self) -> None:
        self.search.clear()

    def _announce(self) -> None:
        self.selection_changed.emit()
        row = self.current_row()
        if row is None and self.table.currentIndex().isValid():
            return  # on its way; `_take` comes back here
        reference = row.reference if row is not None else ""
        if reference != self._announced:
            self._announced = reference
            self.current_changed.emit(reference)

    def redraw(self) -> None:
        self._empty.redraw()

    def keep_layout(self) -> None:
        self._settings.keep_layout(f"columns-{self.kind}", self.table.horizontalHeader().saveState())
        if self._panes is not None:
            self._panes.keep_layout()

    # Qt's own names from here on.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._behind:
            self.reload()
