"""Where someone is in a list, kept by ids while rows come and go, and found again as stretches of places."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

MOST_STRETCHES = 1000
"""Of a selection with more gaps nothing is kept, for every cell painted is compared with each."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where someone was in a list: by ids, so that it holds when rows come and go."""

    current: int | None
    selected: array[int]
    top: int | None


def stretches(ids: array[int], chosen: array[int]) -> list[tuple[int, int]]:
    """(first, last) place of every unbroken stretch of a list that is chosen, until there are too many to be kept. Of
    200,000 each step is taken by Python itself, not by a loop of ours; all of them, or none moved, is seen at once."""
    try:
        first = ids.index(chosen[0]) if chosen else 0
    except ValueError:
        first = 0
    if chosen == ids[first:first + len(chosen)]:
        return [(first, first + len(chosen) - 1)] if chosen else []
    wanted = set(chosen)
    if len(wanted) >= len(ids) and wanted.issuperset(ids):
        return [(0, len(ids) - 1)] if ids else []
    made: list[tuple[int, int]] = []
    marks, last = bytes(map(wanted.__contains__, ids)), -1
    while (first := marks.find(1, last + 1)) >= 0 and len(made) <= MOST_STRETCHES:
        end = marks.find(0, first)
        last = (end if end >= 0 else len(ids)) - 1
        made.append((first, last))
    return made


def joined(places: Iterable[int]) -> list[tuple[int, int]]:
    """Rising places as stretches of neighbours."""
    made: list[tuple[int, int]] = []
    for place in places:
        if made and made[-1][1] == place - 1:
            made[-1] = (made[-1][0], place)
        else:
            made.append((place, place))
    return made
