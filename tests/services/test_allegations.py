"""An allegation worked on: the text proposed, the matrix of its elements, its gaps, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests import factories as f
from tests.factories import Web, opened

from casetracker.domain import law
from casetracker.errors import InvalidRecord, UnknownReference
from casetracker.services import allegations, checks, history, law_texts, records, show
from casetracker.services.case_store import CaseStore

Json = dict[str, Any]


def case(store: CaseStore, *dates: tuple[str, str], **fields: Any) -> str:
    return records.add(store, "incident", {"title": "Invented", "dates": [
        {"kind": kind, "date": date, "zone": "kyiv"} for kind, date in dates], **fields}).reference


def allege(store: CaseStore, incident: str, provision: str, **fields: Any) -> str:
    return records.add(store, "allegation", f.allegation(incident, provision=provision, **fields)).reference


def matrix(store: CaseStore, reference: str) -> Json:
    record = show.record(store, reference)
    return allegations.matrix(show.incident_page(store, record["incident"]), record)


def row(found: Json, element: str) -> Json:
    made: Json = next(each for each in found["rows"] if each["element"] == element)
    return made


@pytest.mark.parametrize(("dates", "basis", "versions"), [
    ([("capture", "2024-10-06"), ("discovery", "2024-10-07")], "between", ["2001"]),
    ([("act", "2024-10")], "stated", ["2001", "2024"]),
    ([("capture", "2024-10-18T14:38")], "after_capture", ["2001", "2024"]),
    ([], "none", ["2001", "2024"]),
])
def test_the_proposal_for_an_incident(store: CaseStore, dates: list[tuple[str, str]], basis: str,
                                      versions: list[str]) -> None:
    found = allegations.proposal(store, case(store, *dates), "ua-cc-438-2")
    assert [each["code"] for each in found["versions"]] == [f"ua-cc-438-2:{year}" for year in versions]
    assert found["act"]["basis"] == basis
    assert found["reasons"]
    assert found["milder_later"] == ["ua-cc-438-2:2024"]


def test_a_date_that_is_contradicted_counts_for_nothing(store: CaseStore) -> None:
    number = case(store, ("act", "2024-10-06"))
    records.amend(store, number, {"dates": [{"kind": "act", "date": "2024-10-06"},
                                            {"kind": "act", "date": "2024-11-06", "stance": "contradicts"}]})
    found = allegations.proposal(store, number, "ua-cc-438-2")
    assert [each["code"] for each in found["versions"]] == ["ua-cc-438-2:2001"]


def test_an_unknown_provision_is_refused(store: CaseStore) -> None:
    with pytest.raises(UnknownReference, match="rs-99"):
        allegations.proposal(store, case(store), "rs-99")


def test_the_matrix_has_the_elements_of_the_text_considered(store: CaseStore) -> None:
    number = case(store, ("act", "2024-10-06"))
    proposed = matrix(store, allege(store, number, "ua-cc-438-2"))
    assert [each["element"] for each in proposed["rows"]] == ["ua-cc-438-2/1", "ua-cc-438-2/2"]
    chosen = matrix(store, allege(store, number, "ua-cc-438-2", version="ua-cc-438-2:2024"))
    assert [each["element"] for each in chosen["rows"]] == ["ua-cc-438-2/1", "ua-cc-438-2/3"]
    assert (proposed["warnings"], len(chosen["warnings"])) == ([], 1)
    assert "Counsel decides" in chosen["warnings"][0]
    both = matrix(store, allege(store, case(store), "ua-cc-438-2"))
    assert [each["versions"] for each in both["rows"]] == [[], ["Before Law No. 4012-IX"], ["As changed by Law No. 4012-IX"]]


def test_a_choice_among_the_proposed_warns_of_nothing(store: CaseStore) -> None:
    for version in law.provision("ua-cc-438-2").versions:
        assert matrix(store, allege(store, case(store), "ua-cc-438-2", version=version.code))["warnings"] == []


@pytest.mark.parametrize("code", list(law.load().provisions))
def test_every_provision_has_a_matrix_that_says_whose_words_it_is_in(woven: tuple[Path, Web], code: str) -> None:
    with opened(woven[0]) as store:
        page = show.incident_page(store, woven[1].incident)
    record = {**page["allegations"][0], "provision": code, "version": None, "elements": [], "element_evidence": []}
    found = allegations.matrix(page, record)
    assert "casetracker's own short words" in found["ours"]
    assert bool(found["rows"]) is not bool(found["forms"])
    assert {element for gap in found["gaps"] for element in gap["elements"]} == {each["element"] for each in found["rows"]}
    assert all(each["pointer"] and each["assessment"] is None for each in found["rows"])


def test_evidence_and_claims_fill_gaps_and_alternatives_need_one(store: CaseStore, tmp_path: Path) -> None:
    number = case(store, claims=[{"kind": "act", "value": "They were shot."},
                                 {"kind": "capture", "value": "They were captured.", "stance": "contradicts"}])
    first, second = show.record(store, number)["claims"]
    file = tmp_path / "invented.txt"
    file.write_text("invented")
    from casetracker.services import evidence
    exhibit = evidence.take_in(store, number, file).reference
    reference = allege(store, number, "gc3-130")
    assert [len(gap["elements"]) for gap in matrix(store, reference)["gaps"]] == [5, 1, 1]
    allegations.put_evidence(store, reference, "gc3-130/1", "for", claim=first["id"], locator="p. 2")
    allegations.put_evidence(store, reference, "gc3-130/6", "against", evidence=exhibit, claim=second["id"])
    found = matrix(store, reference)
    assert [gap["elements"] for gap in found["gaps"]] == [["gc3-130/6"], ["gc3-130/7"]]
    (entry,) = row(found, "gc3-130/1")["for"]
    assert (entry["label"], entry["locator"], entry["stands"]) == ("Description of the act: They were shot.", "p. 2", True)
    (other,) = row(found, "gc3-130/6")["against"]
    assert other["evidence"] == exhibit
    assert "contradicts: Capture: They were captured." in other["label"]
    records.withdraw(store, exhibit, "a test")
    assert row(matrix(store, reference), "gc3-130/6")["against"][0]["stands"] is False


def test_what_is_gone_is_shown_and_fills_no_gap(store: CaseStore) -> None:
    number = case(store, claims=[{"kind": "act", "value": "They were shot."}])
    reference = allege(store, number, "gc3-130")
    allegations.put_evidence(store, reference, "gc3-130/1", "for", claim=show.record(store, number)["claims"][0]["id"])
    records.amend(store, number, {"claims": []})
    found = matrix(store, reference)
    assert row(found, "gc3-130/1")["for"][0]["label"] == "a claim that is no longer recorded"
    assert [len(gap["elements"]) for gap in found["gaps"]] == [5, 1, 1]
    allegations.assess(store, reference, "gc3-130/1", "weak")  # what stood there before does not bar further work
    assert row(matrix(store, reference), "gc3-130/1")["assessment"] == "weak"


def test_assessing_names_who_keeps_the_note_and_can_be_undone(store: CaseStore) -> None:
    reference = allege(store, case(store), "gc3-130")
    allegations.assess(store, reference, "gc3-130/1", "weak", "one root")
    allegations.assess(store, reference, "gc3-130/1", "contested")
    change = allegations.assess(store, reference, "gc3-130/6", "none", "")
    weighed = show.record(store, reference)["elements"]
    assert [(each["element"], each["assessment"], each["note"], each["assessed_by"]) for each in weighed] == [
        ("gc3-130/1", "contested", "one root", store.actor), ("gc3-130/6", "none", None, store.actor)]
    history.undo(store, change.change_id)
    assert len(show.record(store, reference)["elements"]) == 1
    assert checks.verify(store).faults == []


def test_an_entry_is_taken_away_by_its_id(store: CaseStore) -> None:
    number = case(store, claims=[{"kind": "act", "value": "They were shot."}])
    reference, claim = allege(store, number, "gc3-130"), show.record(store, number)["claims"][0]["id"]
    for element in ("gc3-130/1", "gc3-130/6"):
        allegations.put_evidence(store, reference, element, "for", claim=claim)
    allegations.take_away(store, reference, show.record(store, reference)["element_evidence"][0]["id"])
    assert [each["element"] for each in show.record(store, reference)["element_evidence"]] == ["gc3-130/6"]


def test_a_claim_of_another_incident_is_refused_where_it_stands(store: CaseStore) -> None:
    number, other = case(store), case(store, claims=[{"kind": "act", "value": "Elsewhere."}])
    claim = show.record(store, other)["claims"][0]["id"]
    reference = allege(store, number, "gc3-130")
    with pytest.raises(InvalidRecord) as caught:
        allegations.put_evidence(store, reference, "gc3-130/1", "for", claim=claim)
    assert list(caught.value.problems) == ["element_evidence[0].claim"]
    assert number in str(caught.value)
    with pytest.raises(InvalidRecord):
        allege(store, number, "gc3-130", element_evidence=[{"element": "gc3-130/1", "claim": claim}])
    allege(store, other, "gc3-130", element_evidence=[{"element": "gc3-130/1", "claim": claim}])
    with pytest.raises(InvalidRecord):  # the claim stays behind with its incident
        records.amend(store, show.incident_page(store, other)["allegations"][0]["reference"], {"incident": number})


def test_a_provision_of_another_edition_loses_nothing(woven: tuple[Path, Web]) -> None:
    with opened(woven[0]) as store:
        page = show.incident_page(store, woven[1].incident)
    record = {**page["allegations"][0], "provision": "xx-1"}
    found = allegations.matrix(page, record)
    assert found["warnings"] == ["This program does not know the provision xx-1."]
    assert [each["element"] for each in found["rows"]] == ["rs-8-2-a-i/1"]
    assert found["rows"][0]["stray"]


def test_a_label_cites(store: CaseStore) -> None:
    assert show.label(store, allege(store, case(store), "gc3-13")) == "A-000001 Third Geneva Convention, art. 13"


# ---------------------------------------------------------------- looking the law up

@pytest.mark.parametrize(("words", "codes"), [
    ("438(2)", ["ua-cc-438-2"]), ("hors combat rome", ["rs-8-2-b-vi"]), ("gc3-130", ["gc3-130"]), ("no such law", []),
])
def test_provisions_are_found_by_words(words: str, codes: list[str]) -> None:
    assert [each["code"] for each in law_texts.listing(words)] == codes


def test_all_are_listed() -> None:
    assert [each["code"] for each in law_texts.listing()] == list(law.load().provisions)


def test_what_is_told_of_a_provision() -> None:
    told = law_texts.described("ua-cc-438-2", "2024-10")
    assert [each["in_force_from"] for each in told["versions"]] == ["2001-09-01", None]
    assert told["proposed"]["versions"] == ["ua-cc-438-2:2001", "ua-cc-438-2:2024"]
    assert all(each["ours"] for each in told["elements"])
    assert told["checked"]
    assert all(each["where"] and each["checked_on"] for each in told["checked"])
    assert "proposed" not in law_texts.described("rs-6")


def test_what_the_violations_of_an_incident_suggest() -> None:
    assert law_texts.suggested(["wilful_killing", "prisoner_of_war", "a term of our own"]) == [
        "rs-8-2-a-i", "gc3-13", "gc3-130"]
    assert law_texts.suggested(["torture"]) == ["rs-8-2-a-ii", "rs-8-2-a-ii-1", "rs-8-2-a-ii-2", "rs-8-2-a-ii-3"]
