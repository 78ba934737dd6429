"""Saving one incident: durable, journaled and searchable when it returns."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from functools import partial

from tests.benchmarks import floors
from tests.benchmarks.lines import Line, once, p95
from tests.benchmarks.work import Work

from casetracker.services import records

_WARM = 20
_P95_MOST = 50
"""Milliseconds: even the save in which the full-text index tidies itself up is not felt."""


def saving(work: Work) -> Iterator[Line]:
    """The floor writes the rows of such an incident, and its shadow row, in one durable transaction."""
    ours, raw = [], []
    with work.writing() as store:
        (pattern,) = store.database.reader().execute(
            "SELECT pk FROM incident WHERE length(narrative) > 400 LIMIT 1").fetchone()
        for number in range(work.saves):
            given = floors.incident(number)
            ours.append(once(partial(records.add, store, "incident", given)))
        writer = store.database.open_writer()
        for number in range(work.saves):
            raw.append(once(partial(floors.save, writer, pattern, number)))
        # Nothing that no service has written stays in what others are measured on.
        for number in range(work.saves):
            floors.unsave(writer, number)
    warm = min(_WARM, work.saves // 2)
    ours, raw = ours[warm:], raw[warm:]
    yield Line("saving an incident, p50", statistics.median(ours), statistics.median(raw), 2.5)
    yield Line("saving an incident, p95", p95(ours), p95(raw), _P95_MOST, how="bound")
    yield Line(f"saving an incident, the longest of {len(ours)}", max(ours), max(raw))
