"""Finding a person's name in a text: in any case form, order and alphabet, with initials or alone.

This stands between a protected witness and a printed page, so it errs towards finding. What it finds is *full* where
it points to the person (two parts of the name close together, or a part that is rare by itself), else a mere part: a
given name alone stops nobody's dossier. What it cannot know: nicknames, and names no alphabet connects (Михайло and
Michael); these belong into the names that the record keeps beside the first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from casetracker.domain.folding import bare_skeleton, fold, fold_letter, latin_key
from casetracker.domain.folding_forms import forms, rough, rough_forms, skeleton_forms
from casetracker.domain.folding_given import PARTICLES, is_given, is_patronymic

EXACT, SOUND, BLURRED = 3, 2, 1
"""The same key in some case form; the same skeleton; the same skeleton with a case ending."""
RARE_LENGTH = 5
RARE_LOWER_LENGTH = 7
SOUND_LENGTH = 3
RARE_SOUND_LENGTH = 4
NEAR = 3

_ARABIC = re.compile("[\u0620-\u06ff]")
_ARABIC_LEAD = re.compile("^[وفبلك]?(?:ال)?(?=...)")
_WORD = re.compile("w[w-]*")


class Span(NamedTuple):
    """Where a name stands in the original text; `full` where it points to the person."""

    start: int
    end: int
    full: bool


class _Word(NamedTuple):
    start: int
    end: int
    folded: str
    key: str
    capital: bool


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of a text by key and by skeleton."""

    words: list[_Word]
    keys: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    skeletons: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


class _Part(NamedTuple):
    folded: str
    key: str
    rare: bool


class _Hit(NamedTuple):
    word: int
    part: int
    strength: int


def name_in_text(name: str, text: str) -> list[Span]:
    """The places where a name stands in a text, in order."""
    return _spans(_parts(name), _read(text))


def same_name(one: str, other: str) -> bool:
    """Whether two names may be one person's: every part of the shorter in the longer, at least one beyond doubt."""
    shorter, longer = sorted((_parts(one, True), _parts(other, True)), key=len)
    free, strengths = list(longer), []
    for part in shorter:
        strength, found = max(((_alike(part, each), -place) for place, each in enumerate(free)), default=(0, 0))
        if not strength:
            return False
        strengths.append(strength)
        del free[-found]
    return max(strengths, default=0) > BLURRED and (len(shorter) > 1 or len(longer) == 1)


def _alike(one: _Part, other: _Part) -> int:
    if len(one.key) == 1 or len(other.key) == 1:
        return BLURRED if one.key[:1] == other.key[:1] else 0
    if one.key in forms(other.key) or other.key in forms(one.key):
        return EXACT
    bones = _loose(one.folded) & _loose(other.folded)
    return SOUND if any(len(each) >= SOUND_LENGTH for each in bones) else 0


@lru_cache(maxsize=1024)
def _parts(name: str, initials: bool = False) -> tuple[_Part, ...]:
    """The parts of a name and which of them point to somebody by themselves."""
    words = [word for word in dict.fromkeys(fold(name).split()) if word not in PARTICLES]
    keyed = [(word, latin_key(word)) for word in words if (len(word) > 1 or initials) and latin_key(word)]
    rare = [word for word, key in keyed if not is_given(key) and not is_patronymic(key)]
    rare = rare or [word for word, key in keyed if not is_given(key)] or ([keyed[0][0]] if len(keyed) == 1 else [])
    return tuple(_Part(word, key, word in rare) for word, key in keyed)


class _Classes(dict[int, str]):
    """Whether a character makes a word (w), stands silent in one (-), or parts words (a blank)."""

    def __missing__(self, code: int) -> str:
        folded = fold_letter(code)
        self[code] = found = "-" if not folded else "w" if folded.strip() else " "
        return found


_CLASSES = _Classes()


@lru_cache(maxsize=8)
def _read(text: str) -> _Text:
    told = text.isupper() or text.islower()
    read = _Text([])
    for number, place in enumerate(_WORD.finditer(text.translate(_CLASSES))):
        piece = text[place.start():place.end()]
        folded = fold(piece).replace(" ", "")
        key = latin_key(folded)
        read.words.append(_Word(place.start(), place.end(), folded, key, told or piece[:1] != piece[:1].lower()
                                or piece.lower() == piece.upper()))
        for variant in _variants(folded):
            read.keys[latin_key(variant)].append(number)
        for bones in _loose(folded):
            read.skeletons[bones].append(number)
    return read


def _variants(folded: str) -> set[str]:
    """An Arabic word also without what is written together with it: the article, "and", "to"."""
    if not _ARABIC.search(folded):
        return {folded}
    return {folded, _ARABIC_LEAD.sub("", folded)}


@lru_cache(maxsize=1 << 14)
def _loose(folded: str) -> frozenset[str]:
    """The skeletons by which alphabets meet: Arabic has no p, and others hear ج as j, zh or g, و as a vowel or as v."""
    if not _ARABIC.search(folded):
        bones = bare_skeleton(folded)
        return frozenset({bones, bones.replace("p", "b")})
    words = {word.replace("ج", jim).replace("و", waw) for word in _variants(folded) for jim in "جيه" for waw in "وڤ"}
    return frozenset(bare_skeleton(word) for word in words)


