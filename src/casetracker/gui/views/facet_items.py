"""The lines of the facets as Qt holds them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem

from casetracker.gui.views.facet_entries import COUNT_ROLE, FACET_ROLE, LINE_ROLE, VALUE, VALUE_ROLE, number
from casetracker.gui.widgets.tips import tip
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.services.facets import Bin

_HEARD = int(Qt.ItemDataRole.AccessibleTextRole)


def present(items: Iterable[QTreeWidgetItem | None]) -> list[QTreeWidgetItem]:
    return [item for item in items if item is not None]


def below(item: QTreeWidgetItem, all_lines: bool = False) -> list[QTreeWidgetItem]:
    """The values under a line, or all lines, in their order."""
    found: list[QTreeWidgetItem] = []
    for each in present(map(item.child, range(item.childCount()))):
        if all_lines or each.data(0, LINE_ROLE) == VALUE:
            found += [each, *below(each, all_lines)]
    return found


def line(text: str, kind: str, facet: str, value: str = "", count: int = 0) -> QTreeWidgetItem:
    item = QTreeWidgetItem([text])
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    for role, held in ((LINE_ROLE, kind), (FACET_ROLE, facet), (VALUE_ROLE, value), (COUNT_ROLE, count)):
        item.setData(0, role, held)
    return item


def state_of(on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked


def value_line(facet: str, each: Bin, text: str, on: bool) -> QTreeWidgetItem:
    item = line(text, VALUE, facet, each.value, each.count)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(0, state_of(on))
    item.setToolTip(0, tip("\n".join((f"{each.label}: {number(each.count)}", _("Ctrl+click: only this one")))))
    item.setData(0, _HEARD, f"{each.label}, {each.count}")
    return item
