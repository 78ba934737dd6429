"""Pictures of evidence: turned upright, made small, stripped of all but pixels; hostile ones stop nothing."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from tests.dossier.dossier_demo import picture
from tests.dossier.pdf_reading import of_blocks, page_texts

from casetracker.dossier.pdf.figures import SIDE, Picture, prepare
from casetracker.dossier.pdf.render import render
from casetracker.dossier.pdf.words import Words
from casetracker.dossier.tree import Figure
from casetracker.errors import UserError

WORDS = Words("en")
ORIENTATION = 0x0112


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def prepared(data: bytes) -> Picture:
    found = prepare(data, WORDS)
    assert isinstance(found, Picture), found
    return found


def opened(found: Picture) -> Image.Image:
    return Image.open(BytesIO(found.data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP"])
def test_common_formats_are_shown(kind: str) -> None:
    found = prepared(picture(300, 200, kind))
    assert (found.width, found.height) == (300, 200)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr", "I;16", "I", "F"])
def test_all_kinds_of_pixels_are_shown(mode: str) -> None:
    found = prepared(encoded(Image.new(mode, (40, 30)), "TIFF"))
    assert opened(found).mode in ("L", "RGB")


def test_transparency_is_paper() -> None:
    found = prepared(encoded(Image.new("RGBA", (10, 10), (255, 0, 0, 0)), "PNG"))
    assert opened(found).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_camera_gives_an_upright_picture(orientation: int) -> None:
    upright = Image.new("RGB", (60, 40), "white")
    upright.paste("black", (0, 0, 20, 20))  # the dark corner is at the top left
    backwards = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = upright.transpose(backwards[orientation]) if orientation > 1 else upright
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    found = prepared(encoded(stored, "PNG", exif=exif))
    assert (found.width, found.height) == (60, 40)
    assert opened(found).getpixel((5, 5)) == (0, 0, 0)
    assert opened(found).getpixel((50, 30)) == (255, 255, 255)


def test_a_large_picture_is_made_small_once() -> None:
    found = prepared(picture(3200, 2400))
    assert (found.width, found.height) == (SIDE, 1200)
    assert found == prepared(picture(3200, 2400))


def test_only_pixels_reach_the_file() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    image = Image.open(BytesIO(picture(200, 100)))
    data = encoded(image, "JPEG", exif=exif, comment=b"secret comment")
    assert b"Secret Camera" in data
    assert b"secret comment" in data
    pdf = render(of_blocks(Figure(data))).pdf
    assert b"Secret Camera" not in pdf
    assert b"secret comment" not in pdf


def test_too_many_pixels_are_never_decoded() -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
    bomb = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
    assert isinstance(prepare(bomb, WORDS), str)
    flat = encoded(Image.new("1", (9000, 5000)), "PNG")
    assert prepare(flat, WORDS) == "9000 × 5000 pixels are more than can be shown safely"


@pytest.mark.parametrize("data", [b"", b"not a picture", b"%!PS-Adobe-3.0 EPSF-3.0\n", picture()[:2000]])
def test_what_is_no_picture_is_said(data: bytes) -> None:
    rendered = render(of_blocks(Figure(data, "A caption.", "A source.")))
    text = page_texts(rendered.pdf)[-1]
    assert "Picture not shown: the file cannot be read as a picture" in text
    assert "A caption." in text
    assert "A source." in text


@pytest.mark.parametrize("error", [OSError("gone"), UserError("gone")])
def test_a_file_that_cannot_be_read_is_said(error: Exception) -> None:
    def missing() -> bytes:
        raise error

    assert prepare(missing, WORDS) == "the file cannot be read as a picture"


def test_a_withheld_picture_is_not_even_read() -> None:
    def never() -> bytes:
        raise AssertionError

    text = page_texts(render(of_blocks(Figure(never, withheld="it is not marked showable"))).pdf)[-1]
    assert "Picture not shown: it is not marked showable" in text


def test_a_picture_stays_on_its_page_with_its_caption() -> None:
    tall = picture(200, 1600)
    pdf = render(of_blocks(*(Figure(tall, f"Caption {n}.") for n in range(5)))).pdf
    with pikepdf.open(BytesIO(pdf)) as opened_pdf:
        pictures = [page.Contents.read_bytes().count(b" Do") for page in opened_pdf.pages]
    captions = [text.count("Caption") for text in page_texts(pdf)]
    assert sum(captions) == 5
    assert pictures == captions


def test_damaged_pictures_stop_nothing(collected_data: Path) -> None:
    files = sorted(path for path in (collected_data / "img_bad").rglob("*") if path.is_file())
    assert len(files) > 50
    figures = [Figure(path.read_bytes(), f"Damaged picture {number}.") for number, path in enumerate(files)]
    text = "\n".join(page_texts(render(of_blocks(*figures)).pdf))
    for number in range(len(files)):
        assert f"Damaged picture {number}." in text
