"""Identities: a UUIDv7 for life, used in the journal and in exchange, and a reference, which is a label for people."""

from __future__ import annotations

import re
import secrets
from datetime import datetime

from casetracker.domain.shapes import SHAPES, Shape, kind_of_reference

_REFERENCE = re.compile(r"([A-Z]{1,3})-(?:([0-9]{4})-)?([0-9]{6,12})\Z")
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")


def new_id(now: datetime) -> str:
    """A UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, then version, variant and 74 random bits."""
    milliseconds = int(now.timestamp() * 1000) & (2**48 - 1)
    random = secrets.randbits(74)
    text = f"{milliseconds << 80 | 0x7 << 76 | random >> 62 << 64 | 0b10 << 62 | random & (2**62 - 1):032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def is_id(text: str) -> bool:
    return _ID.match(text) is not None


def format_reference(shape: Shape, year: int, number: int) -> str:
    """`INC-2026-000123` for kinds numbered by the year of logging, `S-000001` for the others."""
    return f"{shape.prefix}-{year:04d}-{number:06d}" if shape.yearly else f"{shape.prefix}-{number:06d}"


def parse_reference(text: str) -> tuple[str, int, int] | None:
    """(kind, year or 0, number) of a well-formed reference, whatever its letter case; None for anything else."""
    match = _REFERENCE.match(text.strip().upper())
    kind = kind_of_reference(text.strip()) if match else None
    if match is None or kind is None or SHAPES[kind].yearly != bool(match[2]):
        return None
    return kind, int(match[2] or 0), int(match[3])
