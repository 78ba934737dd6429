"""From nothing to the first painted list, against a bare window with a table; each in a process of its own, in pairs."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from tests.benchmarks import children
from tests.benchmarks.lines import Line
from tests.benchmarks.protection import KEY, twin_of
from tests.benchmarks.work import Work

_PEAK_MOST = 110


def startup(work: Work) -> Iterator[Line]:
    """A plain store."""
    yield from _lines(work.pairs, "start to the first painted list", (str(work.copy),), 1.5)


def encrypted(work: Work) -> Iterator[Line]:
    """The same store under a key; its derivation from a passphrase is not in it."""
    twin = twin_of(work.copy, work.scratch / "twin")
    yield from _lines(work.pairs, "the same, encrypted", (str(twin), KEY.hex()), 1.8)


def _lines(pairs: int, what: str, arguments: tuple[str, ...], goal: float) -> Iterator[Line]:
    children.ask("first_window")  # whatever has to be read from the disk is read once before
    children.ask("first_list", *arguments)
    turns = [(children.ask("first_list", *arguments), children.ask("first_window")) for _pair in range(pairs)]

    def median(name: str) -> tuple[float, float]:
        return statistics.median(ours[name] for ours, _bare in turns), statistics.median(bare[name] for _ours, bare in turns)

    (cpu, bare_cpu), (took, bare_took), (peak, bare_peak) = map(median, ("cpu", "took", "peak"))
    yield Line(f"{what}, computing", cpu, bare_cpu, goal)
    yield Line(f"{what}, on the clock", took * 1000, bare_took * 1000)
    yield Line(f"{what}, peak memory", peak, bare_peak, _PEAK_MOST, "MiB", "bound")
