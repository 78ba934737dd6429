"""A claim is added as a row of an incident; a value is adopted by somebody, for a reason, and the others stay."""

from __future__ import annotations

from typing import Any

import pytest
from tests import factories as f

from casetracker.errors import InvalidRecord, UnknownReference, UserError
from casetracker.services import checks, claims, history, matters, records, show
from casetracker.services.case_store import CaseStore

DATES = [{"kind": "discovery", "date": "2024-10-07"}, {"kind": "discovery", "date": "2024-10-09"},
         {"kind": "capture", "date": "2024-10-06"}]


def logged(store: CaseStore, **fields: Any) -> str:
    return records.add(store, "incident", f.incident(**fields)).reference


def rows(store: CaseStore, incident: str, name: str = "dates") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = show.record(store, incident)[name]
    return found


@pytest.mark.parametrize(("data", "name"), [
    ({"kind": "act", "date": "2024-10"}, "dates"), ({"name": "Sampletown"}, "places"),
    ({"outcome": "killed", "low": 3}, "figures"), ({"kind": "school", "damage": "damaged"}, "harmed_objects"),
    ({"kind": "means", "value": "A drone was heard."}, "claims"), ({"classification": "international"}, "conflicts"),
    ({"list": "harmed_objects", "kind": "school"}, "harmed_objects"),
    ({"list": "claims", "kind": "act", "value": "x", "note": "y"}, "claims"),
])
def test_a_claim_goes_into_its_list(store: CaseStore, data: dict[str, Any], name: str) -> None:
    case = logged(store)
    change = claims.add(store, case, data)
    (row,) = rows(store, case, name)
    assert {field: row[field] for field in data if field != "list"} == {
        field: value for field, value in data.items() if field != "list"}
    assert change.description == f"Add a claim to incident {case}: {_label(name)}"
    history.undo(store)
    assert rows(store, case, name) == []
    assert checks.verify(store).faults == []


def _label(name: str) -> str:
    return {"dates": "dates", "places": "places", "figures": "casualty figures", "harmed_objects": "harmed objects",
            "claims": "other claims", "conflicts": "classification of the armed conflict"}[name]


@pytest.mark.parametrize(("data", "place"), [
    ({"kind": "act"}, "list"), ({"list": "history", "axis": "x"}, "list"), ({"list": ["dates"]}, "list"),
    ({"date": "2024", "value": "x", "kind": "act"}, "list"), ({"kind": "act", "date": "soon"}, "dates[0].date"),
    ({"kind": "act", "date": "2024", "colour": "red"}, "dates[0].colour"),
])
def test_what_is_no_claim_is_refused_by_its_place(store: CaseStore, data: dict[str, Any], place: str) -> None:
    case = logged(store)
    with pytest.raises(InvalidRecord) as refused:
        claims.add(store, case, data)
    assert list(refused.value.problems) == [place]
    assert history.entries(store, case, limit=1)[0].kind == "add"


def test_adopting_says_who_why_when_and_who_looked_again(store: CaseStore) -> None:
    case = logged(store, dates=DATES)
    first, second, capture = rows(store, case)
    claims.adopt(store, case, capture["id"], reason="the only one")
    change = claims.adopt(store, case, first["id"], reason="the better witness", reviewed_by="R. Eviewer")
    assert change.description == f"Adopt a value in incident {case}: dates"
    adopted = rows(store, case)[0]
    assert (adopted["adopted_by"], adopted["adopted_reason"], adopted["reviewed_by"]) == (
        store.actor, "the better witness", "R. Eviewer")
    assert adopted["adopted_on"] == store.clock().date().isoformat()

    claims.adopt(store, case, second["id"], reason="the first was a slip")
    assert [row["adopted"] for row in rows(store, case)] == [False, True, True], "the capture is another matter"
    assert rows(store, case)[0] == first, "nothing is left of an adoption that stands no more"
    (matter,) = [each for each in show.record(store, case)["derived"]["matters"] if each["kind"] == "discovery"]
    assert (matter["adopted"], matter["adopted_reason"], matter["disputed"]) == (second["id"], "the first was a slip", True)

    history.undo(store)
    assert [row["adopted"] for row in rows(store, case)] == [True, False, True]
    history.redo(store)
    assert [row["adopted"] for row in rows(store, case)] == [False, True, True]
    assert checks.verify(store).faults == []


def test_an_adopted_date_of_the_act_is_the_working_date(store: CaseStore) -> None:
    case = logged(store, dates=[{"kind": "act", "date": "2024-10-07"}, {"kind": "act", "date": "2024-10-09"}])
    assert show.record(store, case)["derived"]["working_date"]["derived"] is True
    claims.adopt(store, case, rows(store, case)[1]["id"], reason="seen on the recording")
    working = show.record(store, case)["derived"]["working_date"]
    assert (working["date"], working["derived"]) == ("2024-10-09", False)
    assert checks.verify(store).faults == []


