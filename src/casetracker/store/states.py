"""A record's *state*: all of its columns and parts as one plain dict, and its way in and out of the tables.

A state names other records by their id, holds dates with the bounds derived from them, and lists its parts in order:
`{"id": …, "reference": …, "title": …, "dates": [{"id": …, "date": …, "date_earliest": …, "source": <id>}, …]}`.
What the journal keeps before and after a change are states; a record's digest is the digest of its state. `pk`,
`last_sequence` and `digest` are the store's own and not part of it.

A field that a later schema brought is *kept* (journaled, and counted in the digest) only where it is filled in: so a
record that was there before the schema grew is still what its last journal entry says, and says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from casetracker.domain.shapes import SHAPES, Field, Shape
from casetracker.store.engine import Connection

State = dict[str, Any]

IDENTITY = ("id", "reference", "ref_order")
STAMPS = ("created_at", "created_by", "amended_at", "amended_by", "withdrawn_at", "withdrawn_by", "withdrawn_reason")
WORKING = ("working_kind", "working_derived", "working_date", "working_date_earliest", "working_date_latest",
           "working_sort")
_FLAGS_BESIDE_FIELDS = ("working_derived",)
AT_ONCE = 200
"""So many records are read, and written, together."""


@cache
def columns_of(field: Field) -> tuple[str, ...]:
    """The columns a field is kept in: a date has its bounds beside it, a reference the other record's pk."""
    if field.type == "when":
        return field.name, f"{field.name}_earliest", f"{field.name}_latest"
    return (f"{field.name}_pk",) if field.type == "ref" else (field.name,)


class _Reading(NamedTuple):
    """How the rows of a record, or of one of its lists, are read: their columns in SQL, the names of these in a state, and
    which hold lists and which true or false."""

    columns: str
    names: tuple[str, ...]
    lists: tuple[str, ...]
    flags: tuple[str, ...]


@cache
def _root(kind: str) -> _Reading:
    flags = _FLAGS_BESIDE_FIELDS if kind == "incident" else ()
    return _reading(own_columns(kind), SHAPES[kind].scalars, flags)


@cache
def _part(field: Field) -> _Reading:
    return _reading(("id",), field.fields)


@cache
def own_columns(kind: str) -> tuple[str, ...]:
    """What every record has, and an incident's working date."""
    return (*IDENTITY, *STAMPS, *(WORKING if kind == "incident" else ()))


def _reading(own: Iterable[str], fields: Iterable[Field], flags: Iterable[str] = ()) -> _Reading:
    columns, names = [f'r."{name}"' for name in own], list(own)
    for field in fields:
        columns += [_id_behind(field)] if field.type == "ref" else [f'r."{name}"' for name in columns_of(field)]
        names += names_of(field)
    return _Reading(", ".join(columns), tuple(names),
                    tuple(field.name for field in fields if field.type in ("words", "codes")),
                    (*flags, *(field.name for field in fields if field.type == "flag")))


def _id_behind(field: Field) -> str:
    """The id of the record that is named. A pk that leads nowhere was put there from outside, and stays as it is, for
    verify to see."""
    column = f'r."{field.name}_pk"'
    return f'coalesce((SELECT t.id FROM "{field.target}" AS t WHERE t.pk = {column}), {column})'


def names_of(field: Field) -> tuple[str, ...]:
    """The names under which a state holds a field."""
    return columns_of(field) if field.type == "when" else (field.name,)


@cache
def _newer(owner: Shape | Field) -> tuple[State, ...]:
    """What each newer field of a record or of its rows holds while nobody has filled it in, by its names in a state."""
    return tuple(dict.fromkeys(names_of(field), field.blank)
                 for field in owner.fields if field.since > 1)


def kept(kind: str, state: State) -> State:
    """The state as it is journaled: without the newer fields that are empty."""
    shape = SHAPES[kind]
    made = _without_blanks(state, _newer(shape))
    for field in shape.lists:
        newer = _newer(field)
        if newer and made.get(field.name):
            made[field.name] = [_without_blanks(part, newer) for part in made[field.name]]
    return made


