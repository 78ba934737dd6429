"""Boxes laid onto pages, and what stands on every page: running head, confidentiality, page x of y."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casetracker.dossier.pdf import styles
from casetracker.dossier.pdf.boxes import Anchored, Box, cut, draw_stacked
from casetracker.dossier.pdf.pen import Pen
from casetracker.dossier.pdf.styles import BODY_HEIGHT, LEFT, PAGE_WIDTH, TOP, WIDTH
from casetracker.dossier.pdf.text import one_line
from casetracker.dossier.pdf.words import Words


@dataclass(frozen=True, slots=True)
class Running:
    """What the head and foot of a page say."""

    reference: str
    title: str
    confidentiality: str
    banner: str
    foot: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its boxes, and what runs above and below them."""

    boxes: tuple[Box, ...]
    running: Running

    def names(self) -> Iterator[str]:
        """The places on this page that the contents lead to."""
        return (box.name for box in self.boxes if isinstance(box, Anchored))


def paginate(chapters: Iterable[list[Box]], running: Running) -> Iterator[Page]:
    """Each chapter from a new page on."""
    for chapter in chapters:
        rest = tuple(chapter)
        while rest:
            taken, left = cut(rest, BODY_HEIGHT)
            if (
                not taken
            ):  # too high for any page, or bound to what is: it stands alone rather than not at all
                taken, left = rest[:1], rest[1:]
            rest = left
            yield Page(taken, running)


def draw(page: Page, pen: Pen, pages: int, words: Words) -> None:
    draw_stacked(page.boxes, pen, LEFT, TOP)
    with pen.artifact():
        _head(page.running, pen)
        _foot(page.running, pen, words.page_of(pen.page + 1, pages))
        if page.running.banner:
            _banner(page.running.banner, pen)


def _head(running: Running, pen: Pen) -> None:
    at = styles.HEAD_AT
    right = one_line(running.confidentiality, styles.RUNNING_STRONG, WIDTH * 0.4)
    pen.line(right, LEFT + WIDTH - right.width, at)
    room = WIDTH - right.width - 24
    left = one_line(" · ".join(filter(None, (running.reference, running.title))), styles.RUNNING, room)
    pen.line(left, LEFT, at)
    pen.rule(LEFT, at + 7, WIDTH)


def _foot(running: Running, pen: Pen, page_of: str) -> None:
    at = styles.FOOT_AT
    pen.rule(LEFT, at - 12, WIDTH)
    number = one_line(page_of, styles.RUNNING_STRONG, WIDTH * 0.3)
    pen.line(number, LEFT + WIDTH - number.width, at)
    middle = one_line(running.confidentiality, styles.RUNNING_STRONG, WIDTH * 0.26)
    pen.line(middle, (PAGE_WIDTH - middle.width) / 2, at)
    pen.line(one_line(running.foot, styles.RUNNING, WIDTH * 0.36), LEFT, at)


def _banner(banner: str, pen: Pen) -> None:
    for at in (styles.BANNER_AT, styles.PAGE_HEIGHT - styles.BANNER_AT):
        line = one_line(banner, styles.BANNER, WIDTH - 20)
        pen.frame(LEFT, at - 9, WIDTH, 18, styles.ALARM, 0.9)
        pen.line(line, (PAGE_WIDTH - line.width) / 2, at + 3.4)
