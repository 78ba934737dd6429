"""How the lines of the facets are drawn: a heading that folds, values with a box to tick and their number at the right."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from casetracker.gui import icons, theme
from casetracker.gui.views.delegates import small

LINE_ROLE = int(Qt.ItemDataRole.UserRole)
FACET_ROLE = LINE_ROLE + 1
VALUE_ROLE = LINE_ROLE + 2
COUNT_ROLE = LINE_ROLE + 3
"""How many incidents; of a heading, how many of its values are on."""
HEADING, VALUE, MORE = "heading", "value", "more"
EDGE, STEP, BOX, SIGN, ROW, HEAD, GAP = 10, 18, 16, 14, 25, 36, 5
"""The gap is above a heading, and the line in the midst of it."""
_CHECKED = Qt.CheckState.Checked

AnyIndex = QModelIndex | QPersistentModelIndex


def number(count: int) -> str:
    return f"{count:,}".replace(",", "\u202f")


def is_heading(index: AnyIndex) -> bool:
    return bool(index.data(LINE_ROLE) == HEADING)


def start_of(index: AnyIndex) -> int:
    """Where a line begins: a value under a value further in, and one that has such below it with room for the arrow."""
    if is_heading(index):
        return EDGE
    return EDGE + (STEP if index.data(FACET_ROLE) == "date" else 0) + (STEP if not is_heading(index.parent()) else 0)


class FacetDelegate(QStyledItemDelegate):
    """Draws a heading, a value, or what shows more of them."""

    stale = False
    """Whether the numbers are those of before."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, index)
        if is_heading(index):
            self._heading(painter, option, index)
        elif index.data(LINE_ROLE) == VALUE:
            self._value(painter, option, index)
        else:
            self._more(painter, option, index)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        shown, state = theme.colours(), option.state
        if is_heading(index) and index.row():
            painter.setPen(QColor(shown.line))
            line = option.rect.top() + GAP - 1
            painter.drawLine(option.rect.left() + EDGE, line, option.rect.right() - EDGE, line)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if focused or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QColor(shown.accent) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shown.hover))
            painter.drawRoundedRect(option.rect.adjusted(4, GAP + 1 if is_heading(index) else 1, -5, -1), 5, 5)

    def _heading(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        shown, room = theme.colours(), option.rect.adjusted(EDGE, GAP, -EDGE, 0)
        self._arrow(painter, room, room.right() - SIGN + 1, option)
        font = small(painter.font())
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(shown.muted))
        left = room.adjusted(0, 0, -SIGN - 4, 0)
        on = int(index.data(COUNT_ROLE) or 0)
        if on and not option.state & QStyle.StateFlag.State_Open:
            painter.setPen(QColor(shown.link))
            painter.drawText(left, _RIGHT, number(on))
            left.setRight(left.right() - painter.fontMetrics().horizontalAdvance(number(on)) - 6)
        painter.drawText(left, _LEFT, _cut(painter, str(index.data()), left))

    def _value(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        shown, start = theme.colours(), start_of(index)
        on = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == _CHECKED
        if index.model().hasChildren(index):
            self._arrow(painter, option.rect, option.rect.left() + start - STEP + 1, option)
        box = QStyleOptionViewItem(option)
        box.rect = QRect(option.rect.left() + start, option.rect.center().y() - BOX // 2 + 1, BOX, BOX)
        box.state = QStyle.StateFlag.State_Enabled | (QStyle.StateFlag.State_On if on else QStyle.StateFlag.State_Off)
        option.widget.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, box, painter, option.widget)
        font, told = painter.font(), number(int(index.data(COUNT_ROLE)))
        painter.setFont(small(font))
        painter.setPen(QColor(shown.disabled if self.stale else shown.muted))
        room = option.rect.adjusted(start + BOX + 7, 0, -EDGE, 0)
        painter.drawText(room, _RIGHT, told)
        room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(told) - 8)
        painter.setFont(font)
        painter.setPen(QColor(shown.text if on or index.data(COUNT_ROLE) else shown.muted))
        painter.drawText(room, _LEFT, _cut(painter, str(index.data()), room))

    def _more(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        painter.setFont(small(painter.font()))
        asked = bool(option.state & QStyle.StateFlag.State_Enabled)
        painter.setPen(QColor(theme.colours().link if asked else theme.colours().muted))
        room = option.rect.adjusted(start_of(index) + BOX + 7, 0, -EDGE, 0)
        painter.drawText(room, _LEFT, _cut(painter, str(index.data()), room))

    def _arrow(self, painter: QPainter, room: QRect, left: int, option: QStyleOptionViewItem) -> None:
        sign = "chevron-down" if option.state & QStyle.StateFlag.State_Open else "chevron-right"
        picture = icons.pixmap(sign, SIGN, "muted", painter.device().devicePixelRatioF())
        painter.drawPixmap(left, room.center().y() - SIGN // 2 + 1, picture)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(0, HEAD if is_heading(index) else max(ROW, option.fontMetrics.height() + 8))

    def editorEvent(self, _event: QEvent, _model: QAbstractItemModel, _option: QStyleOptionViewItem,
                    _index: AnyIndex) -> bool:
        return False  # ticking is the list's own: anywhere in the line


_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


def _cut(painter: QPainter, text: str, room: QRect) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
