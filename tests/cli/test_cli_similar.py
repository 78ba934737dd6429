"""The same event twice, on the command line: found, told apart, merged, and taken back."""

from __future__ import annotations

from tests.cli.running import Cli


def test_the_sample_is_offered_and_told_apart(cli: Cli) -> None:
    cli("sample")
    four, two = sorted(row["reference"] for row in cli("list", "--json").json)
    (found,) = cli("similar", four, "--json").json
    assert (found["reference"], found["decision"]) == (two, None)
    assert {"date", "place", "title"} <= {reason["code"] for reason in found["reasons"]}
    shown = cli("similar", four).out
    assert two in shown
    assert "same place name" in shown
    (pair,) = cli("similar", "--store-wide", "--json").json
    assert [each["reference"] for each in pair["incidents"]] == [four, two]
    assert cli("similar", "--store-wide").out.startswith(four)
    assert cli("incident", "apart", four, two, "--reason", "other men").line == f"Tell {four} apart from {two}"
    assert cli("similar", two, "--json").json == []
    assert cli("similar", two).code == 1
    assert cli("similar", "--store-wide").code == 1
    (decided,) = cli("similar", two, "--all", "--json").json
    assert (decided["decision"], decided["decided_in"]) == ("not_the_same", "R-000001")
    assert "R-000001" in cli("similar", two, "--all").out
    assert "Is not the same incident as" in cli("incident", "show", two).out


def test_merging_and_taking_it_back(cli: Cli) -> None:
    one, other = (cli.add("incident", title=title, tags=[title]) for title in ("Sample A", "Sample B"))
    assert cli("incident", "merge", other, "--into", one, "--reason-file", "-", given="entered twice").line == (
        f"Merge incident {other} into {one}")
    kept, lost = (cli("incident", "show", each, "--json").json for each in (one, other))
    assert kept["tags"] == ["Sample A", "Sample B"]
    assert (lost["handling"], lost["history"][-1]["reason"]) == ("merged", "entered twice")
    refused = cli("incident", "merge", other, "--into", one, "--reason", "again")
    assert (refused.code, refused.err.count("\n")) == (3, 1)
    assert cli("undo").code == 0
    assert cli("incident", "show", one, "--json").json["tags"] == ["Sample A"]
    assert cli("verify").code == 0


def test_wrong_usage(cli: Cli) -> None:
    one = cli.add("incident", title="Sample A")
    assert cli("similar").code == 2
    assert cli("similar", one, "--store-wide").code == 2
    assert cli("similar", "INC-1999-000001").code == 3
    assert cli("incident", "apart", one, one, "--reason", "r").code == 3
    assert cli("incident", "merge", one, "--into", one).code == 2, "a reason is needed"
