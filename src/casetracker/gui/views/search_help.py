"""What can be typed into the search, with an example for each; and what of a search was not understood."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QWidget

from casetracker.domain.query_fields import FIELDS
from casetracker.domain.query_hints import told
from casetracker.domain.query_limits import MOST
from casetracker.domain.query_reading import read
from casetracker.gui.widgets.basics import named
from casetracker.gui.widgets.tips import tip
from casetracker.i18n import _

_MOST, _MOST_TOLD = 2, 12
"""Hints that are shown, and that a tooltip tells; more would push the list away, and who mends these sees the next."""


def lines() -> list[tuple[str, str]]:
    """(what is looked for, how it is typed)"""
    return [
        (_("All the words, in any spelling; the last may be only begun"), "Selydove drone"),
        (_("The same: AND in capitals says what a blank says"), "Selydove AND drone"),
        (_("These words, in this order"), '"exact phrase"'),
        (_("Without a word, a phrase, a field"), "-withdrawn"),
        (_("One or the other"), "Kharkiv OR Kupiansk"),
        (_("What belongs together"), "(Kharkiv OR Kupiansk) -video"),
        *((_(field.told), field.example) for field in FIELDS.values()),
        (_("Surely within, where a date is not exact"), "date!:2024-10"),
        (_("This name or term and no longer one"), "lead!:Kovalenko"),
        (_("At most {n} words are looked for; of a longer search a hint tells where it is cut").format(n=MOST), ""),
    ]


class SearchHint(QLabel):
    """A few lines below the search for what was not understood; gone where all was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        named(self, "search-hint", _("Hint on the search"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.setWordWrap(True)
        self.hide()

    def look_at(self, text: str, fields: bool = True) -> None:
        """`fields` as `read` takes it."""
        query = read(text, fields)
        shown, every = told(text, query.hints, _MOST), told(text, query.hints, _MOST_TOLD)
        self.setText("\n".join(shown))
        self.setToolTip(tip("\n".join(every)) if shown != every else "")
        # That something is not looked for at all must not be overlooked.
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText if query.cut is None else QPalette.ColorRole.WindowText)
        font = self.font()
        font.setBold(query.cut is not None)
        self.setFont(font)
        self.setAccessibleName("\n".join(every) or _("Hint on the search"))
        self.setVisible(bool(shown))
