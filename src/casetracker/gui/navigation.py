"""The way around: one entry for each kind of record, with how many there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from casetracker.domain.shapes import shape_of
from casetracker.gui import icons, theme
from casetracker.gui.views.delegates import small
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _

_KIND = int(Qt.ItemDataRole.UserRole)
_COUNT = _KIND + 1
_ICON = _KIND + 2
_SIGN = 18
_ROW = 36
_EDGE = 8


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


class Navigation(QListWidget):
    """The list at the left. Moving in it goes there at once."""

    went = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "navigation", _("Navigation"))
        self.setItemDelegate(_EntryDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        for number, place in enumerate(PLACES, start=1):
            item = QListWidgetItem(_(shape_of(place.kind).plural), self)
            item.setData(_KIND, place.kind)
            item.setData(_ICON, place.icon)
            item.setToolTip(f"{item.text()} (Ctrl+{number})")
        self.currentRowChanged.connect(lambda row: self.went.emit(PLACES[row].kind))

    def go(self, kind: str) -> None:
        self.setCurrentRow([place.kind for place in PLACES].index(kind))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        for row, place in enumerate(PLACES):
            count = counts.get(place.kind, 0)
            item = self.item(row)
            item.setData(_COUNT, count)
            item.setData(int(Qt.ItemDataRole.AccessibleTextRole), f"{item.text()}, {count}")

    # Qt's own names from here on.

    def sizeHint(self) -> QSize:
        """Room for the longest name in bold, and for a count beside it; names are longer in some languages."""
        font = self.font()
        font.setBold(True)
        letters = QFontMetrics(font)
        names = max(letters.horizontalAdvance(self.item(at).text()) for at in range(self.count()))
        return QSize(max(200, names + letters.horizontalAdvance("0000") + 7 * _EDGE + _SIGN), _ROW * len(PLACES))


class _EntryDelegate(QStyledItemDelegate):
    """Sign, name, and the number at the right in quieter letters."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        shown = theme.colours()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        room = option.rect.adjusted(_EDGE, 2, -_EDGE, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or over:
            painter.setPen(QColor(shown.accent) if chosen and focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shown.selection if chosen else shown.hover))
            painter.drawRoundedRect(room, 6, 6)
        tint = "accent" if chosen and not theme.is_dark() else "text"
        sign = icons.pixmap(str(index.data(_ICON)), _SIGN, tint, painter.device().devicePixelRatioF())
        painter.drawPixmap(room.left() + _EDGE, room.center().y() - _SIGN // 2 + 1, sign)
        self._write(painter, room, str(index.data()), index.data(_COUNT), chosen)
        painter.restore()

    def _write(self, painter: QPainter, room: QRect, name: str, count: object, chosen: bool) -> None:
        shown = theme.colours()
        number = "" if count is None else f"{count:,}".replace(",", "\u202f")
        font = painter.font()
        painter.setFont(small(font))
        width = painter.fontMetrics().horizontalAdvance(number)
        painter.setPen(QColor(shown.muted))
        at_right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(room.adjusted(0, 0, -_EDGE, 0), at_right, number)
        font.setBold(chosen)
        painter.setFont(font)
        painter.setPen(QColor(shown.text))
        left = room.adjusted(2 * _EDGE + _SIGN, 0, -width - 2 * _EDGE, 0)
        text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter), text)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(160, _ROW)
