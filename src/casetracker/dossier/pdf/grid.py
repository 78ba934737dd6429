"""Tables on pages: heads repeated, rows cut where they are long, columns wide enough for their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from casetracker.dossier.pdf.boxes import Box
from casetracker.dossier.pdf.pen import Pen
from casetracker.dossier.pdf.structure import Element
from casetracker.dossier.pdf.styles import HAIR, MUTED, WIDTH, Style
from casetracker.dossier.pdf.text import Line, longest_word, set_text
from casetracker.dossier.tree import Text

GAP = 10.0
_LONG = 120.0  # a row higher than this may be cut even where the next page would hold it whole
_SAMPLE = 400
_LEAST = 24.0  # a column that is empty in the sample may hold words further down


@dataclass(frozen=True, slots=True)
class Track:
    """A column as drawn."""

    x: float
    width: float
    style: Style


@dataclass(frozen=True, slots=True)
class Row:
    """The lines of each cell."""

    cells: tuple[tuple[Line, ...], ...]
    elements: tuple[Element, ...]
    leading: float
    pad: float
    height: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "height", self._count() * self.leading + 2 * self.pad)

    def _count(self) -> int:
        return max(map(len, self.cells), default=0)

    def split(self, room: float) -> tuple[Row, Row] | None:
        fit = min(int((room - 2 * self.pad) / self.leading + 1e-6), self._count() - 2)
        if self.height < _LONG or fit < 2:
            return None
        head = tuple(cell[:fit] for cell in self.cells)
        return replace(self, cells=head), replace(self, cells=tuple(cell[fit:] for cell in self.cells))


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows in columns, with a head that stands again on every page."""

    tracks: tuple[Track, ...]
    rows: tuple[Row, ...]
    head: Row | None = None
    head_style: Style = Style()
    ruled: bool = True
    continued: bool = False
    before: float = 2.0
    after: float = 12.0
    keep: bool = False

    @property
    def height(self) -> float:
        return self._head_height + sum(row.height for row in self.rows)

    @property
    def _head_height(self) -> float:
        return self.head.height if self.head else 0.0

    def split(self, room: float) -> tuple[Box | None, Box | None]:
        room -= self._head_height
        for index, row in enumerate(self.rows):
            if row.height <= room:
                room -= row.height
                continue
            halves = row.split(room)
            taken = self.rows[:index] + (halves[:1] if halves else ())
            rest = (halves[1:] if halves else (row,)) + self.rows[index + 1 :]
            return (replace(self, rows=taken) if taken else None), replace(
                self, rows=rest, continued=self.continued or bool(taken)
            )
        return self, None

    def draw(self, pen: Pen, x: float, top: float) -> None:
        if self.head:
            top = self._draw_head(self.head, pen, x, top)
        for row in self.rows:
            self._draw_row(row, pen, x, top)
            top += row.height
            if self.ruled:
                with pen.artifact():
                    pen.rule(x, top, WIDTH)

    def _draw_head(self, head: Row, pen: Pen, x: float, top: float) -> float:
        for track, lines, element in zip(self.tracks, head.cells, head.elements, strict=True):
            style = replace(self.head_style, align=track.style.align)
            with pen.artifact() if self.continued else pen.marked(element):
                pen.lines(lines, style, x + track.x, top + head.pad, track.width)
        if self.ruled:
            with pen.artifact():
                pen.rule(x, top + head.height, WIDTH, MUTED, 2 * HAIR)
        return top + head.height

    def _draw_row(self, row: Row, pen: Pen, x: float, top: float) -> None:
        for track, lines, element in zip(self.tracks, row.cells, row.elements, strict=True):
            if lines:
                with pen.marked(element):
                    pen.lines(lines, track.style, x + track.x, top + row.pad, track.width)


def tracks(widths: Sequence[float], styles: Sequence[Style]) -> tuple[Track, ...]:
    made: list[Track] = []
    x = 0.0
    for width, style in zip(widths, styles, strict=True):
        made.append(Track(x, width, style))
        x += width + GAP
    return tuple(made)


def row(
    cells: Sequence[Text], columns: Sequence[Track], parent: Element, kinds: Sequence[str], pad: float
) -> Row:
    """One row, broken into lines; `kinds` are TH or TD for each cell."""
    element = parent.add("TR")
    elements = tuple(element.add(kind) for kind in kinds)
    lines = tuple(
        tuple(set_text(cell, column.style, column.width)) for cell, column in zip(cells, columns, strict=True)
    )
    return Row(lines, elements, columns[0].style.leading, pad)


def fitted(
    shares: Sequence[float],
    heads: Sequence[Text],
    head: Style,
    rows: Sequence[Sequence[Text]],
    styles: Sequence[Style],
) -> list[float]:
    """Widths in the given proportion, but no column narrower than its longest word if others can give."""
    total = WIDTH - GAP * (len(shares) - 1)
    wanted = [total * share / sum(shares) for share in shares]
    needed = [
        min(total * 0.4, _needed(index, heads[index], head, rows, styles[index]))
        for index in range(len(shares))
    ]
    for _round in range(len(shares)):
        lack = sum(max(0.0, need - have) for need, have in zip(needed, wanted, strict=True))
        spare = sum(max(0.0, have - need) for need, have in zip(needed, wanted, strict=True))
        if lack < 0.01 or spare < 0.01:
            break
        moved = min(1.0, lack / spare)
        given = min(1.0, spare / lack)
        wanted = [
            have - (have - need) * moved if have > need else have + (need - have) * given
            for need, have in zip(needed, wanted, strict=True)
        ]
    return wanted


def _needed(index: int, head: Text, style: Style, rows: Sequence[Sequence[Text]], cell: Style) -> float:
    words = [longest_word(row[index], cell) for row in rows[:_SAMPLE]]
    return max(longest_word(head, style), *words, _LEAST) + 0.5
