"""Every record goes in as JSON, comes out the same, is changed field by field, and is refused by name."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from typing import Any

import pytest
from tests.cli.running import Cli
from tests.cli.samples import EVIDENCE, RECORDS, all_fields, ground, named

from casetracker.domain import drafts
from casetracker.domain.shapes import SHAPES
from casetracker.errors import InvalidRecord


def _holds(shown: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    """Everything given is shown as given; rows have gained nothing but an id."""
    for name, value in given.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            assert [{key: row[key] for key in row if key != "id"} for row in shown[name]] == value, name
        else:
            assert shown[name] == value, name


@pytest.mark.parametrize("kind", sorted(RECORDS))
def test_a_full_record_comes_out_as_it_went_in(cli: Cli, kind: str) -> None:
    given = named(RECORDS[kind], ground(cli))
    assert set(given) == all_fields(kind), "the sample record fills every field"
    reference = cli.add(kind, **given)
    if kind == "custody":
        _holds(cli("custody", "list", "--json").json[-1], given)
        return
    shown = cli.show(kind, reference)
    _holds(shown, given)
    assert shown["reference"] == reference
    assert shown["created_by"] == "Tess Ter"
    head = cli("journal", "--json", "--limit", "1").json[0]["sequence"]
    # What was shown may be handed to edit whole: it changes nothing and writes nothing.
    assert cli(kind, "edit", reference, "-", given=json.dumps(shown)).code == 0
    assert cli.show(kind, reference) == shown
    assert cli("journal", "--json", "--limit", "1").json[0]["sequence"] == head


@pytest.mark.parametrize("kind", sorted(set(RECORDS) - {"custody"}))
def test_edit_changes_what_it_names_and_null_clears(cli: Cli, kind: str) -> None:
    given = named(RECORDS[kind], ground(cli))
    reference = cli.add(kind, **given)
    before = cli.show(kind, reference)
    text = next(name for name in ("note", "narrative", "involvement", "decided_by", "fingerprint") if name in given)
    assert cli.edit(kind, reference, **{text: "another text"}).out == f"{reference}\n"
    stamps = {"amended_at", "amended_by"}
    after = cli.show(kind, reference)
    assert {name for name in after if after[name] != before[name]} <= {text, *stamps}
    assert after[text] == "another text"
    assert cli.edit(kind, reference, **{text: None}).code == 0
    assert cli.show(kind, reference)[text] is None


def test_a_list_replaces_the_list_and_known_rows_keep_their_id(cli: Cli) -> None:
    incident = cli.add("incident", title="Rows", dates=[
        {"kind": "act", "date": "2024-10"}, {"kind": "discovery", "date": "2024-10-07"}])
    first, second = cli.show("incident", incident)["dates"]
    assert cli.edit("incident", incident, dates=[
        {"kind": "official_report", "date": "2024-10-24"}, {**second, "date": "2024-10-08"}]).code == 0
    rows = cli.show("incident", incident)["dates"]
    assert [(row["kind"], row["date"]) for row in rows] == [
        ("official_report", "2024-10-24"), ("discovery", "2024-10-08")]
    assert rows[1]["id"] == second["id"]
    assert rows[0]["id"] not in (first["id"], second["id"])
    assert cli.edit("incident", incident, dates=[{**first}]).code == 3, "a row that is gone does not come back by its id"
    assert cli.edit("incident", incident, dates=None).code == 0
    assert cli.show("incident", incident)["dates"] == []


@pytest.mark.parametrize(("kind", "record", "place"), [
    ("incident", {"title": "x", "titel": "y"}, "titel"),
    ("incident", {}, "title"),
    ("incident", {"title": "   "}, "title"),
    ("incident", {"title": 7}, "title"),
    ("incident", {"title": "x", "assessment": "sure"}, "assessment"),
    ("incident", {"title": "x", "dates": [{"kind": "act", "date": "2024-02-31"}]}, "dates[0].date"),
    ("incident", {"title": "x", "dates": [{"kind": "act", "date": "yesterday"}]}, "dates[0].date"),
    ("incident", {"title": "x", "dates": [{"kind": "act", "date": "2024", "day": 7}]}, "dates[0].day"),
    ("incident", {"title": "x", "dates": {"kind": "act"}}, "dates"),
    ("incident", {"title": "x", "dates": ["2024"]}, "dates[0]"),
    ("incident", {"title": "x", "places": [{"name": "y", "lat": 91, "lon": 0}]}, "places[0].lat"),
    ("incident", {"title": "x", "places": [{"name": "y", "lat": 48}]}, "places[0].lon"),
    ("incident", {"title": "x", "figures": [{"outcome": "killed", "low": -1}]}, "figures[0].low"),
    ("incident", {"title": "x", "figures": [{"outcome": "killed", "qualifier": "range", "low": 9, "high": 2}]},
     "figures[0].high"),
    ("incident", {"title": "x", "claims": [{"kind": "act", "value": "y", "source": "S-000099"}]}, "S-000099"),
    ("incident", {"title": "x", "claims": [{"kind": "act", "value": "y", "credibility": 7}]}, "claims[0].credibility"),
    ("incident", {"title": "x", "dates": [{"kind": "act", "date": "2024", "basis": "inferred"}]}, "dates[0].basis_note"),
    ("incident", {"title": "x", "reference": "S-000007"}, "reference"),
    ("source", {"kind": "rumour", "name": "x"}, "kind"),
    ("source", {"kind": "ngo", "name": "x", "origin": "derived"}, "derivations"),
    ("source", {"kind": "ngo", "name": "x", "protected": True}, "pseudonym"),
    ("party", {"name": "x", "protected": True}, "pseudonym"),
    ("party", {"name": "Sample Person", "protected": True, "pseudonym": "sample person"}, "pseudonym"),
    ("body", {"kind": "court"}, "name"),
    ("participation", {"party": "P-000001", "role": "victim"}, "incident"),
    ("proceeding", {"jurisdiction": "moon"}, "jurisdiction"),
    ("custody", {"evidence": "E-000001", "act": "received"}, "date"),
])
def test_what_is_wrong_is_refused_by_its_place(cli: Cli, kind: str, record: dict[str, Any], place: str) -> None:
    result = cli(kind, "add", "-", given=json.dumps(record))
    assert result.code == 3
    assert place in result.err
    assert result.out == ""
    assert result.err.count("\n") == 1
    assert cli("journal", "--json").json == []


def test_a_given_reference_is_kept_if_it_is_free(cli: Cli) -> None:
    assert cli.add("incident", title="x", reference="INC-2024-000123") == "INC-2024-000123"
    taken = cli("incident", "add", "-", given=json.dumps({"title": "y", "reference": "inc-2024-000123"}))
    assert taken.code == 3
    assert "INC-2024-000123" in taken.err
    assert cli.add("source", kind="ngo", name="x", reference="S-000007") == "S-000007"
    assert cli.add("source", kind="ngo", name="y") == "S-000008"


def test_stamps_and_histories_are_ignored_with_one_line(cli: Cli) -> None:
    result = cli("incident", "add", "-", given=json.dumps({
        "title": "x", "id": "made-up", "created_by": "somebody", "history": [{"axis": "assessment"}]}))
    assert result.code == 0
    assert result.err.count("\n") == 1
    assert all(name in result.err for name in ("id", "created_by", "history"))
    shown = cli.show("incident", result.line)
    assert shown["created_by"] == "Tess Ter"
    assert shown["id"] != "made-up"


@pytest.mark.parametrize(("text", "hint"), [
    (b"{\"title\": \"x\",}", "line 1"),
    (b"{\n  \"title\": \"x\"\n  \"tags\": []\n}", "line 3"),
    (b"", "line 1"),
    (b"[]", "no record"),
    (b"\"title\"", "no record"),
    (b"{\"title\": \"\xff\"}", "UTF-8"),
    (b"{\"title\": \"x\", \"title\": \"y\"}", "twice"),
    (b"{\"title\": \"x\", \"places\": [{\"name\": \"y\", \"lat\": NaN, \"lon\": 1}]}", "NaN"),
    (b"{\"title\": \"\\ud800\"}", "surrogate"),
    (b"{\"title\": \"x\", \"\\ud800\": 1}", "surrogate"),
    (b"{\"title\": \"x\", \"dates\": [{\"kind\": \"act\", \"date\": \"\\ud800\"}]}", "surrogate"),
    (b"[" * 100_000, "deep"),
])
def test_what_is_no_json_is_told_where_it_is_not(cli: Cli, text: bytes, hint: str) -> None:
    result = cli("incident", "add", "-", given=text)
    assert result.code == 3
    assert hint in result.err
    assert result.err.count("\n") == 1


def test_json_may_begin_with_a_byte_order_mark_or_be_utf_16(cli: Cli) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        assert cli("incident", "add", "-", given='{"title": "Селидове"}'.encode(encoding)).code == 0
    assert [row["title"] for row in cli("list", "--json").json] == ["Селидове", "Селидове"]


def test_evidence_has_all_its_fields_too(cli: Cli) -> None:
    incident = ground(cli)
    given = named(EVIDENCE, incident)
    assert set(given) == all_fields("evidence")
    details = cli.store.parent / "details.json"
    details.write_text(json.dumps(given))
    shown = cli("evidence", "add", incident, str(details), "--details", str(details), "--json").json
    _holds(shown, given)
    assert cli.edit("evidence", shown["reference"], description="A hill.", links=None).code == 0
    after = cli.show("evidence", shown["reference"])
    assert (after["description"], after["links"]) == ("A hill.", [])
    assert after["files"] == shown["files"]


def test_statuses_move_with_their_reasons(cli: Cli) -> None:
    incident = cli.add("incident", title="x")
    assert cli("incident", "status", incident, "--assessment", "under_verification").line == incident
    assert cli("incident", "status", incident, "--handling", "on_hold").code == 3, "needs a reason"
    reason = cli.store.parent / "reason.txt"
    reason.write_text("Бо чекаємо.\n", encoding="utf-8")
    assert cli("incident", "status", incident, "--handling", "on_hold", "--reason-file", str(reason)).code == 0
    assert cli("incident", "status", incident).code == 2
    assert cli.edit("incident", incident, assessment="corroborated").code == 3, "an assessment is moved, not edited"
    shown = cli.show("incident", incident)
    assert (shown["assessment"], shown["handling"]) == ("under_verification", "on_hold")
    assert [(line["axis"], line["after"]) for line in shown["history"]][2:] == [
        ("assessment", "under_verification"), ("handling", "on_hold")]
    assert shown["history"][-1]["reason"] == "Бо чекаємо."


def test_a_proceeding_moves_on_and_the_incident_shows_how_far(cli: Cli) -> None:
    incident = cli.add("incident", title="x")
    source = cli.add("source", kind="prosecutor", name="Sample Office")
    case = cli.add("proceeding", title="c", incidents=[{"incident": incident}])
    moved = cli("proceeding", "status", case, "in_court", "--date", "2025-03", "--learned", "2025-04-01",
                "--source", source, "--reason", "the indictment went in")
    assert moved.line == case
    line = cli.show("proceeding", case)["history"][-1]
    assert (line["stage"], line["date"], line["learned"], line["source"]) == ("in_court", "2025-03", "2025-04-01", source)
    assert cli("list", "--json").json[0]["stage"] == "in_court"
    assert len(cli("list", "--stage", "in_court", "--json").json) == 1
    assert cli("list", "--stage", "trial", "--json").json == []
    assert cli("proceeding", "status", case, "trial", "--date", "soon").code == 3


def test_a_stage_with_a_source_supersedes_the_same_without(cli: Cli) -> None:
    source = cli.add("source", kind="prosecutor", name="Sample Office")
    case = cli.add("proceeding", title="c", stage="pre_trial")
    for stage in ("pre_trial", "suspended", "pre_trial"):
        cli("proceeding", "status", case, stage, "--source", source)
    assert [(line["stage"], line["superseded"]) for line in cli.show("proceeding", case)["history"]] == [
        ("pre_trial", True), ("pre_trial", False), ("suspended", False), ("pre_trial", False)]


JUNK: list[Any] = [None, "", " ", 0, -1, 1.5, True, [], {}, [None], [[]], [{}], ["x"], [1], "\x00", "S-000001", "2024-10",
                   "x" * 5000, 10**30, float("inf"), float("nan"), {"a": 1}, "\ud800", "\u202e", b"x"]


@pytest.mark.parametrize("kind", sorted(RECORDS))
def test_no_value_is_more_than_a_fault_of_its_place(kind: str) -> None:
    """Whatever stands in a field, it is refused by name or it can be stored."""
    for field in SHAPES[kind].fields:
        if field.readonly:
            continue
        for place in [(field.name,), *((field.name, inner.name) for inner in field.fields)]:
            for junk in JUNK:
                record = copy.deepcopy(RECORDS[kind])
                holder = record if len(place) == 1 else record[field.name][0]
                holder[place[-1]] = junk
                refused = _refused(kind, record)
                assert refused is None or any(name.startswith(field.name) for name in refused), (place, junk)


def _refused(kind: str, record: dict[str, Any]) -> list[str] | None:
    """The places of the faults; None if the record holds, and then it can be written down."""
    try:
        kept = drafts.validate(kind, record)
    except InvalidRecord as fault:
        return list(fault.problems)
    json.dumps(kept, ensure_ascii=False, allow_nan=False).encode()
    return None
