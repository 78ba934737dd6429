"""The saved searches of one desk: shown in the navigation, counted at rest, gone to, and looked after.

Each is counted in a reading thread, one after another; a change of the store begins the counting anew.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from casetracker.domain.saved_searches import as_text
from casetracker.domain.shapes import SAVED_SEARCH
from casetracker.gui.navigation import COUNTING
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.dialogs.base import Dialog
    from casetracker.gui.views.desk import Desk
    from casetracker.services.case_store import CaseStore
    from casetracker.services.changes import ChangeSet
    from casetracker.services.saved_searches import SavedSearch

_REST_MILLISECONDS = 900
_SLOW_MILLISECONDS = 300
_KEY, _COUNT_KEY = "saved-searches", "saved-search-count"


class SavedSearches(QObject):
    """Knows what is saved; what is done with it goes through the services like everything else."""

    removed = Signal(object, str)
    """The change that took one away, and its name."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.known: list[SavedSearch] = []
        self._waiting: list[SavedSearch] = []
        self._rest = QTimer(self, interval=_REST_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(self._count)
        self._slow = QTimer(self, interval=_SLOW_MILLISECONDS, singleShot=True)
        self._slow.timeout.connect(self._tell_counting)
        desk.ops.changed.connect(self._on_change)
        desk.navigation.menu_wanted.connect(self._offer_menu)

    def look(self) -> None:
        """Read what is saved, and count it; for the first time once the first list has been painted."""
        store = self._desk.ops.store
        self._desk.ops.read(lambda: _listed(store), self._show, key=_KEY)

    def _on_change(self, change: ChangeSet, _initiator: object) -> None:
        if SAVED_SEARCH.kind in change.pks:
            self.look()
        elif change.pks and self.known:
            self._rest.start()

    def _show(self, found: list[SavedSearch]) -> None:
        self.known = found
        self._desk.navigation.show_searches(found)
        self._count()

    # How many incidents each finds.

    def _count(self) -> None:
        self._rest.stop()
        self._waiting = list(self.known)
        self._slow.start()
        self._count_next()

    def _count_next(self) -> None:
        if not self._waiting:
            self._slow.stop()
            return
        store, search = self._desk.ops.store, self._waiting[0]
        self._desk.ops.read(lambda: _counted(store, search.query), partial(self._counted, search), key=_COUNT_KEY)

    def _counted(self, search: SavedSearch, count: int) -> None:
        self._waiting = [each for each in self._waiting if each.reference != search.reference]
        self._desk.navigation.show_count(search.reference, count)
        self._count_next()

    def _tell_counting(self) -> None:
        """A number that no longer holds is not shown while the new one is awaited."""
        for each in self._waiting:
            self._desk.navigation.show_count(each.reference, COUNTING)

    # What is done with one.

    def find(self, reference: str) -> SavedSearch | None:
        return next((each for each in self.known if each.reference == reference), None)

    def save(self) -> Dialog:
        """Ask for a name under which the present search is kept."""
        from casetracker.gui.dialogs.saved_search import NameSearch

        return _opened(NameSearch(self._desk.ops, self._desk.search_text(), None, self._desk))

    def rename(self, search: SavedSearch) -> Dialog:
        from casetracker.gui.dialogs.saved_search import NameSearch

        return _opened(NameSearch(self._desk.ops, search.query, search, self._desk))

    def paste(self) -> Dialog:
        """Take in searches that somebody handed on as text."""
        from casetracker.gui.dialogs.saved_search import PasteSearches

        return _opened(PasteSearches(self._desk.ops, self._desk))

    def copy(self, searches: list[SavedSearch]) -> None:
        QGuiApplication.clipboard().setText(as_text(searches))
        self._desk.ops.noticed.emit(_("Copied as text."))

    def change(self, search: SavedSearch) -> None:
        """Let its name stand for what is in the search box."""
        ops, query = self._desk.ops, self._desk.search_text()
        ops.run(lambda: _changed(ops.store, search.reference, query), initiator=self,
                success=lambda done: ops.noticed.emit(done.description) if done else None)

    def remove(self, search: SavedSearch) -> None:
        ops = self._desk.ops
        ops.run(lambda: _removed(ops.store, search.reference), initiator=self,
                success=lambda done: self.removed.emit(done, search.name))

    def _offer_menu(self, reference: str, where: QPoint) -> None:
        menu = self.menu(reference)
        if not menu.isEmpty():
            menu.popup(where)

    def menu(self, reference: str) -> QMenu:
        """What can be done with one saved search, or with all of them (an empty reference)."""
        menu = named(QMenu(self._desk), "saved-search-menu", _(SAVED_SEARCH.label))
        menu.aboutToHide.connect(menu.deleteLater)
        search, writable = self.find(reference), not self._desk.ops.store.read_only
        if search is not None:
            if writable:
                menu.addAction(_("&Rename…"), partial(self.rename, search))
                present = menu.addAction(_("&Change to the present search"), partial(self.change, search))
                present.setEnabled(self._desk.search_text().strip() not in ("", search.query))
            menu.addAction(_("C&opy as text"), partial(self.copy, [search]))
            if writable:
                menu.addSeparator()
                menu.addAction(_("Re&move"), partial(self.remove, search))
        else:
            menu.addAction(_("Copy &all as text"), partial(self.copy, self.known))
            if writable:
                menu.addAction(_("&Take in from text…"), self.paste)
        return menu


def _opened(dialog: Dialog) -> Dialog:
    dialog.open()
    return dialog


def _listed(store: CaseStore) -> list[SavedSearch]:
    from casetracker.services import saved_searches

    return saved_searches.listed(store)


def _counted(store: CaseStore, query: str) -> int:
    from casetracker.services import saved_searches

    return saved_searches.count(store, query)


def _changed(store: CaseStore, reference: str, query: str) -> ChangeSet:
    from casetracker.services import saved_searches

    return saved_searches.change(store, reference, query)


def _removed(store: CaseStore, reference: str) -> ChangeSet:
    from casetracker.services import saved_searches

    return saved_searches.remove(store, reference)
