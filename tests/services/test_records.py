"""Logging and amending: what goes in comes out, ids and positions keep, and what does not hold is refused by name."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import factories as f
from tests.domain.drafts_strategies import drafts
from tests.factories import Web, copied, opened

from casetracker.domain.shapes import SHAPES
from casetracker.errors import Conflict, InvalidRecord, UnknownReference, UserError
from casetracker.services import checks, codec, history, records, show
from casetracker.services.case_store import CaseStore

Json = dict[str, Any]


def full(web: Web) -> dict[str, Json]:
    """Every kind that can be added, every field of it filled."""
    return {
        "source": f.full_source(web.root), "party": f.full_party(web.party), "body": f.full_body(),
        "incident": f.full_incident(web.source),
        "participation": f.participation(web.incident, web.party, status_at_time="civilian", involvement="seen",
                                         **f.attribution(web.source, evidence=web.exhibit)),
        "proceeding": f.full_proceeding(web.incident, web.body, web.party, web.source,
                                        merged_into=web.proceeding, severed_from=web.proceeding),
        "custody": f.custody(web.exhibit),
        "allegation": f.full_allegation(web.incident, web.party, web.exhibit),
        "relation": f.relation(web.incident, web.other, source=web.source, decided_by="D. Ecider"),
        "account": f.full_account(web.incident, web.party, web.party, web.exhibit),
        "consent": f.full_consent(web.party, web.body, web.exhibit),
        "handover": f.full_handover(web.incident, web.body, web.exhibit),
        "dismissal": f.dismissal(web.incident),
        "saved_search": f.saved_search(name="Another search"),
    }


def within(given: Any, shown: Any) -> bool:
    """Whether everything given stands in what is shown; rows may have gained an id."""
    if isinstance(given, dict):
        return all(name in shown and within(value, shown[name]) for name, value in given.items())
    if isinstance(given, list):
        return len(given) == len(shown) and all(within(one, other) for one, other in zip(given, shown, strict=True))
    return bool(given == shown)


@pytest.mark.parametrize("kind", ["source", "party", "body", "incident", "participation", "proceeding", "custody",
                                  "allegation", "relation", "account", "consent", "handover", "dismissal",
                                  "saved_search"])
def test_every_field_goes_in_and_comes_out(woven: tuple[Path, Web], kind: str) -> None:
    folder, web = woven
    data = full(web)[kind]
    fields = {field.name for field in SHAPES[kind].fields if not field.readonly}
    assert fields - set(data) <= {"assessment", "handling", "stage"}, "the factory fills every field"
    with opened(folder) as store:
        reference = records.add(store, kind, data).reference
    with opened(folder) as store:
        shown = show.record(store, reference)
        assert within(data, shown)
        assert fields <= set(shown)
        assert checks.verify(store).faults == []


@pytest.mark.parametrize("kind", ["source", "party", "body", "incident", "participation", "proceeding", "evidence"])
def test_what_is_shown_can_be_handed_in_again_and_changes_nothing(woven: tuple[Path, Web], kind: str) -> None:
    folder, web = woven
    reference = {"source": web.source, "party": web.party, "body": web.body, "incident": web.incident,
                 "participation": web.participation, "proceeding": web.proceeding, "evidence": web.exhibit}[kind]
    with opened(folder) as store:
        shown = show.record(store, reference, reveal=True)
        assert not records.amend(store, reference, shown)
        assert show.record(store, reference, reveal=True) == shown


@pytest.mark.parametrize("kind", ["source", "party", "body", "incident", "participation", "proceeding", "evidence"])
def test_each_field_can_be_cleared_or_says_that_it_cannot(woven: tuple[Path, Web], kind: str) -> None:
    folder, web = woven
    reference = {"source": web.source, "party": web.party, "body": web.body, "incident": web.incident,
                 "participation": web.participation, "proceeding": web.proceeding, "evidence": web.exhibit}[kind]
    with opened(folder) as store:
        for field in SHAPES[kind].fields:
            if field.readonly or field.name in records.MOVED.get(kind, ()):
                continue
            before = show.record(store, reference, reveal=True)
            if field.required or field.name in ("origin", "derivations", "basis_note"):
                with pytest.raises(InvalidRecord):
                    records.amend(store, reference, {field.name: None})
                assert show.record(store, reference, reveal=True) == before
                continue
            records.amend(store, reference, {field.name: None})
            after = show.record(store, reference, reveal=True)
            empty: Any = [] if field.type in ("list", "words", "codes") else field.default
            assert after[field.name] == (False if field.type == "flag" else empty)
            own = {field.name, "amended_at", "amended_by", "derived"}
            assert {name: after[name] for name in after if name not in own} == {
                name: before[name] for name in before if name not in own}
            if after[field.name] != before[field.name]:
                history.undo(store)
            assert show.record(store, reference, reveal=True)[field.name] == before[field.name]
        assert checks.verify(store).faults == []


def test_ids_and_order_of_rows_are_kept(store: CaseStore) -> None:
    case = records.add(store, "incident", f.full_incident()).reference
    first, second = show.record(store, case)["dates"]
    records.amend(store, case, {"dates": [second, first, {"kind": "act", "date": "2024-10"}]})
    rows = show.record(store, case)["dates"]
    assert [row["id"] for row in rows[:2]] == [second["id"], first["id"]]
    assert rows[2]["id"] not in (first["id"], second["id"])
    records.amend(store, case, {"dates": [rows[2] | {"date": "2024-11"}, first]})
    again = show.record(store, case)["dates"]
    assert [row["id"] for row in again] == [rows[2]["id"], first["id"]]
    assert again[0]["date"] == "2024-11"
    records.amend(store, case, {"dates": []})
    assert show.record(store, case)["dates"] == []
    with pytest.raises(InvalidRecord) as caught:
        records.amend(store, case, {"dates": [first]})
    assert list(caught.value.problems) == ["dates[0].id"]


REFUSED: list[tuple[str, Callable[[CaseStore, Web], object], str]] = [
    ("a source that is not there", lambda s, w: records.add(s, "incident", f.full_incident("S-000099")), "dates[0].source"),
    ("a record of another kind", lambda s, w: records.add(s, "incident", f.full_incident(w.party)), "dates[0].source"),
    ("a party that is not there", lambda s, w: records.add(
        s, "participation", f.participation(w.incident, "P-000099")), "party"),
    ("an incident that is not there", lambda s, w: records.add(s, "proceeding", f.proceeding("INC-2026-000099")),
     "incidents[0].incident"),
    ("a taken reference", lambda s, w: records.add(s, "source", f.source(reference=w.source)), "reference"),
    ("a taken reference in small letters", lambda s, w: records.add(s, "source", f.source(reference=w.source.lower())),
     "reference"),
    ("a reference of another kind", lambda s, w: records.add(s, "source", f.source(reference="P-000077")), "reference"),
    ("a reference that is none", lambda s, w: records.add(s, "source", f.source(reference="77")), "reference"),
    ("a reference that is a number", lambda s, w: records.add(s, "source", f.source(reference=77)), "reference"),
    ("the number zero", lambda s, w: records.add(s, "source", f.source(reference="S-000000")), "reference"),
    ("a number beyond counting", lambda s, w: records.add(s, "source", f.source(reference="S-999999999999")), "reference"),
    ("a row of another record", lambda s, w: records.amend(s, w.other, {
        "places": show.record(s, w.incident)["places"]}), "places[0].id"),
    ("a row of another list", lambda s, w: records.amend(s, w.incident, {
        "claims": [{"id": show.record(s, w.incident)["places"][0]["id"], "kind": "means", "value": "x"}]}), "claims[0].id"),
    ("itself as its origin", lambda s, w: records.amend(s, w.source, {
        "origin": "derived", "derivations": [{"source": w.source}]}), "derivations"),
    ("its own descendant as its origin", lambda s, w: records.amend(s, w.root, {
        "origin": "derived", "derivations": [{"source": w.source}]}), "derivations"),
    ("an assessment edited", lambda s, w: records.amend(s, w.incident, {"assessment": "corroborated"}), "assessment"),
    ("a handling cleared", lambda s, w: records.amend(s, w.incident, {"handling": None}), "handling"),
    ("a stage edited", lambda s, w: records.amend(s, w.proceeding, {"stage": "final"}), "stage"),
    ("protection without a pseudonym", lambda s, w: records.amend(s, w.witness, {"pseudonym": None}), "pseudonym"),
    ("withdrawing without a reason", lambda s, w: records.withdraw(s, w.incident, " \n"), "reason"),
    ("a reason of broken letters", lambda s, w: records.withdraw(s, w.incident, "\udcff"), "reason"),
]


@pytest.mark.parametrize(("what", "act", "place"), REFUSED, ids=[what for what, _act, _place in REFUSED])
def test_what_does_not_hold_is_refused_by_name(
        woven: tuple[Path, Web], what: str, act: Callable[[CaseStore, Web], object], place: str) -> None:
    folder, web = woven
    with opened(folder) as store:
        with pytest.raises(InvalidRecord) as caught:
            act(store, web)
        assert place in caught.value.problems
        assert checks.verify(store).faults == []


@pytest.mark.parametrize(("act", "error"), [
    (lambda s, w: records.amend(s, "INC-2026-000099", {}), UnknownReference),
    (lambda s, w: records.amend(s, "nonsense", {}), UnknownReference),
    (lambda s, w: records.amend(s, w.source, {"name": "x"}, kind="party"), UnknownReference),
    (lambda s, w: show.record(s, "Select 1"), UnknownReference),
    (lambda s, w: records.amend(s, w.custody, {"reason": "x"}), UserError),
    (lambda s, w: records.add(s, "evidence", {"title": "x"}), UserError),
    (lambda s, w: records.restore(s, w.incident), UserError),
])
def test_what_cannot_be_done_is_said(woven: tuple[Path, Web], act: Callable[[CaseStore, Web], object],
                                     error: type[UserError]) -> None:
    folder, web = woven
    with opened(folder) as store, pytest.raises(error) as caught:
        act(store, web)
    assert "\n" not in str(caught.value)


def test_references_count_on_by_year_and_kind(folder: Path) -> None:
    with opened(folder) as store:
        add = records.add
        assert add(store, "incident", f.incident()).reference == "INC-2026-000001"
        assert add(store, "incident", f.incident(reference="inc-2026-000007")).reference == "INC-2026-000007"
        assert add(store, "incident", f.incident()).reference == "INC-2026-000008"
        assert add(store, "incident", f.incident(reference="INC-2019-000003")).reference == "INC-2019-000003"
        assert add(store, "incident", f.incident()).reference == "INC-2026-000009"
        assert add(store, "incident", f.incident(reference="INC-2026-999999")).reference == "INC-2026-999999"
        assert add(store, "incident", f.incident()).reference == "INC-2026-1000000"
        assert add(store, "source", f.source()).reference == "S-000001"
        records.withdraw(store, "S-000001", "a slip")
        assert add(store, "source", f.source()).reference == "S-000002", "a withdrawn reference is not given again"


def test_a_record_is_named_in_any_letter_case_and_by_its_id(store: CaseStore) -> None:
    case = records.add(store, "incident", f.incident()).reference
    by_reference = show.record(store, case)
    for name in (case.lower(), f" {case} ", by_reference["id"], by_reference["id"].upper()):
        assert show.record(store, name) == by_reference
    told = records.add(store, "source", f.source()).reference
    for name in (told.lower(), show.record(store, told)["id"]):
        records.amend(store, case, {"claims": [{"kind": "means", "value": "x", "source": name}]})
        assert show.record(store, case)["claims"][0]["source"] == told


def test_withdrawn_and_shown_again(store: CaseStore) -> None:
    case = records.add(store, "incident", f.incident()).reference
    records.withdraw(store, case, " twice logged ")
    shown = show.record(store, case)
    assert (shown["withdrawn_by"], shown["withdrawn_reason"]) == ("T. Ester", "twice logged")
    with pytest.raises(UserError):
        records.withdraw(store, case, "again")
    records.restore(store, case, "it was not")
    assert show.record(store, case)["withdrawn_at"] is None


def test_what_two_people_changed_at_once(store: CaseStore) -> None:
    case = records.add(store, "incident", f.incident()).reference
    base = show.record(store, case)
    records.amend(store, case, {"narrative": "theirs"})
    records.amend(store, case, {"title": "mine"}, base=base)
    assert show.record(store, case)["narrative"] == "theirs"
    with pytest.raises(Conflict, match="narrative"):
        records.amend(store, case, {"narrative": "mine too"}, base=base)
    assert show.record(store, case)["narrative"] == "theirs"
    records.amend(store, case, {"narrative": "theirs, mended"}, base=show.record(store, case))


def test_stamps_handed_in_are_ignored_and_named(store: CaseStore) -> None:
    given = f.incident(created_by="Somebody Else", id="x", history=[{"axis": "assessment"}], amended_at="1999")
    assert set(records.ignored("incident", given)) == {"created_by", "id", "history", "amended_at"}
    shown = show.record(store, records.add(store, "incident", given).reference)
    assert shown["created_by"] == "T. Ester"
    assert len(shown["history"]) == 2


def test_an_actor_of_broken_letters_can_still_write(folder: Path) -> None:
    with opened(folder, actor="J\udcf6rg") as store:
        assert show.record(store, records.add(store, "body", f.body()).reference)["created_by"] == "J?rg"
        assert checks.verify(store).faults == []


NAMED = {"incident": ["INC-2026-000001"], "source": ["S-000001", "S-000002"], "party": ["P-000001", "P-000002"],
         "body": ["B-000001"], "evidence": ["E-000001"]}


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_holds_is_stored_and_read_back_the_same(
        woven_template: tuple[Path, Web], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = copied(woven_template[0], tmp_path_factory.mktemp("random") / "store")
    with opened(folder) as store:
        for kind in ("source", "party", "body", "incident", "participation", "proceeding", "custody"):
            given = data.draw(drafts(kind, NAMED), label=kind)
            reference = records.add(store, kind, given).reference
            _same(store, kind, reference, given)
            if kind != "custody":
                patch = data.draw(drafts(kind, NAMED), label=f"{kind} amended")
                patch = {name: value for name, value in patch.items() if name not in records.MOVED.get(kind, ())}
                try:
                    records.amend(store, reference, patch)
                except InvalidRecord:
                    continue
                _same(store, kind, reference, patch)
        assert checks.verify(store).faults == []


def _same(store: CaseStore, kind: str, reference: str, given: Json) -> None:
    from casetracker.domain.drafts import validate

    shown = show.record(store, reference, reveal=True)
    whole = validate(kind, shown)
    expected = validate(kind, {**{name: shown[name] for name in whole}, **given})
    assert within(_without_ids(expected), whole)


def _without_ids(values: Any) -> Any:
    if isinstance(values, list):
        return [_without_ids(value) for value in values]
    return {name: _without_ids(value) for name, value in values.items() if name != "id"} if isinstance(
        values, dict) else values


@pytest.mark.parametrize("seed", range(3))
def test_a_list_shuffled_cut_and_grown_holds_what_was_given(store: CaseStore, seed: int) -> None:
    chance = random.Random(seed)
    case = records.add(store, "incident", f.incident()).reference
    for _round in range(8):
        rows = [row for row in show.record(store, case)["claims"] if chance.random() < 0.7]
        rows += [{"kind": "means", "value": f"claim {chance.random()}"} for _ in range(chance.randrange(4))]
        chance.shuffle(rows)
        records.amend(store, case, {"claims": rows})
        assert within(rows, show.record(store, case)["claims"])
    assert checks.verify(store).faults == []


def test_hidden_fields_of_a_protected_record_are_left_out_and_named(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    with opened(folder) as store:
        for reference in (web.witness, web.hidden_source):
            shown, revealed = show.record(store, reference), show.record(store, reference, reveal=True)
            assert set(shown["hidden"]) == set(codec.HIDDEN) & set(revealed)
            assert not set(shown) & set(codec.HIDDEN)
            for text in (f.PROTECTED_NAME, "Zoryana", "Vyhadana", "Вигадана", "zoryana"):
                assert text not in repr(shown)
            assert f.PROTECTED_NAME in repr(revealed)
            assert not records.amend(store, reference, shown)
            assert show.record(store, reference, reveal=True)["name"] == f.PROTECTED_NAME
