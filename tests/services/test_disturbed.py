"""What the world does in the midst of work: a sentence, nothing by halves, and the same again works once it is cured."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests import factories as f
from tests.factories import Ticking, fingerprint, opened

from casetracker.errors import EvidenceFault, StoreForeign, StoreMissing, UserError
from casetracker.services import (
    backups,
    browse,
    checks,
    evidence,
    protection,
    record_lists,
    records,
    search,
    show,
)
from casetracker.services.case_store import CaseStore

PASSPHRASE = "four invented words here"
posix = pytest.mark.skipif(os.name != "posix", reason="an open folder cannot be moved there")


@pytest.fixture(params=[None, PASSPHRASE], ids=["plain", "encrypted"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str | None]:
    CaseStore.create(tmp_path / "store", actor="a", passphrase=request.param, clock=Ticking()).close()
    (tmp_path / "film").write_bytes(os.urandom(3 << 20))
    return tmp_path / "store", request.param


def opened_as(place: tuple[Path, str | None]) -> CaseStore:
    return CaseStore.open(place[0], actor="a", passphrase=place[1], clock=Ticking())


@posix
def test_a_folder_that_goes_away_between_two_saves_and_comes_back(place: tuple[Path, str | None], tmp_path: Path) -> None:
    folder, _passphrase = place
    with opened_as(place) as store:
        records.add(store, "incident", f.incident())
        folder.rename(tmp_path / "elsewhere")
        for act in (lambda: records.add(store, "incident", f.incident(title="Lost?")),
                    lambda: records.amend(store, "INC-2026-000001", {"title": "Lost?"}),
                    lambda: evidence.take_in(store, None, tmp_path / "film")):
            with pytest.raises((StoreMissing, EvidenceFault)):
                act()
        assert not folder.exists()
        (tmp_path / "elsewhere").rename(folder)
        assert len(browse.incident_ids(store)) == 1
        records.add(store, "incident", f.incident(title="Saved"))
        assert [hit.title for hit in search.search(store, "saved")] == ["Saved"]
        assert search.search(store, "lost") == []
        assert checks.verify(store).faults == []


@posix
def test_what_is_written_into_a_deleted_store_is_not_called_saved(place: tuple[Path, str | None]) -> None:
    with opened_as(place) as store:
        records.add(store, "incident", f.incident())
        shutil.rmtree(place[0])
        with pytest.raises(StoreMissing, match="nothing was saved"):
            records.add(store, "incident", f.incident())


@posix
def test_a_store_that_another_program_has_replaced_is_not_written_to(folder: Path) -> None:
    with opened(folder) as store:
        records.add(store, "incident", f.incident())
        protection.encrypt(folder, PASSPHRASE, actor="b")
        with pytest.raises(StoreMissing, match="replaced"):
            records.add(store, "incident", f.incident(title="Lost?"))
    with CaseStore.open(folder, actor="a", passphrase=PASSPHRASE) as store:
        assert len(browse.incident_ids(store)) == 1


@posix
def test_a_folder_that_goes_away_during_an_intake(place: tuple[Path, str | None], tmp_path: Path) -> None:
    folder, passphrase = place
    with opened_as(place) as store:
        def vanish(done: int, total: int) -> bool:
            if done >= total // 2 and folder.exists():
                folder.rename(tmp_path / "elsewhere")
            return True

        with pytest.raises(EvidenceFault, match="was not taken in"):
            evidence.take_in(store, None, tmp_path / "film", progress=vanish)
        (tmp_path / "elsewhere").rename(folder)
        assert checks.verify(store).faults == []
        evidence.take_in(store, None, tmp_path / "film")
    with opened_as((folder, passphrase)) as store:
        assert checks.verify(store).faults == []
        assert not list((folder / "vault").glob("incoming-*"))
        assert evidence.give_back(store, "E-000001", tmp_path / "out").read_bytes() == (tmp_path / "film").read_bytes()


@posix
def test_a_backup_disk_that_goes_away_in_the_middle(place: tuple[Path, str | None], tmp_path: Path) -> None:
    with opened_as(place) as store:
        evidence.take_in(store, None, tmp_path / "film")
        disk = tmp_path / "disk"

        def vanish(what: str, done: int, total: int) -> bool:
            if what == "Evidence files" and done > total // 2 and disk.exists():
                disk.rename(tmp_path / "unplugged")
            return True

        with pytest.raises(UserError, match="was not made"):
            backups.make(store, disk, vanish)
        shutil.rmtree(disk, ignore_errors=True)
        (tmp_path / "unplugged").rename(disk)
        assert backups.make(store, disk).marker.complete
    with opened_as((disk, place[1])) as copy:
        assert checks.verify(copy).faults == []


def test_a_store_without_its_database_is_refused_and_gets_no_empty_one(place: tuple[Path, str | None]) -> None:
    folder, passphrase = place
    (folder / "cases.db").unlink()
    before = fingerprint(folder)
    with pytest.raises(StoreForeign, match="lost its database"):
        CaseStore.open(folder, actor="a", passphrase=passphrase)
    assert fingerprint(folder) == before


AS_ANOTHER = """
import os, sys
from pathlib import Path
from casetracker.errors import UserError
from casetracker.services import backups, checks, evidence, records
from casetracker.services.case_store import CaseStore
passphrase = sys.argv[2] or None

