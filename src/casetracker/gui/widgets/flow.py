"""A layout that sets its parts in a line and goes on in the next where the line is full (chips, buttons)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from casetracker.gui.widgets.basics import STEP


class Flow(QLayout):
    """Left to right, then down."""

    def __init__(self, parent: QWidget | None = None, gap: int = STEP) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width, since layouts ask time and again
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        widest = QSize()
        for item in self._items:
            widest = widest.expandedTo(item.minimumSize())
        return widest

    def _arrange(self, rect: QRect, move: bool) -> int:
        return self._in_lines(self._items, rect, move)

    def _in_lines(self, items: Sequence[QLayoutItem], rect: QRect, move: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in items:
            size = item.sizeHint()
            if rect.width() > 0:
                size.setWidth(min(size.width(), rect.width()))  # rather than being cut off
            if x + size.width() > rect.right() + 1 and line:
                x, y, line = rect.x(), y + line + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self.spacing()
            line = max(line, size.height())
        return y + line - rect.y()


class HeadLine(Flow):
    """A heading, and at the right of it what can be done; where there is no room beside it, in the lines below."""

    def _arrange(self, rect: QRect, move: bool) -> int:
        head, *rest = self._items
        room = rect.width() - sum(item.sizeHint().width() + self.spacing() for item in rest)
        if rest and room < max(head.minimumSize().width(), rect.width() // 3):
            height = self._put(head, rect, rect.width(), move) + self.spacing()
            return height + self._in_lines(rest, rect.adjusted(0, height, 0, 0), move)
        tallest = max((item.sizeHint().height() for item in rest), default=0)
        height = self._put(head, rect, room, move, tallest)
        self._in_lines(rest, rect.adjusted(room + self.spacing(), (height - tallest) // 2, 0, 0), move and bool(rest))
        return height

    def _put(self, head: QLayoutItem, rect: QRect, width: int, move: bool, least: int = 0) -> int:
        """Sets the heading over so much of the width; returns how tall it is then."""
        height = max(head.heightForWidth(width) if head.hasHeightForWidth() else head.sizeHint().height(), least)
        if move:
            head.setGeometry(QRect(rect.x(), rect.y(), width, height))
        return height


def flowing(*widgets: QWidget) -> QWidget:
    """A widget that holds these in a flow."""
    holder = QWidget()
    flow = Flow(holder)
    for widget in widgets:
        flow.addWidget(widget)
    return holder


def fitting(widths: Sequence[int], room: int, gap: int, lines: int) -> int:
    """How many parts so wide find room in so many lines; one that is wider than a line has it to itself."""
    left = -1
    for count, width in enumerate(widths):
        if left < width:
            if not lines:
                return count
            lines, left = lines - 1, room
        left -= width + gap
    return len(widths)
