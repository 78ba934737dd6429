"""What a list shows of a record: its columns, and rows that are ready to be drawn.

Everything here is plain data. Rows are made in a reading thread, so that drawing a cell is looking it up.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name (by which the store sorts), its heading, and how it stands at first."""

    name: str
    label: str
    width: int
    shown: bool = True
    numeric: bool = False
    sortable: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One record as a list shows it: a text for each column, and the chip where a column has one."""

    pk: int
    reference: str
    cells: tuple[str, ...]
    chip: str = ""
    """Code whose colour the chip takes."""
    chip_label: str = ""
    beside_chip: str = ""
    withdrawn: bool = False
    found: str = ""
    """A few words around what a search found, and where they stand."""
    title_marks: Marks = ()
    found_marks: Marks = ()
    """The words of the first cell, and of `found`, that a search asked for: (first letter, after the last) of each."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a list is asked to show, and in which order."""

    query: str = ""
    withdrawn: bool = False
    sort: str = ""
    descending: bool = False

    @property
    def narrows(self) -> bool:
        return bool(self.query.strip())


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a wish: all the ids, and the rows that are seen first."""

    ids: array[int]
    rows: Sequence[Row]
    searched: bool = False
    """Rows say where a search found its words."""
    more: bool = False
    """These are the first of many that are still being looked for."""


class Catalogue(Protocol):
    """Where a list gets its records from; called in reading threads only."""

    @property
    def kind(self) -> str: ...

    @property
    def columns(self) -> tuple[Column, ...]: ...

    @property
    def first_sort(self) -> tuple[str, bool]:
        """The column a list is sorted by before anyone clicked, and whether downwards."""

    def ids(self, wish: Wish) -> array[int]: ...

    def first(self, wish: Wish, limit: int) -> array[int] | None:
        """The first ids of very many, where they are quicker had than all; else None."""

    def rows(self, pks: Sequence[int], query: str) -> Sequence[Row]: ...

    @property
    def tells_where(self) -> bool:
        """Whether rows say where a search found its words."""
