"""Under the search, what is chosen of facets: a chip for each value, and a button that takes all away.

No more than two lines of them, so that the list keeps its place; a button says how many there are besides, and shows them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from casetracker.gui import icons
from casetracker.gui.views.chip_button import ChipButton as ChipButton
from casetracker.gui.views.chip_button import Shown as Shown
from casetracker.gui.widgets.basics import column, named, row
from casetracker.gui.widgets.buttons import QuietButton
from casetracker.gui.widgets.flow import Flow, fitting
from casetracker.gui.widgets.tips import tip
from casetracker.i18n import _, ngettext

MOST = 3
"""With more values of one facet than these, one chip says how many there are."""
LINES = 2
"""So many lines of chips are shown before all are asked for."""
_BETWEEN = 6


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
            if self._whole or place < fit:
                self._flow.addWidget(chip)
            chip.setVisible(self._whole or place < fit)
        self._flow.update()
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
        self._more.setToolTip("" if self._whole else tip(rest))
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
