"""What the window does for a store by itself, once the first list stands: the daily copy, and a look whether a check is due.

In a thread of its own: a copy may take a while, and nobody waits for it, neither the lists nor who closes the window.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from casetracker.gui.tasks import Courier, Errand, Progress

if TYPE_CHECKING:
    from casetracker.services.case_store import CaseStore

AFTER_OPENING, AGAIN = 2_000, 3_600_000  # milliseconds


class Upkeep(QObject):
    """Begins shortly after the store is shown, and looks again every hour."""

    failed = Signal(object)
    checked = Signal(bool)
    """Whether hashing the evidence files again is due."""

    def __init__(self, store: CaseStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._courier = Courier(self)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="upkeep")
        self._progress = Progress("")
        self._timer = QTimer(self, interval=AFTER_OPENING)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Make the copy if it is due, and say whether the check is."""
        self._timer.setInterval(AGAIN)
        errand = Errand(self._work, self.checked.emit, self._told)

        def work() -> None:
            errand.do()
            self._courier.send(errand.deliver)

        self._thread.submit(work)

    def close(self) -> None:
        """Breaks off a copy under way; the store may be closed then."""
        self._timer.stop()
        self._progress.cancel()
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _work(self) -> bool:
        from casetracker.services import backups, fixity

        if backups.due(self._store):
            backups.automatic(self._store, self._progress)
        return fixity.due(self._store)

    def _told(self, error: Exception) -> None:
        if not self._progress.cancelled:
            self.failed.emit(error)
