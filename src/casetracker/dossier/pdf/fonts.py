"""The letters a dossier is set in: which font has a sign, and how wide it is there.

All fonts are whole TrueType files of ours and are embedded. A sign is looked for in the font of its
style, then in the fonts of other scripts, then in DejaVu; what no font has is known before a page is drawn.
ReportLab alone would drop it in silence.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from casetracker import assets


@dataclass(frozen=True, slots=True)
class Face:
    """A style of letters, as asked for; the font may differ from sign to sign."""

    mono: bool = False
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Font:
    """One font file: the signs it has, and their widths in thousandths of the size.

    Letters that look larger or smaller than Noto Sans at the same size are scaled.
    """

    name: str
    glyphs: Mapping[int, int]
    widths: Mapping[int, float]
    scale: float = 1.0

    def has(self, sign: str) -> bool:
        return ord(sign) in self.glyphs

    def width(self, sign: str) -> float:
        return self.widths.get(32 if sign == "\xa0" else ord(sign), 0.0) * self.scale


_SCRIPTS = ("NotoNaskhArabic", "NotoSansHebrew", "NotoSansArmenian", "NotoSansGeorgian")
_SCALES = {"NotoNaskhArabic": 1.16, "NotoSansMono": 0.86}
BASE = "NotoSans-Regular"


def chain(face: Face) -> tuple[str, ...]:
    """The font files to look in, in this order."""
    weight = "Bold" if face.bold else "Regular"
    slant = ("Bold" if face.bold else "") + "Italic" if face.italic else weight
    sans = f"NotoSans-{slant}"
    first = (f"NotoSansMono-{weight}", sans) if face.mono else (sans,)
    return (*first, *(f"{script}-{weight}" for script in _SCRIPTS), "DejaVuSans")


@functools.cache
def load(name: str) -> Font:
    """Read a font file once and make it known to ReportLab under its own name."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font: Any = TTFont(name, str(assets.root() / "fonts" / f"{name}.ttf"), asciiReadable=False)
    pdfmetrics.registerFont(font)
    return Font(name, font.face.charToGlyph, font.face.charWidths, _SCALES.get(name.split("-")[0], 1.0))


@functools.cache
def font_of(sign: str, face: Face) -> Font | None:
    """The first font of the chain that has the sign."""
    return next((font for name in chain(face) if (font := load(name)).has(sign)), None)


def has_glyph(sign: str) -> bool:
    return font_of(sign, Face()) is not None


def runs(text: str, face: Face) -> Iterator[tuple[Font, str]]:
    """The text cut where its font changes. Every sign must have a glyph (see `characters.printable`)."""
    first = load(chain(face)[0])
    if first.glyphs.keys() >= set(map(ord, text)):
        yield first, text
        return
    chosen = [(font_of(sign, face) or first, sign) for sign in text]
    for font, group in groupby(chosen, key=lambda pair: pair[0].name):
        yield load(font), "".join(sign for _font, sign in group)


@functools.lru_cache(maxsize=50_000)
def width(text: str, face: Face) -> float:
    """How wide the text is, in thousandths of the size."""
    return sum((font_of(sign, face) or load(BASE)).width(sign) for sign in text)
