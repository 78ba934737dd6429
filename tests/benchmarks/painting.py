"""The figures of `repaint` and of the `tour`, each of which has a process of its own, as lines."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator

from tests.benchmarks import children
from tests.benchmarks.lines import Line, p95
from tests.benchmarks.work import Work

_HOLD_MOST = 50


def repaint(work: Work) -> Iterator[Line]:
    told = children.ask("repaint", work.copy, str(work.repaints))
    floor = statistics.median(told["floor"])
    yield Line("repaint of the full table, p50, computing", statistics.median(told["ours"]), floor, 2.6)
    yield Line("repaint of the full table, p95, computing", p95(told["ours"]), p95(told["floor"]))
    yield Line("repaint of a searched table, p50, computing", statistics.median(told["searched"]), floor)


def tour(work: Work) -> Iterator[Line]:
    """How long the window was held at most in each part of a tour, and how much it computed at a stretch."""
    told = children.ask("tour", work.copy, str(work.bulk), *(["--where"] if work.where else []), shown=True)
    for step in told["steps"]:
        note = f"at most {step['computed']:.0f} ms computed by the window itself at a stretch; {step['long']} too long"
        yield Line(f"tour ({told['platform']}), {step['step']}: longest hold", step["held"], None, _HOLD_MOST, how="bound",
                   note=note)
        for line in step["where"]:
            print(f"    {line}", file=sys.stderr)
    yield Line("tour, longest hold of all", max(step["held"] for step in told["steps"]), None, _HOLD_MOST, how="bound")
