"""A widget in a circle of references dies in the window's thread, whoever is at work elsewhere."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject

from casetracker.gui.rubbish import Rubbish

Patience = Callable[[Callable[[], object]], None]
pytestmark = pytest.mark.usefixtures("qapp")


class _Circle:
    """Stands for a closed dialog that is held by its own slots."""

    def __init__(self, died_in: list[int]) -> None:
        self.itself, self.held = self, QObject()
        self._died_in = died_in

    def __del__(self) -> None:
        self._died_in.append(threading.get_ident())


def test_a_worker_that_makes_many_objects_destroys_nobody_elses(until: Patience) -> None:
    rubbish, died_in = Rubbish(), list[int]()
    for _each in range(50):
        _Circle(died_in)

    def work() -> None:
        kept = [[number] for number in range(200_000)]
        assert kept

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert died_in == []
    until(lambda: len(died_in) == 50)
    assert set(died_in) == {threading.get_ident()}
    assert not gc.isenabled()
    del rubbish
