"""The record beside the list: one page for each kind that was looked at, and a word where nothing is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from casetracker.domain.shapes import kind_of_reference
from casetracker.gui.ops import Operations
from casetracker.gui.views.empty_state import EmptyState
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.pages.record_page import RecordPage


_FIRST_MILLISECONDS, _SOON_MILLISECONDS = 60, 15  # in which the list is painted: the whole window at first, then a row


class Beside(QStackedWidget):
    """Turns to whatever record it is told of, in a moment."""

    open_requested = Signal(str)

    def __init__(self, ops: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "pages", _("Record"))
        self._ops = ops
        self._pages: dict[str, RecordPage] = {}
        self._reference = ""
        self._nothing = EmptyState("no-record")
        self._nothing.say("file-text", "", _("Choose a record to see it here."))
        self.addWidget(self._nothing)
        self._soon = QTimer(self, interval=_FIRST_MILLISECONDS, singleShot=True)
        self._soon.timeout.connect(self._turn)

    def show_record(self, reference: str) -> None:
        """In a moment: the row of the list is painted first, and of several that are passed by only the last is read."""
        self._reference = reference
        self._soon.start()

    def redraw(self) -> None:
        """Pictures that were made in the colours of before."""
        self._nothing.redraw()

    def _turn(self) -> None:
        kind = kind_of_reference(self._reference) if self._reference else None
        if kind is None:
            self.setCurrentWidget(self._nothing)
            return
        page = self._page(kind)
        self._soon.setInterval(_SOON_MILLISECONDS)
        page.show_record(self._reference)
        self.setCurrentWidget(page)

    def _page(self, kind: str) -> RecordPage:
        if kind not in self._pages:
            from casetracker.gui import pages  # late: the list is painted first

            page = pages.page_for(kind, self._ops, self)
            page.open_requested.connect(self.open_requested)
            self.addWidget(page)
            self._pages[kind] = page
        return self._pages[kind]
