"""The desk of one open store: where to go at the left, a list in the middle, the record at the right."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from casetracker.domain.shapes import kind_of_reference
from casetracker.gui.models.columns import Catalogue
from casetracker.gui.models.incidents import IncidentCatalogue
from casetracker.gui.models.records import RecordCatalogue
from casetracker.gui.navigation import PLACES, Navigation
from casetracker.gui.ops import Operations
from casetracker.gui.saved_searches import SavedSearches
from casetracker.gui.settings import Settings
from casetracker.gui.views.beside import Beside
from casetracker.gui.views.record_list import RecordList
from casetracker.gui.views.trail import Trail
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.views.table import RecordTable
    from casetracker.services.case_store import CaseStore

PAGE_LEAST = 384
"""The width of the narrowest page, in which each language can be read without scrolling sideways."""
_FIRST_SIZES, _FACETS_BESIDE = (572, 508), 240
_COUNT_REST_MILLISECONDS, _PAINTED_MILLISECONDS = 400, 30


class Desk(QWidget):
    """Puts the parts side by side and lets each speak through signals; it knows no record itself."""

    moved = Signal()
    """Another list, another record or another selection: what can be done may be something else now."""
    new_wanted = Signal()
    menu_wanted = Signal(QPoint)
    amend_wanted = Signal(str)
    facets_wanted = Signal(bool)
    begun = Signal()
    """The first list is there: whatever else is asked of the store has its turn."""

    def __init__(self, ops: Operations, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "desk", _("Desk"))
        self.ops = ops
        self._settings = settings
        self._lists: dict[str, RecordList] = {}
        self._withdrawn = self._begun = False
        self.came_from: list[str] = []
        self.trail = Trail(self)
        self.navigation = Navigation()
        self.saved = SavedSearches(self)
        self._list_stack = named(QStackedWidget(), "lists", _("Lists"))
        self._beside = Beside(ops)
        self._beside.open_requested.connect(self.open)
        self._recount = QTimer(self, interval=_COUNT_REST_MILLISECONDS, singleShot=True)
        self._recount.timeout.connect(self._count)
        self._build()
        self.begun.connect(self.saved.look)
        self.navigation.went.connect(self._go)
        ops.changed.connect(lambda _change, _initiator: self._recount.start())
        self.navigation.go("incident")

    def _build(self) -> None:
        self._splitter = named(QSplitter(Qt.Orientation.Horizontal), "desk-splitter", _("Panes"))
        panes = (self.navigation, self._list_stack, self._beside)
        for pane in panes:
            self._splitter.addWidget(pane)
        # A splitter puts each new pane below the others; a screen reader goes from the lowest up.
        for part in (*panes, *(self._splitter.handle(place) for place in range(1, len(panes)))):
            part.raise_()
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for place, stretch in enumerate((0, 3, 2)):
            self._splitter.setStretchFactor(place, stretch)
        sizes = (_FIRST_SIZES[0] + (_FACETS_BESIDE if self._settings.facets_shown else 0), _FIRST_SIZES[1])
        self._splitter.setSizes((self.navigation.sizeHint().width(), *sizes))
        self._splitter.restoreState(self._settings.layout("desk"))
        self.navigation.setMinimumWidth(152)
        self.navigation.setMaximumWidth(320)
        self._beside.setMinimumWidth(PAGE_LEAST)
        self.show_navigation(self._settings.navigation_shown)
        self.show_page(self._settings.page_shown)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)

    # Where we are.

    @property
    def shown_list(self) -> RecordList:
        shown = self._list_stack.currentWidget()
        assert isinstance(shown, RecordList)
        return shown

    @property
    def kind(self) -> str:
        return self.shown_list.kind

    def current_reference(self) -> str:
        return self.shown_list.current_reference()

    def go(self, kind: str) -> None:
        self.navigation.go(kind)

    def _go(self, kind: str) -> None:
        search = self.saved.find(kind)
        if search is not None:
            self._show_list("incident")
            self.shown_list.search.setText(search.query)
        else:
            self._show_list(kind)

    def _show_list(self, kind: str) -> None:
        if kind not in self._lists:
            self._lists[kind] = self._new_list(kind)
        shown = self._lists[kind]
        keyboard_stays = self.navigation.hasFocus()
        shown.show_withdrawn(self._withdrawn)
        self._list_stack.setCurrentWidget(shown)
        if not keyboard_stays:
            shown.enter()
        self._show_record(shown.current_reference())
        self.moved.emit()

    def _new_list(self, kind: str) -> RecordList:
        made = RecordList(self.ops, _catalogue(self.ops.store, kind), self._settings)
        made.current_changed.connect(lambda reference: self._on_current(made, reference))
        made.opened.connect(self.amend_wanted)
        made.new_wanted.connect(self.new_wanted)
        made.menu_wanted.connect(self.menu_wanted)
        made.selection_changed.connect(self.moved)
        made.counted.connect(self._on_counted)
        self._list_stack.addWidget(made)
        if kind == "incident":
            made.search.textChanged.connect(self._on_search_typed)
            made.facets_wanted.connect(self.facets_wanted)
        return made

    def search_text(self) -> str:
        """What is looked for among the incidents; empty where another list is shown."""
        return self.shown_list.search.text() if self.kind == "incident" else ""

    def _on_search_typed(self, text: str) -> None:
        """A saved search is marked only as long as it is the one that is looked for."""
        search = self.saved.find(self.navigation.marked)
        if search is not None and text != search.query:
            self.navigation.mark("incident")
        self.moved.emit()

    def _on_current(self, which: RecordList, reference: str) -> None:
        if which is self._list_stack.currentWidget():
            self._show_record(reference)

    def _on_counted(self) -> None:
        # The first list is painted before anything is counted for the navigation.
        self._recount.start()
        self.moved.emit()
        if not self._begun:
            self._begun = True
            QTimer.singleShot(_PAINTED_MILLISECONDS, self, self.begun.emit)

    # The record beside the list.

    def _show_record(self, reference: str) -> None:
        self.trail.pass_by(reference)
        self._beside.show_record(reference)

    def open(self, reference: str) -> None:
        """Go to a record wherever it is kept, and remember where from."""
        if self.current_reference():
            self.came_from.append(self.current_reference())
            self.trail.remember(self.current_reference())
        self.trail.remember(reference)
        self._open(reference)

    def back(self) -> None:
        if self.came_from:
            self._open(self.came_from.pop())

    def _open(self, reference: str) -> None:
        kind = kind_of_reference(reference)
        if kind not in {place.kind for place in PLACES}:
            return
        store = self.ops.store
        self.ops.read(lambda: _pk(store, reference), lambda pk: self._arrive(kind, pk, reference), key="open")

    def _arrive(self, kind: str, pk: int, reference: str) -> None:
        self.go(kind)
        self.shown_list.go_to(pk, reference)

    # What is meant by a command.

    def with_selected(self, then: Callable[[array[int]], object]) -> None:
        """Calls with the selected records in the order of the list, or with the one the keyboard is on where none is
        selected; at once, unless all are selected and not all are known yet."""
        shown = self.shown_list
        shown.when_chosen(lambda: then(_chosen(shown.table)))

    def with_references(self, then: Callable[[list[str]], object]) -> None:
        """Calls with the references of all selected records, in the order of the list."""
        store, kind = self.ops.store, self.kind
        self.with_selected(lambda pks: self.ops.read(lambda: _references(store, kind, pks), then, key="selected"))

    def show_withdrawn(self, on: bool) -> None:
        self._withdrawn = on
        self.shown_list.show_withdrawn(on)

    def show_navigation(self, on: bool) -> None:
        self.navigation.setVisible(on)

    def show_page(self, on: bool) -> None:
        self._beside.setVisible(on)

    def show_facets(self, on: bool) -> None:
        for shown in self._lists.values():
            shown.show_facets(on)

    def clear_facets(self) -> None:
        """All that is chosen beside the list of incidents."""
        narrowing = self.shown_list.narrowing
        if narrowing is not None:
            narrowing.clear()

    def narrows(self) -> bool:
        """Whether anything is chosen beside the list that is shown."""
        narrowing = self.shown_list.narrowing
        return narrowing is not None and narrowing.is_on

    def redraw(self) -> None:
        """Pictures and palettes that were made in the colours of before."""
        self._beside.redraw()
        for shown in self._lists.values():
            shown.redraw()

    def reload(self) -> None:
        for shown in self._lists.values():
            shown.reload()

    def _count(self) -> None:
        store = self.ops.store
        self.ops.read(lambda: _counts(store), self.navigation.show_counts, key="counts")

    def keep_layout(self) -> None:
        self._settings.keep_layout("desk", self._splitter.saveState())
        for shown in self._lists.values():
            shown.keep_layout()


def _chosen(table: RecordTable) -> array[int]:
    current = table.current_pk()
    return table.selected_pks() or array("q", [] if current is None else [current])


def _catalogue(store: CaseStore, kind: str) -> Catalogue:
    return IncidentCatalogue(store) if kind == "incident" else RecordCatalogue(store, kind)


def _counts(store: CaseStore) -> Mapping[str, int]:
    from casetracker.services import record_lists

    return record_lists.counts(store)


def _references(store: CaseStore, kind: str, pks: array[int]) -> list[str]:
    from casetracker.services import lookup

    return lookup.references(store, kind, pks)


def _pk(store: CaseStore, reference: str) -> int:
    from casetracker.services import lookup

    return lookup.place_of(store, reference)[1]
