"""Reading a search as it is typed. Nothing is an error: what is not understood is searched as words, and a hint says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from casetracker.domain import query_hints as told
from casetracker.domain import query_tokens as typed
from casetracker.domain.query import Either, Hint, Node, Query
from casetracker.domain.query_joining import all_of as all_of
from casetracker.domain.query_joining import either_of, without
from casetracker.domain.query_leaves import Leaves
from casetracker.domain.query_tokens import Token
from casetracker.i18n import _, language

_DEEPEST = 40
"""Parentheses within parentheses; nobody types so many."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is understood of one stretch of the text, from `start` up to `end`."""

    start: int
    end: int
    node: Node


def read(text: str, fields: bool = True) -> Query:
    """The search that a text means; without `fields` their names are words like any other."""
    return _read(text, fields, language())


@lru_cache(maxsize=16)
def _read(text: str, fields: bool, _tongue: str) -> Query:
    """Kept, since each line of a list asks anew; the hints are in the language of the day."""
    return _Reader(text, fields).read()


def parts(text: str) -> tuple[Part, ...]:
    """The parts of a search that must all hold, and where each is typed; without those that mean nothing."""
    reader = _Reader(text, True)
    reader.read()
    return tuple(reader.parts)


@dataclass
class _Reader(Leaves):
    """One pass over the tokens."""

    depth: int = 0
    passed_over: int = 0
    """Parentheses that were opened too deep and are not closed yet."""
    parts: list[Part] = field(default_factory=list)
    """Those outside all parentheses."""

    def read(self) -> Query:
        parts: list[Node | None] = []
        while self.coming():  # a parenthesis that closes nothing ends a part, not the search
            parts.append(self._either())
            if self.coming():
                self.hint(self.next(), _("This parenthesis closes nothing."))
        node = all_of(parts)
        return Query(node, (*self._on_the_whole(node), *self.hints), self.room.cut)

    def _on_the_whole(self, node: Node | None) -> Iterator[Hint]:
        if self.room.cut is not None:
            yield Hint(self.room.cut, len(self.text), told.cut())
        if node is None and self.text.strip():
            yield Hint(0, len(self.text), told.nothing())

    def _either(self) -> Node | None:
        begin, before = self.at, len(self.parts)
        found, last = [self._all()], None
        while self.coming() == "or":
            last = self.next()
            found.append(self._all())
            if (found[-2] is None or found[-1] is None) and self.room.cut is None:
                self.hint(last, told.or_alone())
        either = either_of(found)
        if isinstance(either, Either) and last is not None and not self.depth:
            self.parts[before:] = [self._typed(begin, either)]
        return either

    def _typed(self, begin: int, node: Node) -> Part:
        """What stands from that token up to the next."""
        return Part(self.tokens[begin].start(), self.tokens[self.at - 1].end(), node)

    def _all(self) -> Node | None:
        found: list[Node] = []
        while (coming := self.coming()) not in ("", "or") and (coming != "close" or self.passed_over):
            begin = self.at
            if coming == "close":
                self.passed_over -= 1
                self.next()
            elif coming == "and":
                self._and(bool(found))
            elif (part := self._part(bool(found))) is not None:
                found.append(part)
                if not self.depth:
                    self.parts.append(self._typed(begin, part))
        return all_of(found)

    def _and(self, follows: bool) -> None:
        """It says what a blank says."""
        token = self.next()
        if not (follows and self.goes_on()):
            self.hint(token, told.and_alone())

    def _part(self, follows: bool = False) -> Node | None:
        token = self.next()
        match typed.kind(token):
            case "minus":
                of = self._part() if self.coming() not in ("", "or", "and") else None
                if self.room.cut is not None:  # with half of it more would be left out than was meant
                    self.room.cut, of = token.start(), None
                return without(of)
            case "open":
                return self._group(token)
            case "phrase":
                return self.read_phrase(token)
            case "field":
                return self.read_field(token)
            case _:
                return self.read_word(token, follows)

    def _group(self, opening: Token) -> Node | None:
        if self.depth >= _DEEPEST:
            if not self.passed_over:
                self.hint(opening, told.too_deep())
            self.passed_over += 1
            return None
        self.depth += 1
        found = self._either()
        self.depth -= 1
        if self.coming() == "close":
            self.next()
        elif self.room.cut is None and not self._is_typing():
            self.hint(opening, _("This parenthesis is not closed."))
        return found

    def _is_typing(self) -> bool:
        """Whether the last word may be only begun: somebody is still typing between the parentheses."""
        return self.tokens[-1].lastgroup == "word" and self.ends(self.tokens[-1])
