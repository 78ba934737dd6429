"""The audit trail: one described entry for each record changed, written in the change's own transaction and chained.

`entry` is canonical JSON: seq, at (UTC), who, what (in words that name records by reference only), kind, via, record
(kind, id, reference), change (one id for all entries of a change) and payload (the SHA-256 of the payload's bytes).
`payload` is canonical JSON: a random salt, the state before, the state after, a reason where one was given. `hash` is
SHA-256(previous ‖ SHA-256(entry)); the first entry's `previous` is 32 zero bytes. Protected names stand in payloads only.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from casetracker.domain.canonical import canonical
from casetracker.domain.shapes import SHAPES
from casetracker.errors import StoreForeign
from casetracker.i18n import _
from casetracker.store.engine import Connection
from casetracker.store.states import whole

Row = tuple[int, bytes, bytes, bytes, bytes]

GENESIS = bytes(32)
_RECORD = "json_extract(CAST(entry AS TEXT), '$.record.id')"
_CHANGE = "json_extract(CAST(entry AS TEXT), '$.change')"


@dataclass(frozen=True)
class Entry:
    """One journal entry as read; `kind` says what sort of act it was (add, amend, status, undo, dossier…)."""

    sequence: int
    at: str
    who: str
    what: str
    kind: str
    via: str
    record_kind: str
    record_id: str
    reference: str
    change_id: str
    hash: str
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Head:
    """Where the journal ends: number of entries, last sequence, last hash."""

    count: int
    sequence: int
    hash: bytes


def chain(previous: bytes, entry: bytes) -> bytes:
    return hashlib.sha256(previous + hashlib.sha256(entry).digest()).digest()


def head(connection: Connection) -> Head:
    row = connection.execute("SELECT count, sequence, hash FROM journal_head WHERE one = 1").fetchone()
    return Head(*row) if row else Head(0, 0, GENESIS)


def append(connection: Connection, entry: Mapping[str, Any], before: Mapping[str, Any] | None,
           after: Mapping[str, Any] | None, reason: str | None = None) -> Head:
    """Write one entry at the head, inside the caller's write transaction; returns the new head."""
    row, new = following(head(connection), entry, canonical(before), canonical(after), reason)
    write(connection, [row], new)
    return new


def following(last: Head, entry: Mapping[str, Any], before: bytes, after: bytes,
              reason: str | None = None) -> tuple[Row, Head]:
    """The row of an entry that follows the head, and the head that it makes; the states are given as canonical JSON."""
    told = canonical({"reason": reason})[1:-1] + b"," if reason else b""
    # The names stand in their order: after, before, reason, salt.
    payload = b"".join((b'{"after":', after, b',"before":', before, b",", told, b'"salt":"',
                        secrets.token_hex(16).encode(), b'"}'))
    content = canonical({**entry, "seq": last.sequence + 1, "payload": hashlib.sha256(payload).hexdigest()})
    new = Head(last.count + 1, last.sequence + 1, chain(last.hash, content))
    return (new.sequence, content, payload, last.hash, new.hash), new


def write(connection: Connection, rows: Iterable[Row], new: Head) -> None:
    """Write entries that follow each other, and the head that the last of them makes."""
    connection.executemany("INSERT INTO journal (sequence, entry, payload, previous, hash) VALUES (?, ?, ?, ?, ?)", rows)
    connection.execute("INSERT INTO journal_head (one, count, sequence, hash) VALUES (1, ?, ?, ?)"
                       " ON CONFLICT (one) DO UPDATE SET count = excluded.count, sequence = excluded.sequence,"
                       " hash = excluded.hash", (new.count, new.sequence, new.hash))


def _entry(sequence: int, content: bytes, digest: bytes) -> Entry:
    try:
        given = json.loads(content)
        record = given["record"]
        known = {"seq", "at", "who", "what", "kind", "via", "record", "change", "payload"}
        return Entry(sequence, given["at"], given["who"], given["what"], given["kind"], given["via"], record["kind"],
                     record["id"], record["reference"], given["change"], digest.hex(),
                     {name: value for name, value in given.items() if name not in known})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _unreadable(sequence) from error


def _unreadable(sequence: int) -> StoreForeign:
    return StoreForeign(_("Journal entry {n} cannot be read; it was altered from outside.").format(n=sequence),
                        _("Run “casetracker verify” and restore a backup."))


