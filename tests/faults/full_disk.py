"""A disk that is full at the n-th write of an act, for every n: nothing half-written, a sentence, and the retry works.

`run` builds the preloaded library (`full.c`) and starts this module again under it, once for each sort of store.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests import factories as f
from tests.faults.damage import dump

from casetracker.errors import UserError
from casetracker.services import (
    backups,
    bulk,
    checks,
    destruction,
    evidence,
    fixity,
    records,
    restoring,
    status,
)
from casetracker.services.case_store import CaseStore

Act = Callable[[CaseStore, Path], object]
KEY = bytes(range(32))


@dataclass
class Figures:
    """Of each act: at how many of its writes the disk was full, and what went wrong."""

    writes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    @property
    def well(self) -> bool:
        return bool(self.writes) and not self.wrong

    def lines(self) -> list[str]:
        return [f"disk full at {sum(self.writes.values())} writes, one after the other",
                *(f"  {act}: {count}" for act, count in self.writes.items()),
                f"  {len(self.wrong)} times something half-written, a crash instead of a sentence, or a retry that failed",
                *(f"  ! {what}" for what in self.wrong[:20])]


def compiler() -> str | None:
    return shutil.which("cc") or shutil.which("gcc")


def run(work: Path, stride: int = 1) -> Figures:
    """`stride` tries every so manieth write only."""
    found, library = compiler(), work / "full.so"
    assert found is not None, "a C compiler is needed to build the full disk"
    work.mkdir(parents=True, exist_ok=True)
    subprocess.run([found, "-shared", "-fPIC", "-O1", "-o", str(library), str(Path(__file__).with_name("full.c")), "-ldl"],
                   check=True)
    figures = Figures()
    for kind in ("plain", "encrypted"):
        place = work / kind
        place.mkdir()
        done = subprocess.run([sys.executable, "-m", "tests.faults.full_disk", kind, str(place), str(stride)],
                              env={**os.environ, "LD_PRELOAD": str(library), "FULL_BELOW": str(place)},
                              stdout=subprocess.PIPE, text=True, check=False)
        told = [json.loads(line) for line in done.stdout.splitlines()]
        figures.writes.update({f"{kind}, {each['act']}": each["writes"] for each in told})
        figures.wrong += [f"{kind}, {each['act']}: {what}" for each in told for what in each["wrong"]]
        if done.returncode:
            figures.wrong.append(f"{kind}: the trial itself ended with {done.returncode}")
    return figures


# What follows runs under the preloaded library.

def _save(store: CaseStore, _place: Path) -> object:
    return records.add(store, "incident", f.incident(narrative="x" * 30_000))


def _amend(store: CaseStore, _place: Path) -> object:
    return records.amend(store, "INC-2026-000001", {"title": "Another title"})


def _move(store: CaseStore, _place: Path) -> object:
    return status.move(store, "INC-2026-000001", assessment="contested", reason="invented")


def _load(store: CaseStore, _place: Path) -> object:
    return bulk.load(store, lambda _load: (("body", f.body(name=f"loaded {number}")) for number in range(20)), "Load bodies")


def _intake(store: CaseStore, place: Path) -> object:
    return evidence.take_in(store, "INC-2026-000001", place.with_name("film"))


def _destroy(store: CaseStore, _place: Path) -> object:
    return destruction.destroy(store, "E-000001", "a reason")


def _fixity(store: CaseStore, _place: Path) -> object:
    return fixity.write_down(store, fixity.hash_again(store))


def _backup(store: CaseStore, place: Path) -> object:
    return backups.make(store, place / "copy")


def _daily(store: CaseStore, _place: Path) -> object:
    return backups.automatic(store)


def _restore(_store: CaseStore, place: Path) -> object:
    return restoring.restore(place / "copy", place / "back", actor="a", key=_store.vault.secret)


def _create(_store: CaseStore, place: Path) -> object:
    with CaseStore.create(place / "new", actor="a", key=_store.vault.secret) as made:
        return made.folder


def _bring_up(_store: CaseStore, place: Path) -> object:
    """Opens a store that an earlier schema left behind."""
    with CaseStore.open(place / "old", actor="a") as old:
        return old.folder


ACTS: dict[str, Act] = {"a save": _save, "an amendment": _amend, "a status move": _move, "a load of many": _load,
                        "an intake": _intake, "a destruction": _destroy, "a fixity run": _fixity, "a backup": _backup,
                        "a backup brought up to date": _backup, "a daily copy": _daily,
                        "a restoration": _restore, "the making of a store": _create, "an old store brought up": _bring_up}


def _trial(kind: str, place: Path, stride: int) -> None:
    key = KEY if kind == "encrypted" else None
    template = place.with_name(f"{kind}-template")
    template.mkdir()
    with CaseStore.create(template / "store", actor="T. Ester", key=key, clock=f.Ticking()) as store:
        f.weave(store, template)
        backups.make(store, template / "copy")
        records.add(store, "body", f.body(name="after the backup"))
    with zipfile.ZipFile(Path(__file__).parents[1] / "store" / "golden" / "schema-1.zip") as packed:
        packed.extractall(template / "old")
    place.with_name("film").write_bytes(bytes(range(256)) * 12_000)
    for name, act in ACTS.items():
        wrong: list[str] = []
        at, tried = 1, 0
        while _one(name, act, template, place, key, at, wrong):
            at, tried = at + stride, tried + 1
        print(json.dumps({"act": name, "writes": tried, "wrong": wrong}), flush=True)


def _one(name: str, act: Act, template: Path, place: Path, key: bytes | None, at: int, wrong: list[str]) -> bool:
    """Let the disk be full at one write; False where the act needs fewer."""
    library = ctypes.CDLL(None)
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(template, place)
    if name == "a backup":
        shutil.rmtree(place / "copy")
    with CaseStore.open(place / "store", actor="T. Ester", key=key, clock=f.Ticking()) as store:
        before, stood = dump(store), _files(place)
        library.full_arm(ctypes.c_long(at))
        said: Exception | None = None
        try:
            act(store, place)
        except UserError as error:
            said = error
        except Exception as error:
            said = error
            wrong.append(f"write {at}: {error!r} instead of a sentence")
        fired = library.full_count() >= at
        library.full_arm(ctypes.c_long(0))
        if said is not None:
            _nothing_half(store, place, before, stood, f"write {at}", wrong)
            _again(store, place, act, f"write {at}", wrong)
        wrong += [f"write {at}: {fault.message}" for fault in checks.verify(store).faults]
    with CaseStore.open(place / "store", actor="a", key=key) as store:
        wrong += [f"write {at}, opened again: {fault.message}" for fault in checks.verify(store).faults]
    if "backup" in name:
        with CaseStore.open(place / "copy", actor="a", key=key) as copy:
            wrong += [f"write {at}, the backup: {fault.message}" for fault in checks.verify(copy).faults]
            if copy.backup is None or not copy.backup.complete:
                wrong.append(f"write {at}: the backup is not complete after a retry")
    return bool(fired)


def _files(place: Path) -> set[str]:
    return {str(path.relative_to(place)) for path in place.rglob("*") if path.is_file()}


def _nothing_half(store: CaseStore, place: Path, before: str, stood: set[str], when: str, wrong: list[str]) -> None:
    """The store is what it was, and no file is left that a finished act would not leave."""
    if dump(store) != before:
        wrong.append(f"{when}: the store is not what it was")
    wrong += [f"{when}: {fault.message}" for fault in checks.verify(store).faults]
    left = {name for name in _files(place) - stood if "incoming-" in name or name.startswith(("back", "new"))
            or name.endswith((".new", ".part"))}
    if left:
        wrong.append(f"{when}: {sorted(left)} was left")


def _again(store: CaseStore, place: Path, act: Act, when: str, wrong: list[str]) -> None:
    try:
        act(store, place)
    except Exception as error:
        wrong.append(f"{when}: the retry failed: {error!r}")


if __name__ == "__main__":
    _trial(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
