"""How the entries of the navigation are drawn: sign, name, and the number at the right; a heading in quieter letters."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from casetracker.gui import icons, theme
from casetracker.gui.views.delegates import small

KIND_ROLE = int(Qt.ItemDataRole.UserRole)
COUNT_ROLE = KIND_ROLE + 1
ICON_ROLE = KIND_ROLE + 2
"""The sign of an entry; a heading has none."""
SIGN, ROW, EDGE = 18, 36, 8


class EntryDelegate(QStyledItemDelegate):
    """Draws a place, a saved search, or the heading over these."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if index.data(ICON_ROLE) is None:
            self._write_heading(painter, option.rect, str(index.data()))
            return
        shown = theme.colours()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        room = option.rect.adjusted(EDGE, 2, -EDGE, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or over:
            painter.setPen(QColor(shown.accent) if chosen and focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shown.selection if chosen else shown.hover))
            painter.drawRoundedRect(room, 6, 6)
        tint = "accent" if chosen and not theme.is_dark() else "text"
        sign = icons.pixmap(str(index.data(ICON_ROLE)), SIGN, tint, painter.device().devicePixelRatioF())
        painter.drawPixmap(room.left() + EDGE, room.center().y() - SIGN // 2 + 1, sign)
        self._write(painter, room, str(index.data()), index.data(COUNT_ROLE), chosen)
        painter.restore()

    def _write(self, painter: QPainter, room: QRect, name: str, count: object, chosen: bool) -> None:
        shown = theme.colours()
        number = f"{count:,}".replace(",", "\u202f") if isinstance(count, int) else str(count or "")
        font = painter.font()
        painter.setFont(small(font))
        width = painter.fontMetrics().horizontalAdvance(number)
        painter.setPen(QColor(shown.muted))
        at_right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(room.adjusted(0, 0, -EDGE, 0), at_right, number)
        font.setBold(chosen)
        painter.setFont(font)
        painter.setPen(QColor(shown.text))
        left = room.adjusted(2 * EDGE + SIGN, 0, -width - 2 * EDGE, 0)
        text = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter), text)

    def _write_heading(self, painter: QPainter, room: QRect, text: str) -> None:
        """At the foot of its row, under a hairline that parts it from what is above."""
        shown = theme.colours()
        painter.save()
        painter.setPen(QColor(shown.line))
        painter.drawLine(room.left() + 2 * EDGE, room.top() + EDGE, room.right() - 2 * EDGE, room.top() + EDGE)
        font = small(painter.font())
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(shown.muted))
        left = room.adjusted(2 * EDGE, EDGE, -2 * EDGE, 0)
        told = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter), told)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(160, ROW)
