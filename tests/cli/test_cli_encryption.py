"""Encrypted stores by the command line: made, opened by each way to them, converted, and refused in a sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.cli.running import Cli, in_process

from casetracker.services import protection
from casetracker.store import keys

PASSPHRASE, OTHER = "four invented words here", "another invented phrase"
TITLE = "Invented shelling of Prykladivka"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_MEMORY_KIB", 1024)
    monkeypatch.delenv("CASETRACKER_PASSPHRASE", raising=False)


@pytest.fixture
def phrase(tmp_path: Path) -> str:
    path = tmp_path / "phrase.txt"
    path.write_text(f"{PASSPHRASE}\nnot this line\n", encoding="utf-8")
    return str(path)


def made(cli: Cli, phrase: str) -> str:
    """An encrypted store with one incident; returns its recovery key."""
    told = cli("--passphrase-file", phrase, "init")
    assert told.code == 0, told.err
    assert cli("--passphrase-file", phrase, "incident", "add", "-", given=f'{{"title": "{TITLE}"}}').code == 0
    found = re.search(r"^Recovery key: (\S+)$", told.out, re.MULTILINE)
    assert found
    return found[1]


@pytest.mark.parametrize("argv", [["init"], ["init", "--name", "Field office"]])
def test_no_store_is_made_without_a_passphrase_unless_it_is_to_be_plain(bare: Cli, argv: list[str]) -> None:
    refused = bare(*argv)
    assert refused.code == 3
    assert "--plain" in refused.err
    assert not bare.store.exists()
    told = bare(*argv, "--plain")
    assert (told.code, "not encrypted" in told.err) == (0, True)


def test_a_file_or_the_environment_gives_the_passphrase(bare: Cli, phrase: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made(bare, phrase)
    assert TITLE in bare("--passphrase-file", phrase, "list").out
    monkeypatch.setenv("CASETRACKER_PASSPHRASE", PASSPHRASE)
    assert TITLE in bare("list").out
    bare.sound()


def test_the_recovery_key_opens_it_too(bare: Cli, phrase: str, tmp_path: Path) -> None:
    recovery = made(bare, phrase)
    written = tmp_path / "recovery.txt"
    written.write_text(recovery)
    assert TITLE in bare("--passphrase-file", str(written), "list").out


@pytest.mark.parametrize("argv", [["list"], ["verify"], ["search", "shelling"], ["incident", "add", "-"]])
def test_without_it_or_with_a_wrong_one_nothing_is_read(bare: Cli, phrase: str, tmp_path: Path, argv: list[str]) -> None:
    made(bare, phrase)
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("four other invented words")
    for options in ([], ["--passphrase-file", str(wrong)]):
        refused = bare(*options, *argv, given='{"title": "x"}')
        assert (refused.code, refused.out, refused.err.count("\n")) == (3, "", 1)
        assert "Traceback" not in refused.err


def test_a_passphrase_is_never_an_argument(bare: Cli) -> None:
    for option in ("--passphrase", "--passphrase="):
        assert bare(option, PASSPHRASE, "list").code == 2


def test_the_old_passphrase_opens_no_more(bare: Cli, phrase: str, tmp_path: Path) -> None:
    made(bare, phrase)
    new = tmp_path / "new.txt"
    new.write_text(OTHER)
    assert bare("--passphrase-file", phrase, "passphrase", "--new-file", str(new)).code == 0
    assert bare("--passphrase-file", phrase, "list").code == 3
    assert TITLE in bare("--passphrase-file", str(new), "list").out


def test_a_short_passphrase_is_refused(bare: Cli, tmp_path: Path) -> None:
    short = tmp_path / "short.txt"
    short.write_text("short")
    assert bare("--passphrase-file", str(short), "init").code == 3
    assert not bare.store.exists()


def test_a_new_recovery_key_takes_the_place_of_the_old(bare: Cli, phrase: str) -> None:
    before = made(bare, phrase)
    told = bare("--passphrase-file", phrase, "recovery-key")
    now = told.out.removeprefix("Recovery key: ").strip()
    assert now != before
    protection.check_given(bare.store, now)
    with pytest.raises(Exception, match="passphrase"):
        protection.check_given(bare.store, before)


def test_a_plain_store_is_encrypted_and_laid_open_again(cli: Cli, phrase: str, tmp_path: Path) -> None:
    incident = cli.add("incident", title=TITLE)
    evidence = tmp_path / "clip.mp4"
    evidence.write_bytes(b"an invented clip" * 9)
    exhibit = cli("evidence", "add", incident, str(evidence), "--title", "Clip").line
    assert cli("--passphrase-file", phrase, "encrypt").code == 0
    assert cli("list").code == 3
    assert TITLE.encode() not in b"".join(path.read_bytes() for path in cli.store.rglob("*") if path.is_file())
    assert cli("--passphrase-file", phrase, "encrypt").code == 3
    assert cli("--passphrase-file", phrase, "decrypt").code == 0
    assert TITLE in cli("list").out
    assert cli("evidence", "get", exhibit, "-o", str(tmp_path / "back.mp4")).code == 0
    assert (tmp_path / "back.mp4").read_bytes() == evidence.read_bytes()


def test_a_program_of_its_own_reads_it_too(bare: Cli, phrase: str) -> None:
    made(bare, phrase)
    done = in_process(bare.store, "list", CASETRACKER_PASSPHRASE=PASSPHRASE)
    assert TITLE.encode() in done.stdout


def test_the_sample_is_plain_unless_a_passphrase_is_given(bare: Cli, phrase: str, tmp_path: Path) -> None:
    assert bare("sample").code == 0
    assert bare("list").code == 0
    other = Cli(tmp_path / "other", bare.capture, bare.patch)
    assert other("--passphrase-file", phrase, "sample").code == 0
    assert other("list").code == 3
