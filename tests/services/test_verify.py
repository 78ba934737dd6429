"""Whatever is altered from outside is named; whatever is sound is not; and looking changes nothing."""

from __future__ import annotations

import hashlib
import json
import os
import random
import sqlite3
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests import factories as f
from tests.factories import Web, fingerprint, opened

from casetracker.domain.shapes import SHAPES
from casetracker.errors import UserError
from casetracker.services import checks, evidence, records, search, show
from casetracker.services.checks import Report

Tamper = Callable[[sqlite3.Connection, Web], object]


def outside(folder: Path, *acts: str | Callable[[sqlite3.Connection], object], keys: bool = False) -> None:
    """Do to a closed store what somebody with another program can do."""
    connection = sqlite3.connect(folder / "cases.db")
    connection.execute(f"PRAGMA foreign_keys = {'ON' if keys else 'OFF'}")
    for act in acts:
        connection.execute(act) if isinstance(act, str) else act(connection)
    connection.commit()
    connection.close()


def verified(folder: Path) -> Report:
    with opened(folder) as store:
        return checks.verify(store)


def kinds_and_places(report: Report) -> set[tuple[str, str]]:
    return {(fault.kind, fault.where) for fault in report.faults}


def test_a_sound_store_has_no_faults_and_everything_is_counted(woven: tuple[Path, Web]) -> None:
    report = verified(woven[0])
    assert report.faults == []
    assert report.counts == {"journal": 23, "incident": 2, "source": 3, "party": 3, "participation": 1, "evidence": 1,
                             "custody": 2, "body": 1, "proceeding": 1, "files": 1,
                             "allegation": 1, "relation": 1, "account": 1, "consent": 1, "handover": 1, "dismissal": 1,
                             "saved_search": 1}


COLUMNS = [(shape.kind, shape.kind) for shape in SHAPES.values()] + [
    (shape.kind, field.table) for shape in SHAPES.values() for field in shape.lists]


@pytest.mark.parametrize(("kind", "table"), COLUMNS, ids=[table for _kind, table in COLUMNS])
def test_any_column_altered_behind_the_journal_is_named(woven: tuple[Path, Web], kind: str, table: str) -> None:
    """Each column of each table in turn; the record is the row's own, or the one that the row belongs to."""
    folder, _web = woven
    own = table == kind
    names = [row[1] for row in asked(folder, f'PRAGMA table_info("{table}")') if row[1] not in ("pk", "parent_pk")]
    ((pk, parent),) = asked(folder, f'SELECT pk, {"pk" if own else "parent_pk"} FROM "{table}" ORDER BY pk DESC LIMIT 1')
    ((reference,),) = asked(folder, f'SELECT reference FROM "{kind}" WHERE pk = {parent}')
    alone = own or len(asked(folder, f'SELECT 1 FROM "{table}" WHERE parent_pk = {parent}')) == 1
    for name in names:
        ((kept,),) = asked(folder, f'SELECT "{name}" FROM "{table}" WHERE pk = {pk}')
        other: Any = 1 - kept if kept in (0, 1) and name != "position" else -1 if isinstance(kept, int) else (
            '["other"]' if str(kept).startswith("[") else "2001-01-01T00:00:00" if name.startswith("date") else "other")
        put(folder, table, pk, name, other)
        found = kinds_and_places(verified(folder))
        assert (("record_added" if own and name == "id" else "record_altered"), reference) in found or (
            name == "position" and alone), (name, found)
        put(folder, table, pk, name, kept)
    assert verified(folder).faults == []


def asked(folder: Path, statement: str) -> list[tuple[Any, ...]]:
    """An answer from a closed store; two SQLites in one process would not see each other's locks."""
    connection = sqlite3.connect(folder / "cases.db")
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


def put(folder: Path, table: str, pk: int, name: str, value: Any) -> None:
    outside(folder, "PRAGMA ignore_check_constraints = ON", lambda connection: connection.execute(
        f'UPDATE "{table}" SET "{name}" = ? WHERE pk = ?', (value, pk)))


STRANGE = [b"\x00\xff", 7, 1.5, "", "\x00", "{}", "[1, 2]", "[", "null"]


