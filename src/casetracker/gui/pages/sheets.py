"""The inside of a page: the sheet one sees, and below sight the one that is being laid out to take its place.

A sheet is laid out a few parts at a time, so that the window is never held by a long record, and is seen once it is whole:
nothing moves under somebody's eyes. Laid out in sight, each part would have all those before it looked at and painted again.
"""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

import shiboken6
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from casetracker.gui.widgets.basics import STEP, Flowing, column
from casetracker.gui.widgets.section import Unfolding

_WIDEST = 960
_SLICE = 0.005  # seconds of laying out at a time


class Sheets(Flowing):
    """Fills a scrolling area with the parts that it is given."""

    turned = Signal()
    """Another sheet is seen."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__()
        self._area = area
        self._steps: Iterator[None] = iter(())
        self._again = False
        self._ground: QVBoxLayout = column(gap=0)
        self.setLayout(self._ground)
        self.setMaximumWidth(_WIDEST)
        self._box: QVBoxLayout = column()
        self._seen = QWidget()
        self._laying: QWidget | None = None
        self._past: QWidget | None = None
        self._ground.addWidget(self._seen)
        self._rest = QTimer(self, interval=0, singleShot=True)
        self._rest.timeout.connect(self._go_on)
        area.setWidget(self)
        self.setAutoFillBackground(False)

    def lay_out(self, parts: Iterator[QWidget], again: bool = False) -> None:
        """A new sheet of these parts, seen once it is whole; `again` where it shows the record that is seen already."""
        self._drop()
        self._laying = self._new_sheet()
        self._steps, self._again = self._laid_out(parts, self._laying), again
        self._rest.start()

    def clear(self) -> None:
        """Nothing is seen, and nothing is on its way: no word of what was shown is left in any widget of the page."""
        before = self._drop()
        self._steps, self._again, self._laying = iter(()), False, QWidget(self)
        self._turn()
        past, self._past = self._past, None
        for sheet in filter(None, (*before, past)):
            sheet.setParent(None)
            sheet.deleteLater()  # not at once: who asks for this may have pressed a button on it

    @property
    def whole(self) -> bool:
        """Whether one sheet is there and no other."""
        return self._laying is None and self._past is None

    def _new_sheet(self) -> QWidget:
        """A sheet that lies below whatever can be scrolled to."""
        sheet = QWidget(self)
        self._box = column(gap=0)
        self._box.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 4 * STEP)
        self._box.addStretch(1)
        sheet.setLayout(self._box)
        sheet.move(0, self.height() + self._area.viewport().height())
        sheet.show()
        return sheet

    def _drop(self) -> list[QWidget]:
        """What was being laid out is not wanted any more."""
        self._rest.stop()
        dropped, self._laying = [self._laying] if self._laying is not None else [], None
        for sheet in dropped:
            sheet.hide()
            sheet.deleteLater()
        return dropped

    def _go_on(self) -> None:
        """Lays out for a moment, then lets the window breathe; turns to the sheet once nothing is left to lay out, and
        takes away the one before when that has been painted."""
        if self._laying is None:
            self._take_away()
        elif self._lay_out_some(self._laying):
            self._rest.start()
        else:
            self._turn()
            self._rest.start()

    def _lay_out_some(self, sheet: QWidget) -> bool:
        """Whether there was anything left to be laid out."""
        began = monotonic()
        return any(monotonic() - began > _SLICE for _step in self._steps)

    def _laid_out(self, parts: Iterator[QWidget], sheet: QWidget) -> Iterator[None]:
        """Step by step: each part made, dressed widget by widget, and laid out. All at once, when the sheet is seen, it
        would hold the window."""
        for part in parts:
            part.setParent(sheet)
            yield
            for widget in part.findChildren(QWidget):
                widget.ensurePolished()
                yield
            self._box.insertWidget(self._box.count() - 1, part)
            part.show()
            width = self._width()
            sheet.resize(width, max(sheet.heightForWidth(width), self._area.viewport().height()))
            yield

    def _take_away(self) -> None:
        past, self._past = self._past, None
        if past is not None:
            shiboken6.delete(past)

    def _turn(self) -> None:
        """The sheet that was seen until now is past."""
        self._take_away()
        old, bar = self._seen, self._area.verticalScrollBar()
        place, focus = (bar.value(), self._focused_name()) if self._again else (0, "")
        if self._again:
            self._unfold_as(old)
        if self._laying is not None:
            self._seen, self._laying = self._laying, None
        self._ground.removeWidget(old)
        self._ground.addWidget(self._seen)
        old.hide()
        self._make_room()
        bar.setValue(place)
        widget = self._seen.findChild(QWidget, focus) if focus else None
        if widget is not None:
            widget.setFocus()
        self.turned.emit()
        self._past = old

    def _width(self) -> int:
        """Beside a bar, there or not: a page that is whole is seldom too short for one."""
        bar = self._area.verticalScrollBar()
        return min(self._area.viewport().width() - (0 if bar.isVisible() else bar.sizeHint().width()), _WIDEST)

    def _make_room(self) -> None:
        """As tall as what is laid out; left to itself the area would notice one picture later."""
        view = self._area.viewport()
        self.resize(self.width(), max(self.heightForWidth(min(view.width(), _WIDEST)), view.height()))

    def _unfold_as(self, old: QWidget) -> None:
        unfolded = {each.objectName() for each in old.findChildren(Unfolding) if each.opened}
        for each in self.findChildren(Unfolding):
            if each.objectName() in unfolded and not each.opened:
                each.unfold()

    def _focused_name(self) -> str:
        """Of what has the window's focus, or will have it once the window is active again."""
        focus = self.window().focusWidget()
        return focus.objectName() if self._seen.isAncestorOf(focus) else ""
