"""What protection costs, against floors of the same run: `python -m tests.benchmarks.protection WORK [--store FOLDER]`.

WORK is an empty folder on the disk to be measured; `--store` a plain store of many cases (see `build`), of which an
encrypted twin is made in WORK. Each line is a ratio to its floor, with the goal beside it.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from casetracker.services import checks_journal, evidence, records, search
from casetracker.services.case_store import CaseStore
from casetracker.services.checks_report import Report
from casetracker.store import engine, vault
from casetracker.store.folder import StoreFile, StoreFolder, read_store_file, write_store_file

KEY = bytes(range(32))
_CHUNK = 1 << 22


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.protection", description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--store", type=Path, help="a plain store of many cases")
    parser.add_argument("--gigabytes", type=float, default=5.0, help="size of the evidence file")
    asked = parser.parse_args()
    asked.work.mkdir(parents=True, exist_ok=True)
    _evidence(asked.work, asked.gigabytes)
    if asked.store is not None:
        twin = twin_of(asked.store, asked.work / "encrypted")
        _opening(asked.store, twin)
        _searching(asked.store, twin)
        _journal(asked.store)
    return 0


def _row(what: str, ours: float, floor: float, goal: str, unit: str = "s") -> None:
    print(f"{what:<52} {ours:9.2f} {unit}  floor {floor:9.2f} {unit}  ratio {ours / floor:5.2f}  goal {goal}", flush=True)


@contextmanager
def _timed(into: list[float]) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    into.append(time.perf_counter() - begun)


def _took(work: Callable[[], object]) -> float:
    times: list[float] = []
    with _timed(times):
        work()
    return times[0]


# --- evidence of some gigabytes ---

def _evidence(work: Path, gigabytes: float) -> None:
    """In and out of an encrypted store in a process of its own, for its peak memory; the floor is cp, then sha256sum."""
    film = work / "film.bin"
    with film.open("wb") as out:
        for _number in range(int(gigabytes * (1 << 30)) // _CHUNK):
            out.write(os.urandom(_CHUNK))
    floor = _took(lambda: _cp_and_sum(film, work / "copy.bin"))
    summed = _took(lambda: subprocess.run(["sha256sum", film], check=True, stdout=subprocess.DEVNULL))
    for key in (None, KEY):
        name = "encrypted" if key else "plain"
        place = work / f"evidence-{name}"
        with CaseStore.create(place, actor="B. Enchmark", key=key) as store:
            records.add(store, "incident", {"title": "Invented"})
        taken, memory = _in_a_child(partial(_take_in, place, key, film))
        _row(f"evidence of {gigabytes} GB in, {name}", taken, floor, "≤ 4")
        print(f"{'  peak memory':<52} {memory:9.0f} MiB{'':34} goal < 300", flush=True)
        given, memory = _in_a_child(partial(_give_back, place, key, work / "back.bin"))
        _row(f"evidence of {gigabytes} GB out, {name}", given, floor, "≤ 4")
        print(f"{'  peak memory':<52} {memory:9.0f} MiB{'':34} goal < 300", flush=True)
        assert _sum(work / "back.bin") == _sum(film), "what came out is not what went in"
        hashed, _memory = _in_a_child(partial(_hash, place, key))
        _row(f"hashing it again, {name}", hashed, summed, "≤ 1" if key is None else "–")
        shutil.rmtree(place)
        (work / "back.bin").unlink()
    film.unlink()
    (work / "copy.bin").unlink()


def _cp_and_sum(film: Path, copy: Path) -> None:
    subprocess.run(["cp", film, copy], check=True)
    subprocess.run(["sync", copy], check=True)  # ours is durable when it is reported
    subprocess.run(["sha256sum", copy], check=True, stdout=subprocess.DEVNULL)


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _take_in(place: Path, key: bytes | None, film: Path) -> float:
    with CaseStore.open(place, actor="B. Enchmark", key=key) as store:
        (incident,) = store.database.reader().execute("SELECT reference FROM incident").fetchone()
        return _took(lambda: evidence.take_in(store, incident, film))


def _give_back(place: Path, key: bytes | None, out: Path) -> float:
    with CaseStore.open(place, actor="B. Enchmark", key=key) as store:
        (exhibit,) = store.database.reader().execute("SELECT reference FROM evidence").fetchone()
        return _took(lambda: evidence.give_back(store, exhibit, out))


def _hash(place: Path, key: bytes | None) -> float:
    with CaseStore.open(place, actor="B. Enchmark", key=key) as store:
        (sha256,) = store.database.reader().execute("SELECT sha256 FROM evidence_file").fetchone()
        return _took(lambda: vault.hash_of(store.vault, sha256))


def _in_a_child(work: Callable[[], float]) -> tuple[float, float]:
    """(seconds, peak memory in MiB) of work in a fresh process."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.write(writing, f"{work()} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}".encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        seconds, memory = map(float, pipe.read().split())
    os.waitpid(child, 0)
    return seconds, memory


