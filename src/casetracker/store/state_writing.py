"""A record's state on its way into the tables: only what differs from what stood there is written.

Statements are plain SQL on the tables that `store.tables` describes; that the tables hold just what was given is read
back by whoever calls this.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from casetracker.domain.shapes import SHAPES, Field
from casetracker.store.engine import Connection
from casetracker.store.states import State, columns_of, listed, names_of, own_columns, pk_of


def insert_state(connection: Connection, kind: str, state: State, **proof: Any) -> int:
    """Put a new record in; returns its pk. `proof` is its last sequence and its digest."""
    own = {name: state[name] for name in own_columns(kind)}
    pk = _insert(connection, kind, {**own, **_columns(connection, state, SHAPES[kind].scalars), **proof})
    for field in SHAPES[kind].lists:
        for position, part in enumerate(state[field.name]):
            _insert(connection, field.table, _part(connection, field, pk, position, part))
    return pk


def update_state(connection: Connection, kind: str, pk: int, state: State, before: State, **proof: Any) -> None:
    """Make the tables hold this state, which hold `before`."""
    own = {name: state[name] for name in own_columns(kind) if state[name] != before[name]}
    changed = [field for field in SHAPES[kind].scalars if any(state[name] != before[name] for name in names_of(field))]
    _update(connection, kind, pk, {**own, **_columns(connection, state, changed), **proof})
    for field in SHAPES[kind].lists:
        if state[field.name] != before[field.name]:
            _write_parts(connection, field, pk, state[field.name], before[field.name])


def _write_parts(connection: Connection, field: Field, parent: int, parts: list[State], before: list[State]) -> None:
    held = dict(connection.execute(f'SELECT id, pk FROM "{field.table}" WHERE parent_pk = ?', (parent,)).fetchall())
    for gone in held.keys() - {part["id"] for part in parts}:
        connection.execute(f'DELETE FROM "{field.table}" WHERE pk = ?', (held[gone],))
    stood = {part["id"]: (position, part) for position, part in enumerate(before)}
    for position, part in enumerate(parts):
        if stood.get(part["id"]) == (position, part):
            continue
        values = _part(connection, field, parent, position, part)
        if part["id"] in held:
            _update(connection, field.table, held[part["id"]], values)
        else:
            _insert(connection, field.table, values)


def _part(connection: Connection, field: Field, parent: int, position: int, part: State) -> State:
    return {"id": part["id"], "position": position, "parent_pk": parent, **_columns(connection, part, field.fields)}


def _columns(connection: Connection, values: Mapping[str, Any], fields: Iterable[Field]) -> State:
    columns: State = {}
    for field in fields:
        if field.type == "ref":
            given = values[field.name]
            columns[f"{field.name}_pk"] = None if given is None else pk_of(connection, field.target, given)
        elif field.type in ("words", "codes"):
            columns[field.name] = listed(values[field.name])
        else:
            columns.update((name, values[name]) for name in columns_of(field))
    return columns


def _insert(connection: Connection, table: str, values: State) -> int:
    listed, holes = ", ".join(f'"{name}"' for name in values), ", ".join("?" * len(values))
    return int(connection.execute(f'INSERT INTO "{table}" ({listed}) VALUES ({holes})', (*values.values(),)).lastrowid)


def _update(connection: Connection, table: str, pk: int, values: State) -> None:
    listed = ", ".join(f'"{name}" = ?' for name in values)
    connection.execute(f'UPDATE "{table}" SET {listed} WHERE pk = ?', (*values.values(), pk))
