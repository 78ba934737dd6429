"""Whether two incidents may be one event told twice: by when, where, in which words and of whom they tell.

A likeness is a hint to look, never a finding that two incidents are one; it always says what it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from casetracker.domain.folding import Token
from casetracker.domain.likeness_dates import Nearness, When, nearness
from casetracker.domain.likeness_places import Closeness, Place, closeness
from casetracker.domain.likeness_words import title_likeness

OFFERED = 0.45
"""The least likeness at which two incidents are shown to somebody."""

_DATE, _PLACE, _TEXT = 0.35, 0.35, 0.30
_UNKNOWN_COUNTS = 0.5  # a matter of which one of the two says nothing weighs half against it
_EACH_UNIT, _EACH_PERSON, _ALL_PARTIES = 0.1, 0.2, 0.3
_TELLING = 0.3
_CONTRADICTED = 0.6  # months apart, or far from each other, though both are known


@dataclass(frozen=True, slots=True)
class Features:
    """What is compared of one incident; a unit has many incidents, a person few."""

    dates: tuple[When, ...] = ()
    places: tuple[Place, ...] = ()
    title: tuple[Token, ...] = ()
    persons: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two incidents are, between 0 and 1, and what that rests on."""

    score: float = 0.0
    date: Nearness | None = None
    place: Closeness | None = None
    title: float = 0.0
    words: tuple[tuple[str, str], ...] = ()
    narrative: float = 0.0
    persons: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    @property
    def parties(self) -> tuple[str, ...]:
        return tuple(sorted((*self.persons, *self.units)))

    @property
    def offered(self) -> bool:
        return self.score >= OFFERED


def compare(one: Features, other: Features, weights: Mapping[str, float], least: float = OFFERED) -> Likeness:
    """`weights` says how telling the words of titles are in this store; what cannot reach `least` is not looked into."""
    date = nearness(one.dates, other.dates)
    persons, units = tuple(one.persons & other.persons), tuple(one.units & other.units)
    bonus = _bonus(len(persons), len(units))
    if date is not None and reach(date.score) + bonus < least:  # no place could make them alike
        return Likeness(0.0, date, persons=persons, units=units)
    place = closeness(one.places, other.places)
    if _scored(date, place, 1.0, bonus) < least:  # nor could any title
        return Likeness(0.0, date, place, persons=persons, units=units)
    title, words = title_likeness(one.title, other.title, weights)
    return Likeness(_scored(date, place, title, bonus), date, place, title, tuple(words), persons=persons, units=units)


def with_narratives(likeness: Likeness, narrative: float) -> Likeness:
    """The same, now that it is known how alike the narratives are."""
    bonus = _bonus(len(likeness.persons), len(likeness.units))
    score = _scored(likeness.date, likeness.place, max(likeness.title, narrative), bonus)
    return replace(likeness, score=score, narrative=narrative)


def reach(date: float) -> float:
    """How alike two incidents can be at most whose dates say so much."""
    return _DATE * date + _PLACE + _TEXT


def _bonus(persons: int, units: int) -> float:
    return min(_ALL_PARTIES, _EACH_PERSON * persons + _EACH_UNIT * units)


def _scored(date: Nearness | None, place: Closeness | None, text: float, bonus: float) -> float:
    return _score(date.score if date else None, place.score if place else None, text, bonus)


def _score(date: float | None, place: float | None, text: float, parties: float) -> float:
    """No single matter makes two incidents alike: a day has many, a town has many, and so has a form of words."""
    said = [(weight, value) for weight, value in ((_DATE, date), (_PLACE, place), (_TEXT, text)) if value is not None]
    if sum(value >= _TELLING for _weight, value in said) + bool(parties) < 2:
        return 0.0
    known = sum(weight for weight, _value in said)
    total = sum(weight * value for weight, value in said) / (known + _UNKNOWN_COUNTS * (1.0 - known))
    total += parties
    for value in (date, place):
        if value == 0.0:
            total *= _CONTRADICTED
    return min(1.0, total)
