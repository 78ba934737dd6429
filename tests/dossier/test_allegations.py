"""Candidate qualifications in a dossier: whose words, which text and why, and what stays with the keepers of the record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.dossier.case_samples import Sample, full_case, incident, new_store, source
from tests.dossier.test_collect_content import section, table

from casetracker.dossier.collect import collect
from casetracker.dossier.tree import Dossier
from casetracker.dossier.walk import plain as text_of
from casetracker.dossier.walk import walk
from casetracker.services import allegations, records, show

KILLING = "rs-8-2-a-i"


def said(dossier: Dossier) -> str:
    return "\n".join(text for _place, text in walk(dossier))


@pytest.fixture
def alleged(tmp_path: Path) -> tuple[Sample, str]:
    case = full_case(tmp_path)
    reference = records.add(case.store, "allegation", {
        "incident": case.incident, "provision": KILLING, "party": case.perpetrator, "note": "Strategy of ours."}).reference
    claims = show.record(case.store, case.incident)["claims"]

    def put(element: int, side: str, **what: Any) -> None:
        allegations.put_evidence(case.store, reference, f"{KILLING}/{element}", side, **what)

    put(1, "for", claim=claims[0]["id"], locator="p. 2", note="Our weak spot.")
    put(1, "for", evidence=case.shown)
    put(2, "against", evidence=case.withheld)
    put(2, "for", claim=claims[2]["id"])
    allegations.assess(case.store, reference, f"{KILLING}/1", "moderate", "Thoughts of ours.")
    return case, reference


def test_an_allegation_is_told_with_its_matrix(alleged: tuple[Sample, str]) -> None:
    case, reference = alleged
    part = section(collect(case.store, [case.incident]), f"{reference}\u2002Rome Statute, art. 8(2)(a)(i)")
    rows = table(part).rows
    assert len(rows) == 5
    assert text_of(rows[0][0]) == ("Act: somebody was killed, that is, death was caused\n"
                                   "ICC Elements of Crimes, art. 8(2)(a)(i), element 1")
    assert text_of(rows[0][1]) == f"Description of the act: They were shot. ({case.official}), p. 2\n{case.shown}"
    assert [text_of(row[3]) for row in rows] == ["Moderate", *["not assessed"] * 4]
    assert text_of(rows[2][1]) == "Gap: nothing recorded"


def test_it_says_whose_words_it_is_in_and_presumes_innocence(alleged: tuple[Sample, str]) -> None:
    case, _reference = alleged
    told = said(collect(case.store, [case.incident]))
    assert "casetracker's own short words" in told
    assert "Element (our words)" in told
    assert "What is alleged here is no finding; everybody is presumed innocent until proved guilty." in told
    assert "counsel decides" in told
    assert "derived by casetracker, stated by no source" in told


@pytest.mark.parametrize("words", ["Strategy of ours.", "Our weak spot.", "Thoughts of ours."])
def test_work_product_stays_with_the_keepers(alleged: tuple[Sample, str], words: str) -> None:
    case, _reference = alleged
    assert words not in said(collect(case.store, [case.incident], "prosecutor"))
    assert words in said(collect(case.store, [case.incident], "internal"))


def test_what_may_not_be_passed_on_is_said_to_be_withheld(alleged: tuple[Sample, str]) -> None:
    case, reference = alleged
    outside, inside = (collect(case.store, [case.incident], who) for who in ("prosecutor", "internal"))
    title = f"{reference}\u2002Rome Statute, art. 8(2)(a)(i)"
    victim = table(section(outside, title)).rows[1]
    assert text_of(victim[1]) == "a claim that is withheld by the sharing condition of its source"
    assert text_of(victim[2]) == f"{case.withheld} (withheld)"
    assert "It rained in confidence." not in said(outside)
    assert "It rained in confidence. (" in text_of(table(section(inside, title)).rows[1][1])


def test_the_date_of_a_source_that_is_held_back_chooses_no_text(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        secret = source(store, "Confidant", sharing="not_onward")
        number = incident(store, dates=[{"kind": "act", "date": "2024-10-06", "source": secret}])
        records.add(store, "allegation", {"incident": number, "provision": "ua-cc-438-2"})
        outside, inside = (said(collect(store, [number], who)) for who in ("prosecutor", "internal"))
    assert "The dates are withheld here" in outside
    assert "No date is recorded" not in outside
    assert "6 October 2024" not in outside
    assert "as recorded: 6 October 2024" in inside


def test_an_unconfirmed_entry_into_force_is_said_to_be_so(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        number = incident(store, dates=[{"kind": "act", "date": "2024-10"}])
        reference = records.add(store, "allegation", {"incident": number, "provision": "ua-cc-438-2"}).reference
        told = said(collect(store, [number]))
        part = section(collect(store, [number]), f"{reference}\u2002Criminal Code of Ukraine, art. 438(2)")
    assert "adopted 9 October 2024; entry into force to be confirmed" in told
    assert "so both texts are proposed" in told
    assert [text_of(row[0]).split("only: ")[-1] for row in table(part).rows[1:]] == [
        "Before Law No. 4012-IX", "As changed by Law No. 4012-IX"]


def test_without_an_allegation_nothing_is_said_of_any(tmp_path: Path) -> None:
    with new_store(tmp_path) as store:
        assert "Candidate qualifications in law" not in said(collect(store, [incident(store)]))
