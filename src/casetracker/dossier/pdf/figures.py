"""Pictures of evidence, prepared for print. Their bytes are not to be trusted.

A picture is opened only in a known format and under a limit of pixels that is checked before it is decoded; it is
turned upright, made small enough for a page, and written anew, so that nothing but its pixels reaches the PDF
(no place, no camera, no comment). What cannot be opened is said in its place and stops nothing.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, cast

from casetracker.dossier.pdf.words import Words
from casetracker.dossier.tree import ImageSource
from casetracker.errors import UserError

if TYPE_CHECKING:
    from PIL.Image import Image

PIXELS = 40_000_000
SIDE = 1600
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP")
_LOSSLESS = 300_000
_QUALITY = 85
_TURNS = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it goes into the PDF."""

    data: bytes
    width: int
    height: int


def prepare(source: ImageSource, words: Words) -> Picture | str:
    """The picture, or in words why there is none."""
    from PIL import Image

    try:
        raw = source if isinstance(source, bytes) else source()
    except (OSError, UserError):
        return words.unreadable()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own warning comes later than our limit
            with Image.open(BytesIO(raw), formats=_FORMATS) as image:
                if image.width * image.height > PIXELS:
                    return words.too_large(image.width, image.height)
                return _encoded(_upright(image), lossless=image.format != "JPEG")
    except Exception:  # decoders fail on hostile bytes in ways nobody can list
        return words.unreadable()


def _upright(image: Image) -> Image:
    from PIL.Image import Resampling, Transpose

    image.draft(None, (SIDE, SIDE))
    turn = _turn(image)
    image.load()
    plain = _flat(image)
    plain.thumbnail((SIDE, SIDE), Resampling.LANCZOS)
    plain.info.clear()  # a comment of the camera would be written again
    return plain.transpose(Transpose[turn]) if turn else plain


def _turn(image: Image) -> str | None:
    """How the camera was held; a damaged note of it must not hide the picture."""
    try:
        return _TURNS.get(image.getexif().get(0x0112, 1))
    except Exception:
        return None


def _flat(image: Image) -> Image:
    """Grey or colour, without transparency: on white, as on paper."""
    from PIL import Image as Images

    if image.mode in ("L", "1"):
        return image.convert("L")
    if image.mode.startswith("I") or image.mode == "F":
        return _stretched(image)
    if not image.has_transparency_data:
        return image.convert("RGB")
    over = image.convert("RGBA")
    white = Images.new("RGBA", over.size, "white")
    return Images.alpha_composite(white, over).convert("RGB")


def _stretched(image: Image) -> Image:
    """Deep grey (scans, thermal cameras) brought into the range of paper."""
    deep = image.convert("F")
    low, high = cast("tuple[float, float]", deep.getextrema())
    scale = 255.0 / (high - low) if high > low else 1.0
    return deep.point(lambda value: value * scale - low * scale).convert("L")


def _encoded(image: Image, lossless: bool) -> Picture:
    out = BytesIO()
    if lossless:
        image.save(out, "PNG")
    if not lossless or out.tell() > _LOSSLESS:
        out = BytesIO()
        image.save(out, "JPEG", quality=_QUALITY)
    return Picture(out.getvalue(), image.width, image.height)
