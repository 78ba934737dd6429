"""Text broken into lines. This is the only way by which a user's words reach a page.

Nothing in them is ever read as markup: `<b>`, `&` and `<img src=…>` are signs like any other. Blanks and line
ends are kept as typed; a word too long for its line is cut where it does least harm.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from casetracker.dossier.pdf import bidi, fonts, shaping
from casetracker.dossier.pdf.characters import printable
from casetracker.dossier.pdf.fonts import Face
from casetracker.dossier.pdf.styles import MUTED, Colour, Style
from casetracker.dossier.tree import Span, Text
from casetracker.dossier.walk import spans

_WORDS = re.compile(" +|[^ ]+")
_DIGEST = re.compile("[0-9a-fA-F]{64}")
_TITLE = 200
_SEPARATORS = frozenset("-–—/\\.,;:_?&=+@|)]}»")


@dataclass(frozen=True, slots=True)
class Look:
    """How a sign is drawn."""

    face: Face
    size: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Run:
    """Signs of one look and one font, side by side."""

    font: str
    size: float
    colour: Colour
    text: str
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line as drawn.

    `opens`: it is the first of what stands between two line ends. `parts`: a blank or a line end follows, which
    is not seen on paper but must not be lost to who copies or listens.
    """

    runs: tuple[Run, ...]
    width: float
    from_right: bool = False
    opens: bool = False
    parts: bool = False


Piece = tuple[Look, str]


@dataclass(slots=True)
class _Word:
    pieces: list[Piece]
    blanks: list[Piece]

    def width(self) -> float:
        return _width(self.pieces)


def set_text(text: Text, style: Style, width: float) -> list[Line]:
    """The lines of a text at this width; none for an empty text, nor for empty lines at its end."""
    pieces = [(_look(span, style), printable(span.text)) for span in spans(text)]
    lines: list[Line] = []
    for paragraph in _paragraphs(pieces):
        first, *more = _set_paragraph(paragraph, width)
        lines += [replace(first, opens=True), *more]
        lines[-1] = replace(lines[-1], parts=True)
    while lines and not lines[-1].runs:
        lines.pop()
    return lines


def one_line(text: Text, style: Style, width: float) -> Line:
    """The text in one line, cut with an ellipsis where it is too long (running heads)."""
    pieces = [(_look(span, style), printable(span.text).replace("\n", " ")) for span in spans(text)]
    lines = _set_paragraph(pieces, width)
    if len(lines) < 2:
        return lines[0] if lines else Line((), 0.0)
    dots = (_look(Span("…"), style), "…")
    first = _without_blanks(_fill(_words(pieces), width - _width([dots]))[0])
    return _line([*first, dots], bidi.base_direction(_read(pieces)))


def shortened(title: str) -> str:
    """A title as it is repeated elsewhere (contents, bookmarks): one line end less, and not endless."""
    title = " ".join(printable(title).split("\n"))
    return title if len(title) <= _TITLE else title[:_TITLE] + "…"


def longest_word(text: Text, style: Style) -> float:
    """The width below which a word would have to be cut; a digest may stand in two halves."""
    widths = (
        _width([(_look(span, style), word[:32] if _DIGEST.fullmatch(word) else word)])
        for span in spans(text)
        for word in printable(span.text).split()
    )
    return max(widths, default=0.0)


def _look(span: Span, style: Style) -> Look:
    mono = span.mono or style.face.mono
    face = Face(mono, span.bold or style.face.bold, span.italic or style.face.italic)
    return Look(face, style.size, MUTED if span.muted else style.colour)


