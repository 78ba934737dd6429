"""The rows of an element matrix: each element with the evidence for and against it, its assessment and its note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from casetracker.domain.law import Element, Version
from casetracker.i18n import _
from casetracker.services import claim_ids

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Entry:
    """An evidence item or a claim on one side of an element.

    `stands` is false where the item was withdrawn or is no longer linked to the incident, or the claim is gone: such an
    entry is shown and fills no gap. `source` is who makes the claim.
    """

    id: str
    evidence: str | None
    claim: str | None
    label: str
    source: str | None
    locator: str | None
    note: str | None
    stands: bool


@dataclass(frozen=True)
class Row:
    """One element. `versions` names those it belongs to where others are considered too; `gap`: nothing speaks for it,
    nor for any of its alternatives. `assessment` None: nobody assessed it yet, which is not the assessment "none".
    """

    element: str
    label: str
    pointer: str
    one_of: str
    versions: tuple[str, ...]
    supporting: tuple[Entry, ...]
    opposing: tuple[Entry, ...]
    assessment: str | None
    assessed_by: str | None
    note: str | None
    gap: bool
    stray: bool

    def as_json(self) -> dict[str, Any]:
        given = asdict(self)
        sides = {"for": list(given.pop("supporting")), "against": list(given.pop("opposing"))}
        return {**given, **sides, "versions": list(self.versions)}


def rows_of(page: Record, allegation: Record, elements: Sequence[Element], versions: Sequence[Version]) -> list[Row]:
    """A row for each element, then one for each further element that something was recorded on."""
    entries = _entries(page, allegation["element_evidence"])
    weighed = {row["element"]: row for row in allegation["elements"]}
    rows = [_row(element, versions, entries, weighed.get(element.code, {})) for element in elements]
    known = {element.code for element in elements}
    rows += [_stray(code, entries, weighed.get(code, {})) for code in _others(allegation, known)]
    return _with_gaps(rows)


def _row(element: Element, versions: Sequence[Version], entries: Mapping[tuple[str, str], tuple[Entry, ...]],
         weighed: Record) -> Row:
    only = tuple(version.label for version in versions if element.versions and version.code in element.versions)
    return Row(element.code, element.label, element.official, element.one_of,
               only if len(only) < len(versions) else (), *_weighed(element.code, entries, weighed), False, False)


def _stray(code: str, entries: Mapping[tuple[str, str], tuple[Entry, ...]], weighed: Record) -> Row:
    return Row(code, _("{code}: no element of the text considered").format(code=code), "", "", (),
               *_weighed(code, entries, weighed), False, True)


def _weighed(code: str, entries: Mapping[tuple[str, str], tuple[Entry, ...]], weighed: Record) -> tuple[
        tuple[Entry, ...], tuple[Entry, ...], str | None, str | None, str | None]:
    return (entries.get((code, "for"), ()), entries.get((code, "against"), ()), weighed.get("assessment"),
            weighed.get("assessed_by"), weighed.get("note"))


def _others(allegation: Record, known: set[str]) -> Iterable[str]:
    named = [row["element"] for name in ("elements", "element_evidence") for row in allegation[name]]
    return dict.fromkeys(code for code in named if code not in known)


def _with_gaps(rows: list[Row]) -> list[Row]:
    filled = {row.one_of or row.element for row in rows if any(entry.stands for entry in row.supporting)}
    return [replace(row, gap=not row.stray and (row.one_of or row.element) not in filled) for row in rows]


def _entries(page: Record, given: Iterable[Record]) -> dict[tuple[str, str], tuple[Entry, ...]]:
    items = {item["reference"]: item for item in page["evidence"]}
    claims = {row["id"]: (name, row) for name, row in claim_ids.claims_of(page["incident"])}
    found: dict[tuple[str, str], tuple[Entry, ...]] = {}
    for row in given:
        place = (row["element"], row["side"])
        found[place] = (*found.get(place, ()), _entry(row, items, claims))
    return found


def _entry(row: Record, items: Mapping[str, Record], claims: Mapping[str, tuple[str, Record]]) -> Entry:
    item, claim = items.get(row["evidence"]), claims.get(row["claim"])
    gone = (row["evidence"] and item is None) or (row["claim"] and claim is None)
    return Entry(row["id"], row["evidence"], row["claim"], " · ".join(_labels(row, item, claim)),
                 claim[1]["source"] if claim else None, row["locator"], row["note"], not gone)


def _labels(row: Record, item: Record | None, claim: tuple[str, Record] | None) -> Iterator[str]:
    if row["evidence"]:
        yield str(item["label"]) if item else _("no longer linked to this incident, or withdrawn")
    if row["claim"]:
        yield claim_ids.words_of(*claim) if claim else _("a claim that is no longer recorded")
