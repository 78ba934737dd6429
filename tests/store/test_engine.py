"""The database: encrypted or not, locked by others, read-only, and what the read path loads."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from tests import factories as f
from tests.factories import Ticking, Web, copied, opened

from casetracker.errors import StoreLocked, StoreReadOnly, WrongKey
from casetracker.services import browse, checks, record_lists, records, search, show
from casetracker.services.case_store import CaseStore
from casetracker.store import engine

KEY = bytes(range(32))
HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "alembic", "reportlab", "cryptography", "PIL", "anyascii", "PySide6")


def test_an_encrypted_store_opens_with_its_key_only_and_shows_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with CaseStore.create(folder, actor="a", name="Geheimnis", key=KEY, clock=Ticking()) as store:
        assert store.encrypted
        case = records.add(store, "incident", f.incident(title="Geheimnis of Prykladivka")).reference
        files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
        assert any(path.name == "cases.db-wal" for path in folder.iterdir())
        assert not any(b"Geheimnis" in data or b"SQLite format" in data for data in files)
    assert b"Geheimnis" not in (folder / "cases.db").read_bytes()
    before = (folder / "cases.db").read_bytes()
    for key in (None, bytes(32), bytes(reversed(KEY))):
        with pytest.raises(WrongKey):
            opened(folder, key=key)
        assert (folder / "cases.db").read_bytes() == before
    with opened(folder, key=KEY) as store:
        assert store.name == "Geheimnis"
        assert show.record(store, case)["title"] == "Geheimnis of Prykladivka"
        assert [hit.reference for hit in search.search(store, "geheimnis")] == [case]
        assert checks.verify(store).faults == []


def test_a_key_does_not_open_a_plain_store(folder: Path) -> None:
    before = (folder / "cases.db").read_bytes()
    with pytest.raises(WrongKey):
        opened(folder, key=KEY)
    assert (folder / "cases.db").read_bytes() == before


def test_a_write_waits_for_another_programs_lock_and_then_says_so(
        store: CaseStore, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 300)
    other = engine.connect(folder / "cases.db")
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    with pytest.raises(StoreLocked) as caught:
        records.add(store, "incident", f.incident())
    assert time.monotonic() - began >= 0.25
    assert "Another program" in str(caught.value)
    assert list(browse.incident_ids(store)) == []
    other.execute("ROLLBACK")
    other.close()
    assert records.add(store, "incident", f.incident()).reference == "INC-2026-000001"


def test_a_short_lock_is_waited_for(store: CaseStore, folder: Path) -> None:
    other = engine.connect(folder / "cases.db")
    other.execute("BEGIN IMMEDIATE")
    letting_go = threading.Timer(0.3, lambda: other.execute("ROLLBACK"))
    letting_go.start()
    assert records.add(store, "incident", f.incident())
    letting_go.join()
    other.close()


BY_ANOTHER_PROGRAM = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("INSERT INTO setting VALUES ('other', 'here')")
connection.commit()
connection.close()
"""


def test_opening_a_store_twice_leaves_the_first_its_locks(store: CaseStore, folder: Path) -> None:
    """Who looks at the file and closes it loses its locks, and another program's closing then takes the log away."""
    records.add(store, "body", f.body())
    opened(folder).close()
    subprocess.run([sys.executable, "-c", BY_ANOTHER_PROGRAM, str(folder / "cases.db")], check=True)
    assert (folder / "cases.db-wal").exists(), "somebody has it open"
    records.add(store, "body", f.body())
    with opened(folder) as other:
        assert len(record_lists.record_ids(other, "body")) == 2
    assert store.setting("other") == "here"


def test_the_promises_of_a_connection(folder: Path) -> None:
    connection = engine.connect(folder / "cases.db")
    asked = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in
             ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "trusted_schema", "secure_delete")}
    connection.close()
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000,
                     "trusted_schema": 0, "secure_delete": 1}


def test_reads_cannot_write(store: CaseStore) -> None:
    with pytest.raises(Exception, match="readonly"):
        store.database.reader().execute("DELETE FROM setting")


def test_several_reads_of_one_snapshot_agree(store: CaseStore, folder: Path) -> None:
    with opened(folder) as other, store.database.snapshot() as connection:
        before = connection.execute("SELECT count(*) FROM incident").fetchone()
        records.add(other, "incident", f.incident())
        assert connection.execute("SELECT count(*) FROM incident").fetchone() == before
        assert len(browse.incident_ids(store)) == before[0], "a reading within a reading sees the same"
    assert len(browse.incident_ids(store)) == before[0] + 1


def test_each_thread_reads_by_a_connection_of_its_own(store: CaseStore) -> None:
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(store.database.reader()))
    thread.start()
    thread.join()
    assert found[0] is not store.database.reader()
    assert store.database.reader() is store.database.reader()


