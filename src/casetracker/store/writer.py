"""One change: the transaction in which records, their journal entries and their shadow texts move together.

Nothing else writes case data. `put` compares with what stands, journals the difference as one entry, writes the rows
and refreshes the search index; a state equal to what stands writes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property
from typing import Any, NamedTuple

from casetracker.domain.canonical import canonical, digest, digest_of
from casetracker.domain.clock import Clock, to_text
from casetracker.domain.ids import new_id
from casetracker.domain.shapes import SHAPES, Field
from casetracker.errors import BugError
from casetracker.i18n import _
from casetracker.store import journal, lines, states
from casetracker.store.engine import Connection
from casetracker.store.search import index
from casetracker.store.session import Database
from casetracker.store.state_writing import insert_state, update_state
from casetracker.store.states import State

# The kind of an entry by which an incident's own history tells that a record was unlinked from it; it changes no row.
UNLINKED = "unlink"


class Put(NamedTuple):
    """What a record is to become, and what its journal entry says."""

    after: State
    what: str
    entry_kind: str
    reason: str | None = None
    before: State | None = None


@dataclass
class Change:
    """A change being made. `what` describes it in words that name records by reference only."""

    connection: Connection
    who: str
    via: str
    now: datetime
    change_id: str
    extra: dict[str, Any] = field(default_factory=dict)
    what: str = ""
    sequence: int = 0
    references: list[str] = field(default_factory=list)
    pks: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    concerned: set[int] = field(default_factory=set)
    """The pks of the incidents whose line in the case list may have to be worked out anew."""

    @cached_property
    def at(self) -> str:
        return to_text(self.now)

    def new_id(self) -> str:
        return new_id(self.now)

    def put(self, kind: str, after: State, *, what: str, entry_kind: str, reason: str | None = None,
            before: State | None = None) -> int:
        """Make a record's state `after`; returns its pk. The first entry's words describe the whole change. `before` is
        the state that stands, where the caller has read it."""
        return self.put_all(kind, [Put(after, what, entry_kind, reason, before)])[0]

    def put_all(self, kind: str, puts: Sequence[Put]) -> list[int]:
        """The same of several records of a kind, each of them once and none naming another that is new; some hundreds
        at a time, for all are held in memory."""
        known = states.pks_of(self.connection, kind, [put.after["id"] for put in puts])
        before = self._standing(kind, puts, known)
        changed = [put for put in puts if before.get(put.after["id"]) != put.after]
        pks = {record_id: pk for record_id, (pk, _digest) in known.items()}
        for put, written, sequence in self._journaled(kind, changed, before):
            proof, record_id = {"last_sequence": sequence, "digest": digest_of(written)}, put.after["id"]
            if record_id in known:
                update_state(self.connection, kind, pks[record_id], put.after, before[record_id], **proof)
            else:
                pks[record_id] = insert_state(self.connection, kind, put.after, **proof)
        self._look_back(kind, {pks[put.after["id"]]: put.after for put in changed})
        index.refresh_changed(self.connection, kind, [
            (pks[put.after["id"]], before.get(put.after["id"]), put.after) for put in changed])
        for put in changed:
            self.pks[kind].add(pks[put.after["id"]])
            self.references.append(put.after["reference"])
            self._tell_left(kind, before.get(put.after["id"]), put.after)
            self._concern(kind, pks[put.after["id"]], before.get(put.after["id"]), put.after)
        return [pks[put.after["id"]] for put in puts]

    def _standing(self, kind: str, puts: Sequence[Put], known: Mapping[str, tuple[int, str]]) -> dict[str, State]:
        """What stands of the records, by id. What a caller read is taken for it if it is what the row bears the digest
        of; else it is read."""
        found = {put.after["id"]: put.before for put in puts if put.before is not None and put.after["id"] in known
                 and digest(states.kept(kind, put.before)) == known[put.after["id"]][1]}
        missing = [pk for record_id, (pk, _digest) in known.items() if record_id not in found]
        return found | {state["id"]: state for state in states.read_states(self.connection, kind, missing)}

    def _journaled(self, kind: str, puts: Sequence[Put],
                   before: Mapping[str, State]) -> list[tuple[Put, bytes, int]]:
        """Append an entry for each; returns them with the state as it was written and the sequence of the entry."""
        head, rows, done = journal.head(self.connection), [], []
        for put in puts:
            stood, after = before.get(put.after["id"]), canonical(states.kept(kind, put.after))
            entry = self.entry(put.what, put.entry_kind, kind, put.after["id"], put.after["reference"])
            row, head = journal.following(head, entry, canonical(stood and states.kept(kind, stood)), after, put.reason)
            rows.append(row)
            done.append((put, after, head.sequence))
        if rows:
            journal.write(self.connection, rows, head)
            self.sequence = head.sequence
        return done

    def _look_back(self, kind: str, wanted: Mapping[int, State]) -> None:
        """Read what was written: the tables must hold what was given."""
        if list(states.read_states(self.connection, kind, wanted)) != list(wanted.values()):
            raise BugError(f"a {kind} was not stored as given")

    def _tell_left(self, kind: str, before: State | None, after: State) -> None:
        """Journal the change for every incident that the record no longer hangs on: what is told of it has changed."""
        for left in incidents_named(kind, before) - incidents_named(kind, after):
            pk = states.pk_of(self.connection, "incident", left)
            incident = None if pk is None else states.read_state(self.connection, "incident", pk)
            if pk is not None and incident is not None:
                what = _("{reference} no longer hangs on incident {incident}").format(
                    reference=after["reference"], incident=incident["reference"])
                sequence = self.journal(what, UNLINKED, "incident", left, incident["reference"], incident, incident)
                self.connection.execute("UPDATE incident SET last_sequence = ? WHERE pk = ?", (sequence, pk))
                self.pks["incident"].add(pk)
                self.references.append(incident["reference"])

    def _concern(self, kind: str, pk: int, before: State | None, after: State) -> None:
        """What hangs on an incident, or did, may show in its line."""
        if kind == "incident":
            self.concerned.add(pk)
        for named in incidents_named(kind, before) | incidents_named(kind, after) if kind != "incident" else ():
            incident = states.pk_of(self.connection, "incident", named)
            if incident is not None:
                self.concerned.add(incident)

    def settle(self) -> None:
        """Bring the case list's lines up to what the change has written; the last step of it."""
        lines.refresh(self.connection, self.concerned, self.sequence)

    def journal(self, what: str, entry_kind: str, kind: str, record_id: str, reference: str,
                before: State | None, after: State | None, reason: str | None = None) -> int:
        """Append an entry; returns its sequence. Use `put` for records: this alone is for acts that change none."""
        entry = self.entry(what, entry_kind, kind, record_id, reference)
        before, after = (state and states.kept(kind, state) if kind in SHAPES else state for state in (before, after))
        self.sequence = journal.append(self.connection, entry, before, after, reason).sequence
        return self.sequence

    def entry(self, what: str, entry_kind: str, kind: str, record_id: str, reference: str) -> dict[str, Any]:
        """What an entry of this change says, but for its place in the journal; the first describes the whole change."""
        self.what = self.what or what
        return {"at": self.at, "who": self.who, "what": what, "kind": entry_kind, "via": self.via,
                "record": {"kind": kind, "id": record_id, "reference": reference}, "change": self.change_id, **self.extra}


def incidents_named(kind: str, state: State | None) -> set[str]:
    """The ids of the incidents that a record of another kind names."""
    named: set[str] = set()
    for part, link in _links(kind) if state is not None else ():
        if state is not None:
            named.update(row[link.name] for row in ([state] if part is None else state[part.name]) if row[link.name])
    return named


@cache
def _links(kind: str) -> tuple[tuple[Field | None, Field], ...]:
    return tuple((part, link) for part, link in SHAPES[kind].references() if link.target == "incident")


@contextmanager
def changing(database: Database, *, who: str, via: str, clock: Clock,
             extra: Mapping[str, Any] | None = None) -> Iterator[Change]:
    """Begin a change; it is durable, whole, when the block ends, and undone, whole, when the block raises."""
    with database.writing() as connection:
        now = clock()
        change = Change(connection, who, via, now, new_id(now), dict(extra or {}))
        yield change
        change.settle()
