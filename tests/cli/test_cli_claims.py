"""What is claimed, by the command line: a claim added, the matters with their marks, a value adopted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.running import Cli


@pytest.fixture
def incident(cli: Cli) -> str:
    office = cli.add("source", kind="prosecutor", name="Office", origin="first_hand", originator="Office")
    return cli.add("incident", title="Invented", dates=[{"kind": "discovery", "date": "2024-10-07", "source": office}])


def add(cli: Cli, incident: str, **claim: object) -> str:
    return cli("claim", "add", incident, "-", given=json.dumps(claim)).line


def test_a_claim_is_added_listed_and_adopted(cli: Cli, incident: str, tmp_path: Path) -> None:
    added = add(cli, incident, kind="discovery", date="2024-10-09")
    assert cli.show("incident", incident)["dates"][1]["id"] == added
    told = cli("claim", "list", incident).out
    assert told.startswith("Date of discovery: 2 different statements; the best supported: 1 source, 1 independent root;")
    assert added in told
    why = tmp_path / "why.txt"
    why.write_text("seen on the recording", encoding="utf-8")
    adopted = cli("claim", "adopt", incident.lower(), added, "--reason-file", str(why), "--reviewed-by", "Ann Other")
    assert adopted.line == incident
    (matter,) = cli("claim", "list", incident, "--json").json
    assert (matter["adopted"], matter["adopted_by"], matter["reviewed_by"], matter["adopted_reason"]) == (
        added, "Tess Ter", "Ann Other", "seen on the recording")
    assert cli.show("incident", incident)["derived"]["matters"] == [matter]
    shown = cli("incident", "show", incident).out
    assert f"= Date of discovery: {matter['mark']}" in shown
    assert cli("undo").code == 0
    assert cli("claim", "list", incident, "--json").json[0]["adopted"] is None
    cli.sound()


def test_what_is_wrong_is_said_in_a_line(cli: Cli, incident: str) -> None:
    date = cli.show("incident", incident)["dates"][0]["id"]
    for argv, given, code, said in (
            (("add", incident, "-"), '{"kind": "act"}', 3, "which list"),
            (("add", "INC-2020-000009", "-"), '{"kind": "act", "value": "x"}', 3, "no incident"),
            (("adopt", incident, "nothing", "--reason", "x"), "", 3, "no claim"),
            (("adopt", incident, date), "", 2, "--reason"),
            (("adopt", incident, date, "--reason", "x", "--reviewed-by", "tess TER"), "", 3, "somebody else"),
            (("list", "S-000001"), "", 3, "no incident")):
        result = cli("claim", *argv, given=given)
        assert (result.code, said in result.err) == (code, True), (argv, result.err)
    assert cli("claim", "list", cli.add("incident", title="Empty")).out == ""
    cli.sound()