def test_an_error_never_holds_what_was_to_be_written(store: CaseStore) -> None:
    with pytest.raises(Exception) as caught, store.database.writing() as connection:  # noqa: PT011
        connection.execute("INSERT INTO body (kind, name) VALUES ('court', ?)", (f.PROTECTED_NAME,))
    seen: BaseException | None = caught.value
    while seen is not None:
        assert f.PROTECTED_NAME not in str(seen)
        seen = seen.__cause__ or seen.__context__


READING = """
import json, sys
from casetracker.services.case_store import CaseStore
from casetracker.services import browse, history, record_lists, search, show
store = CaseStore.open(sys.argv[1], actor="x")
ids = browse.incident_ids(store)
browse.incident_rows(store, ids)
for kind in ("source", "party", "participation", "evidence", "custody", "body", "proceeding"):
    record_lists.record_rows(store, kind, record_lists.record_ids(store, kind))
assert search.search(store, "Prykladivka")
for reference in sys.argv[2:]:
    show.record(store, reference)
    show.used_in(store, reference)
show.incident_page(store, sys.argv[2])
history.entries(store)
history.undoable(store)
store.data_version()
store.close()
print(json.dumps(sorted(sys.modules)))
"""


def test_reading_loads_nothing_heavy(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    done = subprocess.run([sys.executable, "-c", READING, str(folder), web.incident, web.witness, web.proceeding],
                          capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": "src"})
    assert not set(HEAVY) & set(json.loads(done.stdout))


READ_ONLY = """
import os, sys
from casetracker.errors import StoreReadOnly
from casetracker.services.case_store import CaseStore
from casetracker.services import browse, checks, record_lists, records
def look(folder):
    store = CaseStore.open(folder, actor="x")
    assert len(browse.incident_ids(store)) == 2
    assert checks.verify(store).faults == [], checks.verify(store).faults
    try:
        records.add(store, "incident", {"title": "x"})
    except StoreReadOnly:
        assert store.read_only
        print("refused")
    store.close()
look(sys.argv[2])  # loads what the next needs: from then on nothing but the store need be readable
os.setgid(65534); os.setuid(65534)
look(sys.argv[1])
"""


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can become somebody who may not write")
def test_a_store_that_may_only_be_read_is_read(woven: tuple[Path, Web], open_to_all: Path) -> None:
    folder, twin = copied(woven[0], open_to_all / "store"), copied(woven[0], open_to_all / "twin")
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = sorted(path.name for path in folder.rglob("*"))
    done = subprocess.run([sys.executable, "-c", READ_ONLY, str(folder), str(twin)], capture_output=True, text=True,
                          check=False, env={**os.environ, "PYTHONPATH": "src"})
    assert done.stdout.strip() == "refused", done.stderr
    assert sorted(path.name for path in folder.rglob("*")) == before


WITH_A_LOG = """
import os, sys
from sqlcipher3 import dbapi2
from casetracker.errors import UserError
from casetracker.services.case_store import CaseStore
from casetracker.store import session
os.setgid(65534); os.setuid(65534)
try:
    CaseStore.open(sys.argv[1], actor="x")
except UserError as error:
    print(type(error).__name__, error)
"""


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can become somebody who may not write")
def test_what_waits_in_a_log_is_not_passed_over_in_silence(woven: tuple[Path, Web], open_to_all: Path) -> None:
    folder, _web = woven
    twin = open_to_all / "twin"
    with opened(folder) as store:
        records.add(store, "incident", f.incident(title="the last change"))
        shutil.copytree(folder, twin)  # as it would stand after a crash
    (twin / "cases.db-shm").unlink()
    for path in [twin, *twin.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    done = subprocess.run([sys.executable, "-c", WITH_A_LOG, str(twin)], capture_output=True, text=True, check=False,
                          env={**os.environ, "PYTHONPATH": "src"})
    assert done.stdout.startswith("StoreReadOnly The last changes"), done.stdout + done.stderr


def test_writing_to_a_store_open_for_reading_says_so(woven: tuple[Path, Web], monkeypatch: pytest.MonkeyPatch) -> None:
    from casetracker.services import case_store, evidence

    monkeypatch.setattr(case_store, "_writable", lambda place: False)
    folder, web = woven
    with opened(folder) as store:
        assert store.read_only
        for act in (lambda: records.add(store, "incident", f.incident()),
                    lambda: evidence.take_in(store, web.incident, folder / "store.json")):
            with pytest.raises(StoreReadOnly):
                act()
    assert sorted(path.name for path in (folder / "vault").glob("*")) == [
        path.name for path in (folder / "vault").iterdir() if len(path.name) == 2]
