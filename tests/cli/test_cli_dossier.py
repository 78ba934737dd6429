"""The dossier by the command line: the same bytes for the same record, never over another file, never with a name."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.cli.running import Cli

NAME, ELSEWHERE = "Olena Zrazkova", "Олена Зразкова"


@pytest.fixture
def sample(cli: Cli) -> str:
    assert cli("sample").code == 0
    return min(str(row["reference"]) for row in cli("list", "--json").json)


def test_two_runs_give_the_same_bytes_and_change_no_record(cli: Cli, sample: str, tmp_path: Path) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    before = cli.show("incident", sample)
    told = cli("dossier", sample, "-o", str(first)).line
    assert cli("--actor", "O. Ther", "dossier", sample.lower(), "-o", str(second)).code == 0
    assert first.read_bytes() == second.read_bytes()
    assert hashlib.sha256(first.read_bytes()).hexdigest() in told
    assert cli.show("incident", sample) == before
    newest = cli("journal", "--json", "--limit", "1").json[0]
    assert (newest["kind"], newest["who"]) == ("dossier", "O. Ther")
    assert hashlib.sha256(first.read_bytes()).hexdigest() in str(newest)


def test_a_file_is_replaced_only_by_force(cli: Cli, sample: str, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    out.write_bytes(b"mine")
    assert cli("dossier", sample, "-o", str(out)).code == 3
    assert out.read_bytes() == b"mine"
    assert cli("dossier", sample, "-o", str(out), "--force").code == 0
    assert out.read_bytes().startswith(b"%PDF-")


def test_several_incidents_and_both_audiences_and_languages(cli: Cli, sample: str, tmp_path: Path) -> None:
    both = [row["reference"] for row in cli("list", "--json").json]
    for number, options in enumerate((["--audience", "internal"], ["--language", "uk"])):
        out = tmp_path / f"{number}.pdf"
        assert cli("dossier", *both, "-o", str(out), *options).code == 0
        assert out.stat().st_size > 10_000


@pytest.mark.parametrize("references", [["INC-2020-000009"], ["S-000001"], ["nonsense"]])
def test_what_is_no_incident_makes_no_file(cli: Cli, sample: str, tmp_path: Path, references: list[str]) -> None:
    out = tmp_path / "out.pdf"
    for wanted in (references, [sample, *references]):
        assert cli("dossier", *wanted, "-o", str(out)).code == 3
        assert list(tmp_path.glob("*.pdf")) == []


def test_a_protected_name_in_another_script_stops_the_dossier(cli: Cli, tmp_path: Path) -> None:
    incident = cli.add("incident", title="Sample incident")
    witness = cli.add("party", name=NAME, protected=True, pseudonym="Witness Blue")
    cli.add("participation", incident=incident, party=witness, role="witness")
    out = tmp_path / "out.pdf"
    assert cli("dossier", incident, "-o", str(out)).code == 0
    out.unlink()
    cli.edit("incident", incident, narrative=f"We met {ELSEWHERE} there.")
    refused = cli("dossier", incident, "-o", str(out))
    assert refused.code == 3
    assert "Narrative" in refused.err
    assert incident in refused.err
    assert "Олена" not in refused.err
    assert "Olena" not in refused.err
    assert not out.exists()
    assert cli("dossier", incident, "-o", str(out), "--audience", "internal").code == 0
