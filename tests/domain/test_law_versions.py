"""Which text of the law a date points to: a version for every date, and for a span those of all its days."""

from __future__ import annotations

from datetime import date as calendar_day
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.dates_strategies import dates

from casetracker import i18n
from casetracker.domain import law, law_reading
from casetracker.domain.dates import ImpreciseDate, parse_edtf
from casetracker.domain.law_versions import propose
from casetracker.errors import BugError

OLD, NEW = "2001", "2024"


@pytest.mark.parametrize(("act", "zone", "expected", "later", "words"), [
    ("2024-10-06/2024-10-07", "kyiv", [OLD], [NEW], "whether it is milder is for counsel to decide"),
    ("2024-10-06/2024-10-07", "unknown", [OLD], [NEW], "Before Law No. 4012-IX"),
    ("2024-10-06", "kyiv", [OLD], [NEW], "in force from 1 September 2001"),
    ("2024-10-08", "kyiv", [OLD], [NEW], "in force from 1 September 2001"),
    ("2024-10-08", "unknown", [OLD, NEW], [NEW], "it counts as not before its adoption (9 October 2024)"),
    ("2024-10-09", "kyiv", [OLD, NEW], [NEW], "it counts as not before its adoption (9 October 2024)"),
    ("2024-10-18T14:38", "kyiv", [OLD, NEW], [NEW], "so both texts are proposed"),
    ("2024-10-24", "kyiv", [OLD, NEW], [NEW], "is to be confirmed"),
    ("2024-10", "kyiv", [OLD, NEW], [NEW], "The act may be later, so both texts are proposed"),
    ("2024-10-08~", "kyiv", [OLD, NEW], [NEW], "is to be confirmed"),
    ("2025", "kyiv", [OLD, NEW], [NEW], "As changed by Law No. 4012-IX"),
    ("1999", "kyiv", [OLD], [NEW], "may be earlier than the first text recorded"),
    ("../2001-09-01", "kyiv", [OLD], [NEW], "may be earlier than the first text recorded"),
])
def test_the_text_of_article_438_in_force(act: str, zone: str, expected: list[str], later: list[str],
                                          words: str) -> None:
    for part in ("ua-cc-438-1", "ua-cc-438-2"):
        proposal = law.versions_for(part, parse_edtf(act, zone))
        assert [version.code for version in proposal.versions] == [f"{part}:{year}" for year in expected]
        assert [version.code for version in proposal.milder_later] == [f"{part}:{year}" for year in later]
        assert any(words in reason for reason in proposal.reasons), proposal.reasons


def test_a_last_day_is_the_eve_of_the_next_text() -> None:
    for provision in law.load().provisions.values():
        for version, following in pairwise(provision.versions):
            told = version.in_force_until
            assert told is None or (following.in_force_from is not None and told.surely_before(following.in_force_from)
                                    and _next_day(told.edtf) == following.in_force_from.edtf), version.code


def _next_day(edtf: str) -> str:
    return (calendar_day.fromisoformat(edtf) + timedelta(days=1)).isoformat()


@pytest.mark.parametrize(("act", "present", "absent"), [
    ("2014-01-20", ["lodged 17 April 2014", "parallel qualification"], ["lodged 8 September 2015"]),
    ("2024-10-06", ["lodged 8 September 2015", "since 1 January 2025. For an earlier act"], ["lodged 17 April 2014"]),
    ("2024-12-31", ["parallel qualification"], []),
    ("2025-01-01", ["in force for Ukraine since 1 January 2025."], ["parallel qualification"]),
    ("2025-06", ["declaration under article 124"], ["parallel qualification"]),
    ("2010", ["parallel qualification"], ["lodged 17 April 2014", "lodged 8 September 2015"]),
])
def test_why_the_rome_statute_reaches_an_act(act: str, present: list[str], absent: list[str]) -> None:
    said = " ".join(law.versions_for("rs-8-2-a-i", parse_edtf(act, "kyiv")).reasons)
    assert all(words in said for words in present), said
    assert not any(words in said for words in absent), said


@pytest.mark.parametrize("code", ["gc3-130", "ap1-85-3-e"])
def test_what_nobody_confirmed_is_said_to_be_so(code: str) -> None:
    assert "Since when this instrument binds Ukraine is to be confirmed." in law.versions_for(
        code, parse_edtf("2024-10-06", "kyiv")).reasons


def test_article_124_is_said_of_war_crimes_alone() -> None:
    for code, expected in (("rs-8-2-c-i", True), ("rs-6", False), ("rs-7-1-a", False), ("gc3-130", False)):
        said = " ".join(law.versions_for(code, parse_edtf("2025-06", "kyiv")).reasons)
        assert ("article 124" in said) is expected


def made(*versions: dict[str, Any]) -> law.Provision:
    """A provision of nobody's law, to try the rules on."""
    entry: dict[str, Any] = {"code": "x", "instrument": "x", "article": "1", "title": "X", "conflict": None,
                             "form_of": None, "elements": [], "checked_against": [], "to_be_confirmed": [], "note": ""}
    blank: dict[str, Any] = {"act": "", "adopted": None, "in_force_from": None, "in_force_until": None,
                             "milder_than_before": None, "checked_against": [], "to_be_confirmed": [], "note": ""}
    numbered = [{**blank, "code": f"v{number}", "title": f"text {number}", **version}
                for number, version in enumerate(versions, 1)]
    return law_reading.provision_from({**entry, "versions": numbered})


SURE = {"adopted": "2001-04-05", "in_force_from": "2001-09-01"}
UNSURE = {"adopted": "2024-10-09"}


