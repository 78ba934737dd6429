"""Taking in and giving back: whatever the file and whatever the disk, all of it or nothing of it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests import factories as f
from tests.factories import Web, fingerprint, opened

from casetracker.errors import DiskFull, EvidenceFault, InvalidRecord, UnknownReference, UserError
from casetracker.services import browse, checks, evidence, history, record_lists, records, show
from casetracker.services.case_store import CaseStore
from casetracker.store import vault

POSIX = pytest.mark.skipif(os.name == "nt", reason="files of POSIX systems")


@pytest.fixture
def case(store: CaseStore) -> str:
    return records.add(store, "incident", f.incident()).reference


def nothing_kept(store: CaseStore) -> bool:
    return (not record_lists.record_ids(store, "evidence") and not record_lists.record_ids(store, "custody")
            and not [path for path in store.place.vault.rglob("*") if path.is_file()]
            and not checks.verify(store).faults)


@pytest.mark.parametrize("size", [0, 1, vault.CHUNK - 1, vault.CHUNK, vault.CHUNK + 1, 3 * vault.CHUNK])
def test_bytes_come_back_as_they_went_in(store: CaseStore, case: str, tmp_path: Path, size: int) -> None:
    file = tmp_path / "invented.bin"
    file.write_bytes(os.urandom(size))
    exhibit = evidence.take_in(store, case, file).reference
    (kept,) = show.record(store, exhibit)["files"]
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    assert (kept["sha256"], kept["size"], kept["original_name"]) == (sha256, size, "invented.bin")
    assert kept["role"] == "evidentiary_copy"
    out = evidence.give_back(store, exhibit, tmp_path / "back")
    assert out.read_bytes() == file.read_bytes()
    assert evidence.give_back(store, exhibit, store.folder.parent) == store.folder.parent / f"{exhibit}.bin"
    with evidence.open_file(store, sha256) as stream:
        assert hashlib.sha256(stream.read()).hexdigest() == sha256
    (entry,) = show.incident_page(store, case)["custody"][exhibit]
    assert (entry["act"], entry["hash_seen"], entry["by"]) == ("received", sha256, "T. Ester")
    assert checks.verify(store).faults == []


def test_giving_back_never_overwrites(store: CaseStore, case: str, tmp_path: Path) -> None:
    file, out = tmp_path / "a.txt", tmp_path / "out.txt"
    file.write_text("a")
    out.write_text("mine")
    exhibit = evidence.take_in(store, case, file).reference
    for target in (out, tmp_path / "none" / "out"):
        with pytest.raises(EvidenceFault):
            evidence.give_back(store, exhibit, target)
    assert out.read_text() == "mine"


def test_a_damaged_file_is_not_given_back(store: CaseStore, case: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("the very words")
    exhibit = evidence.take_in(store, case, file).reference
    kept = vault.path_of(store.vault, hashlib.sha256(b"the very words").hexdigest())
    kept.chmod(0o600)
    kept.write_text("other words...")
    with pytest.raises(EvidenceFault, match="hash"):
        evidence.give_back(store, exhibit, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    again = evidence.take_in(store, case, file).reference
    assert evidence.give_back(store, again, tmp_path / "out").read_text() == "the very words"
    assert checks.verify(store).faults == []


def test_the_same_content_twice_is_two_items_and_one_file(store: CaseStore, case: str, tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text("same")
    first, second = (evidence.take_in(store, case, tmp_path / name).reference for name in ("one.txt", "two.txt"))
    assert first != second
    assert [show.record(store, each)["files"][0]["original_name"] for each in (first, second)] == ["one.txt", "two.txt"]
    assert len([path for path in store.place.vault.rglob("*") if path.is_file()]) == 1
    assert checks.verify(store).faults == []


def test_the_same_name_with_other_content_is_two_files(store: CaseStore, case: str, tmp_path: Path) -> None:
    file = tmp_path / "photo.jpg"
    for text in ("one", "two"):
        file.write_text(text)
        exhibit = evidence.take_in(store, case, file).reference
        assert evidence.give_back(store, exhibit, tmp_path / text).read_text() == text
    assert show.record(store, "E-000001")["kind"] == "photograph"


NAMES = [b"line\nbreak.txt", b"-rf", b"--help", b"a b  c", "Селидове.mp4".encode(), "e\u0301.txt".encode(), b"\xff\xfe.jpg",
         "\u202etxt.exe".encode(), b"x" * 255, b"'; DROP TABLE evidence; --", b"%s%n{title}", b".hidden", b"trailing.",
         b"CON", b"a" * 200 + b".jpg", b"<img src=x>", b"$(touch x)", b"\x01\x1b[31m.txt", b"data:text,x", b"?*|.png"]


@POSIX
@pytest.mark.parametrize("name", NAMES)
def test_hostile_names_are_kept_as_names_only(store: CaseStore, case: str, tmp_path: Path, name: bytes) -> None:
    path = os.fsencode(tmp_path) + b"/" + name
    with open(path, "wb") as file:
        file.write(name)
    exhibit = evidence.take_in(store, case, Path(os.fsdecode(path))).reference
    shown = show.record(store, exhibit)
    assert shown["files"][0]["original_name"] == name.decode("utf-8", "replace")
    assert shown["title"]
    (kept,) = (path for path in store.place.vault.rglob("*") if path.is_file())
    assert kept.name == hashlib.sha256(name).hexdigest()
    target = tmp_path / "out"
    target.mkdir()
    back = evidence.give_back(store, exhibit, target)
    assert back.parent == target
    assert back.read_bytes() == name
    assert checks.verify(store).faults == []


def test_collected_bad_names_are_taken_in(store: CaseStore, case: str, tmp_path: Path, collected_data: Path) -> None:
    (listed,) = (collected_data / "bad_filenames").glob("*.txt")
    taken = 0
    for line in listed.read_bytes().splitlines():
        name = line.rpartition(b"/")[2].strip()
        path = os.fsencode(tmp_path) + b"/" + name
        with contextlib.suppress(OSError, ValueError):
            with open(path, "xb") as file:
                file.write(name)
            evidence.take_in(store, case, Path(os.fsdecode(path)))
            taken += 1
    assert taken > 5
    assert len(record_lists.record_ids(store, "evidence")) == taken
    assert checks.verify(store).faults == []


def unreadable(at: Path) -> Path:
    (at / "secret").write_text("x")
    (at / "secret").chmod(0)
    return at / "secret"


def fifo(at: Path) -> Path:
    os.mkfifo(at / "pipe")
    return at / "pipe"


def dangling(at: Path) -> Path:
    (at / "link").symlink_to(at / "nowhere")
    return at / "link"


CANNOT: dict[str, Callable[[Path], Path]] = {
    "a folder": lambda at: at, "nothing": lambda at: at / "vanished.jpg", "a device": lambda at: Path("/dev/null"),
    "a pipe": fifo, "a dangling link": dangling, "below a file": lambda at: Path(__file__) / "x",
    "a name too long": lambda at: at / ("x" * 300), "a NUL in the name": lambda at: at / "a\0b",
    "an endless device": lambda at: Path("/dev/zero"),
}


@POSIX
@pytest.mark.parametrize("what", sorted(CANNOT))
def test_what_cannot_be_taken_in_is_said_and_nothing_is_kept(store: CaseStore, case: str, tmp_path: Path,
                                                            what: str) -> None:
    with pytest.raises(EvidenceFault) as caught:
        evidence.take_in(store, case, CANNOT[what](tmp_path))
    assert "\n" not in str(caught.value)
    assert nothing_kept(store)


AS_NOBODY = """
import os, sys
from casetracker.errors import EvidenceFault
from casetracker.services import evidence
from casetracker.services.case_store import CaseStore
from casetracker.domain import drafts, folding
from casetracker.store import session, writer
import anyascii, sqlmodel, mimetypes; mimetypes.init()
store = CaseStore.open(sys.argv[1], actor="x")
os.seteuid(65534)
try:
    evidence.take_in(store, None, sys.argv[2])
