"""Icons of one family, drawn in the colours of the theme at the sharpness of the screen."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from casetracker import assets
from casetracker.gui import theme


def icon(name: str, tint: str = "text") -> QIcon:
    """An icon by its name in `resources/icons`; `tint` names a colour of the theme, looked up whenever it is drawn."""
    return QIcon(_TintedEngine(name, tint))


def pixmap(name: str, size: int, tint: str = "text", scale: float = 1.0) -> QPixmap:
    """One icon as a picture, for labels and for drawing by hand."""
    return _drawn(name, getattr(theme.colours(), tint), size, scale)


def program_icon() -> QIcon:
    return QIcon(str(assets.path("icons", "casetracker.svg")))


@cache
def _source(name: str) -> str:
    return assets.read_text("icons", f"{name}.svg")


def _drawing(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))


@cache
def _drawn(name: str, colour: str, size: int, scale: float) -> QPixmap:
    picture = QPixmap(QSize(size, size) * scale)
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _drawing(name, colour).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


class _TintedEngine(QIconEngine):
    """Draws in today's colours, so that a change of theme needs no new icons."""

    def __init__(self, name: str, tint: str) -> None:
        super().__init__()
        self._name = name
        self._tint = tint

    def _colour(self, mode: QIcon.Mode) -> str:
        colours = theme.colours()
        if mode == QIcon.Mode.Disabled:
            return colours.disabled
        return QColor(getattr(colours, self._tint)).name()

    # Qt's own names from here on.

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._tint)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _drawn(self._name, self._colour(mode), size.width(), 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return _drawn(self._name, self._colour(mode), size.width(), scale)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        edge = min(rect.width(), rect.height())
        square = QRect(0, 0, edge, edge)
        square.moveCenter(rect.center())
        _drawing(self._name, self._colour(mode)).render(painter, QRectF(square))
