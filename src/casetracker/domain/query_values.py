"""What can stand behind the name of a field in a search, read into a value; ValueError says what is expected there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casetracker.domain import vocabulary as v
from casetracker.domain.dates import ImpreciseDate, parse_edtf
from casetracker.errors import InvalidDate
from casetracker.i18n import _

_NUMBER = r"([-+]?\d{1,3}(?:\.\d+)?)"
_NEAR = re.compile(rf"{_NUMBER},{_NUMBER},(\d{{1,5}}(?:\.\d+)?)(km|m)?", re.IGNORECASE)
_GRADE = re.compile(r"(<=|>=|<|>|=|)([A-F])", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9a-f]{4,64}")


@dataclass(frozen=True, slots=True)
class Near:
    """Within so many kilometres of a point."""

    lat: float
    lon: float
    km: float


def codes(text: str, vocabulary: v.Vocabulary) -> tuple[str, ...]:
    """The codes that are meant by one or several, separated by commas; the beginning of a code stands for all that
    begin so."""
    found: dict[str, None] = {}
    for part in text.casefold().split(","):
        meant = [part] if part in vocabulary else [code for code in vocabulary if part and code.startswith(part)]
        if not meant:
            raise ValueError(_("One of these is expected: {codes}.").format(codes=", ".join(vocabulary)))
        found.update(dict.fromkeys(meant))
    return tuple(found)


def span(text: str) -> ImpreciseDate:
    """A date as in the rest of the program (EDTF), or two with “..” between them; either may be missing."""
    first, dots, last = text.partition("..")
    try:
        return parse_edtf(f"{first or '..'}/{last or '..'}" if dots and "/" not in text else text)
    except InvalidDate as error:
        raise ValueError(_("A date is expected, such as 2024-10-07, 2024-10, 2024-10-01..2024-10-31 or 2024..")) from error


def near(text: str) -> Near:
    """“LAT,LON,KM”."""
    found = _NEAR.fullmatch(text)
    if found is None or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
        raise ValueError(_("A point and a distance are expected, such as 48.15,37.30,25km."))
    return Near(float(found[1]), float(found[2]), float(found[3]) / (1000 if (found[4] or "").lower() == "m" else 1))


def grades(text: str) -> tuple[str, ...]:
    """The grades of reliability meant by “C”, “<=C” (C or better) and their like; A is the best. F says that a source
    cannot be judged, and is neither better nor worse than any other."""
    found = _GRADE.fullmatch(text)
    if found is None:
        raise ValueError(_("A grade is expected: A to F, perhaps with <=, <, >= or > before it; <=C is C or better."))
    sign, wanted = found[1] or "=", found[2].upper()
    meant = {"=": wanted.__eq__, "<=": wanted.__ge__, "<": wanted.__gt__, ">=": wanted.__le__, ">": wanted.__lt__}[sign]
    return tuple(grade for grade in v.RELIABILITY if meant(grade) and (sign == "=" or grade != "F"))


def digest(text: str) -> str:
    """The beginning of a SHA-256, four digits at least."""
    if not _DIGITS.fullmatch(text.lower()):
        raise ValueError(_("The first digits of a SHA-256 are expected, four at least."))
    return text.lower()