@pytest.mark.parametrize("value", STRANGE)
@pytest.mark.parametrize("column", ["title", "tags", "working_sort", "created_at", "working_derived"])
def test_values_of_other_types_are_named_and_break_nothing(woven: tuple[Path, Web], column: str, value: Any) -> None:
    folder, web = woven
    outside(folder, "PRAGMA ignore_check_constraints = ON",
            lambda connection: connection.execute(f"UPDATE incident SET {column} = ? WHERE reference = ?",
                                                  (value, web.incident)))
    assert ("record_altered", web.incident) in kinds_and_places(verified(folder))


def test_text_that_is_not_text_is_named(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    outside(folder, f"UPDATE incident SET narrative = CAST(x'ff00fe' AS TEXT) WHERE reference = '{web.incident}'")
    assert ("record_altered", web.incident) in kinds_and_places(verified(folder))


def test_a_report_of_text_that_is_not_text_quotes_none_of_it(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    outside(folder, f"UPDATE party SET note = 'Zoryana' || CAST(x'ff00fe' AS TEXT) WHERE reference = '{web.witness}'")
    with opened(folder) as store, pytest.raises(UserError, match="damaged") as caught:
        show.record(store, web.witness)
    assert "Zoryana" not in "".join(traceback.format_exception(caught.value))


def copy_row(connection: sqlite3.Connection, table: str, **changed: Any) -> None:
    cursor = connection.execute(f'SELECT * FROM "{table}" ORDER BY pk LIMIT 1')
    row = dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True)) | {"pk": 900} | changed
    connection.execute(f'INSERT INTO "{table}" ({", ".join(map(repr, row))}) VALUES ({", ".join("?" * len(row))})',
                       list(row.values()))


@pytest.mark.parametrize("kind", sorted(SHAPES))
def test_a_record_added_or_deleted_is_named(woven: tuple[Path, Web], kind: str) -> None:
    folder, _web = woven
    prefix = SHAPES[kind].prefix
    outside(folder, lambda connection: copy_row(connection, kind, id="new", reference=f"{prefix}-900000", ref_order=900))
    assert ("record_added", f"{prefix}-900000") in kinds_and_places(verified(folder))
    pk, reference = asked(folder, f'SELECT pk, reference FROM "{kind}" WHERE pk < 900 ORDER BY pk')[0]
    outside(folder, f'DELETE FROM "{kind}" WHERE pk IN (900, {pk})')
    assert ("record_missing", reference) in kinds_and_places(verified(folder))


@pytest.mark.parametrize(("kind", "table"), [pair for pair in COLUMNS if pair[0] != pair[1]],
                         ids=[table for kind, table in COLUMNS if kind != table])
def test_a_part_added_or_deleted_is_named(woven: tuple[Path, Web], kind: str, table: str) -> None:
    folder, _web = woven
    ((reference,),) = asked(
        folder, f'SELECT reference FROM "{kind}" WHERE pk = (SELECT parent_pk FROM "{table}" ORDER BY pk LIMIT 1)')
    outside(folder, lambda db: copy_row(db, table, id="new", position=900))
    assert ("record_altered", reference) in kinds_and_places(verified(folder))
    outside(folder, f'DELETE FROM "{table}" WHERE pk = 900')
    assert verified(folder).faults == []
    outside(folder, f'DELETE FROM "{table}" WHERE pk = (SELECT min(pk) FROM "{table}")')
    assert ("record_altered", reference) in kinds_and_places(verified(folder))


def test_a_record_altered_together_with_its_own_proof_is_named(woven: tuple[Path, Web]) -> None:
    """Somebody who knows the program writes a matching digest beside the row; the journal still knows better."""
    from casetracker.domain.canonical import digest
    from casetracker.store import states
    from casetracker.store.engine import connect
    from casetracker.store.search import index

    folder, web = woven
    connection = connect(folder / "cases.db")
    connection.execute("UPDATE incident SET title = 'Forged' WHERE reference = ?", (web.incident,))
    pk = states.pk_of(connection, "incident", web.incident)
    assert pk is not None
    state = states.read_state(connection, "incident", pk)
    assert state is not None
    connection.execute("UPDATE incident SET digest = ? WHERE pk = ?", (digest(state), pk))
    index.refresh(connection, "incident", pk, state)
    connection.close()
    assert kinds_and_places(verified(folder)) == {("record_altered", web.incident), ("list", web.incident)}


