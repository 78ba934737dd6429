"""From the tree to boxes: each kind of block has its look here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from casetracker.dossier.outline import numbered
from casetracker.dossier.pdf import figures, grid, styles
from casetracker.dossier.pdf.boxes import Anchored, Box, RuleBox, Stack, TextBox, text_box
from casetracker.dossier.pdf.pen import Pen
from casetracker.dossier.pdf.structure import Element
from casetracker.dossier.pdf.styles import WIDTH, Style
from casetracker.dossier.pdf.text import set_text, shortened
from casetracker.dossier.pdf.words import Words
from casetracker.dossier.tree import (
    Block,
    Bullets,
    Column,
    Figure,
    Note,
    Pair,
    Pairs,
    Paragraph,
    Part,
    Quote,
    Section,
    Span,
    Table,
    Text,
)
from casetracker.dossier.walk import plain

PARAGRAPHS = {"body": styles.BODY, "lead": styles.LEAD, "small": styles.SMALL}


@dataclass(frozen=True, slots=True)
class PictureBox:
    """A picture with a hairline around it."""

    picture: figures.Picture
    width: float
    height: float
    element: Element
    before: float = 8.0
    after: float = 5.0
    keep: bool = True

    def split(self, room: float) -> tuple[Box | None, Box | None]:
        return (self, None) if room >= self.height else (None, self)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        with pen.marked(self.element):
            pen.picture(self.picture.data, x, top, self.width, self.height)
        with pen.artifact():
            pen.frame(x, top, self.width, self.height, styles.RULE, styles.HAIR)


class Flow:
    """Makes the boxes of one dossier and keeps its structure."""

    def __init__(self, words: Words, structure: Element) -> None:
        self._words = words
        self._structure = structure

    def part(self, part: Part, name: str, first_level: int) -> Iterator[list[Box]]:
        """The boxes of a part; each list starts on a new page."""
        boxes: list[Box] = list(self._part_head(part, name)) if part.title else []
        for number, section in numbered(part):
            if section.new_page and boxes:
                yield boxes
                boxes = []
            boxes.extend(self._section(section, number, f"{name}.{number}", first_level))
        if boxes:
            yield boxes

    def _part_head(self, part: Part, name: str) -> Iterator[Box]:
        if part.reference:
            yield self._text(part.reference, styles.PART_REFERENCE)
        title = self._text(part.title, styles.PART_TITLE, "H1")
        yield Anchored(title, name, _entry(part.reference, part.title), 0)
        yield RuleBox(colour=styles.ACCENT, thick=0.9)
        if part.particulars:
            yield self.pairs(part.particulars)

    def _section(self, section: Section, number: str, name: str, first_level: int) -> Iterator[Box]:
        level = section.level - 1
        title = f"{number}\u2002{section.title}"
        heading = self._text(title, styles.HEADINGS[level], f"H{section.level + first_level}")
        yield Anchored(heading, name, _entry(number, section.title), level + first_level)
        for block in section.blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[Box]:
        match block:
            case Paragraph():
                yield self._text(block.text, PARAGRAPHS[block.style])
            case Pairs():
                yield self.pairs(block.rows)
            case Table():
                yield from self._table(block)
            case Figure():
                yield from self._figure(block)
            case Note():
                yield self.note(block)
            case Bullets():
                yield from self._bullets(block)
            case Quote():
                yield self._quote(block)

    def _text(
        self, text: Text, style: Style, kind: str = "P", width: float = WIDTH, indent: float = 0
    ) -> TextBox:
        return text_box(text, style, self._structure.add(kind), width, indent)

    def pairs(self, rows: tuple[Pair, ...]) -> grid.Grid:
        value = styles.VALUE
        label = replace(styles.LABEL, leading=value.leading)
        widths = (WIDTH * 0.27, WIDTH * 0.73 - grid.GAP)
        columns = grid.tracks(widths, (label, value))
        table = self._structure.add("Table")
        made = tuple(grid.row((row.label, row.value), columns, table, ("TH", "TD"), 2.2) for row in rows)
        return grid.Grid(columns, made, ruled=False)

    def _table(self, table: Table) -> Iterator[Box]:
        if plain(table.caption):
            yield self._text(table.caption, styles.CAPTION)
        if not table.rows:
            yield self._text(table.empty, styles.SMALL)
            return
        cells = [_cell_style(column) for column in table.columns]
        heads = [column.title for column in table.columns]
        shares = [column.width for column in table.columns]
        columns = grid.tracks(grid.fitted(shares, heads, styles.CELL_HEAD, table.rows, cells), cells)
        element = self._structure.add("Table")
        body = tuple(grid.row(row, columns, element, ["TD"] * len(row), 3.4) for row in table.rows)
        yield grid.Grid(columns, body, self._head(heads, columns, element), styles.CELL_HEAD)

    def _head(self, heads: list[str], columns: tuple[grid.Track, ...], element: Element) -> grid.Row:
        tracks = tuple(replace(column, style=styles.CELL_HEAD) for column in columns)
        head = grid.row(heads, tracks, element, ["TH"] * len(heads), 3.4)
        element.children.insert(0, element.children.pop())  # it stands first, though made last
        return head

    def _figure(self, figure: Figure) -> Iterator[Box]:
        found = figure.withheld or figures.prepare(figure.image, self._words)
        if isinstance(found, str):
            reason = self._words.not_shown(found)
            yield self._stack((self._text(reason, styles.SMALL),), "information", keep=True)
        else:
            yield self._picture(found, figure.alternative or plain(figure.caption))
        captions = [(figure.caption, styles.FIGURE_CAPTION), (figure.source, styles.SMALL)]
        given = [(text, style) for text, style in captions if plain(text)]
        for index, (text, style) in enumerate(given, 1):
            last = index == len(given)
            yield self._text(text, replace(style, keep=not last, after=12.0 if last else 1.0))

    def _picture(self, picture: figures.Picture, alternative: str) -> PictureBox:
        scale = min(WIDTH / picture.width, styles.PICTURE_HEIGHT / picture.height, 0.75)
        element = self._structure.add("Figure", alternative)
        return PictureBox(picture, picture.width * scale, picture.height * scale, element)

    def note(self, note: Note) -> Stack:
        title = note.title or self._words.note_title(note.kind)
        bar, _ground = styles.NOTES[note.kind]
        style = replace(styles.NOTE_TITLE, colour=bar)
        boxes = [self._text(title, style, width=WIDTH - 24)] if title else []
        boxes.append(self._text(note.text, styles.NOTE, width=WIDTH - 24))
        return self._stack(tuple(boxes), note.kind)

    def _stack(self, boxes: tuple[Box, ...], kind: str, keep: bool = False) -> Stack:
        bar, ground = styles.NOTES[kind]
        return Stack(boxes, bar, ground, keep=keep)

    def _bullets(self, bullets: Bullets) -> Iterator[Box]:
        style = replace(styles.BODY, after=3.5)
        marker = set_text("•", style, 12)[0]
        listed = self._structure.add("L")
        for item in bullets.items:
            body = listed.add("LI").add("LBody")
            yield replace(text_box(item, style, body, indent=16), marker=marker)

    def _quote(self, quote: Quote) -> Stack:
        boxes: list[Box] = [self._text(quote.text, styles.QUOTE, "BlockQuote", WIDTH - 24)]
        if plain(quote.attribution):
            boxes.append(self._text(("— ", *_pieces(quote.attribution)), styles.SMALL, width=WIDTH - 24))
        return Stack(tuple(boxes), styles.RULE, None, pad=4.0)


def _cell_style(column: Column) -> Style:
    face = replace(styles.CELL.face, mono=column.mono)
    return replace(styles.CELL, align=column.align, face=face)


def _pieces(text: Text) -> tuple[str | Span, ...]:
    return text if isinstance(text, tuple) else (text,)


def _entry(number: str, title: str) -> str:
    return shortened(f"{number}  {title}" if number else title)