def _paragraphs(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    paragraph: list[Piece] = []
    for look, text in pieces:
        first, *more = text.split("\n")
        paragraph.append((look, first))
        for line in more:
            yield paragraph
            paragraph = [(look, line)]
    if any(text for _look, text in paragraph):
        yield paragraph


def _set_paragraph(pieces: list[Piece], width: float) -> list[Line]:
    reading = _read(pieces)
    if bidi.needs_bidi(reading):
        pieces = [(look, _joined(text)) for look, text in pieces]
    base = bidi.base_direction(reading)
    return [_line(line, base) for line in _fill(_words(pieces), width)] or [Line((), 0.0)]


def _joined(text: str) -> str:
    return "".join(shaping.joined(word) for word in _WORDS.findall(text))


def _read(pieces: Iterable[Piece]) -> str:
    return "".join(text for _look, text in pieces)


def _width(pieces: Iterable[Piece]) -> float:
    return sum(fonts.width(text, look.face) * look.size for look, text in pieces) / 1000


def _words(pieces: Iterable[Piece]) -> list[_Word]:
    words = [_Word([], [])]
    for look, text in pieces:
        for found in _WORDS.findall(text):
            if found[0] == " ":
                words[-1].blanks.append((look, found))
                continue
            if words[-1].blanks:
                words.append(_Word([], []))
            words[-1].pieces.append((look, found))
    return words if words[0].pieces or words[0].blanks else []


def _fill(words: list[_Word], width: float) -> list[list[Piece]]:
    lines: list[list[Piece]] = []
    line: list[Piece] = []
    used, blanks = 0.0, 0.0
    for word in words:
        wide = word.width()
        if line and used + blanks + wide > width:
            lines.append(line)
            line, used, blanks = [], 0.0, 0.0
        pieces = word.pieces
        if wide > width:
            while cut := _cut(pieces, width):
                lines.append(cut[0])
                pieces = cut[1]
            wide = _width(pieces)
        line += pieces + word.blanks
        used += blanks + wide
        blanks = _width(word.blanks)
    return [*lines, line] if line else lines


def _without_blanks(line: list[Piece]) -> list[Piece]:
    end = len(line)
    while end and line[end - 1][1].isspace():
        end -= 1
    return line[:end] or line


def _cut(pieces: list[Piece], width: float) -> tuple[list[Piece], list[Piece]] | None:
    """A word too long for a line, in two; nothing where it fits or is a single sign."""
    room = width
    for index, (look, text) in enumerate(pieces):
        fit, room = _fitting(text, look, room)
        if fit == len(text):
            continue
        at = _best_cut(text, fit) if fit or index else 1
        if at == len(text) and index == len(pieces) - 1:
            return None
        head = [*pieces[:index], (look, text[:at])] if at else pieces[:index]
        return head, [(look, text[at:]), *pieces[index + 1 :]]
    return None


def _fitting(text: str, look: Look, room: float) -> tuple[int, float]:
    """How many signs fit into this room, and what is left of it."""
    for at, sign in enumerate(text):
        left = room - fonts.width(sign, look.face) * look.size / 1000
        if left < 0:
            return at, room
        room = left
    return len(text), room


def _best_cut(text: str, fit: int) -> int:
    """Where to cut so that at most `fit` signs stand before: after a separator, never before an accent."""
    if _DIGEST.fullmatch(text) and fit >= 32:
        return 32
    while fit > 1 and unicodedata.combining(text[fit]):
        fit -= 1
    after = next((at for at in range(fit, max(fit // 2, 1), -1) if text[at - 1] in _SEPARATORS), 0)
    return after or fit


def _line(typed: list[Piece], base: bidi.Direction) -> Line:
    pieces = _without_blanks(typed)
    reading = _read(pieces)
    if not bidi.needs_bidi(reading):
        runs = [run for look, text in _merged(pieces) for run in _runs(look, text)]
        return Line(tuple(runs), sum(run.width for run in runs), base == "R", parts=len(pieces) < len(typed))
    signs = [(sign, look) for look, text in pieces for sign in text]
    runs = []
    for look, group in groupby(shaping.visual(signs, base), key=lambda placed: placed[1]):
        runs += _runs(look, "".join(sign for sign, _look in group))
    return Line(tuple(runs), sum(run.width for run in runs), base == "R")


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for look, group in groupby(pieces, key=lambda piece: piece[0]):
        yield look, "".join(text for _look, text in group)


def _runs(look: Look, text: str) -> Iterator[Run]:
    for font, part in fonts.runs(text, look.face):
        wide = sum(map(font.width, part)) * look.size / 1000
        yield Run(font.name, look.size * font.scale, look.colour, part, wide)


def aligned(style: Style, line: Line) -> Style:
    """Text read from the right stands at the right, unless it was centred."""
    return replace(style, align="right") if line.from_right and style.align == "left" else style
