"""A consent is taken back with a day and a reason; the record of it stays."""

from __future__ import annotations

import pytest
from tests import factories as f

from casetracker.errors import InvalidRecord, UserError
from casetracker.services import checks, consents, history, records, show
from casetracker.services.case_store import CaseStore


@pytest.fixture
def consent(store: CaseStore) -> str:
    person = records.add(store, "party", f.party()).reference
    return records.add(store, "consent", f.consent(person)).reference


def test_a_consent_is_revoked_and_not_hidden(store: CaseStore, consent: str) -> None:
    change = consents.revoke(store, consent, "2025-06", "Afraid for the family.")
    record = show.record(store, consent)
    assert (record["revoked_on"], record["revoked_reason"]) == ("2025-06", "Afraid for the family.")
    assert record["withdrawn_at"] is None
    assert change.description == f"Record that consent {consent} was revoked"
    history.undo(store)
    assert show.record(store, consent)["revoked_on"] is None
    assert not checks.verify(store).faults


@pytest.mark.parametrize(("date", "reason", "place"), [
    ("2025-06", "  ", "revoked_reason"), ("sometime", "afraid", "revoked_on"), ("2024", "afraid", "revoked_on"),
])
def test_without_a_day_and_a_reason_nothing_is_revoked(date: str, reason: str, place: str, store: CaseStore,
                                                       consent: str) -> None:
    with pytest.raises(InvalidRecord) as caught:
        consents.revoke(store, consent, date, reason)
    assert list(caught.value.problems) == [place]
    assert show.record(store, consent)["revoked_on"] is None


def test_what_was_revoked_is_not_revoked_again(store: CaseStore, consent: str) -> None:
    consents.revoke(store, consent, "2025-06", "afraid")
    with pytest.raises(UserError, match="revoked already"):
        consents.revoke(store, consent, "2025-07", "again")
