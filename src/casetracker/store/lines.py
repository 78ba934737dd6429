"""The case list's own table: for each incident one narrow row of what the list shows, sorts, filters and counts by.

The wide tables stay the truth. A line is worked out from them in the transaction that changes them, for each incident
that the change concerns; it holds sources and bodies by their pk, so that renaming one changes no line.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from typing import Any

from casetracker.domain import vocabulary as v
from casetracker.domain.dates_edtf import is_vague
from casetracker.domain.folding_rules import VERSION as FOLDING
from casetracker.domain.ordering import sort_key
from casetracker.domain.stages import furthest
from casetracker.store import derived, leads
from casetracker.store.engine import Connection
from casetracker.store.states import listed

VERSION = 1
"""Raise it when a line comes to hold something else; all are worked out anew then."""

COLUMNS = (
    "withdrawn", "ref_order", "reference", "date_key", "title_key", "place_key", "status_key", "handling_key",
    "confidentiality_key", "lead_key", "stage_key", "evidence_count", "amended_at", "title", "assessment", "handling",
    "confidentiality", "lead", "date", "date_earliest", "date_latest", "date_kind", "date_derived", "months", "place",
    "stages", "types", "tags", "oblasts", "bodies", "sources", "evidence_kinds")

Line = tuple[Any, ...]
"""The values of `COLUMNS`."""

_NAME, _RULES = "lines", f"{FOLDING}.{VERSION}"
_AT_ONCE = 500
_KEYS = "(SELECT value FROM json_each(?1))"
_RANKS = {vocabulary.name: {code: rank for rank, code in enumerate(vocabulary)}
          for vocabulary in (v.ASSESSMENT, v.HANDLING, v.CONFIDENTIALITY, v.STAGE)}

_OWN = ("SELECT pk, withdrawn_at, ref_order, reference, working_sort, title, assessment, handling, confidentiality,"
        " lead_investigator, amended_at, working_date, working_kind, working_derived, working_date_earliest,"
        f" working_date_latest, violation_types, tags FROM incident WHERE pk IN {_KEYS}")
_PLACES = f"SELECT parent_pk, name, admin FROM place WHERE parent_pk IN {_KEYS} ORDER BY parent_pk, position"
_ITEMS = ("SELECT DISTINCT l.incident_pk, e.pk, e.kind FROM evidence_link AS l JOIN evidence AS e ON e.pk = l.parent_pk"
          f" WHERE l.incident_pk IN {_KEYS} AND e.withdrawn_at IS NULL")
_PROCEEDINGS = ("SELECT DISTINCT l.incident_pk, p.pk, p.jurisdiction, p.stage FROM proceeding_incident AS l JOIN proceeding"
                f" AS p ON p.pk = l.parent_pk WHERE l.incident_pk IN {_KEYS} AND p.withdrawn_at IS NULL ORDER BY p.pk")
_MOVES = f"SELECT parent_pk, stage, superseded FROM stage_move WHERE parent_pk IN {_KEYS} ORDER BY parent_pk, position"
_PERSONS = f"SELECT parent_pk, status FROM proceeding_person WHERE parent_pk IN {_KEYS}"


def computed(connection: Connection, pks: Sequence[int]) -> Iterator[tuple[int, Line]]:
    """(pk, line) of each of the incidents, as their records stand; some hundreds at a time."""
    keys = json.dumps(list(pks))
    places = _by_first(connection.execute(_PLACES, (keys,)))
    items = _by_first(connection.execute(_ITEMS, (keys,)))
    proceedings = _proceedings(connection, keys)
    bodies, sources = (_by_first(connection.execute(leads.pairs(kind), (keys,))) for kind in ("body", "source"))
    for pk, *own in connection.execute(_OWN, (keys,)).fetchall():
        yield pk, _line(own, places[pk], items[pk], proceedings[pk], _pks(bodies[pk]), _pks(sources[pk]))


def _line(own: list[Any], places: list[Any], items: list[Any], proceedings: list[Any], bodies: str, sources: str) -> Line:
    (withdrawn, ref_order, reference, date_key, title, assessment, handling, confidentiality, lead, amended_at, date,
     date_kind, date_derived, earliest, latest, types, tags) = own
    place = places[0][0] if places else None
    stages = [list(astuple(each)) for each in furthest(proceedings)]
    return (
        withdrawn is not None, ref_order, reference, date_key, sort_key(title), sort_key(place),
        _RANKS["assessment"][assessment], _RANKS["handling"][handling], _RANKS["confidentiality"][confidentiality],
        sort_key(lead), max((_RANKS["stage"][each["stage"]] for each in proceedings), default=None), len(items), amended_at,
        title, assessment, handling, confidentiality, lead, date, earliest, latest, date_kind, date_derived,
        _months(date, earliest, latest), place, listed(stages), types, tags,
        listed(list(dict.fromkeys(admin for _name, admin in places if admin))), bodies, sources,
        listed(sorted({kind for _pk, kind in items})))


def _months(date: str | None, earliest: str | None, latest: str | None) -> str | None:
    """The month, or else the year, in which the working date surely lies."""
    if date is None or earliest is None or latest is None or is_vague(date):
        return None
    return next((latest[:length] for length in (7, 4) if earliest[:length] == latest[:length]), None)


def _proceedings(connection: Connection, keys: str) -> dict[int, list[dict[str, Any]]]:
    """The proceedings of each incident, as `furthest` asks for them."""
    found = connection.execute(_PROCEEDINGS, (keys,)).fetchall()
    listed = json.dumps(list({pk for _incident, pk, *_rest in found}))
    moves, persons = (_by_first(connection.execute(statement, (listed,)) if found else ())
                      for statement in (_MOVES, _PERSONS))
    made: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for incident, pk, jurisdiction, stage in found:
        made[incident].append({
            "jurisdiction": jurisdiction, "stage": stage,
            "history": [{"stage": each, "superseded": bool(superseded)} for each, superseded in moves[pk]],
            "persons": [{"status": status} for (status,) in persons[pk]]})
    return made


def _by_first(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for first, *rest in rows:
        found[first].append(rest)
    return found


def _pks(rows: list[Any]) -> str:
    return listed(sorted(pk for (pk,) in rows))


_PUT = (f"INSERT INTO incident_line (pk, stamp, {', '.join(COLUMNS)}) VALUES (?, ?{', ?' * len(COLUMNS)})"
        f" ON CONFLICT (pk) DO UPDATE SET stamp = excluded.stamp, {', '.join(f'{n} = excluded.{n}' for n in COLUMNS)}")


def refresh(connection: Connection, pks: Iterable[int], stamp: int) -> None:
    """Bring the lines of these incidents up to their records; `stamp` is the journal's sequence now."""
    for some in _some(pks):
        connection.executemany(_PUT, [(pk, stamp, *line) for pk, line in computed(connection, some)])