# --- a store of many cases, plain and encrypted ---

def twin_of(store: Path, twin: Path) -> Path:
    """The same database under a key; made once, for it takes some minutes."""
    place = StoreFolder(twin)
    if not place.file.exists():
        shutil.rmtree(twin, ignore_errors=True)
        place.vault.mkdir(parents=True)
        about = read_store_file(StoreFolder(store))
        connection = engine.connect(store / "cases.db")
        engine.export(connection, place.database, KEY)
        connection.close()
        write_store_file(place, StoreFile(store_id=about.store_id, encrypted=True))
    return twin


_FIRST_PAGE = """
import sys, time
from pathlib import Path
key = bytes.fromhex(sys.argv[2]) or None
begun = time.perf_counter()
from casetracker.services import browse
from casetracker.services.case_store import CaseStore
store = CaseStore.open(Path(sys.argv[1]), actor="a", key=key)
ids = browse.incident_ids(store)
browse.incident_rows(store, ids[:50])
print(time.perf_counter() - begun)
"""


def _opening(plain: Path, encrypted: Path) -> None:
    """From a fresh Python to the first page of the list; key derivation apart."""
    found: dict[str, list[float]] = {"plain": [], "encrypted": []}
    for _turn in range(5):
        for name, folder, key in (("plain", plain, b""), ("encrypted", encrypted, KEY)):
            done = subprocess.run([sys.executable, "-c", _FIRST_PAGE, str(folder), key.hex()], check=True,
                                  capture_output=True, text=True)
            found[name].append(float(done.stdout))
    ours, floor = statistics.median(found["encrypted"]), statistics.median(found["plain"])
    _row("opening and showing the first page, encrypted", ours, floor, "")
    print(f"{'  more than plain':<52} {ours - floor:9.2f} s{'':34}  goal ≤ 0.4", flush=True)


def _searching(plain: Path, encrypted: Path) -> None:
    """Warm searches for rare, middling and common words, each the median of five."""
    queries = ("Prykladivka", "drone strike", "hospital", "witness", "2024")
    with CaseStore.open(plain, actor="a") as one, CaseStore.open(encrypted, actor="a", key=KEY) as other:
        for query in queries:
            floor, ours = (statistics.median(_took(partial(search.search, store, query)) for _turn in range(5)) * 1000
                           for store in (one, other))
            _row(f"search for “{query}”, encrypted", ours, floor, "≤ 1.5", "ms")


def _journal(store: Path) -> None:
    """Walking the whole chain; the floor is SHA-256 over the stored bytes."""
    connection = engine.connect(store / "cases.db", read_only=True)
    (count,) = connection.execute("SELECT count(*) FROM journal").fetchone()

    def bare() -> None:
        for entry, payload in connection.execute("SELECT entry, payload FROM journal ORDER BY sequence"):
            hashlib.sha256(entry).digest()
            hashlib.sha256(payload).digest()

    bare()  # once to warm
    floor, report = _took(bare), Report()
    ours = _took(lambda: checks_journal.walk(connection, report, lambda _done, _total: None))
    assert not report.faults
    _row(f"walking a journal of {count} entries", ours, floor, "≤ 3.5")
    connection.close()


if __name__ == "__main__":
    sys.exit(main())
