"""Signed heads: what the journal's end was, and when, signed by the store; kept one a line in `heads.jsonl`.

A head is canonical JSON: `format`, `store`, `count` (entries), `sequence` and `hash` of the last one, `at` (UTC) and `key`
(the public key). The signature is over exactly these bytes. Lines are only ever added; whoever cuts or rewrites the journal
without the key has these lines against them, and most of all those that were handed to others.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casetracker.domain.canonical import canonical
from casetracker.store import journal, line_file
from casetracker.store.engine import Connection
from casetracker.store.signing import Signer, is_signed

FORMAT = "casetracker head 1"


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
    line_file.append(path, head.line)


def last(path: Path) -> SignedHead | None:
    """The head that was signed last, as far as it can be read."""
    return next((head for head in map(_head, line_file.last_lines(path)) if head is not None), None)


def read(path: Path) -> list[SignedHead | None]:
    """Every line's head, None for a line that holds none."""
    return [_head(line) for line in line_file.lines(path)]


def _head(line: bytes) -> SignedHead | None:
    try:
        given = json.loads(line)
        head = parsed(given["head"], given["signature"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return head if head.line.rstrip(b"\n") == line else None
