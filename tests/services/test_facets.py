"""Facets: each count is the number of incidents that the search finds once that value is chosen, and follows changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import factories as f
from tests.benchmarks import cases
from tests.factories import Web

from casetracker.domain.facets import FACETS, NONE
from casetracker.domain.query_chips import only, with_value
from casetracker.domain.query_reading import read
from casetracker.services import browse, bulk, facets, history, records, status
from casetracker.services.browse import IncidentFilter
from casetracker.services.case_store import CaseStore
from casetracker.services.facets import Bin
from casetracker.store.search import match

ODD: list[dict[str, object]] = [
    {"lead_investigator": 'Ima "Nobody" Person', "violation_types": ["torture", "A term (of our own)"]},
    {"lead_investigator": "ima nobody PERSON", "violation_types": ["Torture", "a TERM of our own"]},
    {"lead_investigator": "!!!", "violation_types": ["..."], "places": [{"name": "Kut", "admin": "—"}]},
    {"places": [{"name": "Kut", "admin": "Invented (oblast)"}, {"name": "Yar", "admin": "Made-up «oblast»"}]},
    {"places": [{"name": "Kut", "admin": "invented oblast"}, {"name": "Yar", "admin": "Invented Oblast"}]},
    {"dates": [{"kind": "act", "date": "2024-10/2024-11"}]}, {"dates": [{"kind": "act", "date": "2024-10~"}]},
    {"dates": [{"kind": "act", "date": "2024-10-07T14:38"}]}, {"dates": [{"kind": "act", "date": "2024?"}]},
    {"dates": [{"kind": "act", "date": "2023"}]}, {"dates": [{"kind": "act", "date": "202X"}]},
]


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseStore]:
    """A store of invented cases with something of everything."""
    base = tmp_path_factory.mktemp("counted")
    with pytest.MonkeyPatch.context() as patch, CaseStore.create(base / "store", actor="T. Ester") as store:
        patch.setattr(cases, "SOURCES", 25)
        bulk.load(store, lambda load: cases.store(load, 40), "Load invented cases")
        web = f.weave(store, base)
        for number, each in enumerate(ODD):
            records.add(store, "incident", f.incident(title=f"Odd {number} drone", **each))
        for reference in ("INC-2026-000004", "E-000003", web.participation, "PR-000002"):
            records.withdraw(store, reference, "a test")
        yield store


def found(store: CaseStore, text: str, withdrawn: bool = False) -> int:
    """As many as the list shows; which finds the same whether the case list is in memory or not."""
    pks = browse.incident_ids(store, IncidentFilter(text, include_withdrawn=withdrawn))
    with store.database.snapshot() as connection:
        shown = {pk for (pk,) in connection.execute("SELECT pk FROM incident WHERE ? OR withdrawn_at IS NULL", (withdrawn,))}
        matched = match.incidents(connection, read(text).node)
    assert set(pks) == (shown if matched is None else matched & shown), text
    return len(pks)


def bins(store: CaseStore, facet: str, query: str = "") -> dict[str, int]:
    (one,) = (each for each in facets.count(store, IncidentFilter(query)) if each.name == facet)
    return {each.value: each.count for each in one.bins}


WORDS = ["drone", "made-up", "Odd", "dro", "-drone ", "a OR drone", '"Odd 3"', "Красний", "Лиман", "invest", "has:party",
         "(drone", "tag:tag1 OR tag:tag2", "assessment:recorded OR handling:open", "-has:video", "type:tort", "date:2024",
         "body:B-999999", "lead!:nobody", "date!:2019-05", "no:type", "-body:B-000001"]


@st.composite
def queries(draw: st.DrawFn, chosen: list[tuple[str, str]]) -> str:
    text = " ".join(draw(st.lists(st.sampled_from(WORDS), max_size=2)))
    for facet, value in draw(st.lists(st.sampled_from(chosen), max_size=4)):
        text = with_value(text, facet, value) if draw(st.booleans()) else f"{text} {with_value('', facet, value)}"
    return text


@settings(max_examples=250, deadline=None)
@given(data=st.data())
def test_a_count_is_what_the_search_finds_with_that_value(counted: CaseStore, data: st.DataObject) -> None:
    all_of_them = [(each.name, one.value) for each in facets.count(counted, IncidentFilter()) for one in each.bins]
    text, withdrawn = data.draw(queries(all_of_them)), data.draw(st.booleans())
    told = facets.count(counted, IncidentFilter(text, include_withdrawn=withdrawn))
    assert [each.name for each in told] == list(FACETS)
    some = data.draw(st.sets(st.sampled_from(list(FACETS)), min_size=3, max_size=4))
    for facet in told:
        for each in facet.bins if facet.name in some else ():
            wanted = only(text, facet.name, each.value)
            assert each.count == found(counted, wanted, withdrawn), (text, wanted)
            assert each.count or each.on


def test_nothing_is_left_out(counted: CaseStore) -> None:
    """Every incident stands in one place of a facet that has one value for each."""
    total = found(counted, "drone")
    for name in ("assessment", "handling", "confidentiality"):
        assert sum(bins(counted, name, "drone").values()) == total
    assert sum(bins(counted, "lead").values()) + 1 == found(counted, ""), "all but the name that cannot be asked for"
    assert bins(counted, "furthest")[NONE] == found(counted, "no:proceeding")
    assert bins(counted, "has")[NONE] == found(counted, "no:evidence")


def test_one_value_however_it_is_written(counted: CaseStore) -> None:
    assert bins(counted, "lead")['Ima "Nobody" Person'] == 2
    assert bins(counted, "type")["torture"] == found(counted, "type!:torture")
    assert bins(counted, "oblast")["Invented (oblast)"] == 2
    assert bins(counted, "oblast")["Made-up «oblast»"] == 1


def test_the_order_of_the_values(counted: CaseStore) -> None:
    told = {each.name: [one.value for one in each.bins] for each in facets.count(counted, IncidentFilter())}
    assert told["assessment"] == [code for code in FACETS["assessment"].codes or () if code in told["assessment"]]
    assert told["has"][-1] == NONE
    assert told["date"] == sorted(told["date"], key=lambda value: (value[:4], value[5:] or "13"), reverse=True)
    (leads,) = (each.bins for each in facets.count(counted, IncidentFilter()) if each.name == "lead")
    many = [one.count for one in leads if one.value != NONE]
    assert many == sorted(many, reverse=True)


def test_a_body_is_called_by_its_name_and_a_value_that_is_on_stays(counted: CaseStore) -> None:
    query = "body:B-000001 lead!:Somebody type!:torture"
    told = {each.name: each.bins for each in facets.count(counted, IncidentFilter(query))}
    (body,) = (one for one in told["body"] if one.value == "B-000001")
    assert (body.label, body.on) == (facets.body_names(counted)["B-000001"], True)
    assert Bin("Somebody", "Somebody", 0, True) in told["lead"]
    assert told["oblast"] == (), "nothing passes, so there is nothing to choose"


Act = Callable[[CaseStore, Web], object]
CHANGES: dict[str, tuple[Act, str, str]] = {
    "assessment": (lambda store, web: status.move(store, web.incident, assessment="contested", reason="r"),
                   "assessment", "contested"),
    "lead": (lambda store, web: records.amend(store, web.incident, {"lead_investigator": "New Lead"}), "lead", "New Lead"),
    "another incident": (lambda store, web: records.add(store, "incident", f.incident(
        dates=[{"kind": "act", "date": "2021-05-06"}])), "date", "2021-05"),
    "kind of a source": (lambda store, web: records.amend(store, web.source, {"kind": "medical"}), "sourcekind", "medical"),
    "kind of an item": (lambda store, web: records.amend(store, web.exhibit, {"kind": "intercept"}), "has", "intercept"),
    "withdrawn item": (lambda store, web: records.withdraw(store, web.exhibit, "r"), "has", NONE),
    "stage": (lambda store, web: status.move_stage(
        store, web.proceeding, "judgment", date="2025-01", reason="r"), "furthest", "judgment"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_counts_follow_every_change_and_its_undo(store: CaseStore, tmp_path: Path, name: str) -> None:
    act, facet, value = CHANGES[name]
    web = f.weave(store, tmp_path)
    before = {each: bins(store, each) for each in FACETS}
    act(store, web)
    after = bins(store, facet)
    assert after.get(value, 0) == before[facet].get(value, 0) + 1 == found(store, only("", facet, value))
    history.undo(store)
    assert {each: bins(store, each) for each in FACETS} == before


def test_several_changes_are_followed_at_once(store: CaseStore) -> None:
    for number in range(5):
        records.add(store, "incident", f.incident(title=f"Case {number}"))
    assert bins(store, "handling") == {"open": 5}
    for number in (1, 4):
        status.move(store, f"INC-2026-{number:06}", handling="on_hold", reason="r")
    records.add(store, "incident", f.incident(handling="closed"))
    assert bins(store, "handling") == {"open": 3, "on_hold": 2, "closed": 1}
    assert found(store, "handling:on_hold") == 2


def test_a_body_or_a_source_that_somebody_took_out_of_the_file_stops_nothing(store: CaseStore, tmp_path: Path) -> None:
    f.weave(store, tmp_path)
    writer = store.database.open_writer()
    writer.execute("PRAGMA foreign_keys = OFF")
    writer.execute("UPDATE incident_line SET bodies = '[999]', sources = '[998, 999]', stamp = stamp + 100")
    assert bins(store, "body") == {}
    assert bins(store, "sourcekind") == {}


def test_what_is_withdrawn_is_counted_only_when_asked_for(store: CaseStore) -> None:
    records.withdraw(store, records.add(store, "incident", f.incident()).reference, "r")
    assert bins(store, "handling") == {}
    shown = facets.count(store, IncidentFilter(include_withdrawn=True))
    assert sum(one.count for each in shown if each.name == "handling" for one in each.bins) == 1


def test_an_interrupted_filling_is_finished_the_next_time(store: CaseStore, monkeypatch: pytest.MonkeyPatch) -> None:
    from casetracker.services import facet_lines

    monkeypatch.setattr(facet_lines, "_SLICE", 1)
    for number in range(4):
        records.add(store, "incident", f.incident(title=f"Case {number}"))
    filling, calls = facet_lines.Lines._put, []

    def interrupted(self: facet_lines.Lines, rows: object) -> None:
        calls.append(rows)
        if len(calls) == 3:
            raise InterruptedError
        filling(self, rows)  # type: ignore[arg-type]

    monkeypatch.setattr(facet_lines.Lines, "_put", interrupted)
    with pytest.raises(InterruptedError):
        facets.count(store, IncidentFilter())
    records.amend(store, "INC-2026-000001", {"lead_investigator": "New Lead"})
    assert bins(store, "handling") == {"open": 4}
    assert bins(store, "lead")["New Lead"] == 1
