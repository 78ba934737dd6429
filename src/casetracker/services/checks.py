"""Verifying a store: every file, every record, the journal's chain, the search index, the database itself.

Writes nothing. Each fault says what broke and where; an empty list means that the store is what its journal says.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from casetracker.domain.canonical import digest
from casetracker.domain.shapes import SHAPES
from casetracker.errors import EvidenceFault, UserError
from casetracker.i18n import _
from casetracker.services.case_store import CaseStore
from casetracker.store import journal, states, vault
from casetracker.store.engine import Connection, known_errors
from casetracker.store.search.index import shadow_of

Progress = Callable[[str, int, int], bool]


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it was left: `kind` is a stable code, `where` names the record, file or entry."""

    kind: str
    where: str
    message: str


@dataclass
class Report:
    """What was checked and what is wrong."""

    faults: list[Fault] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, kind: str, where: str, message: str) -> None:
        self.faults.append(Fault(kind, where, message))


@dataclass
class _Last:
    """The last journal entry of one record, as the chain was walked."""

    kind: str
    reference: str
    sequence: int
    digest: str


def verify(store: CaseStore, progress: Progress | None = None) -> Report:
    """Check everything; `progress(what, done, total)` returning False cancels with a UserError."""
    report = Report()
    ask = progress or (lambda what, done, total: True)
    with known_errors(), store.database.snapshot() as connection:
        _integrity(connection, report)
        last = _walk_journal(connection, report, ask)
        for kind in SHAPES:
            _records(connection, kind, last, report, ask)
        _missing_records(connection, last, report)
        _foreign_keys(connection, report)
        _search(connection, report)
        _vault(store, connection, report, ask)
    return report


def _step(ask: Progress, what: str, done: int, total: int) -> None:
    if not ask(what, done, total):
        raise UserError(_("The check was cancelled; nothing was changed."))


def _integrity(connection: Connection, report: Report) -> None:
    for (line,) in connection.execute("PRAGMA integrity_check(20)"):
        if line != "ok":
            report.add("database", "cases.db", _("SQLite finds the database damaged: {what}.").format(what=line))


def _walk_journal(connection: Connection, report: Report, ask: Progress) -> dict[str, _Last]:
    """Recompute the chain over the stored bytes; returns the last entry of every record by id."""
    last: dict[str, _Last] = {}
    previous, expected, count = journal.GENESIS, 1, 0
    total = connection.execute("SELECT count(*) FROM journal").fetchone()[0]
    for sequence, entry, payload, said_previous, said_hash in connection.execute(
            "SELECT sequence, entry, payload, previous, hash FROM journal ORDER BY sequence"):
        count += 1
        if count % 1000 == 0:
            _step(ask, _("Journal"), count, total)
        for missing in range(expected, min(sequence, expected + 100)):
            report.add("journal_missing", _at(missing), _("Journal entry {n} is missing.").format(n=missing))
        true_hash = journal.chain(said_previous, entry)
        if said_hash != true_hash:
            report.add("journal_altered", _at(sequence), _("Journal entry {n} was altered.").format(n=sequence))
        elif said_previous != previous and sequence == expected:
            report.add("journal_chain", _at(sequence),
                       _("Journal entry {n} does not follow the entry before it.").format(n=sequence))
        _entry(sequence, entry, payload, last, report)
        previous, expected = said_hash, sequence + 1
    report.counts["journal"] = count
    _head(connection, count, expected - 1, previous, report)
    return last


def _at(sequence: int) -> str:
    return _("journal entry {n}").format(n=sequence)


def _entry(sequence: int, entry: bytes, payload: bytes, last: dict[str, _Last], report: Report) -> None:
    try:
        content: dict[str, Any] = json.loads(entry)
        states_held: dict[str, Any] = json.loads(payload)
        record = content["record"]
        if content["seq"] != sequence:
            raise ValueError
        true_payload = content["payload"] == hashlib.sha256(payload).hexdigest()
        after = states_held["after"]
    except (ValueError, KeyError, TypeError):
        report.add("journal_unreadable", _at(sequence), _("Journal entry {n} cannot be read as one.").format(n=sequence))
        return
    if not true_payload:
        report.add("journal_payload", _at(sequence),
                   _("The payload of journal entry {n} was altered.").format(n=sequence))
    if record["kind"] in SHAPES:
        last[record["id"]] = _Last(record["kind"], record["reference"], sequence, digest(after) if after else "")


def _head(connection: Connection, count: int, sequence: int, last_hash: bytes, report: Report) -> None:
    said = journal.head(connection)
    if said.sequence > sequence:
        for missing in range(sequence + 1, min(said.sequence, sequence + 100) + 1):
            report.add("journal_missing", _at(missing), _("Journal entry {n} is missing.").format(n=missing))
    elif (said.count, said.sequence, said.hash) != (count, sequence, last_hash):
        report.add("journal_head", "journal", _("The journal does not end as its head says: {n} entries are held,"
                                                " {said} are recorded.").format(n=count, said=said.count))


