"""Between what the truth lies if a claim is true: dates on every clock, numbers with what "at least" leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from math import inf
from typing import Any

from casetracker.domain.dates import ImpreciseDate, parse_edtf
from casetracker.domain.dates_moment import FIRST

Row = Mapping[str, Any]
Extent = tuple[tuple[float, float] | None, tuple[float, float]]
"""(as days of the calendar, if it is one or several; on every clock, or in numbers): lowest and highest."""


def date_of(row: Row) -> ImpreciseDate:
    return parse_edtf(row["date"], row.get("zone") or "unknown")


def has_hour(date: ImpreciseDate) -> bool:
    return any(moment is not None and moment.hour is not None for moment in (date.start, date.end))


def number_of(row: Row) -> tuple[str, int | None, int | None]:
    """A number as it is said: "exactly 4" and "from 4 to 4" are one."""
    qualifier, low, high = row.get("qualifier") or "exact", row.get("low"), row.get("high")
    if qualifier == "not_stated" or low is None:
        return "not_stated", None, None
    high = low if high is None else high
    return ("exact" if qualifier == "range" and high == low else qualifier), low, high


def extent(name: str, row: Row) -> Extent:
    """Between what the truth lies if the row is true, for the lists whose values may exclude each other."""
    if name == "dates":
        date = date_of(row)
        calendar = None if has_hour(date) else _span(date.in_zone("utc"))
        return calendar, _span(date)
    if name == "figures":
        return None, _numbers(row)
    return None, (-inf, inf)


def _span(date: ImpreciseDate) -> tuple[float, float]:
    first, last = date.outer_bounds()
    return (-inf if first is None else _seconds(first)), (inf if last is None else _seconds(last))


def _seconds(moment: datetime) -> float:
    return (moment - FIRST).total_seconds()


def _numbers(row: Row) -> tuple[float, float]:
    """Between which numbers the true one lies; "about" has no edges that we could know."""
    qualifier, low, high = number_of(row)
    if low is None or high is None or qualifier == "about":
        return -inf, inf
    return (low, inf) if qualifier == "at_least" else (low, high)


def apart(one: Extent, other: Extent) -> bool:
    """Days are compared as days of one calendar; only where a time of day is told does it matter on whose clock."""
    (calendar, first), (other_calendar, second) = one, other
    if calendar is not None and other_calendar is not None:
        first, second = calendar, other_calendar
    return first[1] < second[0] or second[1] < first[0]