@pytest.mark.parametrize(("act", "expected", "words"), [
    ("2024-10-06", ["v1"], "text 1"),
    ("2024-10-08", ["v1"], "text 1"),
    ("2024-10-09", ["v1", "v2"], "it counts as not before its adoption (9 October 2024)"),
    ("2024-10-18", ["v1", "v2"], "to be confirmed"),
    ("2024-10", ["v1", "v2"], "to be confirmed"),
    ("2030", ["v1", "v2"], "to be confirmed"),
])
def test_an_unconfirmed_entry_into_force_counts_as_not_before_adoption(act: str, expected: list[str],
                                                                       words: str) -> None:
    proposal = propose(made(SURE, UNSURE), parse_edtf(act, "kyiv"))
    assert [version.code for version in proposal.versions] == expected
    assert any(words in reason for reason in proposal.reasons)


@pytest.mark.parametrize(("flags", "act", "expected"), [
    ((True, None), "2002", ["v2", "v3"]), ((False, True), "2002", ["v3"]), ((False, False), "2002", []),
    ((None, None), "2012", ["v3"]), ((True, True), "2022", []),
])
def test_later_texts_that_may_be_milder(flags: tuple[bool | None, bool | None], act: str, expected: list[str]) -> None:
    provision = made(SURE, {"in_force_from": "2010-01-01", "milder_than_before": flags[0]},
                     {"in_force_from": "2020-01-01", "milder_than_before": flags[1]})
    proposal = propose(provision, parse_edtf(act, "kyiv"))
    assert [version.code for version in proposal.milder_later] == expected
    said = " ".join(proposal.reasons)
    assert ("is milder than the one before it" in said) is (True in flags and "2022" not in act)


def test_a_known_later_text_ends_an_unconfirmed_one_too() -> None:
    provision = made(SURE, {"adopted": "2010-01-01"}, {"in_force_from": "2020-01-01"})
    codes = {act: [v.code for v in propose(provision, parse_edtf(act, "kyiv")).versions]
             for act in ("2009", "2010", "2019-12-31", "2020-01-01")}
    assert codes == {"2009": ["v1"], "2010": ["v1", "v2"], "2019-12-31": ["v1", "v2"], "2020-01-01": ["v3"]}


def test_after_the_last_day_of_the_last_text_it_is_said() -> None:
    provision = made({**SURE, "in_force_until": "2020-12-31"})
    for act, said in (("2020-12-31", False), ("2021", True), ("2020-12", False), ("2020/..", True)):
        proposal = propose(provision, parse_edtf(act, "kyiv"))
        assert [version.code for version in proposal.versions] == ["v1"]
        assert any("later than the last day" in reason for reason in proposal.reasons) is said, act


@pytest.mark.parametrize("versions", [
    [], [{"in_force_from": "2010-01-01"}, {"in_force_from": "2009-01-01"}],
    [{"in_force_from": "2010-01-01"}, {"in_force_from": "2010-01-01"}],
    [{"in_force_from": "2010-01-01"}, {"adopted": "2009-12-31"}],
    [{"in_force_from": "2010~"}], [{"in_force_from": "soon"}],
])
def test_muddled_texts_are_refused(versions: list[dict[str, Any]]) -> None:
    with pytest.raises(BugError):
        made(*versions)


@st.composite
def provisions(draw: st.DrawFn) -> law.Provision:
    """One to four versions within the years that are tried, some without a known entry into force or adoption."""
    days = sorted(draw(st.sets(st.dates(calendar_day(2023, 2, 1), calendar_day(2024, 11, 1)), min_size=1, max_size=4)))
    versions = []
    for day in days:
        known = draw(st.sampled_from(["both", "in_force_from", "adopted", "adopted"]))
        fields = ("in_force_from",) if known == "both" else (known,)
        versions.append({**{field: day.isoformat() for field in fields},
                         "milder_than_before": draw(st.sampled_from([True, False, None]))})
    if draw(st.booleans()):
        versions[0] = {"milder_than_before": None}
    return made(*versions)


NEAR = (2023, 2024)
WINDOW = [calendar_day(2022, 12, 1) + timedelta(days=number) for number in range(800)]
DAYS = [ImpreciseDate.at(day.year, day.month, day.day, zone="kyiv") for day in WINDOW]


@settings(max_examples=60)
@given(provisions(), dates(years=NEAR))
def test_the_proposal_is_that_of_all_the_days_the_date_may_mean(provision: law.Provision, act: ImpreciseDate) -> None:
    proposal = propose(provision, act)
    days = [propose(provision, day) for day in DAYS if act.overlaps(day)]
    assert set(proposal.versions) == {version for day in days for version in day.versions}
    assert set(proposal.milder_later) == {version for day in days for version in day.milder_later}


@given(provisions(), dates())
def test_there_is_always_a_version_and_a_reason(provision: law.Provision, act: ImpreciseDate) -> None:
    proposal = propose(provision, act)
    assert proposal.versions
    assert proposal.reasons
    order = [provision.versions.index(version) for version in proposal.versions]
    assert order == list(range(order[0], order[-1] + 1))


@given(st.sampled_from(list(law.load().provisions)), dates())
def test_every_shipped_provision_answers_for_every_date(code: str, act: ImpreciseDate) -> None:
    proposal = law.versions_for(code, act)
    assert proposal.versions
    assert all(reason and "{" not in reason for reason in proposal.reasons)


def test_reasons_are_said_in_the_language_spoken() -> None:
    with i18n.speaking("uk"):
        said = law.versions_for("ua-cc-438-2", parse_edtf("2024-10-06", "kyiv")).reasons
    assert "6 жовтня 2024" in said[0]
