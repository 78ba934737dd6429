"""Pictures of evidence: nothing is shown by itself, untrusted bytes do no harm, and what must be is blurred first."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests.gui.desks import INCIDENT, PATIENCE, done, press, sample_desk

from casetracker.errors import EvidenceFault
from casetracker.gui.ops import Operations
from casetracker.gui.pages import page_for
from casetracker.gui.pages.picture import PictureView, blurred, decode
from casetracker.services import evidence

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


@pytest.fixture
def ops(tmp_path: Path) -> Iterator[Operations]:
    with sample_desk(tmp_path) as ops:
        yield ops


def stripes() -> QImage:
    image = QImage(240, 160, QImage.Format.Format_RGB32)
    for x in range(240):
        for y in range(160):
            image.setPixelColor(x, y, QColor("black" if x // 4 % 2 else "white"))
    return image


def png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def view_of(qtbot: QtBot, ops: Operations, tmp_path: Path, data: bytes, **details: bool) -> PictureView:
    file = tmp_path / "picture.png"
    file.write_bytes(data)
    taken = done(qtbot, ops, lambda: evidence.take_in(ops.store, INCIDENT, file, details=details))
    page = page_for("evidence", ops)
    qtbot.addWidget(page)
    page.resize(820, 900)
    page.show()
    page.show_record(taken.reference)
    qtbot.waitUntil(lambda: page.findChild(PictureView) is not None, timeout=PATIENCE)
    view = page.findChild(PictureView)
    assert view is not None
    return view


def test_nothing_is_shown_until_somebody_asks(qtbot: QtBot, ops: Operations, tmp_path: Path) -> None:
    view = view_of(qtbot, ops, tmp_path, png(stripes()))
    assert not view.picture.isVisible()
    assert view.picture.image.isNull()
    press(view.show_button)
    qtbot.waitUntil(view.picture.isVisible, timeout=PATIENCE)
    assert view.picture.image.width() == 240
    press(view.show_button)
    assert not view.picture.isVisible()


@pytest.mark.parametrize("detail", ["graphic", "identifiable_persons"])
def test_what_must_not_be_recognised_is_blurred_until_a_second_press(qtbot: QtBot, ops: Operations, tmp_path: Path,
                                                                    detail: str) -> None:
    view = view_of(qtbot, ops, tmp_path, png(stripes()), **{detail: True})
    press(view.show_button)
    qtbot.waitUntil(view.picture.isVisible, timeout=PATIENCE)
    assert contrast(view.picture.image) < 60
    press(view.sharp_button)
    assert contrast(view.picture.image) > 200
    press(view.show_button)
    press(view.show_button)
    qtbot.waitUntil(view.picture.isVisible, timeout=PATIENCE)
    assert contrast(view.picture.image) < 60


def contrast(image: QImage) -> int:
    greys = [image.pixelColor(x, image.height() // 2).value() for x in range(image.width())]
    return max(greys) - min(greys)


def test_a_blurred_picture_keeps_its_size() -> None:
    assert blurred(stripes()).size() == stripes().size()


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"no picture at all", b"GIF89a\xff\xff\xff\xff",
                                  b"<svg xmlns='http://www.w3.org/2000/svg'><image href='/etc/passwd'/></svg>",
                                  b"%PDF-1.4"])
def test_bytes_that_are_no_picture_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(EvidenceFault):
        decode(data)


def test_a_picture_that_claims_to_be_enormous_is_refused_before_it_is_read() -> None:
    header = b"BM" + (54).to_bytes(4, "little") + bytes(4) + (54).to_bytes(4, "little") + (40).to_bytes(4, "little")
    huge = header + (60_000).to_bytes(4, "little") + (60_000).to_bytes(4, "little") + b"\x01\x00\x18\x00" + bytes(24)
    with pytest.raises(EvidenceFault):
        decode(huge)


def test_a_damaged_picture_leaves_a_sentence_on_the_page(qtbot: QtBot, ops: Operations, tmp_path: Path) -> None:
    view = view_of(qtbot, ops, tmp_path, png(stripes())[:80])
    press(view.show_button)
    message = view.findChild(QLabel, view.message.objectName())
    assert message is not None
    qtbot.waitUntil(lambda: bool(message.text()), timeout=PATIENCE)
    assert view.show_button.isEnabled()
    assert not view.picture.isVisible()


def test_collected_broken_pictures_end_in_a_picture_or_a_sentence(collected_data: Path) -> None:
    files = [file for file in sorted((collected_data / "img_bad").rglob("*")) if file.is_file()]
    assert files
    for file in files[::max(1, len(files) // 40)]:
        with contextlib.suppress(EvidenceFault):
            assert not decode(file.read_bytes()).isNull(), file.name
