"""`findings`: asked of an incident and of the store, by people and by programs, and dismissed from the command line."""

from __future__ import annotations

from typing import Any

import pytest
from tests import factories as f
from tests.cli.running import Cli


@pytest.fixture
def case(cli: Cli) -> str:
    """An incident with a date that one ungraded source states, and nothing else."""
    source = cli.add("source", **f.source(origin="first_hand"))
    return cli.add("incident", **f.incident(dates=[{"kind": "act", "date": "2024", "source": source}]))


def codes(rows: list[dict[str, Any]]) -> list[str]:
    return [row["code"] for row in rows]


EXPECTED = ["single_root", "place_without_precision", "no_exonerating_search", "ungraded_source"]


def test_an_empty_store_lacks_nothing(cli: Cli) -> None:
    assert cli("findings", "--json").json == []
    result = cli("findings")
    assert (result.code, result.out) == (0, "")
    assert "Nothing is missing" in result.err


@pytest.mark.parametrize("words", [["findings"], ["findings", "list"]])
def test_of_an_incident(cli: Cli, case: str, words: list[str]) -> None:
    result = cli(*words, case.lower(), "--json")
    assert result.code == 0
    assert codes(result.json) == EXPECTED
    root, *_rest, grade = result.json
    assert root["words"] == "The claims on the act rest on 1 source, 1 independent root."
    assert (root["incident"], root["subject"], root["record"], root["field"]) == (case, case, case, "claims")
    assert (grade["incident"], grade["subject"], grade["field"]) == (None, "S-000001", "reliability")
    assert root["dismissed"] is None
    told = cli(*words, case).out
    assert f"{case}  single_root  The claims on the act" in told
    assert "S-000001  ungraded_source  " in told


def test_of_the_store(cli: Cli, case: str) -> None:
    cli.add("source", **f.source(name="Another"))
    assert sorted(codes(cli("findings", "--json").json)) == sorted([*EXPECTED, "ungraded_source"])
    told = cli("findings")
    assert told.code == 0
    assert "5 findings." in told.out
    assert "S-000001, S-000002" in told.out
    assert told.err == ""


def test_of_one_kind(cli: Cli, case: str) -> None:
    assert codes(cli("findings", "--code", "ungraded_source", "--json").json) == ["ungraded_source"]
    assert codes(cli("findings", case, "--code", "no_date", "--json").json) == []
    assert cli("findings", "--code", "no_such_code").code == 2


def test_dismissed_with_a_reason_and_brought_back(cli: Cli, case: str) -> None:
    assert cli("findings", "dismiss", case, "single_root").code == 2
    dismissal = cli("findings", "dismiss", case, "single_root", "--reason-file", "-", given="Nobody else was there.").line
    assert codes(cli("findings", case, "--json").json) == EXPECTED[1:]
    (row,) = cli("findings", case, "--dismissed", "--json").json
    assert row["code"] == "single_root"
    assert (row["dismissed"]["reference"], row["dismissed"]["reason"]) == (dismissal, "Nobody else was there.")
    assert f"    {dismissal}, Tess Ter: Nobody else was there." in cli("findings", "--dismissed").out
    assert "Nobody" not in cli("journal").out
    assert cli("undo").code == 0
    assert codes(cli("findings", case, "--json").json) == EXPECTED


def test_a_finding_of_the_store_is_dismissed_at_an_incident_or_at_its_record(cli: Cli, case: str) -> None:
    assert cli("findings", "dismiss", case, "ungraded_source", "s-000001", "--reason", "so").code == 0
    assert codes(cli("findings", "S-000001", "--json").json) == []
    again = cli("findings", "dismiss", "S-000001", "ungraded_source", "--reason", "so")
    assert (again.code, again.out) == (3, "")
    assert "dismissed already" in again.err


@pytest.mark.parametrize(("words", "said"), [
    (["INC-2026-999999"], "There is no"), (["B-000001"], "There is no record"),
])
def test_what_is_not_there_is_said(cli: Cli, words: list[str], said: str) -> None:
    result = cli("findings", *words)
    assert (result.code, result.out) == (3, "")
    assert said in result.err


def test_what_it_is_about_is_told_where_it_is_a_row(cli: Cli) -> None:
    case = cli.add("incident", **f.incident(inquiries=[
        {"aim": "open", "question": "Who?", "due": "2020"}, {"aim": "open", "question": "When?", "due": "2021"}]))
    rows = [row for row in cli("findings", case, "--json").json if row["code"] == "next_action_overdue"]
    assert len({row["subject"] for row in rows}) == 2
    told = cli("findings", case).out
    assert all(f"Subject: {row['subject']}" in told for row in rows)
    refused = cli("findings", "dismiss", case, "next_action_overdue", "--reason", "so")
    assert refused.code == 3
    assert "several" in refused.err
    assert cli("findings", "dismiss", case, "next_action_overdue", rows[0]["subject"], "--reason", "so").code == 0


def test_help_names_both_actions(cli: Cli) -> None:
    told = cli("findings", "--help")
    assert told.code == 0
    assert "dismiss" in told.out
    assert "list" in told.out