def work(base, closed):
    (base / "film").write_bytes(b"film")
    with CaseStore.create(base / "store", actor="a", passphrase=passphrase) as store:
        evidence.take_in(store, None, base / "film")
        backups.make(store, base / "copy")
        records.add(store, "body", {"kind": "court", "name": "One"})
        (base / "film").write_bytes(b"another film")
        for part, act in ((base / "store" / "vault", lambda: evidence.take_in(store, None, base / "film")),
                          (base / "copy", lambda: backups.make(store, base / "copy"))):
            part.chmod(closed)
            try:
                act()
                print("done")
            except UserError as error:
                print(error)
            assert checks.verify(store).faults == []
            part.chmod(0o700)
            act()
            assert checks.verify(store).faults == []
    with CaseStore.open(base / "copy", actor="a", passphrase=passphrase) as copy:
        assert copy.backup.complete and checks.verify(copy).faults == []

base = Path(sys.argv[1])
for name in ("own", "other"):
    (base / name).mkdir()
    (base / name).chmod(0o777)
work(base / "own", 0o700)  # loads all that another user could not
os.setgid(65534); os.setuid(65534)
work(base / "other", 0o500)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another")
@pytest.mark.parametrize("passphrase", ["", PASSPHRASE], ids=["plain", "encrypted"])
def test_permission_that_is_lost_and_given_back(open_to_all: Path, passphrase: str) -> None:
    done = subprocess.run([sys.executable, "-c", AS_ANOTHER, str(open_to_all), passphrase], capture_output=True, text=True,
                          check=False, env={**os.environ, "PYTHONPATH": "src"})
    assert done.returncode == 0, done.stderr
    assert [("Permission denied" in line) for line in done.stdout.splitlines()] == [False, False, True, True], done.stdout


def test_an_intake_that_a_crash_broke_off_is_cleaned_up_when_the_store_is_opened(
        place: tuple[Path, str | None], tmp_path: Path) -> None:
    """One whose change was saved is finished, the others are taken away, sealed or not."""
    folder, passphrase = place
    for moment in ("before", "after"):
        script = f"""
import os, sys
from casetracker.services import evidence
from casetracker.services.case_store import CaseStore
from casetracker.store import intake
store = CaseStore.open(sys.argv[1], actor="killed", passphrase={passphrase!r})
if {moment!r} == "after":
    intake.settle = lambda *_arguments: os._exit(9)
else:
    evidence.changing = lambda *_arguments: os._exit(9)
evidence.take_in(store, None, sys.argv[2])
"""
        done = subprocess.run([sys.executable, "-c", script, str(folder), str(tmp_path / "film")], check=False,
                              env={**os.environ, "PYTHONPATH": "src"})
        assert done.returncode == 9
        assert len(list((folder / "vault").glob("incoming-*.ready"))) == 1
        with opened_as(place) as store:
            assert checks.verify(store).faults == []
            assert not list((folder / "vault").glob("incoming-*"))
            assert len(record_lists.record_ids(store, "evidence")) == (moment == "after")
    with opened_as(place) as store:
        assert evidence.give_back(store, "E-000001", tmp_path / "out").read_bytes() == (tmp_path / "film").read_bytes()
        assert show.record(store, "E-000001")["files"][0]["original_name"] == "film"
