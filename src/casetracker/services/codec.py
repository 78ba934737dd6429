"""Between the two forms of a record: exchange JSON, as people and files say it, and the state the store keeps.

Exchange JSON names records by reference and dates by EDTF; a state names them by id and keeps the bounds of dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from casetracker.domain.dates import ImpreciseDate, WorkingDate, parse_edtf, working_date
from casetracker.domain.shapes import SHAPES, STAMPS, Field, Shape
from casetracker.errors import InvalidRecord
from casetracker.i18n import _
from casetracker.store.engine import Connection
from casetracker.store.states import State

# What a protected person's or source's record does not show without an explicit reveal.
HIDDEN = ("name", "names", "author", "publisher", "originator", "protection_reason", "identification_method",
          "reliability_reason", "access_points", "rank", "unit", "note")


def reference_of(connection: Connection, kind: str, record_id: str) -> str | None:
    row = connection.execute(f'SELECT reference FROM "{kind}" WHERE id = ?', (record_id,)).fetchone()
    return row[0] if row else None


def to_json(connection: Connection, kind: str, state: State, *, reveal: bool = False) -> dict[str, Any]:
    """A state in exchange form; the hidden fields of a protected record are left out and named under "hidden"."""
    shape = SHAPES[kind]
    given: dict[str, Any] = {"id": state["id"], "reference": state["reference"]}
    given.update(_values_to_json(connection, shape.scalars, state))
    for field in shape.lists:
        given[field.name] = [{"id": part["id"], **_values_to_json(connection, field.fields, part)}
                             for part in state[field.name]]
    given.update((name, state[name]) for name in STAMPS if name not in given)
    if state.get("protected") and not reveal:
        hidden = [name for name in HIDDEN if name in given]
        given = {name: value for name, value in given.items() if name not in hidden} | {"hidden": hidden}
    return given


def _values_to_json(connection: Connection, fields: Iterable[Field], values: State) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for field in fields:
        value = values[field.name]
        if field.type == "ref" and value is not None:
            value = reference_of(connection, field.target, value)
        given[field.name] = value
    return given


class Resolver:
    """From a complete, validated draft to a state: references found, ids given to new parts, bounds computed."""

    def __init__(self, connection: Connection, new_id: Any, known: Mapping[str, str] | None = None) -> None:
        """`known` holds the ids, by reference, of records that are being made and stand in no table yet."""
        self._connection, self._new_id, self._known = connection, new_id, known or {}
        self._problems: dict[str, str] = {}

    def fill(self, kind: str, values: Mapping[str, Any], state: State) -> State:
        """`state` (identity, stamps, read-only lists) completed with the draft's values; InvalidRecord if a reference
        names nothing, or a part claims an id that is not this record's."""
        shape = SHAPES[kind]
        made = {**state, **self._values("", list(shape.scalars), values)}
        for field in shape.lists:
            if not field.readonly:
                made[field.name] = self._parts(field, values[field.name], state.get(field.name, ()))
        if kind == "incident":
            made.update(working_columns(made["dates"]))
        if self._problems:
            raise InvalidRecord(self._problems)
        return made

    def _parts(self, field: Field, rows: list[dict[str, Any]], held: Iterable[State]) -> list[State]:
        known = {part["id"] for part in held}
        made = []
        for number, row in enumerate(rows):
            place = f"{field.name}[{number}]"
            given = row.get("id")
            if given and given not in known:
                self._problems[f"{place}.id"] = _("is not the id of a row this record has; leave it out for a new row")
            made.append({"id": given or self._new_id(), **self._values(f"{place}.", field.fields, row)})
        return made

    def _values(self, at: str, fields: Iterable[Field], values: Mapping[str, Any]) -> State:
        made: State = {}
        for field in fields:
            value = values[field.name]
            if field.type == "when":
                made.update(bounds(field.name, value, values.get("zone")))
            elif field.type == "ref":
                made[field.name] = self._found(f"{at}{field.name}", field, value)
            else:
                made[field.name] = value
        return made

    def _found(self, place: str, field: Field, value: str | None) -> str | None:
        if value is None:
            return None
        if value in self._known and value.startswith(f"{SHAPES[field.target].prefix}-"):
            return self._known[value]
        row = self._connection.execute(
            f'SELECT id, withdrawn_at FROM "{field.target}" WHERE reference = upper(?) OR id = lower(?)',
            (value.strip(), value.strip())).fetchone()
        if row is None:
            self._problems[place] = _("names {value}, and there is no such {kind}").format(
                value=value, kind=_(SHAPES[field.target].label).lower())
            return None
        return str(row[0])


def bounds(name: str, edtf: str | None, zone: str | None = None) -> State:
    """A date's three columns: as EDTF, and the first and last moment it may mean (None where open)."""
    written, earliest, latest = (None, None, None) if edtf is None else _written(edtf, zone or "unknown")
    return {name: written, f"{name}_earliest": earliest, f"{name}_latest": latest}


@lru_cache(maxsize=1 << 10)
def _written(edtf: str, zone: str) -> tuple[str, str | None, str | None]:
    date = parse_edtf(edtf, zone)
    return date.edtf, date.earliest, date.latest


def working_of(dates: Iterable[State]) -> WorkingDate | None:
    """The working date of an incident from its dates, in either form; contradicting rows do not count."""
    return working_date([(row["kind"], parse_edtf(row["date"], row.get("zone") or "unknown"), bool(row.get("adopted")))
                         for row in dates if row.get("stance") != "contradicts"])


def working_columns(dates: list[State]) -> State:
    working = working_of(dates)
    if working is None:
        return {"working_kind": None, "working_derived": False, **bounds("working_date", None), "working_sort": ""}
    date: ImpreciseDate = working.date
    return {"working_kind": working.kind, "working_derived": working.derived, "working_date": date.edtf,
            "working_date_earliest": date.earliest, "working_date_latest": date.latest,
            "working_sort": " ".join(date.sort_key)}


def blank(shape: Shape) -> State:
    """The read-only lists of a record that is being made."""
    return {field.name: [] for field in shape.lists if field.readonly}