def _without_blanks(values: State, newer: tuple[State, ...]) -> State:
    made = dict(values)
    for blank in newer:
        if blank.items() <= values.items():
            for name in blank:
                made.pop(name, None)
    return made


def whole(kind: str, state: State) -> State:
    """A kept state with every field that this program knows; the opposite of `kept`."""
    shape = SHAPES[kind]
    made = _with_blanks(state, _newer(shape))
    for field in shape.lists:
        newer = _newer(field)
        if newer:
            made[field.name] = [_with_blanks(part, newer) for part in made[field.name]]
    return made


def _with_blanks(values: State, newer: tuple[State, ...]) -> State:
    made = {name: list(value) if isinstance(value, list) else value for blank in newer for name, value in blank.items()}
    return {**made, **values}


def read_state(connection: Connection, kind: str, pk: int) -> State | None:
    """The state of one record as it stands in the tables, or None where there is no such row."""
    return next(iter(_read(connection, kind, [pk])), None)


def read_states(connection: Connection, kind: str, pks: Iterable[int]) -> Iterator[State]:
    """The states of records in the order of their pks, without those that are gone; read some hundreds ahead, so what is
    written meanwhile may not show."""
    waiting = list(pks)
    for start in range(0, len(waiting), AT_ONCE):
        yield from _read(connection, kind, waiting[start:start + AT_ONCE])


def _read(connection: Connection, kind: str, pks: list[int]) -> list[State]:
    meant, given = ("= ?", pks[0]) if len(pks) == 1 else ("IN (SELECT value FROM json_each(?))", json.dumps(pks))
    lists, root = SHAPES[kind].lists, _root(kind)
    found: dict[int, State] = {}
    for pk, *row in connection.execute(f'SELECT r.pk, {root.columns} FROM "{kind}" AS r WHERE r.pk {meant}', (given,)):
        found[pk] = _plain(root, row)
        found[pk].update((field.name, []) for field in lists)
    for field in lists if found else ():
        part = _part(field)
        for parent, *row in connection.execute(
                f'SELECT r.parent_pk, {part.columns} FROM "{field.table}" AS r WHERE r.parent_pk {meant}'
                " ORDER BY r.parent_pk, r.position, r.pk", (given,)):
            if parent in found:
                found[parent][field.name].append(_plain(part, row))
    return [found[pk] for pk in pks if pk in found]


def _plain(reading: _Reading, row: list[Any]) -> State:
    """Turn columns into values: lists for their JSON, true and false for 1 and 0."""
    state = dict(zip(reading.names, row, strict=True))
    for name in reading.lists:
        state[name] = _loads(state[name])
    for name in reading.flags:
        state[name] = _flag(state[name])
    return state


def _flag(number: Any) -> Any:
    """True or false; anything but 1 and 0 was put there from outside and stays as it is, for verify to see."""
    return bool(number) if number in (0, 1) else number


_write = json.JSONEncoder(ensure_ascii=False).encode


def listed(values: list[Any]) -> str:
    """A list as its column holds it."""
    return "[]" if values == [] else _write(values)


def _loads(text: str) -> Any:
    if text == "[]":
        return []
    try:
        return json.loads(text)
    except ValueError:  # altered behind our back: the digest will not match, and verify says so
        return text


def id_of(connection: Connection, kind: str, pk: int) -> str | None:
    row = connection.execute(f'SELECT id FROM "{kind}" WHERE pk = ?', (pk,)).fetchone()
    return row[0] if row else None


def pk_of(connection: Connection, kind: str, key: str) -> int | None:
    """The pk of a record by its id or its reference."""
    row = connection.execute(f'SELECT pk FROM "{kind}" WHERE id = ? OR reference = ?', (key, key)).fetchone()
    return row[0] if row else None


def pks_of(connection: Connection, kind: str, ids: Iterable[str]) -> dict[str, tuple[int, str]]:
    """(pk, digest) of the records that have these ids, by id."""
    return {record_id: (pk, digest) for record_id, pk, digest in connection.execute(
        f'SELECT id, pk, digest FROM "{kind}" WHERE id IN (SELECT value FROM json_each(?))', (json.dumps(list(ids)),))}
