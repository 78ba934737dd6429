"""How work leaves the window's thread and how its answer comes back to it.

A worker never touches a widget. It hands a call to the `Courier`, which lives in the window's thread and makes
the call there; a signals object made inside a worker would run its listeners in that worker.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
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


class Errand:
    """Work for another thread, and whom in the window to tell of it.

    What it holds of the window is let go in the window's thread, whatever became of the work: a widget that a
    worker was the last to hold would be destroyed by that worker, in the midst of what the window does with it.
    """

    def __init__(
        self, work: Callable[[], T], success: Callable[[T], object], failure: Callable[[Exception], object]
    ) -> None:
        self._do: Callable[[], Call] | None = partial(outcome, work, success, failure)
        self._tell: Call | None = None

    def do(self) -> None:
        """In the worker; then `deliver` or `let_go` is sent to the window."""
        if self._do is not None:
            self._tell = self._do()

    def deliver(self) -> None:
        tell = self.let_go()
        if tell is not None:
            tell()

    def let_go(self) -> Call | None:
        tell, self._tell, self._do = self._tell, None, None
        return tell


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
    """Two threads that read beside the one that writes; of questions under one key only the last is answered.

    An older one that is still being answered is ended by `interrupt`, which is given its thread.
    """

    def __init__(self, courier: Courier, interrupt: Callable[[int], object] = lambda _thread: None) -> None:
        self._courier, self._interrupt = courier, interrupt
        self._guard = threading.Lock()
        self._running: dict[int, str] = {}  # thread -> the key of what it answers
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
        errand = Errand(question, answer, failure)

        def arrive() -> None:
            if self._wanted(key, ticket):
                errand.deliver()
            else:
                errand.let_go()

        def work() -> None:
            with self._named(key):
                if self._wanted(key, ticket):
                    errand.do()
            self._courier.send(arrive)

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
        with self._guard:  # while it is held no thread goes on to another question
            self._latest[key] = self._latest.get(key, 0) + 1
            for thread, under in self._running.items():
                if under == key:
                    self._interrupt(thread)
        return self._latest[key]

    @contextmanager
    def _named(self, key: str | None) -> Iterator[None]:
        """While a worker answers what can be overtaken, it is known which."""
        if key is None:
            yield
            return
        thread = threading.get_ident()
        with self._guard:
            self._running[thread] = key
        try:
            yield
        finally:
            with self._guard:
                del self._running[thread]

    def _wanted(self, key: str | None, ticket: int) -> bool:
        return key is None or self._latest.get(key) == ticket
