"""The page of one record: read beside the window's thread, laid out from real widgets, read again after a change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedLayout, QWidget

from casetracker.domain.shapes import shape_of
from casetracker.gui.pages.context import Context
from casetracker.gui.pages.sheets import Sheets
from casetracker.gui.widgets.basics import named, quiet, whenever_alive
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations
    from casetracker.services.case_store import CaseStore

_PAUSE = 60  # milliseconds in which several changes are taken together


class RecordPage(QWidget):
    """Shows one record of a kind; subclasses say what is read and how it is laid out."""

    open_requested = Signal(str)

    def __init__(self, kind: str, ops: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind, self._ops = kind, ops
        self._reference = ""
        self._revealed = False
        self._stale = False
        named(self, f"page_{kind}", _(shape_of(kind).label))
        self.area = self._make_area()
        self._message = named(quiet(""), "page_message")
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._message)
        self._stack.addWidget(self.area)
        self._again = QTimer(self, interval=_PAUSE, singleShot=True)
        self._again.timeout.connect(self._read)
        self._sheets = Sheets(self.area)
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
        self._reference = reference
        self._read()

    def clear(self) -> None:
        self._reference = ""
        self._revealed = False
        self._ops.forget(self._key)
        self._laid_out = ""
        self._sheets.clear()
        self._say(_("Choose a record in the list to see it here."))

    def reveal(self) -> None:
        self._revealed = True
        self._read()

    def hide_again(self) -> None:
        self._revealed = False
        self._read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever turns to something else leaves no protected name behind."""
        super().hideEvent(event)
        if self._revealed:
            self._sheets.clear()
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
        return self._sheets.whole and bool(self._reference) and self._laid_out == self._reference

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
        self._stale = False
        if not self._reference:
            return
        store, reference, revealed = self._ops.store, self._reference, self._revealed
        self._ops.read(lambda: self.read(store, reference, revealed), whenever_alive(self, self._arrived),
                       whenever_alive(self, self._missing), key=self._key)

    def _arrived(self, found: Any) -> None:
        if self._reference:
            again, self._laid_out = self._laid_out == self._reference, self._reference
            self._stack.setCurrentWidget(self.area)
            self._sheets.lay_out(self.parts(found), again)

    def _missing(self, error: Exception) -> None:
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        self._message.setText(sentence)
        self._stack.setCurrentWidget(self._message)

    def _changed(self) -> None:
        """Read again what somebody looks at; a page that nobody sees waits until somebody does."""
        if self._reference and self.isVisible():
            self._again.start()
        else:
            self._stale = True
