"""Reading a search as it is typed. Nothing is an error: what is not understood is searched as words, and a hint says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from casetracker.domain.folding import fold
from casetracker.domain.query import All, Condition, Either, Hint, Leaf, Node, Phrase, Query, Without, Word
from casetracker.domain.query_fields import FIELDS
from casetracker.i18n import _

_QUOTES, _NO_QUOTE = '"“”„«»', '[^"“”„«»]'
_TOKEN = re.compile(
    rf"(?P<minus>-+)(?=[^\s)])|(?P<open>\()|(?P<close>\))"
    rf"|(?P<name>[^\W\d_]\w*)(?P<surely>!?):(?:[{_QUOTES}](?P<quoted>{_NO_QUOTE}*)[{_QUOTES}]?|(?P<plain>[^\s(){_QUOTES}]+))"
    rf"|[{_QUOTES}](?P<phrase>{_NO_QUOTE}*)[{_QUOTES}]?|(?P<word>[^\s(){_QUOTES}]+)")
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
    return _Reader(text, fields).read()


def parts(text: str) -> tuple[Part, ...]:
    """The parts of a search that must all hold, and where each is typed; without those that mean nothing."""
    reader = _Reader(text, True)
    reader.read()
    return tuple(reader.parts)


def all_of(nodes: Iterable[Node]) -> Node | None:
    """A search in which all of these must hold."""
    return _all(list(nodes))


@dataclass
class _Reader:
    """One pass over the tokens; `at` is the next one."""

    text: str
    fields: bool
    at: int = 0
    depth: int = 0
    tokens: list[re.Match[str]] = field(init=False)
    hints: list[Hint] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    """Those outside all parentheses."""

    def __post_init__(self) -> None:
        self.tokens = list(_TOKEN.finditer(self.text))

    def read(self) -> Query:
        parts: list[Node] = []
        while self.at < len(self.tokens):  # a parenthesis that closes nothing ends a part, not the search
            found = self._either()
            if found is not None:
                parts.append(found)
            if self.at < len(self.tokens):
                self._hint(self._next(), _("This parenthesis closes nothing."))
        return Query(_all(parts), tuple(self.hints))

    def _next(self) -> re.Match[str]:
        self.at += 1
        return self.tokens[self.at - 1]

    def _is(self, what: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at].lastgroup == what

    def _is_or(self) -> bool:
        return self._is("word") and self.tokens[self.at]["word"] == "OR"

    def _hint(self, token: re.Match[str], message: str) -> None:
        self.hints.append(Hint(token.start(), token.end(), message))

    def _either(self) -> Node | None:
        begin, before = self.at, len(self.parts)
        found, last = [self._all()], None
        while self._is_or():
            last = self._next()
            found.append(self._all())
            if found[-2] is None or found[-1] is None:
                self._hint(last, _("OR stands between two things that are looked for."))
        either = _either([each for each in found if each is not None])
        if isinstance(either, Either) and last is not None and not self.depth:
            self.parts[before:] = [self._typed(begin, either)]
        return either

    def _typed(self, begin: int, node: Node) -> Part:
        """What stands from that token up to the next."""
        return Part(self.tokens[begin].start(), self.tokens[self.at - 1].end(), node)

    def _all(self) -> Node | None:
        found: list[Node] = []
        while self.at < len(self.tokens) and not self._is("close") and not self._is_or():
            begin, part = self.at, self._part()
            if part is not None:
                found.append(part)
                if not self.depth:
                    self.parts.append(self._typed(begin, part))
        return _all(found)

    def _part(self) -> Node | None:
        token = self._next()
        match token.lastgroup:
            case "minus":
                of = self._part() if self.at < len(self.tokens) and not self._is_or() else None
                return _without(of)
            case "open":
                return self._group(token)
            case "phrase":
                return _phrase(token["phrase"])
            case "quoted" | "plain":
                return self._condition(token)
            case _:
                return self._word(token)

    def _group(self, opening: re.Match[str]) -> Node | None:
        if self.depth >= _DEEPEST:
            self._hint(opening, _("There are too many parentheses within each other."))
            return None
        self.depth += 1
        found = self._either()
        self.depth -= 1
        if self._is("close"):
            self._next()
        elif not self._goes_on():
            self._hint(opening, _("This parenthesis is not closed."))
        return found

    def _goes_on(self) -> bool:
        """Whether the last word may be only begun: somebody is still typing between the parentheses."""
        return self.tokens[-1].lastgroup == "word" and self.tokens[-1].end() == len(self.text)

    def _condition(self, token: re.Match[str]) -> Node | None:
        value = (token["quoted"] if token["plain"] is None else token["plain"]).strip()
        if not self.fields:
            return self._as_words(token, value)
        name = token["name"].lower()
        known = FIELDS.get(name)
        if known is None:
            if not value.startswith("//"):  # the address of a page
                self._hint(token, _("There is no field “{name}”; this is searched as words.").format(name=token["name"]))
            return self._as_words(token, value)
        try:
            known.read(value)
        except ValueError as error:
            self._hint(token, str(error))
            return self._as_words(token, value)
        surely = bool(token["surely"])
        if surely and not known.tells_surely:
            self._hint(token, _("“{name}” is either so or not; it needs no “!”.").format(name=name))
        return Condition(name, value, surely and known.tells_surely)

    def _as_words(self, token: re.Match[str], value: str) -> Node | None:
        if token["plain"] is not None:
            return self._word(token)
        return _all([each for each in (_leaf(Word(token["name"])), _phrase(value)) if each is not None])

    def _word(self, token: re.Match[str]) -> Leaf | None:
        return _leaf(Word(token[0], begun=token.end() == len(self.text)))


def _leaf(word: Word) -> Leaf | None:
    """The word, if there is anything in it that can be looked for."""
    return word if fold(word.text).split() else None


def _phrase(text: str) -> Leaf | None:
    words = " ".join(text.split())
    return Phrase(words) if fold(words).split() else None


def _without(of: Node | None) -> Node | None:
    return of.of if isinstance(of, Without) else Without(of) if of is not None else None


def _all(found: list[Node]) -> Node | None:
    flat = [each for part in found for each in (part.of if isinstance(part, All) else (part,))]
    return None if not flat else flat[0] if len(flat) == 1 else All(tuple(flat))


def _either(found: list[Node]) -> Node | None:
    flat = [each for part in found for each in (part.of if isinstance(part, Either) else (part,))]
    return None if not flat else flat[0] if len(flat) == 1 else Either(tuple(flat))
