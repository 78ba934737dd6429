"""Merging: nothing that one incident said is missing from the other, one undo brings all of it back, verify stays clean."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests import factories as f
from tests.domain.drafts_strategies import drafts
from tests.factories import Web, copied, opened

from casetracker.domain.shapes import INCIDENT, SHAPES
from casetracker.errors import InvalidRecord, UserError
from casetracker.services import checks, evidence, history, records, relations, show
from casetracker.services.case_store import CaseStore
from casetracker.services.merge import merge

Json = dict[str, Any]
STAMPS = ("amended_at", "amended_by", "history")
CLAIMS = [field for field in INCIDENT.lists if not field.readonly]


def everything(store: CaseStore) -> dict[str, Json]:
    """All records that are not withdrawn, without stamps and histories, which undoing makes longer."""
    with store.database.snapshot() as connection:
        there = [row[0] for kind in SHAPES for row in connection.execute(
            f'SELECT reference FROM "{kind}" WHERE withdrawn_at IS NULL')]
    return {reference: {name: value for name, value in show.record(store, reference, reveal=True).items()
                        if name not in STAMPS} for reference in there}


def said(row: Json) -> str:
    """What a row says; whether it is the adopted one is decided in each incident."""
    return json.dumps({name: value for name, value in row.items() if name not in ("id", "adopted")}, sort_keys=True)


def assert_nothing_lost(kept: Json, lost: Json) -> None:
    for field in CLAIMS:
        there = [said(row) for row in kept[field.name]]
        assert {said(row) for row in lost[field.name]} <= set(there), field.name
    for name in ("tags", "violation_types", "not_known"):
        assert set(lost[name]) <= set(kept[name])
    for name in ("narrative", "lead_investigator", "means_and_methods"):
        assert (lost[name] or "") in (kept[name] or "")
    assert lost["title"] in f"{kept['title']}\n{kept['narrative']}"


@pytest.fixture
def pair(woven: tuple[Path, Web]) -> tuple[Path, Web, str]:
    """A store with rows everywhere, and an incident that its full one may be merged into."""
    folder, web = woven
    with opened(folder) as store:
        kept = records.add(store, "incident", f.incident(
            title="The same, told before", tags=["zero"], confidentiality="public",
            dates=[{"kind": "capture", "date": "2024-10-05", "adopted": True, "adopted_by": "A. Nalyst"}])).reference
    return folder, web, kept


def test_all_that_was_said_and_all_that_hung_on_it_is_found_in_the_other(pair: tuple[Path, Web, str]) -> None:
    folder, web, kept = pair
    with opened(folder) as store:
        before, lost = everything(store), show.record(store, web.incident)
        change = merge(store, web.incident, kept, "one event")
        page = show.incident_page(store, kept)
        assert_nothing_lost(page["incident"], lost)
        assert page["incident"]["confidentiality"] == "confidential", "the stricter of both"
        assert [each["reference"] for each in page["evidence"]] == [web.exhibit]
        assert [each["reference"] for each in page["participations"]] == [web.participation]
        assert [each["reference"] for each in page["proceedings"]] == [web.proceeding]
        assert [each["reference"] for each in page["allegations"]] == [web.allegation]
        assert [each["reference"] for each in page["accounts"]] == [web.account]
        assert [each["reference"] for each in page["handovers"]] == [web.handover]
        assert {(each["incident"], each["kind"], each["other"]) for each in page["relations"]} == {
            (kept, "not_the_same", web.other), (web.incident, "same", kept)}
        gone = show.record(store, web.incident)
        assert (gone["handling"], gone["withdrawn_at"]) == ("merged", None)
        assert gone["history"][-1]["reason"] == "one event"
        assert {name: gone[name] for name in ("title", "narrative", *(field.name for field in CLAIMS))} == {
            name: lost[name] for name in ("title", "narrative", *(field.name for field in CLAIMS))}
        assert checks.verify(store).faults == []
        assert change.reference == kept
        assert len({entry.change_id for entry in history.entries(store, limit=8)}) == 1
        history.undo(store)
        assert everything(store) == before
        assert checks.verify(store).faults == []
        history.redo(store)
        assert_nothing_lost(show.record(store, kept), lost)
        history.undo(store)
        assert everything(store) == before
        assert checks.verify(store).faults == []


def test_nothing_is_counted_twice(pair: tuple[Path, Web, str]) -> None:
    folder, web, kept = pair
    with opened(folder) as store:
        merge(store, web.incident, kept, "one event")
        assert [link["incident"] for link in show.record(store, web.exhibit)["links"]] == [kept]
        assert [row["incident"] for row in show.record(store, web.proceeding)["incidents"]] == [kept]
        given = show.record(store, web.handover)
        assert [row["incident"] for row in given["incidents"]] == [web.incident, kept], "what was given bore its reference"
        assert show.record(store, web.dismissal)["incident"] == web.incident, "of the other nobody dismissed anything"


def test_what_both_hold_stands_once(store: CaseStore) -> None:
    source = records.add(store, "source", f.source()).reference
    one, other = (records.add(store, "incident", f.full_incident(source)).reference for _each in range(2))
    before = show.record(store, one)
    merge(store, other, one, "entered twice")
    after = show.record(store, one)
    assert {name: after[name] for name in INCIDENT_FIELDS} == {name: before[name] for name in INCIDENT_FIELDS}


INCIDENT_FIELDS = [field.name for field in INCIDENT.fields if not field.readonly]


def test_of_two_adopted_values_the_kept_incidents_stays(pair: tuple[Path, Web, str]) -> None:
    folder, web, kept = pair
    with opened(folder) as store:
        merge(store, web.incident, kept, "one event")
        dates = show.record(store, kept)["dates"]
    assert [(row["kind"], row["date"], row["adopted"]) for row in dates] == [
        ("capture", "2024-10-05", True), ("capture", "2024-10-06", False), ("discovery", "2024-10", True)]
    assert dates[1]["adopted_by"] == "A. Nalyst"


def test_the_date_of_the_kept_incident_follows_from_the_dates_of_both(store: CaseStore) -> None:
    one = records.add(store, "incident", f.incident(dates=[{"kind": "capture", "date": "2024-10-06"}])).reference
    other = records.add(store, "incident", f.incident(dates=[{"kind": "discovery", "date": "2024-10-07"}])).reference
    merge(store, other, one, "one event")
    with store.database.snapshot() as connection:
        held = connection.execute("SELECT working_date, working_derived FROM incident WHERE reference = ?",
                                  (one,)).fetchone()
    assert held == ("2024-10-06/2024-10-07", 1)


def test_claims_named_by_their_rows_are_named_by_the_new_rows(store: CaseStore, tmp_path: Path) -> None:
    one = records.add(store, "incident", f.incident()).reference
    other = records.add(store, "incident", f.incident(claims=[{"kind": "act", "value": "Something was heard."}])).reference
    row = show.record(store, other)["claims"][0]["id"]
    element = {"element": "rs-8-2-a-i/1", "side": "for", "claim": row}
    allegation = records.add(store, "allegation", f.allegation(other, element_evidence=[element])).reference
    dismissal = records.add(store, "dismissal", f.dismissal(other, subject=row)).reference
    merge(store, other, one, "one event")
    (new,) = (each["id"] for each in show.record(store, one)["claims"])
    assert new != row
    assert show.record(store, allegation)["element_evidence"][0]["claim"] == new
    assert show.record(store, dismissal)["subject"] == new
    assert show.record(store, dismissal)["incident"] == one


def test_a_link_that_the_other_has_already_stays_where_it_is(store: CaseStore, tmp_path: Path) -> None:
    one, other = (records.add(store, "incident", f.incident(title=title)).reference for title in ("A", "B"))
    file = tmp_path / "film.txt"
    file.write_text("not a film")
    links = [{"incident": each, "bearing": "neutral", "purpose": "context"} for each in (one, other)]
    exhibit = evidence.take_in(store, one, file, details={"links": links}).reference
    party = records.add(store, "party", f.party()).reference
    here, there = (records.add(store, "participation", f.participation(each, party)).reference for each in (one, other))
    merge(store, other, one, "one event")
    assert [row["incident"] for row in show.record(store, exhibit)["links"]] == [one, other]
    assert [show.record(store, each)["incident"] for each in (here, there)] == [one, other]


REFUSED = [
    ("into itself", lambda s, w: (w.incident, w.incident), "into itself"),
    ("a withdrawn one", lambda s, w: (records.withdraw(s, w.incident, "r").reference, w.other), "is withdrawn"),
    ("into a withdrawn one", lambda s, w: (w.incident, records.withdraw(s, w.other, "r").reference), "is withdrawn"),
    ("what is told apart", lambda s, w: (w.other, w.incident), "were told apart"),
    ("what is none", lambda s, w: (w.party, w.incident), "There is no incident"),
]


@pytest.mark.parametrize(("what", "prepared", "said"), REFUSED, ids=[what for what, _prepared, _said in REFUSED])
def test_what_is_refused_changes_nothing(woven: tuple[Path, Web], what: str, prepared: Any, said: str) -> None:
    folder, web = woven
    with opened(folder) as store:
        lost, kept = prepared(store, web)
        sequence = history.head_sequence(store)
        with pytest.raises(UserError, match=said):
            merge(store, lost, kept, "r")
        assert history.head_sequence(store) == sequence


def test_the_merged_one_is_merged_no_further_and_a_reason_is_needed(pair: tuple[Path, Web, str]) -> None:
    folder, web, kept = pair
    with opened(folder) as store:
        with pytest.raises(InvalidRecord, match="reason"):
            merge(store, web.incident, kept, " ")
        merge(store, web.incident, kept, "one event")
        third = records.add(store, "incident", f.incident()).reference
        for lost, into in ((web.incident, third), (third, web.incident)):
            with pytest.raises(UserError, match="is merged into another"):
                merge(store, lost, into, "r")


def test_what_moved_on_keeps_the_whole_merge_from_being_undone(pair: tuple[Path, Web, str]) -> None:
    folder, web, kept = pair
    with opened(folder) as store:
        change = merge(store, web.incident, kept, "one event")
        with opened(folder, actor="O. Ther") as other:
            records.amend(other, web.exhibit, {"title": "seen again"})
        after = everything(store)
        with pytest.raises(UserError, match=web.exhibit):
            history.undo(store, change.change_id)
        assert everything(store) == after


def test_told_apart_is_a_decision_of_both_that_undo_takes_back(store: CaseStore) -> None:
    one, other = (records.add(store, "incident", f.incident(title=title)).reference for title in ("A", "B"))
    relations.decide_apart(store, one, other, "another day")
    (here,), (there,) = relations.related(store, one), relations.related(store, other)
    assert (here.other, there.other) == (other, one)
    assert (here.label, here.reason, here.decided_by) == (there.label, "another day", "T. Ester")
    with pytest.raises(UserError, match="told apart already"):
        relations.decide_apart(store, other, one, "again")
    history.undo(store)
    assert relations.related(store, other) == []


def test_a_relation_is_read_from_either_side(store: CaseStore) -> None:
    one, other = (records.add(store, "incident", f.incident(title=title)).reference for title in ("A", "B"))
    for kind in ("precedes", "part_of", "same_unit"):
        records.add(store, "relation", f.relation(one, other, kind=kind))
    assert [each.label for each in relations.related(store, one)] == ["Precedes", "Is part of", "Same unit alleged"]
    assert [each.label for each in relations.related(store, other)] == ["Follows", "Has as a part", "Same unit alleged"]


@given(data=st.data())
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck),
          phases=[Phase.explicit, Phase.reuse, Phase.generate])  # each example is a store: making one smaller takes minutes
def test_whatever_two_incidents_say(woven_template: tuple[Path, Web], data: st.DataObject) -> None:
    template, web = woven_template
    base = Path(tempfile.mkdtemp(prefix="merge-"))
    references = {"source": [web.root, web.source], "evidence": [web.exhibit], "party": [web.party]}
    try:
        with opened(copied(template, base / "store")) as store:
            one, other = (records.add(store, "incident", data.draw(drafts("incident", references)) | {
                "handling": "open"}).reference for _each in range(2))
            for kind in ("participation", "allegation", "account", "relation"):
                records.add(store, kind, data.draw(drafts(kind, {
                    **references, "incident": [other] if kind != "relation" else [web.incident, other]}).filter(
                        lambda given: given.get("other") != given["incident"])))
            before, lost = everything(store), show.record(store, other)
            merge(store, other, one, "one event")
            assert_nothing_lost(show.record(store, one), lost)
            named = [name for name, record in everything(store).items()
                     if record.get("incident") == other and not name.startswith(("R-", "D-"))]
            assert named == []
            history.undo(store)
            assert everything(store) == before
            assert checks.verify(store).faults == []
    finally:
        shutil.rmtree(base)
