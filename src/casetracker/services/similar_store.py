"""Which incidents of the whole store may be entered twice: one walk through all of them in the order of their dates.

Beside the incident that the walk has come to stand only those that lie within some days of it, sorted into heaps by place
name, by square on the map and by person; it is compared with what lies in its own heaps. What has no date is compared with
what has none. So a store of 200,000 is walked through once, and memory holds a few weeks of it.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from itertools import count
from math import floor, log

from casetracker.domain.folding import skeleton
from casetracker.domain.likeness import OFFERED, Likeness, compare, reach
from casetracker.domain.likeness_dates import FIRST_DAY, by_gap
from casetracker.domain.likeness_words import is_common, told_words
from casetracker.services.case_store import CaseStore
from casetracker.services.similar_features import Known, read
from casetracker.services.similar_reasons import Reason, reasons
from casetracker.store.engine import Connection

Progress = Callable[[int, int], bool]

KEPT = 500
"""So many pairs are told of, the likeliest."""

_APART = 14  # days
_SLICE = 500
_EACH = 60  # comparisons for one incident, with the latest before it
_SQUARE = 0.2  # degrees
_SHORTEST_SKELETON = 4
_UNDATED = FIRST_DAY


@dataclass(frozen=True)
class Pair:
    """Two incidents that may be one event, and why."""

    one: str
    one_title: str
    other: str
    other_title: str
    score: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Pairs:
    """The likeliest pairs, whether there are more of them, and whether the whole store was looked through."""

    pairs: tuple[Pair, ...]
    more: bool
    complete: bool


@dataclass
class _Best:
    """The likeliest pairs so far."""

    heap: list[tuple[float, int, Likeness, Known, Known]] = field(default_factory=list)
    more: bool = False
    numbers: Iterator[int] = field(default_factory=count)

    @property
    def least(self) -> float:
        """How alike a pair must be to be among them."""
        return max(OFFERED, self.heap[0][0]) if len(self.heap) == KEPT else OFFERED

    def add(self, likeness: Likeness, one: Known, other: Known) -> None:
        entry = (likeness.score, -next(self.numbers), likeness, one, other)
        if len(self.heap) < KEPT:
            heapq.heappush(self.heap, entry)
        else:
            heapq.heappushpop(self.heap, entry)
            self.more = True


def similar_in_store(store: CaseStore, progress: Progress | None = None) -> Pairs:
    """Walk through the store; `progress(done, total)` returning False ends the walk with what was found so far."""
    ask = progress or (lambda _done, _total: True)
    best = _Best()
    with store.database.snapshot() as connection:
        pks = [pk for (pk,) in connection.execute(
            "SELECT pk FROM incident WHERE withdrawn_at IS NULL ORDER BY working_sort, ref_order")]
        complete = ask(0, len(pks)) and _walk(connection, pks, best, ask)
    ordered = sorted(best.heap, key=lambda entry: (-entry[0], -entry[1]))
    pairs = tuple(_pair(likeness, one, other) for _score, _number, likeness, one, other in ordered)
    return Pairs(pairs, best.more, complete)


def _pair(likeness: Likeness, one: Known, other: Known) -> Pair:
    return Pair(one.reference, one.title, other.reference, other.title, round(likeness.score * 100), reasons(likeness))


def _walk(connection: Connection, pks: list[int], best: _Best, ask: Progress) -> bool:
    weights, decided, heaps = _weights(connection), _decided(connection), _Heaps()
    for start in range(0, len(pks), _SLICE):
        if start and not ask(start, len(pks)):
            return False
        there = {each.pk: each for each in read(connection, pks[start:start + _SLICE])}
        for known in (there[pk] for pk in pks[start:start + _SLICE] if pk in there):
            for other in heaps.beside(known, best.least):
                if (min(known.pk, other.pk), max(known.pk, other.pk)) not in decided:
                    likeness = compare(other.features, known.features, weights, best.least)
                    if likeness.score >= best.least:
                        best.add(likeness, other, known)
            heaps.lay(known)
    return ask(len(pks), len(pks))


_Laid = tuple[int, Known]


class _Heaps:
    """The incidents beside the one that the walk has come to, by what they share; each with its last day."""

    def __init__(self) -> None:
        self._heaps: dict[Hashable, dict[int, _Laid]] = defaultdict(dict)
        self._leaving: list[tuple[int, int, list[Hashable]]] = []

    def beside(self, known: Known, least: float) -> list[Known]:
        """What lies in the same heaps or in the next squares of the map, near enough in time to be `least` alike, the
        latest first; what is long past goes."""
        first, _last = _days(known)
        self._clear(first - _APART)
        since = first - next(days for days in range(_APART, -1, -1) if not days or reach(by_gap(days)) >= least)
        found: dict[int, _Laid] = {}
        for key in dict.fromkeys(_keys(known)):
            for near in _next_squares(key):
                if near in self._heaps:
                    found.update(self._heaps[near])
        latest = sorted((laid for laid in found.values() if laid[0] >= since), key=lambda laid: -laid[0])
        return [each for _last, each in latest[:_EACH]]

    def lay(self, known: Known) -> None:
        last, keys = _days(known)[1], list(dict.fromkeys(_keys(known)))
        for key in keys:
            self._heaps[key][known.pk] = last, known
        heapq.heappush(self._leaving, (last, known.pk, keys))

    def _clear(self, before: int) -> None:
        while self._leaving and self._leaving[0][0] < before:
            _last, pk, keys = heapq.heappop(self._leaving)
            for key in keys:
                self._heaps[key].pop(pk, None)


def _weights(connection: Connection) -> dict[str, float]:
    """How telling each word of a title is in this store."""
    counted: Counter[str] = Counter()
    all_there = 0
    for (title,) in connection.execute("SELECT title FROM incident WHERE withdrawn_at IS NULL"):
        all_there += 1
        counted.update(token.key or token.word for token in told_words(title) if not is_common(token))
    of_all = log(max(100, all_there))
    return {word: max(0.15, 1.0 - log(many) / of_all) for word, many in counted.items()}


def _decided(connection: Connection) -> set[tuple[int, int]]:
    return {(min(pair), max(pair)) for pair in connection.execute(
        "SELECT incident_pk, other_pk FROM relation WHERE kind IN ('not_the_same', 'same') AND withdrawn_at IS NULL")}


def _days(known: Known) -> tuple[int, int]:
    working = next((each for each in known.features.dates if each.working), None)
    return (working.first, working.last) if working else (_UNDATED, _UNDATED)


def _keys(known: Known) -> Iterator[Hashable]:
    """The heaps an incident lies in."""
    for place in known.features.places:
        for words in place.names:
            yield "name", words[0].key or words[0].word
            bones = skeleton(words[0].word) if words[0].key else ""
            if len(bones) >= _SHORTEST_SKELETON:
                yield "bones", bones
        if place.lat is not None and place.lon is not None:
            yield "square", floor(place.lat / _SQUARE), floor(place.lon / _SQUARE)
    for party in known.features.persons:
        yield "party", party


def _next_squares(key: Hashable) -> Iterator[Hashable]:
    if isinstance(key, tuple) and key[0] == "square":
        _square, north, east = key
        yield from (("square", north + up, east + right) for up in (-1, 0, 1) for right in (-1, 0, 1))
    else:
        yield key
