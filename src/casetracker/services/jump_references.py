"""From a reference that is only hinted at to records: `e12` is E-000012, `i-2024-7` is INC-2024-000007, `7` any number 7."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casetracker.domain.shapes import SHAPES, Shape
from casetracker.store.engine import Connection

_HINT = re.compile(r"\s*(?P<prefix>[A-Za-z]{0,3})[\s-]*(?:(?P<year>\d{4})[\s-]+)?(?P<number>\d{1,12})?\s*")
_YEAR = 10**12


def is_one(typed: str) -> bool:
    """Whether it can be nothing but a reference: letters and a number, or a year and a number."""
    hint = _HINT.fullmatch(typed)
    return hint is not None and bool(hint["number"] or hint["year"]) and bool(hint["year"] or (
        hint["prefix"] and _meant(hint["prefix"].upper())))


def places(connection: Connection, typed: str, limit: int) -> Iterator[tuple[str, int]]:
    """(kind, pk) of the records that it may be the reference of, a whole prefix before one that is only begun."""
    hint = _HINT.fullmatch(typed)
    if hint is None or not (hint["number"] or hint["year"]):
        return
    prefix, number = hint["prefix"].upper(), int(hint["number"] or 0)
    for shape in _meant(prefix):
        if shape.yearly:
            yield from _yearly(connection, shape, hint, limit)
        elif hint["year"] is None:
            yield from _rows(connection, shape, number, number, 1)


def _meant(prefix: str) -> list[Shape]:
    begun = [shape for shape in SHAPES.values() if shape.prefix.startswith(prefix)]
    return sorted(begun, key=lambda shape: shape.prefix != prefix)


def _yearly(connection: Connection, shape: Shape, hint: re.Match[str], limit: int) -> Iterator[tuple[str, int]]:
    """A number in a year; a year alone, its newest; a number alone, in every year there is."""
    year, number = hint["year"], int(hint["number"] or 0)
    if year is None and len(hint["number"]) == 4:
        yield from _rows(connection, shape, int(hint["number"]) * _YEAR, (int(hint["number"]) + 1) * _YEAR - 1, limit)
    if year is not None:
        low = int(year) * _YEAR
        yield from _rows(connection, shape, low + number, low + number if number else low + _YEAR - 1, limit)
        return
    for each in _years(connection, shape, limit):
        yield from _rows(connection, shape, each * _YEAR + number, each * _YEAR + number, 1)


def _years(connection: Connection, shape: Shape, limit: int) -> Iterator[int]:
    """The latest years in which records were numbered."""
    below = 10**4 * _YEAR
    for _one in range(limit):
        (last,) = connection.execute(f'SELECT max(ref_order) FROM "{shape.kind}" WHERE ref_order < ?', (below,)).fetchone()
        if last is None:
            return
        yield last // _YEAR
        below = last // _YEAR * _YEAR


def _rows(connection: Connection, shape: Shape, low: int, high: int, limit: int) -> Iterator[tuple[str, int]]:
    found = connection.execute(f'SELECT pk FROM "{shape.kind}" WHERE ref_order BETWEEN ? AND ? ORDER BY ref_order DESC'
                               " LIMIT ?", (low, high, limit)).fetchall()
    yield from ((shape.kind, pk) for (pk,) in found)
