"""Reads the legal texts in `resources/legal`. What is wrong with them is our fault, and says where it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from casetracker import assets
from casetracker.domain.dates import ImpreciseDate, parse_edtf
from casetracker.domain.law_days import CLOCK
from casetracker.domain.law_records import (
    Applicability,
    Check,
    Element,
    Instrument,
    Provision,
    Source,
    Version,
)
from casetracker.errors import BugError, InvalidDate

FOLDER = "legal"
PROVISIONS = ("rome_statute_6_7", "rome_statute_8_international", "rome_statute_8_non_international",
              "geneva_conventions", "additional_protocol_1", "criminal_code_ukraine")

Json = Mapping[str, Any]


def read(name: str) -> Any:
    """The content of one file of the folder."""
    return json.loads(assets.read_text(FOLDER, f"{name}.json"))


def sources() -> tuple[Source, ...]:
    return tuple(Source(**entry) for entry in read("sources")["sources"])


def instruments() -> tuple[Instrument, ...]:
    return tuple(_instrument(entry) for entry in read("instruments")["instruments"])


def applicability() -> tuple[Applicability, ...]:
    return tuple(_applicability(entry) for entry in read("instruments")["applicability"])


def violations() -> dict[str, tuple[str, ...]]:
    """The provisions that each violation type of the vocabulary stands for."""
    return {code: tuple(provisions) for code, provisions in read("violations")["violations"].items()}


def provisions() -> tuple[Provision, ...]:
    return tuple(provision_from(entry) for name in PROVISIONS for entry in read(name)["provisions"])


def provision_from(entry: Json) -> Provision:
    """One provision, its versions in the order of time."""
    versions = tuple(_version(version) for version in entry["versions"])
    _ordered(entry["code"], versions)
    elements = tuple(_element(element) for element in entry["elements"])
    return Provision(_checks(entry), _open(entry), entry["code"], entry["instrument"], entry["article"],
                     entry["title"], entry["conflict"], entry["form_of"], versions, elements, entry["note"])


def _version(entry: Json) -> Version:
    start, end = _date(entry, "in_force_from"), _date(entry, "in_force_until")
    return Version(_checks(entry), _open(entry), entry["code"], entry["title"], entry["act"], _date(entry, "adopted"),
                   start, end, entry["milder_than_before"], entry["note"])


def _element(entry: Json) -> Element:
    if entry["ours"] is not True:
        raise BugError(f"{entry['code']}: an element is not marked as ours.")
    return Element(entry["code"], entry["text"], entry["pointer"], entry.get("one_of", ""),
                   tuple(entry.get("versions", ())))


def _instrument(entry: Json) -> Instrument:
    return Instrument(_checks(entry), _open(entry), entry["code"], entry["title"], entry["short"], entry["citation"],
                      entry["place"], _date(entry, "adopted"), _date(entry, "in_force_from"), entry["treaty_series"])


def _applicability(entry: Json) -> Applicability:
    return Applicability(_checks(entry), _open(entry), entry["code"], entry["kind"], tuple(entry["reaches"]),
                         _date(entry, "made"), _date(entry, "acts"), entry["note"])


def _checks(entry: Json) -> tuple[Check, ...]:
    return tuple(Check(**check) for check in entry["checked_against"])


def _open(entry: Json) -> tuple[str, ...]:
    return tuple(entry["to_be_confirmed"])


def _date(entry: Json, field: str) -> ImpreciseDate | None:
    if entry[field] is None:
        return None
    try:
        date = parse_edtf(entry[field], CLOCK)
    except InvalidDate as fault:
        raise BugError(f"{entry['code']}: {field}: {fault}") from fault
    if date.approximate or date.uncertain:
        raise BugError(f"{entry['code']}: {field} is about or perhaps; leave it out instead.")
    return date


def _ordered(code: str, versions: tuple[Version, ...]) -> None:
    """Versions follow each other in time, or no date of an act could be told from another."""
    if not versions:
        raise BugError(f"{code} has no version.")
    starts = [date.sort_key for date in (version.in_force_from or version.adopted for version in versions) if date]
    if any(later <= earlier for earlier, later in pairwise(starts)):
        raise BugError(f"The versions of {code} are not in the order of time.")
