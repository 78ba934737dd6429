"""Why a list is empty, and the way out: the search, what is chosen beside it, or nothing recorded yet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casetracker.domain.query_chips import cleared
from casetracker.domain.shapes import shape_of
from casetracker.gui.models.columns import Wish
from casetracker.gui.views.empty_state import EmptyState
from casetracker.i18n import _

_MOST = 80
"""Letters of a search that are said again; the whole of it stands in the box above."""


class ListEmpty(EmptyState):
    """Stands in the place of a list without rows."""

    clear_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, kind: str, parent: QWidget) -> None:
        super().__init__(f"{kind}-empty", parent)
        self._shape = shape_of(kind)
        self._narrowed = False
        self.button.clicked.connect(lambda _checked: (self.clear_wanted if self._narrowed else self.new_wanted).emit())

    def explain(self, wish: Wish, chosen: bool, read_only: bool) -> None:
        """`chosen`: whether anything is chosen beside the list."""
        plural, single = _(self._shape.plural).lower(), _(self._shape.label).lower()
        self._narrowed = wish.narrows
        if chosen and not cleared(wish.query).strip():
            self.say("funnel-x", _("No incident passes all that is chosen"), "", _("Clear what is chosen"))
        elif wish.narrows:
            headline = _("Nothing matches “{query}”").format(query=_in_short(wish.query))
            self.say("search-x", headline, _("Try fewer words or another spelling."), _("Clear the search"))
        else:
            headline = _("No {what} yet").format(what=plural)
            self.say("folder-open", headline, "", "" if read_only else _("New {what} (Ctrl+N)").format(what=single))


def _in_short(query: str) -> str:
    """On one line, without what no eye can see; what is long ends in dots."""
    line = " ".join("".join(each if each.isprintable() else " " for each in query).split())
    return line if len(line) <= _MOST else f"{line[:_MOST].rstrip()}…"
