"""The store that is open in the window: one at most, from its opening until it is put away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from casetracker.gui.navigation import PLACES
from casetracker.gui.ops import Operations
from casetracker.gui.settings import Settings
from casetracker.gui.upkeep import Upkeep
from casetracker.gui.views.desk import Desk

if TYPE_CHECKING:
    from casetracker.services.case_store import CaseStore


class Holding(QObject):
    """Gives the open store its desk and its upkeep, and takes both away again."""

    made = Signal(object)
    """A desk that nobody listens to yet, and nobody sees."""
    taken = Signal(object)
    """The store is open, and its desk is about to be shown."""
    leaving = Signal()
    """Whatever is open is about to be put away."""
    failed = Signal(object)
    check_due = Signal(bool)
    """Whether hashing the evidence files again is due."""

    def __init__(self, body: QStackedWidget, settings: Settings, return_to: tuple[str, str], window: QWidget) -> None:
        """`return_to` is the kind of list and the reference where somebody was before the lock."""
        super().__init__(window)
        self._body, self._settings = body, settings
        self.return_to = return_to
        self.desk: Desk | None = None
        self.upkeep: Upkeep | None = None

    @property
    def folder(self) -> Path | None:
        return self.desk.ops.store.folder if self.desk is not None else None

    @property
    def writing(self) -> bool:
        return self.desk is not None and self.desk.ops.writing

    def take(self, store: CaseStore) -> None:
        """A store has been opened: it takes the place of the one before, once that has written all it had to."""
        if self.writing:
            self.when_written(lambda: self.take(store))
            return
        self.put_away()
        self.desk = desk = Desk(Operations(store, self), self._settings)
        self.made.emit(desk)
        self.taken.emit(store)
        self._return()
        self._keep_up(store)
        # Made and painted in one go it would hold the window too long.
        QTimer.singleShot(0, self, lambda: self._show(desk))

    def when_written(self, call: Callable[[], object]) -> None:
        assert self.desk is not None
        self.desk.ops.idle.connect(call, Qt.ConnectionType.SingleShotConnection)

    def put_away(self) -> None:
        self.leaving.emit()
        if self.desk is None:
            return
        desk, self.desk = self.desk, None
        desk.keep_layout()
        self._end_upkeep()
        for dialog in desk.findChildren(QDialog):
            dialog.close()  # what it still looks for is not wanted any more, and would be waited for
        self._body.removeWidget(desk)
        desk.ops.close()
        desk.ops.deleteLater()
        desk.deleteLater()

    def _show(self, desk: Desk) -> None:
        if desk is not self.desk:
            return  # put away again before anybody saw it
        self._body.addWidget(desk)
        self._body.setCurrentWidget(desk)
        desk.shown_list.enter()

    def _return(self) -> None:
        """Where the person was before the lock."""
        (kind, reference), self.return_to = self.return_to, ("", "")
        if self.desk is not None and kind in {place.kind for place in PLACES}:
            self.desk.go(kind)
            if reference:
                self.desk.open(reference)

    def _keep_up(self, store: CaseStore) -> None:
        """What the program does for the store by itself; it begins when the first list has been painted."""
        self.upkeep = Upkeep(store, self)
        self.upkeep.failed.connect(self.failed)
        self.upkeep.checked.connect(self.check_due)

    def _end_upkeep(self) -> None:
        if self.upkeep is not None:
            self.upkeep.close()
            self.upkeep.deleteLater()
            self.upkeep = None
        self.check_due.emit(False)
