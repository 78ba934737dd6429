"""What is missing: each finding where it belongs, none where it does not, and the same answer for one as for all."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import factories as f
from tests.factories import PROTECTED_NAME, PROTECTED_NAMES, PSEUDONYM, Web, opened
from tests.services.findings_cases import NOT_PROVOKED, PROVOKED, TODAY, Case, Sound

from casetracker.domain import capture, law
from casetracker.domain.findings import KINDS
from casetracker.domain.shapes import kind_of_reference, shape_of
from casetracker.errors import UserError
from casetracker.services import allegations, findings, records, sample, show
from casetracker.services.case_store import CaseStore
from casetracker.services.findings import Judged


@pytest.fixture
def sound(store: CaseStore, tmp_path: Path) -> Sound:
    return Sound(store, tmp_path)


def codes(at: Sound) -> list[str]:
    return [each.finding.code for each in findings.of(at.store, at.incident, TODAY)]


def test_of_a_sound_case_nothing_is_missing(sound: Sound) -> None:
    assert findings.of(sound.store, sound.incident, TODAY) == []
    assert list(findings.of_store(sound.store, today=TODAY)) == []


@pytest.mark.parametrize(("code", "what", "case"), PROVOKED, ids=[f"{code}: {what}" for code, what, _case in PROVOKED])
def test_what_is_missing_is_found_and_nothing_else(sound: Sound, code: str, what: str, case: Case) -> None:
    case(sound)
    assert set(codes(sound)) == {code}
    for each in findings.of_store(sound.store, today=TODAY):
        leads_somewhere(each)
    agree(sound.store)


@pytest.mark.parametrize(("code", "what", "case"), NOT_PROVOKED,
                         ids=[f"{code}: {what}" for code, what, _case in NOT_PROVOKED])
def test_what_only_looks_so_is_not_found(sound: Sound, code: str, what: str, case: Case) -> None:
    case(sound)
    assert code in KINDS
    assert codes(sound) == []
    assert [each.finding.code for each in findings.of_store(sound.store, today=TODAY)] == []
    agree(sound.store)


def test_every_finding_has_a_case() -> None:
    assert {code for code, _what, _case in PROVOKED} == set(KINDS)


def agree(store: CaseStore) -> None:
    """The pass over the store finds what is found for each incident by itself, and besides only what no incident uses."""
    whole = list(findings.of_store(store, today=TODAY))
    assert len(whole) == len(set(whole))
    incidents = [each[0] for each in store.database.reader().execute("SELECT reference FROM incident ORDER BY pk")]
    alone = {each for reference in incidents for each in findings.of(store, reference, TODAY)}
    assert alone <= set(whole)
    assert all(each.finding.incident is None for each in set(whole) - alone)
    for each in set(whole) - alone:
        assert each in findings.of(store, each.finding.subject, TODAY)


def test_one_and_all_agree_on_a_store_with_rows_everywhere(woven: tuple[Path, Web]) -> None:
    with opened(woven[0]) as store:
        agree(store)
        assert findings.of(store, woven[1].incident)


def test_one_and_all_agree_on_the_sample(store: CaseStore) -> None:
    for reference in sample.load(store):
        found = findings.of(store, reference)
        own = {each.finding.code for each in found if each.finding.incident}
        assert own - {"element_without_evidence"} == {"single_root", "no_exonerating_search"}
        assert show.incident_page(store, reference)["roots"]["label"] in found[0].finding.words
    agree(store)


def test_the_gravest_comes_first(woven: tuple[Path, Web]) -> None:
    with opened(woven[0]) as store:
        found = [each.finding.code for each in findings.of(store, woven[1].incident, "2027-01-01")]
    assert len(set(found)) > 3
    assert found == sorted(found, key=list(KINDS).index)


def leads_somewhere(each: Judged) -> None:
    kind = kind_of_reference(each.finding.record)
    assert kind is not None
    names = {field.name for field in shape_of(kind).fields}
    assert each.finding.field == "" or each.finding.field in names


@pytest.mark.parametrize("dates", [
    [], [{"kind": "act", "date": "2024-10-06"}], [{"kind": "act", "date": "2026"}],
    [{"kind": "capture", "date": "2024-10-06"}, {"kind": "discovery", "date": "2026-01"}],
])
@pytest.mark.parametrize("version", [None, "ua-cc-438-2:2001"])
def test_the_unsupported_elements_are_the_gaps_of_the_matrix(
    sound: Sound, dates: list[dict[str, str]], version: str | None
) -> None:
    sound.amend(sound.incident, dates=dates)
    for provision in ("ua-cc-438-1", "ua-cc-438-2", "rs-8-2-a-i", "rs-8-2-b-vi"):
        known = version if any(each.code == version for each in law.provision(provision).versions) else None
        sound.add("allegation", f.allegation(sound.incident, provision=provision, version=known))
    page = show.incident_page(sound.store, sound.incident)
    gaps = {f"{each['reference']}:{gap['elements'][0]}" for each in page["allegations"]
            for gap in allegations.matrix(page, each)["gaps"]}
    assert gaps
    assert gaps == {each.finding.subject for each in findings.of(sound.store, sound.incident)
                    if each.finding.code == "element_without_evidence"}


def test_what_is_disputed_is_what_the_page_shows_as_disputed(sound: Sound) -> None:
    for _code, _what, case in PROVOKED:
        if _code in ("figures_disagree", "contradiction_unresolved"):
            case(sound)
    matters = show.record(sound.store, sound.incident)["derived"]["matters"]
    disputed = {matter["values"][0]["claims"][0] for matter in matters if matter["disputed"] and not matter["adopted"]}
    found = [each.finding for each in findings.of(sound.store, sound.incident, TODAY)]
    assert len(disputed) == 3
    assert disputed == {finding.subject for finding in found
                        if finding.code in ("figures_disagree", "contradiction_unresolved")}


def test_a_capture_is_incomplete_where_its_checklist_is(sound: Sound) -> None:
    web = [sound.web_page(), sound.web_page(confirmed=None), sound.web_page(url=None)]
    page = show.incident_page(sound.store, sound.incident)
    short = {item["reference"] for item in page["evidence"]
             if capture.is_web(item) and capture.missing(capture.checklist(item, page["custody"][item["reference"]]))}
    assert short == set(web[1:])
    assert short == {each.finding.subject for each in findings.of(sound.store, sound.incident, TODAY)}


def test_an_incident_at_rest_lacks_nothing(sound: Sound) -> None:
    sound.only("inquiries")
    assert codes(sound)
    records.withdraw(sound.store, sound.incident, "entered twice")
    assert codes(sound) == []
    assert list(findings.of_store(sound.store, today=TODAY)) == []


def test_what_a_withdrawn_record_names_is_not_the_incidents_any_more(sound: Sound) -> None:
    press = sound.add("source", f.source(name="Sample Press"))
    person = sound.add("party", f.party())
    part = sound.add("participation", f.participation(sound.incident, person, source=press))
    assert codes(sound) == ["ungraded_source"]
    records.withdraw(sound.store, part, "entered twice")
    assert codes(sound) == []
    assert [each.finding.code for each in findings.of_store(sound.store, today=TODAY)] == ["ungraded_source"]
    agree(sound.store)


def test_what_is_handed_over_with_an_incident_is_not_the_incidents_for_that(sound: Sound) -> None:
    stray = sound.take_in("stray.txt")
    sound.amend(stray, links=[{"incident": sound.add("incident", f.incident())}])
    sound.add("handover", f.handover(sound.incident, sound.body, items=[{"evidence": stray}]))
    records.withdraw(sound.store, "C-000002", "entered twice")
    assert [each.finding.code for each in findings.of(sound.store, stray, TODAY)] == ["evidence_without_custody"]
    assert codes(sound) == []


def test_no_protected_name_is_said(woven: tuple[Path, Web]) -> None:
    with opened(woven[0]) as store:
        said = " ".join(f"{each.finding}" for each in findings.of_store(store, today="2030-01-01"))
    for name in (PROTECTED_NAME, *PROTECTED_NAMES, PSEUDONYM, "Vyhadana", "Zoryana"):
        assert name not in said


def test_findings_are_asked_of_what_can_have_some(woven: tuple[Path, Web]) -> None:
    with opened(woven[0]) as store:
        assert [each.finding.code for each in findings.of(store, woven[1].root)] == ["ungraded_source"]
        with pytest.raises(UserError, match="Findings are asked of"):
            findings.of(store, woven[1].body)


def test_the_pass_tells_how_far_it_is_and_can_be_stopped(woven: tuple[Path, Web]) -> None:
    told: list[tuple[str, int, int]] = []

    def progress(what: str, done: int, total: int) -> bool:
        told.append((what, done, total))
        return True

    with opened(woven[0]) as store:
        list(findings.of_store(store, progress))
        assert told[0][1] == 0
        assert told[-1][1] == told[-1][2] > 0
        assert [done for _what, done, _total in told] == sorted(done for _what, done, _total in told)
        seen: list[Judged] = []
        with pytest.raises(UserError, match="cancelled"):
            seen.extend(findings.of_store(store, lambda _what, done, _total: done == 0))
        assert len(seen) < len(list(findings.of_store(store)))
        assert not store.database.reader().in_transaction
