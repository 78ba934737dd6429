"""The date of an act, as far as a text of the law may be chosen by it: adopted, stated, derived, or not known."""

from __future__ import annotations

from datetime import date as calendar_day
from datetime import timedelta
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.dates_strategies import dates
from tests.domain.test_law_versions import DAYS, NEAR, provisions

from casetracker import i18n
from casetracker.domain import law
from casetracker.domain.dates import ImpreciseDate, encompassing, parse_edtf
from casetracker.domain.law_acts import ActDate, Dated, act_date, propose_for_act
from casetracker.domain.law_versions import propose

OLD, NEW = "ua-cc-438-2:2001", "ua-cc-438-2:2024"


def dated(*given: str) -> list[Dated]:
    """ "capture 2024-10-06" or, adopted, "act! 2024-10"; a zone may follow."""
    made = []
    for text in given:
        kind, edtf, *zone = text.split()
        made.append((kind.rstrip("!"), parse_edtf(edtf, zone[0] if zone else "kyiv"), kind.endswith("!")))
    return made


@pytest.mark.parametrize(("given", "edtf", "basis", "expected", "words"), [
    (["act 2024-10-06"], "2024-10-06", "stated", [OLD], "as recorded: 6 October 2024"),
    (["act 2024-10-06", "act! 2024-10-10"], "2024-10-10", "adopted", [OLD, NEW], "the one adopted: 10 October 2024"),
    (["act! 2024-10-06", "act 2024-10-10"], "2024-10-06", "adopted", [OLD], "not adopted (10 October 2024), would lead to"),
    (["act 2024-10-06", "act 2024-10-10"], "2024-10-06/2024-10-10", "several", [OLD, NEW], "Different dates of the act"),
    (["act 2024-10-10", "act 2024-10-06"], "2024-10-06/2024-10-10", "several", [OLD, NEW], "between 6 and 10 October"),
    (["act 2024-10-06", "act 2024-10-06"], "2024-10-06", "stated", [OLD], "as recorded"),
    (["capture 2024-10-06", "discovery 2024-10-07"], "2024-10-06/2024-10-07", "between", [OLD], "stated by no source"),
    (["capture 2024-10-06", "discovery 2024-10-12"], "2024-10-06/2024-10-12", "between", [OLD, NEW],
     "not before its adoption"),
    (["capture 2024-10-06", "capture 2024-10-01", "discovery 2024-10-07"], "2024-10-01/2024-10-07", "between", [OLD],
     "between 1 and 7 October 2024"),
    (["capture! 2024-10-06", "capture 2024-10-01", "discovery 2024-10-07"], "2024-10-06/2024-10-07", "between", [OLD], ""),
    (["capture 2024-10-06", "discovery 2024-10-07", "act 2023"], "2023", "stated", [OLD], "as recorded: 2023"),
    (["capture 2024-10-06"], "2024-10-06/..", "after_capture", [OLD, NEW], "not earlier than the capture (6 October 2024)"),
    (["discovery 2024-10-07"], "../2024-10-07", "before_discovery", [OLD], "not later than the discovery (7 October 2024)"),
    (["capture ../2024-10-06"], None, "open", [OLD, NEW], "leave open when the act was"),
    (["act ../2024", "act 2023/.."], None, "open", [OLD, NEW], "leave open when the act was"),
    (["capture 2024-10-07", "discovery 2024-10-06"], None, "contradictory", [OLD, NEW], "dated before the capture"),
    (["official_report 2024-10-01", "first_publication 2024-10-01"], None, "none", [OLD, NEW], "No date is recorded"),
    ([], None, "none", [OLD, NEW], "every text recorded is proposed"),
])
def test_the_date_of_the_act(given: list[str], edtf: str | None, basis: str, expected: list[str], words: str) -> None:
    act = act_date(dated(*given))
    assert (act.date.edtf if act.date else None, act.basis) == (edtf, basis)
    proposal = law.load().versions_for_act("ua-cc-438-2", act)
    assert [version.code for version in proposal.versions] == expected
    assert any(words in reason for reason in proposal.reasons), proposal.reasons
    assert [version.code for version in proposal.milder_later] == [NEW]


