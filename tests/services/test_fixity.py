"""Hashing again: one entry a run, a custody entry for a fault and for nothing else, and each item says who looked last."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from tests import factories as f
from tests.factories import Ticking, opened

from casetracker.domain import own_reasons
from casetracker.errors import InvalidRecord, UserError
from casetracker.services import checks, destruction, evidence, fixity, history, record_lists, records, show
from casetracker.services.case_store import CaseStore

PASSPHRASE = "four invented words here"


@pytest.fixture(params=[None, PASSPHRASE], ids=["plain", "encrypted"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> CaseStore:
    """A store with three exhibits, two of the same content."""
    made = CaseStore.create(tmp_path / "store", actor="a", passphrase=request.param, clock=Ticking())
    for content in (b"one", b"two", b"two"):
        file = tmp_path / "film.mp4"
        file.write_bytes(content)
        evidence.take_in(made, None, file)
    return made


def kept(store: CaseStore, content: bytes) -> Path:
    from casetracker.store.vault import path_of

    return path_of(store.vault, hashlib.sha256(content).hexdigest())


def spoil(path: Path) -> None:
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


def run(store: CaseStore) -> fixity.Run:
    found = fixity.hash_again(store)
    fixity.write_down(store, found)
    return found


def looked(store: CaseStore, reference: str) -> tuple[int, bool] | None:
    told = show.record(store, reference)["derived"]["fixity"]
    return told and (told["sequence"], told["as_taken_in"])


def test_a_run_without_faults_is_one_entry_and_touches_no_record(store: CaseStore) -> None:
    with store:
        end = history.head_sequence(store)
        found = run(store)
        listed = sorted(hashlib.sha256(content).hexdigest() + "\n" for content in (b"one", b"two"))
        assert (found.count, found.faults, found.covers) == (2, (), end)
        assert found.digest == hashlib.sha256("".join(listed).encode()).hexdigest()
        assert history.head_sequence(store) == end + 1
        (entry, *_rest) = history.entries(store)
        assert (entry.kind, entry.what) == ("fixity", "Hash 2 evidence files again: all are what was taken in")
        assert entry.extra["fixity"] == {"count": 2, "digest": found.digest, "covers": end, "faults": 0}
        assert len(record_lists.record_ids(store, "custody")) == 3
        assert [looked(store, f"E-00000{number}") for number in (1, 2, 3)] == [(end + 1, True)] * 3
        with pytest.raises(UserError, match="never undone"):
            history.undo(store, entry.change_id)
        assert checks.verify(store).faults == []


def test_only_a_fault_makes_a_custody_entry_on_each_item_it_concerns(store: CaseStore) -> None:
    with store:
        spoil(kept(store, b"two"))
        kept(store, b"one").unlink()
        found = run(store)
        assert [(each.reference, each.missing) for each in found.faults] == [
            ("E-000001", True), ("E-000002", False), ("E-000003", False)]
        made = [show.record(store, f"C-00000{number}") for number in (4, 5, 6)]
        assert [(entry["evidence"], entry["act"], entry["reason"]) for entry in made] == [
            ("E-000001", "analysed", own_reasons.HASHED_MISSING), ("E-000002", "analysed", own_reasons.HASHED_ALTERED),
            ("E-000003", "analysed", own_reasons.HASHED_ALTERED)]
        assert made[0]["hash_seen"] is None
        if store.encrypted:
            assert made[1]["hash_seen"] is None  # a broken seal gives out nothing to be hashed
        else:
            assert made[1]["hash_seen"] == hashlib.sha256(b"tw" + bytes([b"o"[0] ^ 1])).hexdigest()
        assert all(looked(store, f"E-00000{number}") == (found.covers + 1, False) for number in (1, 2, 3))
        assert {fault.kind for fault in checks.verify(store).faults} == {"file_missing", "file_altered"}
        entries = history.entries(store, limit=4)
        assert len({entry.change_id for entry in entries}) == 1
        assert "3 faults" in entries[-1].what


def test_what_came_later_and_what_is_gone_was_not_covered(store: CaseStore, tmp_path: Path) -> None:
    with store:
        assert looked(store, "E-000001") is None
        run(store)
        file = tmp_path / "later.txt"
        file.write_bytes(b"later")
        evidence.take_in(store, None, file)
        evidence.add_file(store, "E-000002", file, "transcript")
        assert looked(store, "E-000001") is not None
        assert looked(store, "E-000002") is None
        assert looked(store, "E-000004") is None
        records.amend(store, "E-000001", {"title": "A change that touches no file"})
        assert looked(store, "E-000001") is not None
        destruction.destroy(store, "E-000001", "a reason")
        assert looked(store, "E-000001") is None
        assert run(store).count == 2
        assert looked(store, "E-000004") is not None


def test_what_is_destroyed_while_the_hashing_goes_on_is_no_fault(store: CaseStore) -> None:
    with store:
        kept(store, b"one").unlink()
        found = fixity.hash_again(store)
        destruction.destroy(store, "E-000001", "a reason")
        before = len(record_lists.record_ids(store, "custody"))
        fixity.write_down(store, found)
        assert len(record_lists.record_ids(store, "custody")) == before
        assert checks.verify(store).faults == []


def test_cancelled_it_writes_nothing(store: CaseStore) -> None:
    with store:
        end = history.head_sequence(store)
        with pytest.raises(UserError, match="nothing was written"):
            fixity.hash_again(store, lambda what, done, total: done < total)
        assert history.head_sequence(store) == end
        steps: list[tuple[int, int]] = []

        def tell(_what: str, done: int, total: int) -> bool:
            steps.append((done, total))
            return True

        fixity.hash_again(store, tell)
        assert steps[0] == (0, 6)
        assert steps[-1] == (6, 6)


def test_it_is_due_after_the_interval_of_the_store(folder: Path, tmp_path: Path) -> None:
    clock = Ticking()
    with opened(folder, clock=clock) as store:
        assert not fixity.due(store)
        clock.now += timedelta(days=400)
        records.add(store, "body", f.body())
        assert not fixity.due(store)  # for it holds no file
        (tmp_path / "film").write_bytes(b"film")
        evidence.take_in(store, None, tmp_path / "film")
        assert not fixity.due(store)
        clock.now += timedelta(days=91)
        assert fixity.due(store)
        run(store)
        assert not fixity.due(store)
        fixity.set_interval(store, 7)
        assert fixity.interval(store) == 7
        clock.now += timedelta(days=8)
        assert fixity.due(store)
        fixity.set_interval(store, 0)
        assert not fixity.due(store)
        with pytest.raises(InvalidRecord):
            fixity.set_interval(store, -1)
