"""Verifying a store: every file, every record, the journal's chain, the search index, the database itself.

Writes nothing. Each fault says what broke and where; an empty list means that the store is what its journal says.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING

from casetracker.domain.shapes import SHAPES
from casetracker.errors import BugError, EvidenceFault, UserError
from casetracker.i18n import _
from casetracker.services import (
    checks_heads,
    checks_journal,
    checks_schema,
    checks_timestamps,
    checks_tombstones,
)
from casetracker.services.case_store import CaseStore
from casetracker.services.checks_heads import contradiction
from casetracker.services.checks_journal import Walked
from casetracker.services.checks_report import Fault, Report
from casetracker.store import lines, states, tombstones, vault
from casetracker.store.engine import Connection, known_errors
from casetracker.store.search import index

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Fault", "Progress", "Report", "contradiction", "verify"]

Progress = Callable[[str, int, int], bool]


class _Cancelled(UserError):
    """The person who asked wants no answer any more."""


def verify(store: CaseStore, progress: Progress | None = None) -> Report:
    """Check everything; `progress(what, done, total)` returning False cancels with a UserError."""
    report = Report()
    ask = progress or (lambda what, done, total: True)
    walked = Walked()
    files: dict[str, tuple[str, int]] = {}
    said, stamps = checks_heads.said(store), checks_timestamps.said(store)  # before the database, which others may write to
    with store.database.snapshot() as connection:
        with _damage(report):
            _integrity(store, report)
        with _damage(report):
            checks_schema.check(connection, report)
        with _damage(report):
            walked = checks_journal.walk(connection, report, lambda done, total: _step(ask, _("Journal"), done, total))
        with _damage(report):
            checks_timestamps.check(store, connection, stamps, report)
        with _damage(report):
            checks_heads.check(store, connection, said, report)
        for kind in SHAPES:
            with _damage(report):
                _records(connection, kind, walked.last, report, ask)
        with _damage(report):
            _missing_records(connection, walked.last, report)
        with _damage(report):
            _foreign_keys(connection, report)
        with _damage(report):
            _search(store, connection, report)
        with _damage(report):
            _list(connection, report)
        with _damage(report):
            files = _named_files(connection)
        with _damage(report):
            checks_tombstones.check(store, connection, walked.destroyed, report)
    # Outside the snapshot: hashing may take hours, and a reader holds the write-ahead log.
    _vault(store, files, report, ask)
    return report


def _step(ask: Progress, what: str, done: int, total: int) -> None:
    if not ask(what, done, total):
        raise _Cancelled(_("The check was cancelled; nothing was changed."))


@contextmanager
def _damage(report: Report) -> Iterator[None]:
    """A part of the check that a damaged database ends is a fault; the other parts go on."""
    try:
        with known_errors():
            yield
    except _Cancelled:
        raise
    except (UserError, BugError) as error:
        report.add("database", "cases.db", _("The database is damaged and could not be checked to the end: {why}").format(
            why=error))


@contextmanager
def _private(store: CaseStore) -> Iterator[Connection]:
    """A fresh connection: an older one may remember an index as it was, and find damage where there is none."""
    connection = store.database.open_private()
    try:
        yield connection
    finally:
        connection.close()


def _integrity(store: CaseStore, report: Report) -> None:
    with _private(store) as connection:
        for (line,) in connection.execute("PRAGMA integrity_check(20)"):
            if line != "ok":
                report.add("database", "cases.db", _("SQLite finds the database damaged: {what}.").format(what=line))
        if store.encrypted:  # every page carries a seal, those that hold nothing too
            for (line,) in connection.execute("PRAGMA cipher_integrity_check"):
                report.add("database", "cases.db", _("The seal of a page is broken: {what}.").format(what=line))


def _records(connection: Connection, kind: str, last: dict[str, int], report: Report, ask: Progress) -> None:
    """Compare each row (with its parts) with its last journal entry, with the proof it carries itself, and with what
    the search index holds of it. Takes out of `last` what has its row."""
    label, stale = _(SHAPES[kind].label), index.is_stale(connection)  # it is built anew where the store may be written to
    rows = connection.execute(f'SELECT pk, id, reference, last_sequence, digest FROM "{kind}" ORDER BY pk').fetchall()
    report.counts[kind] = len(rows)
    for number, (pk, record_id, reference, sequence, proof) in enumerate(rows):
        if number % 500 == 0:
            _step(ask, _(SHAPES[kind].plural), number, len(rows))
        known = checks_journal.left(connection, last[record_id]) if record_id in last else None
        if known is None or known.kind != kind:
            report.add("record_added", str(reference), _("{kind} {reference} stands in the store, but no journal entry"
                                                         " made it.").format(kind=label, reference=reference))
            continue
        del last[record_id]
        state = _readable_state(connection, kind, pk)
        true = checks_journal.safe_digest(state and states.kept(kind, state))
        if true != known.digest or proof != known.digest or sequence != known.sequence:
            report.add("record_altered", known.reference, _(
                "{kind} {reference} is not as journal entry {n} left it.").format(
                    kind=label, reference=known.reference, n=known.sequence))
        if true and state is not None and not stale and not index.is_current(connection, kind, pk, state):
            report.add("search", known.reference, _("The search index does not match {reference}.").format(
                reference=known.reference))


def _readable_state(connection: Connection, kind: str, pk: int) -> states.State | None:
    """The record's state, or None where a column holds what the program never writes."""
    try:
        with known_errors():
            return states.read_state(connection, kind, pk)
    except (UserError, BugError):
        return None


