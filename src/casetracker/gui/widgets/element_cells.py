"""The cells of an element matrix: text that wraps and is never cut, a quiet remark below it, and the mark of a gap."""

from __future__ import annotations

import re

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from casetracker.gui import icons, theme

AnyIndex = QModelIndex | QPersistentModelIndex
REMARK_ROLE = Qt.ItemDataRole.UserRole
GAP_ROLE = Qt.ItemDataRole.UserRole + 1
_EDGE = 10
_ABOVE = 7
_SIGN = 16
_WRAPPED = Qt.TextFlag.TextWordWrap
_RUN = re.compile(r"(\S{12})(?=\S{12})")
"""A run without a gap that may be wider than its cell; it is given places to break at."""
_TALLEST = 100_000


class CellDelegate(QStyledItemDelegate):
    """A gap is said in words and with a sign; its ground only helps the eye."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view

    def height_of(self, index: AnyIndex, width: int) -> int:
        """How tall a cell of this width must be to hold all that it says."""
        metrics = QFontMetrics(self._view.font())
        upper, lower = _places(metrics, index, QRect(0, 0, width, _TALLEST))
        return max(upper.bottom(), lower.bottom()) + _ABOVE + 2

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        opt = QStyleOptionViewItem(option)
        self.initStyleOption(opt, index)
        opt.text = ""
        opt.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, opt, painter, opt.widget)
        painter.save()
        letters = opt.palette.color(QPalette.ColorRole.Text)
        upper, lower = _places(painter.fontMetrics(), index, opt.rect)
        if index.data(GAP_ROLE):
            ground, text = theme.chip_colours("on_hold")
            letters = QColor(text)
            painter.fillRect(opt.rect.adjusted(1, 1, -2, -2), QColor(ground))
            icons.icon("circle-alert", "muted").paint(painter, opt.rect.left() + _EDGE, upper.top(), _SIGN, _SIGN)
        painter.setPen(letters)
        painter.drawText(upper, _WRAPPED, _breakable(index.data()))
        painter.setPen(QColor(theme.colours().muted))
        painter.drawText(lower, _WRAPPED, _breakable(index.data(REMARK_ROLE)))
        painter.restore()
        if opt.state & QStyle.StateFlag.State_HasFocus:
            self._frame(painter, opt.rect)

    def _frame(self, painter: QPainter, cell: QRect) -> None:
        """Shows which cell has the keyboard."""
        painter.save()
        painter.setPen(QColor(theme.colours().link))
        painter.drawRect(cell.adjusted(1, 1, -2, -2))
        painter.restore()


def _places(metrics: QFontMetrics, index: AnyIndex, cell: QRect) -> tuple[QRect, QRect]:
    """Where the text and the remark below it stand in a cell."""
    sign = _SIGN + 4 if index.data(GAP_ROLE) else 0
    room = QRect(cell.left() + _EDGE + sign, cell.top() + _ABOVE, max(20, cell.width() - 2 * _EDGE - sign), _TALLEST)
    text, remark = _breakable(index.data()), _breakable(index.data(REMARK_ROLE))
    upper = QRect(room.topLeft(), metrics.boundingRect(room, _WRAPPED, text).size() if text else metrics.size(0, " "))
    upper.setWidth(room.width())
    lower = QRect(room.left(), upper.bottom() + 3, room.width(), 0)
    if remark:
        lower.setHeight(metrics.boundingRect(lower.adjusted(0, 0, 0, _TALLEST), _WRAPPED, remark).height())
    return upper, lower


def _breakable(text: object) -> str:
    return _RUN.sub("\\1\u200b", str(text or ""))
