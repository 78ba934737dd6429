"""The case list: which incidents, in which order, and what one line of each shows; by their pks."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from typing import Any, NamedTuple

from casetracker.domain import vocabulary as v
from casetracker.domain.dates import parse_edtf
from casetracker.domain.query import Reach
from casetracker.domain.stages import Furthest
from casetracker.errors import UserError
from casetracker.i18n import _, language
from casetracker.services.case_store import CaseStore
from casetracker.services.kept import kept, version_of
from casetracker.services.narrowing import found
from casetracker.store.engine import Connection
from casetracker.store.numbers import numbers


@dataclass(frozen=True)
class IncidentFilter:
    """What the incident list is narrowed to; an empty query narrows nothing."""

    query: str = ""
    include_withdrawn: bool = False
    reach: Reach = Reach.SKELETON


class IncidentRow(NamedTuple):
    """One line of the incident list."""

    pk: int
    reference: str
    title: str
    assessment: str
    handling: str
    stages: tuple[Furthest, ...]
    date_text: str
    place_text: str
    evidence_count: int
    confidentiality: str
    lead_investigator: str
    amended_at: str
    withdrawn: bool


_SORTS = {
    "date": "date_key", "reference": "ref_order", "title": "title_key", "amended": "amended_at", "status": "status_key",
    "assessment": "status_key", "handling": "handling_key", "confidentiality": "confidentiality_key", "lead": "lead_key",
    "place": "place_key", "evidence": "evidence_count", "stage": "stage_key",
}
FEW, _OF_ALL = 2_000, 100
"""Up to so many matches, or a hundredth of all, are put in order by themselves rather than picked from the order of all."""

_AT_ONCE = 20_000


def incident_ids(store: CaseStore, wanted: IncidentFilter | None = None, sort: str = "date",
                 descending: bool = True) -> array[int]:
    """The pks of the incidents wanted, in order (ties by reference)."""
    wanted = wanted or IncidentFilter()
    if sort not in _SORTS:
        raise UserError(_("The list cannot be sorted by {column}.").format(column=sort))
    with store.database.snapshot() as connection:
        matched = found(store, connection, wanted.query, wanted.reach, wanted.include_withdrawn)
        last = _last(connection)
        if matched is not None and len(matched) <= max(FEW, last // _OF_ALL):
            return _ordered(connection, sort, descending, wanted.include_withdrawn, matched)
        order = incident_order(store, connection, sort, descending, wanted.include_withdrawn)
    return order[:] if matched is None else picked(order, matched, last)


def picked(order: array[int], matched: set[int], last: int) -> array[int]:
    """Those of an order that match, where `last` is the greatest of all; some at a time, for in the midst of them the window
    cannot have Python."""
    marked, found = bytearray(last + 1), array("q")
    for pk in filter(last.__ge__, matched):  # a set of very many is looked up more slowly than a row of bytes
        marked[pk] = 1
    for start in range(0, len(order), _AT_ONCE):
        some = order[start:start + _AT_ONCE]
        found.extend(compress(some, map(marked.__getitem__, some)))
    return found


def _last(connection: Connection) -> int:
    """The greatest pk of an incident."""
    (last,) = connection.execute("SELECT max(pk) FROM incident_line").fetchone()
    return last or 0


def incident_order(store: CaseStore, connection: Connection, sort: str, descending: bool,
                   include_withdrawn: bool = False) -> array[int]:
    """The pks of all incidents in an order; not to be altered, for it is kept."""
    return kept(store, connection, ("order", sort, descending, include_withdrawn), lambda: _ordered(
        connection, sort, descending, include_withdrawn), version_of(connection, "incident"))


def first_ids(store: CaseStore, sort: str, descending: bool, include_withdrawn: bool, limit: int) -> array[int]:
    """The first `limit` of all incidents in an order, read off the index of that order."""
    with store.database.snapshot() as connection:
        return _ordered(connection, sort, descending, include_withdrawn, limit=limit)


def _ordered(connection: Connection, sort: str, descending: bool, withdrawn: bool,
             among: set[int] | None = None, limit: int = -1) -> array[int]:
    """All incidents in the order asked for, which is read off an index; or only those among some, or the first few."""
    order = "DESC" if descending else "ASC"
    shown = "1" if withdrawn else "withdrawn = 0"
    # Some are looked up by their keys: an index in the order asked for would be walked from end to end for them.
    way, named = ("", "") if among is None else (" NOT INDEXED", " AND pk IN (SELECT value FROM json_each(?))")
    values = (limit,) if among is None else (json.dumps(list(among)), limit)
    return array("q", numbers(
        connection, f"SELECT pk FROM incident_line{way} WHERE {shown}{named}"
        f" ORDER BY {_SORTS[sort]} {order}, ref_order {order} LIMIT ?", values))


_ROW = ("SELECT pk, reference, title, assessment, handling, stages, date, date_kind, date_derived, place, evidence_count,"
        " confidentiality, lead, amended_at, withdrawn FROM incident_line WHERE pk IN (SELECT value FROM json_each(?))")


def incident_rows(store: CaseStore, pks: Sequence[int]) -> list[IncidentRow]:
    """The lines of the given incidents, in the order given; one that is gone is left out."""
    with store.database.snapshot() as connection:
        found = {row[0]: row for row in connection.execute(_ROW, (json.dumps(list(pks)),))}
    return [_incident_row(*found[pk]) for pk in pks if pk in found]


def _incident_row(pk: int, reference: str, title: str, assessment: str, handling: str, stages: str, date: str | None,
                  kind: str | None, derived: int, place: str | None, count: int, confidentiality: str, lead: str | None,
                  amended: str, withdrawn: int) -> IncidentRow:
    return IncidentRow(
        pk, reference, title, assessment, handling, _stages(stages) if stages != "[]" else (),
        date_text(date, kind, bool(derived)), place or "", count, confidentiality, lead or "", amended, bool(withdrawn))


@lru_cache(maxsize=1 << 10)
def _stages(stages: str) -> tuple[Furthest, ...]:
    return tuple(Furthest(*each) for each in json.loads(stages))


def date_text(edtf: str | None, kind: str | None, derived: bool) -> str:
    """The working date in words; what it is the date of is said unless it is the act's own."""
    return _date_text(edtf, kind, derived, language()) if edtf else ""


@lru_cache(maxsize=1 << 13)
def _date_text(edtf: str, kind: str | None, derived: bool, tongue: str) -> str:
    told = parse_edtf(edtf).describe(tongue, clock=False)  # the zone stands with the dates on the page
    if derived:
        return _("{date} (derived)").format(date=told)
    return told if kind == "act" else f"{told} ({v.DATE_KIND.label(kind).lower()})"


def dates_and_places(store: CaseStore, pk: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """All the dates and all the places of an incident, as they are handed to programs."""
    with store.database.snapshot() as connection:
        return _dates(connection, pk), _places(connection, pk)


def _dates(connection: Connection, pk: int) -> list[dict[str, Any]]:
    rows = connection.execute("SELECT kind, date, as_given, zone FROM incident_date WHERE parent_pk = ?"
                              " ORDER BY position", (pk,))
    return [dict(zip(("kind", "date", "as_given", "zone"), row, strict=True)) for row in rows]


def _places(connection: Connection, pk: int) -> list[dict[str, Any]]:
    rows = connection.execute("SELECT name, names, admin, precision FROM place WHERE parent_pk = ?"
                              " ORDER BY position", (pk,))
    return [{"name": name, "names": json.loads(names), "admin": admin, "precision": precision}
            for name, names, admin, precision in rows]
