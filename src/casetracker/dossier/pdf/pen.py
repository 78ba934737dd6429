"""The one place that draws: a thin hand over ReportLab's canvas, measuring from the top of the page.

What belongs to the document is drawn inside `marked`, what belongs to the page (rules, running heads) inside
`artifact`, so that a reader who listens to the page hears the document only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from casetracker.dossier.pdf import fonts
from casetracker.dossier.pdf.structure import Element
from casetracker.dossier.pdf.styles import HAIR, PAGE_HEIGHT, PAGE_WIDTH, RULE, Align, Colour, Style
from casetracker.dossier.pdf.text import Line, Run, aligned


class Pen:
    """Draws one document, page after page."""

    def __init__(self) -> None:
        from reportlab import rl_config
        from reportlab.pdfgen.canvas import Canvas

        rl_config.useA85 = 0  # compressed streams stay binary: smaller, and a fifth faster
        fonts.load(fonts.BASE)
        self._bytes = BytesIO()
        self._canvas: Any = Canvas(
            self._bytes,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            pageCompression=1,
            invariant=1,
            initialFontName=fonts.BASE,
        )
        self.page = 0
        self._marks = 0

    def next_page(self) -> None:
        self._canvas.showPage()
        self.page += 1
        self._marks = 0

    def close(self) -> bytes:
        self._canvas.save()
        return self._bytes.getvalue()

    @contextmanager
    def marked(self, element: Element) -> Iterator[None]:
        """What is drawn in here is the content of this element."""
        element.marks.append((self.page, self._marks))
        self._write(f"/{element.kind} <</MCID {self._marks}>> BDC")
        self._marks += 1
        yield
        self._write("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn in here belongs to the page, not to the document."""
        self._write("/Artifact BMC")
        yield
        self._write("EMC")

    def lines(self, lines: Iterable[Line], style: Style, x: float, top: float, width: float) -> float:
        """Lines under each other; gives back where they end."""
        for line in lines:
            align = aligned(style, line).align
            self.line(line, _start(line, align, x, width), top + style.leading / 2 + style.size * 0.36)
            top += style.leading
        return top

    def line(self, line: Line, x: float, baseline: float) -> None:
        if not line.runs:
            return
        text = self._canvas.beginText(x, PAGE_HEIGHT - baseline)
        for run in line.runs:
            _draw_run(text, run)
        if line.parts and not line.from_right:
            text.textOut(" ")
        self._canvas.drawText(text)

    def rule(self, x: float, at: float, width: float, colour: Colour = RULE, thick: float = HAIR) -> None:
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(thick)
        self._canvas.setDash([])
        self._canvas.line(x, PAGE_HEIGHT - at, x + width, PAGE_HEIGHT - at)

    def dots(self, x: float, at: float, width: float) -> None:
        """The line that leads the eye from a title to its page."""
        self._canvas.setStrokeColorRGB(*RULE)
        self._canvas.setLineWidth(0.7)
        self._canvas.setDash([0.7, 3.3], -x % 4)
        self._canvas.line(x, PAGE_HEIGHT - at, x + width, PAGE_HEIGHT - at)

    def fill(self, x: float, top: float, width: float, height: float, colour: Colour) -> None:
        self._canvas.setFillColorRGB(*colour)
        self._canvas.rect(x, PAGE_HEIGHT - top - height, width, height, stroke=0, fill=1)

    def frame(self, x: float, top: float, width: float, height: float, colour: Colour, thick: float) -> None:
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(thick)
        self._canvas.setDash([])
        self._canvas.rect(x, PAGE_HEIGHT - top - height, width, height, stroke=1, fill=0)

    def picture(self, image: bytes, x: float, top: float, width: float, height: float) -> None:
        from reportlab.lib.utils import ImageReader

        at = PAGE_HEIGHT - top - height
        self._canvas.drawImage(ImageReader(BytesIO(image)), x, at, width, height, mask="auto")

    def anchor(self, name: str, top: float) -> None:
        """A place that links and bookmarks lead to."""
        self._canvas.bookmarkHorizontal(name, 0, PAGE_HEIGHT - max(top - 14, 0))

    def bookmark(self, title: str, name: str, level: int) -> None:
        self._canvas.addOutlineEntry(title, name, level, closed=level > 0)

    def link(self, name: str, x: float, top: float, width: float, height: float) -> None:
        box = (x, PAGE_HEIGHT - top - height, x + width, PAGE_HEIGHT - top)
        self._canvas.linkRect("", name, box, relative=0, thickness=0)

    def _write(self, code: str) -> None:
        self._canvas._code.append(code)


def _draw_run(text: Any, run: Run) -> None:
    text.setFont(run.font, run.size)
    text.setFillColorRGB(*run.colour)
    text.textOut(run.text)


def _start(line: Line, align: Align, x: float, width: float) -> float:
    if align == "right":
        return x + width - line.width
    return x + (width - line.width) / 2 if align == "centre" else x