except EvidenceFault as error:
    print(error)
"""


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() != 0, reason="only root can become somebody else")
def test_an_unreadable_file_is_said(store: CaseStore, open_to_all: Path) -> None:
    done = subprocess.run([sys.executable, "-c", AS_NOBODY, str(store.folder), str(unreadable(open_to_all))], check=False,
                          capture_output=True, text=True, env={**os.environ, "PYTHONPATH": "src"})
    assert "cannot be read" in done.stdout, done.stderr
    assert nothing_kept(store)


def test_a_file_that_changes_meanwhile_is_not_kept(store: CaseStore, case: str, tmp_path: Path) -> None:
    file = tmp_path / "growing.log"
    file.write_bytes(bytes(2 * vault.CHUNK))

    def grow(done: int, total: int) -> bool:
        with file.open("ab") as out:
            out.write(b"more")
        return True

    with pytest.raises(EvidenceFault, match="changed"):
        evidence.take_in(store, case, file, progress=grow)
    assert nothing_kept(store)


def test_a_file_that_vanishes_meanwhile_is_kept_whole_or_not_at_all(store: CaseStore, case: str, tmp_path: Path) -> None:
    file, data = tmp_path / "fleeting", os.urandom(2 * vault.CHUNK)
    file.write_bytes(data)

    def vanish(done: int, total: int) -> bool:
        file.unlink(missing_ok=True)
        return True

    taken = evidence.take_in(store, case, file, progress=vanish)
    assert evidence.give_back(store, taken.reference, tmp_path / "out").read_bytes() == data


def test_progress_is_told_and_can_cancel(store: CaseStore, case: str, tmp_path: Path) -> None:
    file = tmp_path / "film.mp4"
    file.write_bytes(bytes(5 * vault.CHUNK))
    told: list[tuple[int, int]] = []

    def until_three(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 3 * vault.CHUNK

    with pytest.raises(UserError, match="cancelled"):
        evidence.take_in(store, case, file, progress=until_three)
    assert told == [(n * vault.CHUNK, 5 * vault.CHUNK) for n in (1, 2, 3)]
    assert nothing_kept(store)


def test_what_does_not_hold_keeps_nothing_of_the_file(store: CaseStore, case: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("a")
    for details, error in (({"titel": "x"}, InvalidRecord), ({"source": "S-000099"}, InvalidRecord),
                           ({"kind": "gossip"}, InvalidRecord), ({"links": [{"incident": "x"}]}, InvalidRecord)):
        with pytest.raises(error):
            evidence.take_in(store, case, file, details=details)
    with pytest.raises(UnknownReference):
        evidence.take_in(store, "INC-2026-000099", file)
    with pytest.raises(InvalidRecord):
        evidence.add_file(store, case, file, "souvenir")
    assert nothing_kept(store)


def test_a_further_file_with_its_own_custody_entry(woven: tuple[Path, Web], tmp_path: Path) -> None:
    folder, web = woven
    (tmp_path / "words.txt").write_text("what was said")
    with opened(folder) as store:
        evidence.add_file(store, web.exhibit, tmp_path / "words.txt", "transcript")
        files = show.record(store, web.exhibit)["files"]
        assert [file["role"] for file in files] == ["evidentiary_copy", "transcript"]
        assert len(show.incident_page(store, web.incident)["custody"][web.exhibit]) == 3
        before = fingerprint(folder / "vault")
        with pytest.raises(UserError):
            history.undo(store)
        assert fingerprint(folder / "vault") == before
        assert checks.verify(store).faults == []


@contextlib.contextmanager
def small_disk(at: Path, size: str) -> Iterator[None]:
    at.mkdir()
    if os.name == "nt" or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root can mount a small disk")
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(at)], check=False,
                          capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"no small disk here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(at)], check=True)  # the store may keep its file open


def test_a_disk_that_fills_is_said_and_nothing_is_half_written(tmp_path: Path) -> None:
    files = {size: tmp_path / f"{size}.bin" for size in (100, 1500, 4000)}
    for size, file in files.items():
        file.write_bytes(os.urandom(size * 1024))
    with small_disk(tmp_path / "disk", "3m"), CaseStore.create(tmp_path / "disk" / "store", actor="x") as store:
        case = records.add(store, "incident", f.incident()).reference
        first = evidence.take_in(store, case, files[100]).reference
        with pytest.raises(DiskFull):
            evidence.take_in(store, case, files[4000])
        refused = 0
        for number in range(60):  # until the database finds no room either
            file = tmp_path / "next.bin"
            file.write_bytes(os.urandom(40 * 1024) + bytes([number]))
            try:
                evidence.take_in(store, case, file)
            except DiskFull:
                refused += 1
        assert refused
        for number in range(200):
            try:
                records.add(store, "incident", f.incident(narrative="x" * 20_000 + str(number)))
            except DiskFull:
                break
        else:
            pytest.fail("the disk did not fill")
        assert not list(store.place.vault.glob("incoming-*"))
        assert evidence.give_back(store, first, tmp_path / "out").read_bytes() == files[100].read_bytes()
        assert checks.verify(store).faults == []
        count = len(browse.incident_ids(store))
        store.close()
        with opened(tmp_path / "disk" / "store") as again:
            assert checks.verify(again).faults == []
            assert len(browse.incident_ids(again)) == count


BIG = """
import resource, sys
from casetracker.services import evidence
from casetracker.services.case_store import CaseStore
store = CaseStore.open(sys.argv[1], actor="x")
evidence.take_in(store, None, sys.argv[2])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
evidence.take_in(store, None, sys.argv[3])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@POSIX
def test_a_large_file_needs_no_more_memory_than_a_small_one(folder: Path, tmp_path: Path) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    small.write_bytes(os.urandom(3 * vault.CHUNK))
    with large.open("wb") as out:
        out.truncate(200 * vault.CHUNK)
    done = subprocess.run([sys.executable, "-c", BIG, str(folder), str(small), str(large)], check=True,
                          capture_output=True, text=True, env={**os.environ, "PYTHONPATH": "src"})
    grown = int(done.stdout) * (1 if sys.platform == "darwin" else 1024)
    assert grown < 20 * vault.CHUNK, f"{grown} bytes more"


