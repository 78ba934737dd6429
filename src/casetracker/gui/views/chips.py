"""One line under the search for what is chosen of facets: a chip for each value, and a button that takes all away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from casetracker.gui import icons, theme
from casetracker.gui.widgets.basics import emphasised, named
from casetracker.gui.widgets.buttons import QuietButton
from casetracker.gui.widgets.flow import Flow
from casetracker.i18n import _

MOST = 3
"""With more values of one facet than these, one chip says how many there are."""
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
        self.setToolTip(_("Take away: {what}").format(what=told))
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        caption = self.fontMetrics().horizontalAdvance(f"{self.shown.caption}: ")
        text = QFontMetrics(emphasised(self.font())).horizontalAdvance(self.shown.text) + 2
        return QSize(min(_WIDEST, caption + text + 2 * _PAD + _GAP + _CROSS), self.fontMetrics().height() + 8)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

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
            caption = f"{self.shown.caption}: "
            painter.setPen(QColor(colours.muted if not theme.is_dark() else colours.text))
            painter.drawText(room, where, caption)
            room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(caption))
            painter.setFont(emphasised(painter.font()))
            painter.setPen(QColor(colours.text))
            text = painter.fontMetrics().elidedText(self.shown.text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, where, text)
            cross = icons.pixmap("x", _CROSS, "text" if over else "muted", self.devicePixelRatioF())
            painter.drawPixmap(self.width() - _PAD - _CROSS, (self.height() - _CROSS) // 2, cross)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()


class ChipLine(QWidget):
    """Nothing where nothing is chosen."""

    removed = Signal(str, object)
    """A facet, and the value that is to go, or None for all of it."""
    cleared = Signal()

    def __init__(self, above: QWidget, parent: QWidget | None = None) -> None:
        """`above` is what Tab leaves for the chips."""
        super().__init__(parent)
        named(self, "chips", _("What is chosen"))
        self._above = above
        holder = QWidget()
        self._flow = Flow(holder, gap=6)
        self._chips: list[ChipButton] = []
        self._clear = named(QuietButton(_("Clear"), "funnel-x"), "clear-chips", _("Clear all that is chosen"))
        self._clear.setToolTip(_("Clear all that is chosen (Ctrl+Shift+Backspace, or Escape in the list)"))
        self._clear.setAutoDefault(False)
        self._clear.clicked.connect(lambda _checked: self.cleared.emit())
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(holder, 1)
        line.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_chips(self, chips: Sequence[Shown]) -> None:
        """These and no others; the keyboard stays in the line if it was there."""
        if [chip.shown for chip in self._chips] == list(chips):
            return
        place = next((at for at, chip in enumerate(self._chips) if chip.hasFocus()), None)
        while self._flow.count():
            self._flow.takeAt(0)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [ChipButton(each) for each in chips]
        for chip in self._chips:
            chip.clicked.connect(lambda _checked, of=chip.shown: self.removed.emit(of.facet, of.value))
            self._flow.addWidget(chip)
            chip.show()
        self._put_in_order()
        self.setVisible(bool(chips))
        self.updateGeometry()
        if place is not None and self._chips:
            self._chips[min(place, len(self._chips) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_in_order(self) -> None:
        """Tab goes through the chips as they stand, though they were made last."""
        order = [self._above, *self._chips, self._clear]
        for one, other in pairwise(order):
            self.setTabOrder(one, other)