@pytest.mark.parametrize(("basis", "derived"), [
    ("adopted", False), ("stated", False), ("several", True), ("between", True), ("after_capture", True),
    ("before_discovery", True), ("none", False)])
def test_what_no_source_states_is_derived(basis: str, derived: bool) -> None:
    assert ActDate(None, basis).derived is derived


def test_the_zone_of_a_span_is_as_wide_as_both() -> None:
    act = act_date(dated("act 2024-10-08 moscow", "act 2024-10-07 kyiv"))
    assert act.date is not None
    assert act.date.zone == "unknown"


def test_why_the_statute_reaches_is_said_without_a_date_too() -> None:
    said = " ".join(law.load().versions_for_act("rs-8-2-a-i", act_date([])).reasons)
    assert "lodged 8 September 2015" in said
    assert "in force for Ukraine since 1 January 2025" in said


def test_a_derived_date_is_said_in_the_language_spoken() -> None:
    with i18n.speaking("uk"):
        said = law.load().versions_for_act("ua-cc-438-2", act_date(dated("capture 2024-10-06"))).reasons
    assert "6 жовтня 2024" in said[0]


@settings(max_examples=60)
@given(st.lists(dates(years=NEAR), min_size=1, max_size=4))
def test_a_span_holds_all_that_its_dates_may_mean(given_dates: list[ImpreciseDate]) -> None:
    span = encompassing(given_dates)
    if span is not None:
        for day in DAYS:
            assert not any(each.overlaps(day) for each in given_dates) or span.overlaps(day)


@settings(max_examples=60)
@given(provisions(), st.lists(dates(years=NEAR), min_size=1, max_size=4))
def test_dates_that_disagree_propose_all_that_each_would(provision: law.Provision, given_dates: list[ImpreciseDate]) -> None:
    act = act_date([("act", date, False) for date in given_dates])
    proposal = propose_for_act(provision, act)
    alone = set(chain.from_iterable(propose(provision, date).versions for date in given_dates))
    assert alone <= set(proposal.versions)
    order = [provision.versions.index(version) for version in proposal.versions]
    assert order == list(range(order[0], order[-1] + 1))


@settings(max_examples=60)
@given(provisions(), dates(years=NEAR), dates(years=NEAR))
def test_every_day_between_capture_and_discovery_is_thought_of(provision: law.Provision, capture: ImpreciseDate,
                                                              discovery: ImpreciseDate) -> None:
    act = act_date([("capture", capture, False), ("discovery", discovery, False)])
    proposal = propose_for_act(provision, act)
    if act.date is None:
        assert proposal.versions == provision.versions
    else:
        for day in DAYS:
            if act.date.overlaps(day):
                assert set(propose(provision, day).versions) <= set(proposal.versions)


@given(st.sampled_from(list(law.load().provisions)), st.lists(st.tuples(
    st.sampled_from(["act", "capture", "discovery", "official_report"]), dates(), st.booleans()), max_size=5))
def test_every_provision_answers_whatever_is_known(code: str, given_dates: list[Dated]) -> None:
    proposal = law.load().versions_for_act(code, act_date(given_dates))
    assert proposal.versions
    assert all(reason and "{" not in reason for reason in proposal.reasons)


@given(provisions())
def test_without_a_date_every_text_is_proposed(provision: law.Provision) -> None:
    proposal = propose_for_act(provision, act_date([]))
    assert proposal.versions == provision.versions
    assert set(proposal.milder_later) == {each for each in provision.versions[1:] if each.milder_than_before is not False}


def test_each_day_of_the_change_is_decided_the_safe_way() -> None:
    """Before its adoption the later text cannot apply; from then on both may, until somebody reads the gazette."""
    for offset in range(-30, 60):
        day = calendar_day(2024, 10, 9) + timedelta(days=offset)
        act = act_date([("act", ImpreciseDate.at(day.year, day.month, day.day, zone="kyiv"), True)])
        found = [version.code for version in law.load().versions_for_act("ua-cc-438-2", act).versions]
        assert found == ([OLD] if offset < 0 else [OLD, NEW])
