"""How a store of many cases feels, against floors of the same run: `python -m tests.benchmarks.scale STORE [--json FILE]`.

STORE is a plain store made by `build`; nothing is written to it: what writes is given a copy of it, in --work. Each line
is our own function, the best that plain SQL (or a bare window) does for the same answer, and their ratio with the goal
beside it. `--only startup,repaint` runs some parts; `--table FILE` prints a stored result as Markdown.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.benchmarks import machine
from tests.benchmarks.counting import facets
from tests.benchmarks.leaving import peak_mib
from tests.benchmarks.lines import Line
from tests.benchmarks.listing import FIRST_P95, SEARCH_P95, orders, pages, searches
from tests.benchmarks.load import load
from tests.benchmarks.painting import repaint, tour
from tests.benchmarks.saving import saving
from tests.benchmarks.startup import encrypted, startup
from tests.benchmarks.table import table
from tests.benchmarks.undoing import undoing
from tests.benchmarks.work import Work

from casetracker.errors import UserError
from casetracker.services import record_lists

PARTS: Mapping[str, Callable[[Work], Iterable[Line]]] = {
    "pages": pages, "orders": orders, "searches": searches, "facets": facets, "startup": startup, "encrypted": encrypted,
    "repaint": repaint, "undo": undoing, "tour": tour, "saving": saving, "load": load}
_LARGER = 2


def measure(work: Work, names: Sequence[str], tell: Callable[[str], object]) -> dict[str, Any]:
    """Runs the parts named; returns what is stored, and tells each line when it is there."""
    with work.reading() as (store, _raw):
        counts = record_lists.counts(store)
    made: dict[str, Any] = {"machine": machine.told(), "store": counts, "parts": []}
    tell(f"{counts['incident']} incidents, {counts['evidence']} items, {counts['party']} parties; {made['machine']}")
    for name in names:
        made["parts"].append(_part(work, name, tell))
    return made


def _part(work: Work, name: str, tell: Callable[[str], object]) -> dict[str, Any]:
    machine.forget_peak()
    wanted, begun, lines = machine.load(), perf_counter(), []
    for line in PARTS[name](work):
        lines.append(line.as_json())
        tell(str(line))
    return {"part": name, "lines": lines, "seconds": round(perf_counter() - begun, 1), "peak_mib": round(peak_mib(), 1),
            "load_before": wanted, "load_after": machine.load()}


def against(made: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Line]:
    """The searches of a larger store against those of a smaller one, measured before."""
    sizes = [told["store"]["incident"] for told in (made, other)]
    for what in (SEARCH_P95, FIRST_P95):
        ours, floor = (_figure(told, what) for told in (made, other))
        if ours is not None and floor is not None:
            # The first page alone is there sooner still, and has no goal of its own.
            goal = _LARGER if what == SEARCH_P95 else None
            yield Line(f"{what}: {sizes[0]} incidents against {sizes[1]}", ours, floor, goal)


def _figure(told: Mapping[str, Any], what: str) -> float | None:
    return next((line["ours"] for part in told["parts"] for line in part["lines"] if line["what"] == what), None)


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _asked(arguments)
    if asked.table is not None:
        print(*table(asked.table), sep="\n")
        return 0
    try:
        with tempfile.TemporaryDirectory(dir=asked.work) as scratch:
            work = Work(asked.store, Path(scratch), load=asked.load, bulk=asked.bulk, pairs=asked.pairs, where=asked.where)
            made = measure(work, asked.only, lambda line: print(line, flush=True))
    except UserError as error:  # no store, or one of an older kind, which reading does not bring up to date
        print(error, file=sys.stderr)
        return 1
    if asked.against is not None:
        lines = list(against(made, json.loads(asked.against.read_text(encoding="utf-8"))))
        made["parts"].append({"part": "against", "lines": [line.as_json() for line in lines]})
        print(*lines, sep="\n")
    if asked.json is not None:
        asked.json.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.scale", description=__doc__)
    parser.add_argument("store", type=Path, nargs="?")
    parser.add_argument("--only", type=_parts, default=list(PARTS), metavar="PART,…", help=", ".join(PARTS))
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    parser.add_argument("--table", type=Path, metavar="JSON", help="print a stored result as Markdown, and measure nothing")
    parser.add_argument("--against", type=Path, metavar="JSON", help="an earlier result of a smaller store")
    parser.add_argument("--work", type=Path, help="a folder on the disk to be measured; else the system's")
    parser.add_argument("--load", type=int, default=Work.load, help="incidents to be loaded (%(default)s)")
    parser.add_argument("--bulk", type=int, default=Work.bulk, help="incidents to be changed at once (%(default)s)")
    parser.add_argument("--pairs", type=int, default=Work.pairs, help="starts of the window (%(default)s)")
    parser.add_argument("--where", action="store_true", help="tell in which lines the window was held")
    asked = parser.parse_args(arguments)
    if asked.store is None and asked.table is None:
        parser.error("name a store")
    return asked


def _parts(given: str) -> list[str]:
    names = [name.strip() for name in given.split(",")]
    if not set(names) <= set(PARTS):
        raise argparse.ArgumentTypeError(f"the parts are {', '.join(PARTS)}")
    return names


if __name__ == "__main__":
    raise SystemExit(main())
