"""What is held back is told before the dossier is made, and is in no dossier for outside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.dossier.case_samples import Sample, incident, taken

from casetracker.dossier import held, plain
from casetracker.dossier.collect import collect
from casetracker.dossier.make import make
from casetracker.errors import DisclosureRefused, UserError
from casetracker.services import records, show

NAME, OTHER = "Svitlana Bezimenko", "Світлана Безіменко"


def printed(sample: Sample, audience: str = "prosecutor", recipient: str | None = None) -> str:
    return plain.render(collect(sample.store, [sample.incident], audience, recipient=recipient))


def added(sample: Sample, record: str, **fields: Any) -> str:
    return records.add(sample.store, record, fields).reference


def victim(sample: Sample, role: str = "victim", **fields: Any) -> str:
    party = added(sample, "party", **{"name": NAME, "names": [OTHER], "identification": "identified", "fate": "killed",
                                      **fields})
    added(sample, "participation", incident=sample.incident, party=party, role=role)
    return party


def test_each_record_held_back_is_told_with_its_reason(sample: Sample) -> None:
    party = victim(sample)
    added(sample, "account", incident=sample.incident, party=sample.witness, date="2026-02")
    assert [each.why for each in held.told(sample.store, [sample.incident])] == [
        f"Source {sample.secret} is held back: Not to be passed on.",
        f"Evidence item {sample.withheld} is held back: As a lead only.",
        f"The name of {party} is held back: the family is not recorded as informed.",
        f"What was told in 1 account on {sample.incident} is held back.",
    ]
    assert held.told(sample.store, [sample.incident], "internal") == []


@pytest.mark.parametrize("condition", ["named_recipients", "lead_only", "not_onward"])
@pytest.mark.parametrize("whose", ["shown", "outlet"])
def test_an_item_is_held_back_by_its_own_condition_and_by_its_source(whose: str, condition: str, sample: Sample) -> None:
    records.amend(sample.store, getattr(sample, whose), {"sharing": condition, "sharing_recipients": "The Sample Court"})
    outside = printed(sample)
    assert "The outskirts" not in outside
    assert f"{sample.shown} is withheld by the condition" in outside
    assert any(each.reference == sample.shown for each in held.told(sample.store, [sample.incident]))
    assert "The outskirts" in printed(sample, "internal")


def test_named_recipients_are_given_what_is_theirs(sample: Sample, tmp_path: Path) -> None:
    body = added(sample, "body", kind="court", name="Sample Court", names=["Палата Умовна"])
    other = added(sample, "body", kind="court", name="Sample")
    records.amend(sample.store, sample.shown, {"sharing": "named_recipients", "sharing_recipients": "Палата Умовна; others"})
    assert "The outskirts" in printed(sample, recipient=body)
    assert f"Prepared for: Prosecutor: {body} Sample Court" in printed(sample, recipient=body)
    assert "The outskirts" not in printed(sample, recipient=other)
    assert sample.shown not in {each.reference for each in held.told(sample.store, [sample.incident], recipient=body)}
    made = make(sample.store, [sample.incident], tmp_path / "o.pdf", recipient=body)
    assert make(sample.store, [sample.incident], tmp_path / "p.pdf", recipient=body).sha256 == made.sha256
    with pytest.raises(UserError):
        make(sample.store, [sample.incident], tmp_path / "q.pdf", recipient=sample.official)


def test_a_claim_read_off_an_item_is_held_back_with_it(sample: Sample, tmp_path: Path) -> None:
    elsewhere = taken(sample.store, tmp_path / "f", sample.incident, "x.txt", b"x", title="Elsewhere", sharing="not_onward",
                      links=[])
    for exhibit in (sample.withheld, elsewhere):
        claims = show.record(sample.store, sample.incident)["claims"]
        records.amend(sample.store, sample.incident, {"claims": [*claims, {
            "kind": "means", "value": f"Seen in {exhibit} alone.", "evidence": exhibit}]})
        assert f"Seen in {exhibit} alone." not in printed(sample)
        assert f"Seen in {exhibit} alone." in printed(sample, "internal")
    claim = show.record(sample.store, sample.incident)["claims"][-1]["id"]
    added(sample, "allegation", incident=sample.incident, provision="rs-8-2-a-i",
          element_evidence=[{"element": "rs-8-2-a-i/1", "claim": claim}])
    assert "a claim that is withheld" in printed(sample)
    assert f"Seen in {elsewhere} alone." not in printed(sample)


@pytest.mark.parametrize(("fields", "role", "is_printed"), [
    ({}, "victim", False), ({"fate": "missing"}, "victim", False), ({"fate": "captured"}, "victim", False),
    ({"family_informed": True}, "victim", True), ({"fate": "wounded"}, "victim", True), ({}, "witness", True),
    ({"kind": "group"}, "victim", True),
])
def test_a_victim_is_named_only_when_the_family_has_heard(fields: dict[str, Any], role: str, is_printed: bool,
                                                          sample: Sample, tmp_path: Path) -> None:
    party = victim(sample, role, **fields)
    outside = printed(sample)
    assert (NAME in outside) is is_printed
    assert (OTHER in outside) is is_printed
    assert (f"{party} [name withheld: family not yet informed]" in outside) is not is_printed
    assert NAME in printed(sample, "internal")
    assert show.label(sample.store, party) == NAME
    assert make(sample.store, [sample.incident], tmp_path / "o.pdf").pages > 5


@pytest.mark.parametrize("spelling", [NAME, OTHER, "Безіменком", "BEZIMENKO Svitlana"])
def test_such_a_name_in_any_text_stops_the_dossier(spelling: str, sample: Sample, tmp_path: Path) -> None:
    party = victim(sample)
    records.amend(sample.store, sample.incident, {"narrative": f"Found was {spelling}."})
    with pytest.raises(DisclosureRefused) as refusal:
        make(sample.store, [sample.incident], tmp_path / "o.pdf")
    assert f"The name of {party}, whose family is not recorded as informed" in str(refusal.value)
    assert "ezimenko" not in str(refusal.value)
    records.amend(sample.store, party, {"family_informed": True})
    assert make(sample.store, [sample.incident], tmp_path / "o.pdf").pages > 5


@pytest.mark.parametrize(("text", "stops"), [
    (f"As {NAME} was.", True), ("Found was БЕЗІМЕНКО Світлана.", True), ("Bezimenko, Svitlana", True),
    ("The judge Bezimenko sat.", False), ("Svitlana and a Bezimenko", False),
])
def test_a_victim_of_another_case_is_found_by_the_whole_name(text: str, stops: bool, sample: Sample, tmp_path: Path) -> None:
    """Namesakes of the dead are many; only a whole name stops a dossier of a case that is not theirs."""
    other = incident(sample.store, title="Another matter", narrative=text)
    victim(sample)
    if stops:
        with pytest.raises(DisclosureRefused, match="family is not recorded as informed"):
            make(sample.store, [other], tmp_path / "o.pdf")
    else:
        assert make(sample.store, [other], tmp_path / "o.pdf").pages > 3


def test_such_a_name_in_the_name_of_a_file_is_covered(sample: Sample, tmp_path: Path) -> None:
    victim(sample)
    taken(sample.store, tmp_path / "f", sample.incident, f"{NAME}.txt", b"x", title="A list")
    assert NAME not in printed(sample)


def test_an_account_is_told_of_and_never_told(sample: Sample) -> None:
    account = added(sample, "account", incident=sample.incident, party=sample.witness, date="2026-02", taken_by="T. Aker",
                    summary="Saw it from the window.", earlier_accounts="To a paper.", referrals="A doctor.",
                    note="Trembled.", do_not_contact=True)
    secret = added(sample, "account", incident=sample.incident, party=sample.witness, date="2026-02",
                   confidentiality="strictly_confidential")
    added(sample, "consent", party=sample.witness, recipient="Example Police", use="hand_over", given_on="2026-02")
    outside, inside = printed(sample), printed(sample, "internal")
    for text in ("Saw it from the window.", "To a paper.", "A doctor.", "Trembled."):
        assert text not in outside
        assert text in inside
    assert account in outside
    assert "Do not contact again" in outside
    assert secret not in outside
    assert "1 account is strictly confidential and not listed." in outside
    assert "Hand-over to a body" not in outside
    assert "Hand-over to a body" in inside


def test_inquiries_and_hand_overs_are_for_our_own_readers(sample: Sample, tmp_path: Path) -> None:
    records.amend(sample.store, sample.incident, {"inquiries": [{"question": "Who gave the order?", "owner": "O. Wner"}]})
    first = make(sample.store, [sample.incident], tmp_path / "a.pdf")
    body = added(sample, "body", kind="court", name="Sample Court")
    added(sample, "handover", body=body, title="The first dossier", given_on="2026-03-02", sha256=first.sha256,
          incidents=[{"incident": sample.incident}])
    for text in ("Who gave the order?", "The first dossier", "Sample Court"):
        assert text not in printed(sample)
        assert text in printed(sample, "internal")
    assert make(sample.store, [sample.incident], tmp_path / "b.pdf").sha256 == first.sha256


def test_verification_capture_and_steps_are_printed(sample: Sample) -> None:
    records.amend(sample.store, sample.shown, {
        "url": "https://example.invalid/page", "captured_at": "2026-02-05T10:00", "tool_version": "4.2",
        "collected_tool": "a recorder", "verification": "partly_verified", "verified_source": "verified",
        "verified_content": "refuted", "verification_methods": ["compared with a map"], "verified_by": "V. Erifier",
        "not_possible": "The camera was not seen."})
    first = added(sample, "proceeding", title="An older file")
    records.amend(sample.store, sample.proceeding, {"merged_into": first, "steps": [
        {"kind": "request", "what": "To see the file", "date": "2026-02-10", "deadline": "2026-02-20"},
        {"kind": "complaint", "what": "In confidence", "source": sample.secret}]})
    outside = printed(sample)
    for text in ("with a recorder, version 4.2", "source: verified; content: refuted; technical data: unverified",
                 "compared with a map", "V. Erifier, not reviewed by a second person", "The camera was not seen.",
                 "Capture completeness (Berkeley Protocol ¶153–155, 167): 4 of 8 lines", "To see the file",
                 "no answer recorded", f"Merged into: {first}"):
        assert text in outside, text
    assert "In confidence" not in outside
