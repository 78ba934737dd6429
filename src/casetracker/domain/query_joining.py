"""The parts of a search put together, with nothing in them that means nothing."""

from __future__ import annotations

from collections.abc import Iterable

from casetracker.domain.folding import fold
from casetracker.domain.query import All, Either, Leaf, Node, Phrase, Without, Word


def word(text: str, begun: bool = False) -> Leaf | None:
    """The word, if there is anything in it that can be looked for."""
    return Word(text, begun) if fold(text).split() else None


def phrase(text: str) -> Leaf | None:
    words = " ".join(text.split())
    return Phrase(words) if fold(words).split() else None


def without(of: Node | None) -> Node | None:
    return of.of if isinstance(of, Without) else Without(of) if of is not None else None


def all_of(found: Iterable[Node | None]) -> Node | None:
    """A search in which all of these must hold."""
    flat = [each for part in found if part is not None for each in (part.of if isinstance(part, All) else (part,))]
    return None if not flat else flat[0] if len(flat) == 1 else All(tuple(flat))


def either_of(found: Iterable[Node | None]) -> Node | None:
    flat = [each for part in found if part is not None for each in (part.of if isinstance(part, Either) else (part,))]
    return None if not flat else flat[0] if len(flat) == 1 else Either(tuple(flat))
