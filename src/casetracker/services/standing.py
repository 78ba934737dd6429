"""As of when an incident is told: the last journal entry that changed anything in it or in what hangs on it.

A dossier names this entry, and nothing of its own making, so that the same record gives the same dossier.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casetracker.domain.shapes import SHAPES
from casetracker.errors import BugError
from casetracker.services.case_store import CaseStore
from casetracker.services.lookup import find
from casetracker.services.offices import joining
from casetracker.store import journal, leads
from casetracker.store.engine import Connection
from casetracker.store.journal import Entry

_Record = tuple[str, int]
_ORIGINATOR = "SELECT originator FROM source WHERE pk = ? AND origin = 'first_hand' AND originator IS NOT NULL"


def stood_at(store: CaseStore, references: Iterable[str], untold: frozenset[str] = frozenset()) -> Entry:
    """The last entry that changed any of the incidents, or a record that they name or that names them; but for the kinds
    `untold`, of which nothing is said: to record that a dossier was handed over must not make it another."""
    with store.database.snapshot() as connection:
        incidents = [find(connection, reference, "incident") for reference in references]
        told = _all_told(connection, incidents, untold)
        last = max(*(_last_sequence(connection, *record) for record in told), _last_dismissal(connection, told))
        entry = journal.entry_at(connection, last)
    if entry is None:
        raise BugError("a record names a journal entry that is not there")
    return entry


def exhibit_stood_at(store: CaseStore, exhibit: str) -> Entry:
    """The last entry that changed an evidence item or its custody entries, shown or withdrawn."""
    with store.database.snapshot() as connection:
        kind, pk = find(connection, exhibit, "evidence")
        rows = connection.execute("SELECT pk FROM custody WHERE evidence_pk = ?", (pk,)).fetchall()
        last = max(_last_sequence(connection, *record) for record in ((kind, pk), *(("custody", row[0]) for row in rows)))
        entry = journal.entry_at(connection, last)
    if entry is None:
        raise BugError("a record names a journal entry that is not there")
    return entry


def _last_sequence(connection: Connection, kind: str, pk: int) -> int:
    return int(connection.execute(f'SELECT last_sequence FROM "{kind}" WHERE pk = ?', (pk,)).fetchone()[0])


def _last_dismissal(connection: Connection, told: set[_Record]) -> int:
    """The last entry on a finding about one of these records that was dismissed for the whole store."""
    rows = connection.execute("SELECT subject, last_sequence FROM dismissal WHERE incident_pk IS NULL").fetchall()
    if not rows:
        return 0
    named = {connection.execute(f'SELECT reference FROM "{kind}" WHERE pk = ?', (pk,)).fetchone()[0] for kind, pk in told}
    return max((sequence for subject, sequence in rows if subject in named), default=0)


def _all_told(connection: Connection, incidents: Iterable[_Record],
              untold: frozenset[str]) -> set[_Record]:
    """The incidents, what hangs on them, and whatever these name, but no other incident."""
    found: set[_Record] = set()
    waiting: list[_Record] = []
    for record in incidents:
        waiting.append(record)
        # Withdrawn or not: withdrawing a record changes what is told, too.
        waiting += [(kind, row[0]) for kind in leads.kinds_that_hang() if kind not in untold
                    for row in connection.execute(leads.hanging_on(kind, alive=False), (record[1],))]
    while waiting:
        record = waiting.pop()
        if record not in found:
            found.add(record)
            waiting += _named_by(connection, record)
    return found | joining(connection, _originators(connection, found))


def _originators(connection: Connection, records: Iterable[_Record]) -> Iterator[str]:
    """Whom the sources among these name as knowing at first hand: what these are called decides how roots are counted."""
    for kind, pk in records:
        if kind == "source":
            yield from (row[0] for row in connection.execute(_ORIGINATOR, (pk,)).fetchall())


def _named_by(connection: Connection, record: _Record) -> Iterator[_Record]:
    kind, pk = record
    for part, field in SHAPES[kind].references():
        if field.target != "incident":
            table, key = (kind, "pk") if part is None else (part.table, "parent_pk")
            rows = connection.execute(
                f'SELECT DISTINCT "{field.name}_pk" FROM "{table}" WHERE "{key}" = ? AND "{field.name}_pk" IS NOT NULL',
                (pk,))
            yield from ((field.target, row[0]) for row in rows.fetchall())
