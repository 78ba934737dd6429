"""A word or a phrase as the full-text index is asked for it.

What a person types is folded by the same function as the index and only then quoted for FTS5, so that no character of
theirs is ever read as an operator.
"""

from __future__ import annotations

from dataclasses import dataclass

from casetracker.domain.folding import fold, prefix_key, shadow
from casetracker.domain.query import Phrase, Word

_SHORTEST_PREFIX = 3
_SHORTEST_SKELETON = 4  # with three consonants "heron" would find "green"


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a word may stand in the index: in a column, whole or (`begun`) as the beginning of a word."""

    column: str
    text: str
    begun: bool = False

    @property
    def match(self) -> str:
        return f"{self.column} : {_quoted(self.text)}{'*' if self.begun else ''}"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must stand somewhere: as an FTS5 expression, with the words that it shows."""

    match: str
    words: tuple[str, ...]


def terms_of(leaf: Word | Phrase, by_sound: bool = True) -> list[Term]:
    """What must stand, all of it; a word may fold into several ("INC-2026" is two), of which only the last is begun."""
    words = fold(leaf.text).split()
    if isinstance(leaf, Phrase):
        return [Term(Form("words", " ".join(words)).match, tuple(words))] if words else []
    return [_anywhere(word, leaf.begun and number == len(words), by_sound) for number, word in enumerate(words, 1)]


def _anywhere(word: str, begun: bool, by_sound: bool) -> Term:
    return Term(" OR ".join(f"({form.match})" for form in forms_of(word, begun, by_sound)), (word,))


def forms_of(word: str, begun: bool, by_sound: bool = True) -> list[Form]:
    """The word as written, or transliterated, or (for names, `by_sound`) by its consonants.

    What is excluded is excluded as spelled: a likeness of sound may show too much, but must never hide a case.
    """
    sound = shadow(word, names=True)
    keys = [prefix_key(word)] if begun else sound.keys.split()[:1]
    # A key much shorter than the word ("zzz" sounds "z") would, as a prefix, match half the store.
    forms = [Form("words", word, begun), *(Form("keys", key, begun) for key in keys
                                           if len(key) >= min(len(word), _SHORTEST_PREFIX))]
    if by_sound:
        bones = sound.skeletons.split()[:1]
        forms += [Form("skeletons", each) for each in bones if len(each) >= _SHORTEST_SKELETON]
    return forms


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
