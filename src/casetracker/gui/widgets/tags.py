"""A small coloured word that marks something at a glance: a status, a warning, what is inferred by us."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from casetracker.gui import theme
from casetracker.gui.widgets.basics import STEP, named
from casetracker.gui.widgets.tips import tell_when_cut

_LEAST = 20 * STEP


class Tag(QWidget):
    """Drawn in the colours that the theme has for a code, in light and dark."""

    def __init__(self, text: str, code: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, f"tag_{code}", text)
        self._text, self._code = text, code
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 2 * STEP, metrics.height() + 4)

    def minimumSizeHint(self) -> QSize:
        """A long one may be cut off, and is a tooltip then."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), _LEAST), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tell_when_cut(self, self._text)

    def paintEvent(self, event: QPaintEvent) -> None:
        ground, text = theme.chip_colours(self._code)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        frame = QRectF(self.rect())
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        painter.setPen(QColor(text))
        room = self.width() - STEP if self.width() < self.sizeHint().width() else self.width()
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, painter.fontMetrics().elidedText(
            self._text, Qt.TextElideMode.ElideRight, room))
