"""Reading SQLite's write-ahead log without opening the database, so that what is refused is not even touched.

Opening a database brings its log into it. Whether a store is ours to open must be known before, and the last word on it
may stand in the log: the newest version of the database's first page (SQLite file format, section 4).
"""

from __future__ import annotations

import os
import struct
from pathlib import Path
from typing import BinaryIO

HEADER = 100
MAGIC = b"SQLite format 3\0"
_LOG_HEADER, _FRAME_HEADER = 32, 24


def newest_header(log: Path) -> bytes:
    """The database's header as the log's last finished transaction has it; empty where the log does not hold it."""
    try:
        with log.open("rb") as file:
            return _newest(file)
    except FileNotFoundError:
        return b""


def _newest(file: BinaryIO) -> bytes:
    start = file.read(_LOG_HEADER)
    if len(start) < _LOG_HEADER:
        return b""
    page_size, salts, size = struct.unpack(">8xI", start[:12])[0], start[16:24], os.fstat(file.fileno()).st_size
    pending = finished = b""
    for place in range(_LOG_HEADER, size - _FRAME_HEADER - page_size + 1, _FRAME_HEADER + page_size):
        file.seek(place)
        frame = file.read(_FRAME_HEADER + HEADER)
        page, pages_after_commit = struct.unpack(">II", frame[:8])
        if frame[8:16] != salts:  # left over from before the log was begun anew
            break
        pending = frame[_FRAME_HEADER:] if page == 1 else pending
        finished = pending if pages_after_commit else finished
    return finished if finished.startswith(MAGIC) else b""
