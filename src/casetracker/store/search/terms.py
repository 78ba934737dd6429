"""A word or a phrase as the full-text index is asked for it.

What a person types is folded by the same function as the index and only then quoted for FTS5, so that no character of
theirs is ever read as an operator.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casetracker.domain.folding import fold, prefix_key, shadow
from casetracker.domain.former_names import OtherName
from casetracker.domain.query import Alias, Phrase, Reach, Word

_IN_ONE_GO = 100
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


def terms_of(leaf: Word | Phrase | Alias, by_sound: bool = True) -> list[Term]:
    """What must stand, all of it; a word may fold into several ("INC-2026" is two), of which only the last is begun."""
    if isinstance(leaf, Alias):
        return [other_name(leaf.name)]
    words = fold(leaf.text).split()
    if isinstance(leaf, Phrase):
        return [Term(Form("words", " ".join(words)).match, tuple(words))] if words else []
    reach = leaf.reach if by_sound else Reach.KEY
    return [_anywhere(word, leaf.begun and number == len(words), reach) for number, word in enumerate(words, 1)]


def joined(terms: Sequence[Term]) -> Iterator[Term]:
    """Terms of which one must stand, as few as can be asked for in one go."""
    for start in range(0, len(terms), _IN_ONE_GO):
        few = terms[start:start + _IN_ONE_GO]
        yield few[0] if len(few) == 1 else Term(" OR ".join(f"({term.match})" for term in few), ())


def _anywhere(word: str, begun: bool, reach: Reach) -> Term:
    return Term(" OR ".join(f"({form.match})" for form in forms_of(word, begun, reach)), (word,))


def other_name(name: OtherName) -> Term:
    """Another name of a place: all its words in one record, each in one of its forms."""
    return Term(" AND ".join(f"keys : ({' OR '.join(map(_quoted, sorted(forms)))})" for forms in name.forms()),
                tuple(fold(name.text).split()))


def forms_of(word: str, begun: bool, reach: Reach = Reach.SKELETON) -> list[Form]:
    """The word as written, or transliterated, or (for names) by its consonants; as far as it may reach."""
    forms = [Form("words", word, begun)]
    if reach >= Reach.KEY:
        sound = shadow(word, names=True)
        keys = [prefix_key(word)] if begun else sound.keys.split()[:1]
        # A key much shorter than the word ("zzz" sounds "z") would, as a prefix, match half the store.
        forms += [Form("keys", key, begun) for key in keys if len(key) >= min(len(word), _SHORTEST_PREFIX)]
        if reach >= Reach.SKELETON:
            bones = sound.skeletons.split()[:1]
            forms += [Form("skeletons", each) for each in bones if len(each) >= _SHORTEST_SKELETON]
    return forms


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
