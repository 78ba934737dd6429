"""Keeping a search under a name, giving it another, and taking in searches that were handed on as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QWidget

from casetracker.domain.shapes import SAVED_SEARCH, Field
from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.widgets.basics import STEP, buddy, column, named, plain, quiet
from casetracker.gui.widgets.texts import LongEditor
from casetracker.i18n import N_, _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations
    from casetracker.services.saved_searches import SavedSearch

_NAME = SAVED_SEARCH.field("name")
_TEXT = Field("text", N_("Text"), "long", required=True)


class NameSearch(Dialog):
    """One line for the name; the search itself is shown as it will be kept."""

    def __init__(self, ops: Operations, query: str, search: SavedSearch | None, parent: QWidget | None) -> None:
        title = _("Rename the saved search") if search is not None else _("Save this search")
        super().__init__("name_search", title, parent, size=QSize(480, 200))
        self._ops, self._query, self._search = ops, query, search
        self.line = named(QLineEdit(search.name if search is not None else ""), "name_search_name", _(_NAME.label))
        self.line.selectAll()
        self.add(column(buddy(_("&Name") + " *", self.line), self.line, gap=STEP // 2))
        self.add(column(quiet(_(SAVED_SEARCH.field("query").label)), plain(query, "name_search_query"), gap=STEP // 2))
        self.add_space()
        self.do_button = self.add_confirm("confirm", _("&Rename") if search is not None else _("&Save"))
        self.do_button.setDefault(True)
        self.add_cancel()
        self.line.textChanged.connect(self._weigh)
        self._weigh()
        self.line.setFocus()

    def confirm(self) -> None:
        from casetracker.services import saved_searches

        store, name, query, search = self._ops.store, self.line.text(), self._query, self._search
        if search is None:
            self.write(self._ops, lambda: saved_searches.add(store, name, query))
        else:
            reference = search.reference
            self.write(self._ops, lambda: saved_searches.rename(store, reference, name))

    def _weigh(self) -> None:
        self.do_button.setEnabled(bool(self.line.text().strip()))


class PasteSearches(Dialog):
    """A box to paste into; what cannot be read is told by its line, and then nothing is taken in."""

    def __init__(self, ops: Operations, parent: QWidget | None) -> None:
        explanation = _("One search a line, as “name: search”. Those that are here already stay as they are.")
        super().__init__("paste_searches", _("Take in saved searches"), parent, explanation, QSize(560, 340))
        self._ops = ops
        self.text = LongEditor(_TEXT, "paste_searches_text", 8)
        self.add(column(buddy(_("&Text") + " *", self.text.box), self.text, gap=STEP // 2))
        self.add_space()
        self.do_button = self.add_confirm("confirm", _("&Take in"))
        self.add_cancel()
        self.text.changed.connect(self._weigh)
        self._weigh()
        self.text.box.setFocus()

    def confirm(self) -> None:
        from casetracker.services import saved_searches

        store, text = self._ops.store, str(self.text.value() or "")
        self.write(self._ops, lambda: saved_searches.take_in(store, text))

    def _weigh(self) -> None:
        self.do_button.setEnabled(bool(self.text.value()))
