"""The case forms of a name: Петренко is also Петренка, Петренку, Петренком; all are made here, as Latin keys."""

from __future__ import annotations

import re
from functools import lru_cache

_ENDINGS = ("", *"aeiou", "ia", "iu", "ie", "io", "om", "em", "im", "iem", "iom", "am", "iam", "ami", "iami", "ah", "iah",
            "oi", "iei", "oiu", "eiu", "ieiu", "ovi", "evi", "ievi", "iovi", "oho", "omu", "ioho", "iomu", "eho", "emu",
            "ih", "imi", "aia", "iaia", "uiu", "oe", "iie", "s")
"""Ukrainian and Russian cases of nouns and adjectives, and the English possessive. Not "ov", "iv": Іванов is another
person than Іван."""
_NOUN_ENDINGS = {
    "": ("", *"aeiu", "om", "em", "ovi", "evi", "ia", "iu", "iem", "iom"),
    "k": ("", "a", "u", "e", "om", "ovi"),
    "a": ("a", "i", "u", "e", "o", "oi", "oiu", "ei", "eiu"),
    "e": (*"aeiou", "om", "em", "im", "oho", "omu", "oe", "ie"),
    "i": ("i", "a", "u", "oho", "omu", "im", "am", "ami", "ah", "iam", "iami", "iah", "ih", "iv"),
}
"""Cases of the name of a settlement, by its last letter; not the adjectives made of it: those name something else."""
_SKELETON_ENDINGS = ("", "m", "h")
_FLEETING = re.compile(r"(?<=[^aeiou])[eoi](?=(?:ts|[bdhklmnprtvz])$)")
_SHIFTING = re.compile("[eio]+")
_CLOSED = re.compile(r"i(?=[^aeiou]+$)")
_SOFTENED = {"h": ("zi", "si"), "k": ("tsi",)}
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=4096)
def forms(key: str) -> frozenset[str]:
    """The keys of all case forms of a name, itself among them."""
    made = {_REPEATED.sub(r"\1", stem + ending) for stem in _stems(key) for ending in _ENDINGS if stem + ending != stem}
    made |= {key, f"{key}s"}
    if key.endswith("ko"):
        made.add(key[:-1] + "iv")
    if key.endswith("a"):
        made |= {key[:-2] + ending for ending in _SOFTENED.get(key[-2:-1], ())}
    return frozenset({key} | {form for form in made if len(form) > 2})


def _stems(key: str) -> list[str]:
    if key.endswith("oi"):
        return [key[:-2]]
    if key.endswith("ia"):
        return [key[:-1], key[:-2]]
    if key[-1:] in "aeiou":
        return [key[:-1]]
    # Кравець, Кравця; Сокіл, Сокола; Ковалів, Ковалева.
    return [key, _FLEETING.sub("", key), _CLOSED.sub("o", key), _CLOSED.sub("e", key)]


@lru_cache(maxsize=4096)
def noun_forms(key: str) -> frozenset[str]:
    """The keys of the case forms of a settlement's name: Бахмут, у Бахмуті; Олешки, в Олешках. Not Бахмутський."""
    last = key[-1:].replace("o", "e")
    endings = _NOUN_ENDINGS.get(last, _NOUN_ENDINGS[""])
    # Златопіль, Златополя
    stems = [key[:-1]] if last in "aei" else [key, _CLOSED.sub("o", key), _CLOSED.sub("e", key)]
    return frozenset({key} | {_REPEATED.sub(r"\1", stem + ending) for stem in stems for ending in endings
                             if stem + ending != stem})


@lru_cache(maxsize=4096)
def rough_forms(key: str) -> frozenset[str]:
    """The case forms with e, i and o as one, for these change between Ukrainian, Russian and English: Ковалів, Ковалев.
    A and u stay, so that Савченко is not Шевченко."""
    return frozenset(map(rough, forms(key)))


def rough(key: str) -> str:
    return key[:1] + _SHIFTING.sub("o", key[1:])


def skeleton_forms(skeleton: str) -> list[str]:
    """The skeletons that case endings give a name; the first is its own."""
    return [skeleton + ending for ending in _SKELETON_ENDINGS]
