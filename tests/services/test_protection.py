"""An encrypted store from its making to its end: who opens it, what the disk shows, and how its protection is changed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from tests import factories as f
from tests.factories import Ticking, Web, opened

from casetracker.errors import EvidenceDamaged, PassphraseNeeded, UserError, WrongKey
from casetracker.services import checks, evidence, protection, records, search, show
from casetracker.services.case_store import CaseStore

PASSPHRASE = "four invented words here"
NEW = "quite another sentence"
CANARY = "Qwertzuiop-Canary"
BYTES = b"canary-of-the-evidence " * 400


@pytest.fixture
def locked(tmp_path: Path) -> tuple[Path, str]:
    """A closed encrypted store that holds a canary of each kind, and its recovery key."""
    folder = tmp_path / "store"
    file = tmp_path / f"{CANARY}.txt"
    file.write_bytes(BYTES)
    with CaseStore.create(folder, actor="a", name=CANARY, passphrase=PASSPHRASE, clock=Ticking()) as store:
        case = records.add(store, "incident", f.incident(title=CANARY)).reference
        records.add(store, "party", f.protected_party(name=CANARY, names=[], rank=None, unit=None, note=None))
        evidence.take_in(store, case, file)
        assert store.recovery_key
        recovery = store.recovery_key
    file.unlink()
    return folder, recovery


def unlocked(folder: Path, given: str | None) -> CaseStore:
    return CaseStore.open(folder, actor="a", passphrase=given, clock=Ticking())


def test_it_opens_by_either_way_and_by_nothing_else(locked: tuple[Path, str]) -> None:
    folder, recovery = locked
    for given in (PASSPHRASE, recovery):
        with unlocked(folder, given) as store:
            assert [hit.title for hit in search.search(store, CANARY)] == [CANARY]
            with evidence.open_file(store, hashlib.sha256(BYTES).hexdigest()) as file:
                assert file.read() == BYTES
            assert checks.verify(store).faults == []
    with pytest.raises(PassphraseNeeded):
        unlocked(folder, None)
    for wrong in ("", NEW, recovery[:-1] + ("A" if recovery[-1] != "A" else "B")):
        with pytest.raises(WrongKey):
            unlocked(folder, wrong)


def test_the_disk_shows_no_name_no_text_no_size_and_no_hash(locked: tuple[Path, str]) -> None:
    folder, recovery = locked
    sha256 = hashlib.sha256(BYTES).hexdigest()
    secrets = [CANARY.encode(), BYTES[:23], sha256.encode(), bytes.fromhex(sha256), PASSPHRASE.encode(), recovery.encode(),
               b"SQLite format"]
    for path in folder.rglob("*"):
        assert CANARY not in path.name
        assert sha256 not in str(path)
        if path.is_file():
            data = path.read_bytes()
            assert not [secret for secret in secrets if secret in data], path
    (kept,) = [path for path in (folder / "vault").rglob("*") if path.is_file()]
    assert kept.stat().st_size > 1 << 20
    assert json.loads((folder / "store.json").read_text())["encrypted"] is True


def test_a_new_passphrase_opens_and_the_old_one_no_more_and_nothing_is_encrypted_anew(locked: tuple[Path, str]) -> None:
    folder, recovery = locked
    before = (folder / "cases.db").read_bytes()
    protection.change_passphrase(folder, PASSPHRASE, NEW)
    assert (folder / "cases.db").read_bytes() == before
    unlocked(folder, NEW).close()
    with pytest.raises(WrongKey):
        unlocked(folder, PASSPHRASE)
    protection.change_passphrase(folder, recovery, PASSPHRASE)
    unlocked(folder, PASSPHRASE).close()
    fresh = protection.change_recovery_key(folder, PASSPHRASE)
    unlocked(folder, fresh).close()
    with pytest.raises(WrongKey):
        unlocked(folder, recovery)
    with pytest.raises(UserError):
        protection.change_passphrase(folder, PASSPHRASE, "short")


def test_a_sealed_file_altered_or_put_in_anothers_place_is_named(locked: tuple[Path, str], tmp_path: Path) -> None:
    folder, _recovery = locked
    other = tmp_path / "other.txt"
    other.write_bytes(b"another content")
    with unlocked(folder, PASSPHRASE) as store:
        evidence.take_in(store, None, other)
    one, two = sorted(path for path in (folder / "vault").rglob("*") if path.is_file())
    kept = one.read_bytes(), two.read_bytes()
    flipped = kept[0][:500] + bytes([kept[0][500] ^ 1]) + kept[0][501:]
    for damage in ((kept[1], kept[0]), (kept[0][:-1], kept[1]), (flipped, kept[1])):
        for path, data in zip((one, two), damage, strict=True):
            path.chmod(0o600)
            path.write_bytes(data)
        with unlocked(folder, PASSPHRASE) as store:
            assert {fault.kind for fault in checks.verify(store).faults} == {"file_altered"}


def test_a_plain_store_is_encrypted_and_laid_open_again_with_all_it_holds(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    with opened(folder) as store:
        page = show.incident_page(store, web.incident, reveal=True)
        name = show.record(store, web.exhibit)["files"][0]["sha256"]
    protection.encrypt(folder, PASSPHRASE, actor="a")
    assert not list(folder.parent.glob("*.before"))
    assert not list(folder.parent.glob("*.converting"))
    with pytest.raises(PassphraseNeeded):
        opened(folder)
    assert not list((folder / "vault").rglob(name))
    with unlocked(folder, PASSPHRASE) as store:
        assert show.incident_page(store, web.incident, reveal=True) == page
        assert checks.verify(store).faults == []
        assert search.search(store, "prykladivka")
        records.add(store, "incident", f.incident(title="Afterwards"))
        assert search.search(store, "afterwards")
    with pytest.raises(WrongKey):
        protection.lay_open(folder, NEW, actor="a")
    protection.lay_open(folder, PASSPHRASE, actor="a")
    with opened(folder) as store:
        assert show.incident_page(store, web.incident, reveal=True) == page
        assert checks.verify(store).faults == []
    assert list((folder / "vault").rglob(name))


def test_a_conversion_that_fails_leaves_the_store_as_it_was(woven: tuple[Path, Web]) -> None:
    folder, _web = woven
    (kept,) = [path for path in (folder / "vault").rglob("*") if path.is_file()]
    kept.chmod(0o600)
    kept.write_bytes(b"altered")
    with pytest.raises(EvidenceDamaged):
        protection.encrypt(folder, PASSPHRASE, actor="a")
    with pytest.raises(UserError):
        protection.encrypt(folder, PASSPHRASE, actor="a", progress=lambda what, done, total: False)
    assert not list(folder.parent.glob("*.converting"))
    opened(folder).close()