def test_adopting_in_one_matter_leaves_the_others(store: CaseStore) -> None:
    case = logged(store, claims=[{"kind": "context", "value": "It rained."}, {"kind": "context", "value": "It was cold."},
                                 {"kind": "unit", "value": "One"}, {"kind": "unit", "value": "Two"}])
    for row in rows(store, case, "claims"):
        claims.adopt(store, case, row["id"], reason="so it was")
    assert [row["adopted"] for row in rows(store, case, "claims")] == [True, True, False, True]


@pytest.mark.parametrize("reviewer", ["Ann  EXAMPLE", "ann example"])
def test_four_eyes_are_two_people(tmp_path: Any, reviewer: str) -> None:
    with CaseStore.create(tmp_path / "own", actor="Ann Example") as store:
        case = logged(store, dates=DATES)
        with pytest.raises(InvalidRecord, match="somebody else"):
            claims.adopt(store, case, rows(store, case)[0]["id"], reason="x", reviewed_by=reviewer)
        with pytest.raises(InvalidRecord, match="somebody else"):
            records.amend(store, case, {"dates": [DATES[0] | {
                "adopted": True, "adopted_by": "Ann Example", "reviewed_by": reviewer}]})
        assert not any(row["adopted"] for row in rows(store, case))


def test_what_cannot_be_adopted_is_refused_in_a_sentence(store: CaseStore) -> None:
    case = logged(store, dates=[DATES[0], DATES[1] | {"stance": "contradicts"}])
    said, denied = rows(store, case)
    with pytest.raises(InvalidRecord, match="why"):
        claims.adopt(store, case, said["id"], reason=" ")
    with pytest.raises(UserError, match="contradicts"):
        claims.adopt(store, case, denied["id"], reason="x")
    with pytest.raises(UnknownReference):
        claims.adopt(store, case, "019a0000-0000-7000-8000-000000000000", reason="x")
    assert len(history.entries(store, case)) == 1


def test_the_journal_names_no_words_of_a_claim(store: CaseStore) -> None:
    secret = "Zoryana Vyhadana"
    case = logged(store, figures=[{"outcome": "killed", "group": secret, "low": 1}])
    claims.add(store, case, {"kind": "act", "value": secret})
    claims.adopt(store, case, rows(store, case, "claims")[0]["id"], reason=secret, reviewed_by=secret)
    claims.adopt(store, case, rows(store, case, "figures")[0]["id"], reason=secret)
    assert not any(secret in entry.what for entry in history.entries(store))


def test_a_mark_says_sources_roots_and_dissent(store: CaseStore) -> None:
    def known(name: str, **fields: Any) -> str:
        first = {"origin": "first_hand", "originator": name}
        return records.add(store, "source", f.source(name=name, **first | fields)).reference

    office = known("Office")
    paper = known("Paper", origin="derived", originator=None, derivations=[{"source": office}])
    case = logged(store, figures=[
        *({"outcome": "killed", "low": 4, "source": source} for source in (office, paper)),
        {"outcome": "killed", "low": 5, "source": known("Witness")},
        {"outcome": "wounded", "low": 1},
        {"outcome": "missing", "low": 1, "source": office, "basis": "inferred", "basis_note": "from the list"},
        {"outcome": "captured", "low": 1, "source": office, "stance": "contradicts"}])
    marks = {matter["kind"]: [value["mark"] for value in matter["values"]]
             for matter in show.record(store, case)["derived"]["matters"]}
    assert marks == {
        "killed": ["2 sources, 1 independent root; 1 dissent",
                   "1 source, 1 independent root; 2 dissents (1 independent root)"],
        "wounded": ["not attributed to a source"], "missing": ["1 inferred by us"],
        "captured": ["denied, and said by nobody; 1 dissent"]}
    killed = show.record(store, case)["derived"]["matters"][0]
    assert killed["mark"] == "2 different statements; the best supported: 2 sources, 1 independent root; 1 dissent"
    claims.adopt(store, case, rows(store, case, "figures")[2]["id"], reason="was there")
    killed = show.record(store, case)["derived"]["matters"][0]
    assert (killed["mark"], killed["sources"], killed["label"]) == (
        "1 source, 1 independent root; 2 dissents (1 independent root)", 1, "Killed, group not stated")


def test_only_what_is_said_of_the_act_counts_for_the_head() -> None:
    def said(**fields: Any) -> dict[str, Any]:
        return {"source": "S-1", "stance": "supports", "basis": "stated"} | fields

    sources = {"S-1": {"origin": "first_hand", "originator": "A", "derivations": []}}
    for counts, name, row in (
            (1, "dates", said(kind="act")), (0, "dates", said(kind="official_report")), (1, "figures", said()),
            (1, "claims", said(kind="means")), (0, "claims", said(kind="context")), (0, "claims", said(kind="proceeding")),
            (0, "figures", said(stance="contradicts")), (0, "dates", said(kind="act", basis="inferred")),
            (1, "claims", said(kind="act", basis="observed")), (0, "figures", said(source=None))):
        incident: dict[str, Any] = {"dates": [], "figures": [], "claims": [], name: [row]}
        assert matters.act_roots(incident, sources)["roots"] == counts, (name, row)
