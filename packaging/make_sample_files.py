"""Draws the small files of the sample case: a card and a one-page document, each saying that it is a sample.

Run it from the top of the checkout after changing it; the results are kept in `resources/samples`, and the same code
makes the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A5
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

TOP = Path(__file__).resolve().parents[1]
FONTS = TOP / "resources" / "fonts"
SAMPLES = TOP / "resources" / "samples"
INK, PAPER, LINE = "#1f2d3a", "#f4f1ea", "#8a94a0"

CARD = ("SAMPLE · ЗРАЗОК", "Drawn for casetracker.", "It shows nothing of the event.")
PAGE = (
    "This page was made for casetracker to show how a document",
    "stands in the evidence register and in a dossier.",
    "It is no document of any authority and says nothing of any event.",
)


def draw_card(target: Path) -> None:
    image = Image.new("RGB", (640, 360), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((12, 12, 627, 347), outline=LINE, width=3)
    draw.line((12, 12, 627, 347), fill="#e4dfd3", width=3)
    draw.line((12, 347, 627, 12), fill="#e4dfd3", width=3)
    for text, height, size, face in zip(
        CARD, (90, 200, 245), (58, 26, 26), ("NotoSans-Bold.ttf", "NotoSans-Regular.ttf", "NotoSans-Regular.ttf"),
        strict=True,
    ):
        draw.text((320, height), text, fill=INK, font=ImageFont.truetype(str(FONTS / face), size), anchor="ma")
    image.quantize(32, dither=Image.Dither.NONE).save(target, optimize=True)


def write_page(target: Path) -> None:
    pdfmetrics.registerFont(TTFont("Sample", str(FONTS / "NotoSans-Regular.ttf")))
    canvas = Canvas(str(target), pagesize=A5, invariant=1, initialFontName="Sample")
    canvas.setTitle("Sample document")
    canvas.setAuthor("casetracker")
    canvas.setFont("Sample", 22)
    canvas.drawString(42, 520, "SAMPLE DOCUMENT")
    canvas.setFont("Sample", 12)
    for row, text in enumerate(PAGE):
        canvas.drawString(42, 480 - 18 * row, text)
    canvas.showPage()
    canvas.save()


if __name__ == "__main__":
    SAMPLES.mkdir(parents=True, exist_ok=True)
    draw_card(SAMPLES / "sample-card.png")
    write_page(SAMPLES / "sample-document.pdf")
