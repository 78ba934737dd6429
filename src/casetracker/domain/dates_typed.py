"""A date as a person types it, English or Ukrainian. What can be read in two ways is refused, never guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from casetracker.domain.dates_edtf import parse_edtf
from casetracker.domain.dates_moment import Moment
from casetracker.domain.dates_typed_moment import CLOCK, Typed, read, without_doubts
from casetracker.domain.dates_value import ImpreciseDate
from casetracker.domain.dates_words import NOTES, WORDS
from casetracker.domain.dates_zones import ZONES
from casetracker.errors import InvalidDate
from casetracker.i18n import _

LONGEST = 160
_EDTF = re.compile(r"(?:\.\.|/|[0-9]{4}(?![0-9])|[0-9]{3}X)[0-9XTZ:/.~?%+-]*")
_DASHES = re.compile(r"\s*[‐‑‒–—―−]\s*|\s+-\s+")
_YEAR_WORD = re.compile(r"(?<=[0-9]{4}) ?(?:року|роком|роки|рік|р\.?)(?!\w)")
_FILLER = re.compile(r"(?:on the|on|in|у|в) (?=\S)")
_BEFORE = ("before or on", "on or before", "no later than", "not later than", "before", "until", "till", "by",
           "не пізніше", "до")
_AFTER = ("after or on", "on or after", "no earlier than", "not earlier than", "not before", "starting", "after",
          "since", "from", "не раніше", "після", "починаючи з", "від", "з", "із")
_LEADS = re.compile(r"(?:between|між|from|від|з|із) (?P<first>.+)")
_DAY_THEN_TIMES = re.compile(rf"(?P<day>.+?),? (?:between|між|from|від|з) (?P<times>{CLOCK}.*)")
_JOINS = re.compile(r" (?:and|to|until|till|through|or|і|й|та|по|до|або|чи) |-")
_OFFSET = re.compile(r"utc(?P<sign>[+-])(?P<hours>[0-9]{2}):(?P<minutes>[0-9]{2})")


def _table(*keys: str) -> dict[str, str]:
    """The words for these notes in each language, as they stand in a normalised text."""
    return {NOTES[lang][key].casefold(): key for lang in NOTES for key in keys}


_ZONE_WORDS = _table(*ZONES) | {"kyiv": "kyiv", "moscow": "moscow"}
_DOUBT_WORDS = _table("uncertain", "start_uncertain", "end_uncertain")
_SILENT = _table("month", "year", *(note for note in NOTES["en"] if note.startswith("or_")))
_LASTING = tuple(f", {WORDS[lang][key]}" for lang in WORDS for key in ("no_end", "no_start"))


def parse_typed(text: str, zone: str = "unknown") -> ImpreciseDate:
    """The date a person typed; anything `parse_edtf` takes is taken too. A zone named in the text wins over `zone`."""
    given = text.strip()
    if len(given) > LONGEST:
        raise InvalidDate(_("The date is too long to be one."), _cure())
    if _EDTF.fullmatch(given):
        try:
            return parse_edtf(given, zone)
        except InvalidDate as fault:
            return _parse_words(given, zone, fault)
    return _parse_words(given, zone, None)


def _parse_words(given: str, zone: str, strict: InvalidDate | None) -> ImpreciseDate:
    try:
        found = _parse_noted(_plain(given), zone)
    except InvalidDate as fault:
        raise InvalidDate(f"“{given}”: {fault.message}", fault.cure) from None
    if found is not None:
        return found
    raise strict or InvalidDate(_("“{text}” cannot be read as a date.").format(text=given), _cure())


def _plain(text: str) -> str:
    """Folded: one kind of dash and blank, no capitals, no word for "year"."""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    folded = _DASHES.sub("-", folded)
    return _YEAR_WORD.sub("", folded).rstrip(" ,;")


def _parse_noted(text: str, zone: str) -> ImpreciseDate | None:
    body, notes = _notes(text)
    marks = {_mark(note) for note in notes}
    clocks = {mark for mark in marks if mark in ZONES or mark.startswith("utc")}
    if len(clocks) > 1:
        raise InvalidDate(_("Two different clocks are named."), _("Name one zone, or write the offset with each time."))
    clock = clocks.pop() if clocks else zone
    date = _parse_body(body, clock if clock in ZONES else zone)
    if date is None:
        return None
    date = date if clock in ZONES else _each(date, offset=_minutes(clock))
    return _doubted(date, marks)


def _notes(text: str) -> tuple[str, list[str]]:
    """The text without its closing notes "(Kyiv time, uncertain)"; a zone may also stand at the end by itself."""
    if text.endswith(")") and "(" in text:
        body, _bracket, inside = text[:-1].rpartition("(")
        return body.rstrip(" ,"), inside.split(", ")
    for words in sorted(_ZONE_WORDS, key=len, reverse=True):
        if text.endswith(f" {words}"):
            return text[:-len(words)].rstrip(" ,"), [words]
    found = re.search(rf" {_OFFSET.pattern}$", text)
    return (text[:found.start()].rstrip(" ,"), [found[0].strip()]) if found else (text, [])


def _mark(note: str) -> str:
    if note in _ZONE_WORDS:
        return _ZONE_WORDS[note]
    if note in _DOUBT_WORDS:
        return _DOUBT_WORDS[note]
    if note in _SILENT or _OFFSET.fullmatch(note):
        return note
    raise InvalidDate(_("“({note})” is not understood.").format(note=note), _("Leave the remark out of the date."))


def _minutes(clock: str) -> int:
    found = _OFFSET.fullmatch(clock)
    assert found is not None
    minutes = int(found["hours"]) * 60 + int(found["minutes"])
    return minutes if found["sign"] == "+" else -minutes


def _doubted(date: ImpreciseDate, marks: set[str]) -> ImpreciseDate:
    if "uncertain" in marks:
        return _each(date, uncertain=True)
    start, end = date.start, date.end
    if "start_uncertain" in marks and start is not None:
        return replace(date, start=replace(start, uncertain=True))
    if "end_uncertain" in marks and end is not None:
        return replace(date, end=replace(end, uncertain=True))
    return date


def _each(date: ImpreciseDate, offset: int | None = None, approximate: bool = False,
          uncertain: bool = False) -> ImpreciseDate:
    """The date with an offset on each time of day that names none, and with the doubts on both ends."""
    def changed(moment: Moment | None) -> Moment | None:
        if moment is None:
            return None
        told = moment.offset if moment.hour is None or moment.offset is not None else offset
        return replace(moment, offset=told, approximate=approximate or moment.approximate,
                       uncertain=uncertain or moment.uncertain)

    return replace(date, start=changed(date.start), end=changed(date.end))


def _parse_body(text: str, zone: str) -> ImpreciseDate | None:
    body, approximate, uncertain = without_doubts(text)
    for ending in _LASTING:
        if body.endswith(ending):
            date = _open(body.removesuffix(ending), zone, True)
            break
    else:
        date = _parse_whole(_FILLER.sub("", body, count=1) if _FILLER.match(body) else body, zone)
    return None if date is None else _each(date, None, approximate, uncertain)


def _parse_whole(text: str, zone: str) -> ImpreciseDate | None:
    single = read(text)
    if single is not None:
        moment = single.moment()
        return ImpreciseDate(moment, moment, zone)
    return _range(text, zone) or _open(text, zone, False)


def _open(text: str, zone: str, lasting: bool) -> ImpreciseDate | None:
    """"before …" (which we take as before or on) and "after …"."""
    for leads, starts in ((_BEFORE, False), (_AFTER, True)):
        for lead in leads:
            known = read(text.removeprefix(f"{lead} ")) if text.startswith(f"{lead} ") else None
            if known is not None:
                moment = known.moment()
                return ImpreciseDate(moment if starts else None, None if starts else moment, zone, lasting)
    return None


def _range(text: str, zone: str) -> ImpreciseDate | None:
    for first, last in _pairs(text):
        one, two = read(first), read(last)
        if one is None or two is None:
            continue
        one, two = one.lent_by(two), two.on_day_of(one)
        if _like(one, two):
            return ImpreciseDate(one.moment(), two.moment(), zone)
    return None


def _like(one: Typed, two: Typed) -> bool:
    """Whether the second of a pair is a date by itself and not a leftover ("6 October 2024 - 7" is not read)."""
    return two.year is not None or one.year is None


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """The ways to cut a text in two at a word or a dash that joins two dates."""
    timed = _DAY_THEN_TIMES.fullmatch(text)
    lead = _LEADS.fullmatch(text)
    body = f"{timed['day']}, {timed['times']}" if timed else lead["first"] if lead else text
    for join in _JOINS.finditer(body):
        yield body[:join.start()], body[join.end():]


def _cure() -> str:
    return _("Type it as in 7 October 2024, October 2024, 2024, before 9 October 2024, 6-7 October 2024, about 2024, "
             "07.10.2024 or 2024-10-07.")
