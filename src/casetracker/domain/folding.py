"""The one normalising function of the search and of the check that no protected name leaves.

What is indexed, what is asked and what is looked for in a text to be printed all pass through `fold`, so that nobody
has to know which apostrophe, which ґ or which alphabet somebody else typed. A word has three faces: the folded *word*,
its Latin *key* (Селидове and Selydove: `selidove`), and, for names, its consonant *skeleton* (with Селидово: `sldv`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from casetracker.domain import folding_rules as rules

LONGEST_NAME = 40
"""A longer "word" is a digest, an address or a blob: found as a word, never by its sound."""
SHORTEST_KEY = 3
SHORTEST_SKELETON = 3

_CYRILLIC = "а-яєіѐ-џѣәөүұқңғҳҷһ"
_MIXED = re.compile(rf"[a-z][{_CYRILLIC}]|[{_CYRILLIC}][a-z]")
_CYRILLIC_WORD = re.compile(rf"[{_CYRILLIC}]+")
_ARABIC_LETTER = re.compile("[\u0620-\u06ff\u0750-\u077f]")
_LATIN = re.compile("|".join(sorted(rules.LATIN_SOUND, key=len, reverse=True)))
_SOFT_C = re.compile("c(?=[eiy])")
_DIGIT = re.compile("[0-9]")  # no others are left in a folded word
_REPEATED = re.compile(r"(.)\1+")
_UNSTABLE_END = re.compile(r"(?:[st]?c|[kp])$")
_VOWELS = re.compile(r"(?<=.)[aeiou]+")


class _Letters(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = fold_letter(code)
        return found


def fold_letter(code: int) -> str:
    """What one character leaves of itself: letters and digits, nothing, or a blank that parts words."""
    if code in rules.DROPPED or unicodedata.category(chr(code)) == "Cf":
        return ""
    parts = unicodedata.normalize("NFKD", chr(code))
    bare = unicodedata.normalize("NFC", "".join(part for part in parts if ord(part) not in rules.DROPPED)).casefold()
    letters = "".join(rules.SAME_LETTER.get(part, part) for part in bare)
    return "".join(map(_word_letter, letters))


def _word_letter(letter: str) -> str:
    if letter.isdigit():
        return str(unicodedata.digit(letter))
    # A vowel sign of an Indic script is a mark that belongs to its word.
    return letter if letter.isalnum() or unicodedata.category(letter).startswith("M") else " "


_LETTERS = _Letters()


def fold(text: str) -> str:
    """The words of a text, folded, one space between them; punctuation parts words, an apostrophe does not."""
    return " ".join(filter(None, map(_folded, text.split())))


@lru_cache(maxsize=1 << 16)
def _folded(piece: str) -> str:
    """What stands between two blanks, folded: no letter joins another across a blank."""
    # The spacing accents would fall apart into a blank and a mark.
    plain = piece.replace("´", "'") if not piece.isascii() else piece
    words = " ".join(_letters(plain).split())
    return _unmixed(words) if _MIXED.search(words) else words


def _letters(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return text.casefold().translate(_LETTERS)


def _unmixed(words: str) -> str:
    return " ".join(_one_script(word) if _MIXED.search(word) else word for word in words.split(" "))


def _one_script(word: str) -> str:
    """A word of two alphabets in the one that most of its letters are from, as far as their letters look alike."""
    cyrillic = len("".join(_CYRILLIC_WORD.findall(word)))
    latin = sum(letter.isascii() and letter.isalpha() for letter in word)
    return word.translate(rules.LATIN_TO_CYRILLIC if cyrillic >= latin else rules.CYRILLIC_TO_LATIN)


@lru_cache(maxsize=1 << 16)
def latin_key(word: str) -> str:
    """How a word sounds, in Latin letters: one key for its spellings in any alphabet, apart from shifting vowels."""
    return _sound(fold(word))


def _sound(folded: str) -> str:
    return "".join(map(_key, folded.split(" ")))


def prefix_key(word: str) -> str:
    """The key of a word whose typing goes on: without a last letter whose sound the next may change ("k" of "kh")."""
    folded = fold(word)
    return latin_key(_UNSTABLE_END.sub("", folded) if folded.isascii() else folded)


def _key(word: str) -> str:
    if word.isdigit():
        return word
    if word.isascii():
        sound = _latin_sound(word)
    elif _CYRILLIC_WORD.fullmatch(word):
        sound = word.translate(rules.CYRILLIC_SOUND)
    elif _ARABIC_LETTER.search(word):
        sound = word.translate(rules.ARABIC_SOUND)
    else:
        sound = _latin_sound(_spelled_in_ascii(word))
    sound = _REPEATED.sub(r"\1", sound)
    return sound[1:] if sound.startswith("ie") else sound


def _latin_sound(word: str) -> str:
    # A bare c before e or i is more often a č that lost its mark than a k.
    return _LATIN.sub(lambda found: rules.LATIN_SOUND[found[0]], _SOFT_C.sub("ch", word))


def _spelled_in_ascii(word: str) -> str:
    from anyascii import anyascii

    return "".join(filter(str.isalnum, anyascii(word).casefold()))


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """The consonants of a name: one skeleton where languages change its vowels. Empty where too little is left to tell
    names apart. A name that begins with a vowel keeps an "a" for it."""
    bones = bare_skeleton(word)
    return bones if len(bones) >= SHORTEST_SKELETON else ""


@lru_cache(maxsize=1 << 16)
def bare_skeleton(word: str) -> str:
    """The skeleton however short; for comparing the parts of one name with another's."""
    folded = fold(word)
    key = _sound(folded)
    if not key or key.isdigit():
        return ""
    if _ARABIC_LETTER.search(folded):
        key = re.sub("h$", "", key)  # a written h that is a vowel at the end of a word
    key = _REPEATED.sub(r"\1", key.replace("f", "v").replace("sc", "s").replace("tc", "c"))
    head = "a" if key[:1] in "aeiou" else key[:1]
    return head + _VOWELS.sub("", key)[1:]


class Token(NamedTuple):
    """One word of a text with what an index keeps of it; key and skeleton are empty where they would mislead."""

    word: str
    key: str
    skeleton: str


def tokens(text: str) -> list[Token]:
    """The words of a text in their order."""
    return [Token(word, _kept_key(word), _kept_skeleton(word)) for word in fold(text).split()]


@lru_cache(maxsize=1 << 16)
def _kept_key(word: str) -> str:
    """The key of a folded word; empty where it would mislead."""
    key = _sound(word) if _may_be_name(word) else ""
    return key if len(key) >= SHORTEST_KEY else ""


def _kept_skeleton(word: str) -> str:
    return skeleton(word) if _may_be_name(word) else ""


def _may_be_name(word: str) -> bool:
    return len(word) <= LONGEST_NAME and not _DIGIT.search(word)


@dataclass(frozen=True, slots=True)
class Shadow:
    """What the index keeps of a text: all words in order, and each key and skeleton once."""

    words: str
    keys: str
    skeletons: str


def shadow(text: str, names: bool = False) -> Shadow:
    """The shadow of a text; `names` for texts that are nothing but names, where skeletons tell more than they blur."""
    words = fold(text)
    found = dict.fromkeys(words.split())
    keys = dict.fromkeys(filter(None, map(_kept_key, found)))
    skeletons = dict.fromkeys(filter(None, map(_kept_skeleton, found))) if names else ()
    return Shadow(words, " ".join(keys), " ".join(skeletons))
