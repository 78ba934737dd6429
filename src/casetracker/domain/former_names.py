"""Other names of places: what a renamed settlement was called before, and is called now, in any alphabet.

The list travels with the program (`resources/places`) and is read when a search first asks for it. It changes no record: a
word that is searched and names such a place is searched under the place's other names too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from casetracker import assets
from casetracker.domain.folding import fold, latin_key
from casetracker.domain.folding_forms import noun_forms

_E = re.compile("(?<=[^aeiou])e")

Keys = tuple[str, ...]
"""The Latin keys of the words of a name."""


@dataclass(frozen=True, slots=True)
class OtherName:
    """A name as it is looked for: in its case forms, or (`whole`) in none but its own, because it is a common word or, with
    an ending, the name of something else."""

    text: str
    whole: bool = False

    def forms(self) -> tuple[frozenset[str], ...]:
        """For each of its words the keys it may have in a text."""
        return tuple(frozenset(form for spelled in _spellings(key) for form in ((spelled,) if self.whole else noun_forms(
            spelled))) for key in keys_of(self.text))


class Named(NamedTuple):
    """Words `start` to `end` (the first after) name a place; these are its other names."""

    start: int
    end: int
    others: tuple[OtherName, ...]


def keys_of(text: str) -> Keys:
    return tuple(map(latin_key, fold(text).split()))


def _spellings(key: str) -> Iterator[str]:
    """A key, and what it is where an “е” or “ё” is spelled as it sounds: Artyomovsk, Dniepropetrovsk."""
    yield key
    for found in _E.finditer(key):
        for sound in ("io", "ie"):
            yield f"{key[:found.start()]}{sound}{key[found.end():]}"


def read() -> Any:
    """The content of the list, with its acts and sources."""
    return json.loads(assets.read_text("places", "former_names.json"))


@cache
def known() -> Mapping[Keys, tuple[OtherName, ...]]:
    """The keys of each name → the place's other names; one word also by its case forms."""
    named: dict[Keys, dict[Keys, OtherName]] = {}
    names: list[OtherName] = []
    for place in read()["places"]:
        one: dict[Keys, OtherName] = {}
        for text in (*place["now"], *place["former"]):
            one.setdefault(keys_of(text), OtherName(text, text in place["whole"]))
        names += one.values()
        for keys in one:
            named.setdefault(keys, {}).update({other: name for other, name in one.items() if other != keys})
    found = {keys: tuple(others.values()) for keys, others in named.items()}
    return {**dict(_inflected(names, found)), **found}


def _inflected(names: Sequence[OtherName],
               found: Mapping[Keys, tuple[OtherName, ...]]) -> Iterator[tuple[Keys, tuple[OtherName, ...]]]:
    for name in names:
        forms = name.forms()
        if len(forms) == 1:
            yield from (((form,), found[keys_of(name.text)]) for form in forms[0])


@cache
def _longest() -> int:
    return max(map(len, known()))


def named_in(words: Sequence[str]) -> Iterator[Named]:
    """The names of places with other names among folded words that stand in a row; a longer name goes before a shorter."""
    keys, start = tuple(map(latin_key, words)), 0
    while start < len(keys):
        for end in range(min(len(keys), start + _longest()), start, -1):
            if keys[start:end] in known():
                yield Named(start, end, known()[keys[start:end]])
                start = end
                break
        else:
            start += 1
