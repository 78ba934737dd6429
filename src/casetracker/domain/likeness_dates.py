"""How near in time two incidents are, as far as their imprecise dates say: days apart, and how exactly that is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

# Of the event itself; a report or a publication may follow years later and of many events at once.
OF_THE_EVENT = ("act", "capture", "discovery")
_OF_THE_NEWS_COUNTS = 0.4
# Days apart (or, overlapping, days over which the longer of both dates is spread) → how much that says.
_BY_GAP = ((1, 0.8), (2, 0.65), (3, 0.6), (7, 0.45), (14, 0.35), (31, 0.15), (60, 0.05))
_BY_WIDTH = ((3, 1.0), (10, 0.8), (31, 0.55), (92, 0.35), (10**7, 0.2))
FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()


@dataclass(frozen=True, slots=True)
class When:
    """One date of an incident: of what, its bounds as day numbers (open: the ends of the calendar), and as it was given.

    `working` marks the one by which the incident is listed, `derived` that no source states it so.
    """

    kind: str
    first: int
    last: int
    edtf: str
    zone: str
    working: bool = False
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Nearness:
    """The two dates that lie nearest to each other, how many days apart (0: they overlap), and how much that says."""

    score: float
    days: int
    one: When
    other: When


def when(kind: str, earliest: str | None, latest: str | None, edtf: str, zone: str = "unknown", *,
         working: bool = False, derived: bool = False) -> When:
    """A date from the bounds that the store keeps."""
    return When(kind, _day(earliest, FIRST_DAY), _day(latest, LAST_DAY), edtf, zone, working, derived)


def _day(moment: str | None, default: int) -> int:
    try:
        return date.fromisoformat(moment[:10]).toordinal() if moment else default
    except ValueError:  # a bound that somebody altered behind the program's back
        return default


def nearness(ones: Sequence[When], others: Sequence[When]) -> Nearness | None:
    """The most telling pair of dates; None where no two dates can be compared."""
    return max(_pairs(ones, others), key=lambda found: (found.score, -found.days), default=None)


def _pairs(ones: Sequence[When], others: Sequence[When]) -> Iterator[Nearness]:
    for one in ones:
        for other in others:
            if (one.working and other.working) or one.kind == other.kind:
                news = one.kind not in OF_THE_EVENT and other.kind not in OF_THE_EVENT
                score, days = _compare(one, other)
                yield Nearness(score * (_OF_THE_NEWS_COUNTS if news else 1.0), days, one, other)


def by_gap(days: int) -> float:
    """What dates so many days apart say at most."""
    return next((score for limit, score in _BY_GAP if days <= limit), 0.0) if days else 1.0


def _compare(one: When, other: When) -> tuple[float, int]:
    days = max(one.first - other.last, other.first - one.last, 0)
    if days:
        return by_gap(days), days
    width = max(one.last - one.first, other.last - other.first) + 1
    return next(score for limit, score in _BY_WIDTH if width <= limit), 0
