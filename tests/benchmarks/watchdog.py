"""How long the window's thread was away from its events, and, if asked, in which lines of the program."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from dataclasses import dataclass, field
from time import perf_counter, sleep, thread_time
from types import FrameType

from PySide6.QtCore import QObject, Qt, QTimer

_TICK = 2  # milliseconds
_LOOK = 0.005
_LONG = 0.03
_DEEP = 5
_OURS = "/casetracker/"


@dataclass
class Hold:
    """The longest time between two ticks, in milliseconds; the most that this thread computed between two; and how many
    were too long. On a machine where others are at work the first is longer than the program's fault."""

    held: float = 0.0
    computed: float = 0.0
    long: int = 0
    where: Counter[str] = field(default_factory=Counter)


class Watchdog(QObject):
    """Ticks in the thread that made it; a tick that comes late was held."""

    def __init__(self, most: float, where: bool) -> None:
        super().__init__()
        self._most, self._looks, self._thread = most, where, threading.get_ident()
        self._hold = Hold()
        self._last, self._computed = perf_counter(), thread_time()
        self._timer = QTimer(self, interval=_TICK)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        if where:
            threading.Thread(target=self._look, daemon=True).start()

    def begin(self) -> None:
        """What was before counts no more."""
        self._hold = Hold()
        self._last, self._computed = perf_counter(), thread_time()

    def end(self) -> Hold:
        self._tick()
        return self._hold

    def _tick(self) -> None:
        now, computed, hold = perf_counter(), thread_time(), self._hold
        held = (now - self._last) * 1000
        hold.long += held > self._most
        hold.held = max(hold.held, held)
        hold.computed = max(hold.computed, (computed - self._computed) * 1000)
        self._last, self._computed = now, computed

    def _look(self) -> None:
        while True:
            sleep(_LOOK)
            if perf_counter() - self._last > _LONG:
                self._hold.where[_told(sys._current_frames().get(self._thread))] += 1


def _told(frame: FrameType | None) -> str:
    """The innermost lines of the program. Frames are let go before anything here could wait: what they hold (a painter,
    a dialog) must not outlive them, least of all to end in this thread."""
    every: list[tuple[str, int, str]] = []
    while frame is not None:
        every.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
        frame = frame.f_back
    ours = [line for line in every if _OURS in line[0]] or every
    return " < ".join(f"{file.rpartition('/')[2]}:{line} {name}" for file, line, name in ours[:_DEEP])