def forge_entry(connection: sqlite3.Connection, sequence: int, text: bool = False, mended: bool = False) -> None:
    (entry,) = connection.execute("SELECT entry FROM journal WHERE sequence = ?", (sequence,)).fetchone()
    forged = entry.replace(b"T. Ester", b"F. Orger")
    connection.execute("UPDATE journal SET entry = ? WHERE sequence = ?", (forged.decode() if text else forged, sequence))
    if mended:
        rechain(connection, sequence)


def rechain(connection: sqlite3.Connection, sequence: int) -> None:
    """Write the hash that belongs to an entry as it stands now."""
    entry, previous = connection.execute("SELECT entry, previous FROM journal WHERE sequence = ?", (sequence,)).fetchone()
    connection.execute("UPDATE journal SET hash = ? WHERE sequence = ?", (
        hashlib.sha256(previous + hashlib.sha256(entry).digest()).digest(), sequence))


def forge_payload(connection: sqlite3.Connection, sequence: int, **changed: Any) -> None:
    (payload,) = connection.execute("SELECT payload FROM journal WHERE sequence = ?", (sequence,)).fetchone()
    told = json.loads(payload) | changed
    connection.execute("UPDATE journal SET payload = ? WHERE sequence = ?", (json.dumps(told).encode(), sequence))


def entry_5(kind: str) -> tuple[str, str]:
    return kind, "journal entry 5"


JOURNAL: dict[str, tuple[Tamper, set[tuple[str, str]]]] = {
    "an entry": (lambda db, web: forge_entry(db, 5), {entry_5("journal_altered")}),
    "an entry, left as text": (lambda db, web: forge_entry(db, 5, text=True), {entry_5("journal_altered")}),
    "an entry and its hash": (lambda db, web: forge_entry(db, 5, mended=True), {("journal_chain", "journal entry 6")}),
    "an entry by SQL": (lambda db, web: db.execute(
        "UPDATE journal SET entry = replace(entry, 'T. Ester', 'F. Orger') WHERE sequence = 5"),
        {entry_5("journal_altered")}),
    "a salt": (lambda db, web: forge_payload(db, 5, salt="00"), {entry_5("journal_payload")}),
    "a payload that is none": (lambda db, web: db.execute("UPDATE journal SET payload = x'7b' WHERE sequence = 5"),
                               {entry_5("journal_payload")}),
    "a payload that is text": (lambda db, web: db.execute(
        "UPDATE journal SET payload = CAST(payload AS TEXT) WHERE sequence = 5"), {entry_5("journal_altered")}),
    "a hash": (lambda db, web: db.execute("UPDATE journal SET hash = zeroblob(32) WHERE sequence = 5"),
               {entry_5("journal_altered")}),
    "a previous hash": (lambda db, web: db.execute("UPDATE journal SET previous = zeroblob(32) WHERE sequence = 5"),
                        {entry_5("journal_altered")}),
    "the first entry gone": (lambda db, web: db.execute("DELETE FROM journal WHERE sequence = 1"),
                             {("journal_missing", "journal entry 1")}),
    "one in the middle gone": (lambda db, web: db.execute("DELETE FROM journal WHERE sequence = 5"),
                               {entry_5("journal_missing")}),
    "the last one gone": (lambda db, web: db.execute("DELETE FROM journal WHERE sequence = 16"),
                          {("journal_missing", "journal entry 16")}),
    "the last two gone": (lambda db, web: db.execute("DELETE FROM journal WHERE sequence > 14"),
                          {("journal_missing", "journal entry 15"), ("journal_missing", "journal entry 16")}),
    "the last one gone, the head mended": (lambda db, web: (
        db.execute("DELETE FROM journal WHERE sequence = 16"),
        db.execute("UPDATE journal_head SET (count, sequence, hash) ="
                   " (SELECT 15, 15, hash FROM journal WHERE sequence = 15)"),
    ), {("record_altered", "PR-000001")}),
    "all gone": (lambda db, web: db.execute("DELETE FROM journal"), {("journal_missing", "journal entry 1"),
                                                                     ("record_added", "INC-2026-000001")}),
    "all gone with the head": (lambda db, web: (db.execute("DELETE FROM journal"), db.execute("DELETE FROM journal_head")),
                               {("record_added", "INC-2026-000001")}),
    "the head's hash": (lambda db, web: db.execute("UPDATE journal_head SET hash = zeroblob(32)"),
                        {("journal_head", "journal")}),
    "the head's count": (lambda db, web: db.execute("UPDATE journal_head SET count = 3"), {("journal_head", "journal")}),
    "the head's sequence": (lambda db, web: db.execute("UPDATE journal_head SET sequence = 15"),
                            {("journal_head", "journal")}),
    "the head gone": (lambda db, web: db.execute("DELETE FROM journal_head"), {("journal_head", "journal")}),
    "an entry added": (lambda db, web: db.execute(
        "INSERT INTO journal SELECT 24, entry, payload, previous, hash FROM journal WHERE sequence = 23"),
        {("journal_chain", "journal entry 24"), ("journal_unreadable", "journal entry 24"), ("journal_head", "journal")}),
    "two entries swapped": (lambda db, web: [db.execute(f"UPDATE journal SET sequence = {new} WHERE sequence = {old}")
                                             for old, new in ((5, 99), (6, 5), (99, 6))],
                            {entry_5("journal_unreadable"), ("journal_unreadable", "journal entry 6")}),
}


