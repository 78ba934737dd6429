"""How near two places are: by their coordinates as far as these are exact, else by their names in any script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from casetracker.domain.folding import Token, tokens
from casetracker.domain.likeness_words import word_likeness

EARTH_KM = 6371.0
RADIUS_KM = {"10m": 0.01, "100m": 0.1, "1km": 1.0, "settlement": 5.0, "district": 30.0, "region": 100.0}
"""How far from the truth a position may lie."""

# Kilometres apart beyond what the positions may be wrong by → how much that says.
_BY_DISTANCE = ((0.5, 1.0), (2.0, 0.85), (5.0, 0.65), (15.0, 0.35), (30.0, 0.15))
_NO_EXACTER_THAN = {"10m": 1.0, "100m": 1.0, "1km": 1.0, "settlement": 0.85, "district": 0.4, "region": 0.15}
_NAMES_SAY = 0.85
_FURTHER_WORDS = 0.4  # "Chuhuiv, south of Kharkiv": the first word names the place, the others say where it lies

_NO_NAMES = frozenset(token.key or token.word for token in tokens(
    "the of in at near north south east west northern southern eastern western centre center city town village"
    " district region oblast raion street road area outskirts municipality hromada settlement direction ukraine"
    " місто м село с смт селище область обл район р-н вулиця вул біля поблизу коло центр північ південь схід захід"
    " громада напрямок україна город деревня посёлок улица около возле север юг восток запад украина"
    " مدينة قرية بلدة منطقة مقاطعة محافظة شارع قرب شمال جنوب شرق غرب أوكرانيا"))


@dataclass(frozen=True, slots=True)
class Place:
    """One place of an incident as it is compared: its names, and its position if it has one."""

    name: str
    names: tuple[tuple[Token, ...], ...]
    lat: float | None = None
    lon: float | None = None
    precision: str = "settlement"

    @property
    def radius(self) -> float:
        return RADIUS_KM.get(self.precision, RADIUS_KM["settlement"])


@dataclass(frozen=True, slots=True)
class Closeness:
    """The two places that lie nearest to each other: `km` apart where both have a position, else `alike` by name."""

    score: float
    one: Place
    other: Place
    km: float | None = None
    alike: float = 0.0


def place(name: str, further: Sequence[str] = (), settlement: str | None = None, lat: float | None = None,
          lon: float | None = None, precision: str = "settlement") -> Place:
    """A place from what a record says of it."""
    given = dict.fromkeys(_telling(text) for text in (name, settlement or "", *further))
    return Place(name, tuple(words for words in given if words), lat, lon, precision)


def _telling(text: str) -> tuple[Token, ...]:
    return tuple(token for token in tokens(text) if (token.key or token.word) not in _NO_NAMES)


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The length of the great circle between two positions."""
    phi, other_phi = radians(lat), radians(other_lat)
    half = (sin((other_phi - phi) / 2) ** 2
            + cos(phi) * cos(other_phi) * sin(radians(other_lon - lon) / 2) ** 2)
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def closeness(ones: Sequence[Place], others: Sequence[Place]) -> Closeness | None:
    """The most telling pair of places; None where there is nothing to compare."""
    return max(_pairs(ones, others), key=lambda found: (found.score, -(found.km or 0.0)), default=None)


def _pairs(ones: Sequence[Place], others: Sequence[Place]) -> Iterator[Closeness]:
    for one in ones:
        for other in others:
            coarsest = min(_NO_EXACTER_THAN.get(each.precision, _NAMES_SAY) for each in (one, other))
            if one.lat is not None and one.lon is not None and other.lat is not None and other.lon is not None:
                km = distance_km(one.lat, one.lon, other.lat, other.lon)
                apart = max(0.0, km - one.radius - other.radius)
                score = next((score for limit, score in _BY_DISTANCE if apart <= limit), 0.0)
                yield Closeness(min(score, coarsest), one, other, km)
            elif one.names and other.names:
                alike = _names_alike(one, other)
                yield Closeness(min(_NAMES_SAY, coarsest) * alike, one, other, alike=alike)


def _names_alike(one: Place, other: Place) -> float:
    return max(_name_alike(words, others) for words in one.names for others in other.names)


def _name_alike(one: Sequence[Token], other: Sequence[Token]) -> float:
    agreed = sum(min(_weight(i), _weight(j)) * word_likeness(token, found)
                 for i, token in enumerate(one) for j, found in enumerate(other))
    return min(1.0, agreed / min(_total(one), _total(other)))


def _weight(position: int) -> float:
    return _FURTHER_WORDS if position else 1.0


def _total(words: Sequence[Token]) -> float:
    return sum(_weight(position) for position in range(len(words)))
