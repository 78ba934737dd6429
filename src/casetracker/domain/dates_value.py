"""The imprecise date: when something happened, exactly as far as it is known, and what can honestly be said of two.

There is no `<` between such dates on purpose: "October 2024" is neither before nor after "7 October 2024". Ask
`surely_before`, `overlaps`, or take `sort_key` where a list merely needs an order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from casetracker.domain.dates_moment import FIRST, LAST, Moment, days_in
from casetracker.domain.dates_zones import ZONES, offsets
from casetracker.errors import InvalidDate
from casetracker.i18n import _

_OPEN_END = "9999-12-31T23:59:59"
_MARGIN = {"second": timedelta(hours=1), "minute": timedelta(hours=1), "hour": timedelta(hours=1),
           "day": timedelta(days=1)}
_MARGIN_MONTHS = {"month": 1, "year": 12, "decade": 120}


@dataclass(frozen=True, slots=True)
class ImpreciseDate:
    """One moment (`start == end`), a span in which it lies, or a span open on one side.

    `start` None: before or on `end`. `end` None: after or on `start`. With `lasting` the missing side is a beginning
    or an end that exists and is not known ("held from 6 October, until when is not known").
    """

    start: Moment | None
    end: Moment | None
    zone: str = "unknown"
    lasting: bool = False

    def __post_init__(self) -> None:
        if self.zone not in ZONES:
            raise InvalidDate(_("Unknown time zone: {zone}.").format(zone=self.zone),
                              _("Known are {zones}.").format(zones=", ".join(ZONES)))
        if self.start is None and self.end is None:
            raise InvalidDate(_("A span open on both sides says nothing."), _("Give its beginning or its end."))
        if self.start is not None and self.end is not None:
            _check_span(self)

    @classmethod
    def at(cls, year: int, month: int | None = None, day: int | None = None, hour: int | None = None,
           minute: int | None = None, second: int | None = None, *, zone: str = "unknown") -> ImpreciseDate:
        """The date of one moment, from its numbers."""
        moment = Moment(year, month, day, hour, minute, second)
        return cls(moment, moment, zone)

    @property
    def edtf(self) -> str:
        """The canonical form in data; `parse_edtf` gives the same value back (the zone is kept beside it)."""
        from casetracker.domain.dates_edtf import write

        return write(self)

    def describe(self, lang: str = "en", clock: bool = True) -> str:
        """In honest words, in English or Ukrainian; without `clock` it is not said whose clock a time was read off."""
        from casetracker.domain.dates_words import describe

        return describe(self, lang, clock)

    def in_zone(self, zone: str) -> ImpreciseDate:
        """The same words, read off a clock of that zone."""
        return replace(self, zone=zone)

    @property
    def single(self) -> Moment | None:
        """The one moment meant, or None for a span."""
        return self.start if self.start == self.end else None

    @property
    def precision(self) -> str:
        """second, minute, hour, day, month, year, decade, range, before or after."""
        if self.single is not None:
            return self.single.unit
        if self.lasting or (self.start is not None and self.end is not None):
            return "range"
        return "before" if self.start is None else "after"

    @property
    def approximate(self) -> bool:
        return any(moment.approximate for moment in (self.start, self.end) if moment is not None)

    @property
    def uncertain(self) -> bool:
        return any(moment.uncertain for moment in (self.start, self.end) if moment is not None)

    @property
    def earliest(self) -> str | None:
        """The first second it can mean on its own clock; None where the beginning is open. Made for sort columns."""
        return None if self.start is None else self.start.first_second().isoformat()

    @property
    def latest(self) -> str | None:
        """The last second it can mean on its own clock; None where the end is open."""
        return None if self.end is None else self.end.last_second().isoformat()

    @property
    def sort_key(self) -> tuple[str, str]:
        """A place in a list, nothing more: by the earliest second, then the latest; an open beginning by its latest."""
        latest = self.latest or _OPEN_END
        return self.earliest or latest, latest

    def overlaps(self, other: ImpreciseDate) -> bool:
        """Whether both may have been at one time; when in doubt, yes."""
        return not (_ends_before(self, other) or _ends_before(other, self))

    def outer_bounds(self) -> tuple[datetime | None, datetime | None]:
        """The first and the last moment it may mean whatever the clock, in UTC; None where it is open. Two dates whose
        bounds lie apart do not overlap."""
        return _first_utc(self), _last_utc(self)

    def surely_before(self, other: ImpreciseDate) -> bool:
        """Whether this was earlier whatever the imprecision and the clocks; never for an uncertain date."""
        return not (self.uncertain or other.uncertain) and _ends_before(self, other)


def hull(first: ImpreciseDate, last: ImpreciseDate) -> ImpreciseDate:
    """The span from the first's earliest to the last's latest: "between capture and discovery"."""
    start, end = first.start, last.end
    if start is not None and end is not None and start.offset is not None and end.offset is not None:
        end = end.ending_on_clock(start.offset)
    return ImpreciseDate(start, end, first.zone if first.zone == last.zone else "unknown",
                         (first.lasting and start is None) or (last.lasting and end is None))


def encompassing(dates: Iterable[ImpreciseDate]) -> ImpreciseDate | None:
    """The least span that holds all that the dates may mean; None where they leave both sides open."""
    found = list(dates)
    first = min(found, key=lambda date: _first_utc(date) or FIRST)
    last = max(found, key=lambda date: _last_utc(date) or LAST)
    try:
        return hull(first, last)
    except InvalidDate:
        return None


def _check_span(date: ImpreciseDate) -> None:
    start, end = date.start, date.end
    assert start is not None
    assert end is not None
    if date.lasting:
        raise InvalidDate(_("A span with both ends has no unknown end."), _("Leave one end out."))
    if start.offset is not None and end.offset is not None and start.offset != end.offset:
        raise InvalidDate(_("The two ends of a span name different offsets."), _("Write both with the same offset."))
    if start.first_second() > end.last_second():
        raise InvalidDate(_("The span ends before it begins."), _("Put the earlier date first."))


def _ends_before(one: ImpreciseDate, other: ImpreciseDate) -> bool:
    last, first = _last_utc(one), _first_utc(other)
    return last is not None and first is not None and last < first


def _first_utc(date: ImpreciseDate) -> datetime | None:
    """The earliest it can have been in UTC: the clock that ran furthest ahead, and the margin of "about"."""
    if date.start is None:
        return None
    wall = _widened(date.start, date.start.first_second(), -1)
    return _shifted(wall, -_offsets(date.start, date.zone, wall)[1])


def _last_utc(date: ImpreciseDate) -> datetime | None:
    if date.end is None:
        return None
    wall = _widened(date.end, date.end.last_second(), +1)
    return _shifted(wall, -_offsets(date.end, date.zone, wall)[0])


def _offsets(moment: Moment, zone: str, wall: datetime) -> tuple[timedelta, timedelta]:
    if moment.offset is None:
        return offsets(zone, wall)
    return timedelta(minutes=moment.offset), timedelta(minutes=moment.offset)


def _widened(moment: Moment, wall: datetime, direction: int) -> datetime:
    """"About" reaches one unit further on either side (times of day: an hour); "perhaps" as far."""
    if not (moment.approximate or moment.uncertain):
        return wall
    margin = _MARGIN.get(moment.unit)
    if margin is not None:
        return _shifted(wall, margin * direction)
    return _moved_by_months(wall, _MARGIN_MONTHS[moment.unit] * direction)


def _moved_by_months(wall: datetime, months: int) -> datetime:
    """A whole month's first or last second becomes that of the month so many further on."""
    count = wall.year * 12 + wall.month - 1 + months
    year, month = count // 12, count % 12 + 1
    if not 1 <= year <= 9999:
        return LAST if months > 0 else FIRST
    return wall.replace(year=year, month=month, day=1 if wall.day == 1 else days_in(year, month))


def _shifted(wall: datetime, by: timedelta) -> datetime:
    try:
        return wall + by
    except OverflowError:
        return LAST if by > timedelta(0) else FIRST
