"""How the cells are drawn that are more than a text: the status with its chip, the title with what a search found."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from casetracker.gui import theme
from casetracker.gui.models.columns import Row
from casetracker.gui.models.paged import ROW_ROLE

AnyIndex = QModelIndex | QPersistentModelIndex
_PAD = 8
_CHIP_PAD = 7


class _GroundDelegate(QStyledItemDelegate):
    """Draws the ground as the style does (selection, hover) and leaves the text to its heirs."""

    def prepared(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> QRect:
        opt = QStyleOptionViewItem(option)
        self.initStyleOption(opt, index)
        opt.text = ""
        widget: QWidget | None = opt.widget
        style = widget.style() if widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, opt, painter, widget)
        rect: QRect = opt.rect
        return rect.adjusted(_PAD, 0, -_PAD, 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(120, option.fontMetrics.height())


class StatusDelegate(_GroundDelegate):
    """The assessment as a quiet chip, handling and furthest stage as text beside it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        room = self.prepared(painter, option, index)
        row = index.data(ROW_ROLE)
        if not isinstance(row, Row):
            return
        painter.save()
        left = draw_chip(painter, room, row.chip, row.chip_label)
        beside = room.adjusted(left - room.left() + _PAD, 0, 0, 0)
        if beside.width() > 2 * _PAD:
            painter.setPen(QColor(theme.colours().muted))
            _draw_line(painter, beside, row.beside_chip)
        painter.restore()


class TitleDelegate(_GroundDelegate):
    """The title; under it, while searching, the place where the words were found."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, Row) or not row.found:
            QStyledItemDelegate.paint(self, painter, option, index)
            return
        room = self.prepared(painter, option, index)
        painter.save()
        upper = QRect(room.left(), room.top(), room.width(), room.height() // 2 + 1)
        painter.setPen(QColor(theme.colours().text))
        _draw_line(painter, upper.adjusted(0, 3, 0, 0), str(index.data()))
        painter.setFont(small(painter.font()))
        painter.setPen(QColor(theme.colours().muted))
        _draw_line(painter, QRect(room.left(), upper.bottom() - 2, room.width(), room.height() // 2), row.found)
        painter.restore()


def small(font: QFont) -> QFont:
    made = QFont(font)
    made.setPointSizeF(max(8.0, font.pointSizeF() - 1))
    return made


def draw_chip(painter: QPainter, room: QRect, code: str, label: str) -> int:
    """Draws a chip at the left of its room; gives back where it ends."""
    font = painter.font()
    painter.setFont(small(font))
    metrics = painter.fontMetrics()
    width = min(metrics.horizontalAdvance(label) + 2 * _CHIP_PAD, room.width())
    height = metrics.height() + 4
    chip = QRectF(room.left(), room.center().y() - height / 2 + 0.5, width, height)
    ground, text = theme.chip_colours(code)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(chip, 4, 4)
    painter.setPen(QColor(text))
    shown = metrics.elidedText(label, Qt.TextElideMode.ElideRight, max(0, width - 2 * _CHIP_PAD + 1))
    painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), shown)
    painter.setFont(font)
    return int(chip.right())


def _draw_line(painter: QPainter, room: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
