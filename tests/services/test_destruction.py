"""Destroying evidence: with a reason, for good, and with a tombstone that says who, when, why and what it was."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.factories import Ticking, Web, opened

from casetracker.dossier import collect, plain
from casetracker.errors import EvidenceFault, InvalidRecord, UserError
from casetracker.services import backups, checks, destruction, evidence, history, record_lists, show
from casetracker.services.case_store import CaseStore
from casetracker.store.engine import connect

PASSPHRASE = "four invented words here"
BYTES = b"invented film " * 1000
REASON = "the witness has withdrawn consent"


def kept(folder: Path) -> list[Path]:
    return [path for path in (folder / "vault").rglob("*") if path.is_file()]


def faults(folder: Path, passphrase: str | None = None) -> set[str]:
    with CaseStore.open(folder, actor="a", passphrase=passphrase) as store:
        return {fault.kind for fault in checks.verify(store).faults}


@pytest.fixture(params=[None, PASSPHRASE], ids=["plain", "encrypted"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str | None]:
    """A closed store with one exhibit."""
    file = tmp_path / "film.mp4"
    file.write_bytes(BYTES)
    with CaseStore.create(tmp_path / "store", actor="a", passphrase=request.param, clock=Ticking()) as store:
        evidence.take_in(store, None, file)
    return tmp_path / "store", request.param


def opened_as(case: tuple[Path, str | None], actor: str = "D. Estroyer") -> CaseStore:
    return CaseStore.open(case[0], actor=actor, passphrase=case[1], clock=Ticking())


def test_the_bytes_go_and_everything_else_stays(case: tuple[Path, str | None], tmp_path: Path) -> None:
    folder, passphrase = case
    (file,) = kept(folder)
    twin = tmp_path / "second name"  # as if a disk kept the old blocks under another name
    os.link(file, twin)
    with opened_as(case) as store:
        change = destruction.destroy(store, "e-000001", f"  {REASON} ")
        assert change.description == "Destroy the file of evidence item E-000001"
        item = show.record(store, "E-000001")
        (row,) = item["files"]
        assert row["sha256"] == hashlib.sha256(BYTES).hexdigest()
        assert (row["original_name"], row["size"]) == ("film.mp4", len(BYTES))
        assert (row["destroyed_by"], row["destroyed_reason"]) == ("D. Estroyer", REASON)
        assert row["destroyed_at"].startswith("2026-03-01T09:")
        entries = [show.record(store, each.reference) for each in record_lists.record_rows(
            store, "custody", record_lists.record_ids(store, "custody"))]
        (gone,) = [entry for entry in entries if entry["act"] == "disposed"]
        assert (gone["by"], gone["reason"], gone["hash_seen"]) == ("D. Estroyer", REASON, row["sha256"])
        assert history.entries(store, "E-000001")[0].kind == "destroy"
        with pytest.raises(EvidenceFault, match=r"was destroyed at 2026-03-01.* by D\. Estroyer"):
            evidence.give_back(store, "E-000001", tmp_path / "out")
        with pytest.raises(UserError, match="holds no file"):
            destruction.destroy(store, "E-000001", REASON)
        with pytest.raises(UserError, match="never undone"):
            history.undo(store, change.change_id)
    assert kept(folder) == []
    assert len(twin.read_bytes()) >= len(BYTES)
    assert BYTES[:14] not in twin.read_bytes()
    if passphrase:
        assert twin.read_bytes()[:40] == bytes(40)
    assert faults(folder, passphrase) == set()


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_without_a_reason_nothing_is_destroyed(case: tuple[Path, str | None], reason: str) -> None:
    with opened_as(case) as store, pytest.raises(InvalidRecord):
        destruction.destroy(store, "E-000001", reason)
    assert len(kept(case[0])) == 1
    assert faults(*case) == set()


def test_content_that_another_item_holds_goes_with_the_last_of_them(case: tuple[Path, str | None], tmp_path: Path) -> None:
    with opened_as(case) as store:
        evidence.take_in(store, None, tmp_path / "film.mp4")
        assert destruction.also_held_by(store, "E-000001") == ["E-000002"]
        destruction.destroy(store, "E-000001", REASON)
        assert destruction.also_held_by(store, "E-000002") == []
        assert evidence.give_back(store, "E-000002", tmp_path / "out").read_bytes() == BYTES
        assert checks.verify(store).faults == []
        destruction.destroy(store, "E-000002", REASON)
        assert kept(case[0]) == []
        assert checks.verify(store).faults == []
        evidence.take_in(store, None, tmp_path / "film.mp4")  # and it may come back
        evidence.add_file(store, "E-000001", tmp_path / "film.mp4", "evidentiary_copy")
        assert evidence.give_back(store, "E-000001", tmp_path / "again").read_bytes() == BYTES
    assert len(kept(case[0])) == 1
    assert faults(*case) == set()


def test_what_is_missing_or_altered_already_is_destroyed_with_what_was_seen(
        case: tuple[Path, str | None], tmp_path: Path) -> None:
    (file,) = kept(case[0])
    file.unlink()
    with opened_as(case) as store:
        destruction.destroy(store, "E-000001", REASON)
        entry = show.record(store, "C-000002")
        assert (entry["act"], entry["hash_seen"]) == ("disposed", None)
    assert faults(*case) == set()


def test_bytes_that_a_crash_left_are_named_and_taken_away_at_the_next_opening(
        case: tuple[Path, str | None], monkeypatch: pytest.MonkeyPatch) -> None:
    (file,) = kept(case[0])
    data = file.read_bytes()
    with opened_as(case) as store:
        destruction.destroy(store, "E-000001", REASON)
        file.write_bytes(data)
        (fault,) = checks.verify(store).faults
        assert (fault.kind, fault.where) == ("file_not_destroyed", "E-000001")
    assert faults(*case) == set()
    assert kept(case[0]) == []


def test_a_disk_that_does_not_let_go_is_told(case: tuple[Path, str | None], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    with opened_as(case) as store:
        with monkeypatch.context() as patch:
            patch.setattr("casetracker.store.tombstones.take_away", refuse)
            with pytest.raises(EvidenceFault, match="still on the disk: Permission denied"):
                destruction.destroy(store, "E-000001", REASON)
        assert {fault.kind for fault in checks.verify(store).faults} == {"file_not_destroyed"}
    assert faults(*case) == set()


def test_a_tombstone_set_behind_the_journal_is_named(woven: tuple[Path, Web]) -> None:
    folder, _web = woven
    connection = connect(folder / "cases.db")
    connection.execute("UPDATE evidence_file SET destroyed_at = '2026-03-01T09:00:00.000Z'")
    connection.close()
    assert faults(folder) >= {"tombstone", "record_altered", "file_not_destroyed"}
    (file,) = kept(folder)  # and nothing was taken away because of it
    file.unlink()
    assert faults(folder) >= {"tombstone", "record_altered"}


def test_a_dossier_says_that_the_file_is_held_no_more(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    with opened(folder) as store:
        sha256 = show.record(store, web.exhibit)["files"][0]["sha256"]
        destruction.destroy(store, web.exhibit, REASON)
        told = plain.render(collect.collect(store, [web.incident], "prosecutor"))
    assert "destroyed, held no more: 2026-03-01" in told
    assert REASON in told
    assert sha256 in told


def test_taken_in_anew_by_another_program_while_it_is_destroyed_it_is_not_lost(tmp_path: Path) -> None:
    file = tmp_path / "film.mp4"
    file.write_bytes(BYTES)
    with CaseStore.create(tmp_path / "store", actor="a", clock=Ticking()) as store:
        evidence.take_in(store, None, file)
    script = """
