"""One way to write a value as bytes, so that equal values have equal digests everywhere and for ever.

Canonical JSON here: UTF-8, keys sorted by code point, no spaces, no escapes beyond those JSON demands.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

_write = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


NOTHING = b"null"
"""What no value is written as."""


def canonical(value: Mapping[str, Any] | None) -> bytes:
    return _write(value).encode("utf-8", "surrogatepass")


def digest(value: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical bytes, in lower-case hexadecimal."""
    return digest_of(canonical(value))


def digest_of(written: bytes) -> str:
    """The same of a value that is written already."""
    return hashlib.sha256(written).hexdigest()
