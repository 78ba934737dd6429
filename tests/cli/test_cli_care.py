"""Captures, consents, hand-overs and statements by the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.running import Cli


@pytest.fixture
def incident(cli: Cli) -> str:
    return cli.add("incident", title="Sample incident")


@pytest.fixture
def page(tmp_path: Path) -> str:
    file = tmp_path / "page.html"
    file.write_text("<p>invented</p>")
    return str(file)


def test_a_capture_grows_file_by_file(cli: Cli, incident: str, page: str) -> None:
    exhibit = cli("evidence", "add", incident, page, "--role", "page_source", "--details", "-",
                  given='{"kind": "web_page", "url": "https://example.org/x", "captured_at": "2026-05-06T07:08"}').line
    assert cli("evidence", "add-file", exhibit, page, "--role", "full_page_capture").line == exhibit
    item = cli.show("evidence", exhibit)
    assert [file["role"] for file in item["files"]] == ["page_source", "full_page_capture"]
    lines = {line["code"]: line for line in item["derived"]["capture"]["lines"]}
    assert [code for code, line in lines.items() if not line["met"]] == ["embedded_media", "confirmed"]
    assert lines["url"]["paragraph"] == "¶155(a)"
    assert cli("evidence", "edit", exhibit, "-", given=cli("evidence", "show", exhibit, "--json").out).code == 0
    assert cli("custody", "list", exhibit, "--json").out.count("hash_seen") == 2


def test_an_item_that_is_no_web_page_has_no_checklist(cli: Cli, incident: str, page: str) -> None:
    exhibit = cli("evidence", "add", incident, page).line
    assert cli.show("evidence", exhibit)["derived"] == {"capture": None, "fixity": None}


@pytest.mark.parametrize("role", ["evidentiary_copy", "nonsense"])
def test_an_evidentiary_copy_is_never_added_to(cli: Cli, incident: str, page: str, role: str) -> None:
    exhibit = cli("evidence", "add", incident, page).line
    assert cli("evidence", "add-file", exhibit, page, "--role", role).code == 2
    assert len(cli.show("evidence", exhibit)["files"]) == 1


def test_a_consent_is_taken_back_by_command(cli: Cli, incident: str, tmp_path: Path) -> None:
    person = cli.add("party", name="Sample Person", identification="identified")
    consent = cli.add("consent", party=person, recipient="Sample Registry", use="court", given_on="2025-03-01")
    assert cli("consent", "withdraw", consent, "--date", "2025-06").code == 2
    assert cli("consent", "withdraw", consent, "--date", "2025-06", "--reason-file", "-", given="afraid\n").code == 0
    record = cli.show("consent", consent)
    assert (record["revoked_on"], record["revoked_reason"], record["withdrawn_at"]) == ("2025-06", "afraid", None)
    assert cli("consent", "withdraw", consent, "--date", "2025-07", "--reason", "again").code == 3
    assert cli("consent", "withdraw", person, "--date", "2025-07", "--reason", "no consent").code == 3


def test_a_hand_over_against_a_condition_is_refused_by_name(cli: Cli, incident: str, page: str) -> None:
    body = cli.add("body", kind="court", name="Sample Court")
    exhibit = cli("evidence", "add", incident, page, "--details", "-", given='{"sharing": "not_onward"}').line
    record = {"body": body, "title": "A box", "given_on": "2026-01", "items": [{"evidence": exhibit}]}
    refused = cli.edit("handover", cli.add("handover", **{**record, "items": []}), items=record["items"])
    assert refused.code == 3
    assert f"{exhibit} was given under the condition “Not to be passed on”" in refused.err
    assert cli.add("handover", **record, note="The giver permitted it.").startswith("H-")


def test_what_a_dossier_holds_back_is_told_before_it_is_written(cli: Cli, incident: str, page: str, tmp_path: Path) -> None:
    body = cli.add("body", kind="court", name="Sample Court")
    exhibit = cli("evidence", "add", incident, page, "--details", "-", given=(
        '{"sharing": "named_recipients", "sharing_recipients": "Sample Court"}')).line
    told = cli("dossier", incident, "-o", str(tmp_path / "a.pdf"))
    assert f"Evidence item {exhibit} is held back: Named recipients only." in told.err
    refused = cli("dossier", incident, "-o", str(tmp_path / "a.pdf"))
    assert refused.code == 3
    assert f"{exhibit} is held back" in refused.err
    for number, options in enumerate((["--recipient", body], ["--audience", "internal"])):
        assert cli("dossier", incident, "-o", str(tmp_path / f"{number}.pdf"), *options).err == ""
    assert cli("dossier", incident, "-o", str(tmp_path / "z.pdf"), "--recipient", exhibit).code == 3


def test_a_statement_is_printed(cli: Cli, incident: str, page: str, tmp_path: Path) -> None:
    exhibit = cli("evidence", "add", incident, page).line
    out = tmp_path / "statement.pdf"
    assert "1 page, SHA-256" in cli("statement", exhibit, "-o", str(out), "--language", "uk").line
    assert cli("statement", exhibit, "-o", str(out)).code == 3
    assert cli("statement", exhibit, "-o", str(out), "--force").code == 0
    assert cli("statement", incident, "-o", str(tmp_path / "x.pdf")).code == 3


def test_pages_in_a_terminal_tell_of_them_too(cli: Cli, incident: str, page: str) -> None:
    exhibit = cli("evidence", "add", incident, page, "--details", "-", given='{"url": "https://example.org/x"}').line
    told = cli("evidence", "show", exhibit).out
    assert "Capture completeness (Berkeley Protocol ¶153–155, 167): 3 of 8 lines" in told
    assert "Page source (¶155(b)): missing. No file of this role is held." in told
    person = cli.add("party", name="Sample Person", protected=True, pseudonym="Witness Blue")
    body = cli.add("body", kind="court", name="Sample Court")
    cli.add("participation", incident=incident, party=person, role="witness")
    cli.add("account", incident=incident, party=person, date="2025-03", summary="In confidence.", do_not_contact=True)
    cli.add("consent", party=person, recipient="Sample Registry", use="court", given_on="2025-03-01", revoked_on="2025-05")
    cli.add("handover", body=body, title="A dossier", given_on="2025-04-01", incidents=[{"incident": incident}])
    told = cli("incident", "show", incident).out
    for line in ("AC-000001 Witness Blue, March 2025 (month only), do not contact again",
                 "CO-000001 Witness Blue: Use in court, Sample Registry, revoked May 2025 (month only)",
                 "H-000001 A dossier, to Sample Court, 1 April 2025"):
        assert f"  - {line}\n" in told
    assert "In confidence." not in told
    assert "Sample Person" not in told
