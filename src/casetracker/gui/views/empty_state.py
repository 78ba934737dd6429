"""What stands where a list would be when there is nothing to list: why, and what to do about it."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from casetracker.gui import icons, theme
from casetracker.gui.widgets.basics import named
from casetracker.i18n import _

_SIGN = 40
_LONG_WORD = re.compile(r"\w{16,}")
_SIGN_WITHIN = re.compile(r"(?<=\w)([:,.!/()_-]+)(?=\w)")
_SOFT = "\u200b"
"""Where a line may end and nothing is seen."""


class EmptyState(QWidget):
    """A sign, a sentence, a quieter sentence, and at most one button."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, name, _("Nothing to list"))
        self._sign = named(QLabel(), f"{name}-sign")
        self._headline = named(QLabel(), f"{name}-headline")
        self._headline.setFont(theme.heading_font(self._headline.font(), 2))
        self._more = named(QLabel(), f"{name}-more")
        self._more.setProperty("role", "muted")
        self.button = named(QPushButton(), f"{name}-button")
        self._icon = "search"
        page = QVBoxLayout(self)
        page.setSpacing(theme.GRID)
        page.addStretch(2)
        for label in (self._sign, self._headline, self._more):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(label is not self._sign)
            page.addWidget(label)
        page.addSpacing(theme.GRID)
        page.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addStretch(3)

    def say(self, icon: str, headline: str, more: str = "", button: str = "") -> None:
        self._icon = icon
        self._sign.setAccessibleName(headline or more)
        self._headline.setText(_breakable(headline))
        self._headline.setAccessibleName(headline)
        self._more.setText(more)
        self.button.setText(button)
        self.button.setAccessibleName(button)
        self.button.setVisible(bool(button))
        self.setAccessibleDescription(f"{headline} {more}".strip())
        self.redraw()

    def redraw(self) -> None:
        """The sign again, in the colours that hold now."""
        self._sign.setPixmap(icons.pixmap(self._icon, _SIGN, "disabled", self.devicePixelRatioF()))


def _breakable(text: str) -> str:
    """A line may end behind a sign within a word, and a long word anywhere; a label would cut off what is too wide."""
    parted = _SIGN_WITHIN.sub(lambda found: found.group() + _SOFT, text)
    return _LONG_WORD.sub(lambda found: _SOFT.join(found.group()), parted)
