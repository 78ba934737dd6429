"""The page of one record: read beside the window's thread, laid out from real widgets, read again after a change."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from casetracker.domain.shapes import shape_of
from casetracker.gui.pages.context import Context
from casetracker.gui.widgets.basics import STEP, Flowing, column, named, quiet, whenever_alive
from casetracker.gui.widgets.section import Unfolding
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations
    from casetracker.services.case_store import CaseStore

_PAUSE = 60  # milliseconds in which several changes are taken together
_WIDEST = 960
_SLICE = 0.03  # seconds of laying out at a time


class RecordPage(QWidget):
    """Shows one record of a kind; subclasses say what is read and how it is laid out."""

    open_requested = Signal(str)

    def __init__(self, kind: str, ops: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._ops = kind, ops
        self._reference = ""
        self._revealed = False
        named(self, f"page_{kind}", _(shape_of(kind).label))
        self.area = self._make_area()
        self._message = named(quiet(""), "page_message")
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._message)
        self._stack.addWidget(self.area)
        self._again = QTimer(self, interval=_PAUSE, singleShot=True)
        self._again.timeout.connect(self._read)
        self._rest = QTimer(self, interval=0, singleShot=True)
        self._rest.timeout.connect(self._go_on)
        self._box: QVBoxLayout = column()
        self._waiting: Iterator[QWidget] | None = None
        self._laid_out = ""
        ops.changed.connect(self._changed)
        self.clear()

    @property
    def reference(self) -> str:
        return self._reference

    def show_record(self, reference: str) -> None:
        """Shows a record; a name revealed on the page before is hidden again."""
        if reference != self._reference:
            self._revealed = False
            self.area.verticalScrollBar().setValue(0)
        self._reference = reference
        self._read()

    def clear(self) -> None:
        self._reference = ""
        self._revealed = False
        self._ops.forget(self._key)
        self._waiting, self._laid_out = None, ""
        self._say(_("Choose a record in the list to see it here."))
        self._put(QWidget())

    def reveal(self) -> None:
        self._revealed = True
        self._read()

    def hide_again(self) -> None:
        self._revealed = False
        self._read()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever turns to something else leaves no protected name behind."""
        super().hideEvent(event)
        if self._revealed:
            self._waiting = None
            self._put(QWidget())
            self.hide_again()

    def read(self, store: CaseStore, reference: str, revealed: bool) -> Any:
        """What the page shows; called beside the window's thread."""
        raise NotImplementedError

    def parts(self, found: Any) -> Iterator[QWidget]:
        """The page from top to bottom, each part made when it is asked for."""
        raise NotImplementedError

    @property
    def complete(self) -> bool:
        """Whether all that was read is laid out."""
        return self._waiting is None and bool(self._reference) and self._laid_out == self._reference

    def context(self, labels: dict[str, str]) -> Context:
        return Context(self._ops, self, self._reference, self._kind, self.open_requested.emit, labels)

    @property
    def _key(self) -> str:
        return f"page-{id(self)}"

    def _make_area(self) -> QScrollArea:
        area = named(QScrollArea(), "page_area", _("Record"))
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        area.viewport().setAutoFillBackground(True)
        return area

    def _read(self) -> None:
        if not self._reference:
            return
        store, reference, revealed = self._ops.store, self._reference, self._revealed
        self._ops.read(lambda: self.read(store, reference, revealed), whenever_alive(self, self._arrived),
                       whenever_alive(self, self._missing), key=self._key)

    def _arrived(self, found: Any) -> None:
        if not self._reference:
            return
        again = self._laid_out == self._reference
        unfolded = {each.objectName() for each in self.area.findChildren(Unfolding) if each.opened} if again else set()
        place, focus = self.area.verticalScrollBar().value(), self._focused_name()
        content = Flowing()
        self._box = column(gap=0)
        self._box.setContentsMargins(3 * STEP, 2 * STEP, 3 * STEP, 4 * STEP)
        self._box.addStretch(1)
        content.setLayout(self._box)
        content.setMaximumWidth(_WIDEST)
        self._waiting = self.parts(found)
        self._laid_out = self._reference
        self._go_on(None if again else _SLICE)
        for each in content.findChildren(Unfolding):
            if each.objectName() in unfolded:
                each.unfold()
        self._put(content)
        self._stack.setCurrentWidget(self.area)
        if again:
            QTimer.singleShot(0, whenever_alive(self, partial(self._return_to, place, focus)))

    def _go_on(self, seconds: float | None = _SLICE) -> None:
        """Lays out for a moment, then lets the window breathe; a page read again is laid out whole, to stay in place."""
        began = monotonic()
        for part in self._waiting or ():
            self._box.insertWidget(self._box.count() - 1, part)
            part.show()  # now and not a moment later, or the page would be too short for it until then
            if seconds is not None and monotonic() - began > seconds:
                self._rest.start()
                break
        else:
            self._waiting = None
        self._make_room()

    def _make_room(self) -> None:
        """As tall as what is laid out so far; left to itself the area would notice one picture later."""
        content = self.area.widget()
        if content is not None and content.layout() is self._box:
            width = self.area.viewport().width()
            content.resize(content.width(), max(content.heightForWidth(min(width, content.maximumWidth())),
                                                self.area.viewport().height()))

    def _return_to(self, place: int, focus: str) -> None:
        self.area.verticalScrollBar().setValue(place)
        widget = self.area.findChild(QWidget, focus) if focus else None
        if widget is not None:
            widget.setFocus()

    def _focused_name(self) -> str:
        focus = QApplication.focusWidget()
        return focus.objectName() if focus is not None and self.area.isAncestorOf(focus) else ""

    def _missing(self, error: Exception) -> None:
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._stack.setCurrentWidget(self._message)

    def _put(self, content: QWidget) -> None:
        content.setAutoFillBackground(False)
        old = self.area.takeWidget()
        if old is not None:
            old.deleteLater()
        self.area.setWidget(content)

    def _changed(self) -> None:
        if self._reference:
            self._again.start()
