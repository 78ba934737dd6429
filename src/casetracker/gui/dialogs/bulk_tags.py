"""Two lists of tags beside each other: those to add to many incidents, and those to take away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casetracker.domain.shapes import Field
from casetracker.domain.vocabulary import Vocabulary
from casetracker.gui.widgets.basics import STEP, buddy, column, row
from casetracker.gui.widgets.choices import CodesEditor
from casetracker.i18n import _

_MOST_TAGS = 2000
_LINES = 6


class _Tags(Vocabulary):
    """Tags as a list to choose from; they are a person's words, and never translated."""

    def label(self, code: str | None) -> str:
        return code or ""


class TagLists(QWidget):
    """What is chosen in the one is added, tags of one's own among it; what in the other is taken away."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.editors: dict[str, CodesEditor] = {}
        self._columns = row(gap=2 * STEP)
        self.setLayout(self._columns)

    def offer(self, known: Sequence[str], theirs: Sequence[str]) -> None:
        """The tags of the store to add, those of the incidents to take away; what was chosen stays so."""
        self._list("add", _("&Add tags"), known, own=True)
        self._list("remove", _("&Take tags away"), theirs, own=False)

    def chosen(self, name: str) -> tuple[str, ...]:
        """Those to "add" or to "remove"."""
        value = self.editors[name].value() if name in self.editors else None
        return tuple(map(str, value)) if isinstance(value, list) else ()

    def _list(self, name: str, text: str, offered: Sequence[str], own: bool) -> None:
        editor = CodesEditor(Field(f"{name}_tags", text.replace("&", ""), "codes", vocabulary=_Tags(
            "tags", dict.fromkeys(offered[:_MOST_TAGS], ""), open=own)), f"bulk_{name}_tags")
        editor.list.setMinimumHeight(self.fontMetrics().lineSpacing() * _LINES)
        editor.fill(list(self.chosen(name)))
        editor.changed.connect(self.changed)
        holder = QWidget()
        holder.setLayout(column(buddy(text, editor.search), editor, gap=STEP // 2))
        self._put(holder, self.editors.get(name))
        self.editors[name] = editor

    def _put(self, holder: QWidget, before: CodesEditor | None) -> None:
        old = before.parentWidget() if before is not None else None
        if old is None:
            self._columns.addWidget(holder, 1)
        else:
            self._columns.replaceWidget(old, holder)
            old.deleteLater()
