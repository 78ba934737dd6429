"""Backing up, bringing back, destroying and hashing again from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import Cli


def exhibit(cli: Cli, tmp_path: Path) -> str:
    incident = cli.add("incident", title="Sample incident")
    file = tmp_path / "film.mp4"
    file.write_bytes(b"invented")
    return cli("evidence", "add", incident, str(file)).line


def test_backup_list_and_restore(cli: Cli, tmp_path: Path) -> None:
    exhibit(cli, tmp_path)
    copy = tmp_path / "copy"
    assert "is complete: 1 evidence file, 1 of them new" in cli("backup", "-o", str(copy)).out
    cli.add("body", kind="court", name="Sample court")
    told = cli("backup", "make", "-o", str(copy), "--json").json
    assert (told["complete"], told["files"], told["copied"], told["faults"]) == (True, 1, 0, [])
    (earlier,) = cli("backup", "list", str(copy), "--json").json
    assert cli("backup", "list").code == 0
    assert cli("--store", str(copy), "verify").code == 0
    refused = cli("--store", str(copy), "withdraw", "B-000001", "--reason", "no")
    assert refused.code == 3
    assert "This is a backup" in refused.err
    done = cli("backup", "restore", earlier["file"], "--into", str(tmp_path / "back"))
    assert done.code == 0, done.err
    assert cli("--store", str(tmp_path / "back"), "body", "list", "--json").json == []
    done = cli("backup", "restore", str(copy), "--into", str(cli.store))
    assert "What stood there before is at" in done.out
    cli.sound()
    assert cli("backup").code == 3


def test_an_incomplete_backup_says_so_by_its_exit_code(cli: Cli, tmp_path: Path) -> None:
    exhibit(cli, tmp_path)
    (kept,) = [path for path in (cli.store / "vault").rglob("*") if path.is_file()]
    kept.rename(tmp_path / "away")
    made = cli("backup", "-o", str(tmp_path / "copy"))
    assert made.code == 1
    assert "NOT complete" in made.out
    refused = cli("backup", "restore", str(tmp_path / "copy"), "--into", str(tmp_path / "back"))
    assert refused.code == 3
    assert "E-000001" in refused.err
    assert cli("backup", "restore", str(tmp_path / "copy"), "--into", str(tmp_path / "back"), "--accept-faults").code == 0
    (tmp_path / "away").rename(kept)


def test_destroying_asks_for_the_reference_twice_and_a_reason(cli: Cli, tmp_path: Path) -> None:
    reference = exhibit(cli, tmp_path)
    assert cli("evidence", "destroy", reference, "--reason", "consent withdrawn").code == 2
    assert cli("evidence", "destroy", reference, "--confirm", reference).code == 2
    assert cli("evidence", "destroy", reference, "--reason", "consent withdrawn", "--confirm", "E-000002").code == 3
    assert cli("evidence", "destroy", reference, "--reason", " ", "--confirm", reference).code == 3
    assert cli("evidence", "get", reference, "-o", str(tmp_path / "before")).code == 0
    assert cli("backup", "-o", str(tmp_path / "copy")).code == 0
    done = cli("evidence", "destroy", reference, "--reason", "consent withdrawn", "--confirm", reference.lower())
    assert done.line == "Destroy the file of evidence item E-000001"
    assert "was destroyed at" in cli("evidence", "get", reference, "-o", str(tmp_path / "after")).err
    assert not [path for path in (cli.store / "vault").rglob("*") if path.is_file()]
    cli.sound()
    assert "1 file that the store has destroyed is in the backup still" in cli("backup", "-o", str(tmp_path / "copy")).err
    assert cli("backup", "-o", str(tmp_path / "copy"), "--forget-destroyed").err == ""
    told = cli("evidence", "show", reference).out
    assert "consent withdrawn" in told


def test_hashing_again(cli: Cli, tmp_path: Path) -> None:
    reference = exhibit(cli, tmp_path)
    assert cli("evidence", "show", reference, "--json").json["derived"] == {"capture": None, "fixity": None}
    assert "not due" in cli("fixity", "--if-due").err
    assert cli("fixity").line == "1 evidence file is what was taken in."
    assert cli("evidence", "show", reference, "--json").json["derived"]["fixity"]["as_taken_in"] is True
    (kept,) = [path for path in (cli.store / "vault").rglob("*") if path.is_file()]
    kept.chmod(0o600)
    kept.write_bytes(b"invenTed")
    found = cli("fixity", "--json")
    assert (found.code, found.json["sound"], found.json["faults"][0]["reference"]) == (1, False, reference)
    assert cli("evidence", "show", reference, "--json").json["derived"]["fixity"]["as_taken_in"] is False
    kept.write_bytes(b"invented")
    assert cli("fixity", "--every", "30").code == 0
    assert cli("fixity", "--every", "soon").code == 2
