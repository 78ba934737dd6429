"""Draw the program's sign in the sizes a desktop asks for; to be run again after changing the SVG."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent
SIGN = HERE.parent / "resources" / "icons" / "casetracker.svg"
SIZES = (16, 32, 48, 64, 128, 256)


def render(drawing: QSvgRenderer, size: int) -> None:
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing.render(painter)
    painter.end()
    place = HERE / "icons" / "hicolor" / f"{size}x{size}" / "apps" / "casetracker.png"
    place.parent.mkdir(parents=True, exist_ok=True)
    picture.save(str(place))


if __name__ == "__main__":
    application = QGuiApplication([])
    for size in SIZES:
        render(QSvgRenderer(str(SIGN)), size)
