"""Saved searches on the command line."""

from __future__ import annotations

import json

import pytest
from tests.cli.running import Cli


@pytest.fixture
def kept(cli: Cli) -> Cli:
    cli.add("incident", title="Drone over Testivka")
    cli.add("incident", title="Shelling of Testivka")
    assert cli("saved-search", "add", "drones: all", "drone ", "--note", "n").line == "Q-000001"
    assert cli("saved-search", "add", "others", "--", "-drone").line == "Q-000002"
    return cli


def test_listing_and_running(kept: Cli) -> None:
    rows = kept("saved-search", "list", "--json").json
    assert [(row["name"], row["query"], row["incidents"]) for row in rows] == [
        ("drones: all", "(drone)", 1), ("others", "-drone", 1)]
    assert kept("saved-search", "list", "--no-counts", "--json").json[0]["incidents"] is None
    assert "Q-000002   others       1          -drone" in kept("saved-search", "list").out
    (hit,) = kept("saved-search", "run", "OTHERS", "--json").json
    assert hit["title"] == "Shelling of Testivka"
    assert kept("saved-search", "run", "drones: all").out == kept("search", "drone ").out
    assert kept("saved-search", "show", "Q-000001", "--json").json["note"] == "n"


def test_changing_and_taking_back(kept: Cli) -> None:
    assert kept("saved-search", "rename", "others", "the rest").line == "Q-000002"
    assert kept("saved-search", "change", "q-000002", "shelling").line == "Q-000002"
    assert kept("saved-search", "edit", "Q-000002", "-", given=json.dumps({"note": "m"})).line == "Q-000002"
    assert kept("saved-search", "remove", "the rest", "--reason", "done").line == "Q-000002"
    assert len(kept("saved-search", "list", "--json").json) == 1
    assert kept("undo").code == 0
    assert kept("saved-search", "list", "--json").json[1] == {
        "reference": "Q-000002", "name": "the rest", "query": "shelling", "note": "m", "incidents": 1}


def test_handing_on_as_text(kept: Cli) -> None:
    text = kept("saved-search", "export").out
    assert text == '"drones: all": (drone)\nothers: -drone\n'
    assert kept("saved-search", "export", "others").out == "others: -drone\n"
    nothing = kept("saved-search", "import", "-", given=text)
    assert (nothing.code, nothing.out) == (0, "")
    assert kept("saved-search", "import", "-", given=f"\n{text}\nnew: shelling\n").line == "Q-000003"
    for fault, told in (("\n\nno colon", "Line 3"), ("more: x\nothers: y", "Line 2")):
        refused = kept("saved-search", "import", "-", given=fault)
        assert refused.code == 3
        assert told in refused.err
    assert len(kept("saved-search", "list", "--json").json) == 3


def test_wrong_usage(kept: Cli) -> None:
    assert kept("saved-search").code == 2
    assert kept("saved-search", "add", "only a name").code == 2
    assert kept("saved-search", "run", "nobody").code == 3
    assert kept("saved-search", "add", "OTHERS", "x").code == 3
    hinted = kept("saved-search", "add", "hinted", "colour:red")
    assert (hinted.code, "colour" in hinted.err) == (0, True)
