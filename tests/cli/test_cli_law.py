"""The law looked up and an allegation worked on, on the command line."""

from __future__ import annotations

import json

import pytest
from tests.cli.running import Cli


@pytest.fixture
def alleged(cli: Cli) -> str:
    """An incident with a claim, and an allegation of killing prisoners of war."""
    incident = cli.add("incident", title="Invented", dates=[{"kind": "capture", "date": "2024-10-06"},
                                                            {"kind": "discovery", "date": "2024-10-07"}],
                       claims=[{"kind": "act", "value": "They were shot."}])
    return cli.add("allegation", incident=incident, provision="gc3-130")


def test_law_is_listed_by_words(cli: Cli) -> None:
    result = cli("law", "list", "438")
    assert result.code == 0
    assert "ua-cc-438-2  Criminal Code of Ukraine, art. 438(2)" in result.out
    assert "own short words" in result.err
    assert [each["code"] for each in cli("law", "list", "438", "--json").json] == ["ua-cc-438-1", "ua-cc-438-2"]
    assert cli("law", "list", "nosuchlaw").code == 1


def test_law_shows_what_is_to_be_confirmed_and_where_it_was_checked(cli: Cli) -> None:
    told = cli("law", "show", "UA-CC-438-2", "--date", "2024-10").out
    for words in ("entry into force to be confirmed", "in force from 1 September 2001", "Higher School of Advocacy",
                  "the official text alone counts", "read 2026-11-22", "only: Before Law No. 4012-IX",
                  "Proposed for October 2024"):
        assert words in told, words
    given = cli("law", "show", "ua-cc-438-2", "--date", "2024-10-06", "--json").json
    assert given["proposed"]["versions"] == ["ua-cc-438-2:2001"]


@pytest.mark.parametrize(("words", "code"), [
    (["law", "show", "rs-99"], 3), (["law", "show", "rs-6", "--date", "soon"], 3), (["law"], 2)])
def test_law_refuses_what_is_not_there(cli: Cli, words: list[str], code: int) -> None:
    assert cli(*words).code == code


def test_an_allegation_shows_its_text_and_matrix(cli: Cli, alleged: str) -> None:
    told = cli("allegation", "show", alleged).out
    for words in ("Third Geneva Convention, art. 130", "stated by no source", "counsel decides", "not assessed", "GAP",
                  "Gaps: nothing speaks for these yet", "one of several alternatives", "own short words"):
        assert words in told, words
    record = cli.show("allegation", alleged)
    assert record["derived"]["proposed"] == ["gc3-130:1949"]
    assert len(record["derived"]["rows"]) == 7
    back = {name: value for name, value in record.items() if name != "label"}
    assert cli("allegation", "edit", alleged, "-", given=json.dumps(back)).code == 0


def test_elements_are_assessed_and_given_evidence(cli: Cli, alleged: str) -> None:
    incident = cli.show("allegation", alleged)["incident"]
    claim = cli.show("incident", incident)["claims"][0]["id"]
    assert cli("element", "evidence", alleged, "1", "--for", "--claim", claim, "--locator", "p. 2").line == alleged
    assert cli("element", "assess", alleged, "gc3-130/1", "--assessment", "weak", "--note-file", "-",
               given="one root only\n").line == alleged
    told = cli("allegation", "show", alleged).out
    assert "For: Description of the act: They were shot. · p. 2" in told
    assert "Assessment: Weak · by Tess Ter" in told
    assert "Note: one root only" in told
    cli.sound()


@pytest.mark.parametrize(("words", "code", "said"), [
    (["element", "assess", "A", "1", "--assessment", "great"], 2, "great"),
    (["element", "assess", "A", "99", "--assessment", "weak"], 3, "elements[0].element"),
    (["element", "assess", "A-000999", "1", "--assessment", "weak"], 3, "A-000999"),
    (["element", "evidence", "A", "1", "--for", "--claim", "xx"], 3, "element_evidence[0].claim"),
    (["element", "evidence", "A", "1", "--for", "--evidence", "E-000999"], 3, "element_evidence[0].evidence"),
    (["element", "evidence", "A", "1", "--for"], 3, "evidence"),
    (["element", "evidence", "A", "1", "--for", "--against", "--claim", "x"], 2, "against"),
    (["element", "evidence", "A", "1", "--claim", "x"], 2, "--for"),
])
def test_what_cannot_be_done_is_said_at_its_place(cli: Cli, alleged: str, words: list[str], code: int, said: str) -> None:
    result = cli(*[alleged if word == "A" else word for word in words])
    assert (result.code, said in result.err) == (code, True), result.err


def test_a_choice_outside_the_proposal_warns_and_is_kept(cli: Cli) -> None:
    incident = cli.add("incident", title="Invented", dates=[{"kind": "act", "date": "2024-10-06"}])
    reference = cli.add("allegation", incident=incident, provision="ua-cc-438-2", version="ua-cc-438-2:2024")
    assert "not among the texts proposed" in cli("allegation", "show", reference).out
