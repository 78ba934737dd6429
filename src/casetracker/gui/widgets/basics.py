"""Quiet labels, headings and hairlines on one grid of eight pixels, and a name for every widget.

Text that comes from a record goes through `plain`, which shows it as it is and never reads it as markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from casetracker.gui import theme
from casetracker.gui.widgets.wrapped import WrappedText

STEP = 8
"""The grid: every margin and gap is a multiple of it."""

LONGEST_RUN = 28
"""Letters without a gap that a label can hold; anything longer must be able to break anywhere."""

_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")

W = TypeVar("W", bound=QWidget)
P = ParamSpec("P")


def named(widget: W, name: str, accessible: str = "") -> W:
    """Gives a widget the names by which tests and screen readers know it."""
    widget.setObjectName(name)
    if accessible:
        widget.setAccessibleName(accessible)
    return widget


def plain(text: str, name: str = "", accessible: str = "", muted: bool = False) -> QWidget:
    """Text as typed: selectable, wrapped, never clipped, never interpreted."""
    breaks = _RUN.search(text) or len(text) > 2000
    shown: QWidget = WrappedText(text, muted) if breaks else label(text, selectable=True)
    if muted:
        shown.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    if isinstance(shown, QLabel):  # a screen reader hears of a label its name alone: that must be all it says
        return named(shown, name, f"{accessible}: {text}" if accessible and accessible != text else text)
    return named(shown, name, accessible or text[:200])


def label(text: str = "", *, wrap: bool = True, selectable: bool = False) -> QLabel:
    shown = QLabel(text)
    shown.setTextFormat(Qt.TextFormat.PlainText)
    shown.setWordWrap(wrap)
    shown.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(wrap)
    shown.setSizePolicy(policy)
    if selectable:
        shown.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
    return shown


def buddy(text: str, of: QWidget) -> QLabel:
    """A caption whose Alt key leads to its field."""
    caption = QLabel(text)
    caption.setBuddy(of)
    return caption


def quiet(text: str, *, wrap: bool = True, selectable: bool = False) -> QLabel:
    """What explains and may be overlooked: captions, notes, empty states."""
    shown = label(text, wrap=wrap, selectable=selectable)
    shown.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return shown


def heading(text: str, scale: float = 1.0) -> QLabel:
    shown = label(text, wrap=scale > 1.1, selectable=scale > 1.1)
    shown.setFont(emphasised(shown.font(), scale))
    return shown


def emphasised(font: QFont, scale: float = 1.0) -> QFont:
    changed = QFont(font)
    changed.setWeight(QFont.Weight.DemiBold)
    if font.pointSizeF() > 0:
        changed.setPointSizeF(font.pointSizeF() * scale)
    return changed


def calm_selection(view: QWidget) -> None:
    """A selection that keeps the letters of a list as they are."""
    changed = QPalette(view.palette())
    changed.setColor(QPalette.ColorRole.Highlight, QColor(theme.colours().selection))
    changed.setColor(QPalette.ColorRole.HighlightedText, QColor(theme.colours().text))
    view.setPalette(changed)


def hairline() -> QFrame:
    line = QFrame()
    line.setFixedHeight(1)
    line.setAutoFillBackground(True)
    line.setBackgroundRole(QPalette.ColorRole.Midlight)
    return line


def column(*parts: QWidget | QLayout, margin: int = 0, gap: int = STEP) -> QVBoxLayout:
    return _filled(QVBoxLayout(), parts, margin, gap)


def row(*parts: QWidget | QLayout, margin: int = 0, gap: int = STEP) -> QHBoxLayout:
    return _filled(QHBoxLayout(), parts, margin, gap)


def top_line(*parts: QWidget, gap: int = STEP // 2) -> QHBoxLayout:
    """Parts on one line, their first lines of text level; the last takes the room that is left."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(gap)
    for part in parts[:-1]:
        line.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(parts[-1], 1)
    return line


L = TypeVar("L", bound=QBoxLayout)


def _filled(box: L, parts: tuple[QWidget | QLayout, ...], margin: int, gap: int) -> L:
    box.setContentsMargins(margin, margin, margin, margin)
    box.setSpacing(gap)
    for part in parts:
        if isinstance(part, QWidget):
            box.addWidget(part)
        else:
            box.addLayout(part)
    return box


class Flowing(QWidget):
    """The inside of a scrolling area: as tall as its text needs at the width it is given, and no taller."""

    def minimumSizeHint(self) -> QSize:
        box = self.layout()
        return QSize(box.minimumSize().width() if box is not None else 0, 0)


def whenever_alive(owner: QObject, call: Callable[P, object]) -> Callable[P, None]:
    """The same call, unless its widget has gone by the time the answer comes."""
    def guarded(*given: P.args, **named_given: P.kwargs) -> None:
        if shiboken6.isValid(owner):
            call(*given, **named_given)

    return guarded


class Mnemonics:
    """Deals out Alt keys so that no two fields of one panel share a letter."""

    def __init__(self, taken: str = "") -> None:
        self._taken = set(taken.casefold())

    @property
    def taken(self) -> str:
        return "".join(sorted(self._taken))

    def mark(self, text: str) -> str:
        """The text with "&" before the first letter that is still free."""
        for place, letter in enumerate(text):
            key = letter.casefold()
            if letter.isalpha() and key not in self._taken:
                self._taken.add(key)
                return f"{doubled(text[:place])}&{doubled(text[place:])}"
        return doubled(text)


def keys_of(*texts: str) -> str:
    """The Alt keys that buttons have already, whatever the language."""
    return "".join(text[place + 1] for text in texts if 0 <= (place := text.find("&")) < len(text) - 1)


def doubled(text: str) -> str:
    """Text for a button or a buddy label, with every "&" standing for itself."""
    return text.replace("&", "&&")
