"""Time stamps on heads, asked for and answered, one a line in `timestamps.jsonl`.

A line is canonical JSON: for a request `head`, `signature` (both as in `heads.jsonl`) and `nonce`; for an answer `of` (the
SHA-256 of the head's bytes), `nonce`, `answer` (the response of the authority, DER, base64) and `authority` (the
certificates it was checked with, DER, base64); and `sum`, the SHA-256 of the rest. Requests wait here for as long as the
computer stays offline.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casetracker.domain.canonical import canonical, digest
from casetracker.store import line_file, signed_heads
from casetracker.store.signed_heads import SignedHead


@dataclass(frozen=True)
class Asked:
    """A head for which a time stamp was asked."""

    head: SignedHead
    nonce: int

    @property
    def of(self) -> str:
        return hashlib.sha256(self.head.content).hexdigest()

    @property
    def mark(self) -> tuple[str, int]:
        """What an answer to it carries."""
        return self.of, self.nonce


@dataclass(frozen=True)
class Answered:
    """An authority's answer, and the certificates that it was checked with."""

    of: str
    nonce: int
    answer: bytes
    authority: tuple[bytes, ...]

    @property
    def mark(self) -> tuple[str, int]:
        """What the request that it answers carries."""
        return self.of, self.nonce


def ask(path: Path, asked: Asked) -> None:
    line_file.append(path, _asked_line(asked))


def answer(path: Path, answered: Answered) -> None:
    line_file.append(path, _answered_line(answered))


def read(path: Path) -> list[Asked | Answered | None]:
    """Every line; None for one that is neither a request nor an answer of ours."""
    return [_parsed(line) for line in line_file.lines(path)]


def _parsed(line: bytes) -> Asked | Answered | None:
    made: Asked | Answered
    try:
        given = json.loads(line)
        if "head" in given:
            made = Asked(signed_heads.parsed(given["head"], given["signature"]), int(given["nonce"], 16))
            written = _asked_line(made)
        else:
            made = Answered(given["of"], int(given["nonce"], 16), base64.b64decode(given["answer"], validate=True),
                            tuple(base64.b64decode(each, validate=True) for each in given["authority"]))
            written = _answered_line(made)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return made if written == line + b"\n" else None


def _asked_line(asked: Asked) -> bytes:
    return _summed({"head": json.loads(asked.head.content), "signature": asked.head.signature.hex(),
                    "nonce": f"{asked.nonce:x}"})


def _summed(content: dict[str, Any]) -> bytes:
    """With its own SHA-256: of a root certificate nobody else checks every byte."""
    return canonical({**content, "sum": digest(content)}) + b"\n"


def _answered_line(answered: Answered) -> bytes:
    return _summed({"of": answered.of, "nonce": f"{answered.nonce:x}",
                    "answer": base64.b64encode(answered.answer).decode(),
                    "authority": [base64.b64encode(each).decode() for each in answered.authority]})
