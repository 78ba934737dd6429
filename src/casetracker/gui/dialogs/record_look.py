"""A look at a record beside what one is doing: its page in a window of its own, which leaves the form below as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget

from casetracker.domain.shapes import kind_of_reference
from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations
    from casetracker.gui.pages.record_page import RecordPage


class Look(Dialog):
    """The page of a record; its links lead on within the same window."""

    def __init__(self, ops: Operations, reference: str, parent: QWidget | None) -> None:
        super().__init__("look", reference, parent, size=QSize(760, 720))
        self._ops = ops
        self._pages: dict[str, RecordPage] = {}
        self.stack = named(QStackedWidget(), "look_pages", _("Record"))
        self.add(self.stack, 1)
        self.add_cancel(_("&Close")).setDefault(True)
        self.show_record(reference)

    def show_record(self, reference: str) -> None:
        from casetracker.gui.pages import page_for

        kind = kind_of_reference(reference)
        if kind is None:
            return
        if kind not in self._pages:
            self._pages[kind] = page_for(kind, self._ops, self.stack)
            self._pages[kind].open_requested.connect(self.show_record)
            self.stack.addWidget(self._pages[kind])
        self.setWindowTitle(reference)
        self._pages[kind].show_record(reference)
        self.stack.setCurrentWidget(self._pages[kind])
