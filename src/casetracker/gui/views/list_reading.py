"""What a list asks of its catalogue, in reading threads, and how far the answer has come."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from casetracker.domain.query_chips import cleared
from casetracker.gui.models.columns import Catalogue, Found, Wish
from casetracker.gui.ops import Operations

_FIRST_ROWS = 48


class ListReading(QObject):
    """Knows what is wished but for the text of the search, and which wish was answered last."""

    found = Signal(object, object)
    """A wish and its answer, which may be a first page."""
    rows_came = Signal(object)

    def __init__(self, ops: Operations, catalogue: Catalogue, parent: QObject) -> None:
        super().__init__(parent)
        self._ops, self._catalogue = ops, catalogue
        self.sort, self.descending = catalogue.first_sort
        self.withdrawn = False
        self.shown: Wish | None = None
        self._whole: Callable[[], object] | None = None

    def wish(self, query: str) -> Wish:
        return Wish(query, self.withdrawn, self.sort, self.descending)

    def ask(self, wish: Wish, seen: Sequence[int], hasty: bool) -> None:
        """For everything, with the rows of the first page and those that were `seen`; if `hasty`, perhaps for the first
        page before the rest."""
        self._ops.read(lambda: find(self._catalogue, wish, seen, hasty), lambda found: self.found.emit(wish, found),
                       key=f"list-{self._catalogue.kind}")

    def ask_rows(self, pks: Sequence[int]) -> None:
        query = self.shown.query if self.shown is not None else ""
        self._ops.read(lambda: self._catalogue.rows(pks, query), self.rows_came.emit)

    def of_the_same(self, wish: Wish) -> bool:
        """Whether a wish asks for the records that are shown, in whatever order."""
        shown = self.shown
        return shown is not None and (shown.query, shown.withdrawn) == (wish.query, wish.withdrawn)

    def when_whole(self, call: Callable[[], object]) -> None:
        """Once the rest of what is found is there; not at all if something else is asked for before that."""
        self._whole = call

    def answered(self, wish: Wish, more: bool) -> None:
        """What was found is on screen; `more` of it is still on its way."""
        same, self.shown = self.of_the_same(wish), wish
        if more and same:
            return
        call, self._whole = self._whole, None
        if call is not None and same:
            call()


def find(catalogue: Catalogue, wish: Wish, seen: Sequence[int], hasty: bool = False) -> Found:
    """In a reading thread: the ids, and the rows of what will be on screen at once; if `hasty`, perhaps of the first page
    alone."""
    page = catalogue.first(wish, _FIRST_ROWS) if hasty else None
    ids = catalogue.ids(wish) if page is None else page
    searched = catalogue.tells_where and bool(cleared(wish.query).strip())
    first = list(dict.fromkeys([*ids[:_FIRST_ROWS], *(seen if page is None else ())]))
    return Found(ids, catalogue.rows(first, wish.query), searched, more=page is not None)
