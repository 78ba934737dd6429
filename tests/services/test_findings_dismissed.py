"""A finding that is set aside: with a reason, in the journal, as it stood, and never for good."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import factories as f
from tests.services.findings_cases import TODAY, Sound

from casetracker.errors import InvalidRecord, UserError
from casetracker.services import checks, findings, history, records, show, standing
from casetracker.services.case_store import CaseStore
from casetracker.services.findings import Judged


@pytest.fixture
def sound(store: CaseStore, tmp_path: Path) -> Sound:
    return Sound(store, tmp_path)


@pytest.fixture
def rooted(sound: Sound) -> Sound:
    """With one finding: a single root."""
    sound.amend(sound.second, origin="unknown", originator=None)
    return sound


def the_one(at: Sound) -> Judged:
    (found,) = findings.of(at.store, at.incident, TODAY)
    return found


def test_a_dismissal_needs_a_reason(rooted: Sound) -> None:
    before = history.head_sequence(rooted.store)
    for reason in ("", "  \n"):
        with pytest.raises(InvalidRecord, match="reason"):
            findings.dismiss(rooted.store, the_one(rooted).finding, reason)
    assert history.head_sequence(rooted.store) == before


def test_a_dismissed_finding_says_why_and_the_journal_that_it_was(rooted: Sound) -> None:
    change = findings.dismiss(rooted.store, the_one(rooted).finding, "No other source can be reached.")
    found = the_one(rooted)
    assert (found.open, found.dismissal, found.reason) == (False, change.reference, "No other source can be reached.")
    assert found.by == "T. Ester"
    entry = history.entries(rooted.store, limit=1)[0]
    assert entry.what == f"Dismiss the finding “single_root” of {rooted.incident} ({change.reference})"
    assert "reached" not in entry.what
    assert [each["reference"] for each in show.incident_page(rooted.store, rooted.incident)["dismissals"]] == [
        change.reference]
    assert checks.verify(rooted.store).faults == []


def test_a_second_time_is_refused(rooted: Sound) -> None:
    findings.dismiss(rooted.store, the_one(rooted).finding, "so")
    with pytest.raises(UserError, match="dismissed already"):
        findings.dismiss(rooted.store, the_one(rooted).finding, "so")


def test_another_finding_in_its_place_shows_again(rooted: Sound) -> None:
    findings.dismiss(rooted.store, the_one(rooted).finding, "so")
    rooted.row("claims", kind="act", value="It was done.", source=rooted.add("source", f.source(
        name="Sample Courier", reliability="C")))
    assert the_one(rooted).open
    findings.dismiss(rooted.store, the_one(rooted).finding, "so again")
    assert the_one(rooted).reason == "so again"


def test_what_stands_as_before_is_dismissed_still(rooted: Sound) -> None:
    findings.dismiss(rooted.store, the_one(rooted).finding, "so")
    rooted.row("claims", kind="context", value="Another matter.")
    assert not the_one(rooted).open


def test_undo_brings_it_back_and_redo_takes_it_away(rooted: Sound) -> None:
    findings.dismiss(rooted.store, the_one(rooted).finding, "so")
    history.undo(rooted.store)
    assert the_one(rooted).open
    history.redo(rooted.store)
    assert not the_one(rooted).open


def test_withdrawing_the_dismissal_brings_it_back(rooted: Sound) -> None:
    change = findings.dismiss(rooted.store, the_one(rooted).finding, "so")
    records.withdraw(rooted.store, change.reference, "there is another source after all")
    assert the_one(rooted).open


def test_a_finding_of_the_store_is_dismissed_once_for_all_incidents(sound: Sound) -> None:
    sound.amend(sound.first, reliability=None)
    other = sound.add("incident", f.incident(dates=[{"kind": "act", "date": "2024", "source": sound.first}]))
    (before,) = (each for each in findings.of(sound.store, other, TODAY) if each.finding.code == "ungraded_source")
    standing_before = standing.stood_at(sound.store, [sound.incident]).sequence
    findings.dismiss(sound.store, before.finding, "It cannot be judged yet.")
    assert not the_one(sound).open
    assert [each for each in findings.of_store(sound.store, today=TODAY) if not each.open] == [the_one(sound)]
    assert standing.stood_at(sound.store, [sound.incident]).sequence > standing_before


def test_one_is_named_by_its_code_and_where_there_are_several_by_its_subject(sound: Sound) -> None:
    sound.row("inquiries", question="What was heard?", due="2025")
    sound.row("inquiries", question="What was seen?", due="2025")
    rows = show.record(sound.store, sound.incident)["inquiries"]
    with pytest.raises(UserError, match="several"):
        findings.one(sound.store, sound.incident, "next_action_overdue")
    for subject in (rows[1]["id"], rows[2]["id"].upper()):
        assert findings.one(sound.store, sound.incident, "next_action_overdue", subject).finding.subject == subject.lower()
    with pytest.raises(UserError, match="no such finding"):
        findings.one(sound.store, sound.incident, "no_date")
    with pytest.raises(UserError, match="Known are"):
        findings.one(sound.store, sound.incident, "nothing")
