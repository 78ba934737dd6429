"""The page of what is missing: as of the record's own day, to each reader what is theirs, and nothing more than is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests import factories as f
from tests.dossier.case_samples import new_store
from tests.dossier.test_collect_content import section, table

from casetracker.dossier import plain
from casetracker.dossier.collect import collect
from casetracker.dossier.pdf.render import render
from casetracker.dossier.walk import plain as text_of
from casetracker.services import findings, records
from casetracker.services.case_store import CaseStore


@pytest.fixture
def woven_store(tmp_path: Path) -> Iterator[tuple[CaseStore, f.Web]]:
    with new_store(tmp_path / "store", f.Ticking()) as store:
        yield store, f.weave(store, tmp_path)


def gaps(store: CaseStore, incident: str, audience: str = "prosecutor") -> dict[str, str]:
    rows = table(section(collect(store, [incident], audience), "What is missing")).rows
    return {text_of(kind): text_of(told) for kind, told in rows}


def test_outside_readers_see_what_the_record_lacks_and_not_the_keepers_affairs(
    woven_store: tuple[CaseStore, f.Web]
) -> None:
    store, web = woven_store
    assert set(gaps(store, web.incident)) == {"No source", "Web capture incomplete",
                                              "Source not graded"}
    outside = gaps(store, web.incident)
    records.amend(store, web.exhibit, {"sharing": "not_onward"})
    inside = gaps(store, web.incident, "internal")
    assert set(inside) - set(outside) == {"Sharing condition about to be broken", "Overdue", "Element without evidence"}
    assert set(outside) - set(gaps(store, web.incident)) == {"Web capture incomplete"}, "the item is held back by now"
    assert web.proceeding in inside["Overdue"]
    assert inside["Source not graded"].splitlines() == [
        f"{source} has no grade of reliability." for source in (web.root, web.hidden_source)]


def test_why_a_finding_was_dismissed_is_told_inside_only(woven_store: tuple[CaseStore, f.Web]) -> None:
    store, web = woven_store
    findings.dismiss(store, findings.one(store, web.incident, "no_source").finding, "Only the office was there.")
    for audience in ("prosecutor", "internal"):
        assert "No source" not in gaps(store, web.incident, audience)
    assert "Only the office was there." not in plain.render(collect(store, [web.incident]))
    rows = table(section(collect(store, [web.incident], "internal"), "Findings dismissed")).rows
    assert [tuple(map(text_of, row)) for row in rows] == [
        ("No source", "Only the office was there.", "Ana Lyst")]


def test_overdue_is_what_was_overdue_when_the_record_stood_so(woven_store: tuple[CaseStore, f.Web]) -> None:
    store, web = woven_store
    records.amend(store, web.proceeding, {"next_action_date": "2026-05"})
    before = render(collect(store, [web.incident], "internal")).pdf
    assert "Overdue" not in gaps(store, web.incident, "internal")
    assert isinstance(store.clock, f.Ticking)
    store.clock.now = datetime(2031, 1, 1, tzinfo=UTC)
    assert any(each.finding.code == "next_action_overdue" for each in findings.of(store, web.incident))
    assert render(collect(store, [web.incident], "internal")).pdf == before
    records.amend(store, web.proceeding, {"note": "looked at again"})
    assert "Overdue" in gaps(store, web.incident, "internal")


def test_no_protected_name_and_no_figure_held_back(woven_store: tuple[CaseStore, f.Web]) -> None:
    store, web = woven_store
    lead = records.add(store, "source", f.source(name="Invented Lead", sharing="lead_only")).reference
    held = records.add(store, "incident", f.incident(figures=[
        {"outcome": "killed", "low": 4, "source": web.root}, {"outcome": "killed", "low": 7351, "source": lead}])).reference
    told = gaps(store, held)
    assert told["Casualty figures disagree"] == (
        "Casualty figures (killed, group not stated): figures that cannot all be true are stated, and none is adopted.")
    assert "7351" not in plain.render(collect(store, [held]))
    for name in (f.PROTECTED_NAME, *f.PROTECTED_NAMES):
        assert name not in " ".join(gaps(store, web.incident).values())
