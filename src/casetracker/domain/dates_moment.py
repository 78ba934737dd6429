"""One end of an imprecise date: a calendar moment known only as far as somebody said it.

A moment stops where the knowledge stops: a month has no day, a day has no hour. Nothing here ever fills in a part.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from casetracker.errors import InvalidDate
from casetracker.i18n import _

FIRST = datetime.min  # noqa: DTZ901  a wall clock has no zone of its own
LAST = datetime.max.replace(microsecond=0)  # noqa: DTZ901
UNITS = ("second", "minute", "hour", "day", "month", "year", "decade")
FURTHEST_OFFSETS = (-12 * 60, 14 * 60)


@dataclass(frozen=True, slots=True)
class Moment:
    """A decade, year, month, day, hour, minute or second, perhaps approximate ("about") or uncertain ("perhaps")."""

    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    offset: int | None = None
    """Minutes east of UTC, where the source names the offset itself."""
    decade: bool = False
    approximate: bool = False
    uncertain: bool = False

    def __post_init__(self) -> None:
        _no_gaps(self)
        _in_calendar(self)
        _in_clock(self)

    @property
    def unit(self) -> str:
        """How far the moment is known."""
        if self.decade:
            return "decade"
        parts = (self.second, self.minute, self.hour, self.day, self.month)
        return next((unit for unit, part in zip(UNITS, parts, strict=False) if part is not None), "year")

    def first_second(self) -> datetime:
        """The first second it can mean, on the clock it was told in."""
        return wall(self.year, self.month or 1, self.day or 1, self.hour or 0, self.minute or 0, self.second or 0)

    def last_second(self) -> datetime:
        """The last second it can mean, on the clock it was told in."""
        year = self.year + 9 if self.decade else self.year
        month = self.month or 12
        return wall(year, month, self.day or days_in(year, month), _or(self.hour, 23),
                    _or(self.minute, 59), _or(self.second, 59))

    def ending_on_clock(self, offset: int) -> Moment:
        """The moment that ends at the same instant, told on a clock of another offset."""
        if self.offset is None or self.offset == offset:
            return self
        try:
            last = self.last_second() + timedelta(minutes=offset - self.offset)
        except OverflowError:
            raise InvalidDate(_("That date is outside the calendar."), _("Leave out the offset.")) from None
        whole_hour = self.minute is None and last.minute == 59
        return replace(self, year=last.year, month=last.month, day=last.day, hour=last.hour,
                       minute=None if whole_hour else last.minute, offset=offset)

    def without_doubt(self) -> Moment:
        """The same moment without "about" and "perhaps"."""
        return replace(self, approximate=False, uncertain=False)


def wall(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """What a clock on some wall showed; whose clock is a question of the zone, asked elsewhere."""
    return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001


def days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _or(value: int | None, otherwise: int) -> int:
    return otherwise if value is None else value


def _no_gaps(moment: Moment) -> None:
    parts = (moment.month, moment.day, moment.hour, moment.minute, moment.second)
    known = [part is not None for part in parts]
    if known != sorted(known, reverse=True):
        raise InvalidDate(_("A date cannot skip a part: a day needs its month, a minute its hour."),
                          _("Give the missing part or leave out the finer one."))
    if moment.decade and (any(known) or moment.year % 10):
        raise InvalidDate(_("A decade has no months or days."), _("Write it as in 202X."))
    if moment.offset is not None and moment.hour is None:
        raise InvalidDate(_("An offset needs a time of day."), _("Write it as in 2024-10-07T13:00+03:00."))


def _in_calendar(moment: Moment) -> None:
    if not 1 <= moment.year <= 9999:
        raise InvalidDate(_("There is no year {year}.").format(year=moment.year), _("Write the year with four digits."))
    if moment.month is not None and not 1 <= moment.month <= 12:
        raise InvalidDate(_("There is no month {month}.").format(month=moment.month),
                          _("Months go from 01 to 12, as in 2024-10-07."))
    if moment.day is not None and moment.month is not None:
        last = days_in(moment.year, moment.month)
        if not 1 <= moment.day <= last:
            raise InvalidDate(
                _("There is no day {day} in {year}-{month:02d}; that month has {last} days.").format(
                    day=moment.day, year=moment.year, month=moment.month, last=last),
                _("Correct the day, or give the month alone."))


def _in_clock(moment: Moment) -> None:
    for value, limit in ((moment.hour, 23), (moment.minute, 59), (moment.second, 59)):
        if value is not None and not 0 <= value <= limit:
            raise InvalidDate(_("There is no such time of day: {value} is more than {limit}.").format(
                value=value, limit=limit), _("Times go from 00:00:00 to 23:59:59."))
    if moment.offset is not None and not FURTHEST_OFFSETS[0] <= moment.offset <= FURTHEST_OFFSETS[1]:
        raise InvalidDate(_("No clock on earth has that offset from UTC."), _("Offsets go from -12:00 to +14:00."))
