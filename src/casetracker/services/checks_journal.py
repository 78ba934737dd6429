"""Walking the journal for `services.checks`: is it the chain that was written, and how did it leave each record?

The chain is computed anew from the stored bytes; nothing that the journal says of itself is believed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from casetracker.domain.canonical import digest
from casetracker.domain.shapes import SHAPES
from casetracker.i18n import _
from casetracker.services.checks_report import Report
from casetracker.store import journal, tombstones
from casetracker.store.engine import Connection

_SHOWN = 100  # of a long gap


@dataclass(frozen=True)
class Last:
    """How a record's last journal entry left it: the digest of the state after."""

    kind: str
    reference: str
    sequence: int
    digest: str
    destroyed: bool = False
    """Whether an entry says that files of it were destroyed."""


def walk(connection: Connection, report: Report, last: dict[str, Last], step: Callable[[int, int], None]) -> None:
    """Check the chain and its head; fills `last` with every record's last entry, by the record's id."""
    previous, expected, count = journal.GENESIS, 1, 0
    total = connection.execute("SELECT count(*) FROM journal").fetchone()[0]
    for sequence, *columns in connection.execute(
            "SELECT sequence, entry, payload, previous, hash FROM journal ORDER BY sequence"):
        count += 1
        if count % 1000 == 0:
            step(count, total)
        _gap(expected, sequence, report)
        entry, payload, said_previous, said_hash = map(_bytes, columns)
        if not all(isinstance(column, bytes) for column in columns) or said_hash != journal.chain(said_previous, entry):
            report.add("journal_altered", at(sequence), _("Journal entry {n} was altered.").format(n=sequence), sequence)
        elif said_previous != previous and sequence == expected:
            report.add("journal_chain", at(sequence),
                       _("Journal entry {n} does not follow the entry before it.").format(n=sequence), sequence)
        _entry(sequence, entry, payload, last, report)
        previous, expected = said_hash, sequence + 1
    report.counts["journal"] = count
    _head(connection, count, expected - 1, previous, report)


def at(sequence: int) -> str:
    return _("journal entry {n}").format(n=sequence)


def _bytes(column: Any) -> bytes:
    """What stands in a column, as bytes whatever its type was made by a stranger's hand."""
    return column if isinstance(column, bytes) else str(column).encode("utf-8", "surrogatepass")


def _gap(expected: int, found: int, report: Report) -> None:
    for missing in range(expected, min(found, expected + _SHOWN)):
        report.add("journal_missing", at(missing), _("Journal entry {n} is missing.").format(n=missing), missing)


def _entry(sequence: int, entry: bytes, payload: bytes, last: dict[str, Last], report: Report) -> None:
    try:
        content: dict[str, Any] = json.loads(entry)
        record = content["record"]
        kind, record_id, reference = str(record["kind"]), str(record["id"]), str(record["reference"])
        if content["seq"] != sequence:
            raise ValueError
        true_payload = content["payload"] == hashlib.sha256(payload).hexdigest()
        after = json.loads(payload)["after"]
    except (ValueError, KeyError, TypeError, RecursionError):
        report.add("journal_unreadable", at(sequence), _("Journal entry {n} cannot be read as one.").format(n=sequence),
                   sequence)
        return
    if not true_payload:
        report.add("journal_payload", at(sequence), _("The payload of journal entry {n} was altered.").format(n=sequence),
                   sequence)
    if kind in SHAPES:
        destroyed = content.get("kind") == tombstones.DESTROYED or (record_id in last and last[record_id].destroyed)
        last[record_id] = Last(kind, reference, sequence, safe_digest(after), destroyed)


def safe_digest(state: Mapping[str, Any] | None) -> str:
    """The digest of a state, empty where there is none or where it holds what no state of ours can."""
    try:
        return digest(state) if state is not None else ""
    except (TypeError, ValueError):
        return ""


def _head(connection: Connection, count: int, sequence: int, last_hash: bytes, report: Report) -> None:
    said = journal.head(connection)
    if said.sequence > sequence:
        _gap(sequence + 1, said.sequence + 1, report)
    elif (said.count, said.sequence, said.hash) != (count, sequence, last_hash):
        report.add("journal_head", "journal", _("The journal does not end as its head says: {n} entries are held,"
                                                " {said} are recorded.").format(n=count, said=said.count))
