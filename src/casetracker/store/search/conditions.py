"""What a field of a search means in the database: for each, the incidents (their pks) of which it holds.

Withdrawn records that hang on an incident tell nothing of it; whether a withdrawn incident is listed is for others to say.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import Any

from casetracker.domain import vocabulary as v
from casetracker.domain.dates import ImpreciseDate, parse_edtf
from casetracker.domain.folding import fold
from casetracker.domain.ids import parse_reference
from casetracker.domain.query import Condition, Reach
from casetracker.domain.query_fields import FIELDS
from casetracker.domain.query_values import Near
from casetracker.domain.shapes import SHAPES
from casetracker.store import leads
from casetracker.store.engine import Connection
from casetracker.store.numbers import numbers
from casetracker.store.search.words import begins, records_with

Found = set[int]

_DATES: Mapping[str, tuple[str, ...]] = {
    "act": ("act",), "capture": ("capture",), "discovery": ("discovery",),
    "reported": ("official_report", "first_publication")}
_KM_OF_A_DEGREE = 111.0


def incidents(connection: Connection, condition: Condition) -> Found:
    """The incidents of which a condition holds; its value has been read without fault before."""
    value = FIELDS[condition.field].read(condition.value)
    if isinstance(value, ImpreciseDate):
        return _dated(connection, condition.field, value, condition.surely)
    if condition.surely:
        return _EXACTLY[condition.field](connection, condition.value)
    if condition.field in _BY_WORDS:
        return _BY_WORDS[condition.field](connection, value, reach=condition.reach)
    return _OF[condition.field](connection, value)


def _pks(connection: Connection, statement: str, *values: object) -> Found:
    return set(numbers(connection, statement, values))


def _list(values: Iterable[str]) -> str:
    return json.dumps(list(values))


# --- the incident's own columns ---

def _code(connection: Connection, value: tuple[str, ...], column: str) -> Found:
    return _pks(connection, f'SELECT pk FROM incident_line WHERE "{column}" IN (SELECT value FROM json_each(?))',
                _list(value))


def _stage(connection: Connection, value: tuple[str, ...]) -> Found:
    return _pks(connection, "SELECT l.incident_pk FROM proceeding AS p JOIN proceeding_incident AS l ON l.parent_pk = p.pk"
                            " WHERE p.withdrawn_at IS NULL AND p.stage IN (SELECT value FROM json_each(?))", _list(value))


def _furthest(connection: Connection, value: tuple[str, ...]) -> Found:
    """By the furthest stage that any jurisdiction has come to."""
    return _with(connection, "stages", lambda furthest: furthest[1] in value)


def _types(connection: Connection, value: str) -> Found:
    """By code, by the beginning of one, or by a term of one's own as it reads."""
    wanted = fold(value)
    return _with(connection, "types", lambda term: term == value.casefold() or fold(
        v.VIOLATION.label(term)).startswith(wanted) or fold(term).startswith(wanted))


def _this_type(connection: Connection, value: str) -> Found:
    """By the whole code or term."""
    return _with(connection, "types", _is(value))


def _is(wanted: str) -> Callable[[str], bool]:
    """Whether a text is the one wanted, however it is written."""
    folded = fold(wanted)
    return lambda text: fold(text) == folded


def _tags(connection: Connection, value: str) -> Found:
    return _with(connection, "tags", _is(value))


def _with(connection: Connection, column: str, meant: Callable[[Any], bool]) -> Found:
    """Incidents that have one of the things meant in a list; there are few different lists."""
    by_list = _by_value(connection, f"SELECT {column}, pk FROM incident_line WHERE {column} <> '[]'")
    return set().union(*(pks for things, pks in by_list.items() if any(map(meant, json.loads(things)))))


def _by_value(connection: Connection, statement: str, *values: object) -> dict[str, list[int]]:
    """Of rows (value, pk): the pks of each value, of which there are few."""
    found: dict[str, list[int]] = {}
    for value, pk in connection.execute(statement, values):
        found.setdefault(value, []).append(pk)
    return found


