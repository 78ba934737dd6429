"""Changing very many incidents at once, and taking that back, against each other."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from tests.benchmarks.leaving import held_mib, peak_mib
from tests.benchmarks.lines import Line, computing
from tests.benchmarks.machine import forget_peak
from tests.benchmarks.work import Work

from casetracker.services import browse, bulk_changes, reversal
from casetracker.services.bulk_changes import Done, Wanted

_TURNS = 3


def undoing(work: Work) -> Iterator[Line]:
    """Each turn undoes what it did, so that the store is as it was but for its journal."""
    forget_peak()
    before = held_mib()
    doing, undone = [], []
    with work.writing() as store:
        pks = browse.incident_ids(store)[:work.bulk]
        done: list[Done] = []
        for turn in range(_TURNS):
            wanted = Wanted(add_tags=(f"benchmark {turn}",))
            doing.append(computing(lambda: done.append(bulk_changes.change(store, pks, wanted))))  # noqa: B023
            undone.append(computing(lambda: reversal.reverse(store, done[-1].changes.change_id, "undo")))
    yield Line(f"undo of a change of {len(pks)} incidents against doing it, computing", statistics.median(undone),
               statistics.median(doing), 2, "s")
    yield Line("  memory both take", peak_mib() - before, unit="MiB")