def _missing_records(connection: Connection, last: dict[str, int], report: Report) -> None:
    """What is left of `last` has no row."""
    for known in (checks_journal.left(connection, sequence) for sequence in last.values()):
        report.add("record_missing", known.reference, _("{kind} {reference} is gone; journal entry {n} knew it.").format(
            kind=_(SHAPES[known.kind].label), reference=known.reference, n=known.sequence))


def _foreign_keys(connection: Connection, report: Report) -> None:
    for table, rowid, parent, _number in connection.execute("PRAGMA foreign_key_check"):
        report.add("foreign_key", f"{table} {rowid}", _("Row {row} of {table} names a {parent} that is not there.").format(
            row=rowid, table=table, parent=parent))


def _search(store: CaseStore, connection: Connection, report: Report) -> None:
    """No shadow text without its record, and a full-text index that holds just the shadow texts."""
    for kind, pk in index.orphans(connection):
        report.add("search", f"{kind} {pk}", _("The search index holds a record that is not there."))
    with _private(store) as private:
        whole = index.full_text_is_whole(private)
    if not whole:
        report.add("search", "search_fts", _("The full-text index does not hold what the records' texts say."))


def _list(connection: Connection, report: Report) -> None:
    """What the case list shows of an incident is what its records say."""
    for pk in lines.untrue(connection) if not lines.is_stale(connection) else ():
        named = connection.execute("SELECT reference FROM incident WHERE pk = ?", (pk,)).fetchone()
        reference = str(named[0]) if named else f"incident_line {pk}"
        report.add("list", reference, _("The case list does not show {reference} as its records have it.").format(
            reference=reference))


def _named_files(connection: Connection) -> dict[str, tuple[str, int]]:
    """SHA-256 → (exhibit, size) of every file that an item names."""
    named: dict[str, tuple[str, int]] = {}
    for sha256, size, reference in connection.execute(
            "SELECT f.sha256, f.size, e.reference FROM evidence_file AS f JOIN evidence AS e ON e.pk = f.parent_pk"
            " WHERE f.sha256 IS NOT NULL AND f.destroyed_at IS NULL ORDER BY e.ref_order, f.position"):
        named.setdefault(str(sha256), (reference, size if isinstance(size, int) else 0))
    return named


def _vault(store: CaseStore, named: dict[str, tuple[str, int]], report: Report, ask: Progress) -> None:
    report.counts["files"] = len(named)
    total, done = sum(size for _reference, size in named.values()), 0

    def counting(count: int) -> bool:
        nonlocal done
        done += count
        _step(ask, _("Evidence files"), done, total)
        return True

    for sha256, (reference, size) in named.items():
        try:
            true, length = vault.hash_of(store.vault, sha256, counting)
        except (EvidenceFault, OSError):
            report.add("file_missing", reference, _("The file {name}… of {reference} is not in the vault.").format(
                name=sha256[:12], reference=reference))
            continue
        if (true, length) != (sha256, size):
            report.add("file_altered", reference, _("The file {name}… of {reference} was altered.").format(
                name=sha256[:12], reference=reference))
    if store.backup is None:  # a run that did not end leaves files in a backup that only the next one will name
        _strays(store, named, report)


def _strays(store: CaseStore, named: dict[str, tuple[str, int]], report: Report) -> None:
    """Files that nothing names; what was taken in since the check began is named by now."""
    found = vault.strays(store.vault, named)
    with _damage(report), store.database.snapshot() as connection:
        known = [*_named_files(connection), *tombstones.condemned(connection)] if found else []
        found = vault.strays(store.vault, known) if found else []
    for stray in found:
        report.add("file_stray", stray, _("The vault holds {name}, which no evidence item names.").format(name=stray))
