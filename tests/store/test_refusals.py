"""What is not ours, or newer, is refused in a sentence, and every byte and name in its folder is as it was."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.factories import copied, fingerprint, opened

from casetracker.errors import StoreForeign, StoreMissing, StoreTooNew, UserError
from casetracker.services import checks, evidence
from casetracker.services.case_store import CaseStore
from casetracker.store.wal import newest_header


def rewrite(folder: Path, **changed: object) -> None:
    file = folder / "store.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | changed))


def sql(folder: Path, *statements: str) -> None:
    connection = sqlite3.connect(folder / "cases.db")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def patch(folder: Path, offset: int, data: bytes) -> None:
    with (folder / "cases.db").open("r+b") as file:
        file.seek(offset)
        file.write(data)


def only_in_the_log(folder: Path, *statements: str) -> None:
    """Leave a statement's effect in the write-ahead log, as a program does that was killed."""
    twin = folder.with_name("writer")
    shutil.copytree(folder, twin)
    connection = sqlite3.connect(twin / "cases.db", isolation_level=None)
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    for statement in statements:
        connection.execute(statement)
    for name in ("cases.db", "cases.db-wal"):
        shutil.copy(twin / name, folder / name)
    connection.close()
    shutil.rmtree(twin)
    assert (folder / "cases.db-wal").stat().st_size


def other_database(folder: Path) -> None:
    (folder / "cases.db").unlink()
    sql(folder, "CREATE TABLE note (text)", "INSERT INTO note VALUES ('not yours')")


def folder_instead(file: Path) -> None:
    file.unlink()
    file.mkdir()


def file_instead(place: Path) -> None:
    place.rmdir()
    place.touch()


Spoil = Callable[[Path], object]
REFUSED: dict[str, tuple[Spoil, type[UserError]]] = {
    "store.json is empty": (lambda at: (at / "store.json").write_bytes(b""), StoreForeign),
    "store.json is an array": (lambda at: (at / "store.json").write_text("[1, 2]"), StoreForeign),
    "store.json is a number": (lambda at: (at / "store.json").write_text("7"), StoreForeign),
    "store.json is no JSON": (lambda at: (at / "store.json").write_text("{'format': 1}"), StoreForeign),
    "store.json is not UTF-8": (lambda at: (at / "store.json").write_bytes(b"\xff\xfe{}"), StoreForeign),
    "store.json is nested deeply": (lambda at: (at / "store.json").write_text("[" * 100_000), StoreForeign),
    "store.json lacks a name": (lambda at: (at / "store.json").write_text('{"format": "casetracker store"}'), StoreForeign),
    "store.json is of another format": (lambda at: rewrite(at, format="diary"), StoreForeign),
    "store.json has an endless version": (lambda at: (at / "store.json").write_text(
        '{"format": "casetracker store", "version": Infinity}'), StoreForeign),
    "store.json has a wordy schema": (lambda at: rewrite(at, schema="one"), StoreForeign),
    "store.json is of a newer version": (lambda at: rewrite(at, version=2), StoreTooNew),
    "store.json is of a newer version that looks unlike ours": (lambda at: (at / "store.json").write_text(
        '{"format": "casetracker store", "version": 9, "keys": []}'), StoreTooNew),
    "store.json is of a newer schema": (lambda at: rewrite(at, schema=99), StoreTooNew),
    "store.json is a folder": (lambda at: folder_instead(at / "store.json"), StoreForeign),
    "store.json is gone": (lambda at: (at / "store.json").unlink(), StoreMissing),
    "vault is a file": (lambda at: file_instead(at / "vault"), StoreForeign),
    "cases.db is gone": (lambda at: (at / "cases.db").unlink(), StoreForeign),
    "cases.db is empty": (lambda at: (at / "cases.db").write_bytes(b""), StoreForeign),
    "cases.db is short": (lambda at: (at / "cases.db").write_bytes(b"SQLite format 3\0" + bytes(20)), StoreForeign),
    "cases.db is a text": (lambda at: (at / "cases.db").write_text("Dear diary, " * 500), StoreForeign),
    "cases.db is a folder": (lambda at: folder_instead(at / "cases.db"), StoreForeign),
    "cases.db is another program's": (other_database, StoreForeign),
    "cases.db bears another application's id": (lambda at: patch(at, 68, b"\0\0\0\x07"), StoreForeign),
    "cases.db is newer": (lambda at: patch(at, 60, b"\0\0\0\x63"), StoreTooNew),
    "cases.db is newer by its log only": (lambda at: only_in_the_log(at, "PRAGMA user_version = 99"), StoreTooNew),
    "cases.db is foreign by its log only": (lambda at: only_in_the_log(at, "PRAGMA application_id = 7"), StoreForeign),
}


@pytest.mark.parametrize("what", sorted(REFUSED))
def test_it_is_refused_and_left_alone(folder: Path, what: str) -> None:
    spoil, error = REFUSED[what]
    spoil(folder)
    before, names = fingerprint(folder), sorted(os.listdir(folder))
    for _again in range(2):
        with pytest.raises(error) as caught:
            opened(folder)
        assert type(caught.value) is error
        assert caught.value.message.endswith(".")
        assert "\n" not in str(caught.value)
        assert fingerprint(folder) == before
        assert sorted(os.listdir(folder)) == names
    if what != "store.json is gone":
        with pytest.raises(StoreForeign):
            CaseStore.create(folder, actor="x")
        assert fingerprint(folder) == before


