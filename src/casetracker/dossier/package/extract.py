"""The journal as it goes along in a package: every entry in order, most of them as digests only.

The chain runs over the SHA-256 of each entry, so that a digest is as good a link as the entry itself. Told in full are the
entries of the records that the package tells; what they changed (the payload) only where nothing in it is to be protected.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casetracker.dossier.leaks import Guard
from casetracker.errors import StoreForeign
from casetracker.i18n import _
from casetracker.store import journal
from casetracker.store.engine import Connection

# An outside reader gets the payloads of these only: they are never amended, so that they hold no earlier state of anything.
_HARMLESS = ("custody",)


@dataclass(frozen=True)
class Selection:
    """Which entries are told, and of which of them the payload, by their number."""

    entries: frozenset[int]
    payloads: frozenset[int]


def select(connection: Connection, records: Mapping[str, str], guard: Guard | None) -> Selection:
    """The entries of these records (id → kind). `guard` knows the names that must not leave; None for readers inside."""
    found = {record_id: list(journal.stored(connection, record_id)) for record_id in records}
    if guard is not None:
        guard = guard.narrowed(_text(entry) + _text(payload) for rows in found.values() for _n, entry, payload in rows)
    entries, payloads = set(), set()
    for record_id, rows in found.items():
        for sequence, entry, payload in rows:
            if _may_leave(entry, guard):
                entries.add(sequence)
                if guard is None or (records[record_id] in _HARMLESS and _may_leave(payload, guard)):
                    payloads.add(sequence)
    return Selection(frozenset(entries), frozenset(payloads))


def _may_leave(data: bytes, guard: Guard | None) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:  # half a sign, which JSON can hold and a text file cannot
        return False
    return guard is None or not guard.found(text)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace") + "\n"


def lines(connection: Connection, selection: Selection, after: journal.Head) -> Iterator[bytes]:
    """A line for each entry behind `after`; StoreForeign where the chain does not hold."""
    previous, expected = after.hash, after.sequence + 1
    for sequence, entry, said in connection.execute(
            "SELECT sequence, entry, hash FROM journal WHERE sequence > ? ORDER BY sequence", (after.sequence,)):
        previous = journal.chain(previous, entry)
        if sequence != expected or previous != said:
            raise StoreForeign(_("Journal entry {n} is not the one that was written; no package was made.").format(
                n=expected), _("Run “casetracker verify”."))
        expected += 1
        yield _line(connection, sequence, entry, selection)


def _line(connection: Connection, sequence: int, entry: bytes, selection: Selection) -> bytes:
    if sequence not in selection.entries:
        return b'{"seq":%d,"digest":"%s"}\n' % (sequence, hashlib.sha256(entry).hexdigest().encode())
    told: dict[str, Any] = {"seq": sequence, "entry": entry.decode("utf-8")}
    if sequence in selection.payloads:
        told["payload"] = journal.stored_payload(connection, sequence).decode("utf-8")
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def touched(connection: Connection, after: int, records: Iterable[str]) -> bool:
    """Whether an entry behind `after` is one of these records'."""
    named = set(records)
    return any(entry.record_id in named for entry in journal.entries(connection, after=after))
