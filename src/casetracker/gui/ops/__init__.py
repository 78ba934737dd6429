"""The one door between the window and the case store: `run` asks for a change, `read` asks a question.

A change goes through the store's write lane and comes back as a `ChangeSet`; one signal carries it to every
view with whoever asked for it, and each view reads again only what it shows. No view calls another. What another
process wrote arrives the same way, with nobody as its initiator.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from casetracker.errors import UserError
from casetracker.gui.tasks import Courier, Errand, ReadPool

if TYPE_CHECKING:
    from casetracker.services.case_store import CaseStore
    from casetracker.services.changes import ChangeSet

T = TypeVar("T")
POLL_MILLISECONDS = 1000


class Operations(QObject):
    """Owns the open store for the window's lifetime and everything under way on it."""

    changed = Signal(object, object)
    """(ChangeSet, initiator or None): something was written, here or by another process."""
    failed = Signal(object)
    """An exception nobody took care of: a UserError becomes a sentence, anything else a crash report."""
    noticed = Signal(str)
    """A calm sentence for the person at the window: what was done, where it lies."""
    idle = Signal()
    """The last write under way has ended."""

    def __init__(self, store: CaseStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self._courier = Courier(self)
        self._reads = ReadPool(self._courier, store.database.interrupt)
        self._writing = 0
        self._closed = False
        self._version = store.data_version()
        self._seen = _head(store)
        self._timer = QTimer(self, interval=POLL_MILLISECONDS)
        self._timer.timeout.connect(self._poll)
        self._timer.start()

    @property
    def writing(self) -> bool:
        return self._writing > 0

    def run(
        self, fn: Callable[[], ChangeSet], *, initiator: object = None,
        success: Callable[[ChangeSet], object] | None = None,
        failure: Callable[[Exception], object] | None = None,
    ) -> None:
        """Writes through the lane. `failure` hears of every exception; a bug of ours is reported besides.

        For work that takes long the service is given a `Progress`, which whoever asked looks at.
        """
        self._writing += 1

        def done(change: ChangeSet) -> None:
            self._seen = max(self._seen, change.sequence)
            try:
                if success is not None:
                    success(change)
                self.changed.emit(change, initiator)
            finally:
                self._ended()

        def broken(error: Exception) -> None:
            try:
                self._report(error, failure)
            finally:
                self._ended()

        errand = Errand(fn, done, broken)

        def work() -> None:
            errand.do()
            self._courier.send(errand.deliver)

        self.store.lane.submit(work)

    def keep(self, fn: Callable[[], object]) -> None:
        """Writes through the lane what changes no record, and says nothing of it: a disk that is full is told of when
        somebody saves. A bug of ours is reported."""
        if self._closed:
            return  # a form that outlived its store
        self._writing += 1

        def broken(error: Exception) -> None:
            self._ended()
            if not isinstance(error, UserError):
                self.failed.emit(error)

        errand = Errand(fn, lambda _nothing: self._ended(), broken)

        def work() -> None:
            errand.do()
            self._courier.send(errand.deliver)

        self.store.lane.submit(work)

    def read(
        self, fn: Callable[[], T], success: Callable[[T], object],
        failure: Callable[[Exception], object] | None = None, key: str | None = None,
    ) -> None:
        """Reads beside the lane. Of several reads under one key only the answer to the last arrives; the others end."""
        self._reads.ask(fn, success, lambda error: self._report(error, failure), key)

    def forget(self, key: str) -> None:
        """No answer to what was read under this key is wanted any more."""
        self._reads.forget(key)

    def close(self) -> None:
        """Ends the reading and the store; the caller has waited for `idle`."""
        self._closed = True
        self._timer.stop()
        self._reads.close()
        self.store.close()

    def _ended(self) -> None:
        self._writing -= 1
        if not self._writing:
            self.idle.emit()

    def _report(self, error: Exception, failure: Callable[[Exception], object] | None) -> None:
        if failure is not None:
            failure(error)
        if failure is None or not isinstance(error, UserError):
            self.failed.emit(error)

    def _poll(self) -> None:
        try:
            version = self.store.data_version()
        except Exception as error:
            # Said once: a store that has gone does not come back by asking every second.
            self._timer.stop()
            self.failed.emit(error)
            return
        if version == self._version:
            return
        self._version = version
        self.read(self._since, self._others_wrote, key="others")

    def _since(self) -> ChangeSet | None:
        from casetracker.services import history

        return history.since(self.store, self._seen)

    def _others_wrote(self, change: ChangeSet | None) -> None:
        if change is None or change.sequence <= self._seen:
            return
        self._seen = change.sequence
        self.changed.emit(change, None)


def _head(store: CaseStore) -> int:
    from casetracker.services import history

    return history.head_sequence(store)
