"""How work leaves the window's thread and how its answer comes back to it.

A worker never touches a widget. It hands a call to the `Courier`, which lives in the window's thread and makes
the call there; a signals object made inside a worker would run its listeners in that worker.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")
Call = Callable[[], object]


def outcome(
    work: Callable[[], T], success: Callable[[T], object], failure: Callable[[Exception], object]
) -> Call:
    """Does the work here and now, and gives back the call that tells the window how it went."""
    try:
        return partial(success, work())
    except Exception as error:
        return partial(failure, error)


class Courier(QObject):
    """Carries calls from any thread into the thread that made the courier."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def send(self, call: Call) -> None:
        self._arrived.emit(call)

    def _hand_over(self, call: Call) -> None:
        call()


class Progress:
    """How far a long piece of work is, told by the worker and looked at by the window.

    The worker calls it as `progress(done, total)` and stops when the answer is false. There is no signal for
    every chunk: the strip that shows it looks ten times a second.
    """

    def __init__(self, title: str, cancellable: bool = True) -> None:
        self.title = title
        self.cancellable = cancellable
        self.done = 0
        self.total = 0
        self._cancelled = threading.Event()

    def __call__(self, done: int, total: int) -> bool:
        self.done, self.total = done, total
        return not self._cancelled.is_set()

    def cancel(self) -> None:
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    @property
    def permille(self) -> int:
        """Between 0 and 1000, since a progress bar counts in ints and a video is longer than they are."""
        return min(1000, self.done * 1000 // self.total) if self.total > 0 else 0


class ReadPool:
    """Two threads that read beside the one that writes; of questions under one key only the last is answered."""

    def __init__(self, courier: Courier) -> None:
        self._courier = courier
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="read")
        self._latest: dict[str, int] = {}
        self._closed = False

    def ask(
        self, question: Callable[[], T], answer: Callable[[T], object],
        failure: Callable[[Exception], object], key: str | None = None,
    ) -> None:
        if self._closed:
            return  # a page that wanted to read again when the store was being closed
        ticket = self._ticket(key)

        def work() -> None:
            if not self._wanted(key, ticket):
                return
            reply = outcome(question, answer, failure)
            self._courier.send(lambda: reply() if self._wanted(key, ticket) else None)

        self._threads.submit(work)

    def forget(self, key: str) -> None:
        """Whatever is still asked under this key is not wanted any more."""
        self._ticket(key)

    def close(self) -> None:
        self._closed = True
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _ticket(self, key: str | None) -> int:
        if key is None:
            return 0
        self._latest[key] = self._latest.get(key, 0) + 1
        return self._latest[key]

    def _wanted(self, key: str | None, ticket: int) -> bool:
        return key is None or self._latest.get(key) == ticket
