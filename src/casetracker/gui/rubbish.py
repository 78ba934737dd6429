"""When Python looks for what nothing holds any more but itself: in the window's thread, and in no other.

Left to itself Python looks in whichever thread happens to make one object too many. A dialog that was closed, and that
holds itself in a circle, would then be destroyed by a worker in the midst of what the window does, and the program dies.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_MILLISECONDS = 500


class Rubbish(QObject):
    """While it lives, circles are looked for on a timer of the thread that made it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_LOOK_MILLISECONDS)
        self._timer.timeout.connect(collect_what_is_due)
        self._timer.start()


def collect_what_is_due() -> None:
    """As far back as Python itself would look by now: the oldest objects seldom, the newest often."""
    due = [generation for generation, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
           if count > most]
    if due:
        gc.collect(max(due))
