"""Walking the journal for `services.checks`: is it the chain that was written, and how did it leave each record?

The chain is computed anew from the stored bytes; nothing that the journal says of itself is believed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from casetracker.domain.canonical import digest
from casetracker.domain.shapes import SHAPES
from casetracker.i18n import _
from casetracker.services.checks_report import Report
from casetracker.store import journal, tombstones
from casetracker.store.engine import Connection

_SHOWN = 100  # of a long gap
_decode = json.JSONDecoder().raw_decode  # a million times


@dataclass(frozen=True)
class Left:
    """How an entry left its record: the digest of the state after."""

    kind: str
    reference: str
    sequence: int
    digest: str


@dataclass
class Walked:
    """What the journal says of each record, by its id: the number of its last entry, and whether files of it were
    destroyed. Of a million records no more is held."""

    last: dict[str, int] = field(default_factory=dict)
    destroyed: set[str] = field(default_factory=set)


def walk(connection: Connection, report: Report, step: Callable[[int, int], None]) -> Walked:
    """Check the chain, its head and every payload."""
    previous, expected, count, walked = journal.GENESIS, 1, 0, Walked()
    total = connection.execute("SELECT count(*) FROM journal").fetchone()[0]
    for row in connection.execute("SELECT sequence, entry, payload, previous, hash FROM journal ORDER BY sequence"):
        sequence, entry, payload, said_previous, said_hash = row
        count += 1
        if count % 1000 == 0:
            step(count, total)
        if sequence != expected:
            _gap(expected, sequence, report)
        whole = all(isinstance(column, bytes) for column in row[1:])
        if not whole:
            entry, payload, said_previous, said_hash = map(_bytes, row[1:])
        if not whole or said_hash != journal.chain(said_previous, entry):
            report.add("journal_altered", at(sequence), _("Journal entry {n} was altered.").format(n=sequence), sequence)
        elif said_previous != previous and sequence == expected:
            report.add("journal_chain", at(sequence),
                       _("Journal entry {n} does not follow the entry before it.").format(n=sequence), sequence)
        _entry(sequence, entry, payload, walked, report)
        previous, expected = said_hash, sequence + 1
    report.counts["journal"] = count
    _head(connection, count, expected - 1, previous, report)
    return walked


def at(sequence: int) -> str:
    return _("journal entry {n}").format(n=sequence)


def _bytes(column: Any) -> bytes:
    """What stands in a column, as bytes whatever its type was made by a stranger's hand."""
    return column if isinstance(column, bytes) else str(column).encode("utf-8", "surrogatepass")


def _gap(expected: int, found: int, report: Report) -> None:
    for missing in range(expected, min(found, expected + _SHOWN)):
        report.add("journal_missing", at(missing), _("Journal entry {n} is missing.").format(n=missing), missing)


def _entry(sequence: int, entry: bytes, payload: bytes, walked: Walked, report: Report) -> None:
    """Hold an entry's own words against its number and its payload, and note whom it speaks of."""
    try:
        content = parsed(entry)
        record = content["record"]
        kind, record_id, _reference = str(record["kind"]), str(record["id"]), str(record["reference"])
        if content["seq"] != sequence:
            raise ValueError
        true_payload = content["payload"] == hashlib.sha256(payload).hexdigest()
    except (ValueError, KeyError, TypeError, RecursionError):
        report.add("journal_unreadable", at(sequence), _("Journal entry {n} cannot be read as one.").format(n=sequence),
                   sequence)
        return
    if not true_payload:
        report.add("journal_payload", at(sequence), _("The payload of journal entry {n} was altered.").format(n=sequence),
                   sequence)
    if kind in SHAPES:
        walked.last[record_id] = sequence
        if content.get("kind") == tombstones.DESTROYED:
            walked.destroyed.add(record_id)


def parsed(entry: bytes) -> dict[str, Any]:
    """An entry's JSON; ValueError where it is none."""
    text = entry.decode("utf-8", "surrogatepass")
    content, end = _decode(text)
    if end != len(text) or not isinstance(content, dict):
        raise ValueError("no entry")
    return content


def left(connection: Connection, sequence: int) -> Left:
    """How the entry of that number left its record; with an empty digest where its payload cannot be read."""
    entry, payload = connection.execute("SELECT entry, payload FROM journal WHERE sequence = ?", (sequence,)).fetchone()
    record = parsed(_bytes(entry))["record"]
    try:
        after = json.loads(_bytes(payload))["after"]
    except (ValueError, KeyError, TypeError, RecursionError):
        after = None
    return Left(str(record["kind"]), str(record["reference"]), sequence, safe_digest(after))


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
