"""How a store of many cases feels, against floors of the same run: `python -m tests.benchmarks.scale STORE [--json FILE]`.

STORE is a plain store made by `build`; nothing is written to it: what is saved is saved to a copy of it. Each line is our
own function, the best that plain SQL does for the same answer, and their ratio with the goal beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from time import perf_counter

from tests.benchmarks import floors

from casetracker.services import browse, records
from casetracker.services.browse import IncidentFilter
from casetracker.services.case_store import CaseStore
from casetracker.store.engine import Connection

_PAGE = 50
_TIMES = 5


@dataclass(frozen=True)
class Line:
    """What was measured, in milliseconds; `goal` is the most that the ratio may be."""

    what: str
    ours: float
    floor: float
    goal: float | None

    @property
    def ratio(self) -> float:
        return self.ours / self.floor

    def __str__(self) -> str:
        goal = "–" if self.goal is None else f"≤ {self.goal} {'met' if self.ratio <= self.goal else 'NOT MET'}"
        return f"{self.what:<56} {self.ours:9.2f} ms  floor {self.floor:9.2f} ms  ratio {self.ratio:7.2f}  goal {goal}"


def median(work: Callable[[], object], times: int = _TIMES) -> float:
    """Milliseconds, warm."""
    work()
    return statistics.median(_once(work) for _time in range(times))


def _once(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return (perf_counter() - begun) * 1000


def p95(times: Sequence[float]) -> float:
    return sorted(times)[max(0, round(len(times) * 0.95) - 1)]


def pages(store: CaseStore, raw: Connection) -> list[Line]:
    """A page of the list whose ids are known, for each column and place, against the same columns by keyset."""
    made: list[Line] = []
    for sort in ("date", "reference", "title", "place", "evidence", "stage"):
        ids = browse.incident_ids(store, sort=sort)
        times = {}
        for place, start in (("first", 0), ("middle", len(ids) // 2), ("last", len(ids) - _PAGE)):
            page = ids[start:start + _PAGE]
            times[place] = median(partial(browse.incident_rows, store, page))
            floor = median(partial(floors.page, raw, page[0]))
            made.append(Line(f"page of the list by {sort}, {place}", times[place], floor, 2))
        made.append(Line(f"last page by {sort} against the first", times["last"], times["first"], 1.5))
    return made


def orders(store: CaseStore, raw: Connection) -> list[Line]:
    """All ids by a column, against all ids by the one that has an index."""
    floor = median(lambda: floors.order(raw), 3)
    columns = ("date", "title", "place", "evidence", "stage", "status")
    times = {sort: median(partial(browse.incident_ids, store, sort=sort), 3) for sort in columns}
    return [Line(f"the order of the whole list by {sort}", took, floor, None) for sort, took in times.items()]


def searches(store: CaseStore, raw: Connection) -> list[Line]:
    """From the last key to the first page and the count: each sort of search, and the worst of them."""
    made, all_ours, all_best = [], [], []
    for what, text in floors.questions(store).items():
        def ours(text: str = text) -> int:
            ids = browse.incident_ids(store, IncidentFilter(query=text))
            browse.incident_rows(store, ids[:_PAGE])
            return len(ids)

        def ids_only(text: str = text) -> int:
            return len(browse.incident_ids(store, IncidentFilter(query=text)))

        best, every = floors.first_page_and_count(raw, text), floors.ids(raw, text)
        assert ours() == best()[1] == len(every()), f"{text}: {ours()} {best()[1]} {len(every())}"
        took, floor = median(ours), median(best)
        all_ours.append(took)
        all_best.append(floor)
        made.append(Line(f"search, {what}: first page and {ours()} counted", took, floor, 1.3))
        if what in ("middling", "common"):
            made.append(Line("  the same against a join and a sort", took, median(floors.naive(raw, text), 3), 0.25))
        made.append(Line("  all ids in order", median(ids_only), median(every), 1.5))
    return [*made, Line("search, p95 of all these", p95(all_ours), p95(all_best), 1.3)]


def saving(folder: Path) -> list[Line]:
    """One incident, durable, journaled and searchable; the floor writes the rows of such a one, and its shadow row."""
    ours, raw = [], []
    with CaseStore.open(folder, actor="B. Enchmark") as store:
        (pattern,) = store.database.reader().execute(
            "SELECT pk FROM incident WHERE length(narrative) > 800 LIMIT 1").fetchone()
        for number in range(120):
            given = floors.incident(number)
            ours.append(_once(partial(records.add, store, "incident", given)))
        writer = store.database.open_writer()
        for number in range(120):
            raw.append(_once(partial(floors.save, writer, pattern, number)))
    return [Line("saving an incident, p50", statistics.median(ours[20:]), statistics.median(raw[20:]), 2.5),
            Line("saving an incident, p95", p95(ours[20:]), p95(raw[20:]), None)]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.scale", description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    asked = parser.parse_args()
    lines: list[Line] = []

    def tell(made: list[Line]) -> None:
        lines.extend(made)
        print(*made, sep="\n", flush=True)

    with CaseStore.open(asked.store, actor="B. Enchmark", read_only=True) as store:
        count = browse.counts(store)
        print(f"{count['incident']} incidents, {count['evidence']} items, {count['party']} parties; {os.cpu_count()} cores, "
              f"Python {sys.version.split()[0]}", flush=True)
        raw = store.database.open_private()
        for part in (pages, orders, searches):
            tell(part(store, raw))
        raw.close()
    with tempfile.TemporaryDirectory() as base:
        tell(saving(Path(shutil.copytree(asked.store, Path(base) / "copy"))))
    if asked.json is not None:
        asked.json.write_text(json.dumps([{**asdict(line), "ratio": line.ratio} for line in lines], indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