def _spans(parts: tuple[_Part, ...], text: _Text) -> list[Span]:
    hits = sorted({hit for number, part in enumerate(parts) for hit in _hits(number, part, text)})
    full = [(hit.word, hit.word) for hit in hits if _alone(hit, parts[hit.part], text)]
    full += _pairs(hits, parts, text) + _written_together(parts, text)
    spans = _joined(full, text)
    covered = {word for first, last in full for word in range(first, last + 1)}
    for word in {hit.word for hit in hits if hit.strength == EXACT} - covered:
        spans.append(Span(text.words[word].start, text.words[word].end, False))
    return sorted(spans)


def _written_together(parts: tuple[_Part, ...], text: _Text) -> list[tuple[int, int]]:
    """Names run into one word, as in addresses and file names: "ivanpetrenko", "ipetrenko"."""
    whole = {one.key + other.key for one in parts for other in parts if one is not other}
    short = {one.key[:1] + other.key for one in parts for other in parts if one is not other and other.rare}
    found = (word for key in whole | short if len(key) > RARE_LOWER_LENGTH for word in text.keys.get(key, ()))
    return [(word, word) for word in found]


def _hits(number: int, part: _Part, text: _Text) -> Iterator[_Hit]:
    exact = {word for form in forms(part.key) for word in text.keys.get(form, ())}
    yield from (_Hit(word, number, EXACT) for word in exact)
    for own in _loose(part.folded):
        if len(own) < SOUND_LENGTH:
            continue
        for bones in skeleton_forms(own):
            strength = SOUND if bones == own else BLURRED
            yield from (_Hit(word, number, strength) for word in text.skeletons.get(bones, ())
                        if word not in exact and _may_sound(part, text.words[word]))


def _may_sound(part: _Part, word: _Word) -> bool:
    """The skeletons that meet only for want of a p meet only through Arabic."""
    through_arabic = bool(_ARABIC.search(part.folded) or _ARABIC.search(word.folded))
    return through_arabic or ("p" in part.key) == ("p" in word.key)


def _alone(hit: _Hit, part: _Part, text: _Text) -> bool:
    """Whether one word of the text gives the person away without a second."""
    word = text.words[hit.word]
    if not part.rare:
        return False
    if hit.strength == EXACT:
        # Бабій and Ґудзь are five letters as written and four as sounds.
        letters = max(len(part.folded), len(part.key))
        return letters >= (RARE_LENGTH if word.capital else RARE_LOWER_LENGTH)
    return hit.strength == SOUND and word.capital and _sounds_rare(part, word)


def _sounds_rare(part: _Part, word: _Word) -> bool:
    if len(bare_skeleton(part.folded)) < RARE_SOUND_LENGTH:
        return False
    if _ARABIC.search(part.folded) or _ARABIC.search(word.folded):
        return True
    return rough(word.key) in rough_forms(part.key)


def _pairs(hits: list[_Hit], parts: tuple[_Part, ...], text: _Text) -> list[tuple[int, int]]:
    """Two parts of the name close together, or one with another's initial."""
    near: dict[int, list[_Hit]] = defaultdict(list)
    for hit in hits:
        near[hit.word].append(hit)
    found = [(hit.word, other.word) for hit in hits for distance in range(1, NEAR + 1)
             for other in near.get(hit.word + distance, ()) if _together(hit, other, text)]
    return found + [pair for hit in hits if hit.strength > BLURRED for pair in _with_initial(hit, parts, text)]


def _together(one: _Hit, other: _Hit, text: _Text) -> bool:
    if one.part == other.part:
        return False
    if EXACT in (one.strength, other.strength):
        return True
    both = text.words[one.word].capital and text.words[other.word].capital
    return both and min(one.strength, other.strength) >= SOUND and other.word - one.word < NEAR


def _with_initial(hit: _Hit, parts: tuple[_Part, ...], text: _Text) -> Iterator[tuple[int, int]]:
    if not text.words[hit.word].capital:
        return
    initials = {part.key[:1] for number, part in enumerate(parts) if number != hit.part}
    for beside in (hit.word - 2, hit.word - 1, hit.word + 1, hit.word + 2):
        if 0 <= beside < len(text.words) and _is_initial(text.words[beside]) and text.words[beside].key[:1] in initials:
            yield min(beside, hit.word), max(beside, hit.word)


def _is_initial(word: _Word) -> bool:
    return len(word.folded) == 1 and word.capital and word.folded.isalpha()


def _joined(ranges: Iterable[tuple[int, int]], text: _Text) -> list[Span]:
    """Ranges of words as spans of the text, those that touch joined."""
    spans: list[Span] = []
    last_word = -1
    for first, last in sorted(ranges):
        if spans and first <= last_word:
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, text.words[last].end), True)
        else:
            spans.append(Span(text.words[first].start, text.words[last].end, True))
        last_word = max(last_word, last)
    return spans
