"""Rules that bind several fields: each fault is named where it is mended, and what is sound passes."""

from __future__ import annotations

from typing import Any

import pytest
from tests import factories as f

from casetracker.domain.drafts import validate
from casetracker.errors import InvalidRecord

FIGURE: dict[str, Any] = {"outcome": "killed"}


def figure(**fields: Any) -> dict[str, Any]:
    return f.incident(figures=[FIGURE | fields])


def row(**fields: Any) -> dict[str, Any]:
    return f.incident(claims=[{"kind": "means", "value": "x"} | fields])


def alleged(**fields: Any) -> dict[str, Any]:
    return f.allegation("INC-2026-000001", **fields)


def weigh(element: str) -> dict[str, Any]:
    return {"element": element}


def put(**fields: Any) -> dict[str, Any]:
    return {"element": "rs-8-2-a-i/1"} | fields


SOUND = [
    ("incident", figure(low=4)), ("incident", figure(qualifier="at_least", low=4)),
    ("incident", figure(qualifier="range", low=9, high=14)), ("incident", figure(qualifier="about", low=9, high=14)),
    ("incident", figure(qualifier="about", low=9)), ("incident", figure(qualifier="not_stated")),
    ("incident", figure(low=0, high=0)), ("incident", figure(qualifier="exact", low=4, high=4)),
    ("incident", row(basis="inferred", basis_note="from the shadow")),
    ("incident", row(adopted=True)), ("incident", row(stance="contradicts")),
    ("incident", f.incident(places=[{"name": "x", "lat": 0, "lon": 0}])),
    ("party", f.protected_party()), ("party", {"identification": "unidentified"}), ("party", {"pseudonym": "Person Oak"}),
    ("allegation", alleged()), ("allegation", alleged(provision="rs-6")),
    ("allegation", alleged(provision="ua-cc-438-2", elements=[weigh("ua-cc-438-2/2"), weigh("ua-cc-438-2/3")])),
    ("allegation", alleged(provision="ua-cc-438-2", version="ua-cc-438-2:2001", elements=[weigh("ua-cc-438-2/2")])),
    ("allegation", alleged(element_evidence=[put(evidence="E-000001"), put(claim="x"), put(evidence="E-1", claim="x")])),
    ("evidence", {"title": "x", "verified_by": "A. Nalyst", "verification_reviewed_by": "R. Eviewer"}),
    ("evidence", {"title": "x", "verified_by": "A. Nalyst"}), ("evidence", {"title": "x", "verification_reviewed_by": "R."}),
    ("consent", f.consent("P-000001", revoked_on="2025-03", revoked_reason="afraid")),
    ("consent", f.consent("P-000001", revoked_on="2025-04-01")),
    ("source", f.protected_source()), ("source", f.full_source("S-000001")), ("source", f.source(origin="first_hand")),
]

BROKEN = [
    ("allegation", alleged(provision="rs-99"), "provision"),
    ("allegation", alleged(version="rs-8-2-a-ii:1998"), "version"),
    ("allegation", alleged(elements=[weigh("rs-8-2-a-ii-1/1")]), "elements[0].element"),
    ("allegation", alleged(elements=[weigh("rs-8-2-a-i/1"), weigh("rs-8-2-a-i/1")]), "elements[1].element"),
    ("allegation", alleged(provision="rs-6", elements=[weigh("rs-6-a/1")]), "elements[0].element"),
    ("allegation", alleged(provision="ua-cc-438-2", version="ua-cc-438-2:2001", elements=[weigh("ua-cc-438-2/3")]),
     "elements[0].element"),
    ("allegation", alleged(element_evidence=[put()]), "element_evidence[0].evidence"),
    ("allegation", alleged(element_evidence=[put(claim="x"), put(element="rs-8-2-a-i/9", claim="x")]),
     "element_evidence[1].element"),
    ("incident", figure(), "figures[0].low"), ("incident", figure(qualifier="about"), "figures[0].low"),
    ("incident", figure(qualifier="not_stated", low=4), "figures[0].qualifier"),
    ("incident", figure(qualifier="not_stated", high=4), "figures[0].qualifier"),
    ("incident", figure(qualifier="range", low=9), "figures[0].high"),
    ("incident", figure(qualifier="range", low=9, high=8), "figures[0].high"),
    ("incident", figure(qualifier="exact", low=9, high=14), "figures[0].high"),
    ("incident", figure(qualifier="at_least", low=9, high=14), "figures[0].high"),
    ("incident", row(basis="inferred"), "claims[0].basis_note"),
    ("incident", row(adopted=True, stance="contradicts"), "claims[0].adopted"),
    ("incident", f.incident(places=[{"name": "x", "lat": 48.0}]), "places[0].lon"),
    ("incident", f.incident(places=[{"name": "x", "lon": 48.0}]), "places[0].lat"),
    ("incident", f.incident(claims=[{"id": "a", "kind": "means", "value": "x"}] * 2), "claims[1].id"),
    ("participation", f.participation("INC-2026-000001", "P-000001", basis="inferred"), "basis_note"),
    ("party", f.protected_party(pseudonym=None), "pseudonym"), ("party", f.protected_party(pseudonym=""), "pseudonym"),
    ("party", f.protected_party(pseudonym="Zoryana"), "pseudonym"),
    ("party", f.protected_party(pseudonym="Witness ЗОРЯНА"), "pseudonym"),
    ("party", f.party(name=None), "name"),
    ("source", f.protected_source(pseudonym="Ms Vyhadana"), "pseudonym"),
    ("source", f.source(protected=True), "pseudonym"),
    ("source", f.source(origin="derived"), "derivations"),
    ("source", f.source(derivations=[{"source": "S-000001"}]), "origin"),
    ("evidence", {"title": "x", "verified_by": "A. Nalyst", "verification_reviewed_by": "a. NALYST"},
     "verification_reviewed_by"),
    ("consent", f.consent("P-000001", revoked_reason="afraid"), "revoked_on"),
    ("consent", f.consent("P-000001", revoked_on="2025-02"), "revoked_on"),
]


@pytest.mark.parametrize(("kind", "data"), SOUND)
def test_what_is_sound_passes(kind: str, data: dict[str, Any]) -> None:
    validate(kind, data)


@pytest.mark.parametrize(("kind", "data", "place"), BROKEN)
def test_each_fault_is_named_at_its_place(kind: str, data: dict[str, Any], place: str) -> None:
    with pytest.raises(InvalidRecord) as caught:
        validate(kind, data)
    assert list(caught.value.problems) == [place]


@pytest.mark.parametrize("pseudonym", ["Zoryana", "Ms Вигадана", "zoriana vyhadana"])
def test_a_fault_of_a_pseudonym_does_not_repeat_the_name(pseudonym: str) -> None:
    with pytest.raises(InvalidRecord) as caught:
        validate("party", f.protected_party(pseudonym=pseudonym))
    assert not any(name in str(caught.value) for name in (f.PROTECTED_NAME, "Zoryana", *f.PROTECTED_NAMES))
