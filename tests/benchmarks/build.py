"""Build a store of invented cases: `python -m tests.benchmarks.build FOLDER INCIDENTS [--alone]`.

`--alone` leaves out evidence and parties, which need several times the room of the incidents: for very large stores.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import cases

from casetracker.services import bulk
from casetracker.services.case_store import CaseStore


def build(folder: Path, incidents: int, key: bytes | None = None, alone: bool = False) -> None:
    """A store of so many incidents in a new folder; tells on standard error how far it is."""
    begun = time.process_time()

    def progress(count: int) -> bool:
        if count % 50_000 == 0:
            print(f"{count} records, {time.process_time() - begun:.0f} s", file=sys.stderr, flush=True)
        return True

    with CaseStore.create(folder, actor="B. Enchmark", name=f"{incidents} invented cases", key=key) as store:
        bulk.load(store, lambda load: _given(load, incidents, alone), "Load invented cases", progress)
    print(f"{folder}: {incidents} incidents in {time.process_time() - begun:.0f} s of computing", file=sys.stderr)


def _given(load: bulk.Load, incidents: int, alone: bool) -> Iterator[bulk.Given]:
    kept = {"incident", "source", "body"}
    return (given for given in cases.store(load, incidents) if not alone or given[0] in kept)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.build")
    asked.add_argument("folder", type=Path)
    asked.add_argument("incidents", type=int)
    asked.add_argument("--alone", action="store_true")
    given = asked.parse_args()
    build(given.folder, given.incidents, alone=given.alone)
