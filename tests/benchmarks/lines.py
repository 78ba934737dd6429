"""A line of the benchmark: what was measured, what it is held against, and whether that will do."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from time import perf_counter, process_time, thread_time
from typing import Any, Literal

How = Literal["times", "faster", "bound"]
_TIMES, _MOST = 5, 101
_LONG = 200  # milliseconds


@dataclass(frozen=True)
class Line:
    """`goal` says how many times the floor it may be ("times"), how many times faster than the floor it must be
    ("faster"), or how much it may be at all ("bound"). What the program does not do yet has no figure of ours."""

    what: str
    ours: float | None
    floor: float | None = None
    goal: float | None = None
    unit: str = "ms"
    how: How = "times"
    note: str = ""

    @property
    def ratio(self) -> float | None:
        if not self.ours or not self.floor:
            return None
        return self.floor / self.ours if self.how == "faster" else self.ours / self.floor

    @property
    def met(self) -> bool | None:
        """None where there is no goal, or nothing to hold against it."""
        held = self.ours if self.how == "bound" else self.ratio
        if self.goal is None or held is None:
            return None
        return held >= self.goal if self.how == "faster" else held <= self.goal

    @property
    def verdict(self) -> str:
        """The goal in words and whether it is met; a dash where there is none."""
        if self.goal is None:
            return "–"
        wanted = {"times": f"≤ {self.goal:g} ×", "faster": f"≥ {self.goal:g} × faster",
                  "bound": f"≤ {self.goal:g} {self.unit}"}[self.how]
        return wanted + {None: "", True: ", met", False: ", NOT MET"}[self.met]

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "ratio": self.ratio, "met": self.met}

    def __str__(self) -> str:
        note = f"  ({self.note})" if self.note else ""
        return (f"{self.what:<62} {number(self.ours):>8} {self.unit:<6} floor {number(self.floor):>8}"
                f"  ratio {number(self.ratio):>6}  goal {self.verdict}{note}")


def of_json(given: dict[str, Any]) -> Line:
    return Line(**{name: given[name] for name in ("what", "ours", "floor", "goal", "unit", "how", "note")})


def number(value: float | None) -> str:
    """Three figures are more than such a measurement tells."""
    if value is None:
        return "–"
    return f"{value:,.0f}".replace(",", "\u202f") if abs(value) >= 100 else f"{value:.3g}"


def median(work: Callable[[], object], times: int = _TIMES) -> float:
    """Milliseconds that this thread computed, warm: on a machine that does nothing else they are those of the clock."""
    return medians(work, times=times)[0]


def medians(*works: Callable[[], object], times: int = _TIMES) -> list[float]:
    """The same of several, turn by turn, so that what else goes on meets all of them; more often where they are short."""
    for work in works:
        work()
    took = [[computed(work) for work in works]]
    turns = max(times, min(_MOST, round(_LONG / (sum(took[0]) or _LONG))))
    took += [[computed(work) for work in works] for _turn in range(turns - 1)]
    return [statistics.median(each) for each in zip(*took, strict=True)]


def computed(work: Callable[[], object]) -> float:
    """Milliseconds of this thread."""
    begun = thread_time()
    work()
    return (thread_time() - begun) * 1000


def once(work: Callable[[], object]) -> float:
    """Milliseconds by the clock, for what waits for the disk."""
    begun = perf_counter()
    work()
    return (perf_counter() - begun) * 1000


def computing(work: Callable[[], object]) -> float:
    """Seconds of computing, of all threads; what others do on the machine is not in them."""
    begun = process_time()
    work()
    return process_time() - begun


def p95(times: Sequence[float]) -> float:
    return sorted(times)[max(0, round(len(times) * 0.95) - 1)]
