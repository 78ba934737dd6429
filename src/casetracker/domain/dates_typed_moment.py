"""One moment as a person types it, English or Ukrainian: what is written is read, what is missing stays missing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from casetracker.domain.dates_edtf import read_moment
from casetracker.domain.dates_moment import Moment
from casetracker.domain.dates_words import MONTHS_EN, MONTHS_UK
from casetracker.errors import InvalidDate
from casetracker.i18n import _

_LOCATIVE = ("січні", "лютому", "березні", "квітні", "травні", "червні", "липні", "серпні", "вересні", "жовтні",
             "листопаді", "грудні")
_SHORT_UK = ("січ", "лют", "бер", "квіт", "трав", "черв", "лип", "серп", "вер", "жовт", "лист", "груд")
_SHORT_EN = tuple(name[:3] for name in MONTHS_EN)
MONTHS = {name.casefold(): number
          for names in (MONTHS_EN, _SHORT_EN, *MONTHS_UK.values(), _LOCATIVE, _SHORT_UK)
          for number, name in enumerate(names, start=1)} | {"sept": 9}
ABOUT = ("about", "approximately", "approx.", "around", "circa", "ca.", "c.", "близько", "приблизно", "орієнтовно")
PERHAPS = ("perhaps", "possibly", "probably", "maybe", "можливо", "ймовірно", "імовірно")

CLOCK = r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})|-(?P<until>[0-9]{2}:59))?"
_AT = rf"(?:,? (?:(?:at|о|об) )?{CLOCK})?"
_NTH = r"(?:st|nd|rd|th|-?го)?"
_WORD = r"(?P<word>[^\W\d_]+)\.?"
_FORMS = tuple(re.compile(form) for form in (
    rf"(?P<day>[0-9]{{1,2}}){_NTH} (?:of )?{_WORD}(?:,? (?P<year>[0-9]{{1,4}}))?{_AT}",
    rf"{_WORD} (?P<day>[0-9]{{1,2}}){_NTH}(?:,? (?P<year>[0-9]{{4}}))?{_AT}",
    rf"{_WORD}(?:,? (?P<year>[0-9]{{1,4}}))?",
    r"(?:the )?(?P<decade>[0-9]{3}0)(?:s|-?ті роки|-?х років|-?ми роками|-ті)",
    rf"(?P<year>[0-9]{{4}})(?P<mark>[./])(?P<month>[0-9]{{1,2}})(?P=mark)(?P<day>[0-9]{{1,2}}){_AT}",
    rf"(?P<one>[0-9]{{1,2}})(?P<mark>[./-])(?P<two>[0-9]{{1,2}})(?P=mark)(?P<year>[0-9]{{1,4}}){_AT}",
    r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})",
    r"(?P<month>[0-9]{1,2})[./](?P<year>[0-9]{4})",
    rf"(?P<day>[0-9]{{1,2}}){_NTH}",
    CLOCK,
))
_ISO = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2}(?:[t ][0-9]{2}.*)?)?)?[~?%]?|[0-9]{3}x[~?%]?")


@dataclass(frozen=True, slots=True)
class Typed:
    """A moment that may lack its year or its day until its neighbour in a range has lent it ("6" of "6-7 October")."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    decade: bool = False
    approximate: bool = False
    uncertain: bool = False
    offset: int | None = None

    def lent_by(self, other: Typed) -> Typed:
        """Completed from the later date of a range: its year, and its month where only a day was typed."""
        month = other.month if self.day is not None and self.month is None else self.month
        return replace(self, month=month, year=other.year if self.year is None else self.year)

    def on_day_of(self, other: Typed) -> Typed:
        """A time of day alone, put on the day of the time before it."""
        if self.hour is None or self.day is not None:
            return self
        return replace(self, year=other.year, month=other.month, day=other.day)

    def moment(self) -> Moment:
        if self.year is None:
            raise InvalidDate(_("The year is missing."), _("Add the year, as in 7 October 2024."))
        return Moment(self.year, self.month, self.day, self.hour, self.minute, self.second, self.offset, self.decade,
                      self.approximate, self.uncertain)


def read(text: str) -> Typed | None:
    """What a normalised text says of one moment, or None if it is no moment."""
    plain, approximate, uncertain = without_doubts(text)
    found = _iso(plain) or _first_form(plain)
    if found is None:
        return None
    return replace(found, approximate=approximate or found.approximate, uncertain=uncertain or found.uncertain)


def without_doubts(text: str) -> tuple[str, bool, bool]:
    """The text without its leading "about" and "perhaps" (or a final "?"), and whether they stood there."""
    approximate = uncertain = False
    while True:
        first, _space, rest = text.partition(" ")
        if rest and first in ABOUT:
            approximate, text = True, rest
        elif rest and first in PERHAPS:
            uncertain, text = True, rest
        elif text.endswith("?") and len(text) > 1:
            uncertain, text = True, text[:-1].rstrip()
        else:
            return text, approximate, uncertain


def _iso(text: str) -> Typed | None:
    if not _ISO.fullmatch(text):
        return None
    moment = read_moment(text.upper().replace(" ", "T", 1))
    return Typed(moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second, moment.decade,
                 moment.approximate, moment.uncertain, moment.offset)


def _first_form(text: str) -> Typed | None:
    for form in _FORMS:
        found = form.fullmatch(text)
        if found:
            typed = _typed({name: value for name, value in found.groupdict().items() if value is not None})
            if typed is not None:
                return typed
    return None


def _typed(parts: dict[str, str]) -> Typed | None:
    if "word" in parts and parts["word"] not in MONTHS:
        return None
    if len(parts.get("year", "0000")) != 4:
        raise InvalidDate(_("The year “{year}” is short.").format(year=parts["year"]),
                          _("Write the year with four digits, as in 2024."))
    if "decade" in parts:
        return Typed(int(parts["decade"]), decade=True)
    day, month = _day_and_month(parts)
    until = parts.get("until")
    if until is not None and (until[:2] != parts["hour"].zfill(2) or parts["minute"] != "00"):
        return None
    return Typed(_number(parts, "year"), month, day, _number(parts, "hour"),
                 None if until else _number(parts, "minute"), _number(parts, "second"))


def _day_and_month(parts: dict[str, str]) -> tuple[int | None, int | None]:
    if "word" in parts:
        return _number(parts, "day"), MONTHS[parts["word"]]
    if "one" not in parts:
        return _number(parts, "day"), _number(parts, "month")
    one, two = int(parts["one"]), int(parts["two"])
    if parts["mark"] == "." or one > 12 or one == two:
        return one, two
    if two > 12:
        return two, one
    raise InvalidDate(_("Day and month cannot be told apart: it may be the {one} of month {two} or the {two} of "
                        "month {one}.").format(one=one, two=two),
                      _("Type the month by its name, or the date as 2024-10-07."))


def _number(parts: dict[str, str], name: str) -> int | None:
    return int(parts[name]) if name in parts else None
