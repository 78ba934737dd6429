"""A protected person's name stands on its own page, on request, and nowhere else that the program writes."""

from __future__ import annotations

import sqlite3

from tests.cli.running import Cli

from casetracker import logs

NAME = "Quirina Zaubermann"
OTHER = "Квіріна Цауберман"
PARTS = ("Quirina", "Zaubermann", "Квіріна", "Цауберман")


def _silent(text: str) -> None:
    assert not [part for part in PARTS if part.casefold() in text.casefold()]


def test_the_name_is_nowhere_but_on_its_own_page(cli: Cli) -> None:
    incident = cli.add("incident", title="Sample incident")
    witness = cli.add("party", name=NAME, names=[OTHER], protected=True, pseudonym="Witness Blue",
                      protection_reason=f"{NAME} asked for it", note=f"call {NAME}", unit=f"{NAME} & Sons")
    source = cli.add("source", kind="witness", name=NAME, author=OTHER, protected=True, pseudonym="Source Blue",
                     originator=NAME)
    cli.add("participation", incident=incident, party=witness, role="witness", source=source)
    cli.edit("incident", incident, claims=[{"kind": "act", "value": "Something was heard.", "source": source}])
    cli.edit("party", witness, rank="none")
    printed = [
        cli(*argv) for argv in (
            ["party", "list"], ["party", "list", "--json"], ["party", "show", witness], ["party", "show", witness, "--json"],
            ["source", "list"], ["source", "list", "--json"], ["source", "show", source],
            ["source", "show", source, "--json"], ["participation", "list"], ["participation", "list", "--json"],
            ["incident", "show", incident], ["incident", "show", incident, "--json"], ["list"], ["list", "--json"],
            ["journal"], ["journal", "--json"], ["journal", witness, "--json"], ["verify", "--json"],
            ["search", "Zaubermann"], ["search", NAME, "--json"], ["search", OTHER, "--json"],
            ["party", "edit", witness, "/no/such/file"], ["undo"], ["redo"],
            ["party", "list", "--query", "Zaubermann", "--json"],
        )]
    for result in printed:
        _silent(result.out + result.err)
    assert "Witness Blue" in printed[0].out
    assert "Witness Blue" in cli("incident", "show", incident).out
    revealed = cli("party", "show", witness, "--reveal")
    assert NAME in revealed.out
    assert OTHER in revealed.out
    assert cli.show("source", source, "--reveal")["name"] == NAME


def test_neither_journal_entries_nor_the_log_nor_file_names_hold_it(cli: Cli) -> None:
    witness = cli.add("party", name=NAME, names=[OTHER], protected=True, pseudonym="Witness Blue")
    cli.edit("party", witness, names=[])
    cli("withdraw", witness, "--reason", "no longer needed")
    cli("party", "add", "-", given='{"name": "' + NAME + '", "protected": true}')
    with sqlite3.connect(cli.store / "cases.db") as base:
        entries = b"".join(row[0] for row in base.execute("SELECT entry FROM journal"))
        payloads = b"".join(row[0] for row in base.execute("SELECT payload FROM journal"))
    base.close()
    _silent(entries.decode())
    assert NAME.encode() in payloads, "the payload is where before and after are kept"
    _silent(" ".join(str(path) for path in cli.store.rglob("*")))
    _silent(logs.file().read_text(encoding="utf-8") if logs.file().exists() else "")
    _silent((cli.store / "store.json").read_text())


def test_hidden_fields_survive_an_edit_of_what_was_shown(cli: Cli) -> None:
    """A page shown without the name may be handed back: what was hidden is not thereby cleared."""
    witness = cli.add("party", name=NAME, protected=True, pseudonym="Witness Blue", note="call on Mondays")
    shown = cli.show("party", witness)
    _silent(str(shown))
    assert cli.edit("party", witness, **{**shown, "rank": "captain"}).code == 0
    revealed = cli.show("party", witness, "--reveal")
    assert (revealed["name"], revealed["note"], revealed["rank"]) == (NAME, "call on Mondays", "captain")
