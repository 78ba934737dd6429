"""What a person agreed to, for each recipient and use; and taking it back, which is theirs to do at any time."""

from __future__ import annotations

from casetracker.errors import InvalidRecord, UserError
from casetracker.i18n import _
from casetracker.services import codec, records
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import ChangeSet, change_set, changing
from casetracker.services.lookup import find
from casetracker.store import states


def revoke(store: CaseStore, reference: str, date: str, reason: str) -> ChangeSet:
    """Record that the person took their consent back, on which day and why; the record of it stays."""
    from casetracker.domain import drafts

    why = drafts.given_text("revoked_reason", reason)
    if why is None:
        raise InvalidRecord({"revoked_reason": _("must not be empty")}, _("Say why, in the person's words where you can."))
    with changing(store) as change:
        _kind, pk = find(change.connection, reference, "consent")
        state = states.read_state(change.connection, "consent", pk)
        assert state is not None
        if state["revoked_on"]:
            raise UserError(_("{reference} was revoked already.").format(reference=state["reference"]),
                            _("Amend the record to correct the date or the reason."))
        current = codec.to_json(change.connection, "consent", state)
        values = drafts.validate("consent", {**current, "revoked_on": date, "revoked_reason": why})
        after = codec.Resolver(change.connection, change.new_id).fill("consent", values, state)
        records.save_amended(change, "consent", state, after, _("Record that consent {reference} was revoked"))
    return change_set(change)