def leave(folder: Path, name: str, data: bytes) -> Path:
    path = folder / "vault" / name
    path.write_bytes(data)
    return path


def test_what_a_crash_left_waiting_is_finished_or_taken_away(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    (file,) = (path for path in (folder / "vault").rglob("*") if path.is_file())
    data, sha256 = file.read_bytes(), file.name
    file.unlink()
    gone = 2**22 - 1  # no process has such a number
    living = os.getppid()
    leave(folder, f"incoming-{gone}-aa-{sha256}.ready", data)
    leave(folder, f"incoming-{os.getpid()}-bb-{sha256}.ready", data)
    names = (f"incoming-{gone}-cc.part", f"incoming-{gone}-dd-{'0' * 64}.ready", f"incoming-{os.getpid()}-ee.part",
             "incoming-x.part")
    stale = [leave(folder, name, b"half") for name in names]
    kept = leave(folder, f"incoming-{living}-ff.part", b"half")
    with opened(folder) as store:
        assert checks.verify(store).faults == []
        assert evidence.give_back(store, web.exhibit, folder.parent / "out").read_bytes() == data
    assert not [path for path in stale if path.exists()]
    assert kept.exists(), "somebody is still taking this in"
    assert sorted((folder / "vault").glob("incoming-*")) == [kept]


def test_what_this_process_is_taking_in_is_left_to_it(store: CaseStore, case: str, tmp_path: Path) -> None:
    file = tmp_path / "film.mp4"
    file.write_bytes(os.urandom(3 * vault.CHUNK))

    def open_again(done: int, total: int) -> bool:
        opened(store.folder).close()
        return True

    exhibit = evidence.take_in(store, case, file, progress=open_again).reference
    assert evidence.give_back(store, exhibit, tmp_path / "out").read_bytes() == file.read_bytes()


@POSIX
def test_bytes_are_durable_before_they_are_named(store: CaseStore, case: str, tmp_path: Path,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    """Each rename is of a file whose bytes were synced before, in a folder that is synced after."""
    done: list[tuple[str, str]] = []
    fsync, replace = os.fsync, os.replace

    def synced(handle: int) -> None:
        done.append(("sync", os.readlink(f"/proc/self/fd/{handle}")))
        fsync(handle)

    def renamed(old: Path, new: Path) -> None:
        done.append(("rename", str(new)))
        replace(old, new)

    if not Path("/proc/self/fd").exists():
        pytest.skip("no /proc to ask")
    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", renamed)
    file = tmp_path / "film"
    file.write_bytes(b"invented")
    evidence.take_in(store, case, file)
    acts = [(act, Path(path).suffix or Path(path).name) for act, path in done if "vault" in path]
    sha256 = hashlib.sha256(b"invented").hexdigest()
    assert acts == [("sync", ".part"), ("rename", ".ready"), ("sync", "vault"), ("rename", sha256), ("sync", sha256[:2]),
                    ("sync", "vault")]