def entries(connection: Connection, *, record_id: str | None = None, change_id: str | None = None, after: int = 0,
            newest_first: bool = False, limit: int = -1) -> Iterator[Entry]:
    """Entries of the whole journal, of one record or of one change, after a sequence."""
    where, values = "sequence > ?", [after]
    for column, value in ((_RECORD, record_id), (_CHANGE, change_id)):
        if value is not None:
            where += f" AND {column} = ?"
            values.append(value)  # type: ignore[arg-type]
    order = "DESC" if newest_first else "ASC"
    for row in connection.execute(f"SELECT sequence, entry, hash FROM journal WHERE {where}"
                                  f" ORDER BY sequence {order} LIMIT ?", (*values, limit)):
        yield _entry(*row)


def entry_at(connection: Connection, sequence: int) -> Entry | None:
    row = connection.execute("SELECT sequence, entry, hash FROM journal WHERE sequence = ?", (sequence,)).fetchone()
    return _entry(*row) if row else None


def hash_at(connection: Connection, sequence: int) -> bytes | None:
    """The hash of an entry as it stands; None where there is no such entry."""
    row = connection.execute("SELECT hash FROM journal WHERE sequence = ?", (sequence,)).fetchone()
    return row[0] if row else None


def stored(connection: Connection, record_id: str) -> Iterator[tuple[int, bytes, bytes]]:
    """(sequence, entry, payload) of a record's entries, as the bytes that were hashed."""
    yield from connection.execute(f"SELECT sequence, entry, payload FROM journal WHERE {_RECORD} = ? ORDER BY sequence",
                                  (record_id,))


def stored_payload(connection: Connection, sequence: int) -> bytes:
    (payload,) = connection.execute("SELECT payload FROM journal WHERE sequence = ?", (sequence,)).fetchone()
    return bytes(payload)


def payload_of(connection: Connection, sequence: int) -> dict[str, Any]:
    """What an entry's payload holds; empty where there is no such entry."""
    row = connection.execute("SELECT payload FROM journal WHERE sequence = ?", (sequence,)).fetchone()
    return _payload(sequence, row[0]) if row else {}


def _payload(sequence: int, content: bytes) -> dict[str, Any]:
    try:
        return dict(json.loads(content))
    except (ValueError, TypeError) as error:
        raise _unreadable(sequence) from error


def before_after(connection: Connection, sequence: int) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """The two states that an entry's payload holds, with every field that this program knows."""
    entry, payload = entry_at(connection, sequence), payload_of(connection, sequence)
    return _states(entry, payload)


def _states(entry: Entry | None, payload: Mapping[str, Any]) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    held = payload.get("before"), payload.get("after")
    if entry is None or entry.record_kind not in SHAPES:
        return held
    return tuple(state and whole(entry.record_kind, state) for state in held)  # type: ignore[return-value]


class Done(NamedTuple):
    """An entry with the states before and after."""

    entry: Entry
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def sequences_of(connection: Connection, change_id: str) -> array[int]:
    """The numbers of a change's entries, in their order."""
    return array("q", (row[0] for row in connection.execute(
        f"SELECT sequence FROM journal WHERE {_CHANGE} = ? ORDER BY sequence", (change_id,))))


def size_of(connection: Connection, change_id: str) -> int:
    """How many entries a change has."""
    return int(connection.execute(f"SELECT count(*) FROM journal WHERE {_CHANGE} = ?", (change_id,)).fetchone()[0])


def backwards(connection: Connection, sequences: Sequence[int]) -> list[Done]:
    """Those entries with their states, the last one first."""
    found = []
    for sequence, content, payload, digest in connection.execute(
            "SELECT sequence, entry, payload, hash FROM journal WHERE sequence IN (SELECT value FROM json_each(?))"
            " ORDER BY sequence DESC", (json.dumps(list(sequences)),)):
        entry = _entry(sequence, content, digest)
        found.append(Done(entry, *_states(entry, _payload(sequence, payload))))
    return found


def change_before(connection: Connection, sequence: int) -> Entry | None:
    """The first entry of the last change that began before a sequence."""
    row = connection.execute(
        f"SELECT sequence, entry, hash FROM journal WHERE {_CHANGE} = (SELECT {_CHANGE} FROM journal WHERE sequence < ?"
        " ORDER BY sequence DESC LIMIT 1) ORDER BY sequence LIMIT 1", (sequence,)).fetchone()
    return _entry(*row) if row else None


def of_record_in(connection: Connection, record_id: str, change_id: str, before: int) -> Entry | None:
    """The first entry on a record in a change, before a sequence."""
    # By the record, which has few entries; a change may have a million.
    row = connection.execute(
        f"SELECT sequence, entry, hash FROM journal WHERE {_RECORD} = ? AND +{_CHANGE} = ? AND sequence < ?"
        " ORDER BY sequence LIMIT 1", (record_id, change_id, before)).fetchone()
    return _entry(*row) if row else None
