"""From a record of any kind to the incidents it hangs on, in SQL, read off the shapes.

A record hangs on an incident when it names one (an allegation does), when a record that hangs on an incident names it (a
source, a party), or when what it belongs to hangs on one (a custody entry belongs to its item). A new kind, or a new
reference in an old one, is followed without a word said here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache

from casetracker.domain.shapes import SHAPES, Field, Shape
from casetracker.store.engine import Connection
from casetracker.store.numbers import numbers

# What a kind that names no incident belongs to: the field that says so.
_OWNER = {"custody": "evidence", "consent": "party"}


@cache
def direct(kind: str) -> tuple[tuple[str, str, str], ...]:
    """(table, its column that holds the record's pk, its column that holds an incident's pk) for each way of naming one."""
    return tuple((_table(SHAPES[kind], part), "pk" if part is None else "parent_pk", f"{field.name}_pk")
                 for part, field in SHAPES[kind].references() if field.target == "incident")


def _table(shape: Shape, part: Field | None) -> str:
    return shape.kind if part is None else part.table


def incidents(connection: Connection, kind: str, pks: Iterable[int]) -> set[int]:
    """The pks of the incidents to which records of a kind lead a search."""
    return set(numbers(connection, _leading(kind), (json.dumps(list(pks)),)))


@cache
def _leading(kind: str) -> str:
    living = f" WHERE value NOT IN ({withdrawn(kind)})" if kind in kinds_that_hang() else ""
    return (f"WITH given (pk) AS MATERIALIZED (SELECT value FROM json_each(?1){living})"
            f" {incidents_of(kind, 'SELECT pk FROM given')}")


def incidents_of(kind: str, keys: str) -> str:
    """A statement for the pks of the incidents that the records `keys` (pks, in SQL) hang on, some of them repeatedly; what
    leads there on the way is not withdrawn. A kind from which no way leads there (a saved search) finds none."""
    return " UNION ALL ".join(_ways(kind, keys)) or f"SELECT pk FROM incident WHERE 0 AND pk IN ({keys})"


def living(kind: str, keys: str) -> str:
    """The records among `keys` from which a search goes on: one that hangs on an incident leads nowhere once withdrawn."""
    if kind in kinds_that_hang():
        return f"{keys} EXCEPT {withdrawn(kind)}"
    return keys


def withdrawn(kind: str) -> str:
    """A statement for the pks of the withdrawn records of a kind: few, and read from an index, for the rows are wide."""
    return f'SELECT pk FROM "{kind}" INDEXED BY ix_{kind}_withdrawn WHERE withdrawn_at IS NOT NULL'


def _ways(kind: str, keys: str) -> Iterator[str]:
    if kind == "incident":
        yield f"SELECT pk FROM incident WHERE pk IN ({keys})"
        return
    for table, own, incident in direct(kind):
        yield f'SELECT "{incident}" FROM "{table}" WHERE "{own}" IN ({keys}) AND "{incident}" IS NOT NULL{_held(table)}'
    for other in SHAPES.values():
        for part, field in other.references():
            if field.target == kind:
                yield from _through(other, part, field, keys)
    if kind in _OWNER:
        owner = SHAPES[kind].field(_OWNER[kind])
        owners = f'SELECT "{owner.name}_pk" FROM "{kind}" WHERE pk IN ({keys})'
        yield from _ways(owner.target, living(owner.target, owners))


def _through(other: Shape, part: Field | None, field: Field, keys: str) -> Iterator[str]:
    """By way of a record of another kind that names these."""
    naming, own = _table(other, part), "pk" if part is None else "parent_pk"
    if other.kind == "incident":
        yield f'SELECT n."{own}" FROM "{naming}" AS n WHERE n."{field.name}_pk" IN ({keys}){_held(naming)}'
    for table, key, incident in direct(other.kind):
        # What names both in one row is not joined with itself.
        named, join = ("n", "") if table == naming else ("w", f' JOIN "{table}" AS w ON w."{key}" = n."{own}"')
        yield (f'SELECT {named}."{incident}" FROM "{naming}" AS n{join} WHERE n."{field.name}_pk" IN ({keys})'
               f' AND {named}."{incident}" IS NOT NULL AND n."{own}" NOT IN ({withdrawn(other.kind)}){_held(naming)}')


def _held(table: str) -> str:
    """A table that is empty is not asked for every key."""
    return f' AND EXISTS (SELECT 1 FROM "{table}")'


@cache
def pairs(kind: str) -> str:
    """A statement for the pairs (incident's pk, record's pk) of the records of a kind from which `incidents_of` leads to
    one of the incidents ?1, a JSON list of pks."""
    ways = " UNION ".join(_ways_back(kind))
    if not ways:
        return "SELECT 0, 0 WHERE ?1 IS NULL"
    return f"SELECT * FROM ({ways})" + (f" WHERE pk NOT IN ({withdrawn(kind)})" if kind in kinds_that_hang() else "")


_THESE = "(SELECT value FROM json_each(?1))"


def _ways_back(kind: str) -> Iterator[str]:
    if kind == "incident":
        yield "SELECT value AS incident, value AS pk FROM json_each(?1)"
        return
    for table, own, incident in direct(kind):
        yield f'SELECT "{incident}" AS incident, "{own}" AS pk FROM "{table}" WHERE "{incident}" IN {_THESE}'
    for other in SHAPES.values():
        for part, field in other.references():
            if field.target == kind:
                yield from _back_through(other, part, field)
    if kind in _OWNER:
        owner = SHAPES[kind].field(_OWNER[kind])
        yield (f'SELECT o.incident AS incident, k.pk AS pk FROM ({pairs(owner.target)}) AS o JOIN "{kind}" AS k'
               f' ON k."{owner.name}_pk" = o.pk')


def _back_through(other: Shape, part: Field | None, field: Field) -> Iterator[str]:
    naming, own = _table(other, part), "pk" if part is None else "parent_pk"
    named = f'n."{field.name}_pk"'
    if other.kind == "incident":
        yield (f'SELECT n."{own}" AS incident, {named} AS pk FROM "{naming}" AS n WHERE n."{own}" IN {_THESE}'
               f" AND {named} IS NOT NULL")
    for table, key, incident in direct(other.kind):
        yield (f'SELECT w."{incident}" AS incident, {named} AS pk FROM "{table}" AS w JOIN "{naming}" AS n'
               f' ON n."{own}" = w."{key}" JOIN "{other.kind}" AS r ON r.pk = w."{key}"'
               f' WHERE w."{incident}" IN {_THESE} AND {named} IS NOT NULL{_alive("r", True)}')


def _alive(alias: str, alive: bool) -> str:
    return f' AND "{alias}".withdrawn_at IS NULL' if alive else ""


def hanging_on(kind: str, alive: bool = True) -> str:
    """A statement for the pks of the records of a kind that hang on the incident ?1 themselves, in order."""
    ways = [f'SELECT "{own}" FROM "{table}" WHERE "{incident}" = ?1' for table, own, incident in direct(kind)]
    if kind in _OWNER:
        owner = SHAPES[kind].field(_OWNER[kind])
        ways.append(f'SELECT o.pk FROM "{kind}" AS o WHERE o."{owner.name}_pk" IN ({_belonging(owner.target, alive)})')
    return (f'SELECT r.pk FROM "{kind}" AS r WHERE r.pk IN ({" UNION ".join(ways)}){_alive("r", alive)}'
            " ORDER BY r.ref_order")


def _belonging(kind: str, alive: bool) -> str:
    """The records of a kind that hang on the incident ?1 or are a party to it."""
    if direct(kind):
        return " UNION ".join(f'SELECT "{own}" FROM "{table}" WHERE "{incident}" = ?1'
                              for table, own, incident in direct(kind))
    return ('SELECT n.party_pk FROM participation AS n WHERE n.incident_pk = ?1'
            + (" AND n.withdrawn_at IS NULL" if alive else ""))


@cache
def kinds_that_hang() -> tuple[str, ...]:
    """The kinds that hang on an incident themselves."""
    return tuple(kind for kind in SHAPES if kind != "incident" and (direct(kind) or kind in _OWNER))
