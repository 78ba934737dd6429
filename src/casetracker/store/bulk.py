"""Many new records in one change: the same rows, journal entries and shadow texts as one by one, written in batches.

What is written one by one is compared with what stands; here nothing stands yet, so rows are numbered ahead and handed to
the database in batches. The full-text index is built once at the end where most of it is new.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from casetracker.domain.canonical import NOTHING, canonical, digest_of
from casetracker.domain.shapes import SHAPES, Field
from casetracker.errors import BugError
from casetracker.store import journal, states
from casetracker.store.search import index
from casetracker.store.search.rows import row_of
from casetracker.store.states import State, own_columns
from casetracker.store.writer import Change, incidents_named

_BATCH = 20_000  # rows of a table that wait in memory


class Loader:
    """Writes new records within a change; `finish` must be called before the change ends."""

    def __init__(self, change: Change) -> None:
        self._change, self._connection = change, change.connection
        self._head = journal.head(self._connection)
        self._next: dict[str, int] = {}
        self._pks: dict[str, dict[str, int]] = defaultdict(dict)
        self._rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self._entries: list[journal.Row] = []
        # Records of one batch may name each other, whatever the order of their tables; checked when the change ends.
        self._connection.execute("PRAGMA defer_foreign_keys = ON")
        self._deferred = self._begin_index()

    def put(self, kind: str, state: State, *, what: str, entry_kind: str = "add") -> None:
        """A record that is not in the store yet."""
        kept = canonical(states.kept(kind, state))
        self._journal(kind, state, kept, what, entry_kind)
        pk = self._number(kind)
        self._pks[kind][state["id"]] = pk
        self._change.concerned.update([pk] if kind == "incident" else (
            self._pk("incident", named) for named in incidents_named(kind, state)))
        own = (state[name] for name in own_columns(kind))
        self._rows[kind].append((pk, *own, *self._columns(SHAPES[kind].scalars, state), self._head.sequence,
                                 digest_of(kept)))
        for field in SHAPES[kind].lists:
            for position, part in enumerate(state[field.name]):
                self._rows[field.table].append((self._number(field.table), part["id"], position, pk,
                                                *self._columns(field.fields, part)))
        self._rows["search_record"].append((row_of(kind, pk), kind, pk, *index.shadow_of(kind, state)))
        if len(self._entries) >= _BATCH:
            self._flush()

    def finish(self) -> None:
        """Write what waits, and make the search index whole."""
        self._flush()
        self._change.sequence = self._head.sequence
        if self._deferred:
            index.end_deferring(self._connection)

    def _begin_index(self) -> bool:
        """Leave the full-text index for the end where there is little in it so far."""
        few = self._connection.execute("SELECT count(*) < 1000 FROM search_record").fetchone()[0]
        if few:
            index.begin_deferring(self._connection)
        return bool(few)

    def _journal(self, kind: str, state: State, kept: bytes, what: str, entry_kind: str) -> None:
        entry = self._change.entry(what, entry_kind, kind, state["id"], state["reference"])
        row, self._head = journal.following(self._head, entry, NOTHING, kept)
        self._entries.append(row)
        self._change.references = self._change.references or [state["reference"]]

    def _number(self, table: str) -> int:
        if table not in self._next:
            self._next[table] = self._connection.execute(f'SELECT coalesce(max(pk), 0) FROM "{table}"').fetchone()[0]
        self._next[table] += 1
        return self._next[table]

    def _columns(self, fields: Iterable[Field], values: State) -> Iterable[Any]:
        for field in fields:
            value = values[field.name]
            if field.type == "when":
                yield from (values[name] for name in states.columns_of(field))
            elif field.type == "ref":
                yield None if value is None else self._pk(field.target, value)
            elif field.type in ("words", "codes"):
                yield states.listed(value)
            else:
                yield value

    def _pk(self, kind: str, record_id: str) -> int:
        known = self._pks[kind]
        if record_id not in known:
            pk = states.pk_of(self._connection, kind, record_id)
            if pk is None:
                raise BugError(f"a {kind} is named before it is loaded")
            known[record_id] = pk
        return known[record_id]

    def _flush(self) -> None:
        journal.write(self._connection, self._entries, self._head)
        self._entries.clear()
        for kind, shape in SHAPES.items():
            self._write(kind, ("pk", *own_columns(kind), *_names(shape.scalars), "last_sequence", "digest"))
            for field in shape.lists:
                self._write(field.table, ("pk", "id", "position", "parent_pk", *_names(field.fields)))
        self._write("search_record", ("pk", "kind", "record_pk", "words", "keys", "skeletons"))

    def _write(self, table: str, names: Iterable[str]) -> None:
        if self._rows[table]:
            names = list(names)
            listed, holes = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
            self._connection.executemany(f'INSERT INTO "{table}" ({listed}) VALUES ({holes})', self._rows[table])
            self._rows[table].clear()


def _names(fields: Iterable[Field]) -> list[str]:
    return [column for field in fields for column in states.columns_of(field)]
