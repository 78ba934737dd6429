"""How the cells are drawn that are more than a text: the status with its chip, the title with what a search found."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from casetracker.gui import theme
from casetracker.gui.models.columns import Marks, Row
from casetracker.gui.models.paged import ROW_ROLE

AnyIndex = QModelIndex | QPersistentModelIndex
_PAD = 8
EDGE = 11
"""Where the style puts the first letter of a cell."""
ROW_PAD = 6
"""Above and below the letters of a row, as the style sheet has it."""
_CHIP_PAD = 7


class StatusDelegate(QStyledItemDelegate):
    """The assessment as a quiet chip, handling and furthest stage as text beside it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        room = self._ground(painter, option, index)
        row = index.data(ROW_ROLE)
        if not isinstance(row, Row):
            return
        upper, lower = lines_of(room, painter.fontMetrics().height())
        painter.save()
        right = draw_chip(painter, upper, row.chip, row.chip_label)
        painter.setPen(QColor(theme.colours().muted))
        # The lower line belongs to what a search found.
        beside = upper.adjusted(right - upper.left() + _PAD, 0, 0, 0) if row.found else lower
        if beside.width() > 2 * _PAD:
            draw_line(painter, beside, row.beside_chip)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> QRect:
        """The ground as the style draws it (selection, line below), without the text."""
        opt = QStyleOptionViewItem(option)
        self.initStyleOption(opt, index)
        opt.text = ""
        opt.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, opt, painter, opt.widget)
        return QRect(opt.rect.adjusted(EDGE, 0, -EDGE, 0))


class TitleDelegate(StatusDelegate):
    """The title; while searching, on the upper line and with the words that were asked for marked."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, Row) or not row.title_marks:
            QStyledItemDelegate.paint(self, painter, option, index)
            return
        upper, _lower = lines_of(self._ground(painter, option, index), painter.fontMetrics().height())
        painter.save()
        painter.setPen(QColor(theme.colours().muted if row.withdrawn else theme.colours().text))
        draw_line(painter, upper, row.cells[index.column()], row.title_marks)
        painter.restore()


def row_height(font: QFont) -> int:
    """Every row has room for two lines, as text that is laid out measures them: in whole pixels, each rounded up. With one
    pixel less the second line is left out."""
    return 2 * ceil(QFontMetricsF(font).height()) + 2 * ROW_PAD + 2


def lines_of(room: QRect, letters: int) -> tuple[QRect, QRect]:
    """The upper and the lower line of a row."""
    upper = QRect(room.left(), room.top() + ROW_PAD, room.width(), letters)
    return upper, upper.translated(0, letters + 1)


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
    height = metrics.height() + 3
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


def draw_line(painter: QPainter, room: QRect, text: str, marks: Marks = ()) -> None:
    """One line of text, cut to its room; what is marked stands on a ground of its own."""
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    if not marks:
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        return
    layout = QTextLayout(shown, painter.font())  # which knows where letters stand when some run from right to left
    layout.setFormats([_marked(first, min(last, len(shown)) - first) for first, last in marks if first < len(shown)])
    options = QTextOption()
    options.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(options)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(room.width())
    layout.endLayout()
    layout.draw(painter, QPointF(room.left(), room.center().y() - line.height() / 2 + 0.5))


def _marked(start: int, length: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    letters = QTextCharFormat()
    letters.setBackground(QColor(theme.colours().found))
    letters.setForeground(QColor(theme.colours().text))
    made.format = letters
    return made