@pytest.mark.parametrize("what", sorted(JOURNAL))
def test_the_journal_altered_is_named(woven: tuple[Path, Web], what: str) -> None:
    folder, web = woven
    tamper, expected = JOURNAL[what]
    outside(folder, lambda connection: tamper(connection, web))
    found = kinds_and_places(verified(folder))
    assert expected <= found
    if len(expected) == 1:
        assert len(found) <= 2 or "gone" in what, found


def test_a_payload_forged_with_its_record_is_named(woven: tuple[Path, Web]) -> None:
    folder, web = woven

    def forge(db: sqlite3.Connection) -> None:
        db.execute("UPDATE body SET name = 'Forged'")
        (payload,) = db.execute("SELECT payload FROM journal WHERE json_extract(CAST(entry AS TEXT), '$.record.kind')"
                                " = 'body'").fetchone()
        told = json.loads(payload)
        told["after"]["name"] = "Forged"
        db.execute("UPDATE journal SET payload = ? WHERE json_extract(CAST(entry AS TEXT), '$.record.kind') = 'body'",
                   (json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(),))

    outside(folder, forge)
    found = {kind for kind, _where in kinds_and_places(verified(folder))}
    assert found == {"journal_payload", "record_altered", "search"}
    assert web.body in {where for _kind, where in kinds_and_places(verified(folder))}


STALE = "DROP TRIGGER search_record_update"
SEARCH: dict[str, tuple[list[str], set[str]]] = {
    "a shadow text": (["UPDATE search_record SET words = 'other' WHERE kind = 'body'"], {"B-000001"}),
    "a shadow text, its index left": ([STALE, "UPDATE search_record SET keys = '' WHERE kind = 'body'"],
                                      {"B-000001", "search_fts", "search_record_update"}),
    "a shadow row gone": (["DELETE FROM search_record WHERE kind = 'body'"], {"B-000001"}),
    "a shadow row of nothing": (["INSERT INTO search_record VALUES (900, 'body', 900, 'a', '', '')"], {"body 900"}),
    "a shadow row of no kind": (["INSERT INTO search_record VALUES (900, 'ghost', 1, 'a', '', '')"], {"ghost 1"}),
    "the full text emptied": (["INSERT INTO search_fts (search_fts) VALUES ('delete-all')"], {"search_fts"}),
    "one row out of the full text": (
        ["INSERT INTO search_fts (search_fts, rowid, words, keys, skeletons)"
         " SELECT 'delete', pk, words, keys, skeletons FROM search_record WHERE kind = 'body'"], {"search_fts"}),
    "one row of the full text replaced": (
        ["INSERT INTO search_fts (search_fts, rowid, words, keys, skeletons)"
         " SELECT 'delete', pk, words, keys, skeletons FROM search_record WHERE kind = 'body'",
         "INSERT INTO search_fts (rowid, words, keys, skeletons)"
         " SELECT pk, 'sample', 'sample', '' FROM search_record WHERE kind = 'body'"], {"search_fts"}),
    "a row too many in the full text": (
        ["INSERT INTO search_fts (rowid, words, keys, skeletons) VALUES (900, 'a', 'b', 'c')"], {"search_fts"}),
}


