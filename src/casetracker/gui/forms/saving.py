"""Saving a form: the change that is sent, and what is said when the store does not take it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from casetracker.errors import InvalidRecord
from casetracker.gui.widgets.editor import Value
from casetracker.gui.widgets.faults import sentence_of, what_happened
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.services.case_store import CaseStore
    from casetracker.services.changes import ChangeSet


def change(store: CaseStore, kind: str, reference: str | None, patch: Mapping[str, Value], base: Mapping[str, Value],
           key: str) -> Callable[[], ChangeSet]:
    """Adds the record, or amends it where it is still as it was in `base`; then its draft has done its service."""
    from casetracker.services import form_drafts, records

    def work() -> ChangeSet:
        made = records.add(store, kind, patch) if reference is None else records.amend(store, reference, patch, base)
        form_drafts.drop_after_saving(store, key)
        return made

    return work


def refusal(error: Exception) -> tuple[dict[str, str], str]:
    """What is wrong with which field, and the sentence above them."""
    if isinstance(error, InvalidRecord):
        return ({place: sentence_of(place, why) for place, why in error.problems.items()},
                _("This cannot be saved yet."))
    return {}, _("Not saved: {why}").format(why=what_happened(error))
