"""Days of the law, counted on Kyiv's clock where the acts happen, and what may lie before or after one."""

from __future__ import annotations

from datetime import datetime, timedelta

from casetracker.domain.dates import ImpreciseDate, Moment

CLOCK = "kyiv"
_ONE = timedelta(days=1)


def first_day(date: ImpreciseDate | None) -> Moment | None:
    """The first day a date can mean; None where it is open or not known."""
    return None if date is None or date.start is None else _day(date.start.first_second())


def last_day(date: ImpreciseDate | None) -> Moment | None:
    return None if date is None or date.end is None else _day(date.end.last_second())


def eve(day: Moment) -> Moment:
    return _day(day.first_second() - _ONE)


def morrow(day: Moment) -> Moment:
    return _day(day.first_second() + _ONE)


def may_lie_between(date: ImpreciseDate, start: Moment | None, end: Moment | None) -> bool:
    """Whether the date can mean a time from one day to the other; an open side reaches on."""
    return start is end is None or date.overlaps(ImpreciseDate(start, end, CLOCK))


def may_precede(date: ImpreciseDate, day: Moment) -> bool:
    return may_lie_between(date, None, eve(day))


def may_follow(date: ImpreciseDate, day: Moment) -> bool:
    return may_lie_between(date, morrow(day), None)


def _day(second: datetime) -> Moment:
    return Moment(second.year, second.month, second.day)
