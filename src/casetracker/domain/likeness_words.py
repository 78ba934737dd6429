"""How alike two texts sound, whatever their alphabet: by the keys and skeletons of `folding`, word by word."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from functools import lru_cache

from casetracker.domain.folding import Token, bare_skeleton, tokens

SURE, BY_SOUND, BY_EAR = 1.0, 0.9, 0.7
"""The same word or key, the same consonants, nearly the same consonants."""

_LITTLE = 0.15  # what a word says that stands in half of all titles
_UNKNOWN = 0.6  # what a word says of which nobody has counted how common it is
_FEWEST_WORDS = 8  # a shorter narrative shares its few words by chance
_SHORTEST = 4
_FEWEST_BONES = 3

_COMMON = frozenset(token.key or token.word for token in tokens(
    "the of and in on at by near with from for a an is was were has have been to into after before during as alleged"
    " allegedly reported unknown incident appears appear shows show showing caused result multiple several"
    " та і й в у на з із зі до від біля поблизу коло під час після за для про що як було були є"
    " и в на с из к от у около возле под за для о об что как было были"
    " في من على إلى عن قرب بعد قبل مع و"))


def told_words(text: str) -> tuple[Token, ...]:
    """The words of a text, each once, in order."""
    return tuple(dict.fromkeys(tokens(text)))


@lru_cache(maxsize=1 << 16)
def is_common(token: Token) -> bool:
    """Whether a word says nothing about which event is meant."""
    return (token.key or token.word) in _COMMON or len(token.word) < 3


def word_likeness(one: Token, other: Token) -> float:
    """0 for two words that have nothing in common, 1 for the same word in any alphabet."""
    if one.word == other.word or (one.key and one.key == other.key):
        return SURE
    if not (one.key and other.key):
        return 0.0
    bones, others = _bones(one.word), _bones(other.word)
    if bones == others:
        if len(bones) >= _SHORTEST:
            return BY_SOUND
        # Three consonants tell apart what is spelled in two alphabets, but "heron" is not "green".
        return BY_EAR if len(bones) >= _FEWEST_BONES and _alphabet(one.word) != _alphabet(other.word) else 0.0
    return BY_EAR if _nearly(bones, others) else 0.0


@lru_cache(maxsize=1 << 16)
def _alphabet(word: str) -> str:
    return unicodedata.name(word[0], "").partition(" ")[0]


@lru_cache(maxsize=1 << 16)
def _bones(word: str) -> str:
    # Arabic has no letter for "ch" and writes it as "tsh".
    return bare_skeleton(word).replace("ts", "c")


def _nearly(one: str, other: str) -> bool:
    """Whether two skeletons that are long enough, and begin alike, differ in one consonant only."""
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST or len(long) - len(short) > 1 or short[0] != long[0]:
        return False
    same = next((place for place, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    return short[same + (len(short) == len(long)):] == long[same + 1:]


def title_likeness(one: Collection[Token], other: Collection[Token],
                   weights: Mapping[str, float]) -> tuple[float, list[tuple[str, str]]]:
    """How alike two titles are, between 0 and 1, and the pairs of telling words in which they agree.

    `weights` says of keys how telling they are in this store: a word of every second title tells little.
    """
    left = {token.key or token.word: token for token in other}
    agreed, pairs = 0.0, []
    total = sum(_weight(token, weights) for token in (*one, *other))
    for token in one:
        found, quality = _partner(token, left)
        if found is not None:
            del left[found.key or found.word]
            agreed += quality * (_weight(token, weights) + _weight(found, weights))
            if not is_common(token):
                pairs.append((token.word, found.word))
    return (min(1.0, agreed / total) if total else 0.0), pairs


def _partner(token: Token, left: Mapping[str, Token]) -> tuple[Token | None, float]:
    """The word of the other title that is this one, and how surely."""
    found = left.get(token.key or token.word)
    if found is not None or is_common(token) or not token.key:
        return found, SURE
    head = _bones(token.word)[:1]
    best: tuple[float, Token | None] = (0.0, None)
    for each in left.values():
        if each.key and _bones(each.word)[:1] == head and not is_common(each):
            quality = word_likeness(token, each)
            if quality > best[0]:
                best = quality, each
    return best[1], best[0]


def _weight(token: Token, weights: Mapping[str, float]) -> float:
    if is_common(token):
        return _LITTLE
    return weights.get(token.key or token.word, _UNKNOWN)


def text_likeness(one: Collection[str], other: Collection[str]) -> float:
    """How alike two long texts are by the keys of their words; 0 where one is too short to tell."""
    if min(len(one), len(other)) < _FEWEST_WORDS:
        return 0.0
    small, large = sorted((frozenset(one), frozenset(other)), key=len)
    return 2 * len(small & large) / (len(small) + len(large))
