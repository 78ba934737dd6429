"""What is said of the journal's end beside it: after each save, and signed; and what shows against it later."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests import factories as f
from tests.factories import Ticking, Web, copied, opened

from casetracker.dossier.make import make
from casetracker.errors import WrongKey
from casetracker.services import checks, checks_heads, protection, records
from casetracker.services.case_store import CaseStore
from casetracker.services.checks import Report
from casetracker.store import journal, keys, signed_heads, signing
from casetracker.store.folder import StoreFolder, read_store_file
from casetracker.store.head_file import HeadFile, HeadFileAltered, Said
from casetracker.store.journal import GENESIS, chain
from casetracker.store.signed_heads import SignedHead

PASSPHRASE = "four invented words here"


@pytest.fixture(scope="module", autouse=True)
def _quick_passphrases() -> Iterator[None]:
    """How hard a passphrase is to guess is tested elsewhere; a store remembers what its own costs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "_MEMORY_KIB", 1024)
        patch.setattr(keys, "_ITERATIONS", 1)
        yield


@pytest.fixture(scope="module")
def signed_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plain store that signs: three closings, after two, four and six entries."""
    folder = tmp_path_factory.mktemp("signed") / "store"
    CaseStore.create(folder, actor="a", passphrase=PASSPHRASE, clock=Ticking()).close()
    protection.lay_open(folder, PASSPHRASE, actor="a")
    for turn in range(3):
        with unlocked(folder) as store:
            store.clock = Ticking(datetime(2026, 5, 1 + turn, tzinfo=UTC))
            for number in range(2):
                records.add(store, "body", f.body(name=f"Invented court {turn} {number}"))
    return folder


@pytest.fixture
def signed(signed_template: Path, tmp_path: Path) -> Path:
    return copied(signed_template, tmp_path / "signed")


def unlocked(folder: Path, passphrase: str | None = PASSPHRASE) -> CaseStore:
    return CaseStore.open(folder, actor="a", passphrase=passphrase, clock=Ticking())


def verified(folder: Path, passphrase: str | None = PASSPHRASE) -> Report:
    with unlocked(folder, passphrase) as store:
        return checks.verify(store)


def kinds(report: Report) -> set[str]:
    return {fault.kind for fault in report.faults}


def heads(folder: Path) -> list[SignedHead]:
    found = signed_heads.read(folder / "heads.jsonl")
    return [head for head in found if head is not None]


def outside(folder: Path, act: Callable[[sqlite3.Connection], object]) -> None:
    connection = sqlite3.connect(folder / "cases.db")
    act(connection)
    connection.commit()
    connection.close()


def test_every_close_signs_what_moved_and_nothing_twice(signed: Path) -> None:
    assert [head.sequence for head in heads(signed)] == [2, 4, 6]
    assert all(head.is_signed for head in heads(signed))
    unlocked(signed).close()
    assert len(heads(signed)) == 3
    with unlocked(signed, None) as store:  # without the passphrase nobody signs
        records.add(store, "body", f.body(name="Invented"))
    assert len(heads(signed)) == 3
    report = verified(signed, None)
    assert report.faults == []
    assert report.good is not None
    assert (report.good.sequence, report.good.at[:10]) == (6, "2026-05-03")
    assert report.remarks == ["The last journal entry is not signed yet."]
    verified(signed)
    assert verified(signed).remarks == []


def test_closing_twice_harms_nothing(signed: Path) -> None:
    store = unlocked(signed)
    records.add(store, "body", f.body(name="Invented"))
    store.close()
    store.close()
    assert [head.sequence for head in heads(signed)] == [2, 4, 6, 7]


def test_a_dossier_is_signed_at_once(tmp_path: Path) -> None:
    with CaseStore.create(tmp_path / "store", actor="a", passphrase=PASSPHRASE) as store:
        reference = records.add(store, "incident", f.incident()).reference
        made = make(store, [reference], tmp_path / "dossier.pdf")
        assert [head.sequence for head in heads(store.folder)] == [made.sequence]


def test_a_plain_store_is_called_unsigned_and_one_that_has_all_signed_says_nothing(woven: tuple[Path, Web]) -> None:
    with opened(woven[0]) as store:
        assert "not signed" in checks.verify(store).remarks[0]
        assert checks.verify(store).good is None
        assert not store.place.signed_heads.exists()


def rewrite(connection: sqlite3.Connection, sequence: int) -> None:
    """Alter an entry, and chain everything after it anew, head and all, as one can who has no key."""
    previous = GENESIS
    for number, entry in connection.execute("SELECT sequence, entry FROM journal ORDER BY sequence").fetchall():
        entry = entry.replace(b'"who":"a"', b'"who":"b"') if number == sequence else entry
        now = chain(previous, entry)
        connection.execute("UPDATE journal SET entry = ?, previous = ?, hash = ? WHERE sequence = ?",
                           (entry, previous, now, number))
        previous = now
    connection.execute("UPDATE journal_head SET hash = ?", (previous,))


def cut(connection: sqlite3.Connection, sequence: int) -> None:
    """Take away everything after an entry, with the records that it made, and mend the head."""
    connection.execute("DELETE FROM body WHERE last_sequence > ?", (sequence,))
    connection.execute("DELETE FROM search_record WHERE kind = 'body' AND record_pk NOT IN (SELECT pk FROM body)")
    connection.execute("DELETE FROM journal WHERE sequence > ?", (sequence,))
    connection.execute("UPDATE journal_head SET (count, sequence, hash) ="
                       " (SELECT sequence, sequence, hash FROM journal WHERE sequence = ?)", (sequence,))


TAMPERED = {
    "rewritten from 5 on": (lambda db: rewrite(db, 5), {"head_other", "head_file_other"}, 4),
    "rewritten from 1 on": (lambda db: rewrite(db, 1), {"head_other", "head_file_other"}, None),
    "the last cut": (lambda db: cut(db, 5), {"head_gone", "head_file_ahead"}, 4),
    "two cut": (lambda db: cut(db, 4), {"head_gone", "head_file_ahead"}, 4),
    "nearly all cut": (lambda db: cut(db, 1), {"head_gone", "head_file_ahead"}, None),
}


@pytest.mark.parametrize("with_key", [True, False])
@pytest.mark.parametrize("what", sorted(TAMPERED))
def test_a_journal_that_is_whole_but_not_the_one_that_was_signed_is_named(signed: Path, what: str, with_key: bool) -> None:
    act, expected, good = TAMPERED[what]
    outside(signed, act)
    for _again in range(2):  # and nothing that is signed or saved later covers it up
        report = verified(signed, PASSPHRASE if with_key else None)
        assert kinds(report) == expected
        assert (report.good.sequence if report.good else None) == good
    before = heads(signed)
    with unlocked(signed) as store:
        for number in range(9):
            records.add(store, "body", f.body(name=f"Invented later {number}"))
    assert heads(signed) == before
    report = verified(signed)
    assert {"head_other", "head_file_other"} <= kinds(report)
    assert (report.good.sequence if report.good else None) == good


HEAD_LINES: dict[str, tuple[Callable[[bytes], bytes], set[str]]] = {
    "a time": (lambda data: data.replace(b"2026-05-02", b"2026-05-09"), {"head_signature"}),
    "a count": (lambda data: data.replace(b'"count":4', b'"count":5'), {"head_signature"}),
    "a signature": (lambda data: data.replace(b'"signature":"', b'"signature":"00', 1), {"head_signature"}),
    "nonsense": (lambda data: data.replace(b"{", b"[", 1), {"head_signature"}),
    "a line's end": (lambda data: data[:-1] + b" ", {"head_signature"}),
    "an empty line": (lambda data: data + b"\n", {"head_signature"}),
    "half a line, as a crash leaves it": (lambda data: data[:-40], set()),
}


@pytest.mark.parametrize("what", sorted(HEAD_LINES))
def test_an_altered_signed_head_is_named(signed: Path, what: str) -> None:
    act, expected = HEAD_LINES[what]
    file = signed / "heads.jsonl"
    file.write_bytes(act(file.read_bytes()))
    assert kinds(verified(signed, None)) == expected
    with unlocked(signed) as store:
        records.add(store, "body", f.body(name="Invented"))
    assert kinds(verified(signed)) == expected
    assert heads(signed)[-1].sequence == 7


def test_every_flip_in_the_head_files_is_named(signed: Path) -> None:
    for name in ("head.json", "heads.jsonl"):
        file = signed / name
        sound = file.read_bytes()
        with unlocked(signed, None) as store:
            for at in range(0, len(sound), 7):
                file.write_bytes(sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1:])
                said = checks_heads.said(store)
                report = Report()
                checks_heads.check(store, store.database.reader(), said, report)
                assert report.faults, (name, at)
            file.write_bytes(sound)


def test_heads_of_a_stranger_and_a_key_that_was_put_in_place_of_ours_are_named(signed: Path, tmp_path: Path) -> None:
    about = json.loads((signed / "store.json").read_text())
    forged = signing.new_pair(bytes(32), about["store_id"])
    with unlocked(signed, None) as store:
        head = journal.head(store.database.reader())
    stranger = signed_heads.made(about["store_id"], head, "2026-06-01T00:00:00.000Z",
                                 signing.signer(forged, bytes(32), about["store_id"]))
    signed_heads.add(signed / "heads.jsonl", stranger)
    assert kinds(verified(signed, None)) == {"head_signature"}
    # The public key alone exchanged: what was signed before tells, and whoever has the passphrase sees the broken seal.
    about["signing"]["public"] = forged["public"]
    (signed / "store.json").write_text(json.dumps(about))
    assert kinds(verified(signed, None)) == {"head_signature"}
    assert kinds(verified(signed)) == {"head_signature", "signing_key"}
    del about["signing"]
    (signed / "store.json").write_text(json.dumps(about))
    assert kinds(verified(signed)) == {"signing_key"}


def test_a_log_that_lost_its_last_saves_is_named(tmp_path: Path) -> None:
    """The power fails, and of the write-ahead log only what came early is on the disk."""
    folder = tmp_path / "store"
    for passphrase in (None, PASSPHRASE):
        with CaseStore.create(folder, actor="a", passphrase=passphrase) as store:
            records.add(store, "incident", f.incident())
            early = {path.name: path.read_bytes() for path in folder.glob("cases.db*") if path.suffix != ".db-shm"}
            records.add(store, "incident", f.incident())
            late = (folder / "head.json").read_bytes()
            lost = tmp_path / "lost"
            shutil.copytree(folder, lost)
        for name, data in early.items():
            (lost / name).write_bytes(data)
        (lost / "cases.db-shm").unlink(missing_ok=True)
        report = verified(lost, passphrase)
        assert kinds(report) == {"head_file_ahead"}
        assert "knows journal entry 2, the database ends with 1" in report.faults[0].message
        assert (lost / "head.json").read_bytes() == late
        shutil.rmtree(lost)
        shutil.rmtree(folder)


def test_a_head_file_left_behind_or_gone_is_no_fault_and_is_brought_up(signed: Path) -> None:
    with unlocked(signed) as store:
        old = (signed / "head.json").read_bytes()
        records.add(store, "body", f.body(name="One"))
        (signed / "head.json").write_bytes(old)  # a crash right after the save
        assert checks.verify(store).faults == []
        records.add(store, "body", f.body(name="Two"))
        assert store.head_file.read() == Said(8, journal.head(store.database.reader()).hash)
        (signed / "head.json").unlink()
        assert checks.verify(store).faults == []
        assert "no head file" in checks.verify(store).remarks[0]
        records.add(store, "body", f.body(name="Three"))
        assert checks.verify(store).remarks == ["The last 3 journal entries are not signed yet."]


def test_a_head_file_of_an_encrypted_store_is_sealed_by_its_secret(tmp_path: Path) -> None:
    path = tmp_path / "head.json"
    HeadFile(path, "an id", b"k" * 32).write(Said(3, b"h" * 32))
    assert len(path.read_bytes()) == 512
    assert HeadFile(path, "an id", b"k" * 32).read() == Said(3, b"h" * 32)
    for other in (HeadFile(path, "an id"), HeadFile(path, "an id", b"l" * 32), HeadFile(path, "other", b"k" * 32)):
        with pytest.raises(HeadFileAltered):
            other.read()


def test_a_head_file_that_cannot_be_written_stops_no_save(signed: Path) -> None:
    (signed / "head.json").unlink()
    (signed / "head.json").mkdir()
    with unlocked(signed) as store:
        assert records.add(store, "body", f.body(name="One")).sequence == 7


def test_two_programs_at_once_raise_no_false_alarm(signed: Path) -> None:
    """Each saves and checks in turn while the other does."""
    found: list[object] = []

    def work(name: str) -> None:
        with unlocked(signed) as store:
            for number in range(12):
                records.add(store, "body", f.body(name=f"{name} {number}"))
                report = Report()
                said = checks_heads.said(store)
                with store.database.snapshot() as connection:
                    checks_heads.check(store, connection, said, report)
                found.extend(report.faults)

    threads = [threading.Thread(target=work, args=(name,)) for name in ("One", "Other")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == []
    report = verified(signed)
    assert report.faults == []
    assert report.good is not None
    assert report.good.sequence == 30


def test_the_key_stays_when_the_store_is_converted_or_its_passphrase_changed(signed: Path) -> None:
    def about() -> signing.Signing:
        pair = read_store_file(StoreFolder(signed)).signing
        assert pair is not None
        return pair

    public, lines = about()["public"], heads(signed)
    protection.encrypt(signed, PASSPHRASE, actor="a")
    assert about()["public"] == public
    protection.change_passphrase(signed, PASSPHRASE, "another invented sentence")
    report = verified(signed, "another invented sentence")
    assert (report.faults, report.good and report.good.sequence) == ([], 6)
    protection.lay_open(signed, "another invented sentence", actor="a")
    assert heads(signed) == lines
    # Under a passphrase that does not open the old key a new one signs, and the old one's heads still count.
    protection.encrypt(signed, PASSPHRASE, actor="a")
    assert about()["public"] != public
    assert about()["former"] == [public]
    with unlocked(signed) as store:
        records.add(store, "body", f.body(name="Invented"))
    report = verified(signed)
    assert (report.faults, report.good and report.good.sequence) == ([], 7)


def test_a_pair_opens_with_its_secret_and_in_its_store_only() -> None:
    pair = signing.new_pair(b"s" * 32, "store one", ["aa"])
    made = signing.signer(pair, b"s" * 32, "store one")
    assert signing.is_signed(pair["public"], b"data", made.sign(b"data"))
    assert not signing.is_signed(pair["public"], b"Data", made.sign(b"data"))
    assert not signing.is_signed("zz", b"data", made.sign(b"data"))
    for other in (pair | {"public": "00" * 32}, pair | {"former": []}, pair | {"nonce": "00" * 12}, {}):
        with pytest.raises(WrongKey):
            signing.signer(other, b"s" * 32, "store one")
    for secret, store_id in ((b"t" * 32, "store one"), (b"s" * 32, "store two")):
        with pytest.raises(WrongKey):
            signing.signer(pair, secret, store_id)


def test_the_pair_is_not_to_be_read_from_the_disk(signed: Path) -> None:
    with unlocked(signed) as store:
        assert store.secret is not None
        assert store.about.signing is not None
        private = signing.signer(store.about.signing, store.secret, store.about.store_id).private
    for file in (path for path in signed.rglob("*") if path.is_file()):
        data = file.read_bytes()
        assert private not in data
        assert private.hex().encode() not in data
