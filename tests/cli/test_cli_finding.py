"""Finding: any spelling, any query, and never an error for what somebody happens to type."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.running import Cli

SPELLINGS = ("Selydove", "Селидове", "Селидово", "Selidovo", "селид")


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_five_spellings_find_the_case(cli: Cli, spelling: str) -> None:
    cli("sample")
    hits = cli("search", spelling, "--json").json
    assert [hit["reference"][-1] for hit in hits] == ["1", "2"] or [hit["reference"][-1] for hit in hits] == ["2", "1"]
    assert {"reference", "title", "assessment", "handling", "stage", "dates", "places", "snippet"} <= set(hits[0])
    assert all(hit["snippet"] for hit in hits)


@pytest.mark.parametrize(("query", "found"), [
    ("shot interrogated", {"1"}),
    ("\"shot dead\"", {"1"}),
    ("\"dead shot\"", set()),
    ("selydove -wounded", {"2"}),
    ("-wounded selydove", {"2"}),
    ("-wounded", {"2"}),
    ("Babel", {"1"}),
    ("Ukrainska Pravda", {"2"}),
    ("офіс генерального", {"1"}),
    ("reading-note.txt", {"1"}),
    ("E-000002", {"1"}),
    ("INC-2", {"1", "2"}),
    ("xyzzy", set()),
])
def test_words_phrases_and_exclusions(cli: Cli, query: str, found: set[str]) -> None:
    cli("sample")
    result = cli("search", query, "--json")
    assert {hit["reference"][-1] for hit in result.json} == found
    assert result.code == (0 if found else 1)


def test_what_hangs_on_an_incident_finds_it(cli: Cli) -> None:
    incident = cli.add("incident", title="Sample incident")
    party = cli.add("party", name="Olexandra Samplenko", names=["Олександра Семпленко"])
    cli.add("participation", incident=incident, party=party, role="witness")
    assert cli("search", "Семпленко", "--json").json[0]["reference"] == incident
    cli.edit("party", party, name="Zoia Neverfound", names=[])
    assert cli("search", "Семпленко").code == 1
    assert cli("search", "Zoia").code == 0


def test_a_withdrawn_incident_is_not_found_until_it_is_restored(cli: Cli) -> None:
    incident = cli.add("incident", title="Vanishing sample")
    assert cli("withdraw", incident, "--reason", "entered twice").code == 0
    assert cli("search", "vanishing").code == 1
    assert cli("list", "--json").json == []
    assert [row["withdrawn"] for row in cli("list", "--withdrawn", "--json").json] == [True]
    assert "WITHDRAWN" in cli("incident", "show", incident).out
    assert cli("restore", incident, "--reason", "it was not").code == 0
    assert cli("search", "vanishing").code == 0


def test_lists_are_cut_where_asked(cli: Cli) -> None:
    for number in range(5):
        cli.add("incident", title=f"Sample {number}")
    assert len(cli("list", "--limit", "2", "--json").json) == 2
    assert len(cli("search", "sample", "--limit", "3", "--json").json) == 3
    assert cli("list", "--limit", "0", "--json").json == []


OWN_NAUGHTY = ("<b>bold", "<img src=\"/etc/passwd\">", "<ref 12>", "a & b", "'; DROP TABLE incident;--", "a\x00b", "\x1b[2J",
               "\u202egnp.exe", "Z\u0351\u0311a", "{title}", "%s %(x)s", "@pgo", "🏳️‍🌈", "ǅ ß İ", "-", "--json", "\ufeffx",
               "\r\n")


@pytest.mark.parametrize("text", OWN_NAUGHTY)
def test_a_text_is_kept_as_typed(cli: Cli, text: str) -> None:
    title = text if text.strip() else "blank"
    incident = cli.add("incident", title=title, narrative=text, tags=[f"tag {text}"])
    shown = cli.show("incident", incident)
    assert (shown["title"], shown["narrative"], shown["tags"]) == (title, text, [f"tag {text}"])
    assert cli("search", "--", text).code in (0, 1)
    for printed in (cli("list").out, cli("incident", "show", incident).out, cli("list", "--json").out):
        assert not set(printed) & set("\x00\x1b\u202e\r")


@pytest.fixture
def naughty(collected_data: Path) -> list[str]:
    strings: list[str] = json.loads((collected_data / "blns" / "blns.json").read_text(encoding="utf-8"))
    assert len(strings) > 400
    return strings


def test_naughty_strings_are_kept_shown_and_searched(cli: Cli, naughty: list[str]) -> None:
    """As titles, narratives and queries; each comes back as it went in, and none reaches a terminal raw."""
    for text in naughty:
        title = text if text.strip() else f"blank {text!r}"
        result = cli("incident", "add", "-", given=json.dumps({"title": title, "narrative": text}))
        assert result.code == 0, (text, result.err)
    rows = {row["reference"]: row for row in cli("list", "--json").json}
    assert len(rows) == len(naughty)
    titles = {row["title"] for row in rows.values()}
    assert {text for text in naughty if text.strip()} <= titles
    for text in naughty[::3]:
        result = cli("search", text, "--json", "--limit", "1")
        assert result.code in (0, 1), (text, result.err)
        assert isinstance(result.json, list) if text not in ("--help", "--version") else True
    listing = cli("list").out
    assert not [sign for sign in set(listing) - {"\n"} if not sign.isprintable() and ord(sign) < 0xA0]


def test_a_query_of_any_bytes_is_no_error(cli: Cli) -> None:
    for query in ("\udcff\udcfe", "a\x00b", "\"", "\"\"\"", "NEAR(", "a AND", "*", "-", "--", "words:x", "%", "_", "'"):
        assert cli("search", query).code in (0, 1), query


def test_facets_are_counted_and_say_what_is_chosen(cli: Cli) -> None:
    cli("sample")
    told = {facet["name"]: {each["value"]: each for each in facet["bins"]} for facet in cli(
        "search", "--facets", "--json", "selydove").json}
    assert sum(each["count"] for each in told["assessment"].values()) == len(cli("search", "selydove", "--json").json)
    value = next(iter(told["assessment"]))
    chosen = cli("search", "--facets", "--json", f"assessment:{value} selydove").json
    (assessment,) = (facet["bins"] for facet in chosen if facet["name"] == "assessment")
    assert {each["value"]: each["count"] for each in assessment} == {
        each: held["count"] for each, held in told["assessment"].items()}, "what is chosen does not narrow its own facet"
    assert [each["value"] for each in assessment if each["on"]] == [value]
    text = cli("list", "--facets", "--assessment", value).out
    assert "(chosen)" in text
    assert cli("search", "--facets", "xyzzy").code == 1


@pytest.mark.parametrize("query", ['"', "()", "\U0001f4a9", "date:"])
def test_what_means_nothing_shows_everything_and_says_so(cli: Cli, query: str) -> None:
    for number in range(3):
        cli.add("incident", title=f"Sample {number}")
    result = cli("search", query, "--json")
    assert (result.code, len(result.json)) == (0, 3)
    assert "everything is shown" in result.err
    assert {hit["how"] for hit in result.json} == {""}
    assert cli("search", query).out.count("Sample") == 3
    assert len(cli("search", query, "--limit", "2", "--json").json) == 2


def test_hints_are_few_and_a_cut_is_told_first(cli: Cli) -> None:
    cli.add("incident", title="Sample")
    result = cli("search", " ".join(f"colour:red{number}" for number in range(60)) + " sample")
    assert "NOT looked for" in result.err.splitlines()[0]
    assert len(result.err.splitlines()) <= 5
    assert "more hints" in result.err


def test_a_list_by_stage_asks_for_the_furthest(cli: Cli) -> None:
    incident = cli.add("incident", title="Sample")
    for stage in ("pre_trial", "in_court"):
        cli.add("proceeding", title=stage, stage=stage, incidents=[{"incident": incident}])
    assert len(cli("search", "stage:pre_trial", "--json").json) == 1
    assert cli("list", "--stage", "pre_trial", "--json").json == []
    assert [row["reference"] for row in cli("list", "--stage", "in_court", "--json").json] == [incident]