def _lead(connection: Connection, value: str, reach: Reach) -> Found:
    return _led_by(connection, begins(value, reach))


def _this_lead(connection: Connection, value: str) -> Found:
    """By the whole name."""
    return _led_by(connection, _is(value))


def _led_by(connection: Connection, meant: Callable[[str], bool]) -> Found:
    by_name = _by_value(connection, "SELECT lead, pk FROM incident_line WHERE lead IS NOT NULL")
    return set().union(*(pks for name, pks in by_name.items() if meant(name)))


# --- places and dates ---

def _place(connection: Connection, value: str, reach: Reach) -> Found:
    """All the words in one of the places, however it is spelled there, or another name of the place."""
    # Many incidents are of one place, which is looked at once.
    meant = cache(begins(value, reach))
    return {pk for pk, *texts in connection.execute(
        "SELECT parent_pk, name, names, settlement, admin FROM place"
        " WHERE parent_pk IN (SELECT value FROM json_each(?))",
        (json.dumps(list(records_with(connection, "incident", value, reach))),)) if meant(*texts)}


def _oblast(connection: Connection, value: str) -> Found:
    """By the whole region of one of the places."""
    return _with(connection, "oblasts", _is(value))


def _near(connection: Connection, value: Near) -> Found:
    from casetracker.domain.likeness_places import distance_km  # late: few searches ask for it

    reach = value.km / _KM_OF_A_DEGREE
    found: Found = set()
    for pk, lat, lon in connection.execute("SELECT parent_pk, lat, lon FROM place WHERE lat BETWEEN ? AND ?",
                                           (value.lat - reach, value.lat + reach)):
        if pk not in found and lon is not None and distance_km(value.lat, value.lon, lat, lon) <= value.km:
            found.add(pk)
    return found


def _dated(connection: Connection, field: str, span: ImpreciseDate, surely: bool) -> Found:
    """On its own clock: a day that is typed is the day that a date names, in whatever zone."""
    if field == "date":
        dates = "SELECT pk, date, date_earliest, date_latest FROM incident_line WHERE date IS NOT NULL"
    else:
        dates = ("SELECT parent_pk AS pk, date, date_earliest, date_latest FROM incident_date"
                 " WHERE kind IN (SELECT value FROM json_each(?)) AND stance = 'supports'")
    values = () if field == "date" else (_list(_DATES[field]),)
    meets = _SURELY_WITHIN if surely else _MAY_OVERLAP
    bounds = (span.earliest or "", span.latest or _NEVER)
    found = _pks(connection, f"SELECT pk FROM ({dates}) WHERE NOT {_VAGUE} AND {meets}", *values, *bounds)
    return found if surely else found | _perhaps(connection, span, dates, values)


# A bound that is missing lies as far out as it can; what is asked without one is met by any.
_NEVER = "~"  # sorts behind every year
_VAGUE = "(instr(date, '~') OR instr(date, '?') OR instr(date, '%'))"
_MAY_OVERLAP = f"coalesce(date_latest, '{_NEVER}') >= ? AND coalesce(date_earliest, '') <= ?"
_SURELY_WITHIN = f"coalesce(date_earliest, '') >= ? AND coalesce(date_latest, '{_NEVER}') <= ?"


def _perhaps(connection: Connection, span: ImpreciseDate, dates: str, values: tuple[str, ...]) -> Found:
    """Of dates that are about or uncertain the bounds are not the last word; there are few different ones."""
    asked = span.in_zone("utc")
    by_text = _by_value(connection, f"SELECT date, pk FROM ({dates}) WHERE {_VAGUE}", *values)
    return set().union(*(pks for text, pks in by_text.items() if parse_edtf(text, "utc").overlaps(asked)))


# --- what hangs on an incident ---

def _hanging(connection: Connection, value: str, kind: str, reach: Reach) -> Found:
    """The incidents on which the record of that reference hangs, or a record of that kind in which all the words stand."""
    return leads.incidents(connection, kind, _named(connection, kind, value) or records_with(
        connection, kind, value, reach))


