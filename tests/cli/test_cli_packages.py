"""Packages and heads by the command line, and what `verify` says of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.running import Cli
from tests.dossier import packages as p

from casetracker.store import keys


@pytest.fixture
def signing(bare: Cli, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cli]:
    """A store that signs, with one incident."""
    monkeypatch.setattr(keys, "_MEMORY_KIB", 1024)
    monkeypatch.setenv("CASETRACKER_PASSPHRASE", "four invented words here")
    assert bare("init").code == 0
    assert bare.add("incident", title="Invented shelling of Prykladivka") == bare("list", "--json").json[0]["reference"]
    yield bare
    bare.sound()


def incident(cli: Cli) -> str:
    return str(cli("list", "--json").json[0]["reference"])


def test_a_package_is_made_told_of_and_checked(signing: Cli, tmp_path: Path) -> None:
    made = signing("package", incident(signing), "-o", str(tmp_path / "out.zip"), "--json").json
    assert (made["records"], made["files"], made["sequence"], made["signed"]) == (1, 0, 2, True)
    told = signing("verify", str(tmp_path / "out.zip"))
    assert told.code == 0
    assert "It was compared with the store that it comes from." in told.out
    assert told.out.endswith("The package is sound.\n")
    assert signing("verify", str(tmp_path / "out.zip"), "--key", made["key"]).code == 0
    assert signing("verify", str(tmp_path / "out.zip"), "--key", "00" * 32).code == 1
    assert signing("package", incident(signing), "-o", str(tmp_path / "out.zip")).code == 3
    told = signing("package", incident(signing), "-o", str(tmp_path / "out"), "--dossier", "--audience", "internal")
    assert f"Signed with the key {made['key']}" in told.out
    p.flip(tmp_path / "out" / "data/dossier.pdf", 500)
    told = signing("verify", str(tmp_path / "out"))
    assert told.code == 1
    assert told.out.startswith("data/dossier.pdf was altered.\n")
    assert told.out.endswith("2 faults found.\n")
    report = signing("verify", str(tmp_path / "out"), "--json").json
    assert (report["sound"], report["faults"][0]["kind"], report["compared"]) == (False, "package_altered", True)


def test_a_package_is_checked_where_its_store_is_not(signing: Cli, tmp_path: Path) -> None:
    signing("package", incident(signing), "-o", str(tmp_path / "out"))
    elsewhere = Cli(tmp_path / "none", signing.capture, signing.patch)
    told = elsewhere("verify", str(tmp_path / "out"))
    assert told.code == 0
    assert "Compare this key" in told.out
    assert elsewhere("verify", str(tmp_path / "nothing")).code == 3
    (tmp_path / "empty").mkdir()
    assert elsewhere("verify", str(tmp_path / "empty")).code == 1
    assert elsewhere("verify", "--key", "00" * 32, str(tmp_path / "out")).code == 1


def test_a_head_that_was_handed_over_is_compared_later(signing: Cli, tmp_path: Path) -> None:
    early, late = tmp_path / "early.json", tmp_path / "late.json"
    assert signing("head", "-o", str(early)).code == 0
    assert signing("head", "-o", str(early)).code == 3
    signing("package", incident(signing), "-o", str(tmp_path / "out"))
    assert signing("head", "-o", str(late)).code == 0
    for head in (early, late, tmp_path / "out", tmp_path / "out/data/head.json"):
        assert signing("verify", "--head", str(head)).code == 0
        assert signing("verify", str(tmp_path / "out"), "--head", str(head)).code == 0
    told = json.loads(early.read_text())
    early.write_text(json.dumps(told | {"head": told["head"] | {"hash": "00" * 32}}))
    result = signing("verify", "--head", str(early))
    assert result.code == 1
    assert "is not the one whose head was handed over on" in result.out
    late.write_text(json.dumps(told | {"head": told["head"] | {"sequence": 900}}))
    assert signing("verify", "--head", str(late), "--json").json["faults"][0]["kind"] == "head_gone"
    late.write_text(json.dumps(told | {"head": told["head"] | {"store": "another"}}))
    assert signing("verify", "--head", str(late)).code == 3
    for text in ("", "[]", "{}", "nonsense"):
        late.write_text(text)
        assert signing("verify", "--head", str(late)).code == 3


def test_a_plain_store_says_that_it_is_not_signed(cli: Cli, tmp_path: Path) -> None:
    reference = cli.add("incident", title="Invented")
    told = cli("package", reference, "-o", str(tmp_path / "out"))
    assert (told.code, "not signed" in told.err) == (0, True)
    assert "Nobody signed it" in cli("verify", str(tmp_path / "out")).out
    assert "The store is not signed" in cli("verify").out
    assert cli("head", "-o", str(tmp_path / "head")).code == 3


def test_verify_says_up_to_where_the_journal_was_good(signing: Cli) -> None:
    told = signing("verify", "--json").json
    assert told["last_good"]["sequence"] == 1
    assert told["remarks"] == []
    assert told["stamped"] is None
    assert "The journal is known to be good up to entry 1, signed on" in signing("verify").out
