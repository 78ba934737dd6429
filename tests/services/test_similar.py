"""The same event, entered twice: what is offered and why, what is not, and that it stays apart once told so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests import civharm
from tests import factories as f
from tests.factories import opened

from casetracker.services import history, records, relations, sample, show, status
from casetracker.services.case_store import CaseStore
from casetracker.services.merge import merge
from casetracker.services.similar import Candidate, similar, similar_to_draft
from casetracker.services.similar_store import similar_in_store


def add(store: CaseStore, title: str, day: str = "2024-10-07", where: str = "Testivka", **more: Any) -> str:
    return records.add(store, "incident", {
        "title": title, "dates": [{"kind": "act", "date": day}] if day else [],
        "places": [{"name": where}] if where else [], **more}).reference


def names(found: list[Candidate]) -> list[str]:
    return [each.reference for each in found]


def told(found: Candidate) -> dict[str, str]:
    return {reason.code: reason.text for reason in found.reasons}


def test_the_two_cases_of_one_town_are_offered_and_stay_apart_once_told_so(tmp_path: Path) -> None:
    with CaseStore.create(tmp_path / "store", actor="Tess Ter", sample=True) as store:
        four, two = sample.load(store)
        (found,) = similar(store, four)
        assert names(similar(store, two)) == [four]
        assert found.reference == two
        assert told(found) | {"narrative": ""} == {
            "date": "dates 11 days apart: between 6 and 7 October 2024 (derived) / 18 October 2024, 14:38 (capture)",
            "place": "same place name: near Selydove", "title": "same words in the title: killing, captured, selydove",
            "narrative": ""}
        relations.decide_apart(store, two, four, "other men, another day")
        assert (similar(store, four), similar(store, two), similar_in_store(store).pairs) == ([], [], ())
        (decided,) = similar(store, four, decided=True)
        assert (decided.decision, decided.decided_in) == ("not_the_same", "R-000001")
        history.undo(store)
        assert names(similar(store, four)) == [two]


SCRIPTS = [("Mariupol", "Маріуполь", "ماريوبول"), ("Kherson", "Херсон", "خيرسون"),
           ("Kramatorsk", "Краматорськ", "كراماتورسك"),
           ("Severodonetsk", "Сєвєродонецьк", "سيفيرودونيتسك"), ("Chernihiv", "Чернігів", "تشيرنيهيف"),
           ("Lyman", "Лиман", "ليمان")]


def test_planted_doubles_in_three_scripts_are_found(store: CaseStore, collected_data: Path) -> None:
    events = civharm.events(collected_data)
    references = civharm.load(store, map(civharm.incident, events))
    twice = [reference for reference, event in zip(references, events, strict=True) if event["id"] == "CIV1553"]
    assert len(references) == len(set(references)) == len(events) == 1159
    assert [show.record(store, each)["tags"] for each in twice] == [["CIV1553"]] * 2, "one number, two incidents"
    for latin, cyrillic, arabic in SCRIPTS:
        place = next(n for n, event in enumerate(events) if event["location"].strip() == latin)
        day = civharm.incident(events[place])["dates"][0]["date"]
        for title, where in (("Attack on the town", latin), ("Удар по місту", cyrillic), ("هجوم", arabic)):
            double = add(store, f"{title} {where}", day, where)
            found = {each.reference: told(each) for each in similar(store, double, limit=None)}
            assert references[place] in found, (latin, where)
            assert {"date", "place"} <= set(found[references[place]])


def test_neither_withdrawn_nor_merged_ones_are_offered(store: CaseStore) -> None:
    subject, gone, merged, closed = (add(store, f"Shelling of Testivka, {n}") for n in range(4))
    records.withdraw(store, gone, "entered in error")
    merge(store, merged, add(store, "Shelling of Testivka, 5"), "one event")
    status.move(store, closed, handling="closed", reason="done")
    assert names(similar(store, subject)) == [closed, "INC-2026-000005"]
    assert names(similar(store, gone)) == names(similar(store, merged)) == []


def test_the_likeliest_comes_first_and_a_limit_holds(store: CaseStore) -> None:
    subject = add(store, "Shelling of the school of Testivka")
    month = add(store, "Shelling of the school", "2024-10")
    week = add(store, "Damage", "2024-10-12")
    same = add(store, "Shelling of the school of Testivka")
    assert names(similar(store, subject)) == [same, month, week]
    assert names(similar(store, subject, limit=1)) == [same]


def test_a_party_to_both_is_a_reason_named_by_reference_only(store: CaseStore) -> None:
    one, other = add(store, "Detention", where=""), add(store, "Beating", "2024-10-09", where="")
    witness = records.add(store, "party", f.protected_party()).reference
    for case in (one, other):
        records.add(store, "participation", f.participation(case, witness))
    (found,) = similar(store, one)
    assert told(found)["party"] == f"{witness} is a party to both"
    assert f.PSEUDONYM not in str(found)
    assert f.PROTECTED_NAME not in str(found)


def test_contradicted_dates_and_places_do_not_count(store: CaseStore) -> None:
    subject = add(store, "a")
    add(store, "b", "", dates=[{"kind": "act", "date": "2024-10-07", "stance": "contradicts"}])
    assert similar(store, subject) == []


def test_coordinates_find_what_bears_another_name(store: CaseStore) -> None:
    at = {"lat": 48.1, "lon": 37.3, "precision": "100m"}
    near = {"lat": 48.12, "lon": 37.3, "precision": "100m"}
    one = add(store, "a", places=[{"name": "Mine No. 0", **at}])
    other = add(store, "b", places=[{"name": "Eastern road", **near}])
    (found,) = similar(store, one)
    assert (found.reference, told(found)["place"]) == (other, "2.2 km apart")


def test_weeks_apart_under_another_name_by_position_and_narrative(store: CaseStore) -> None:
    at = [{"name": name, "lat": 48.1, "lon": 37.3, "precision": "10m"} for name in ("Mine No. 0", "Рудник")]
    told_twice = "The roof fell in while seven neighbours were asleep below the staircase of an invented dwelling."
    one = add(store, "Collapse", "2024-10-01", places=[at[0]], narrative=told_twice)
    other = add(store, "Обвал", "2024-10-21", places=[at[1]], narrative=told_twice + " Nobody was named.")
    (found,) = similar(store, one)
    assert found.reference == other
    assert set(told(found)) == {"date", "place", "narrative"}


def test_the_list_for_the_store_looks_over_the_edge_of_a_square(store: CaseStore) -> None:
    edge = [{"name": name, "lat": lat, "lon": 37.3, "precision": "100m"}
            for name, lat in (("North", 48.201), ("South", 48.199))]
    one, other = (add(store, title, places=[place]) for title, place in zip(("a", "b"), edge, strict=True))
    (pair,) = similar_in_store(store).pairs
    assert {pair.one, pair.other} == {one, other}


DRAFTS: list[tuple[str, dict[str, Any], bool]] = [
    ("enough", {"title": "Shelling of Testivka", "dates": [{"kind": "act", "date": "2024-10-07"}],
                "places": [{"name": "Тестівка"}]}, True),
    ("nothing yet", {}, False),
    ("only a title", {"title": "Shelling of Testivka"}, False),
    ("a date half typed", {"dates": [{"kind": "act", "date": "2024-"}], "places": [{"name": "Testivka"}]}, False),
    ("a kind not chosen yet", {"dates": [{"kind": None, "date": "2024-10-07"}], "places": [{"name": None}]}, False),
    ("odd things", {"title": None, "dates": None, "places": "x", "narrative": None}, False),
]


@pytest.mark.parametrize(("what", "data", "offered"), DRAFTS, ids=[each[0] for each in DRAFTS])
def test_what_is_being_entered_is_compared_as_far_as_it_goes(store: CaseStore, what: str, data: dict[str, Any],
                                                             offered: bool) -> None:
    there = add(store, "Shelling of Testivka")
    assert names(similar_to_draft(store, data)) == ([there] if offered else [])


def test_an_incident_being_amended_is_not_compared_with_itself(store: CaseStore) -> None:
    one, other = add(store, "Shelling of Testivka"), add(store, "Shelling of Testivka")
    data = show.record(store, one)
    assert names(similar_to_draft(store, data, but=one)) == [other]
    relations.decide_apart(store, one, other, "two schools")
    assert similar_to_draft(store, data, but=one) == []


def test_the_list_for_the_store_says_each_pair_once_and_stops_when_told(store: CaseStore) -> None:
    one, other = add(store, "Shelling of Testivka"), add(store, "Shelling of Testivka", "2024-10-08")
    add(store, "Shelling of Testivka", "2024-12-24")
    add(store, "Looting", "2024-10-07", "Fictionville")
    undated = [add(store, f"Looting of Sampletown {n}", "", "Sampletown") for n in range(2)]
    seen: list[tuple[int, int]] = []

    def watching(done: int, total: int) -> bool:
        seen.append((done, total))
        return True

    found = similar_in_store(store, watching)
    assert {(each.one, each.other) for each in found.pairs} == {(one, other), tuple(undated)}
    assert (found.more, found.complete) == (False, True)
    assert seen[-1] == (6, 6)
    assert similar_in_store(store, lambda done, total: False) == type(found)((), False, False)


def test_the_list_for_the_store_and_the_one_for_an_incident_agree(folder: Path) -> None:
    with opened(folder) as store:
        for number in range(12):
            where = ("Testivka", "Fictionville")[number % 2]
            add(store, f"Shelling of Testivka, {number % 3}", f"2024-10-{1 + number:02d}", where)
        singly = {frozenset((case, each.reference)) for case in (f"INC-2026-{n:06d}" for n in range(1, 13))
                  for each in similar(store, case, limit=None)}
        assert {frozenset((each.one, each.other)) for each in similar_in_store(store).pairs} == singly