def test_places_without_a_store(tmp_path: Path) -> None:
    file, empty = tmp_path / "file", tmp_path / "empty"
    file.write_bytes(b"")
    empty.mkdir()
    for place, error in ((tmp_path / "nowhere", StoreMissing), (file, StoreForeign), (empty, StoreMissing),
                         (tmp_path / ("x" * 300), StoreForeign), (file / "below", StoreMissing)):
        with pytest.raises(error):
            opened(place)
    assert sorted(os.listdir(tmp_path)) == ["empty", "file"]
    assert file.read_bytes() == b""
    assert os.listdir(empty) == []


def test_collected_databases_of_others_are_refused(folder: Path, collected_data: Path) -> None:
    found = [path for path in (collected_data / "sqlite_foreign").iterdir() if path.is_file()]
    assert found
    for path in found:
        with pytest.raises(StoreForeign):
            opened(path)
        shutil.copy(path, folder / "cases.db")
        before = fingerprint(folder)
        with pytest.raises(StoreForeign):
            opened(folder)
        assert fingerprint(folder) == before


def test_a_schema_of_ours_without_our_tables_is_refused_in_a_sentence(folder: Path) -> None:
    sql(folder, "DROP TABLE setting")
    with pytest.raises(StoreForeign):
        opened(folder)


def test_an_empty_vault_that_a_copy_left_out_is_made_again(folder: Path, tmp_path: Path) -> None:
    (folder / "vault").rmdir()
    (tmp_path / "file").write_text("x")
    with opened(folder) as store:
        assert evidence.take_in(store, None, tmp_path / "file").reference == "E-000001"
        assert checks.verify(store).faults == []


def test_the_log_of_a_store_that_was_killed_is_ours_to_open(folder: Path) -> None:
    only_in_the_log(folder, "INSERT INTO setting VALUES ('killed', 'here')")
    with opened(folder) as store:
        assert store.setting("killed") == "here"


@pytest.mark.parametrize("log", [b"", b"\x37\x7f\x06\x82", os.urandom(10_000), bytes(5_000)])
def test_a_log_that_is_none_says_nothing(tmp_path: Path, log: bytes) -> None:
    (tmp_path / "log").write_bytes(log)
    assert newest_header(tmp_path / "log") == b""
    assert newest_header(tmp_path / "none") == b""


def test_what_the_log_held_before_it_was_begun_anew_does_not_count(folder: Path) -> None:
    only_in_the_log(folder, *(f"INSERT INTO setting VALUES ('{n}', '{'x' * 3000}')" for n in range(20)),
                    "PRAGMA user_version = 99", "PRAGMA wal_checkpoint(RESTART)", "PRAGMA user_version = 1")
    with opened(folder) as store:
        assert store.setting("7").startswith("x")


@pytest.mark.parametrize("statements", [
    ("PRAGMA user_version = 99",),
    ("BEGIN", "PRAGMA user_version = 99", f"INSERT INTO setting VALUES ('long', '{'x' * 9000}')", "COMMIT"),
], ids=["within its only page", "after its first page"])
def test_a_transaction_that_was_cut_off_in_the_log_does_not_count(folder: Path, statements: tuple[str, ...]) -> None:
    only_in_the_log(folder, *statements)
    log = folder / "cases.db-wal"
    log.write_bytes(log.read_bytes()[:-100])
    with opened(folder) as store:
        assert not store.read_only


AS_NOBODY = """
import os, sys
from casetracker.errors import StoreForeign
from casetracker.services.case_store import CaseStore
os.setgid(65534); os.setuid(65534)
try:
    CaseStore.open(sys.argv[1], actor="x")
except StoreForeign as error:
    print(error)
"""


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can become somebody who may not read")
def test_a_store_of_somebody_else_is_refused_in_a_sentence(empty_template: Path, open_to_all: Path) -> None:
    folder = copied(empty_template, open_to_all / "store")
    for mode in (0o700, 0o755):  # first the folder may not be entered, then store.json may not be read
        folder.chmod(mode)
        done = subprocess.run([sys.executable, "-c", AS_NOBODY, str(folder)], capture_output=True, text=True, check=False,
                              env={**os.environ, "PYTHONPATH": "src"})
        assert "may not be read by this user" in done.stdout, done.stderr
    folder.chmod(0o700)


def test_a_new_store_is_made_in_empty_places_only(tmp_path: Path, empty_template: Path) -> None:
    full, file = tmp_path / "full", tmp_path / "file"
    full.mkdir()
    (full / "holiday.jpg").write_bytes(b"mine")
    file.write_text("mine")
    taken = copied(empty_template, tmp_path / "taken")
    before = fingerprint(tmp_path)
    for place in (full, file, taken, file / "below"):
        with pytest.raises(StoreForeign):
            CaseStore.create(place, actor="x")
    assert fingerprint(tmp_path) == before


def test_a_store_that_could_not_be_finished_leaves_an_empty_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from casetracker.store import folder as folders

    def full_disk(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folders, "write_store_file", full_disk)
    (tmp_path / "there").mkdir()
    for place in (tmp_path / "there", tmp_path / "new"):
        with pytest.raises(UserError, match="No space"):
            CaseStore.create(place, actor="x")
    assert [path.name for path in tmp_path.rglob("*")] == ["there"]


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX's")
def test_a_store_is_private(folder: Path) -> None:
    with opened(folder):
        for path in (folder, folder / "vault"):
            assert path.stat().st_mode & 0o777 == 0o700
        for path in folder.iterdir():
            assert path.is_dir() or path.stat().st_mode & 0o077 == 0, path
