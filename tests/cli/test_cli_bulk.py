"""Many incidents changed by the command line: by a query, told first, done as one."""

from __future__ import annotations

import pytest
from tests.cli.running import Cli


@pytest.fixture
def three(cli: Cli) -> Cli:
    for title, tags in (("Shelling of Testivka", ["old"]), ("Shelling of Prykladivka", []), ("Looting", [])):
        cli.add("incident", title=title, tags=tags)
    return cli


def test_a_query_is_changed_and_undone_as_one(three: Cli) -> None:
    result = three("incident", "bulk", "shelling", "--add-tag", "a", "--add-tag", "b", "--remove-tag", "old", "--lead",
                   "L. Ead", "--handling", "on_hold", "--reason", "waits for a map")
    assert result.code == 0, result.err
    assert result.out == "Change 2 incidents: tags, lead investigator, handling to on hold\n"
    shown = [three.show("incident", f"INC-2026-00000{n}") for n in (1, 2, 3)]
    assert [(each["tags"], each["lead_investigator"], each["handling"]) for each in shown] == [
        (["a", "b"], "L. Ead", "on_hold"), (["a", "b"], "L. Ead", "on_hold"), ([], None, "open")]
    assert three("undo").line == "Undo: Change 2 incidents: tags, lead investigator, handling to on hold"
    assert [three.show("incident", f"INC-2026-00000{n}")["tags"] for n in (1, 2, 3)] == [["old"], [], []]


def test_a_dry_run_tells_and_changes_nothing(three: Cli) -> None:
    result = three("incident", "bulk", "shelling", "--add-tag", "old", "--dry-run")
    assert result.code == 0
    assert result.out == "1 incident would be changed.\n"
    assert "1 stays as it is, as wanted already: INC-2026-000001" in result.err
    assert three("incident", "bulk", "shelling", "--add-tag", "old", "--dry-run", "--json").json == {
        "dry_run": True, "changed": 1, "change_id": None, "what": None,
        "skipped": [{"why": "already", "count": 1, "first": ["INC-2026-000001"]}]}
    assert three.show("incident", "INC-2026-000002")["tags"] == []


def test_for_programs(three: Cli) -> None:
    told = three("incident", "bulk", "--all", "--handling", "closed", "--json")
    assert told.code == 1, "all moves of the handling need a reason"
    assert told.json["skipped"][0]["why"] == "no_reason"
    told = three("incident", "bulk", "--all", "--handling", "closed", "--reason", "r", "--json")
    assert (told.code, told.json["changed"], told.json["what"]) == (0, 3, "Change 3 incidents: handling to closed")
    assert three("journal", "--json").json[0]["change_id"] == told.json["change_id"]


def test_a_query_may_begin_with_a_dash_and_options_stand_anywhere(three: Cli) -> None:
    assert three("incident", "bulk", "--add-tag", "t", "-shelling", "--json").json["changed"] == 1
    assert three.show("incident", "INC-2026-000003")["tags"] == ["t"]
    assert three("incident", "bulk", "tag:t", "--no-lead", "--remove-tag", "t").code == 0
    assert three.show("incident", "INC-2026-000003")["tags"] == []


@pytest.mark.parametrize(("words", "code", "said"), [
    (["shelling"], 3, "Nothing was named"),
    (["", "--add-tag", "t"], 2, "--all"),
    (["--add-tag", "t"], 2, "--all"),
    (["shelling", "--all", "--add-tag", "t"], 2, "--all"),
    (["shelling", "--lead", "x", "--no-lead"], 2, "--no-lead"),
    (["shelling", "--handling", "gone"], 2, "gone"),
    (["date:soon", "--add-tag", "t"], 3, "may not mean"),
    (['"', "--add-tag", "t"], 3, "may not mean"), (["()", "--add-tag", "t", "--dry-run"], 3, "may not mean"),
    ([" ".join(f"w{n}" for n in range(101)), "--add-tag", "t"], 3, "NOT looked for"),
    ([" OR ".join(["shelling"] * 101), "--add-tag", "t", "--dry-run"], 3, "may not mean"),
    (["date:", "--add-tag", "t"], 3, "may not mean"), (["a or b", "--add-tag", "t"], 3, "may not mean"),
    (["absent", "--add-tag", "t"], 1, "Nothing found"),
])
def test_what_is_refused(three: Cli, words: list[str], code: int, said: str) -> None:
    before = three("journal", "--json").json
    result = three("incident", "bulk", *words)
    assert result.code == code, result.err
    assert said in result.err
    assert three("journal", "--json").json == before
