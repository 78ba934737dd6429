"""What is said of a journal's end beside its database, brought along where the store is copied.

Signed heads, time stamps and the head file are taken before the database is, so that they never speak of a save that the
copy does not hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casetracker.store import line_file, signed_heads, timestamps
from casetracker.store.folder import StoreFolder, replace_file, sync_folder
from casetracker.store.timestamps import Answered, Asked


@dataclass(frozen=True)
class SaidBeside:
    """The bytes of `heads.jsonl`, `timestamps.jsonl` and `head.json`; none for a file that is not there."""

    heads: bytes
    stamps: bytes
    last: bytes


def read(place: StoreFolder) -> SaidBeside:
    return SaidBeside(_bytes(place.signed_heads), _bytes(place.timestamps), _bytes(place.head_file))


def read_until(place: StoreFolder, sequence: int) -> SaidBeside:
    """Only what was said up to a journal entry: for an earlier copy of the database, to which the rest does not belong."""
    heads = signed_heads.read(place.signed_heads)
    stamps = timestamps.read(place.timestamps)
    early = {line.mark for line in stamps if isinstance(line, Asked) and line.head.sequence <= sequence}
    return SaidBeside(
        _kept(place.signed_heads, [head is None or head.sequence <= sequence for head in heads]),
        _kept(place.timestamps, [not isinstance(line, Asked | Answered) or line.mark in early for line in stamps]),
        b"")


def write(place: StoreFolder, said: SaidBeside) -> None:
    """Put them beside a copy, each whole or not at all."""
    for path, data in ((place.signed_heads, said.heads), (place.timestamps, said.stamps), (place.head_file, said.last)):
        if data:
            replace_file(path, data)
    sync_folder(place.root)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def _kept(path: Path, keep: list[bool]) -> bytes:
    return b"".join(line + b"\n" for line, wanted in zip(line_file.lines(path), keep, strict=True) if wanted)
