"""The way around: one entry for each kind of record, with how many there are, and below them the saved searches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from casetracker.domain.shapes import SAVED_SEARCH, shape_of
from casetracker.gui.views.navigation_entries import (
    COUNT_ROLE,
    EDGE,
    ICON_ROLE,
    KIND_ROLE,
    ROW,
    SIGN,
    EntryDelegate,
)
from casetracker.gui.widgets.basics import named
from casetracker.gui.widgets.tips import tip
from casetracker.i18n import _

_HEARD = int(Qt.ItemDataRole.AccessibleTextRole)
COUNTING = "…"


@dataclass(frozen=True, slots=True)
class Place:
    """One entry: the kind of record and its sign."""

    kind: str
    icon: str


PLACES = (
    Place("incident", "siren"),
    Place("evidence", "package"),
    Place("source", "quote"),
    Place("party", "users"),
    Place("body", "landmark"),
    Place("proceeding", "gavel"),
)


class Kept(Protocol):
    """A saved search, as far as it is shown here."""

    @property
    def reference(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def query(self) -> str: ...


class Navigation(QListWidget):
    """The list at the left. Moving in it goes there at once."""

    went = Signal(str)
    """To a kind of record, or to a saved search by its reference."""
    menu_wanted = Signal(str, QPoint)
    """For a saved search by its reference, or for all of them (an empty one)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "navigation", _("Navigation"))
        self.setItemDelegate(EntryDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        for number, place in enumerate(PLACES, start=1):
            item = QListWidgetItem(_(shape_of(place.kind).plural), self)
            item.setData(KIND_ROLE, place.kind)
            item.setData(ICON_ROLE, place.icon)
            item.setToolTip(f"{item.text()} (Ctrl+{number})")
        self.currentRowChanged.connect(self._go)
        self.customContextMenuRequested.connect(self._offer_menu)

    def _go(self, row: int) -> None:
        if row >= 0:
            self.went.emit(str(self.item(row).data(KIND_ROLE)))

    def go(self, kind: str) -> None:
        """To a kind of record, or to a saved search by its reference."""
        item = self._entry(kind)
        if item is not None:
            self.setCurrentItem(item)

    def mark(self, kind: str) -> None:
        """Where one is already: nobody goes anywhere."""
        with QSignalBlocker(self):
            self.go(kind)
        self.viewport().update()

    @property
    def marked(self) -> str:
        item = self.currentItem()
        return str(item.data(KIND_ROLE)) if self.currentRow() >= 0 else ""

    def show_counts(self, counts: Mapping[str, int]) -> None:
        for place in PLACES:
            self.show_count(place.kind, counts.get(place.kind, 0))

    def show_count(self, kind: str, count: int | str) -> None:
        item = self._entry(kind)
        if item is not None:
            item.setData(COUNT_ROLE, count)
            item.setData(_HEARD, f"{item.text()}, {count}")

    def show_searches(self, searches: Sequence[Kept]) -> None:
        """The saved searches below the places; no heading where there is none."""
        was = self.marked
        counts = {str(item.data(KIND_ROLE)): item.data(COUNT_ROLE) for item in map(self.item, range(self.count()))}
        with QSignalBlocker(self):
            while self.count() > len(PLACES):
                self.takeItem(len(PLACES))
            if searches:
                self._add_heading()
            for each in searches:
                self._add_search(each, counts.get(each.reference))
            self.go(was if self._entry(was) is not None else PLACES[0].kind)
        self.updateGeometry()

    def _add_heading(self) -> None:
        item = QListWidgetItem(_(SAVED_SEARCH.plural), self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)  # the keyboard passes over it

    def _add_search(self, search: Kept, count: object) -> None:
        item = QListWidgetItem(search.name, self)
        item.setData(KIND_ROLE, search.reference)
        item.setData(ICON_ROLE, "bookmark")
        item.setToolTip(tip(search.query))
        self.show_count(search.reference, count if isinstance(count, int) else COUNTING)

    def _entry(self, kind: str) -> QListWidgetItem | None:
        entries = (item for item in map(self.item, range(self.count())) if item.data(KIND_ROLE) == kind)
        return next(entries, None) if kind else None

    def _offer_menu(self, where: QPoint) -> None:
        item = self.itemAt(where)
        if item is not None and self.row(item) >= len(PLACES):
            self.menu_wanted.emit(str(item.data(KIND_ROLE) or ""), self.viewport().mapToGlobal(where))

    # Qt's own names from here on.

    def sizeHint(self) -> QSize:
        """Room for the longest place in bold, and for a count beside it; names are longer in some languages."""
        font = self.font()
        font.setBold(True)
        letters = QFontMetrics(font)
        names = max(letters.horizontalAdvance(self.item(at).text()) for at in range(len(PLACES)))
        return QSize(max(200, names + letters.horizontalAdvance("0000") + 7 * EDGE + SIGN), ROW * self.count())