@pytest.mark.parametrize("what", sorted(SEARCH))
def test_the_search_index_altered_is_named(woven: tuple[Path, Web], what: str) -> None:
    folder, _web = woven
    statements, expected = SEARCH[what]
    outside(folder, *statements)
    found = kinds_and_places(verified(folder))
    assert {kind for kind, _where in found} <= {"search", "schema"}
    assert {where for _kind, where in found} == expected


def test_a_foreign_key_broken_is_named(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    outside(folder, "UPDATE place SET source_pk = 900")
    found = kinds_and_places(verified(folder))
    assert {kind for kind, _where in found} == {"foreign_key", "record_altered", "list"}
    assert ("record_altered", web.incident) in found


def test_a_setting_is_no_case_data(woven: tuple[Path, Web]) -> None:
    outside(woven[0], "DELETE FROM setting WHERE key IN ('name', 'owner')")
    assert verified(woven[0]).faults == []


def vault_file(folder: Path) -> Path:
    (file,) = (path for path in (folder / "vault").rglob("*") if path.is_file())
    return file


def flip(file: Path, at: int = 100) -> None:
    os.chmod(file, 0o600)
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)


def replace(file: Path, make: Callable[[Path], None]) -> None:
    file.unlink()
    make(file)


def truncate(file: Path) -> None:
    os.chmod(file, 0o600)
    os.truncate(file, 10)


FILES: dict[str, tuple[Callable[[Path], object], tuple[str, str]]] = {
    "one bit changed": (flip, ("file_altered", "E-000001")),
    "the last byte changed": (lambda file: flip(file, -1), ("file_altered", "E-000001")),
    "cut short": (truncate, ("file_altered", "E-000001")),
    "emptied": (lambda file: replace(file, Path.touch), ("file_altered", "E-000001")),
    "gone": (lambda file: file.unlink(), ("file_missing", "E-000001")),
    "a folder instead": (lambda file: replace(file, Path.mkdir), ("file_missing", "E-000001")),
}


@pytest.mark.parametrize("what", sorted(FILES))
def test_a_vault_file_altered_is_named(woven: tuple[Path, Web], what: str) -> None:
    folder, _web = woven
    act, expected = FILES[what]
    act(vault_file(folder))
    assert kinds_and_places(verified(folder)) == {expected}


@pytest.mark.parametrize("name", ["holiday.jpg", "ab/" + "ab" * 32, "00/x", "e\u0301", "\udcff"])
def test_a_stray_file_is_named(woven: tuple[Path, Web], name: str) -> None:
    folder, _web = woven
    stray = folder / "vault" / name
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"not ours")
    ((kind, where),) = kinds_and_places(verified(folder))
    assert kind == "file_stray"
    assert where == name.replace("\udcff", "\ufffd")


def test_a_vault_file_in_the_wrong_place_is_named(woven: tuple[Path, Web]) -> None:
    folder, _web = woven
    file = vault_file(folder)
    os.rename(file, folder / "vault" / file.name)
    assert {kind for kind, _where in kinds_and_places(verified(folder))} == {"file_missing", "file_stray"}


def test_looking_changes_nothing(woven: tuple[Path, Web]) -> None:
    folder, _web = woven
    with opened(folder) as store:
        store.database.reader().execute("SELECT 1 FROM setting").fetchall()
        before = fingerprint(folder)
        assert checks.verify(store).faults == []
        after = fingerprint(folder)
        assert {name for name in after if before.get(name) != after[name]} <= {"cases.db-shm"}
        assert set(before) == set(after)


