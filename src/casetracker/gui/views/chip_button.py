"""One chip: a value that is chosen of a facet, and a cross that takes it away."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from casetracker.gui import icons, theme
from casetracker.gui.widgets.basics import emphasised, named
from casetracker.gui.widgets.tips import tip
from casetracker.i18n import _

_PAD, _GAP, _CROSS, _WIDEST = 9, 5, 12, 260


@dataclass(frozen=True, slots=True)
class Shown:
    """A chip in words; without a value it stands for all of its facet."""

    facet: str
    value: str | None
    caption: str
    text: str


class ChipButton(QPushButton):
    """What is chosen, and a cross; a press takes it away, and so does Delete."""

    def __init__(self, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = shown
        told = f"{shown.caption}: {shown.text}"
        named(self, f"chip-{shown.facet}", _("{what}, take away").format(what=told))
        self.setToolTip(tip(_("Take away: {what}").format(what=told)))
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        caption = self.fontMetrics().horizontalAdvance(f"{self.shown.caption}: ")
        text = QFontMetrics(emphasised(self.font())).horizontalAdvance(self.shown.text) + 6
        return QSize(min(_WIDEST, caption + text + 2 * _PAD + _GAP + _CROSS), self.fontMetrics().height() + 8)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _room_of_caption(self, width: int) -> int:
        """What the value leaves to it, and a third at least: a long caption must not hide what is chosen."""
        text = QFontMetrics(emphasised(self.font())).horizontalAdvance(self.shown.text)
        return max(width - text - self.fontMetrics().horizontalAdvance(" ") - 2, width // 3)

    # Qt's own names from here on.

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, over = theme.colours(), self.underMouse() or self.hasFocus()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(colours.accent) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection))
            frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
            room = self.rect().adjusted(_PAD, 0, -_PAD - _CROSS - _GAP, 0)
            where = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            metrics, right = painter.fontMetrics(), Qt.TextElideMode.ElideRight
            caption = metrics.elidedText(f"{self.shown.caption}:", right, self._room_of_caption(room.width()))
            painter.setPen(QColor(colours.muted if not theme.is_dark() else colours.text))
            painter.drawText(room, where, caption)
            room.setLeft(room.left() + metrics.horizontalAdvance(f"{caption} "))
            painter.setFont(emphasised(painter.font()))
            painter.setPen(QColor(colours.text))
            text = painter.fontMetrics().elidedText(self.shown.text, right, room.width())
            painter.drawText(room, where, text)
            cross = icons.pixmap("x", _CROSS, "text" if over else "muted", self.devicePixelRatioF())
            painter.drawPixmap(self.width() - _PAD - _CROSS, (self.height() - _CROSS) // 2, cross)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)
