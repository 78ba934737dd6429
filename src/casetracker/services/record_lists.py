"""The lists of all other records: which there are, in which order, and what one line of each shows."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from casetracker.domain.dates import parse_edtf
from casetracker.domain.query_reading import read
from casetracker.domain.shapes import SHAPES
from casetracker.errors import UserError
from casetracker.i18n import _, language
from casetracker.services.browse import FEW, IncidentFilter, incident_ids, picked
from casetracker.services.case_store import CaseStore
from casetracker.services.kept import kept, version_of
from casetracker.services.labels import label_of
from casetracker.services.lookup import find
from casetracker.store import leads, states
from casetracker.store.engine import Connection
from casetracker.store.numbers import numbers
from casetracker.store.search import match


@dataclass(frozen=True)
class RecordRow:
    """One line of any other list: what its columns show."""

    pk: int
    reference: str
    label: str
    cells: tuple[str, ...]
    withdrawn: bool


# The columns of each list beside the reference and the label: (field, sorted by).
_COLUMNS: dict[str, tuple[str, ...]] = {
    "source": ("kind", "reliability", "origin", "publisher", "published"),
    "party": ("kind", "identification", "fate", "unit"),
    "participation": ("role", "status_at_time", "incident", "party"),
    "evidence": ("kind", "verification", "confidentiality", "source", "acquired"),
    "custody": ("evidence", "act", "date", "to_whom", "by"),
    "body": ("kind", "country", "jurisdiction"),
    "proceeding": ("jurisdiction", "register_number", "stage", "article", "next_action_date"),
    "allegation": ("incident", "provision", "liability", "party"),
    "relation": ("incident", "kind", "other"),
    "account": ("incident", "party", "date", "taken_by"),
    "consent": ("party", "recipient", "use", "given_on", "revoked_on"),
    "handover": ("body", "what", "given_on", "acknowledged_on"),
    "dismissal": ("finding", "incident", "reason"),
    "saved_search": ("query", "note"),
}


def columns(kind: str) -> tuple[tuple[str, str], ...]:
    """(name, label) of a list's columns; the first two are always the reference and the label."""
    shape = SHAPES[kind]
    own = tuple((name, _(shape.field(name).label)) for name in _COLUMNS[kind])
    return (("reference", _("Reference")), ("label", _(shape.label)), *own)


def record_ids(store: CaseStore, kind: str, query: str = "", sort: str = "reference", descending: bool = False,
               include_withdrawn: bool = False) -> array[int]:
    """The pks of one kind's records that match, in order."""
    column = _sort_column(kind, sort)
    order = "DESC" if descending else "ASC"
    shown = "1" if include_withdrawn else f"pk NOT IN ({leads.withdrawn(kind)})"
    with store.database.snapshot() as connection:
        matched = match.records(connection, kind, read(query, fields=False).node)

        def ordered(among: set[int] | None = None) -> array[int]:
            way, named = ("", "") if among is None else (" NOT INDEXED", " AND pk IN (SELECT value FROM json_each(?))")
            return array("q", numbers(
                connection,
                f'SELECT pk FROM "{kind}"{way} WHERE {shown}{named} ORDER BY {column} {order}, ref_order {order}',
                () if among is None else (json.dumps(list(among)),)))

        if matched is not None and len(matched) <= FEW:
            return ordered(matched)
        every = kept(store, connection, (kind, column, order, shown), ordered, version_of(connection, kind))
    return every[:] if matched is None else picked(every, matched, max(every, default=0))


def _sort_column(kind: str, sort: str) -> str:
    if sort == "reference":
        return "ref_order"
    if sort == "label":
        # Sorting by a protected name would tell where in the alphabet it stands.
        if kind in ("party", "source"):
            return "CASE WHEN protected THEN pseudonym ELSE coalesce(name, pseudonym) END"
        return {"evidence": "title", "proceeding": "title", "body": "name", "saved_search": "name"}.get(kind, "ref_order")
    if sort not in _COLUMNS[kind]:
        raise UserError(_("The list cannot be sorted by {column}.").format(column=sort))
    if kind in ("party", "source") and sort in ("unit", "publisher"):
        return f'CASE WHEN protected THEN NULL ELSE "{sort}" END'
    return f'"{states.columns_of(SHAPES[kind].field(sort))[0]}"'


def record_rows(store: CaseStore, kind: str, pks: Sequence[int]) -> list[RecordRow]:
    """The lines of the given records, in the order given."""
    with store.database.snapshot() as connection:
        return [RecordRow(pk, state["reference"], label_of(kind, state), _cells(connection, kind, state),
                          state["withdrawn_at"] is not None)
                for pk, state in zip(pks, _states(connection, kind, pks), strict=True) if state is not None]


def _states(connection: Connection, kind: str, pks: Iterable[int]) -> Iterable[states.State | None]:
    return (states.read_state(connection, kind, pk) for pk in pks)


def _cells(connection: Connection, kind: str, state: states.State) -> tuple[str, ...]:
    from casetracker.services.codec import HIDDEN

    hidden = HIDDEN if state.get("protected") else ()
    return tuple("" if name in hidden else cell(connection, kind, name, state[name]) for name in _COLUMNS[kind])


def cell(connection: Connection, kind: str, name: str, value: Any) -> str:
    """A field's value as one line of a list shows it."""
    field = SHAPES[kind].field(name)
    if value is None or value == "":
        return ""
    if field.type == "code" and field.vocabulary is not None:
        return field.vocabulary.label(value)
    if field.type == "when":
        return parse_edtf(value).describe(language())
    if field.type == "ref":
        target, pk = find(connection, value, field.target)
        state = states.read_state(connection, target, pk)
        return f"{state['reference']} {label_of(target, state)}" if state else ""
    return str(value)


def labels(store: CaseStore, kind: str, query: str = "", limit: int = 50) -> list[tuple[str, str]]:
    """(reference, label) of records to choose from, the newest first; a protected name never."""
    pks = record_ids(store, kind, query, descending=True) if kind != "incident" else incident_ids(
        store, IncidentFilter(query=query), "reference")
    with store.database.snapshot() as connection:
        found = (states.read_state(connection, kind, pk) for pk in pks[:limit])
        return [(state["reference"], label_of(kind, state)) for state in found if state is not None]


def counts(store: CaseStore) -> dict[str, int]:
    """How many records of each kind are shown."""
    with store.database.snapshot() as connection:
        return {kind: _count(connection, kind) for kind in SHAPES}


def _count(connection: Connection, kind: str) -> int:
    """All of them by the smallest index there is, without the few that are withdrawn: the wide rows are not looked at."""
    (every,) = connection.execute(f'SELECT count(*) FROM "{kind}"').fetchone()
    (gone,) = connection.execute(f"SELECT count(*) FROM ({leads.withdrawn(kind)})").fetchone()
    return int(every - gone)
