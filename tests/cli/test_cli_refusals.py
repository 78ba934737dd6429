"""What is not a store of ours is told in one sentence and stays as it was, byte for byte."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.running import Cli

COMMANDS = (["list"], ["search", "x"], ["incident", "add", "-"], ["verify"], ["sample"], ["undo"])


def fingerprint(place: Path) -> dict[str, tuple[str, int]]:
    """Every file below a place, with its bytes' hash and its time."""
    files = [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.is_file())
    return {str(path): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) for path in files}


def _foreign_database(place: Path) -> None:
    with sqlite3.connect(place) as base:
        base.execute("CREATE TABLE notes (text)")
        base.execute("INSERT INTO notes VALUES ('not yours')")
    base.close()


def _store_json(place: Path, text: str) -> None:
    place.mkdir()
    (place / "store.json").write_text(text)


def _in_a_store(place: Path, change: Callable[[Path], object], made: Path) -> None:
    shutil.copytree(made, place)
    change(place)


def _newer(place: Path) -> None:
    content = json.loads((place / "store.json").read_text())
    (place / "store.json").write_text(json.dumps({**content, "schema": 99}))


def _newer_database(place: Path) -> None:
    with sqlite3.connect(place / "cases.db") as base:
        base.execute("PRAGMA user_version = 99")
    base.close()


def _foreign_inside(place: Path) -> None:
    for path in place.glob("cases.db*"):
        path.unlink()
    _foreign_database(place / "cases.db")


PLACES: dict[str, Callable[[Path, Path], object]] = {
    "an empty file": lambda place, made: place.write_bytes(b""),
    "a text file": lambda place, made: place.write_text("Dear diary"),
    "a database of somebody else's": lambda place, made: _foreign_database(place),
    "a store's database alone": lambda place, made: shutil.copy(made / "cases.db", place),
    "store.json that is empty": lambda place, made: _store_json(place, ""),
    "store.json that is a list": lambda place, made: _store_json(place, "[]"),
    "store.json of another program": lambda place, made: _store_json(place, '{"format": "diary", "version": 1}'),
    "store.json alone": lambda place, made: _store_json(place, (made / "store.json").read_text()),
    "a newer store": lambda place, made: _in_a_store(place, _newer, made),
    "a newer database": lambda place, made: _in_a_store(place, _newer_database, made),
    "a store around somebody else's database": lambda place, made: _in_a_store(place, _foreign_inside, made),
    "a store around an empty database": lambda place, made: _in_a_store(
        place, lambda inside: (inside / "cases.db").write_bytes(b""), made),
    "a store around a text": lambda place, made: _in_a_store(
        place, lambda inside: (inside / "cases.db").write_text("x" * 5000), made),
}


@pytest.mark.parametrize("what", sorted(PLACES))
def test_what_is_not_ours_is_refused_and_left_alone(bare: Cli, tmp_path: Path, what: str) -> None:
    assert bare("init", "--plain").code == 0
    place = tmp_path / "place"
    PLACES[what](place, bare.store)
    before = fingerprint(place)
    stranger = Cli(place, bare.capture, bare.patch)
    for argv in COMMANDS:
        result = stranger(*argv, given='{"title": "x"}')
        assert result.code == 3, (argv, result.err)
        assert result.err.count("\n") == 1
        assert str(place) in result.err or "database" in result.err
        assert fingerprint(place) == before, argv
    assert stranger("init", "--plain").code == 3
    assert fingerprint(place) == before


def test_a_place_without_a_store_stays_empty(bare: Cli, tmp_path: Path) -> None:
    for argv in (["list"], ["verify"], ["incident", "add", "-"]):
        assert bare(*argv, given='{"title": "x"}').code == 3
        assert not bare.store.exists()
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "holiday.jpg").write_bytes(b"not yours")
    stranger = Cli(folder, bare.capture, bare.patch)
    for argv in (["init", "--plain"], ["sample"], ["list"]):
        assert stranger(*argv).code == 3
        assert [path.name for path in folder.iterdir()] == ["holiday.jpg"]


def test_collected_foreign_databases_are_refused(bare: Cli, tmp_path: Path, collected_data: Path) -> None:
    found = sorted(path for path in (collected_data / "sqlite_foreign").iterdir() if path.is_file())
    assert found
    for number, path in enumerate(found):
        place = tmp_path / f"foreign-{number}"
        shutil.copy(path, place)
        inside = tmp_path / f"inside-{number}"
        assert Cli(inside, bare.capture, bare.patch)("init", "--plain").code == 0
        for old in inside.glob("cases.db*"):
            old.unlink()
        shutil.copy(path, inside / "cases.db")
        for each in (place, inside):
            before = fingerprint(each)
            for argv in COMMANDS:
                result = Cli(each, bare.capture, bare.patch)(*argv, given='{"title": "x"}')
                assert result.code == 3, result.err
                assert result.err.count("\n") == 1
            assert fingerprint(each) == before
