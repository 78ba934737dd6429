"""A search as typed: words, a prefix for the last one, "an exact phrase", -without. Nothing typed is an error.

What a person types is folded by the same function as the index and only then quoted for FTS5, so that no character of
theirs is ever read as an operator.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from casetracker.domain.folding import fold, prefix_key, shadow

_SHORTEST_PREFIX = 3
_SHORTEST_SKELETON = 4  # with three consonants "heron" would find "green"
_PIECE = re.compile(r'(-?)(?:["“”„«]([^"“”„«»]*)["“”»]?|(\S+))')


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must stand (or, `without`, must not stand) somewhere: as an FTS5 expression, with what it shows."""

    match: str
    without: bool
    words: tuple[str, ...]


def parse(text: str) -> list[Term]:
    """The terms of a search; empty where nothing searchable was typed."""
    pieces = list(_PIECE.finditer(text))
    terms: list[Term] = []
    for number, piece in enumerate(pieces):
        minus, phrase, word = piece.groups()
        without = bool(minus)
        if phrase is not None:
            terms.extend(_phrase(phrase, without))
        else:
            prefix = number == len(pieces) - 1 and not text[-1:].isspace()
            terms.extend(_word(word, without, prefix))
    return terms


def _phrase(text: str, without: bool) -> list[Term]:
    words = fold(text).split()
    return [Term(f"words : {_quoted(' '.join(words))}", without, tuple(words))] if words else []


def _word(text: str, without: bool, prefix: bool) -> list[Term]:
    """A word may fold into several ("INC-2026" is two): each must stand, but only the last is a prefix."""
    words = fold(text).split()
    made = []
    for number, word in enumerate(words):
        last = prefix and number == len(words) - 1
        made.append(Term(_anywhere(word, last, by_sound=not without), without, (word,)))
    if without and len(made) > 1:  # "-a-b" means: not both together
        return [Term(" AND ".join(f"({term.match})" for term in made), True, tuple(words))]
    return made


def _anywhere(word: str, prefix: bool, by_sound: bool) -> str:
    """The word as written, or transliterated, or (for names, `by_sound`) by its consonants.

    What is excluded is excluded as spelled: a likeness of sound may show too much, but must never hide a case.
    """
    star = "*" if prefix else ""
    forms = [f"words : {_quoted(word)}{star}"]
    sound = shadow(word, names=True)
    keys = [prefix_key(word)] if prefix else sound.keys.split()[:1]
    # A key much shorter than the word ("zzz" sounds "z") would, as a prefix, match half the store.
    forms += [f"keys : {_quoted(key)}{star}" for key in keys if len(key) >= min(len(word), _SHORTEST_PREFIX)]
    if by_sound:
        bones = sound.skeletons.split()[:1]
        forms += [f"skeletons : {_quoted(each)}" for each in bones if len(each) >= _SHORTEST_SKELETON]
    return " OR ".join(f"({form})" for form in forms)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
