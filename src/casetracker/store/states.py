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
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from casetracker.domain.shapes import SHAPES, Field, Shape
from casetracker.store.engine import Connection

if TYPE_CHECKING:
    from sqlmodel import Session

State = dict[str, Any]

IDENTITY = ("id", "reference", "ref_order")
STAMPS = ("created_at", "created_by", "amended_at", "amended_by", "withdrawn_at", "withdrawn_by", "withdrawn_reason")
WORKING = ("working_kind", "working_derived", "working_date", "working_date_earliest", "working_date_latest",
           "working_sort")
_FLAGS_BESIDE_FIELDS = frozenset({"working_derived"})


@cache
def columns_of(field: Field) -> tuple[str, ...]:
    """The columns a field is kept in: a date has its bounds beside it, a reference the other record's pk."""
    if field.type == "when":
        return field.name, f"{field.name}_earliest", f"{field.name}_latest"
    return (f"{field.name}_pk",) if field.type == "ref" else (field.name,)


@cache
def _root_select(kind: str) -> str:
    shape = SHAPES[kind]
    names = [*IDENTITY, *STAMPS, *(WORKING if kind == "incident" else ()), *_selected(shape.scalars)]
    return ", ".join(_quoted(name, "r") for name in names)


@cache
def _part_select(field: Field) -> str:
    return ", ".join(_quoted(name, "r") for name in ("id", *_selected(field.fields)))


def _selected(fields: Iterable[Field]) -> list[str]:
    return [column for field in fields for column in columns_of(field)]


def _quoted(name: str, alias: str) -> str:
    return f'{alias}."{name}"'


@cache
def _newer(owner: Shape | Field) -> tuple[State, ...]:
    """What each newer field of a record or of its rows holds while nobody has filled it in, by its names in a state."""
    return tuple(dict.fromkeys(columns_of(field) if field.type == "when" else (field.name,), field.blank)
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
        if all(values.get(name) == value for name, value in blank.items()):
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
    return next(read_states(connection, kind, [pk]), None)


def read_states(connection: Connection, kind: str, pks: Iterable[int]) -> Iterator[State]:
    shape = SHAPES[kind]
    for pk in pks:
        row = _row(connection, f'SELECT {_root_select(kind)} FROM "{kind}" AS r WHERE r.pk = ?', pk)
        if row is not None:
            state = _plain(connection, row, shape.scalars)
            for field in shape.lists:
                state[field.name] = [
                    _plain(connection, part, field.fields)
                    for part in _rows(connection, f'SELECT {_part_select(field)} FROM "{field.table}" AS r'
                                                  " WHERE r.parent_pk = ? ORDER BY r.position, r.pk", pk)]
            yield state


def _rows(connection: Connection, statement: str, *values: object) -> list[State]:
    cursor = connection.execute(statement, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _row(connection: Connection, statement: str, *values: object) -> State | None:
    return next(iter(_rows(connection, statement, *values)), None)


def _plain(connection: Connection, row: State, fields: Iterable[Field]) -> State:
    """Turn columns into values: ids for pks, lists for their JSON, true and false for 1 and 0."""
    for name in _FLAGS_BESIDE_FIELDS & row.keys():
        row[name] = _flag(row[name])
    for field in fields:
        if field.type == "ref":
            pk = row.pop(f"{field.name}_pk")
            # A pk that leads nowhere was put there from outside, and stays as it is, for verify to see.
            row[field.name] = None if pk is None else id_of(connection, field.target, pk) or pk
        elif field.type in ("words", "codes"):
            row[field.name] = _loads(row[field.name])
        elif field.type == "flag":
            row[field.name] = _flag(row[field.name])
    return row


def _flag(number: Any) -> Any:
    """True or false; anything but 1 and 0 was put there from outside and stays as it is, for verify to see."""
    return bool(number) if number in (0, 1) else number


def _loads(text: str) -> Any:
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


def write_state(session: Session, kind: str, state: Mapping[str, Any], *, last_sequence: int, digest: str,
                before: Mapping[str, Any] | None = None) -> int:
    """Make the tables hold exactly this state, which held `before`; returns the record's pk."""
    from casetracker.store.session import raw
    from casetracker.store.tables import table

    shape = SHAPES[kind]
    connection = raw(session)
    own = {name: state[name] for name in (*IDENTITY, *STAMPS, *(WORKING if kind == "incident" else ()))}
    values = {**own, **_columns(connection, state, shape.scalars), "last_sequence": last_sequence, "digest": digest}
    root = table(kind)
    pk = pk_of(connection, kind, state["id"])
    if pk is None:
        pk = int(session.execute(root.insert().values(**values)).inserted_primary_key[0])  # type: ignore[attr-defined]
    else:
        session.execute(root.update().where(root.c.pk == pk).values(**values))
    for field in shape.lists:
        _write_parts(session, field, pk, state[field.name], before[field.name] if before else [])
    return pk


def _columns(connection: Connection, values: Mapping[str, Any], fields: Iterable[Field]) -> State:
    columns: State = {}
    for field in fields:
        if field.type == "ref":
            given = values[field.name]
            columns[f"{field.name}_pk"] = None if given is None else pk_of(connection, field.target, given)
        elif field.type in ("words", "codes"):
            columns[field.name] = json.dumps(values[field.name], ensure_ascii=False)
        else:
            columns.update((name, values[name]) for name in columns_of(field))
    return columns


def _write_parts(session: Session, field: Field, parent: int, parts: list[State], before: list[State]) -> None:
    if parts == before:
        return
    from casetracker.store.session import raw
    from casetracker.store.tables import table

    connection = raw(session)
    rows = table(field.table)
    held = dict(connection.execute(f'SELECT id, pk FROM "{field.table}" WHERE parent_pk = ?', (parent,)).fetchall())
    for gone in held.keys() - {part["id"] for part in parts}:
        session.execute(rows.delete().where(rows.c.pk == held[gone]))
    stood = {part["id"]: (position, part) for position, part in enumerate(before)}
    for position, part in enumerate(parts):
        if stood.get(part["id"]) == (position, part):
            continue
        values = {"id": part["id"], "position": position, "parent_pk": parent,
                  **_columns(connection, part, field.fields)}
        if part["id"] in held:
            session.execute(rows.update().where(rows.c.pk == held[part["id"]]).values(**values))
        else:
            session.execute(rows.insert().values(**values))
