"""The facets of the incident list: what is ticked goes into the text of the search, and what stands there is shown.

Nothing is kept here but the text itself: a saved search, or what somebody types, is ticked as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from casetracker.domain.facets import FACETS, key_of, label
from casetracker.domain.query_chips import Chip, chips, cleared, only, with_value, without_value
from casetracker.gui.ops import Operations
from casetracker.gui.settings import Settings
from casetracker.gui.views.chips import MOST, ChipLine, Shown
from casetracker.gui.views.facet_panel import FacetPanel
from casetracker.gui.views.search_bar import SearchBox
from casetracker.i18n import _, ngettext

if TYPE_CHECKING:
    from casetracker.gui.models.columns import Wish
    from casetracker.services.case_store import CaseStore
    from casetracker.services.changes import ChangeSet
    from casetracker.services.facets import Facet

_KEY, _NAMES_KEY = "facets", "facet-names"
_FIRST_REST_MILLISECONDS, _REST_MILLISECONDS, _SLOW_MILLISECONDS = 400, 50, 250


class Narrowing(QObject):
    """Stands between a search box, the facets and the chips."""

    left = Signal()
    """The keyboard is to go to the rows."""

    def __init__(self, ops: Operations, search: SearchBox, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._ops, self._search = ops, search
        self._wanted: Wish | None = None
        self._bodies: Mapping[str, str] = {}
        self.panel = FacetPanel(settings, parent)
        self.chips = ChipLine(search, parent)
        self._slow = QTimer(self, interval=_SLOW_MILLISECONDS, singleShot=True)
        self._slow.timeout.connect(self.panel.tell_stale)
        self._begin = QTimer(self, singleShot=True)
        self._begin.timeout.connect(self._ask)
        self.panel.turned.connect(self._turn)
        self.panel.turned_only.connect(lambda facet, value: self._type(only(search.text(), facet, value)))
        self.panel.left.connect(self.left)
        self.chips.removed.connect(self._remove)
        self.chips.cleared.connect(self.clear)
        search.textChanged.connect(self._on_text)
        ops.changed.connect(self._on_change)

    @property
    def is_on(self) -> bool:
        """Whether anything is chosen."""
        return bool(chips(self._search.text()))

    def clear_with_escape(self, rows: QWidget) -> None:
        """Escape among the rows takes away all that is chosen."""
        key = QShortcut(QKeySequence(Qt.Key.Key_Escape), rows, context=Qt.ShortcutContext.WidgetShortcut)
        key.activated.connect(self.clear)

    def clear(self) -> None:
        self._type(cleared(self._search.text()))

    def _turn(self, facet: str, value: str, on: bool) -> None:
        self._type((with_value if on else without_value)(self._search.text(), facet, value))

    def _remove(self, facet: str, value: str | None) -> None:
        text = self._search.text()
        self._type(cleared(text, facet) if value is None else without_value(text, facet, value))

    def _type(self, text: str) -> None:
        if text != self._search.text():
            self._search.put(text)

    # What is chosen, as soon as it is typed.

    def _on_text(self, text: str) -> None:
        on = chips(text)
        if not self.panel.isHidden():
            self._slow.start()  # until the list and then the numbers are those of this text
        self.panel.mark({(chip.facet, key_of(chip.facet, chip.value)) for chip in on})
        self._show_chips(on)

    def _show_chips(self, on: Sequence[Chip]) -> None:
        by_facet: dict[str, list[Chip]] = {}
        for chip in sorted(on, key=lambda chip: list(FACETS).index(chip.facet)):
            by_facet.setdefault(chip.facet, []).append(chip)
        self.chips.show_chips([shown for facet, some in by_facet.items() for shown in self._in_words(facet, some)])
        if any(chip.facet == "body" and chip.value and chip.value.upper() not in self._bodies for chip in on):
            self._ask_names()

    def _ask_names(self) -> None:
        store = self._ops.store
        self._ops.read(lambda: _body_names(store), self._know_bodies, key=_NAMES_KEY)

    def _on_change(self, change: ChangeSet, _initiator: object) -> None:
        """A body may be called otherwise now, wherever it was renamed."""
        if self._bodies and change.pks.get("body"):
            self._ask_names()

    def _in_words(self, facet: str, some: Sequence[Chip]) -> list[Shown]:
        caption = _(FACETS[facet].label)
        if len(some) > MOST:
            many = ngettext("{n} chosen", "{n} chosen", len(some)).format(n=len(some))
            return [Shown(facet, None, caption, many)]
        return [Shown(facet, chip.value, caption, self._label(chip)) for chip in some]

    def _label(self, chip: Chip) -> str:
        return self._bodies.get(chip.value.upper(), "") or label(chip.facet, chip.value)

    def _know_bodies(self, names: Mapping[str, str]) -> None:
        new = {reference: names.get(reference, reference) for reference in (
            *names, *(chip.value.upper() for chip in chips(self._search.text()) if chip.facet == "body" and chip.value))}
        if new != self._bodies:
            self._bodies = new
            self._show_chips(chips(self._search.text()))

    # The numbers.

    def count(self, wish: Wish) -> None:
        """Once the list itself has been answered, and after a rest in which it is painted; longer the first time, when the
        record beside it is not there yet either. Nothing is counted for a panel that was hidden."""
        rest = _FIRST_REST_MILLISECONDS if self._wanted is None else _REST_MILLISECONDS
        self._wanted = wish
        if not self.panel.isHidden():
            self._begin.start(rest)

    def show_panel(self, on: bool) -> None:
        self.panel.setVisible(on)
        if on and self._wanted is not None:
            self._ask()
        elif not on:
            self._begin.stop()
            self._slow.stop()
            self._ops.forget(_KEY)

    def _ask(self) -> None:
        self._begin.stop()
        store, wish = self._ops.store, self._wanted
        assert wish is not None
        self._slow.start()
        self._ops.read(lambda: _counted(store, wish), self._take, key=_KEY)

    def _take(self, found: Sequence[Facet]) -> None:
        self._slow.stop()
        self.panel.show_facets(found)


def _counted(store: CaseStore, wish: Wish) -> Sequence[Facet]:
    from casetracker.services import facets
    from casetracker.services.browse import IncidentFilter

    return facets.count(store, IncidentFilter(wish.query, include_withdrawn=wish.withdrawn))


def _body_names(store: CaseStore) -> Mapping[str, str]:
    from casetracker.services import facets

    return facets.body_names(store)
