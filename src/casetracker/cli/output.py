"""What the command line prints: plain columns for people, JSON for programs, and nothing a terminal could obey.

A title may come from a hostile file: control signs and signs that turn the direction of writing show as `[U+001B]`.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

_HIDDEN = {"Cc", "Cs", "Co", "Cn"}
_TURNING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufeff")
GAP = "  "
_NARROWEST = 12


def prepare_streams() -> None:
    """UTF-8 out whatever the locale, and a sign that cannot be encoded is written as an escape, never an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def safe(text: str, lines: bool = False) -> str:
    """The text as a terminal may have it; with `lines`, line breaks and tabs stay."""
    if text.isprintable():
        return text
    return "".join(sign if lines and sign in "\n\t" else _shown(sign) for sign in text)


def _shown(sign: str) -> str:
    if sign in "\n\r\t":
        return " "
    if sign in _TURNING or unicodedata.category(sign) in _HIDDEN:
        return f"[U+{ord(sign):04X}]"
    return sign


def say(text: str = "", lines: bool = True) -> None:
    print(safe(text, lines))


def note(text: str) -> None:
    """One line beside the result, on standard error."""
    print(f"casetracker: {safe(' '.join(text.split()))}", file=sys.stderr)


def as_json(value: Any) -> None:
    print(json_text(value))


def as_json_list(values: Iterable[Any]) -> int:
    """A JSON array written as its values come, for a list may be longer than memory is wide; returns how many."""
    count = 0
    for count, value in enumerate(values, 1):
        print("[" if count == 1 else ",")
        print(textwrap.indent(json_text(value), "  ", lambda _line: True), end="")
    print("\n]" if count else "[]")
    return count


def json_text(value: Any) -> str:
    """JSON as people can read it too; the controls that JSON lets through raw are escaped all the same."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return text if _plain(text) else "".join(_json_sign(sign) for sign in text)


def _plain(text: str) -> bool:
    return text.replace("\n", "").isprintable()


def _json_sign(sign: str) -> str:
    if sign != "\n" and (sign in _TURNING or unicodedata.category(sign) in {"Cc", "Cs"}):
        return f"\\u{ord(sign):04x}"
    return sign


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Aligned columns; on a terminal the widest column gives way, in a pipe nothing is cut."""
    cells = [[safe(cell) for cell in row] for row in (heads, *rows)]
    widths = [max(width(row[column]) for row in cells) for column in range(len(heads))]
    if sys.stdout is not None and sys.stdout.isatty():
        widths = _fitted(widths, shutil.get_terminal_size().columns)
    for row in cells:
        line = GAP.join(_padded(cell, size) for cell, size in zip(row, widths, strict=True))
        print(line.rstrip())


def _fitted(widths: list[int], room: int) -> list[int]:
    widths = list(widths)
    spare = room - len(GAP) * (len(widths) - 1)
    while sum(widths) > spare and max(widths) > _NARROWEST:
        widest = widths.index(max(widths))
        widths[widest] = max(_NARROWEST, widths[widest] - (sum(widths) - spare))
    return widths


def _padded(cell: str, size: int) -> str:
    if width(cell) > size:
        while cell and width(cell) > size - 1:
            cell = cell[:-1]
        cell += "…"
    return cell + " " * (size - width(cell))


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(_columns(sign) for sign in text)


def _columns(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def silence(stream: TextIO | None) -> None:
    """Nobody reads any more: what is still buffered goes nowhere, so that leaving raises nothing."""
    if stream is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


class ProgressLine:
    """How far a long task is, on one line of a terminal's standard error; silent elsewhere."""

    def __init__(self, task: str) -> None:
        self._task = safe(task)
        self._shown = -1
        self._live = sys.stderr is not None and sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> bool:
        percent = done * 100 // total if total else 100
        if self._live and percent != self._shown:
            self._shown = percent
            print(f"\r{self._task} {percent} %", end="", file=sys.stderr, flush=True)
        return True

    def close(self) -> None:
        """Take the line away."""
        if self._live and self._shown >= 0:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
