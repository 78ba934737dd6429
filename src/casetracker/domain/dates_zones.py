"""What a clock can have shown: the offsets from UTC that a named zone had at a given time on its own wall.

The record names one of few zones. *Unknown* means that the source does not say whose clock it read; in this field that
is the clock of Kyiv, of Moscow (also used in the occupied territories) or UTC, so an unknown zone is as wide as these.
Another clock is written as an explicit offset.
"""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from functools import lru_cache

from casetracker.domain.dates_moment import wall as at

ZONES = ("kyiv", "moscow", "utc", "unknown")
_NAMES = {"kyiv": ("Europe/Kyiv", "Europe/Kiev"), "moscow": ("Europe/Moscow",)}
_MOSCOW_ON_FOUR = (at(2011, 3, 27, 2), at(2014, 10, 26, 2))


def offsets(zone: str, wall: datetime) -> tuple[timedelta, timedelta]:
    """The least and the greatest offset the clock can have had when it showed `wall`."""
    if zone == "utc":
        return timedelta(0), timedelta(0)
    if zone == "unknown":
        known = [offset for name in ("kyiv", "moscow", "utc") for offset in offsets(name, wall)]
        return min(known), max(known)
    place = _zone(zone)
    found = _from_rules(zone, wall) if place is None else _from_database(place, wall)
    return min(found), max(found)


def _from_database(place: tzinfo, wall: datetime) -> list[timedelta]:
    # An hour that a clock shows twice in autumn has two offsets; both count.
    both = (wall.replace(fold=fold, tzinfo=place).utcoffset() for fold in (0, 1))
    return [offset or timedelta(0) for offset in both]


@lru_cache(maxsize=4)
def _zone(zone: str) -> tzinfo | None:
    """The zone from the system's database, or None where there is none (some Windows installations)."""
    from zoneinfo import ZoneInfo

    for name in _NAMES[zone]:
        try:
            return ZoneInfo(name)
        except (LookupError, OSError, ValueError):  # missing, unreadable or damaged
            continue
    return None


def _from_rules(zone: str, wall: datetime) -> list[timedelta]:
    """The offsets by rule, for computers without a zone database; older times get all offsets since 1930."""
    two, three, four = (timedelta(hours=hours) for hours in (2, 3, 4))
    if zone == "moscow":
        if wall >= _MOSCOW_ON_FOUR[1] + timedelta(hours=1):
            return [three]
        on_four = _MOSCOW_ON_FOUR[0] + timedelta(hours=1) <= wall < _MOSCOW_ON_FOUR[1]
        return [four] if on_four else [three, four]
    if wall.year < 1997:
        return [two, three, four]
    begins, ends = _last_sunday(wall.year, 3), _last_sunday(wall.year, 10)
    if begins + timedelta(hours=4) <= wall < ends + timedelta(hours=3):
        return [three]
    if wall < begins + timedelta(hours=3) or wall >= ends + timedelta(hours=4):
        return [two]
    return [two, three]


def _last_sunday(year: int, month: int) -> datetime:
    last = at(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)
