"""Signed heads: what the journal's end was, and when, signed by the store; kept one a line in `heads.jsonl`.

A head is canonical JSON: `format`, `store`, `count` (entries), `sequence` and `hash` of the last one, `at` (UTC) and `key`
(the public key). The signature is over exactly these bytes. Lines are only ever added; whoever cuts or rewrites the journal
without the key has these lines against them, and most of all those that were handed to others.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casetracker.domain.canonical import canonical
from casetracker.store import journal
from casetracker.store.engine import Connection
from casetracker.store.folder import sync_folder
from casetracker.store.signing import Signer, is_signed

FORMAT = "casetracker head 1"
_LAST = 4096  # bytes in which the last line is found


@dataclass(frozen=True)
class SignedHead:
    """The end of a store's journal at a time; `key` and `signature` are empty where nobody signed it."""

    store: str
    count: int
    sequence: int
    hash: bytes
    at: str
    key: str = ""
    signature: bytes = b""

    @property
    def content(self) -> bytes:
        """What is signed."""
        return canonical({"format": FORMAT, "store": self.store, "count": self.count, "sequence": self.sequence,
                          "hash": self.hash.hex(), "at": self.at, "key": self.key})

    @property
    def line(self) -> bytes:
        return canonical({"head": json.loads(self.content), "signature": self.signature.hex()}) + b"\n"

    @property
    def is_signed(self) -> bool:
        return is_signed(self.key, self.content, self.signature)


def made(store_id: str, head: journal.Head, at: str, signer: Signer | None) -> SignedHead:
    """The head as it stands, signed if there is one who can."""
    bare = SignedHead(store_id, head.count, head.sequence, head.hash, at, signer.public if signer else "")
    return SignedHead(store_id, head.count, head.sequence, head.hash, at, bare.key,
                      signer.sign(bare.content) if signer else b"")


def parsed(content: dict[str, Any], signature: str) -> SignedHead:
    """A head from its JSON; ValueError where it is none."""
    try:
        head = SignedHead(str(content["store"]), int(content["count"]), int(content["sequence"]),
                          bytes.fromhex(content["hash"]), str(content["at"]), str(content["key"]), bytes.fromhex(signature))
    except (KeyError, TypeError) as error:
        raise ValueError("no head") from error
    if canonical(content) != head.content:
        raise ValueError("no head of this form")
    return head


def borne_out(connection: Connection, head: SignedHead) -> bool:
    """Whether the journal still holds the entry that the head ends with."""
    return head.count == head.sequence and journal.hash_at(connection, head.sequence) == head.hash


def add(path: Path, head: SignedHead) -> None:
    """Append a head, durably; the beginning of a line that a crash left behind gives way to it."""
    new = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "r+b", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _LAST))
        left = file.read().rpartition(b"\n")[2]
        if _is_torn(left):
            file.truncate(size - len(left))
        file.write((b"\n" if left and not _is_torn(left) else b"") + head.line)
        os.fsync(file.fileno())
    if new:
        sync_folder(path.parent)


def _is_torn(piece: bytes) -> bool:
    """Whether a last piece without a line's end is but the beginning of a line: a whole one closes two braces."""
    return piece.count(b"}") < 2


def last(path: Path) -> SignedHead | None:
    """The head that was signed last, as far as it can be read."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _LAST))
            lines = file.read().splitlines()
    except FileNotFoundError:
        return None
    return next((head for head in map(_head, reversed(lines)) if head is not None), None)


def read(path: Path) -> list[SignedHead | None]:
    """Every line's head, None for a line that holds none; what a crash left at the end is no line."""
    try:
        *lines, left = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return []
    return [_head(line) for line in (lines if _is_torn(left) else [*lines, left])]


def _head(line: bytes) -> SignedHead | None:
    try:
        given = json.loads(line)
        head = parsed(given["head"], given["signature"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return head if head.line.rstrip(b"\n") == line else None
