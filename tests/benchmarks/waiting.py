"""How a script waits while the window lives on."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QEventLoop, QTimer

PATIENCE = 1_800.0  # seconds


def until(holds: Callable[[], object]) -> None:
    """Something that never comes is a fault of the script."""
    ends = perf_counter() + PATIENCE
    while not holds():
        if perf_counter() > ends:
            raise TimeoutError
        rest(5)


def rest(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
