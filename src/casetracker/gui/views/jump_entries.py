"""What the palette offers: places to go and things to do, and how each is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from casetracker.gui import icons, theme
from casetracker.gui.views.delegates import small

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)
ROW, EDGE, SIGN = 34, 8, 16


@dataclass(frozen=True, slots=True)
class Entry:
    """One place to go, or one thing to do."""

    icon: str
    text: str
    beside: str
    """At the right: a reference, or keys."""
    call: Callable[[], object]
    note: str = ""
    """In quiet letters behind the text."""

    @property
    def spoken(self) -> str:
        return ", ".join(filter(None, (self.text, self.note, self.beside)))


class EntryDelegate(QStyledItemDelegate):
    """Sign and text at the left, reference or keys in quieter letters at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry, shown = index.data(ENTRY_ROLE), theme.colours()
        room = option.rect.adjusted(0, 1, 0, -1)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(entry, Entry) and state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shown.selection if state & QStyle.StateFlag.State_Selected else shown.hover))
            painter.drawRoundedRect(room, 5, 5)
        inner = room.adjusted(EDGE, 0, -EDGE, 0)
        if isinstance(entry, Entry):
            self._write(painter, inner, entry)
        else:
            painter.setPen(QColor(shown.muted))
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), str(index.data()))
        painter.restore()

    def _write(self, painter: QPainter, room: QRect, entry: Entry) -> None:
        shown, font = theme.colours(), painter.font()
        if entry.icon:
            sign = icons.pixmap(entry.icon, SIGN, "muted", painter.device().devicePixelRatioF())
            painter.drawPixmap(room.left(), room.center().y() - SIGN // 2 + 1, sign)
        painter.setFont(small(font))
        painter.setPen(QColor(shown.muted))
        width = painter.fontMetrics().horizontalAdvance(entry.beside)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), entry.beside)
        noted = painter.fontMetrics().horizontalAdvance(entry.note)
        left = room.adjusted(SIGN + EDGE, 0, -width - 2 * EDGE, 0)
        painter.setFont(font)
        painter.setPen(QColor(shown.text))
        metrics = painter.fontMetrics()
        text = metrics.elidedText(entry.text, Qt.TextElideMode.ElideRight, left.width() - (noted + EDGE if noted else 0))
        painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter), text)
        if noted:
            painter.setFont(small(font))
            painter.setPen(QColor(shown.muted))
            behind = left.adjusted(metrics.horizontalAdvance(text) + EDGE, 0, 0, 0)
            painter.drawText(behind, int(Qt.AlignmentFlag.AlignVCenter), entry.note)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(160, ROW)
