"""How a page looks: sizes, distances, colours. Everything that is a matter of taste stands here, once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from casetracker.dossier.pdf.fonts import Face

Colour = tuple[float, float, float]
Align = Literal["left", "right", "centre"]

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89  # A4
LEFT = 71.0
WIDTH = PAGE_WIDTH - 2 * LEFT
TOP, BOTTOM = 92.0, 84.0
HEAD_AT, FOOT_AT = 50.0, PAGE_HEIGHT - 50.0
BANNER_AT = 24.0
BODY_HEIGHT = PAGE_HEIGHT - TOP - BOTTOM
HAIR = 0.4


def _colour(code: str) -> Colour:
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


INK = _colour("1b1d21")
MUTED = _colour("5d636d")
RULE = _colour("b9bec6")
ACCENT = _colour("1f3653")
ALARM = _colour("9c1616")
AMBER = _colour("a86a00")
WHITE = _colour("ffffff")
PALE = _colour("f4f5f7")
PALE_AMBER = _colour("fcf6ea")
PALE_ACCENT = _colour("eef2f7")


@dataclass(frozen=True, slots=True)
class Style:
    """How a stretch of text is set."""

    size: float = 9.4
    leading: float = 13.6
    colour: Colour = INK
    face: Face = Face()
    align: Align = "left"
    before: float = 0.0
    after: float = 7.0
    keep: bool = False


BOLD = Face(bold=True)
BODY = Style()
LEAD = replace(BODY, size=10.4, leading=15.4, after=9.0)
SMALL = replace(BODY, size=8.0, leading=11.4, colour=MUTED)
HEADINGS = (
    Style(14.0, 19.0, ACCENT, BOLD, before=26.0, after=8.0, keep=True),
    Style(11.0, 15.0, ACCENT, BOLD, before=17.0, after=5.0, keep=True),
    Style(9.6, 13.6, INK, BOLD, before=12.0, after=3.0, keep=True),
)
PART_REFERENCE = Style(9.0, 13.0, MUTED, Face(mono=True), after=3.0, keep=True)
PART_TITLE = Style(19.0, 25.0, ACCENT, BOLD, after=10.0, keep=True)
CAPTION = Style(8.4, 11.8, INK, BOLD, before=9.0, after=4.0, keep=True)
FIGURE_CAPTION = Style(8.4, 11.8, after=1.0)
CELL = Style(8.3, 11.6, after=0.0)
CELL_HEAD = replace(CELL, size=7.6, leading=10.4, colour=MUTED, face=BOLD)
LABEL = replace(CELL, colour=MUTED)
VALUE = replace(BODY, size=9.0, leading=12.8, after=0.0)
NOTE = replace(BODY, size=8.8, leading=12.6, after=0.0)
NOTE_TITLE = replace(NOTE, face=BOLD, size=8.4, after=2.0, keep=True)
QUOTE = replace(BODY, after=2.0)
RUNNING = Style(7.4, 10.0, MUTED, after=0.0)
RUNNING_STRONG = replace(RUNNING, face=BOLD, colour=INK)
BANNER = Style(9.6, 12.0, ALARM, BOLD, align="centre")
COVER_KIND = Style(10.0, 14.0, MUTED, after=12.0)
COVER_TITLE = Style(24.0, 31.0, ACCENT, BOLD, after=10.0)
COVER_REFERENCE = Style(11.0, 15.0, INK, Face(mono=True), after=0.0)
STATUS_LABEL = Style(7.8, 11.0, MUTED, after=2.0)
STATUS_VALUE = Style(10.4, 14.4, INK, BOLD, after=0.0)
CONTENTS_HEAD = replace(HEADINGS[1], before=24.0, after=8.0)
CONTENTS_PART = Style(9.2, 13.4, ACCENT, BOLD, before=8.0, after=2.0, keep=True)
CONTENTS_LINE = (Style(9.2, 14.6, after=0.0), Style(8.6, 12.8, MUTED, after=0.0))

NOTES = {
    "derived": (ACCENT, PALE_ACCENT),
    "caution": (AMBER, PALE_AMBER),
    "presumption": (ACCENT, WHITE),
    "information": (MUTED, PALE),
}
PICTURE_HEIGHT = 330.0
