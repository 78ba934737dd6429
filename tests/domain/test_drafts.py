"""What a person hands in is checked field by field; each fault is a sentence at the place where it stands."""

from __future__ import annotations

import contextlib
import math
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import factories as f
from tests.domain.drafts_strategies import drafts

from casetracker.domain.drafts import LIMITS, given_text, ignored, validate
from casetracker.domain.shapes import SHAPES, STAMPS
from casetracker.errors import InvalidRecord

REFERENCES = {kind: [f"{shape.prefix}-000001", f"{shape.prefix}-000002"] for kind, shape in SHAPES.items()}
DATE = {"kind": "act", "date": "2024-10-07"}


def dated(**fields: Any) -> dict[str, Any]:
    return f.incident(dates=[DATE | fields])


BAD: list[tuple[str, dict[str, Any], str]] = [
    ("incident", {}, "title"),
    ("incident", {"title": None}, "title"), ("incident", {"title": ""}, "title"), ("incident", {"title": " \n"}, "title"),
    ("incident", {"title": 7}, "title"), ("incident", {"title": ["x"]}, "title"), ("incident", {"title": True}, "title"),
    ("incident", {"title": "\ud800"}, "title"), ("incident", {"title": "x" * (LIMITS["text"] + 1)}, "title"),
    ("incident", f.incident(narrative={}), "narrative"),
    ("incident", f.incident(narrativ="x"), "narrativ"), ("incident", f.incident(summary=None), "summary"),
    ("incident", f.incident(assessment="proven"), "assessment"), ("incident", f.incident(assessment=1), "assessment"),
    ("incident", f.incident(assessment=["recorded"]), "assessment"),
    ("incident", f.incident(handling="Open"), "handling"),
    ("incident", f.incident(confidentiality="secret"), "confidentiality"),
    ("incident", f.incident(violation_types="pillage"), "violation_types"),
    ("incident", f.incident(violation_types=["pillage", 3]), "violation_types"),
    ("incident", f.incident(tags={"a": 1}), "tags"), ("incident", f.incident(tags=["\udfff"]), "tags"),
    ("incident", f.incident(dates={}), "dates"), ("incident", f.incident(dates="2024"), "dates"),
    ("incident", f.incident(dates=["2024-10-07"]), "dates[0]"), ("incident", f.incident(dates=[None]), "dates[0]"),
    ("incident", f.incident(dates=[{"kind": "act"}]), "dates[0].date"),
    ("incident", f.incident(dates=[{"date": "2024"}]), "dates[0].kind"),
    ("incident", dated(date=None), "dates[0].date"), ("incident", dated(date=""), "dates[0].date"),
    ("incident", dated(date=20241007), "dates[0].date"), ("incident", dated(date="yesterday"), "dates[0].date"),
    ("incident", dated(date="2024-02-30"), "dates[0].date"), ("incident", dated(date="2024-13"), "dates[0].date"),
    ("incident", dated(kind="arrest"), "dates[0].kind"), ("incident", dated(zone="Europe/Kyiv"), "dates[0].zone"),
    ("incident", dated(when="x"), "dates[0].when"), ("incident", dated(id=5), "dates[0].id"),
    ("incident", dated(credibility=0), "dates[0].credibility"), ("incident", dated(credibility=7), "dates[0].credibility"),
    ("incident", dated(credibility="3"), "dates[0].credibility"),
    ("incident", dated(credibility=2.0), "dates[0].credibility"),
    ("incident", dated(credibility=True), "dates[0].credibility"),
    ("incident", dated(adopted="yes"), "dates[0].adopted"), ("incident", dated(adopted=1), "dates[0].adopted"),
    ("incident", dated(basis="rumour"), "dates[0].basis"), ("incident", dated(source=1), "dates[0].source"),
    ("incident", f.incident(dates=[DATE, DATE | {"zone": "x"}]), "dates[1].zone"),
    ("incident", f.incident(places=[{"name": "x", "lat": 91, "lon": 0}]), "places[0].lat"),
    ("incident", f.incident(places=[{"name": "x", "lat": 0, "lon": -180.5}]), "places[0].lon"),
    ("incident", f.incident(places=[{"name": "x", "lat": math.nan, "lon": 0}]), "places[0].lat"),
    ("incident", f.incident(places=[{"name": "x", "lat": "48", "lon": 0}]), "places[0].lat"),
    ("incident", f.incident(places=[{"name": "x", "names": "y"}]), "places[0].names"),
    ("incident", f.incident(figures=[{"outcome": "killed", "low": -1}]), "figures[0].low"),
    ("incident", f.incident(figures=[{"outcome": "killed", "low": 10**400}]), "figures[0].low"),
    ("incident", f.incident(figures=[{"outcome": "killed", "low": 4.5}]), "figures[0].low"),
    ("source", f.source(kind="gossip"), "kind"), ("source", f.source(reliability="G"), "reliability"),
    ("source", f.source(published="07.10.2024"), "published"),
    ("source", f.source(access_points=[{"uri": "x"}]), "access_points[0].uri"),
    ("source", f.source(derivations=[{}]), "derivations[0].source"),
    ("party", f.party(fate_date="soon"), "fate_date"), ("party", f.party(kind="ghost"), "kind"),
    ("participation", {}, "incident"), ("participation", f.participation("", "P-000001"), "incident"),
    ("participation", f.participation("INC-2026-000001", "P-000001", role="spy"), "role"),
    ("proceeding", {"incidents": [{"incident": None}]}, "incidents[0].incident"),
    ("custody", f.custody("E-000001", act="lost"), "act"), ("custody", f.custody("E-000001", date=None), "date"),
    ("body", {"kind": "court"}, "name"), ("body", f.body(kind=None), "kind"),
]


