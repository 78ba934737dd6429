"""Backups: made while others write, brought up to date, called complete only when they are, and restored without a loss."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from tests import factories as f
from tests.factories import Ticking, Web, fingerprint, opened

from casetracker.errors import (
    PassphraseNeeded,
    StoreForeign,
    StoreLocked,
    StoreReadOnly,
    UserError,
)
from casetracker.services import (
    backups,
    browse,
    checks,
    evidence,
    history,
    protection,
    records,
    restoring,
    show,
)
from casetracker.services.case_store import CaseStore

PASSPHRASE = "four invented words here"

WRITER = """
import sys
from casetracker.services import records
from casetracker.services.case_store import CaseStore
store = CaseStore.open(sys.argv[1], actor="beside")
number = 0
while True:
    records.add(store, "incident", {"title": f"beside {number}", "narrative": "x" * 20000})
    print(number, flush=True)
    number += 1
"""


def inodes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_ino for path in (folder / "vault").rglob("*") if path.is_file()}


def damage(vault: Path) -> Path:
    """Change a byte of the one kept file, leaving its size."""
    (kept,) = [path for path in vault.rglob("*") if path.is_file()]
    kept.chmod(0o600)
    data = bytearray(kept.read_bytes())
    data[len(data) // 2] ^= 1
    kept.write_bytes(data)
    return kept


def sound(folder: Path, passphrase: str | None = None) -> int:
    with CaseStore.open(folder, actor="a", passphrase=passphrase) as store:
        assert checks.verify(store).faults == []
        return history.head_sequence(store)


def test_a_backup_is_a_store_that_is_read_and_never_written_to(woven: tuple[Path, Web], tmp_path: Path) -> None:
    folder, web = woven
    with opened(folder) as store:
        page = show.incident_page(store, web.incident, reveal=True)
        made = backups.make(store, tmp_path / "copy")
        assert (made.marker.complete, made.marker.files, made.copied, made.faults) == (True, 1, 1, [])
        assert made.marker.sequence == history.head_sequence(store)
    before = fingerprint(tmp_path / "copy")
    with opened(tmp_path / "copy") as copy:
        assert copy.backup == made.marker
        assert copy.read_only
        assert show.incident_page(copy, web.incident, reveal=True) == page
        assert checks.verify(copy).faults == []
        with pytest.raises(StoreReadOnly):
            records.withdraw(copy, web.incident, "no")
        with pytest.raises(UserError):
            backups.make(copy, tmp_path / "second")
    assert fingerprint(tmp_path / "copy") == before
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "copy").rglob("*"))


def test_the_next_run_copies_only_what_is_new_and_keeps_the_database_of_before(
        woven: tuple[Path, Web], tmp_path: Path) -> None:
    folder, web = woven
    copy, further = tmp_path / "copy", tmp_path / "further"
    with opened(folder) as store:
        first = backups.make(store, copy)
        held = inodes(copy)
        assert backups.make(store, copy).copied == 0
        assert backups.copies_in(copy) == []  # nothing was written between the two
        further.write_bytes(b"further")
        evidence.take_in(store, web.incident, further)
        made = backups.make(store, copy)
    assert (made.copied, made.marker.files) == (1, 2)
    assert held.items() <= inodes(copy).items()
    assert [each.sequence for each in backups.copies_in(copy)] == [first.marker.sequence]
    assert sound(copy) == made.marker.sequence > first.marker.sequence


def test_only_the_last_databases_stay(store: CaseStore, tmp_path: Path) -> None:
    sequences = []
    for number in range(10):
        records.add(store, "body", f.body(name=str(number)))
        sequences.append(backups.make(store, tmp_path / "copy").marker.sequence)
    assert [each.sequence for each in backups.copies_in(tmp_path / "copy")] == sequences[2:-1]


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE], ids=["plain", "encrypted"])
def test_made_while_another_program_writes_it_is_one_moment_of_the_store(
        tmp_path: Path, passphrase: str | None) -> None:
    folder = tmp_path / "store"
    CaseStore.create(folder, actor="a", passphrase=passphrase, clock=Ticking()).close()
    environment = {**os.environ, "PYTHONPATH": "src"}
    script = WRITER.replace('actor="beside"', f'actor="beside", passphrase={passphrase!r}')
    with subprocess.Popen([sys.executable, "-c", script, str(folder)], stdout=subprocess.PIPE, text=True,
                          env=environment) as writer:
        assert writer.stdout is not None
        for _line in range(5):
            writer.stdout.readline()
        with CaseStore.open(folder, actor="a", passphrase=passphrase) as store:
            ends = [backups.make(store, tmp_path / "copy").marker.sequence for _run in range(4)]
        writer.kill()
        told = writer.stdout.read()
    assert told
    assert ends == sorted(ends)
    assert sound(tmp_path / "copy", passphrase) == ends[-1]
    with CaseStore.open(tmp_path / "copy", actor="a", passphrase=passphrase) as copy:
        assert len(browse.incident_ids(copy)) == ends[-1]
    assert sound(folder, passphrase) >= ends[-1]


def test_an_encrypted_store_has_an_encrypted_backup(tmp_path: Path) -> None:
    folder, canary, file = tmp_path / "store", "Qwertzuiop-Canary", tmp_path / "Qwertzuiop-Canary.bin"
    file.write_bytes(canary.encode() * 100_000)
    with CaseStore.create(folder, actor="a", passphrase=PASSPHRASE, clock=Ticking()) as store:
        case = records.add(store, "incident", f.incident(title=canary)).reference
        evidence.take_in(store, case, file)
        backups.make(store, tmp_path / "copy")
        backups.automatic(store)
    for path in (*(tmp_path / "copy").rglob("*"), *folder.rglob("*")):
        assert not path.is_file() or canary.encode() not in path.read_bytes()
    with pytest.raises(PassphraseNeeded):
        CaseStore.open(tmp_path / "copy", actor="a")
    assert sound(tmp_path / "copy", PASSPHRASE)
    with CaseStore.open(tmp_path / "copy", actor="a", passphrase=PASSPHRASE) as copy:
        assert evidence.give_back(copy, "E-000001", tmp_path / "out").read_bytes() == file.read_bytes()
    protection.change_passphrase(folder, PASSPHRASE, "another invented sentence")
    with CaseStore.open(folder, actor="a", passphrase="another invented sentence") as store:
        assert backups.make(store, tmp_path / "copy").copied == 0
    assert sound(tmp_path / "copy", "another invented sentence")


def test_what_the_store_has_lost_or_altered_makes_no_complete_backup(woven: tuple[Path, Web], tmp_path: Path) -> None:
    folder, _web = woven
    kept = damage(folder / "vault")
    with opened(folder) as store:
        made = backups.make(store, tmp_path / "copy")
        assert (made.marker.complete, made.marker.files, len(made.faults)) == (False, 0, 1)
        kept.unlink()
        made = backups.make(store, tmp_path / "copy")
        assert (made.marker.complete, made.marker.files, len(made.faults)) == (False, 0, 1)
    assert not [path for path in (tmp_path / "copy" / "vault").rglob("*") if path.is_file()]
    with pytest.raises(restoring.Unsound) as refused:
        restoring.restore(tmp_path / "copy", tmp_path / "back", actor="a")
    assert [fault.kind for fault in refused.value.faults] == ["file_missing"]
    assert not list(tmp_path.glob("back*"))
    restoring.restore(tmp_path / "copy", tmp_path / "back", actor="a", accept_faults=True)
    with opened(tmp_path / "back") as store:
        assert {fault.kind for fault in checks.verify(store).faults} == {"file_missing"}


def test_a_backup_that_suffered_is_mended_from_the_store_and_mends_it(woven: tuple[Path, Web], tmp_path: Path) -> None:
    folder, _web = woven
    with opened(folder) as store:
        backups.make(store, tmp_path / "copy")
        damage(tmp_path / "copy" / "vault")
        assert backups.make(store, tmp_path / "copy").copied == 0
        with opened(tmp_path / "copy") as copy:
            assert {fault.kind for fault in checks.verify(copy).faults} == {"file_altered"}
        assert backups.make(store, tmp_path / "copy", check=True).copied == 1
        sound(tmp_path / "copy")
        damage(folder / "vault").unlink()
        assert backups.make(store, tmp_path / "copy").marker.complete  # for the backup has what the store has lost
    restoring.restore(tmp_path / "copy", folder, actor="a")
    sound(folder)


def test_cancelled_or_broken_off_it_leaves_the_backup_of_before(woven: tuple[Path, Web], tmp_path: Path) -> None:
    folder, web = woven
    copy = tmp_path / "copy"
    with opened(folder) as store:
        with pytest.raises(UserError, match="cancelled"):
            backups.make(store, copy, lambda what, done, total: what != "Evidence files")
        about = backups.about(copy)
        assert about is not None
        assert not about.complete
        backups.make(store, copy)
        before = fingerprint(copy)
        records.amend(store, web.incident, {"title": "Another title"})
        for stop in ("Database", "Evidence files"):
            with pytest.raises(UserError, match="cancelled"):
                backups.make(store, copy, lambda what, done, total, stop=stop: what != stop)  # type: ignore[misc]
            assert fingerprint(copy) == before
        (copy / "vault" / "incoming-1-x.part").write_bytes(b"left by a crash")
        (copy / "cases.db.new").write_bytes(b"left by a crash")
        backups.make(store, copy)
    assert not list(copy.rglob("incoming-*"))
    assert not list(copy.glob("*.new"))
    sound(copy)


def test_a_first_backup_that_ended_at_once_is_begun_again(woven: tuple[Path, Web], tmp_path: Path) -> None:
    """Killed while it wrote the marker for the first time, it left a folder with half a file."""
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "backup.json.new").write_text("{")
    with opened(woven[0]) as store:
        assert backups.make(store, copy).marker.complete
    assert not list(copy.glob("*.new"))
    sound(copy)


@pytest.mark.parametrize("where", ["in the store", "around the store", "the store", "another folder", "another store's",
                                   "a file", "encrypted since", "a foreign marker"])
def test_it_is_not_made_where_it_would_harm_or_be_harmed(
        woven: tuple[Path, Web], empty_template: Path, tmp_path: Path, where: str) -> None:
    folder, _web = woven
    other = tmp_path / "other"
    if where == "another folder":
        other.mkdir()
        (other / "letter.txt").write_text("mine")
    elif where == "another store's":
        with opened(shutil.copytree(empty_template, tmp_path / "second")) as second:
            backups.make(second, other)
    elif where == "a file":
        other.write_text("mine")
    elif where == "encrypted since":
        with opened(folder) as store:
            backups.make(store, other)
        protection.encrypt(folder, PASSPHRASE, actor="a")
    elif where == "a foreign marker":
        other.mkdir()
        (other / "backup.json").write_text("[]")
    target = {"in the store": folder / "sub", "around the store": tmp_path, "the store": folder}.get(where, other)
    before = fingerprint(other) if other.is_dir() else {}
    given = PASSPHRASE if where == "encrypted since" else None
    with CaseStore.open(folder, actor="a", passphrase=given) as store:
        with pytest.raises(UserError):
            backups.make(store, target)
        assert checks.verify(store).faults == []
    if other.is_dir():
        assert fingerprint(other) == before


def test_restoring_moves_aside_what_stands_there(woven: tuple[Path, Web], tmp_path: Path) -> None:
    folder, web = woven
    with opened(folder) as store:
        end = backups.make(store, tmp_path / "copy").marker.sequence
        records.amend(store, web.incident, {"title": "Written after the backup"})
    was = fingerprint(folder)
    aside = restoring.restore(tmp_path / "copy", folder, actor="R. Estorer", clock=Ticking())
    assert aside is not None
    assert aside.name.startswith("woven.before-")
    assert fingerprint(aside) == was
    assert not list(tmp_path.glob("*.restoring"))
    with opened(folder) as store:
        assert store.backup is None
        assert checks.verify(store).faults == []
        assert show.record(store, web.incident)["title"] != "Written after the backup"
        (last,) = history.entries(store, limit=1)
        assert (last.kind, last.who, last.sequence) == (restoring.RESTORED, "R. Estorer", end + 1)
        with pytest.raises(UserError):
            history.undo(store, last.change_id)
        records.add(store, "body", f.body())
        assert backups.make(store, tmp_path / "copy").marker.complete


def test_an_earlier_database_is_restored_from_a_backup_and_from_the_stores_own(
        woven: tuple[Path, Web], tmp_path: Path) -> None:
    folder, web = woven
    with opened(folder) as store:
        title = show.record(store, web.incident)["title"]
        backups.make(store, tmp_path / "copy")
        own = backups.automatic(store)
        records.amend(store, web.incident, {"title": "A mistake"})
        backups.make(store, tmp_path / "copy")
    (earlier,) = backups.copies_in(tmp_path / "copy")
    for number, given in enumerate((earlier.path, own)):
        assert restoring.restore(given, tmp_path / f"back{number}", actor="a") is None
        with opened(tmp_path / f"back{number}") as back:
            assert show.record(back, web.incident)["title"] == title
            assert checks.verify(back).faults == []
    restoring.restore(own, folder, actor="a")
    sound(folder)


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a folder in use cannot be moved at all")
def test_a_store_that_a_program_has_open_is_not_replaced(woven: tuple[Path, Web], tmp_path: Path) -> None:
    folder, _web = woven
    with opened(folder) as store:
        backups.make(store, tmp_path / "copy")
    script = WRITER.replace("while True", "print('open', flush=True)\nsys.stdin.read()\nwhile False")
    with subprocess.Popen([sys.executable, "-c", script, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          text=True, env={**os.environ, "PYTHONPATH": "src"}) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(StoreLocked):
            restoring.restore(tmp_path / "copy", folder, actor="a")
        other.communicate()
    restoring.restore(tmp_path / "copy", folder, actor="a")


@pytest.mark.parametrize("wrong", [
    lambda base: (base / "copy", base / "copy"), lambda base: (base / "copy", base / "copy" / "in"),
    lambda base: (base / "woven", base / "new"), lambda base: (base / "nowhere", base / "new"),
    lambda base: (base / "copy" / "store.json", base / "new"), lambda base: (base / "copy", base / "letters"),
    lambda base: (base / "copy", base / "copy2"),
], ids=["into itself", "into its own folder", "of no backup", "of nothing", "of another file", "over other files",
        "over a backup"])
def test_what_cannot_be_restored_changes_nothing(
        woven: tuple[Path, Web], tmp_path: Path, wrong: Callable[[Path], tuple[Path, Path]]) -> None:
    folder, _web = woven
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("mine")
    with opened(folder) as store:
        backups.make(store, tmp_path / "copy")
        backups.make(store, tmp_path / "copy2")
    before = fingerprint(tmp_path)
    with pytest.raises(UserError):
        restoring.restore(*wrong(tmp_path), actor="a")
    assert fingerprint(tmp_path) == before
    assert not (tmp_path / "new").exists()


def test_a_wrong_key_or_a_damaged_database_restores_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with CaseStore.create(folder, actor="a", passphrase=PASSPHRASE) as store:
        records.add(store, "body", f.body())
        backups.make(store, tmp_path / "copy")
    for given in (None, "not the passphrase"):
        with pytest.raises(UserError):
            restoring.restore(tmp_path / "copy", tmp_path / "back", actor="a", passphrase=given)
    database = tmp_path / "copy" / "cases.db"
    data = bytearray(database.read_bytes())
    data[len(data) // 2] ^= 1
    database.write_bytes(data)
    with pytest.raises(UserError):
        restoring.restore(tmp_path / "copy", tmp_path / "back", actor="a", passphrase=PASSPHRASE)
    database.unlink()
    with pytest.raises(StoreForeign, match="lost its database"):
        restoring.restore(tmp_path / "copy", tmp_path / "back", actor="a", passphrase=PASSPHRASE)
    assert not list(tmp_path.glob("back*"))


def test_the_daily_copy_is_due_once_a_day_and_only_after_a_change(folder: Path) -> None:
    clock = Ticking()
    with opened(folder, clock=clock) as store:
        assert not backups.due(store)  # there is nothing in it yet
        records.add(store, "body", f.body())
        assert backups.due(store)
        end = history.head_sequence(store)
        made = backups.automatic(store)
        assert history.head_sequence(store) == end
        assert not backups.due(store)
        clock.now += timedelta(days=2)
        assert not backups.due(store)
        records.add(store, "body", f.body(name="Second"))
        assert backups.due(store)
        clock.now -= timedelta(days=4)  # the clock was wrong then, or is now
        assert backups.due(store)
        clock.now += timedelta(days=4)
        for number in range(9):
            clock.now += timedelta(days=1)
            records.add(store, "body", f.body(name=str(number)))
            backups.automatic(store)
        assert len(backups.copies(store)) == 7
        assert not made.exists()
        with pytest.raises(UserError, match="cancelled"):
            backups.automatic(store, lambda done, total: False)
        assert len(list((folder / "backups").iterdir())) == 7
        assert checks.verify(store).faults == []


def test_the_marker_holds_no_case_data(woven: tuple[Path, Web], tmp_path: Path) -> None:
    folder, _web = woven
    with opened(folder) as store:
        backups.make(store, tmp_path / "copy")
    told = json.loads((tmp_path / "copy" / "backup.json").read_text())
    assert set(told) == {"format", "version", "store_id", "made_at", "sequence", "head", "complete", "files", "files_digest",
                         "database_sha256"}
