"""The journal by the command line: what was done, taking it back, doing it again, and finding what was tampered with."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.running import Cli


def test_undo_takes_back_one_change_after_another(cli: Cli) -> None:
    incident = cli.add("incident", title="first")
    cli.edit("incident", incident, title="second")
    cli.edit("incident", incident, title="third")
    for title in ("second", "first"):
        result = cli("undo")
        assert result.code == 0, result.err
        assert incident in result.out
        assert cli.show("incident", incident)["title"] == title
    for title in ("second", "third"):
        assert cli("redo").code == 0
        assert cli.show("incident", incident)["title"] == title
    assert cli("redo").code == 3


def test_undoing_the_logging_hides_the_record(cli: Cli) -> None:
    incident = cli.add("incident", title="a slip")
    assert cli("undo").code == 0
    assert cli("list", "--json").json == []
    assert cli.show("incident", incident)["withdrawn_at"]
    assert cli("redo").code == 0
    assert cli("list", "--json").json[0]["reference"] == incident


def test_a_status_undone_is_history_too(cli: Cli) -> None:
    incident = cli.add("incident", title="x")
    cli("incident", "status", incident, "--assessment", "under_verification")
    assert cli("undo").code == 0
    shown = cli.show("incident", incident)
    assert shown["assessment"] == "recorded"
    assert [line["after"] for line in shown["history"] if line["axis"] == "assessment"] == [
        "recorded", "under_verification", "recorded"]


def test_undo_is_this_actors_and_stops_where_the_record_moved_on(cli: Cli) -> None:
    incident = cli.add("incident", title="mine")
    cli.edit("incident", incident, title="mine again")
    other = ["--actor", "O. Ther"]
    assert cli(*other, "undo").code == 3, "nothing of theirs"
    assert cli(*other, "incident", "edit", incident, "-", given='{"title": "theirs"}').code == 0
    assert cli("undo").code == 3
    assert cli.show("incident", incident)["title"] == "theirs"


def test_intake_is_never_undone(cli: Cli, tmp_path: Path) -> None:
    incident = cli.add("incident", title="x")
    file = tmp_path / "file"
    file.write_bytes(b"x")
    cli("evidence", "add", incident, str(file))
    assert cli("undo").code == 3
    assert len(cli("evidence", "list", "--json").json) == 1


def test_the_journal_of_one_record(cli: Cli) -> None:
    first, second = cli.add("incident", title="one"), cli.add("incident", title="two")
    cli.edit("incident", first, title="one more")
    entries = cli("journal", first.lower(), "--json").json
    assert [entry["reference"] for entry in entries] == [first, first]
    assert [entry["sequence"] for entry in cli("journal", "--json").json] == [3, 2, 1]
    assert all(entry["who"] == "Tess Ter" and entry["via"] == "cli" for entry in entries)
    assert second in cli("journal", second).out
    assert {"sequence", "at", "who", "what", "hash", "change_id"} <= set(entries[0])


def _flip(path: Path) -> None:
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    data[0] ^= 1
    path.write_bytes(data)


def _sql(statement: str) -> Callable[[Path], None]:
    def run(store: Path) -> None:
        with sqlite3.connect(store / "cases.db") as base:
            base.execute(statement)
        base.close()

    return run


def _vault(store: Path) -> list[Path]:
    return [path for path in (store / "vault").glob("??/*") if path.is_file()]


TAMPERING: dict[str, tuple[Callable[[Path], object], str]] = {
    "a byte of a file": (lambda store: _flip(_vault(store)[0]), "E-000001"),
    "a file taken away": (lambda store: os.unlink(_vault(store)[0]), "E-000001"),
    "a file put there": (lambda store: (store / "vault" / "extra").write_bytes(b"x"), "extra"),
    "a title": (_sql("UPDATE incident SET title = 'forged' WHERE title = 'one'"), "INC-"),
    "a row of a list": (_sql("UPDATE place SET name = 'elsewhere'"), "INC-"),
    "a row deleted": (_sql("DELETE FROM place"), "INC-"),
    "a record deleted": (_sql("DELETE FROM body"), "B-000001"),
    "a record added": (_sql(
        "INSERT INTO body SELECT 99, 'x', 'B-000099', 99, created_at, created_by, amended_at, amended_by, withdrawn_at,"
        " withdrawn_by, withdrawn_reason, last_sequence, digest, kind, name, names, country, jurisdiction, contact, url,"
        " note FROM body"), "B-000099"),
    "a digest with its row": (_sql("UPDATE incident SET title = 'forged', digest = 'ab'"), "INC-"),
    "a journal entry": (_sql(
        "UPDATE journal SET entry = CAST(replace(CAST(entry AS TEXT), 'Tess', 'Joan') AS BLOB) WHERE sequence = 2"), "2"),
    "a journal payload": (_sql("UPDATE journal SET payload = x'7b7d' WHERE sequence = 2"), "2"),
    "a journal entry deleted": (_sql("DELETE FROM journal WHERE sequence = 2"), "2"),
    "the last journal entry deleted": (_sql("DELETE FROM journal WHERE sequence = (SELECT max(sequence) FROM journal)"), ""),
    "the head": (_sql("UPDATE journal_head SET count = count + 1"), ""),
    "the search index": (_sql("UPDATE search_record SET words = 'nothing'"), ""),
}


@pytest.mark.parametrize("what", sorted(TAMPERING))
def test_verify_names_what_was_tampered_with(bare: Cli, tmp_path: Path, what: str) -> None:
    assert bare("init", "--plain").code == 0
    incident = bare.add("incident", title="one", places=[{"name": "Sampletown"}])
    bare.add("body", kind="court", name="Sample Court")
    file = tmp_path / "file"
    file.write_bytes(b"content")
    bare("evidence", "add", incident, str(file))
    bare.sound()
    change, named = TAMPERING[what]
    change(bare.store)
    report = bare("verify", "--json")
    assert report.code == 1
    assert report.json["sound"] is False
    assert any(named in f"{fault['where']} {fault['message']}" for fault in report.json["faults"]), report.json
    assert bare("verify").code == 1