@pytest.mark.parametrize(("kind", "data", "place"), BAD)
def test_a_fault_is_named_at_its_place(kind: str, data: dict[str, Any], place: str) -> None:
    with pytest.raises(InvalidRecord) as caught:
        validate(kind, data)
    assert place in caught.value.problems
    sentence = caught.value.problems[place]
    assert sentence
    assert "pydantic" not in sentence
    assert place in str(caught.value)


def test_every_fault_is_named_at_once() -> None:
    with pytest.raises(InvalidRecord) as caught:
        validate("incident", {"titel": "x", "dates": [{"kind": "act", "date": "x"}, {}], "tags": 3})
    assert set(caught.value.problems) == {"title", "titel", "dates[0].date", "dates[1].kind", "dates[1].date", "tags"}


@pytest.mark.parametrize("kind", sorted(SHAPES))
def test_what_the_store_writes_is_ignored_and_said(kind: str) -> None:
    own = dict.fromkeys(STAMPS, "x") | {field.name: 1 for field in SHAPES[kind].lists if field.readonly}
    assert set(ignored(kind, own | {"title": "x"})) == set(own)
    assert not set(ignored(kind, {field.name: 1 for field in SHAPES[kind].fields if not field.readonly}))


@pytest.mark.parametrize("kind", sorted(SHAPES))
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_draft_checked_is_complete_and_stays_as_it_is(kind: str, data: st.DataObject) -> None:
    values = validate(kind, data.draw(drafts(kind, REFERENCES)))
    assert set(values) == {field.name for field in SHAPES[kind].fields if not field.readonly}
    assert validate(kind, values) == values


@given(st.sampled_from(sorted(SHAPES)), st.dictionaries(st.text(max_size=8) | st.sampled_from(
    ["title", "name", "kind", "dates", "figures", "source", "links", "incidents"]), st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)), max_size=6))
def test_nothing_handed_in_is_more_than_invalid(kind: str, data: dict[str, Any]) -> None:
    with contextlib.suppress(InvalidRecord):
        validate(kind, data)


def test_minus_zero_is_zero() -> None:
    place = validate("incident", f.incident(places=[{"name": "x", "lat": -0.0, "lon": 0}]))["places"][0]
    assert math.copysign(1, place["lat"]) == 1


@pytest.mark.parametrize(("text", "kept"), [("", None), (" \n", None), (" why \n", "why"), ("x\x00y", "x\x00y")])
def test_a_reason_is_kept_without_the_blanks_around_it(text: str, kept: str | None) -> None:
    assert given_text("reason", text) == kept


def test_a_reason_of_broken_letters_is_refused_by_its_name() -> None:
    with pytest.raises(InvalidRecord) as caught:
        given_text("reason", "x\udcff")
    assert list(caught.value.problems) == ["reason"]
