"""How a command ends: a code that scripts can trust, one sentence for people, and never a traceback."""

from __future__ import annotations

import argparse
import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.running import Cli, in_process

from casetracker.cli import arguments
from casetracker.cli.main import main
from casetracker.services import browse


@pytest.mark.parametrize(("argv", "code"), [
    (["list"], 0),
    (["list", "--json"], 0),
    (["list", "--assessment", "corroborated", "--json"], 1),
    (["search", "nothing", "--json"], 1),
    (["search", "nothing"], 1),
    (["source", "list", "--json"], 0),
    (["source", "list", "--query", "nothing", "--json"], 1),
    (["journal", "--json"], 0),
    (["verify"], 0),
    (["verify", "--json"], 0),
    (["--help"], 0),
    (["evidence", "add", "--help"], 0),
    (["--version"], 0),
    (["no-such-command"], 2),
    (["list", "--no-such-option"], 2),
    (["list", "--limit", "-1"], 2),
    (["list", "--limit", "many"], 2),
    (["list", "--assessment", "sure"], 2),
    (["incident"], 2),
    (["incident", "show"], 2),
    (["incident", "status", "INC-2026-000001", "--reason", "a", "--reason-file", "b"], 2),
    (["custody", "edit", "C-000001", "-"], 2),
    (["dossier", "INC-2026-000001"], 2),
    (["withdraw", "INC-2026-000001"], 2),
    (["incident", "show", "INC-2026-000099"], 3),
    (["incident", "show", "S-000001"], 3),
    (["incident", "show", "nonsense"], 3),
    (["incident", "show", ""], 3),
    (["incident", "add", "/no/such/file.json"], 3),
    (["incident", "add", "."], 3),
    (["incident", "edit", "INC-2026-000099", "-"], 3),
    (["incident", "status", "INC-2026-000099", "--handling", "closed", "--reason", "x"], 3),
    (["proceeding", "status", "PR-000099", "trial"], 3),
    (["evidence", "add", "INC-2026-000099", __file__], 3),
    (["evidence", "get", "E-000099", "-o", "out"], 3),
    (["custody", "list", "E-000099"], 3),
    (["journal", "INC-2026-000099"], 3),
    (["withdraw", "INC-2026-000099", "--reason", "x"], 3),
    (["undo"], 3),
    (["redo"], 3),
    (["init", "--plain"], 3),
    (["--actor", "  ", "list"], 3),
])
def test_each_ending_has_its_code(cli: Cli, argv: list[str], code: int) -> None:
    result = cli(*argv, given="{}")
    assert result.code == code, result.err
    assert "Traceback" not in result.err
    if code == 3:
        assert result.err.startswith("casetracker: ")
        assert result.err.count("\n") == 1
        assert result.out == ""
    if "--json" in argv and argv[0] in ("list", "search", "source", "journal"):
        assert result.json == []


def test_global_options_may_stand_behind_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = str(tmp_path / "store")
    assert main(["init", "--plain", "--store", store]) == 0
    capsys.readouterr()
    assert main(["list", "--json", "--actor", "A", "--store", store]) == 0
    assert capsys.readouterr().out == "[]\n"


def test_the_environment_names_store_and_actor(bare: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASETRACKER_STORE", str(bare.store))
    monkeypatch.setenv("CASETRACKER_ACTOR", "E. Nvironment")
    assert main(["init", "--plain"]) == 0
    assert main(["sample"]) == 0
    bare.capture.readouterr()
    assert {entry["who"] for entry in bare("journal", "--json").json} == {"E. Nvironment"}


def test_every_command_has_its_function() -> None:
    def runs(parser: argparse.ArgumentParser) -> list[str]:
        found = [parser.get_default("run")] if parser.get_default("run") else []
        for action in parser._actions:
            if isinstance(action.choices, dict):
                for inner in action.choices.values():
                    found += runs(inner)
        return found

    named = runs(arguments.build())
    assert len(named) > 30
    for each in named:
        module, _colon, function = each.partition(":")
        assert callable(getattr(importlib.import_module(f"casetracker.cli.commands.{module}"), function)), each


def test_an_error_of_ours_is_told_in_one_line_without_the_case(
        cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_options: object) -> None:
        raise KeyError("Sample Secret")

    monkeypatch.setattr(browse, "incident_ids", broken)
    result = cli("list")
    assert result.code == 70
    assert result.err.count("\n") == 1
    assert "Secret" not in result.err
    log = Path(result.err.split()[-1].rstrip("."))
    assert "KeyError" in log.read_text()
    assert "Secret" not in log.read_text()
    monkeypatch.setenv("CASETRACKER_DEBUG", "1")
    assert "Traceback" in cli("list").err


def test_without_a_display_the_window_is_refused_in_a_sentence(tmp_path: Path) -> None:
    ended = in_process(tmp_path, DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert ended.returncode == 3
    assert ended.stderr.count(b"\n") == 1
    assert b"display" in ended.stderr


def test_a_reader_who_leaves_is_no_error(cli: Cli) -> None:
    assert cli("sample").code == 0
    command = [sys.executable, "-m", "casetracker", "--store", str(cli.store), "incident", "show", "INC-2026-000001"]
    year = cli("list", "--json").json[0]["reference"].split("-")[1]
    command[-1] = f"INC-{year}-000001"
    read, write = os.pipe()
    os.close(read)
    ended = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(write)
    assert ended.returncode == 0
    assert ended.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_the_output_is_a_sentence(cli: Cli) -> None:
    with open("/dev/full", "wb") as full:
        ended = subprocess.run([sys.executable, "-m", "casetracker", "--store", str(cli.store), "list", "--json"],
                               stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert ended.returncode == 3
    assert ended.stderr.count(b"\n") == 1


@pytest.mark.parametrize("argv", [["list"], ["search", "Selydove"], ["incident", "show", "INC"], ["journal"],
                                  ["source", "list", "--json"], ["source", "show", "S-000001"]])
def test_reading_loads_nothing_that_only_writing_needs(cli: Cli, argv: list[str]) -> None:
    cli("sample")
    wanted = [cli("list", "--json").json[0]["reference"] if word == "INC" else word for word in argv]
    code = (
        "import sys; from casetracker.cli.main import main; main(sys.argv[1:]);"
        "heavy = 'sqlmodel sqlalchemy pydantic alembic reportlab cryptography PIL PySide6'.split();"
        "sys.exit(repr([name for name in heavy if name in sys.modules]))"
    )
    ended = subprocess.run([sys.executable, "-c", code, "--store", str(cli.store), *wanted], capture_output=True,
                           timeout=60, check=False)
    assert ended.stderr.strip() == b"[]"
