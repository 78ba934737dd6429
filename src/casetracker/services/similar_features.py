"""What is compared of incidents, read from the store for many at once, or taken from a form that is being filled in."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casetracker.domain.dates import parse_edtf
from casetracker.domain.folding import shadow
from casetracker.domain.likeness import Features
from casetracker.domain.likeness_dates import When, when
from casetracker.domain.likeness_places import Place, place
from casetracker.domain.likeness_words import told_words
from casetracker.errors import InvalidDate
from casetracker.services import codec
from casetracker.store.engine import Connection

Json = Mapping[str, Any]
_SHORTEST_KEY = 4
_FEW_INCIDENTS = ("person", "group")
_AMONG = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Known:
    """An incident in the store: what is compared of it and how it is shown."""

    pk: int
    reference: str
    title: str
    features: Features


def read(connection: Connection, pks: Iterable[int]) -> Iterator[Known]:
    """The incidents of these pks that are neither withdrawn nor merged into another."""
    given = json.dumps(list(pks))
    dates, places = _dates(connection, given), _places(connection, given)
    persons, units = _parties(connection, given)
    rows = connection.execute(
        "SELECT pk, reference, title, working_kind, working_derived, working_date, working_date_earliest,"
        f" working_date_latest FROM incident WHERE pk {_AMONG} AND withdrawn_at IS NULL AND handling <> 'merged'", (given,))
    for pk, reference, title, kind, derived, edtf, earliest, latest in rows:
        working = [when(kind, earliest, latest, edtf, working=True, derived=bool(derived))] if edtf else []
        yield Known(pk, reference, title, Features((*working, *dates[pk]), tuple(places[pk]), told_words(title),
                                                   frozenset(persons[pk]), frozenset(units[pk])))


def _dates(connection: Connection, given: str) -> dict[int, list[When]]:
    found: dict[int, list[When]] = defaultdict(list)
    for pk, kind, edtf, earliest, latest, zone in connection.execute(
            f"SELECT parent_pk, kind, date, date_earliest, date_latest, zone FROM incident_date WHERE parent_pk {_AMONG}"
            " AND stance <> 'contradicts' ORDER BY position", (given,)):
        found[pk].append(when(kind, earliest, latest, edtf, zone))
    return found


def _places(connection: Connection, given: str) -> dict[int, list[Place]]:
    found: dict[int, list[Place]] = defaultdict(list)
    for pk, name, names, settlement, lat, lon, precision in connection.execute(
            f"SELECT parent_pk, name, names, settlement, lat, lon, precision FROM place WHERE parent_pk {_AMONG}"
            " AND stance <> 'contradicts' ORDER BY position", (given,)):
        found[pk].append(place(name, json.loads(names), settlement, lat, lon, precision))
    return found


def _parties(connection: Connection, given: str) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    persons: dict[int, list[str]] = defaultdict(list)
    units: dict[int, list[str]] = defaultdict(list)
    for pk, reference, kind in connection.execute(
            "SELECT n.incident_pk, p.reference, p.kind FROM participation AS n JOIN party AS p ON p.pk = n.party_pk"
            f" WHERE n.incident_pk {_AMONG} AND n.withdrawn_at IS NULL", (given,)):
        (persons if kind in _FEW_INCIDENTS else units)[pk].append(reference)
    return persons, units


def narratives(connection: Connection, pks: Iterable[int]) -> dict[int, frozenset[str]]:
    """The keys of the words of the narratives, as far as they are long enough to tell something."""
    rows = connection.execute(f"SELECT pk, narrative FROM incident WHERE pk {_AMONG} AND narrative IS NOT NULL",
                              (json.dumps(list(pks)),))
    return {pk: narrative_keys(text) for pk, text in rows}


def narrative_keys(text: str | None) -> frozenset[str]:
    return frozenset(key for key in shadow(text or "").keys.split() if len(key) >= _SHORTEST_KEY)


def of_draft(data: Json) -> Features:
    """What can be compared of an incident that is being entered; what is half typed does not count yet."""
    dates = [row for row in _rows(data, "dates") if row.get("date") and row.get("kind")]
    return Features(tuple(_typed_dates(dates)), tuple(_typed_places(_rows(data, "places"))),
                    told_words(str(data.get("title") or "")))


def _rows(data: Json, name: str) -> list[Json]:
    rows = data.get(name)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _typed_dates(rows: Iterable[Json]) -> Iterator[When]:
    readable: list[dict[str, Any]] = []
    for row in rows:
        if row.get("stance") != "contradicts":
            try:
                date = parse_edtf(str(row["date"]), str(row.get("zone") or "unknown"))
            except InvalidDate:
                continue
            readable.append(dict(row))
            yield when(str(row["kind"]), date.earliest, date.latest, date.edtf, date.zone)
    working = codec.working_of(readable)
    if working is not None:
        date = working.date
        yield when(working.kind, date.earliest, date.latest, date.edtf, date.zone, working=True, derived=working.derived)


def _typed_places(rows: Iterable[Json]) -> Iterator[Place]:
    for row in rows:
        if row.get("name") and row.get("stance") != "contradicts":
            lat, lon = row.get("lat"), row.get("lon")
            there = isinstance(lat, int | float) and isinstance(lon, int | float)
            names = row.get("names")
            yield place(str(row["name"]), [str(each) for each in names] if isinstance(names, list) else (),
                        str(row.get("settlement") or ""), float(lat) if there else None,  # type: ignore[arg-type]
                        float(lon) if there else None, str(row.get("precision") or "settlement"))  # type: ignore[arg-type]
