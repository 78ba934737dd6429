"""`kill -9` at random moments of mixed writing: is all there that was reported, and nothing by halves?"""

from __future__ import annotations

import importlib
import json
import os
import random
import select
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.writing import Told, Writer, told_on

from casetracker.services import checks, history, show
from casetracker.services.case_store import CaseStore

_PER_STORE = 40
_LATEST = 0.25  # seconds after the first word in which the blow falls
_STUCK = 60


@dataclass
class Figures:
    """What came of it."""

    kills: int = 0
    reported: int = 0
    lost: list[str] = field(default_factory=list)
    halves: list[str] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)
    backups: int = 0
    unsound_backups: list[str] = field(default_factory=list)
    moments: Counter[str] = field(default_factory=Counter)

    @property
    def well(self) -> bool:
        return not (self.lost or self.halves or self.unsound or self.unsound_backups)

    def lines(self) -> list[str]:
        return [
            f"{self.kills} × kill -9 during mixed writing, {self.reported} saves reported before",
            f"  {len(self.lost)} saves reported and lost",
            f"  {len(self.halves)} half-records or half-changes",
            f"  {len(self.unsound)} stores not sound after the restart",
            f"  {len(self.unsound_backups)} backups not sound, of {self.backups} reported complete",
            f"  killed while opening {self.moments['opening']}, between saves or in one {self.moments['writing']}",
            *(f"  ! {what}" for what in (self.lost + self.halves + self.unsound + self.unsound_backups)[:20])]


def run(kills: int, seed: int, work: Path, progress: Callable[[int], object] = lambda _done: None) -> Figures:
    """Half the stores are plain, half encrypted; each is killed some forty times, then checked with its backup and left."""
    figures, chance = Figures(), random.Random(seed)
    for module in ("sqlmodel", "pydantic", "casetracker.store.tables", "casetracker.store.migrate"):
        importlib.import_module(module)  # here, and not again in each child
    number = 0
    while figures.kills < kills:
        base = work / f"killed-{number}"
        base.mkdir(parents=True)
        key = chance.randbytes(32) if number % 2 else None
        CaseStore.create(base / "store", actor="a", key=key).close()
        _one_store(base, key, min(_PER_STORE, kills - figures.kills), chance, figures, progress)
        if figures.well:
            shutil.rmtree(base)
        number += 1
    return figures


def _one_store(base: Path, key: bytes | None, kills: int, chance: random.Random, figures: Figures,
               progress: Callable[[int], object]) -> None:
    known: dict[tuple[str, str], object] = {}
    end, backed_up = 0, 0
    for _kill in range(kills):
        told = _killed(base / "store", key, chance, figures)
        for each in told:
            known.update({(reference, name): value for reference, name, value in each["found"]})
            backed_up = max(backed_up, each["sequence"] if each.get("backup") else 0)
        figures.backups += sum(1 for each in told if each.get("backup"))
        end = _look(base, key, known, max([end, *(each["sequence"] for each in told)]), figures)
        progress(figures.kills)
    if backed_up:
        _look_at_backup(base / "copy", key, backed_up, figures)


def _killed(folder: Path, key: bytes | None, chance: random.Random, figures: Figures) -> list[Told]:
    """Start a writer, kill it, and return what it had reported."""
    reading, writing = os.pipe()
    seed, opening = chance.getrandbits(32), chance.random() < 0.1
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            Writer(folder, key, seed, told_on(writing)).run()
        except BaseException as error:
            _own_words(folder).write_text(repr(error))
        os._exit(3)
    os.close(writing)
    said = b"" if opening else _heard(reading)
    if said.count(b"\n") == 1 and chance.random() < 0.5:
        said += _heard(reading)  # on a busy machine nothing might be saved before any blow
    time.sleep(chance.uniform(0, 0.03 if opening else _LATEST))
    os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, "rb") as pipe:
        lines = (said + pipe.read()).split(b"\n")[:-1]
    _pid, status = os.waitpid(child, 0)
    figures.kills += 1
    figures.moments["writing" if lines else "opening"] += 1
    if not os.WIFSIGNALED(status):
        figures.unsound.append(f"{folder}: a writer ended by itself: {_own_words(folder).read_text()}")
    told = [json.loads(line) for line in lines]
    figures.reported += len(told) - bool(told)
    return told[1:]


def _heard(pipe: int) -> bytes:
    """What a writer says next."""
    assert select.select([pipe], [], [], _STUCK)[0], "a writer did not open its store, or saves nothing"
    return os.read(pipe, 1 << 16)


def _own_words(folder: Path) -> Path:
    """Where a writer that ends by itself says why."""
    return folder.with_name("why.txt")


def _look(base: Path, key: bytes | None, known: dict[tuple[str, str], object], reported: int, figures: Figures) -> int:
    """Open the store again and hold it against what was reported; returns the journal's end."""
    with CaseStore.open(base / "store", actor="a", key=key) as store:
        figures.unsound += [f"{base}: {fault.message}" for fault in checks.verify(store).faults]
        end = history.head_sequence(store)
        if end < reported:
            figures.lost.append(f"{base}: entry {reported} was reported, the journal ends with {end}")
        further = history.entries(store, limit=max(0, end - reported))
        if len({entry.change_id for entry in further}) > 1:
            figures.halves.append(f"{base}: more than one change that was not reported")
        if further and any(entry.change_id == further[0].change_id and entry.sequence <= reported
                           for entry in history.entries(store, limit=20)):
            figures.halves.append(f"{base}: half of a change was reported")
        # The last change may have been saved and killed before it could say so: it may say otherwise of its records.
        touched = {entry.reference for entry in further}
        for (reference, name), value in list(known.items()):
            shown = show.record(store, reference)[name]
            if shown != value and reference in touched:
                known[reference, name] = shown
            elif shown != value:
                figures.lost.append(f"{base}: {name} of {reference}")
        if list((base / "store" / "vault").glob("incoming-*")):
            figures.halves.append(f"{base}: an intake was left unfinished")
    return end


def _look_at_backup(folder: Path, key: bytes | None, sequence: int, figures: Figures) -> None:
    with CaseStore.open(folder, actor="a", key=key) as copy:
        figures.unsound_backups += [f"{folder}: {fault.message}" for fault in checks.verify(copy).faults]
        if history.head_sequence(copy) < sequence:
            figures.unsound_backups.append(f"{folder}: it ends before entry {sequence}, which was reported as backed up")
