"""When Python looks for what nothing holds any more but itself: in the window's thread, and in no other.

Left to itself Python looks in whichever thread happens to make one object too many. A dialog that was closed, and that
holds itself in a circle, would then be destroyed by a worker in the midst of what the window does, and the program dies.

While it looks, everything waits. So it looks often, when there is little to look through, and never through what stays for
as long as the program runs, nor through all that a worker has in hand.
"""

from __future__ import annotations

import gc
import sys
from time import process_time, thread_time

from PySide6.QtCore import QObject, QTimer

_LOOK_MILLISECONDS = 100
_FIRST_LOOK_MILLISECONDS = 1500  # the first list is painted without
_MANY_MODULES = 40
_BUSY = 0.2  # of the time between two looks


class Rubbish(QObject):
    """While it lives, circles are looked for on a timer of the thread that made it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._modules = len(sys.modules)
        self._others = _time_of_others()
        self._timer = QTimer(self, interval=_LOOK_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        QTimer.singleShot(_FIRST_LOOK_MILLISECONDS, self._timer, self._timer.start)

    def look(self) -> None:
        """As far back as Python itself would look by now, but among the newest only while a worker is at work: what it
        has in hand may be very much, and is gone when it has done."""
        others = _time_of_others()
        busy, self._others = others - self._others > _BUSY * _LOOK_MILLISECONDS / 1000, others
        due = [generation for generation, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
               if count > most]
        if due:
            gc.collect(0 if busy else max(due))
        self._spare_modules()

    def _spare_modules(self) -> None:
        """Modules and their classes stay: once many have come, all that is left now is never looked through again."""
        if len(sys.modules) - self._modules > _MANY_MODULES:
            self._modules = len(sys.modules)
            gc.freeze()


def _time_of_others() -> float:
    """Seconds for which all threads but this one have worked so far."""
    return process_time() - thread_time()
