"""Imprecise dates in data: a documented subset of EDTF (ISO 8601-2), see `docs/dates.md`. Strict in, canonical out."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from casetracker.domain.dates_moment import Moment, days_in
from casetracker.domain.dates_value import ImpreciseDate
from casetracker.errors import InvalidDate
from casetracker.i18n import _

LONGEST = 80
_MOMENT = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})"
    r"(?:T(?P<hour>[0-9]{2})(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)?(?P<offset>Z|[+-][0-9]{2}:[0-9]{2})?)?"
    r")?)?(?P<doubt>[~?%]?)")
_DECADE = re.compile(r"(?P<year>[0-9]{3})X(?P<doubt>[~?%]?)")
_UNSPECIFIED = re.compile(
    r"(?P<year>[0-9]{4})-(?:(?P<months>[01])X|(?P<any>XX)|(?P<month>[0-9]{2})-(?:(?P<days>[0-3])X|(?P<all>XX)))"
    r"(?P<doubt>[~?%]?)")
_DOUBT = {(False, False): "", (True, False): "~", (False, True): "?", (True, True): "%"}


@lru_cache(maxsize=1 << 10)
def parse_edtf(text: str, zone: str = "unknown") -> ImpreciseDate:
    """The date meant by a text of the subset; anything else is refused by an `InvalidDate` that names the place."""
    given = text.strip()
    if not given:
        raise InvalidDate(_("The date is empty."), _example())
    if len(given) > LONGEST:
        raise InvalidDate(_("The date is too long to be one."), _example())
    try:
        return _parse(given, zone)
    except InvalidDate as fault:
        raise InvalidDate(f"“{given}”: {fault.message}", fault.cure) from None


def is_vague(edtf: str) -> bool:
    """Whether a date is about or uncertain, so that its bounds are not the last word."""
    return any(sign in edtf for sign in "~?%")


def write(date: ImpreciseDate) -> str:
    """The canonical text of a date."""
    if date.single is not None:
        return _write_moment(date.single)
    missing = "" if date.lasting else ".."
    start = missing if date.start is None else _write_moment(date.start)
    end = missing if date.end is None else _write_moment(date.end)
    return f"{start}/{end}"


def _parse(text: str, zone: str) -> ImpreciseDate:
    if "/" not in text:
        return ImpreciseDate(*_part(text), zone)
    first, _slash, last = text.partition("/")
    if "/" in last:
        raise InvalidDate(_("more than one “/”."), _("A span has one beginning and one end: 2024-10-06/2024-10-07."))
    return ImpreciseDate(None if first in ("", "..") else _part(first)[0],
                         None if last in ("", "..") else _part(last)[1], zone, "" in (first, last))


def _part(text: str) -> tuple[Moment, Moment]:
    """The first and the last moment that one side of the slash can mean."""
    found = _UNSPECIFIED.fullmatch(text)
    if found:
        first, last = _unspecified(found)
        return _doubted(first, found["doubt"]), _doubted(last, found["doubt"])
    moment = read_moment(text)
    return moment, moment


def read_moment(text: str) -> Moment:
    """One moment of the subset: a decade, or a year and as much more as is known."""
    found = _DECADE.fullmatch(text)
    if found:
        return _doubted(Moment(int(found["year"]) * 10, decade=True), found["doubt"])
    found = _MOMENT.fullmatch(text)
    if not found:
        raise InvalidDate(_("“{part}” is not a date of the kind this program keeps.").format(part=text), _example())
    month, day, hour, minute, second = (None if found[name] is None else int(found[name])
                                        for name in ("month", "day", "hour", "minute", "second"))
    moment = Moment(int(found["year"]), month, day, hour, minute, second, _offset(found["offset"]))
    return _doubted(moment, found["doubt"])


def _unspecified(found: re.Match[str]) -> tuple[Moment, Moment]:
    """2024-1X is October to December, 2024-10-2X is the 20th to the 29th; XX says no more than the part before it."""
    year = int(found["year"])
    if found["any"]:
        return Moment(year), Moment(year)
    if found["months"]:
        first, last = (1, 9) if found["months"] == "0" else (10, 12)
        return Moment(year, first), Moment(year, last)
    month = Moment(year, int(found["month"]))
    if found["all"]:
        return month, month
    tens = int(found["days"]) * 10
    final = min(tens + 9, days_in(year, int(found["month"])))
    return Moment(year, month.month, max(tens, 1)), Moment(year, month.month, final)


def _doubted(moment: Moment, mark: str) -> Moment:
    return replace(moment, approximate=mark in ("~", "%"), uncertain=mark in ("?", "%")) if mark else moment


def _offset(text: str | None) -> int | None:
    if text is None:
        return None
    if text == "Z":
        return 0
    minutes = int(text[1:3]) * 60 + int(text[4:6])
    if int(text[4:6]) > 59 or text == "-00:00":
        raise InvalidDate(_("“{offset}” is not an offset from UTC.").format(offset=text),
                          _("Write it as in +03:00 or Z."))
    return minutes if text[0] == "+" else -minutes


def _write_moment(moment: Moment) -> str:
    doubt = _DOUBT[moment.approximate, moment.uncertain]
    if moment.decade:
        return f"{moment.year // 10:03d}X{doubt}"
    text = f"{moment.year:04d}"
    text += "".join(f"-{part:02d}" for part in (moment.month, moment.day) if part is not None)
    clock = ":".join(f"{part:02d}" for part in (moment.hour, moment.minute, moment.second) if part is not None)
    return text + (f"T{clock}{_write_offset(moment.offset)}" if clock else "") + doubt


def _write_offset(offset: int | None) -> str:
    if offset is None:
        return ""
    if offset == 0:
        return "Z"
    return f"{'+' if offset > 0 else '-'}{abs(offset) // 60:02d}:{abs(offset) % 60:02d}"


def _example() -> str:
    return _("Write 2024, 2024-10, 2024-10-07, 2024-10-07T13:00, 2024-10~, 2024-10-06/2024-10-07 or ../2024-10-09.")