import sys
from casetracker.services import evidence
from casetracker.services.case_store import CaseStore
store = CaseStore.open(sys.argv[1], actor="b")
for line in sys.stdin:
    print(evidence.take_in(store, None, sys.argv[2]).reference, flush=True)
"""
    with subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "store"), str(file)], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": "src"}) as taking:
        assert taking.stdout is not None
        assert taking.stdin is not None
        with opened(tmp_path / "store") as store:
            for number in range(1, 11):
                taking.stdin.write("\n")
                taking.stdin.flush()
                destruction.destroy(store, f"E-{number:06d}", REASON)
                assert taking.stdout.readline() == f"E-{number + 1:06d}\n"
                assert checks.verify(store).faults == []
        taking.communicate()


def test_a_backup_keeps_what_was_destroyed_until_it_is_told(case: tuple[Path, str | None], tmp_path: Path) -> None:
    with opened_as(case) as store:
        backups.make(store, tmp_path / "copy")
        destruction.destroy(store, "E-000001", REASON)
        made = backups.make(store, tmp_path / "copy")
        assert (made.marker.complete, made.marker.files, made.destroyed) == (True, 0, 1)
        assert len(kept(tmp_path / "copy")) == 1
        assert backups.make(store, tmp_path / "copy", forget_destroyed=True).destroyed == 0
    assert kept(tmp_path / "copy") == []
    assert faults(tmp_path / "copy", case[1]) == set()
