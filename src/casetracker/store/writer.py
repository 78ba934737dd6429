"""One change: the transaction in which records, their journal entries and their shadow texts move together.

Nothing else writes case data. `put` compares with what stands, journals the difference as one entry, writes the rows
and refreshes the search index; a state equal to what stands writes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from casetracker.domain.canonical import digest
from casetracker.domain.clock import Clock, to_text
from casetracker.domain.ids import new_id
from casetracker.domain.shapes import SHAPES
from casetracker.errors import BugError
from casetracker.i18n import _
from casetracker.store import journal, states
from casetracker.store.engine import Connection
from casetracker.store.search import index
from casetracker.store.session import Database, raw

if TYPE_CHECKING:
    from sqlmodel import Session

# The kind of an entry by which an incident's own history tells that a record was unlinked from it; it changes no row.
UNLINKED = "unlink"


@dataclass
class Change:
    """A change being made. `what` describes it in words that name records by reference only."""

    session: Session
    connection: Connection
    who: str
    via: str
    now: datetime
    change_id: str
    extra: Mapping[str, Any] = field(default_factory=dict)
    what: str = ""
    sequence: int = 0
    references: list[str] = field(default_factory=list)
    pks: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    @property
    def at(self) -> str:
        return to_text(self.now)

    def new_id(self) -> str:
        return new_id(self.now)

    def put(self, kind: str, after: states.State, *, what: str, entry_kind: str, reason: str | None = None) -> int:
        """Make a record's state `after`; returns its pk. The first entry's words describe the whole change."""
        pk = states.pk_of(self.connection, kind, after["id"])
        before = None if pk is None else states.read_state(self.connection, kind, pk)
        if pk is not None and before == after:
            return pk
        sequence = self.journal(what, entry_kind, kind, after["id"], after["reference"], before, after, reason)
        proof = digest(states.kept(kind, after))
        pk = states.write_state(self.session, kind, after, last_sequence=sequence, digest=proof, before=before)
        if states.read_state(self.connection, kind, pk) != after:
            raise BugError(f"a {kind} was not stored as given")
        index.refresh(self.connection, kind, pk, after)
        self.pks[kind].add(pk)
        self.references.append(after["reference"])
        self._tell_left(kind, before, after)
        return pk

    def _tell_left(self, kind: str, before: states.State | None, after: states.State) -> None:
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

    def journal(self, what: str, entry_kind: str, kind: str, record_id: str, reference: str,
                before: states.State | None, after: states.State | None, reason: str | None = None) -> int:
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


def incidents_named(kind: str, state: states.State | None) -> set[str]:
    """The ids of the incidents that a record of another kind names."""
    named: set[str] = set()
    for part, link in SHAPES[kind].references() if state is not None else ():
        if link.target == "incident" and state is not None:
            named.update(row[link.name] for row in ([state] if part is None else state[part.name]) if row[link.name])
    return named


@contextmanager
def changing(database: Database, *, who: str, via: str, clock: Clock,
             extra: Mapping[str, Any] | None = None) -> Iterator[Change]:
    """Begin a change; it is durable, whole, when the block ends, and undone, whole, when the block raises."""
    with database.writing() as session:
        now = clock()
        yield Change(session, raw(session), who, via, now, new_id(now), extra or {})