def untrue(connection: Connection) -> Iterator[int]:
    """The pks of incidents whose line is not what their records say, or is missing, and of lines without an incident."""
    yield from (pk for (pk,) in connection.execute("SELECT pk FROM incident_line EXCEPT SELECT pk FROM incident"))
    for some in _some(pk for (pk,) in connection.execute("SELECT pk FROM incident").fetchall()):
        held = {pk: tuple(line) for pk, *line in connection.execute(
            f"SELECT pk, {', '.join(COLUMNS)} FROM incident_line WHERE pk IN {_KEYS}", (json.dumps(some),))}
        try:
            true = dict(computed(connection, some))
        except (KeyError, TypeError, ValueError, AttributeError):  # altered from outside: what cannot be told is untrue
            true = {}
        yield from (pk for pk in some if held.get(pk) != true.get(pk) or pk not in true)


def _some(pks: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(pks)
    yield from (ordered[start:start + _AT_ONCE] for start in range(0, len(ordered), _AT_ONCE))


def is_stale(connection: Connection) -> bool:
    return derived.is_stale(connection, _NAME, _RULES)


def rebuild(connection: Connection) -> None:
    """Work out every line anew."""
    with derived.rebuilding(connection, _NAME, _RULES):
        connection.execute("DELETE FROM incident_line")
        (stamp,) = connection.execute("SELECT coalesce(max(sequence), 0) FROM journal").fetchone()
        refresh(connection, [pk for (pk,) in connection.execute("SELECT pk FROM incident")], stamp)
