"""Files of which only more lines are made, each a JSON object: what was said once stays said."""

from __future__ import annotations

import json
import os
from pathlib import Path

from casetracker.store.folder import sync_folder

_LAST = 1 << 16  # bytes in which the last lines are found


def append(path: Path, line: bytes) -> None:
    """Add a line, durably; the beginning of a line that a crash left behind gives way to it."""
    new = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "r+b", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _LAST))
        left = file.read().rpartition(b"\n")[2]
        torn = _is_torn(left)
        if torn:
            file.truncate(size - len(left))
        file.write((b"\n" if left and not torn else b"") + line)
        os.fsync(file.fileno())
    if new:
        sync_folder(path.parent)


def _is_torn(piece: bytes) -> bool:
    """Whether a last piece without a line's end is but the beginning of a line: then no whole object begins it."""
    try:
        json.JSONDecoder().raw_decode(piece.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return True
    return False


def last_lines(path: Path) -> list[bytes]:
    """The lines at the end, the last one first."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _LAST))
            return file.read().splitlines()[::-1]
    except FileNotFoundError:
        return []


def lines(path: Path) -> list[bytes]:
    """Every line; what a crash left at the end is none."""
    try:
        *whole, left = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return []
    return whole if _is_torn(left) else [*whole, left]
