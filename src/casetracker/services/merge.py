"""Merging an incident into another of which it tells the same event: one change, with nothing lost, undone as one.

The kept incident takes over what the other says (`merge_parts`); what hung on the other hangs on it (`merge_links`); the
other stays, readable and whole, marked as merged, with a relation that leads to the kept one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from casetracker.domain import relations as words
from casetracker.errors import UserError
from casetracker.i18n import _
from casetracker.services import codec, relations
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import ChangeSet, change_set, changing
from casetracker.services.merge_links import led_over
from casetracker.services.merge_parts import taken_over
from casetracker.store import states
from casetracker.store.states import State

if TYPE_CHECKING:
    from casetracker.store.writer import Change

MERGE = "merge"
"""The kind of the journal's entries that a merge makes."""


def merge(store: CaseStore, lost: str, into: str, reason: str) -> ChangeSet:
    """Merge the incident `lost` into another; refused for one that is withdrawn, merged, the same or told apart."""
    why = relations.needed_reason(reason, _("Say why the two are the same."))
    with changing(store) as change:
        gone, kept = _both(change, lost, into)
        told = _("Merge incident {lost} into {kept}").format(lost=gone["reference"], kept=kept["reference"])
        after, rows = taken_over(kept, gone, change.new_id)
        _refuse_invalid(change, after)
        change.put("incident", _amended(change, after), what=told, entry_kind=MERGE, reason=why)
        relations.record(change, gone["reference"], kept["reference"], words.SAME, why, told)
        for kind, state in list(led_over(change, gone, kept, rows)):
            change.put(kind, _amended(change, state), entry_kind=MERGE, what=_(
                "{told}: lead {reference} over").format(told=told, reference=state["reference"]))
        change.put("incident", _marked(change, gone, why), what=told, entry_kind=MERGE, reason=why)
    return change_set(change)


def _both(change: Change, lost: str, into: str) -> tuple[State, State]:
    (gone, name), (kept, other) = (relations.standing(change.connection, each) for each in (lost, into))
    if gone == kept:
        raise UserError(_("{reference} cannot be merged into itself.").format(reference=name))
    apart = relations.decided(change.connection, gone, kept, words.APART)
    if apart:
        raise UserError(_("{a} and {b} were told apart, in {relation}.").format(a=name, b=other, relation=apart),
                        _("Withdraw {relation} first, if that was wrong.").format(relation=apart))
    found = [states.read_state(change.connection, "incident", pk) for pk in (gone, kept)]
    assert found[0] is not None
    assert found[1] is not None
    return found[0], found[1]


def _refuse_invalid(change: Change, state: State) -> None:
    """What the merged incident holds must still be such that it can be amended; a text may have grown too long."""
    from casetracker.domain import drafts

    drafts.validate("incident", codec.to_json(change.connection, "incident", state, reveal=True))


def _amended(change: Change, state: State) -> State:
    return {**state, "amended_at": change.at, "amended_by": change.who}


def _marked(change: Change, lost: State, why: str) -> State:
    line: State = {"id": change.new_id(), "axis": "handling", "before": lost["handling"], "after": "merged", "reason": why,
                   "at": change.at, "by": change.who}
    return _amended(change, {**lost, "handling": "merged", "history": [*lost["history"], line]})
