"""Two programs at once on one store: a window that saves without pause, and the command line beside it.

Is every save that was reported there at the end, and was anybody ever told that the database is locked?
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from casetracker.services import checks, history, show
from casetracker.services.case_store import CaseStore

_TOP = Path(__file__).resolve().parents[2]


@dataclass
class Figures:
    """What came of it."""

    seconds: float = 0
    saves: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    """What a person was told instead of having saved."""
    unsound: list[str] = field(default_factory=list)

    @property
    def well(self) -> bool:
        return not (self.lost or self.told or self.unsound)

    def lines(self) -> list[str]:
        return [f"two programs at once for {self.seconds:.0f} s: "
                + ", ".join(f"{count} saves by the {door}" for door, count in sorted(self.saves.items())),
                f"  {len(self.lost)} saves reported and lost",
                f"  {len(self.told)} times somebody was told that it could not be saved",
                f"  {len(self.unsound)} faults at the end",
                *(f"  ! {what}" for what in (self.lost + self.told + self.unsound)[:20])]


def run(seconds: float, seed: int, work: Path) -> Figures:
    work.mkdir(parents=True, exist_ok=True)
    folder, figures, chance = work / "store", Figures(seconds), random.Random(seed)
    CaseStore.create(folder, actor="a").close()
    window = subprocess.Popen([sys.executable, "-m", "tests.faults.two_doors", str(folder), str(work)], cwd=_TOP,
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=_environment(work))
    assert window.stdout is not None
    assert window.stdin is not None
    assert json.loads(window.stdout.readline()) == {"ready": True}
    titles: dict[str, str] = {}
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        _by_command_line(folder, work, chance, titles, figures)
    with window:
        window.stdin.close()
        _take_down(window.stdout, titles, figures)
    assert window.returncode == 0
    _look(folder, titles, figures)
    return figures


def _environment(work: Path) -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(work / "config"),
            "PYTHONPATH": os.pathsep.join([str(_TOP / "src"), str(_TOP)])}


def _by_command_line(folder: Path, work: Path, chance: random.Random, titles: dict[str, str], figures: Figures) -> None:
    """One save by a command of its own: a new incident, or an older one by another title."""
    title = f"by command line {chance.getrandbits(64):x}"
    mine = [reference for reference, given in titles.items() if given.startswith("by command line")]
    argv = ["edit", chance.choice(mine), "-"] if mine and chance.random() < 0.6 else ["add", "-"]
    done = subprocess.run(
        [sys.executable, "-m", "casetracker", "--store", str(folder), "--actor", "C. Ommand", "incident", *argv],
        input=json.dumps({"title": title}), capture_output=True, text=True, cwd=_TOP, check=False, env=_environment(work))
    if done.returncode:
        figures.told.append(f"command line: {done.stderr.strip()}")
    else:
        titles[done.stdout.strip()] = title
        figures.saves["command line"] += 1


def _take_down(lines: IO[str], titles: dict[str, str], figures: Figures) -> None:
    """What the window reported, in its order."""
    for told in map(json.loads, lines):
        if "failed" in told:
            figures.told.append(f"window: {told['failed']}")
        else:
            titles[told["reference"]] = told["title"]
            figures.saves["window"] += 1


def _look(folder: Path, titles: dict[str, str], figures: Figures) -> None:
    with CaseStore.open(folder, actor="a") as store:
        figures.unsound += [fault.message for fault in checks.verify(store).faults]
        figures.lost += [f"{reference}: {title}" for reference, title in titles.items()
                         if show.record(store, reference)["title"] != title]
        entries = history.head_sequence(store)
    if entries != sum(figures.saves.values()):
        figures.lost.append(f"{sum(figures.saves.values())} saves were reported, the journal holds {entries}")


def _window(folder: Path) -> int:
    """A real window on the store, at which somebody saves again as soon as the last save is done, until told to end."""
    import threading

    from PySide6.QtCore import QTimer

    from casetracker.gui import app as gui
    from casetracker.gui.main_window import MainWindow
    from casetracker.gui.settings import Settings
    from casetracker.services import records
    from casetracker.services.changes import ChangeSet

    app, ended, mine = gui.prepare(), threading.Event(), list[str]()
    window = MainWindow(Settings(), "W. Indow")

    def tell(what: dict[str, Any]) -> None:
        print(json.dumps(what), flush=True)

    def save() -> None:
        if ended.is_set():
            window.close()
            app.quit()
            return
        assert window.desk is not None
        store, title = window.desk.ops.store, f"by window {random.getrandbits(64):x}"

        def work() -> ChangeSet:
            if mine and random.random() < 0.6:
                return records.amend(store, random.choice(mine), {"title": title})
            return records.add(store, "incident", {"title": title})

        def done(change: ChangeSet) -> None:
            if change.reference not in mine:
                mine.append(change.reference)
            tell({"reference": change.reference, "title": title})
            QTimer.singleShot(20, save)

        def failed(error: Exception) -> None:
            tell({"failed": str(error)})
            QTimer.singleShot(20, save)

        window.desk.ops.run(work, success=done, failure=failed)

    def begin(_store: CaseStore) -> None:
        tell({"ready": True})
        QTimer.singleShot(0, save)

    def wait_for_end() -> None:
        sys.stdin.read()
        ended.set()

    window.keeper.opened.connect(begin)
    window.show()
    window.keeper.open(folder)
    threading.Thread(target=wait_for_end, daemon=True).start()
    return app.exec()


if __name__ == "__main__":
    sys.exit(_window(Path(sys.argv[1])))
