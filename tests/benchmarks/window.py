"""How long the window is held, by a tour of a real one: open, type, scroll, walk, sort, select all, change all, undo, jump.

A timer in the window's thread beats every two milliseconds; what counts is the longest time between two beats in each part
of the tour, and how much of it the window's own thread worked (the rest it waited for a worker, or for the machine).

    sh tests/x11_session.sh python -m tests.benchmarks.window FOLDER    # a copy: all incidents are changed, and back

With `--stacks` a second thread says where the window is whenever a beat is late by more than 25 ms.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from casetracker.gui import app as program
from casetracker.gui import theme
from casetracker.gui.dialogs.bulk_change import ChangeSelected
from casetracker.gui.main_window import MainWindow
from casetracker.gui.rubbish import Rubbish
from casetracker.gui.settings import Settings
from casetracker.gui.views.record_list import RecordList

_LATE = 0.025
_LONGEST = 0.05
_PATIENCE = 600  # seconds that one step may take
Steps = Iterator[None]


@dataclass
class Held:
    """One part of the tour."""

    longest: float = 0.0
    own: float = 0.0
    """Of the longest: what the window's thread worked itself."""
    too_long: int = 0


@dataclass
class Beat:
    """Called in the window's thread, as often as that comes to it."""

    part: str = "start"
    parts: dict[str, Held] = field(default_factory=dict)
    last: float = field(default_factory=time.perf_counter)
    _worked: float = field(default_factory=time.thread_time)

    def __call__(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        gap, own = now - self.last, worked - self._worked
        self.last, self._worked = now, worked
        held = self.parts.setdefault(self.part, Held())
        held.too_long += gap > _LONGEST
        if gap > held.longest:
            held.longest, held.own = gap, own

    def watch(self, window_thread: int) -> None:
        """In a thread of its own: where the window is while it does not beat."""
        told = 0.0
        while True:
            time.sleep(0.004)
            if time.perf_counter() - self.last > _LATE and told != self.last:
                told = self.last
                stack = traceback.extract_stack(sys._current_frames()[window_thread])
                lines = (f"{Path(each.filename).name}:{each.lineno}" for each in reversed(stack[-8:]))
                print(f"  {self.part}:", " < ".join(lines))


class Tour(QObject):
    """Takes a step whenever the window has nothing better to do."""

    def __init__(self, window: MainWindow, folder: Path, beat: Beat) -> None:
        super().__init__(window)
        self._window, self._folder, self._beat = window, folder, beat
        self._steps = self._all()
        self._timer = QTimer(self, interval=5, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def _step(self) -> None:
        if next(self._steps, self) is self:
            self._timer.stop()
            self._beat.part = "close"
            self._window.close()

    def _all(self) -> Steps:
        window = self._window
        yield from self._part("open", self._open())
        assert window.desk is not None
        shown = window.desk.shown_list
        bar = shown.table.verticalScrollBar()
        yield from self._part("type", _type(shown.search, "bakhmut"))
        yield from self._part("clear", _do(shown.search.clear))
        yield from self._part("scroll", _scroll(bar.setValue, bar.maximum()))
        yield from self._part("walk", _walk(shown))
        yield from self._part("sort", _do(lambda: shown.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)))
        yield from self._part("sort back", _do(lambda: shown.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)))
        for kind in ("evidence", "source", "party", "body", "proceeding", "incident"):
            yield from self._part("other lists", _do(window.actions_[f"go-{kind}"].trigger, 1.5))
        yield from self._part("select all", _do(shown.table.selectAll))
        yield from self._part("change all", self._change())
        yield from self._part("undo", self._undo())
        yield from self._part("jump", self._jump())
        for name in ("amend", "journal", "move-status"):
            yield from self._part("dialogs", self._look_at(name))

    def _part(self, name: str, steps: Steps) -> Steps:
        self._beat.part = name
        yield from steps

    def _open(self) -> Steps:
        self._window.keeper.open(self._folder)
        yield from _until(lambda: self._window.desk is not None and self._window.desk.shown_list.model.total)
        yield from _rest(3)

    def _change(self) -> Steps:
        self._window.actions_["change-selected"].trigger()
        (dialog,) = self._window.findChildren(ChangeSelected)
        yield from _rest(2)
        dialog.panel.editors["lead"].set_value(f"Q. Invented {time.time():.0f}")
        yield from _until(dialog.do_button.isEnabled)
        gone: list[bool] = []
        dialog.destroyed.connect(lambda: gone.append(True))
        dialog.do_button.click()
        yield from _until(lambda: gone)
        yield from _rest(3)

    def _undo(self) -> Steps:
        self._window.actions_["undo"].trigger()
        desk = self._window.desk
        yield from _until(lambda: desk is not None and not desk.ops.writing)
        yield from _rest(3)

    def _jump(self) -> Steps:
        self._window.actions_["jump"].trigger()
        yield from _rest(0.5)
        line = QApplication.focusWidget()
        if isinstance(line, QLineEdit):
            yield from _type(line, "artemivsk")
            QTest.keyClick(line, Qt.Key.Key_Escape)

    def _look_at(self, name: str) -> Steps:
        self._window.actions_[name].trigger()
        yield from _rest(1.5)
        modal = QApplication.activeModalWidget()
        if modal is not None:
            modal.close()
        yield from _rest(0.5)


def _until(holds: Callable[[], object]) -> Steps:
    end = time.perf_counter() + _PATIENCE
    while not holds():
        if time.perf_counter() > end:
            raise TimeoutError
        yield


def _rest(seconds: float) -> Steps:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        yield


def _do(what: Callable[[], object], seconds: float = 2.0) -> Steps:
    what()
    yield from _rest(seconds)


def _type(line: QWidget, text: str) -> Steps:
    for letter in text:
        QTest.keyClicks(line, letter)
        yield from _rest(0.08)
    yield from _rest(2)


def _scroll(to: Callable[[int], object], end: int) -> Steps:
    for place in (end, 0, *(end * step // 60 for step in range(60)), 0):
        to(place)
        yield from _rest(0.05)


def _walk(shown: RecordList) -> Steps:
    for key in (*[Qt.Key.Key_Down] * 12, Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(shown.table, key)
        yield from _rest(0.15)
    yield from _rest(1)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--stacks", action="store_true")
    given = asked.parse_args()
    app = program.prepare()
    theme.use(app, theme.LIGHT)
    Rubbish(app)
    window = MainWindow(Settings(), "A. Tester")
    window.resize(1280, 800)
    window.show()
    beat = Beat()
    timer = QTimer(interval=2, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start()
    if given.stacks:
        threading.Thread(target=beat.watch, args=(threading.get_ident(),), daemon=True).start()
    Tour(window, given.folder, beat)
    app.exec()
    print(f"{'':12} longest ms   of it own   over {_LONGEST * 1000:.0f} ms")
    for name, held in beat.parts.items():
        print(f"{name:12} {held.longest * 1000:10.0f} {held.own * 1000:11.0f} {held.too_long:12}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
