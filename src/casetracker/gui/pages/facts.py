"""Label and value beside each other, and lists of parts that may be long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from casetracker.gui.widgets.basics import STEP, column, hairline, plain, quiet
from casetracker.gui.widgets.buttons import action
from casetracker.i18n import _

T = TypeVar("T")
LABEL_LETTERS = 16
AT_ONCE = 30
"""Parts of one list that are laid out before somebody asks for the rest."""


def facts(name: str, pairs: Iterable[tuple[str, str | QWidget]]) -> QWidget:
    """A quiet label and its value in each line; values that are empty are left out."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(2 * STEP)
    grid.setVerticalSpacing(STEP - 2)
    grid.setColumnMinimumWidth(0, holder.fontMetrics().averageCharWidth() * LABEL_LETTERS)
    grid.setColumnStretch(1, 1)
    for line, (label, value) in enumerate((label, value) for label, value in pairs if value):
        caption = quiet(label)
        caption.setMaximumWidth(holder.fontMetrics().averageCharWidth() * (LABEL_LETTERS + 4))
        shown = plain(value, f"{name}_{line}", label) if isinstance(value, str) else value
        grid.addWidget(caption, line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(shown, line, 1, Qt.AlignmentFlag.AlignTop)
    return holder


class Parts(QWidget):
    """A list of parts with hairlines between; a long list shows its beginning and a button for more."""

    def __init__(self, name: str, items: Sequence[T], make: Callable[[T], QWidget], lines: bool = True) -> None:
        super().__init__()
        self._name, self._items, self._make, self._lines = name, items, make, lines
        self._shown = 0
        self._box: QVBoxLayout = column(gap=STEP)
        self.setLayout(self._box)
        self._more = action(f"{name}_more", "", self.show_more, _("Show more"))
        self._box.addWidget(self._more)
        self.show_more()

    def show_more(self) -> None:
        for item in self._items[self._shown:self._shown + AT_ONCE]:
            if self._lines and self._shown:
                self._insert(hairline())
            self._insert(self._make(item))
            self._shown += 1
        left = len(self._items) - self._shown
        self._more.setVisible(left > 0)
        self._more.setText(_("Show {count} more").format(count=min(left, AT_ONCE)))

    def _insert(self, widget: QWidget) -> None:
        self._box.insertWidget(self._box.count() - 1, widget)
