"""The head file: after each save, the journal's last sequence and hash, beside the database and not in it.

A write-ahead log that lost its last saves leaves a database that looks sound; this file then names a journal entry that
is not there. It is written after the save is durable, so that a crash in between leaves it behind, which is no fault. A
statement that the database does not bear out is never overwritten: it stays until somebody has looked. Whoever saves does
not wait until the disk has it, but for the first.

The file is one JSON object padded to 512 bytes, rewritten in place. `seal` is, over the other names' canonical JSON, an
HMAC-SHA256 under a key derived from the secret of an encrypted store, and a bare SHA-256 in a plain one.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import os
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from casetracker.domain.canonical import canonical
from casetracker.errors import UserError
from casetracker.store import journal
from casetracker.store.engine import Connection, known_errors
from casetracker.store.keys import derive

FORMAT = "casetracker head file 1"
SIZE = 512
_TRIES, _PAUSE = 5, 0.02  # another program may be writing it just now


# The file's size and place stay as they are: what else is noted of it may wait.
_sync_data = getattr(os, "fdatasync", os.fsync)


class HeadFileAltered(ValueError):
    """What stands in the head file was not written by this store."""


@dataclass(frozen=True)
class Said:
    """The journal's end as the head file has it."""

    sequence: int
    hash: bytes


@dataclass(frozen=True)
class HeadFile:
    """The head file of a store; `secret` is that of an encrypted one."""

    path: Path
    store_id: str
    secret: bytes | None = field(default=None, repr=False)

    @cached_property
    def _key(self) -> bytes | None:
        return derive(self.secret, b"casetracker head file") if self.secret else None

    def read(self) -> Said | None:
        """What the file says; None where there is none. HeadFileAltered where it is not what the store wrote."""
        for left in reversed(range(_TRIES)):
            try:
                return self._parsed(self.path.read_bytes())
            except FileNotFoundError:
                return None
            except HeadFileAltered:
                if not left:
                    raise
                time.sleep(_PAUSE)
        return None

    def advance(self, connection: Connection) -> None:
        """Say what has just been saved, if the database bears out what the file said before; `sync` brings it to the disk.

        The save is durable already: a file that cannot be written now is only behind.
        """
        with contextlib.suppress(OSError, HeadFileAltered, UserError), known_errors():
            said, now = self.read(), journal.head(connection)
            if said is None:
                self.write(Said(now.sequence, now.hash))
            elif said.sequence < now.sequence and bears_out(connection, said):
                self._rewrite(Said(now.sequence, now.hash))

    def write(self, said: Said) -> None:
        """Make the file anew, whole."""
        waiting = self.path.with_name(f"{self.path.name}.{secrets.token_hex(4)}.new")
        try:
            handle = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(self._bytes(said))
                file.flush()
                os.fsync(file.fileno())
            os.replace(waiting, self.path)
        finally:
            waiting.unlink(missing_ok=True)

    def _rewrite(self, said: Said) -> None:
        """In place, for no room can be wanting then: the whole of it lies in one sector of the disk."""
        with self._opened() as handle:
            os.write(handle, self._bytes(said))

    def sync(self) -> None:
        """Bring to the disk what was said last."""
        with contextlib.suppress(OSError), self._opened() as handle:
            _sync_data(handle)

    @contextlib.contextmanager
    def _opened(self) -> Iterator[int]:
        handle = os.open(self.path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
        try:
            yield handle
        finally:
            os.close(handle)

    def _bytes(self, said: Said) -> bytes:
        content = {"format": FORMAT, "hash": said.hash.hex(), "sequence": said.sequence, "store": self.store_id}
        return canonical({**content, "seal": self._seal(canonical(content))}).ljust(SIZE - 1) + b"\n"

    def _seal(self, content: bytes) -> str:
        return hmac.digest(self._key, content, "sha256").hex() if self._key else hashlib.sha256(content).hexdigest()

    def _parsed(self, data: bytes) -> Said:
        try:
            given = json.loads(data)
            said = Said(int(given["sequence"]), bytes.fromhex(given["hash"]))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise HeadFileAltered from error
        # Byte for byte what we would have written, store and seal included.
        if not hmac.compare_digest(data, self._bytes(said)):
            raise HeadFileAltered
        return said


def bears_out(connection: Connection, said: Said) -> bool:
    """Whether the journal holds the entry that is spoken of."""
    return (journal.GENESIS if said.sequence == 0 else journal.hash_at(connection, said.sequence)) == said.hash
