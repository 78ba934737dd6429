"""A picture of the evidence, shown on request only: untrusted bytes, decoded within limits, blurred where it must be."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from casetracker.errors import EvidenceFault
from casetracker.gui.widgets import decoding
from casetracker.gui.widgets.basics import STEP, column, label, named, row, whenever_alive
from casetracker.gui.widgets.buttons import action
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations
    from casetracker.services.case_store import CaseStore

SHOWN = QSize(880, 620)
_BLUR = 14  # columns and rows that are left of a picture one may not recognise


def decode(data: bytes) -> QImage:
    """The picture, or an EvidenceFault; the decoding is done by a process that may crash. Not for the window's thread."""
    command = [sys.executable, "-m", "casetracker.gui.widgets.decoding"]
    try:
        answer = subprocess.run(command, input=data, capture_output=True, timeout=decoding.SECONDS * 1.5, check=False,
                                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0))
    except (OSError, subprocess.TimeoutExpired):
        raise EvidenceFault(_("This picture could not be read in time."), _save_it()) from None
    if answer.returncode == decoding.TOO_LARGE:
        raise EvidenceFault(_("This picture is too large to be shown here."), _save_it())
    image = _from_pixels(answer.stdout) if answer.returncode == 0 else None
    if image is None:
        raise EvidenceFault(_("This file is damaged or is no picture that can be shown here."), _save_it())
    return image


def _from_pixels(answer: bytes) -> QImage | None:
    if len(answer) < decoding.HEADER.size:
        return None
    mark, width, height = decoding.HEADER.unpack_from(answer)
    pixels = answer[decoding.HEADER.size:]
    if mark != decoding.MARK or len(pixels) != width * height * 4 or not pixels:
        return None
    return QImage(pixels, width, height, width * 4, QImage.Format.Format_RGBA8888).copy()


def _save_it() -> str:
    return _("Save a copy to look at it with another program.")


def blurred(image: QImage) -> QImage:
    """So coarse that nobody can be recognised in it."""
    smooth = Qt.TransformationMode.SmoothTransformation
    coarse = image.scaled(_BLUR, _BLUR, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    return coarse.scaled(image.size(), Qt.AspectRatioMode.IgnoreAspectRatio, smooth)


def _read(store: CaseStore, sha256: str) -> QImage:
    from casetracker.services import evidence

    with evidence.open_file(store, sha256) as file:
        return decode(file.read(decoding.LARGEST_FILE + 1))


class Picture(QWidget):
    """A picture as large as the page allows, at most as large as it is."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def image(self) -> QImage:
        return self._image

    def set_picture(self, image: QImage) -> None:
        self._image = image
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return self._size(SHOWN.width())

    def minimumSizeHint(self) -> QSize:
        return QSize(64, 0)

    def heightForWidth(self, width: int) -> int:
        return self._size(width).height()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._image.isNull():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRect(QPoint(), self._size(self.width())), self._image)

    def _size(self, width: int) -> QSize:
        size = self._image.size()
        room = QSize(max(1, width), SHOWN.height())
        fits = size.width() <= room.width() and size.height() <= room.height()
        return size if fits else size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)


class PictureView(QWidget):
    """A button until it is pressed; then the picture, blurred first where people or wounds are to be seen."""

    def __init__(self, ops: Operations, sha256: str, title: str, careful: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ops, self._sha256, self._careful = ops, sha256, careful
        self._image: QImage | None = None
        self._sharp = not careful
        self.show_button = action(f"show_picture_{sha256[:12]}", _("Show picture"), self.toggle,
                                  _("Show picture of {title}").format(title=title))
        self.sharp_button = action(f"sharpen_{sha256[:12]}", _("Show it unblurred"), self._toggle_sharp)
        self.sharp_button.hide()
        self.picture = named(Picture(), f"picture_{sha256[:12]}", _("Picture of {title}").format(title=title))
        self.picture.hide()
        self.message = named(label(""), f"picture_message_{sha256[:12]}")
        self.message.hide()
        buttons = row(self.show_button, self.sharp_button)
        buttons.addStretch(1)
        self.setLayout(column(buttons, self.message, self.picture, gap=STEP))

    def toggle(self) -> None:
        if self.picture.isVisible():
            self._sharp = not self._careful
            self._image = None
            self._show()
            return
        self.show_button.setEnabled(False)
        store, sha256 = self._ops.store, self._sha256
        self._ops.read(lambda: _read(store, sha256), whenever_alive(self, self._arrived),
                       whenever_alive(self, self._failed))

    def _toggle_sharp(self) -> None:
        self._sharp = not self._sharp
        self._show()

    def _arrived(self, image: QImage) -> None:
        self.show_button.setEnabled(True)
        self._image = image
        self._say("")
        self._show()

    def _failed(self, error: Exception) -> None:
        self.show_button.setEnabled(True)
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    def _show(self) -> None:
        image = self._image
        self.picture.setVisible(image is not None)
        self.show_button.setText(_("Show picture") if image is None else _("Hide picture"))
        self.sharp_button.setVisible(image is not None and self._careful)
        self.sharp_button.setText(_("Blur it again") if self._sharp else _("Show it unblurred"))
        if image is None:
            self.picture.set_picture(QImage())
            return
        self.picture.set_picture(image if self._sharp else blurred(image))
