"""Under the search, what is chosen of facets: a chip for each value, and a button that takes all away.

No more than two lines of them, so that the list keeps its place; a button says how many there are besides, and shows them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from casetracker.gui import icons, theme
from casetracker.gui.widgets.basics import column, emphasised, named, row
from casetracker.gui.widgets.buttons import QuietButton
from casetracker.gui.widgets.flow import Flow, fitting
from casetracker.i18n import _, ngettext

MOST = 3
"""With more values of one facet than these, one chip says how many there are."""
LINES = 2
"""So many lines of chips are shown before all are asked for."""
_PAD, _GAP, _CROSS, _WIDEST, _BETWEEN = 9, 5, 12, 260, 6


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
        self._above, self._whole = above, False
        self._holder = QWidget()
        self._flow = Flow(self._holder, gap=_BETWEEN)
        self._chips: list[ChipButton] = []
        self._more = named(QuietButton("", "plus"), "more-chips", _("What else is chosen"))
        self._more.setAutoDefault(False)
        self._more.clicked.connect(lambda _checked: self._show_whole(not self._whole))
        self._clear = named(QuietButton(_("Clear"), "funnel-x"), "clear-chips", _("Clear all that is chosen"))
        self._clear.setToolTip(_("Clear all that is chosen (Ctrl+Shift+Backspace, or Escape in the list)"))
        self._clear.setAutoDefault(False)
        self._clear.clicked.connect(lambda _checked: self.cleared.emit())
        beside = column(self._clear, self._more, gap=0)
        for button in (self._clear, self._more):
            beside.setAlignment(button, Qt.AlignmentFlag.AlignRight)
        beside.addStretch()
        line = row(self._holder, beside, gap=_BETWEEN)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def show_chips(self, chips: Sequence[Shown]) -> None:
        """These and no others; the keyboard stays in the line if it was there."""
        if [chip.shown for chip in self._chips] == list(chips):
            return
        place = next((at for at, chip in enumerate(self._chips) if chip.hasFocus()), None)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [self._made(each) for each in chips]
        self._whole = self._whole and bool(chips)
        cleared = not chips and any(button.hasFocus() for button in (self._more, self._clear))
        self._fit()
        self._put_in_order()
        self.setVisible(bool(chips))
        if place is not None:
            shown = [chip for chip in self._chips if not chip.isHidden()]
            following: list[QWidget] = [*shown[place:], *shown[-1:], self._above]
            following[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif cleared:
            self._above.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, shown: Shown) -> ChipButton:
        chip = ChipButton(shown, self._holder)
        chip.clicked.connect(lambda _checked: self.removed.emit(shown.facet, shown.value))
        return chip

    def _show_whole(self, whole: bool) -> None:
        self._whole = whole
        self._fit()

    def _fit(self) -> None:
        """As many as there is room for, and a button for the rest; all of them if they were asked for."""
        while self._flow.count():
            self._flow.takeAt(0)
        fit = self._room_for(self._clear)
        if fit < len(self._chips):
            self._call_more(len(self._chips) - 1)  # as wide as it gets
            fit = self._room_for(self._clear, self._more)
        self._call_more(len(self._chips) - fit)
        self._more.setVisible(fit < len(self._chips))
        for place, chip in enumerate(self._chips):
            chip.setVisible(self._whole or place < fit)
            if not chip.isHidden():
                self._flow.addWidget(chip)
        self.updateGeometry()

    def _room_for(self, *beside: QWidget) -> int:
        """How many chips can be seen at once, with these at the right of them."""
        room = self.width() - max(button.sizeHint().width() for button in beside) - _BETWEEN
        return fitting([chip.sizeHint().width() for chip in self._chips], room, _BETWEEN, LINES)

    def _call_more(self, hidden: int) -> None:
        rest = "\n".join(f"{chip.shown.caption}: {chip.shown.text}" for chip in self._chips[len(self._chips) - hidden:])
        told = _("Show fewer") if self._whole else ngettext("{n} more", "{n} more", hidden).format(n=hidden)
        self._more.setText(told)
        self._more.setIcon(icons.icon("minus" if self._whole else "plus", "link"))
        self._more.setToolTip("" if self._whole else rest)
        self._more.setAccessibleDescription("" if self._whole else rest)

    def _put_in_order(self) -> None:
        """Tab goes through the chips as they stand, though they were made last."""
        order = [self._above, *self._chips, self._more, self._clear]
        for one, other in pairwise(order):
            self.setTabOrder(one, other)

    # Qt's own names from here on.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