def test_a_store_that_was_searched_and_amended_in_turn_is_sound(folder: Path) -> None:
    """The full-text index is merged now and then; a connection that searched before must raise no false alarm."""
    chance = random.Random(5)

    def words(count: int) -> str:
        return " ".join(f"w{chance.randrange(10**6)}" for _ in range(count))

    with opened(folder) as store:
        cases = [records.add(store, "incident", f.incident(narrative=words(2000))).reference for _ in range(8)]
        for turn in range(10):
            search.search(store, "w5")
            for _ in range(chance.randint(1, 6)):
                records.amend(store, chance.choice(cases), {"title": f"Turn {turn} {chance.random()}"})
            assert checks.verify(store).faults == []


def test_looking_at_a_damaged_store_changes_nothing(woven: tuple[Path, Web]) -> None:
    folder, _web = woven
    outside(folder, "DELETE FROM search_record WHERE kind = 'body'", "UPDATE body SET name = 'Forged'")
    flip(vault_file(folder))
    before = fingerprint(folder)
    assert len(verified(folder).faults) == 3
    assert fingerprint(folder) == before


@pytest.mark.parametrize("page", range(2, 60, 3))
def test_garbage_in_the_database_is_a_fault_or_a_sentence(woven: tuple[Path, Web], page: int) -> None:
    folder, _web = woven
    size = (folder / "cases.db").stat().st_size
    with (folder / "cases.db").open("r+b") as file:
        file.seek(min(page * 4096, size - 4096))
        file.write(os.urandom(4096))
    try:
        assert verified(folder).faults
    except UserError as refused:
        told = str(refused)
        assert "damaged" in told


def test_a_check_can_be_cancelled(woven: tuple[Path, Web]) -> None:
    with opened(woven[0]) as store, pytest.raises(UserError, match="cancelled"):
        checks.verify(store, lambda what, done, total: False)


def test_progress_tells_how_far_the_files_are(woven: tuple[Path, Web]) -> None:
    told: list[tuple[str, int, int]] = []

    def tell(what: str, done: int, total: int) -> bool:
        told.append((what, done, total))
        return True

    with opened(woven[0]) as store:
        checks.verify(store, tell)
    assert told[-1] == ("Evidence files", 900, 900)


def test_what_is_taken_in_during_a_check_is_no_stray(woven: tuple[Path, Web], tmp_path: Path) -> None:
    folder, web = woven
    late = tmp_path / "late.txt"
    late.write_text("taken in meanwhile")

    with opened(folder) as store, opened(folder) as other:
        def meanwhile(what: str, done: int, total: int) -> bool:
            if what == "Evidence files" and late.exists():
                evidence.take_in(other, web.incident, late)
                records.add(other, "body", f.body())
                late.unlink()
            return True

        assert checks.verify(store, meanwhile).faults == []
        assert not late.exists()


@pytest.mark.parametrize(("act", "where"), [
    ("CREATE TRIGGER planted AFTER INSERT ON claim BEGIN DELETE FROM claim; END", "planted"),
    ("CREATE TABLE further (a)", "further"),
    ("CREATE VIEW seen AS SELECT 1", "seen"),
    ("DROP INDEX ix_claim_parent_pk", "ix_claim_parent_pk"),
    ("DROP TRIGGER search_record_delete", "search_record_delete"),
])
def test_a_database_that_is_made_otherwise_is_named(woven: tuple[Path, Web], act: str, where: str) -> None:
    outside(woven[0], act)
    assert ("schema", where) in kinds_and_places(verified(woven[0]))


def test_a_rule_taken_out_of_a_table_is_named(woven: tuple[Path, Web]) -> None:
    outside(woven[0], "PRAGMA writable_schema = ON",
            "UPDATE sqlite_master SET sql = replace(sql, 'CHECK', 'check') WHERE name = 'party'")
    assert kinds_and_places(verified(woven[0])) == {("schema", "party")}
