"""A widget in a circle of references dies in the window's thread, whoever is at work elsewhere."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject

from casetracker.gui import rubbish as rubbish_module
from casetracker.gui.rubbish import Rubbish

Patience = Callable[[Callable[[], object]], None]
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(autouse=True)
def _nothing_is_spared_for_ever() -> Iterator[None]:
    yield
    gc.unfreeze()


class _Circle:
    """Stands for a closed dialog that is held by its own slots."""

    def __init__(self, died_in: list[int]) -> None:
        self.itself, self.held = self, QObject()
        self._died_in = died_in

    def __del__(self) -> None:
        self._died_in.append(threading.get_ident())


def test_a_worker_that_makes_many_objects_destroys_nobody_elses(until: Patience) -> None:
    rubbish, died_in = Rubbish(), list[int]()
    for _each in range(1000):
        _Circle(died_in)

    def work() -> None:
        kept = [[number] for number in range(200_000)]
        assert kept

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert died_in == []

    def all_died() -> bool:
        _circles()  # for what dies meanwhile of earlier tests is taken off the number by which Python looks
        return len(died_in) == 1000

    until(all_died)
    assert set(died_in) == {threading.get_ident()}
    assert not gc.isenabled()
    del rubbish


def _circles() -> None:
    """As many as make Python look through the youngest."""
    for _each in range(1000):
        circle: list[object] = []
        circle.append(circle)


def test_what_came_with_the_modules_is_not_looked_through_again(monkeypatch: pytest.MonkeyPatch) -> None:
    rubbish = Rubbish()
    stays = [[number] for number in range(10_000)]
    before = gc.get_freeze_count()
    rubbish.look()
    assert gc.get_freeze_count() <= before
    for number in range(60):
        monkeypatch.setitem(sys.modules, f"invented_{number}", sys)
    rubbish.look()
    assert gc.get_freeze_count() > len(stays)


@pytest.mark.parametrize(("busy", "oldest"), [(0.0, 2), (0.1, 0)])
def test_all_that_a_worker_has_in_hand_is_looked_through_when_it_has_done(
        monkeypatch: pytest.MonkeyPatch, busy: float, oldest: int) -> None:
    looks, seen = iter(range(10_000)), list[int]()
    monkeypatch.setattr(rubbish_module, "_time_of_others", lambda: busy * next(looks))
    rubbish = Rubbish()

    def note(phase: str, told: dict[str, int]) -> None:
        if phase == "start":
            seen.append(told["generation"])

    gc.callbacks.append(note)
    try:
        for _each in range(300):
            _circles()
            rubbish.look()
    finally:
        gc.callbacks.remove(note)
    assert max(seen) == oldest


def test_rubbish_that_came_with_modules_is_not_spared(monkeypatch: pytest.MonkeyPatch) -> None:
    rubbish, died_in = Rubbish(), list[int]()
    for _each in range(1000):
        _Circle(died_in)
    for number in range(60):
        monkeypatch.setitem(sys.modules, f"invented_{number}", sys)
    rubbish.look()
    assert len(died_in) == 1000
