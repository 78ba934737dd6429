"""Logging very many records as one change: validated like any other, journaled one by one, searchable at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from casetracker.domain.ids import format_reference
from casetracker.domain.shapes import SHAPES
from casetracker.errors import UserError
from casetracker.i18n import _
from casetracker.services import codec, records
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import ChangeSet, change_set, changing

if TYPE_CHECKING:
    from casetracker.store.writer import Change

Progress = Callable[[int], bool]
Given = tuple[str, Mapping[str, Any]]

_EVERY = 500


def load(store: CaseStore, given: Callable[[Load], Iterable[Given]], what: str,
         progress: Progress | None = None) -> ChangeSet:
    """Log the records that `given` yields as (kind, exchange JSON), in an order in which each names only earlier ones;
    it may ask the `Load` for the reference that the next record of a kind will get. `progress(count)` returning False
    cancels, and nothing is written."""
    with changing(store) as change:
        change.what = what
        loading = Load(change)
        for number, (kind, data) in enumerate(given(loading)):
            loading.add(kind, data)
            if progress is not None and number % _EVERY == 0 and not progress(number):
                raise UserError(_("Cancelled; nothing was written."))
        loading.finish()
    return change_set(change)


class Load:
    """The records being loaded, with the references they got."""

    def __init__(self, change: Change) -> None:
        from casetracker.store.bulk import Loader

        self._change, self._loader = change, Loader(change)
        self._known: dict[str, str] = {}
        self._last: dict[str, int] = {}

    def next_reference(self, kind: str) -> str:
        return format_reference(SHAPES[kind], self._year(kind), self._number(kind) + 1)

    def add(self, kind: str, data: Mapping[str, Any]) -> str:
        """Log one record; returns its reference."""
        from casetracker.domain import drafts

        change, shape = self._change, SHAPES[kind]
        values = drafts.validate(kind, data)
        reference, number = self.next_reference(kind), self._number(kind) + 1
        state = {
            "id": change.new_id(), "reference": reference, "ref_order": self._year(kind) * 10**12 + number,
            **codec.blank(shape), "created_at": change.at, "created_by": change.who, "amended_at": change.at,
            "amended_by": change.who, "withdrawn_at": None, "withdrawn_by": None, "withdrawn_reason": None}
        state = codec.Resolver(change.connection, change.new_id, self._known).fill(kind, values, state)
        records.first_history(change, kind, state)
        self._last[kind] = number
        self._known[reference] = state["id"]
        what = _("Log {kind} {reference}") if kind == "incident" else _("Add {kind} {reference}")
        self._loader.put(kind, state, what=what.format(kind=_(shape.label).lower(), reference=reference))
        return reference

    def finish(self) -> None:
        self._loader.finish()

    def _year(self, kind: str) -> int:
        return self._change.now.year if SHAPES[kind].yearly else 0

    def _number(self, kind: str) -> int:
        """The number of the last reference of a kind."""
        if kind not in self._last:
            self._last[kind] = records.last_number(self._change.connection, kind, self._year(kind))
        return self._last[kind]
