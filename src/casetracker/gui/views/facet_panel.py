"""The facets at the left of the incident list: what it can be narrowed by, with how many incidents each value has.

Arrows go from line to line and fold, the space bar or Return ticks, Escape goes back to the list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from casetracker.domain.facets import key_of
from casetracker.gui import theme
from casetracker.gui.settings import Settings
from casetracker.gui.views.facet_entries import (
    COUNT_ROLE,
    FACET_ROLE,
    HEADING,
    LINE_ROLE,
    MORE,
    VALUE,
    VALUE_ROLE,
    FacetDelegate,
    is_heading,
    number,
    start_of,
)
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.services.facets import Bin, Facet

FIRST, _MOST = 8, 300
"""So many values of a facet are shown before all are asked for, and when they are."""
_HEARD = int(Qt.ItemDataRole.AccessibleTextRole)
_WIDTH = QSize(216, 400)


class FacetPanel(QTreeWidget):
    """Shows facets and says what is ticked; what that means for the list is for others."""

    turned = Signal(str, str, bool)
    """A facet, a value of it, and whether it was turned on."""
    left = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "facets", _("Facets"))
        self._settings = settings
        self._folded = set(settings.facets_folded.split())
        self._whole: set[str] = set()
        self._facets: Sequence[Facet] | None = None
        self._on: Collection[tuple[str, str]] = ()
        self._pressed_at = -1
        self._lines = FacetDelegate(self)
        self.setItemDelegate(self._lines)
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setUniformRowHeights(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumWidth(184)
        self.clicked.connect(self._press)
        self.itemExpanded.connect(lambda item: self._fold(item, False))
        self.itemCollapsed.connect(lambda item: self._fold(item, True))

    # What is shown.

    def show_facets(self, facets: Sequence[Facet]) -> None:
        """New numbers; whoever looks keeps their place."""
        self._facets = facets
        self._lines.stale = False
        self._show()

    def tell_stale(self) -> None:
        """The numbers are those of before, and new ones are being counted."""
        self._lines.stale = True
        self.viewport().update()

    def mark(self, on: Collection[tuple[str, str]]) -> None:
        """What is ticked, by facet and key, without a word on numbers."""
        self._on = on
        for top in self._headings():
            values = list(_below(top))
            for item in values:
                state = _state(self._is_on(item.data(0, FACET_ROLE), item.data(0, VALUE_ROLE)))
                if item.checkState(0) != state:
                    item.setCheckState(0, state)
            top.setData(0, COUNT_ROLE, sum(item.checkState(0) == Qt.CheckState.Checked for item in values))

    def _is_on(self, facet: str, value: str) -> bool:
        return (facet, key_of(facet, value)) in self._on

    def _show(self) -> None:
        current, top = self._meant(self.currentItem()), self.verticalScrollBar().value()
        open_years = {item.data(0, VALUE_ROLE) for item in self._items() if item.isExpanded()}
        blocked = self.blockSignals(True)
        self.clear()
        for facet in self._facets or ():
            if facet.bins:
                self._add(facet, open_years)
        self.blockSignals(blocked)
        items = self._items()
        if items:
            self.setCurrentItem(next((item for item in items if self._meant(item) == current), items[0]))
        self.verticalScrollBar().setValue(top)
        self.setAccessibleDescription(self._nothing())

    def _headings(self) -> list[QTreeWidgetItem]:
        return _present(map(self.topLevelItem, range(self.topLevelItemCount())))

    def _items(self) -> list[QTreeWidgetItem]:
        return [each for top in self._headings() for each in (top, *_below(top, all_lines=True))]

    @staticmethod
    def _meant(item: QTreeWidgetItem | None) -> tuple[object, ...] | None:
        return None if item is None else tuple(item.data(0, role) for role in (LINE_ROLE, FACET_ROLE, VALUE_ROLE))

    def _add(self, facet: Facet, open_years: Collection[str]) -> None:
        on = {each.value for each in facet.bins if self._is_on(facet.name, each.value)}
        heading = _line(facet.label, HEADING, facet.name, "", len(on))
        self.addTopLevelItem(heading)
        under: dict[str, list[Bin]] = {}
        for each in facet.bins:
            under.setdefault(each.value[:4] if facet.name == "date" else each.value, []).append(each)
        groups = list(under.values())
        shown = [group for place, group in enumerate(groups)
                 if place < FIRST or facet.name in self._whole or any(each.value in on for each in group)]
        for group in shown[:_MOST]:
            item = _value(facet.name, group[0], group[0].label, group[0].value in on)
            heading.addChild(item)
            for each in group[1:]:
                label = each.label.removesuffix(group[0].label).strip()
                item.addChild(_value(facet.name, each, label, each.value in on))
            item.setExpanded(group[0].value in open_years or any(each.value in on for each in group[1:]))
        if facet.name in self._whole and len(shown) > _MOST:
            rest = _line(_("{n} more are not shown").format(n=number(len(shown) - _MOST)), MORE, facet.name)
            rest.setFlags(Qt.ItemFlag.NoItemFlags)
            heading.addChild(rest)
        if len(shown) < len(groups):
            heading.addChild(_line(_("Show all ({n})…").format(n=number(len(groups))), MORE, facet.name))
        elif len(groups) > FIRST and facet.name in self._whole:
            heading.addChild(_line(_("Show fewer"), MORE, facet.name))
        heading.setExpanded(facet.name not in self._folded)

    def _nothing(self) -> str:
        """What is said where there is nothing to show."""
        if self.topLevelItemCount():
            return ""
        return _("Counting…") if self._facets is None else _("Nothing to choose from")

    # What is done.

    def _press(self, index: QModelIndex) -> None:
        item = self.itemFromIndex(index)
        if is_heading(index) or (item.childCount() and self._pressed_at < start_of(index)):
            item.setExpanded(not item.isExpanded())
        else:
            self._do(item)

    def _do(self, item: QTreeWidgetItem) -> None:
        facet, value = item.data(0, FACET_ROLE), item.data(0, VALUE_ROLE)
        if item.data(0, LINE_ROLE) == MORE:
            self._whole ^= {facet}
            self._show()
        elif item.data(0, LINE_ROLE) == VALUE:
            self.turned.emit(facet, value, item.checkState(0) != Qt.CheckState.Checked)
        else:
            item.setExpanded(not item.isExpanded())

    def _fold(self, item: QTreeWidgetItem, folded: bool) -> None:
        if item.data(0, LINE_ROLE) == HEADING:
            facet = str(item.data(0, FACET_ROLE))
            self._folded = self._folded | {facet} if folded else self._folded - {facet}
            self._settings.facets_folded = " ".join(sorted(self._folded))

    # Qt's own names from here on.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = int(event.position().x())
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item: QTreeWidgetItem | None = self.currentItem()
        above = item.parent() if item is not None else None
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._do(item)
        elif event.key() == Qt.Key.Key_Left and item is not None and not item.isExpanded() and above is not None:
            self.setCurrentItem(above)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.topLevelItemCount():
            with QPainter(self.viewport()) as painter:
                painter.setPen(QColor(theme.colours().muted))
                room = self.viewport().rect().adjusted(theme.GRID, 3 * theme.GRID, -theme.GRID, 0)
                where = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
                painter.drawText(room, where, self._nothing())

    def sizeHint(self) -> QSize:
        return _WIDTH


def _present(items: Iterable[QTreeWidgetItem | None]) -> list[QTreeWidgetItem]:
    return [item for item in items if item is not None]


def _below(item: QTreeWidgetItem, all_lines: bool = False) -> list[QTreeWidgetItem]:
    """The values under a line, or all lines, in their order."""
    found: list[QTreeWidgetItem] = []
    for each in _present(map(item.child, range(item.childCount()))):
        if all_lines or each.data(0, LINE_ROLE) == VALUE:
            found += [each, *_below(each, all_lines)]
    return found


def _line(text: str, line: str, facet: str, value: str = "", count: int = 0) -> QTreeWidgetItem:
    item = QTreeWidgetItem([text])
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    for role, held in ((LINE_ROLE, line), (FACET_ROLE, facet), (VALUE_ROLE, value), (COUNT_ROLE, count)):
        item.setData(0, role, held)
    return item


def _state(on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked


def _value(facet: str, each: Bin, text: str, on: bool) -> QTreeWidgetItem:
    item = _line(text, VALUE, facet, each.value, each.count)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(0, _state(on))
    item.setToolTip(0, f"{each.label}: {number(each.count)}")
    item.setData(0, _HEARD, f"{each.label}, {number(each.count)}")
    return item
