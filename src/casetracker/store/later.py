"""What has to be done soon, and by nobody who is waiting."""

from __future__ import annotations

import threading
from collections.abc import Callable

_PAUSE = 0.02  # seconds


class Later:
    """Does what it was asked last, a moment later, in a thread of its own; what was asked before in that moment is not
    done. Once it is closed everything is done at once."""

    def __init__(self, pause: float = _PAUSE) -> None:
        self._pause, self._closing = pause, threading.Event()
        self._guard = threading.Condition()
        self._work: Callable[[], None] | None = None
        self._thread: threading.Thread | None = None

    def ask(self, work: Callable[[], None]) -> None:
        with self._guard:
            if self._closing.is_set():
                work()
                return
            nothing_waits, self._work = self._work is None, work
            if self._thread is None and not self._begin():
                self._work = None
                work()
            elif nothing_waits:
                self._guard.notify()

    def _begin(self) -> bool:
        """Whether a thread can be had; the last of a program that is ending cannot."""
        thread = threading.Thread(target=self._go, name="casetracker-later", daemon=True)
        try:
            thread.start()
        except RuntimeError:
            return False
        self._thread = thread
        return True

    def close(self) -> None:
        """Whatever waits is done when this returns."""
        with self._guard:
            self._closing.set()
            self._guard.notify()
        if self._thread is not None:
            self._thread.join()

    def _go(self) -> None:
        while not self._closing.is_set():
            with self._guard:
                self._guard.wait_for(lambda: self._work is not None or self._closing.is_set())
            self._closing.wait(self._pause)
            with self._guard:
                work, self._work = self._work, None
            if work is not None:
                work()