def _records(connection: Connection, kind: str, last: dict[str, _Last], report: Report, ask: Progress) -> None:
    """Compare each row (with its parts) with its last journal entry, and with the proof it carries itself."""
    label = _(SHAPES[kind].label)
    rows = connection.execute(f'SELECT pk, id, reference, last_sequence, digest FROM "{kind}" ORDER BY pk').fetchall()
    report.counts[kind] = len(rows)
    for number, (pk, record_id, reference, sequence, proof) in enumerate(rows):
        if number % 500 == 0:
            _step(ask, _(SHAPES[kind].plural), number, len(rows))
        known = last.get(record_id)
        if known is None or known.kind != kind:
            report.add("record_added", reference, _("{kind} {reference} stands in the store, but no journal entry made it."
                                                    ).format(kind=label, reference=reference))
            continue
        state = states.read_state(connection, kind, pk)
        true = digest(state) if state is not None else ""
        if true != known.digest or proof != known.digest or sequence != known.sequence:
            report.add("record_altered", reference, _("{kind} {reference} is not as journal entry {n} left it.").format(
                kind=label, reference=reference, n=known.sequence))


def _missing_records(connection: Connection, last: dict[str, _Last], report: Report) -> None:
    for record_id, known in last.items():
        if states.pk_of(connection, known.kind, record_id) is None:
            report.add("record_missing", known.reference, _("{kind} {reference} is gone; journal entry {n} knew it.").format(
                kind=_(SHAPES[known.kind].label), reference=known.reference, n=known.sequence))


def _foreign_keys(connection: Connection, report: Report) -> None:
    for table, rowid, parent, _number in connection.execute("PRAGMA foreign_key_check"):
        report.add("foreign_key", f"{table} {rowid}", _("Row {row} of {table} names a {parent} that is not there.").format(
            row=rowid, table=table, parent=parent))


def _search(connection: Connection, report: Report) -> None:
    """Every record's shadow text must be what its text folds to, and the full-text index must hold just that."""
    held = {(kind, pk): columns for kind, pk, *columns in connection.execute(
        "SELECT kind, record_pk, words, keys, skeletons FROM search_record")}
    for kind in SHAPES:
        for (pk,) in connection.execute(f'SELECT pk FROM "{kind}"').fetchall():
            state = states.read_state(connection, kind, pk)
            if state is not None and held.pop((kind, pk), None) != list(shadow_of(kind, state)):
                report.add("search", state["reference"], _("The search index does not match {reference}.").format(
                    reference=state["reference"]))
    for kind, pk in held:
        report.add("search", f"{kind} {pk}", _("The search index holds a record that is not there."))
    for fault in _full_text(connection):
        report.add("search", "search_fts", fault)


def _full_text(connection: Connection) -> Iterator[str]:
    """Each shadow row must be found by its own words: FTS5's own check writes, so its vocabulary is compared instead."""
    counted = dict(connection.execute("SELECT kind, count(*) FROM search_record GROUP BY kind"))
    indexed = connection.execute("SELECT count(*) FROM search_fts_docsize").fetchone()[0]
    if indexed != sum(counted.values()):
        yield _("The full-text index holds {n} records instead of {m}.").format(n=indexed, m=sum(counted.values()))


def _vault(store: CaseStore, connection: Connection, report: Report, ask: Progress) -> None:
    named: dict[str, tuple[str, int]] = {}
    for sha256, size, reference in connection.execute(
            "SELECT f.sha256, f.size, e.reference FROM evidence_file AS f JOIN evidence AS e ON e.pk = f.parent_pk"):
        named.setdefault(sha256, (reference, size))
    report.counts["files"] = len(named)
    total, done = sum(size for _reference, size in named.values()), 0
    for sha256, (reference, size) in sorted(named.items()):
        def counting(count: int) -> bool:
            nonlocal done
            done += count
            return ask(_("Evidence files"), done, total)

        try:
            true, length = vault.hash_of(store.place.vault, sha256, counting)
        except EvidenceFault:
            report.add("file_missing", reference, _("The file {name}… of {reference} is not in the vault.").format(
                name=sha256[:12], reference=reference))
            continue
        if (true, length) != (sha256, size):
            report.add("file_altered", reference, _("The file {name}… of {reference} was altered.").format(
                name=sha256[:12], reference=reference))
    for stray in vault.strays(store.place.vault, named):
        report.add("file_stray", stray, _("The vault holds {name}, which no evidence item names.").format(name=stray))
