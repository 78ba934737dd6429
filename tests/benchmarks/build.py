"""Build a store of invented cases: `python -m tests.benchmarks.build FOLDER INCIDENTS`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from tests.benchmarks import cases

from casetracker.services import bulk
from casetracker.services.case_store import CaseStore


def build(folder: Path, incidents: int, key: bytes | None = None) -> None:
    """A store of so many incidents in a new folder; tells on standard error how far it is."""
    begun = time.process_time()

    def progress(count: int) -> bool:
        if count % 50_000 == 0:
            print(f"{count} records, {time.process_time() - begun:.0f} s", file=sys.stderr, flush=True)
        return True

    with CaseStore.create(folder, actor="B. Enchmark", name=f"{incidents} invented cases", key=key) as store:
        bulk.load(store, lambda load: cases.store(load, incidents), "Load invented cases", progress)
    print(f"{folder}: {incidents} incidents in {time.process_time() - begun:.0f} s of computing", file=sys.stderr)


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]))
