"""What stands on a page: boxes of a known height that can be cut where a page ends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from casetracker.dossier.pdf.pen import Pen
from casetracker.dossier.pdf.structure import Element
from casetracker.dossier.pdf.styles import RULE, WIDTH, Colour, Style
from casetracker.dossier.pdf.text import Line, set_text
from casetracker.dossier.tree import Text


class Box(Protocol):
    """Something with a height. `keep`: it is never the last on a page."""

    @property
    def before(self) -> float: ...
    @property
    def after(self) -> float: ...
    @property
    def keep(self) -> bool: ...
    @property
    def height(self) -> float: ...

    def split(self, room: float) -> tuple[Box | None, Box | None]:
        """What fits into this room, and the rest."""

    def draw(self, pen: Pen, x: float, top: float) -> None: ...


@dataclass(frozen=True, slots=True)
class TextBox:
    """Lines of one style. Cut so that neither page is left with a single line."""

    lines: tuple[Line, ...]
    style: Style
    width: float
    element: Element
    indent: float = 0.0
    marker: Line | None = None

    @property
    def before(self) -> float:
        return self.style.before

    @property
    def after(self) -> float:
        return self.style.after

    @property
    def keep(self) -> bool:
        return self.style.keep

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading

    def split(self, room: float) -> tuple[Box | None, Box | None]:
        count = len(self.lines)
        fit = int(room / self.style.leading + 1e-6)
        if fit >= count:
            return self, None
        fit = min(fit, count - 2)
        while fit >= 2 and not self._may_end(fit):
            fit -= 1
        if count <= 3 or fit < 2:
            return None, self
        return replace(self, lines=self.lines[:fit]), replace(self, lines=self.lines[fit:], marker=None)

    def _may_end(self, fit: int) -> bool:
        """Whether a page may end after so many lines: not after the first of a paragraph, nor before its last."""
        lone_first = self.lines[fit - 1].opens and not self.lines[fit].opens
        lone_last = not self.lines[fit].opens and self.lines[fit + 1].opens
        return not (lone_first or lone_last) and bool(self.lines[fit].runs)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        with pen.marked(self.element):
            if self.marker:
                pen.lines([self.marker], self.style, x + self.indent - 12, top, 12)
            pen.lines(self.lines, self.style, x + self.indent, top, self.width - self.indent)


def text_box(
    text: Text, style: Style, element: Element, width: float = WIDTH, indent: float = 0.0
) -> TextBox:
    return TextBox(tuple(set_text(text, style, width - indent)), style, width, element, indent)


@dataclass(frozen=True, slots=True)
class RuleBox:
    """A line across the page."""

    width: float = WIDTH
    colour: Colour = RULE
    thick: float = 0.4
    before: float = 6.0
    after: float = 10.0
    keep: bool = True
    height: float = 0.6

    def split(self, room: float) -> tuple[Box | None, Box | None]:
        return (self, None) if room >= self.height else (None, self)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        with pen.artifact():
            pen.rule(x, top, self.width, self.colour, self.thick)


@dataclass(frozen=True, slots=True)
class Anchored:
    """A heading that links and bookmarks lead to."""

    box: TextBox
    name: str
    title: str
    level: int

    @property
    def before(self) -> float:
        return self.box.before

    @property
    def after(self) -> float:
        return self.box.after

    @property
    def keep(self) -> bool:
        return True

    @property
    def height(self) -> float:
        return self.box.height

    def split(self, room: float) -> tuple[Box | None, Box | None]:
        head, tail = self.box.split(room)
        return (replace(self, box=head), tail) if isinstance(head, TextBox) else (None, self)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        pen.anchor(self.name, top)
        pen.bookmark(self.title, self.name, self.level)
        self.box.draw(pen, x, top)


@dataclass(frozen=True, slots=True)
class Stack:
    """Boxes under each other on a ground of their own: notes and quotations."""

    boxes: tuple[Box, ...]
    bar: Colour
    ground: Colour | None
    pad: float = 9.0
    before: float = 4.0
    after: float = 10.0
    keep: bool = False

    @property
    def height(self) -> float:
        return stacked(self.boxes) + 2 * self.pad

    def split(self, room: float) -> tuple[Box | None, Box | None]:
        if self.height <= room:
            return self, None
        head, tail = cut(self.boxes, room - 2 * self.pad)
        if not head or not tail:
            return None, self
        return replace(self, boxes=head), replace(self, boxes=tail)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        with pen.artifact():
            if self.ground:
                pen.fill(x, top, WIDTH, self.height, self.ground)
            pen.fill(x, top, 2.0, self.height, self.bar)
        draw_stacked(self.boxes, pen, x + self.pad + 5, top + self.pad)


def stacked(boxes: tuple[Box, ...]) -> float:
    """The height of boxes under each other, without the distance before the first and after the last."""
    gaps = sum(max(upper.after, lower.before) for upper, lower in pairwise(boxes))
    return sum(box.height for box in boxes) + gaps


def draw_stacked(boxes: tuple[Box, ...], pen: Pen, x: float, top: float) -> None:
    after = 0.0
    for index, box in enumerate(boxes):
        top += max(after, box.before) if index else 0.0
        box.draw(pen, x, top)
        top += box.height
        after = box.after


def cut(boxes: tuple[Box, ...], room: float) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """What of these boxes fits into this room, and the rest; nothing that must stay with what follows ends it."""
    taken: list[Box] = []
    for index, box in enumerate(boxes):
        gap = max(taken[-1].after, box.before) if taken else 0.0
        if gap + box.height <= room:
            taken.append(box)
            room -= gap + box.height
            continue
        head, tail = box.split(room - gap)
        rest = ((tail,) if tail else ()) + boxes[index + 1 :]
        if head:
            return (*taken, head), rest
        while taken and taken[-1].keep:
            rest = (taken.pop(), *rest)
        return tuple(taken), rest
    return tuple(taken), ()
