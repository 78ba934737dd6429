"""What a program does that will be killed: changes of every sort, each told on a pipe once it was reported as saved."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from casetracker.services import backups, bulk, evidence, fixity, history, records, status
from casetracker.services.case_store import CaseStore

Told = dict[str, Any]
"""What was reported: the journal's end after it, and what must be found: [reference, field, value]."""


class Writer:
    """Changes a store at random for ever."""

    def __init__(self, folder: Path, key: bytes | None, seed: int, tell: Callable[[Told], None]) -> None:
        self._folder, self._random, self._tell = folder, random.Random(seed), tell
        self._store = CaseStore.open(folder, actor="killed", key=key)
        self._incidents: list[str] = []
        self._moves = {"recorded": "under_verification", "under_verification": "contested"}
        self._stands: dict[str, str] = {}

    def run(self) -> None:
        self._tell({"ready": True})
        acts = (self.add, self.add, self.amend, self.amend, self.move, self.intake, self.intake, self.load, self.further,
                self.withdraw, self.hash_again, self.daily_copy, self.back_up)
        while True:
            self._random.choice(acts if self._incidents else (self.add,))()

    def _saved(self, sequence: int, *found: tuple[str, str, Any]) -> None:
        self._tell({"sequence": sequence, "found": found})

    def _word(self) -> str:
        return f"word {self._random.getrandbits(64):x}"

    def _any(self) -> str:
        return self._random.choice(self._incidents)

    def add(self) -> None:
        title = self._word()
        change = records.add(self._store, "incident", {
            "title": title, "narrative": self._word() * self._random.choice((1, 1, 400)),
            "claims": [{"kind": "means", "value": self._word()}]})
        self._incidents.append(change.reference)
        self._stands[change.reference] = "recorded"
        self._saved(change.sequence, (change.reference, "title", title))

    def amend(self) -> None:
        reference, narrative = self._any(), self._word() * self._random.choice((1, 200))
        change = records.amend(self._store, reference, {"narrative": narrative})
        self._saved(change.sequence, (reference, "narrative", narrative))

    def move(self) -> None:
        reference = self._any()
        after = self._moves.get(self._stands[reference], "under_verification")
        change = status.move(self._store, reference, assessment=after, reason="invented")
        self._stands[reference] = after
        self._saved(change.sequence, (reference, "assessment", after))

    def withdraw(self) -> None:
        reference = self._any()
        change = records.withdraw(self._store, reference, "invented")
        self._incidents.remove(reference)
        self._saved(change.sequence, (reference, "withdrawn_reason", "invented"))

    def _file(self) -> Path:
        size = self._random.choice((1, 5_000, 200_000, 1_500_000))
        file = self._folder.with_name("taken.bin")
        file.write_bytes(self._random.randbytes(size))
        return file

    def intake(self) -> None:
        title = self._word()
        change = evidence.take_in(self._store, self._any(), self._file(), title=title)
        self._saved(change.sequence, (change.reference, "title", title))

    def further(self) -> None:
        with self._store.database.snapshot() as connection:
            row = connection.execute("SELECT reference FROM evidence ORDER BY random() LIMIT 1").fetchone()
        if row is not None:
            self._saved(evidence.add_file(self._store, row[0], self._file(), "transcript").sequence)

    def load(self) -> None:
        """What an import does: several records as one change."""
        names = [self._word() for _number in range(5)]
        references: list[str] = []

        def given(load: bulk.Load) -> Any:
            for name in names:
                references.append(load.next_reference("body"))
                yield "body", {"kind": "court", "name": name}

        change = bulk.load(self._store, given, "Load bodies")
        self._saved(change.sequence, *((reference, "name", name) for reference, name in zip(references, names, strict=True)))

    def hash_again(self) -> None:
        self._saved(fixity.write_down(self._store, fixity.hash_again(self._store)).sequence)

    def daily_copy(self) -> None:
        backups.automatic(self._store)
        self._saved(history.head_sequence(self._store))

    def back_up(self) -> None:
        made = backups.make(self._store, self._folder.with_name("copy"))
        assert made.marker.complete
        self._tell({"sequence": made.marker.sequence, "found": [], "backup": True})


def told_on(pipe: int) -> Callable[[Told], None]:
    def tell(what: Told) -> None:
        os.write(pipe, json.dumps(what).encode() + b"\n")

    return tell
