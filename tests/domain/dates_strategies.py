"""Imprecise dates of every shape, for the property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from casetracker.domain.dates import ZONES, ImpreciseDate, Moment, hull
from casetracker.domain.dates_moment import days_in
from casetracker.errors import InvalidDate

ZONE = st.sampled_from(ZONES)
DOUBTS = st.sampled_from([(False, False)] * 5 + [(True, False), (False, True), (True, True)])
OFFSETS = st.none() | st.integers(-12 * 60, 14 * 60)


@st.composite
def moments(draw: st.DrawFn, years: tuple[int, int] = (1, 9999), offsets: bool = True, doubts: bool = True,
            units: tuple[str, ...] = ("decade", "year", "month", "day", "hour", "minute", "second")) -> Moment:
    unit = draw(st.sampled_from(units))
    year = draw(st.integers(*years))
    approximate, uncertain = draw(DOUBTS) if doubts else (False, False)
    if unit == "decade":
        return Moment(max(year // 10, 1) * 10, decade=True, approximate=approximate, uncertain=uncertain)
    depth = ("year", "month", "day", "hour", "minute", "second").index(unit)
    month = draw(st.integers(1, 12))
    day, hour = draw(st.integers(1, days_in(year, month))), draw(st.integers(0, 23))
    minute, second = draw(st.integers(0, 59)), draw(st.integers(0, 59))
    offset = draw(OFFSETS) if offsets and depth >= 3 else None
    return Moment(year, month if depth > 0 else None, day if depth > 1 else None, hour if depth > 2 else None,
                  minute if depth > 3 else None, second if depth > 4 else None, offset, False, approximate, uncertain)


@st.composite
def dates(draw: st.DrawFn, years: tuple[int, int] = (1, 9999), offsets: bool = True,
          doubts: bool = True) -> ImpreciseDate:
    one = draw(moments(years, offsets, doubts))
    zone = draw(ZONE)
    shape = draw(st.sampled_from(["single", "single", "span", "before", "after", "from", "until"]))
    if shape == "single":
        return ImpreciseDate(one, one, zone)
    if shape in ("before", "until"):
        return ImpreciseDate(None, one, zone, shape == "until")
    if shape in ("after", "from"):
        return ImpreciseDate(one, None, zone, shape == "from")
    other = draw(moments(years, offsets, doubts))
    for first, last in ((one, other), (other, one)):
        try:
            return hull(ImpreciseDate(first, first, zone), ImpreciseDate(last, last, zone))
        except InvalidDate:
            continue
    return ImpreciseDate(one, one, zone)


NEAR = (2023, 2025)
"""Years close enough for two drawn dates to meet."""
