"""How long nobody has touched the program: what a store that locks itself goes by."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_LOOK_MILLISECONDS = 5000
_TOUCHES = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate, QEvent.Type.TabletMove, QEvent.Type.InputMethod,
})


class Idle(QObject):
    """Tells when nobody has touched any window of the program for so many minutes.

    It listens at the windows and not at the whole program, where every event of every widget would pass through it. It
    counts by the clock on the wall too, for while a computer sleeps the other one may stand still.
    """

    reached = Signal()

    def __init__(self, minutes: Callable[[], int], parent: QObject) -> None:
        """`minutes` is asked at every look; 0 is never."""
        super().__init__(parent)
        self._minutes = minutes
        self._last = _now()
        self._timer = QTimer(self, interval=_LOOK_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def touch(self) -> None:
        self._last = _now()

    def look(self) -> None:
        for window in QGuiApplication.topLevelWindows():
            self._listen_to(window)
        minutes = self._minutes()
        passed = max(now - then for now, then in zip(_now(), self._last, strict=True))
        if minutes > 0 and passed >= minutes * 60:
            self.touch()
            self.reached.emit()

    def _listen_to(self, window: QWindow) -> None:
        window.removeEventFilter(self)  # a filter that is there already would be called twice
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touch()
        return False


def _now() -> tuple[float, float]:
    return time.monotonic(), time.time()