def _named(connection: Connection, kind: str, value: str) -> Found:
    """The record, where the value is the whole reference of one."""
    parsed = parse_reference(value)
    return set() if parsed is None or parsed[0] != kind else _pks(
        connection, f'SELECT pk FROM "{kind}" WHERE reference = ?', value.strip().upper())


def _reliability(connection: Connection, value: tuple[str, ...]) -> Found:
    return leads.incidents(connection, "source", _pks(
        connection, "SELECT pk FROM source WHERE reliability IN (SELECT value FROM json_each(?))", _list(value)))


def _source_kind(connection: Connection, value: tuple[str, ...]) -> Found:
    return leads.incidents(connection, "source", _pks(
        connection, "SELECT pk FROM source WHERE kind IN (SELECT value FROM json_each(?))", _list(value)))


def _reference(connection: Connection, value: str) -> Found:
    """By the whole reference or the beginning of one."""
    wanted = value.strip().upper()
    return set().union(*(leads.incidents(connection, kind, _pks(
        connection, f'SELECT pk FROM "{kind}" WHERE reference >= ? AND reference < ?', wanted, f"{wanted}\uffff"))
        for kind in SHAPES))


def _digest(connection: Connection, value: str) -> Found:
    return leads.incidents(connection, "evidence", _pks(
        connection, "SELECT parent_pk FROM evidence_file WHERE sha256 >= ? AND sha256 < ?", value, f"{value}g"))


_LISTS = {"date": "incident_date", "place": "place", "figure": "casualty_figure", "claim": "claim"}
_ON_IT = {
    "lead": "SELECT pk FROM incident_line WHERE lead IS NOT NULL",
    "type": "SELECT pk FROM incident_line WHERE types <> '[]'", "tag": "SELECT pk FROM incident_line WHERE tags <> '[]'",
    "evidence": "SELECT pk FROM incident_line WHERE evidence_count > 0 AND withdrawn IN (0, 1)",
    **{name: f'SELECT DISTINCT parent_pk FROM "{table}"' for name, table in _LISTS.items()}}
_ITEMS = ("SELECT l.incident_pk FROM evidence_link AS l JOIN evidence AS e ON e.pk = l.parent_pk"
          " WHERE e.withdrawn_at IS NULL")


def _has(connection: Connection, value: tuple[str, ...]) -> Found:
    return set().union(*(_one_of(connection, name) for name in value))


def _one_of(connection: Connection, name: str) -> Found:
    if name in _ON_IT:
        return _pks(connection, _ON_IT[name])
    if name in SHAPES:
        return {row[0] for row in connection.execute(leads.incidents_of(name, leads.living(
            name, f'SELECT pk FROM "{name}"')))}
    if name == "file":
        return _pks(connection, f"{_ITEMS} AND EXISTS (SELECT 1 FROM evidence_file AS f WHERE f.parent_pk = e.pk"
                                " AND f.sha256 IS NOT NULL AND f.destroyed_at IS NULL)")
    return _with(connection, "evidence_kinds", name.__eq__)


def _no(connection: Connection, value: tuple[str, ...]) -> Found:
    return _pks(connection, "SELECT pk FROM incident") - _has(connection, value)


_EXACTLY: Mapping[str, Callable[[Connection, str], Found]] = {"type": _this_type, "lead": _this_lead}
_BY_WORDS: Mapping[str, Callable[..., Found]] = {
    **{kind: partial(_hanging, kind=kind) for kind in ("body", "source", "party", "evidence")},
    "lead": _lead, "place": _place}
_OF: Mapping[str, Callable[..., Found]] = {
    **{name: partial(_code, column=name) for name in ("assessment", "handling", "confidentiality")},
    "stage": _stage, "furthest": _furthest, "type": _types, "tag": _tags, "oblast": _oblast, "near": _near,
    "sourcekind": _source_kind,
    "reliability": _reliability, "has": _has, "no": _no, "ref": _reference, "sha256": _digest}
