"""The first page, and the contents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from casetracker.dossier.outline import numbered
from casetracker.dossier.pdf import grid, styles
from casetracker.dossier.pdf.boxes import Box, RuleBox, TextBox, stacked, text_box
from casetracker.dossier.pdf.flow import Flow
from casetracker.dossier.pdf.pen import Pen
from casetracker.dossier.pdf.structure import Element
from casetracker.dossier.pdf.styles import BODY_HEIGHT, WIDTH, Style
from casetracker.dossier.pdf.text import set_text, shortened
from casetracker.dossier.pdf.words import Words, utc
from casetracker.dossier.tree import Dossier, Pair, Span, Text

_SINK = 96.0  # the cover begins lower than other pages
_NUMBER = 30.0


@dataclass(frozen=True, slots=True)
class Gap:
    """Room left free."""

    height: float
    before: float = 0.0
    after: float = 0.0
    keep: bool = True

    def split(self, room: float) -> tuple[Box | None, Box | None]:
        return (self, None) if room >= self.height else (None, self)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Nothing is drawn."""


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A title that leads to its section; the page is known only when all pages are made."""

    text: TextBox
    name: str
    page_of: dict[str, int]

    @property
    def before(self) -> float:
        return self.text.before

    @property
    def after(self) -> float:
        return self.text.after

    @property
    def keep(self) -> bool:
        return self.text.keep

    @property
    def height(self) -> float:
        return self.text.height

    def split(self, room: float) -> tuple[Box | None, Box | None]:
        return (self, None) if room >= self.height else (None, self)

    def draw(self, pen: Pen, x: float, top: float) -> None:
        self.text.draw(pen, x, top)
        style = replace(self.text.style, align="right")
        number = set_text(str(self.page_of[self.name]), style, _NUMBER)
        at = top + self.height - style.leading
        with pen.marked(self.text.element):
            pen.lines(number, style, x + WIDTH - _NUMBER, at, _NUMBER)
        start = x + self.text.indent + self.text.lines[-1].width + 6
        with pen.artifact():
            pen.dots(start, at + style.leading * 0.72, x + WIDTH - number[0].width - 6 - start)
        pen.link(self.name, x, top, WIDTH, self.height)


class Front:
    """The pages before the first section."""

    def __init__(self, dossier: Dossier, words: Words, structure: Element, flow: Flow) -> None:
        self._dossier = dossier
        self._words = words
        self._structure = structure
        self._flow = flow
        self.page_of: dict[str, int] = {}

    def pages(self) -> list[list[Box]]:
        """The cover, with the contents beneath where they fit, else on a page of their own."""
        cover = tuple(self._cover())
        contents = tuple(self._contents())
        if stacked((*cover, *contents)) <= BODY_HEIGHT:
            return [[*cover, *contents]]
        return [list(cover), list(contents)]

    def _cover(self) -> Iterator[Box]:
        dossier, cover = self._dossier, self._dossier.cover
        yield Gap(_SINK)
        if cover.kind:
            yield self._text(cover.kind, styles.COVER_KIND)
        yield self._text(dossier.title, styles.COVER_TITLE, "H1")
        yield self._text(dossier.reference, styles.COVER_REFERENCE)
        yield RuleBox(colour=styles.ACCENT, thick=0.9, before=16.0, after=14.0)
        if cover.statuses:
            yield self._statuses(cover.statuses)
        yield self._flow.pairs((*self._record(), *cover.particulars))
        for note in cover.notes:
            yield self._flow.note(note)

    def _record(self) -> Iterator[Pair]:
        dossier, words = self._dossier, self._words
        yield Pair(words.confidentiality(), Span(dossier.confidentiality, bold=True))
        yield Pair(words.stood_at(), utc(dossier.record_stood_at))
        yield Pair(words.entry(), str(dossier.record_sequence))
        yield Pair(words.entry_hash(), Span(dossier.record_hash, mono=True))

    def _statuses(self, statuses: tuple[Pair, ...]) -> Box:
        width = (WIDTH - grid.GAP * (len(statuses) - 1)) / len(statuses)
        table = self._structure.add("Table")
        rows: list[grid.Row] = []
        for texts, style, kind, pad in (
            ([status.label for status in statuses], styles.STATUS_LABEL, "TH", 0.0),
            ([status.value for status in statuses], styles.STATUS_VALUE, "TD", 1.0),
        ):
            columns = grid.tracks([width] * len(statuses), [style] * len(statuses))
            rows.append(grid.row(texts, columns, table, [kind] * len(statuses), pad))
        return grid.Grid(columns, tuple(rows[1:]), rows[0], styles.STATUS_LABEL, ruled=False, after=16.0)

    def _contents(self) -> Iterator[Box]:
        if not any(part.sections for part in self._dossier.parts):
            return
        yield self._text(self._words.contents(), styles.CONTENTS_HEAD)
        contents = self._structure.add("TOC")
        for index, part in enumerate(self._dossier.parts):
            if part.title:
                reference = (Span(part.reference, mono=True), "   ") if part.reference else ()
                title = (*reference, shortened(part.title))
                yield self._line(contents, title, f"part{index}", styles.CONTENTS_PART)
            for number, section in numbered(part):
                if section.level < 3:
                    style = styles.CONTENTS_LINE[section.level - 1]
                    title = (f"{number}\u2002{shortened(section.title)}",)
                    indent = 14.0 * (section.level - 1)
                    yield self._line(contents, title, f"part{index}.{number}", style, indent)

    def _line(self, contents: Element, title: Text, name: str, style: Style, indent: float = 0.0) -> Box:
        box = text_box(title, style, contents.add("TOCI"), WIDTH - _NUMBER - 6, indent)
        return ContentsLine(box, name, self.page_of)

    def _text(self, text: str, style: Style, kind: str = "P") -> TextBox:
        return text_box(text, style, self._structure.add(kind))
