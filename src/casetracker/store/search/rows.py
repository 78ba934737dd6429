"""The number of a shadow row says which record it is of, so that a search need not read the rows that it finds."""

from __future__ import annotations

from collections.abc import Iterable

from casetracker.domain.shapes import SHAPES

# A kind's place in this list stands in every store: a new one goes to the end.
KINDS = ("incident", "source", "party", "evidence", "custody", "body", "proceeding", "participation", "allegation",
         "relation", "account", "consent", "handover", "dismissal", "saved_search")
_BITS = 5
_KIND = (1 << _BITS) - 1
_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}

assert set(KINDS) == set(SHAPES)


def row_of(kind: str, pk: int) -> int:
    return pk << _BITS | _NUMBERS[kind]


def record_of(row: int) -> tuple[str, int]:
    """(kind, pk)"""
    return KINDS[row & _KIND], row >> _BITS


def by_kind(rows: Iterable[int]) -> dict[str, list[int]]:
    """The pks of the records of many rows, by their kind."""
    found: list[list[int]] = [[] for _kind in KINDS]
    for row in rows:
        found[row & _KIND].append(row >> _BITS)
    return {kind: pks for kind, pks in zip(KINDS, found, strict=True) if pks}


def is_of(kind: str, row: str = "rowid") -> str:
    """Whether a row, in SQL, is of a record of that kind."""
    return f"{row} & {_KIND} = {_NUMBERS[kind]}"


def pk_of(row: str = "rowid") -> str:
    """The pk of a row's record, in SQL."""
    return f"{row} >> {_BITS}"
