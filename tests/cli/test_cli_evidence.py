"""Evidence goes in and comes out byte for byte, whatever it is called, and a failure leaves nothing behind."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.running import Cli, in_process

CONTENTS = {"zero.bin": b"", "one.txt": b"x", "two.bin": bytes(range(256)) * 5000}


@pytest.fixture
def incident(cli: Cli) -> str:
    return cli.add("incident", title="Sample")


@pytest.mark.parametrize("name", sorted(CONTENTS))
def test_what_goes_in_comes_out(cli: Cli, incident: str, tmp_path: Path, name: str) -> None:
    file, out = tmp_path / name, tmp_path / "out"
    file.write_bytes(CONTENTS[name])
    shown = cli("evidence", "add", incident, str(file), "--title", "A sample", "--json").json
    assert shown["title"] == "A sample"
    (kept,) = shown["files"]
    assert kept["sha256"] == hashlib.sha256(CONTENTS[name]).hexdigest()
    assert (kept["size"], kept["original_name"]) == (len(CONTENTS[name]), name)
    assert cli("evidence", "get", shown["reference"], "-o", str(out)).line == str(out)
    assert out.read_bytes() == CONTENTS[name]
    again = cli("evidence", "get", shown["reference"], "-o", str(out))
    assert again.code == 3
    assert out.read_bytes() == CONTENTS[name]
    (entry,) = cli("custody", "list", shown["reference"], "--json").json
    assert (entry["act"], entry["hash_seen"]) == ("received", kept["sha256"])


def test_the_same_content_twice_and_the_same_name_with_other_content(cli: Cli, incident: str, tmp_path: Path) -> None:
    file = tmp_path / "photo.jpg"
    for content in (b"first", b"first", b"second"):
        file.write_bytes(content)
        assert cli("evidence", "add", incident, str(file)).code == 0
    for number, content in enumerate((b"first", b"first", b"second"), 1):
        out = tmp_path / f"out-{number}"
        assert cli("evidence", "get", f"E-{number:06d}", "-o", str(out)).code == 0
        assert out.read_bytes() == content
    assert len(list((cli.store / "vault").glob("??/*"))) == 2


HOSTILE = ("a b.txt", "-rf", "$(touch x)", "'; DROP TABLE incident;--", "кирилиця.txt", "x" * 250, "emoji 😀.png",
           "line\nbreak", "\x1b[31mred", "..", "%s%n", "\u202etxt.exe")


@pytest.mark.parametrize("name", [name for name in HOSTILE if name != ".."])
def test_hostile_names_are_names_and_nothing_else(cli: Cli, incident: str, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(b"content")
    shown = cli("evidence", "add", incident, str(file), "--json")
    assert shown.code == 0, shown.err
    assert shown.json["files"][0]["original_name"] == name
    told = cli("evidence", "show", shown.json["reference"]).out + cli("evidence", "list").out
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert {path.parent.name for path in (cli.store / "vault").rglob("*") if path.is_file()} == {
        shown.json["files"][0]["sha256"][:2]}


@pytest.mark.skipif(os.name == "nt", reason="names there are texts")
def test_a_name_that_is_no_text_at_all(cli: Cli, incident: str, tmp_path: Path) -> None:
    file = os.fsencode(tmp_path) + b"/\xff\xfe.bin"
    Path(os.fsdecode(file)).write_bytes(b"content")
    shown = cli("evidence", "add", incident, os.fsdecode(file), "--json")
    assert shown.code == 0, shown.err
    assert shown.json["files"][0]["original_name"].endswith(".bin")


def test_a_collection_of_awkward_names(cli: Cli, incident: str, tmp_path: Path, collected_data: Path) -> None:
    (listing,) = (collected_data / "bad_filenames").glob("*.txt")
    names = {line.rsplit("/", 1)[-1] for line in listing.read_text(encoding="utf-8", errors="replace").splitlines()}
    for name in sorted(names - {"", ".", ".."})[:80]:
        (tmp_path / name).write_bytes(name.encode())
        assert cli("evidence", "add", incident, str(tmp_path / name)).code == 0, name


def _leftovers(store: Path) -> list[str]:
    return [path.name for path in (store / "vault").rglob("*") if path.is_file()]


def test_what_cannot_be_taken_in_is_told(cli: Cli, incident: str, tmp_path: Path) -> None:
    refused = {"a folder": tmp_path, "nothing": tmp_path / "missing"}
    if hasattr(os, "mkfifo"):
        refused["a pipe"] = tmp_path / "pipe"
        os.mkfifo(refused["a pipe"])
    if hasattr(os, "geteuid") and os.geteuid() != 0:
        refused["unreadable"] = tmp_path / "unreadable"
        refused["unreadable"].write_bytes(b"x")
        refused["unreadable"].chmod(0)
    for what, path in refused.items():
        result = cli("evidence", "add", incident, str(path))
        assert result.code == 3, what
        assert result.err.count("\n") == 1
    wrong = tmp_path / "file"
    wrong.write_bytes(b"x")
    for argv in (["INC-2020-000009", str(wrong)], [incident, str(wrong), "--source", "S-000009"]):
        assert cli("evidence", "add", *argv).code == 3
    assert cli("evidence", "list", "--json").json == []
    assert _leftovers(cli.store) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 6 MiB; only root may make one."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("making a small disk takes root")
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(place)], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("this machine mounts no small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_fills_leaves_a_sound_store(bare: Cli, small_disk: Path, tmp_path: Path) -> None:
    on_disk = Cli(small_disk / "store", bare.capture, bare.patch)
    assert on_disk("init", "--plain").code == 0
    incident = on_disk.add("incident", title="Sample")
    big = tmp_path / "big.bin"
    big.write_bytes(os.urandom(8 << 20))
    full = on_disk("evidence", "add", incident, str(big))
    assert full.code == 3
    assert "full" in full.err
    assert _leftovers(on_disk.store) == []
    on_disk.sound()
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as out:
        while True:
            try:
                out.write(b"x" * 4096)
            except OSError:
                break
    codes = [on_disk("incident", "edit", incident, "-", given=f'{{"narrative": "{"long " * 5000}{number}"}}').code
             for number in range(30)]
    assert set(codes) <= {0, 3}
    assert 3 in codes
    filler.unlink()
    on_disk.sound()
    assert on_disk.edit("incident", incident, narrative="room again").code == 0
    assert on_disk("evidence", "list", "--json").json == []
    on_disk.sound()


def test_progress_is_for_terminals_only(cli: Cli, incident: str, tmp_path: Path) -> None:
    file = tmp_path / "file.bin"
    file.write_bytes(b"x" * (3 << 20))
    ended = in_process(cli.store, "evidence", "add", incident, str(file))
    assert ended.returncode == 0
    assert ended.stderr == b""


@pytest.mark.skipif(os.name == "nt", reason="command lines there are texts")
def test_words_of_any_bytes_become_texts(cli: Cli, incident: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x")
    argv = [os.fsdecode(word) for word in (b"--actor", b"T\xe9ss", b"evidence", b"add")]
    shown = cli(*argv, incident, str(file), "--title", os.fsdecode(b"caf\xe9"), "--json")
    assert shown.code == 0, shown.err
    assert (shown.json["title"], shown.json["created_by"]) == ("caf\ufffd", "T\ufffdss")
    assert cli(*argv[:2], "withdraw", shown.json["reference"], "--reason", os.fsdecode(b"\xff\xfe")).code == 0


def test_the_custody_list_of_an_exhibit_is_its_own(cli: Cli, incident: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).write_text(name)
        cli("evidence", "add", incident, str(tmp_path / name))
    cli.add("custody", evidence="E-000002", act="sealed", date="2024-10-08")
    listed = {exhibit: [(entry["evidence"], entry["act"]) for entry in cli("custody", "list", exhibit, "--json").json]
              for exhibit in ("E-000001", "E-000002")}
    assert listed == {"E-000001": [("E-000001", "received")],
                      "E-000002": [("E-000002", "received"), ("E-000002", "sealed")]}
    assert len(cli("custody", "list", "--json").json) == 3
