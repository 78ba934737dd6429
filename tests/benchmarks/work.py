"""What the parts of the benchmark are given: the store, which they only read, and a copy to write to."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from casetracker.services.case_store import CaseStore
from casetracker.services.facet_lines import Lines, lines_of
from casetracker.store.engine import Connection
from casetracker.store.folder import StoreFolder

ACTOR = "B. Enchmark"


@dataclass
class Work:
    """`scratch` is an empty folder on the disk to be measured. Sizes are those of a run that says something."""

    store: Path
    scratch: Path
    load: int = 3_000
    """Incidents to be loaded."""
    bulk: int = 10_000
    """Incidents to be changed at once."""
    saves: int = 320
    pairs: int = 9
    """So many times a window is started beside a bare one."""
    repaints: int = 150
    where: bool = False
    """Tell in which lines of the program the window was held."""

    @cached_property
    def copy(self) -> Path:
        """The store once more: its files, without copies that were laid beside them."""
        made = StoreFolder(self.scratch / "copy")
        shutil.copytree(self.store, made.root, ignore=shutil.ignore_patterns("*.bak", "*.lock", "*-shm"))
        if hasattr(os, "sync"):
            os.sync()  # or the system writes it to the disk beside what is measured
        return made.root

    @contextmanager
    def reading(self) -> Iterator[tuple[CaseStore, Connection]]:
        """(the store as the program opens it to read, a bare connection to it)"""
        with CaseStore.open(self.store, actor=ACTOR, read_only=True) as store:
            raw = store.database.open_private()
            try:
                yield store, raw
            finally:
                raw.close()

    @contextmanager
    def writing(self) -> Iterator[CaseStore]:
        """The copy, open for writing."""
        with CaseStore.open(self.copy, actor=ACTOR) as store:
            yield store


def forgotten(store: CaseStore) -> Lines:
    """The case list in memory, with no search remembered: what is measured was not asked just before."""
    lines = lines_of(store)
    lines._bases.clear()
    return lines
