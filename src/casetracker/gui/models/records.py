"""The lists of everything that is not an incident: sources, parties, evidence, bodies, proceedings."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from casetracker.gui.models.columns import Column, Row, Wish

if TYPE_CHECKING:
    from casetracker.services.case_store import CaseStore
    from casetracker.services.record_lists import RecordRow

_WIDTHS = {"label": 264, "reference": 112}
_WIDTH = 144


class RecordCatalogue:
    """One kind of record, in columns that the services name: what it is called first, its reference last."""

    first_sort = ("reference", False)
    tells_where = False

    def __init__(self, store: CaseStore, kind: str) -> None:
        from casetracker.services import record_lists

        self._store = store
        self.kind = kind
        reference, label, *own = record_lists.columns(kind)
        self.columns = tuple(
            Column(name, heading, _WIDTHS.get(name, _WIDTH)) for name, heading in (label, *own, reference)
        )

    def ids(self, wish: Wish) -> array[int]:
        from casetracker.services import record_lists

        return record_lists.record_ids(
            self._store, self.kind, query=wish.query, sort=wish.sort, descending=wish.descending,
            include_withdrawn=wish.withdrawn,
        )

    def first(self, wish: Wish, limit: int) -> array[int] | None:
        return None

    def rows(self, pks: Sequence[int], query: str) -> Sequence[Row]:
        from casetracker.services import record_lists

        return [_row(found) for found in record_lists.record_rows(self._store, self.kind, pks)]


def _row(found: RecordRow) -> Row:
    cells = (found.label, *found.cells, found.reference)
    return Row(found.pk, found.reference, cells, withdrawn=found.withdrawn)
