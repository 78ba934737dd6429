"""Searches that are kept under a name: which names are one, and the text in which they are mailed, pasted and read back.

A line for each, `name: query`.

A name that holds a colon, or begins or ends with a quotation mark, stands in quotation marks, doubled within it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from casetracker.domain.query_reading import read
from casetracker.errors import UserError
from casetracker.i18n import _

_QUOTE = '"'
_LINE = re.compile(r'\s*(?:"(?P<quoted>(?:[^"]|"")*)"|(?P<plain>[^":][^:]*?))\s*:(?P<query>.*)')


class Named(Protocol):
    """What has a name and a search."""

    @property
    def name(self) -> str: ...

    @property
    def query(self) -> str: ...


class Line(NamedTuple):
    """A search as it was read, and the line that it stood on."""

    number: int
    name: str
    query: str


def same(name: str) -> str:
    """What two names have in common that a person would take for one."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def settled(query: str) -> str:
    """A search on one line that means the same with no blank at its ends: a blank behind the last word says that the word
    goes no further, and would be lost on paper."""
    line = " ".join(query.splitlines())
    bare = line.strip()
    meant = read(line).node
    if read(bare).node != meant and read(f"({bare})").node == meant:
        return f"({bare})"
    return bare


def as_text(searches: Iterable[Named]) -> str:
    """The searches as a block of lines."""
    return "".join(f"{_quoted(' '.join(each.name.split()))}: {settled(each.query)}\n" for each in searches)


def _quoted(name: str) -> str:
    if ":" in name or name[:1] == _QUOTE:
        return f"{_QUOTE}{name.replace(_QUOTE, 2 * _QUOTE)}{_QUOTE}"
    return name


def from_text(text: str) -> list[Line]:
    """The searches of a text; blank lines say nothing. UserError names the first line that cannot be read."""
    found: list[Line] = []
    for line in _read(text):
        before = next((each for each in found if same(each.name) == same(line.name)), None)
        if before is not None:
            raise _fault(line.number, _("the name “{name}” stands on line {line} already").format(
                name=line.name, line=before.number))
        found.append(line)
    return found


def _read(text: str) -> Iterator[Line]:
    for number, written in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        if not written.strip():
            continue
        parts = _LINE.fullmatch(written)
        if parts is None:
            raise _fault(number, _("there is no name with a colon behind it"))
        name = parts["plain"] if parts["quoted"] is None else parts["quoted"].replace(2 * _QUOTE, _QUOTE)
        name = " ".join(name.split())
        if not name:
            raise _fault(number, _("the name is missing"))
        if not parts["query"].strip():
            raise _fault(number, _("no search stands behind the name"))
        yield Line(number, name, parts["query"].strip())


def _fault(number: int, what: str) -> UserError:
    return UserError(_("Line {n}: {what}.").format(n=number, what=what),
                     _("A saved search is written as “name: search”, one a line."))
