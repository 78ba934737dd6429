"""Whatever is done to a package is found by the one file that goes along with it, and nothing is found in a sound one."""

from __future__ import annotations

import ast
import json
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import factories as f
from tests.dossier import packages as p
from tests.factories import Ticking, copied

from casetracker.dossier.package import check
from casetracker.dossier.package.bag import checker
from casetracker.dossier.package.make import make
from casetracker.errors import UserError
from casetracker.services import evidence
from casetracker.services.case_store import CaseStore
from casetracker.store import keys

PASSPHRASE = "four invented words here"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that signs (`store`), and its packages `inside`, `inside.zip` and the earlier `earlier`."""
    base = tmp_path_factory.mktemp("packed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "_MEMORY_KIB", 1024)
        patch.setattr(keys, "_ITERATIONS", 1)
        with CaseStore.create(base / "store", actor="T. Ester", owner="Invented Owners", passphrase=PASSPHRASE,
                              clock=Ticking()) as store:
            web = f.weave(store, base)
            make(store, [web.incident], base / "earlier", audience="internal")
            other = base / "second.txt"
            other.write_bytes(b"another invented file")
            evidence.take_in(store, web.incident, other)
            make(store, [web.incident], base / "inside", audience="internal")
            make(store, [web.incident], base / "inside.zip", audience="internal")
    return base


@pytest.fixture
def package(base: Path, tmp_path: Path) -> Path:
    return copied(base / "inside", tmp_path / "inside")


def opened(base: Path) -> CaseStore:
    return CaseStore.open(base / "store", actor="a", passphrase=PASSPHRASE, clock=Ticking())


def test_a_sound_package_raises_no_alarm_and_says_who_signed_it(base: Path) -> None:
    for name in ("inside", "inside.zip", "earlier"):
        told = p.run(base / name)
        assert (told.returncode, told.stderr) == (0, ""), told.stdout
        assert told.stdout.endswith("Everything is right.\n")
        assert "Signed on 2026-03-01" in told.stdout
        with opened(base) as store:
            report = check.check(base / name, store)
            assert (report.faults, report.compared) == ([], True)
    told = p.run(base / "inside", "--head", str(base / "earlier" / "data/head.json"))
    assert told.returncode == 0


def test_it_runs_from_within_the_package_and_on_old_pythons(package: Path) -> None:
    import subprocess
    import sys

    assert (package / "verify.py").read_bytes() == p.VERIFY.read_bytes()
    told = subprocess.run([sys.executable, "-I", "verify.py"], cwd=package, capture_output=True, text=True, check=False)
    assert told.returncode == 0
    ast.parse(p.VERIFY.read_text(), feature_version=(3, 8))
    assert p.run(package, "--nonsense").returncode == 2


def made_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


EVERY_FILE = ["README.txt", "bag-info.txt", "bagit.txt", "data/evidence/E-000001/01_invented.mp4", "data/head.json",
              "data/head.sig", "data/journal.jsonl", "data/package.json", "data/public-key.pem",
              "data/records/INC-2026-000001.json", "data/records/P-000003.json", "manifest-sha256.txt",
              "tagmanifest-sha256.txt", "verify.py"]
DONE_TO_A_FILE: dict[str, Callable[[Path], object]] = {
    "first byte": lambda path: p.flip(path, 0),
    "last byte": lambda path: p.flip(path, -1),
    "cut": lambda path: os.truncate(path, path.stat().st_size // 2),
    "emptied": lambda path: os.truncate(path, 0),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"\n"),
    "gone": lambda path: path.unlink(),
    "a folder": made_a_folder,
}


@pytest.mark.parametrize("name", EVERY_FILE)
def test_whatever_is_done_to_a_file_is_found(package: Path, name: str) -> None:
    path = package / name
    sound = path.read_bytes()
    for what, act in DONE_TO_A_FILE.items():
        act(path)
        assert p.codes(package), (name, what)
        if what in ("first byte", "gone"):
            told = p.run(package)
            assert told.returncode == 1, told.stdout
            assert "WRONG: " in told.stdout
            assert "Traceback" not in told.stderr
        if path.is_dir():
            path.rmdir()
        path.write_bytes(sound)
    assert not p.codes(package)


def in_turn(*acts: Callable[[Path], object]) -> Callable[[Path], None]:
    def all_of_them(package: Path) -> None:
        for act in acts:
            act(package)

    return all_of_them


def entry_altered(package: Path) -> None:
    p.journal(package, altered_entry)


def last_cut(package: Path) -> None:
    p.journal(package, lambda lines: lines.pop())


def title_forged(package: Path) -> None:
    record(package, "INC-2026-000001", title="Forged")


def swap(package: Path) -> None:
    one, two = (sorted((package / "data/evidence").rglob("*.*")))
    one_data, two_data = one.read_bytes(), two.read_bytes()
    one.write_bytes(two_data)
    two.write_bytes(one_data)


def record(package: Path, reference: str, **changed: Any) -> None:
    path = package / f"data/records/{reference}.json"
    given = json.loads(path.read_text())
    given["record"] |= changed
    path.write_text(json.dumps(given))


def altered_entry(lines: list[dict[str, Any]]) -> None:
    lines[3]["entry"] = lines[3]["entry"].replace("T. Ester", "F. Orger")


def altered_payload(lines: list[dict[str, Any]]) -> None:
    lines[3]["payload"] = lines[3]["payload"].replace("Invented", "Forged")


def swapped_lines(lines: list[dict[str, Any]]) -> None:
    lines[3], lines[4] = lines[4], lines[3]


def renumbered(lines: list[dict[str, Any]]) -> None:
    swapped_lines(lines)
    for number, line in enumerate(lines, 1):
        line["seq"] = number


# What somebody does who writes the manifests anew.
DONE_WITH_CARE: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "two evidence files swapped": (swap, {"contents", "evidence", "evidence_missing"}),
    "an evidence file left out": (lambda at: sorted((at / "data/evidence").rglob("*.*"))[0].unlink(),
                                  {"contents", "evidence_missing"}),
    "an evidence file put in": (lambda at: (at / "data/evidence/E-000001/more").write_text("x"), {"contents", "evidence"}),
    "evidence of no item": (lambda at: shutil.copytree(at / "data/evidence/E-000001", at / "data/evidence/E-000009"),
                            {"contents", "evidence"}),
    "a title": (title_forged, {"contents"}),
    "a record's id": (lambda at: record(at, "INC-2026-000001", id="x"), {"contents", "record"}),
    "a record in another's place": (lambda at: shutil.copy(at / "data/records/P-000001.json",
                                                           at / "data/records/P-000002.json"), {"contents", "record"}),
    "a record left out": (lambda at: (at / "data/records/P-000003.json").unlink(), {"contents"}),
    "a record that is none": (lambda at: (at / "data/records/P-000003.json").write_text("[]"), {"contents", "record"}),
    "for whom": (lambda at: (at / "data/package.json").write_text('{"audience": "internal"}'), {"contents"}),
    "a journal entry": (entry_altered, {"chain"}),
    "a payload": (lambda at: p.journal(at, altered_payload), {"payload"}),
    "a payload taken out": (lambda at: p.journal(at, lambda lines: lines[3].pop("payload")), set()),
    "two entries swapped": (lambda at: p.journal(at, swapped_lines), {"order", "entry", "chain"}),
    "two entries swapped and numbered": (lambda at: p.journal(at, renumbered), {"entry", "chain"}),
    "an entry left out": (lambda at: p.journal(at, lambda lines: lines.pop(3)),
                          {"order", "entry", "chain", "count", "record"}),
    "the last entry left out": (last_cut, {"chain", "count", "contents"}),
    "an entry put in": (lambda at: p.journal(at, lambda lines: lines.append({"seq": len(lines) + 1, "digest": "0" * 64})),
                        {"chain", "count", "contents"}),
    "an entry as its digest": (lambda at: p.journal(at, lambda lines: lines.__setitem__(-1, {
        "seq": len(lines), "digest": checker().hashlib.sha256(lines[-1]["entry"].encode()).hexdigest()})), {"contents"}),
    "a line that is none": (lambda at: p.journal(at, lambda lines: lines.__setitem__(3, {"seq": 4})), {"journal", "chain"}),
    "entries chained anew": (in_turn(entry_altered, p.rechained), {"signature"}),
    "the tail cut and the head mended": (in_turn(last_cut, p.rechained), {"signature", "contents"}),
    "a title, entered and chained anew": (in_turn(title_forged, p.with_contents_entered, p.rechained), {"signature"}),
    "the head's time": (lambda at: p.head(at, at="2026-01-01T00:00:00.000Z"), {"signature"}),
    "the head's count": (lambda at: p.head(at, count=3), {"signature", "count"}),
    "the head's store": (lambda at: p.head(at, store="other"), {"signature"}),
    "the head's key": (lambda at: p.head(at, key="00" * 32), {"signature", "public_key"}),
    "the head's key taken out": (lambda at: p.head(at, key=""), {"signature"}),
    "the head of a stranger's making": (lambda at: p.head(at, count="3"), {"head", "chain", "count"}),
    "the signature": (lambda at: (at / "data/head.sig").write_bytes(bytes(64)), {"signature"}),
    "the signature taken out": (lambda at: (at / "data/head.sig").unlink(), {"signature"}),
    "another public key beside the head": (lambda at: (at / "data/public-key.pem").write_text("none"), {"public_key"}),
    "a file at the top": (lambda at: (at / "more.txt").write_text("x"), {"extra", "missing"}),
    "a file hidden in the data": (lambda at: (at / "data/.more").write_text("x"), {"contents"}),
    "a link": (lambda at: (at / "data/more").symlink_to("/etc/passwd"), {"unsafe"}),
    "another kind of bag": (lambda at: (at / "bagit.txt").write_text("BagIt-Version: 0.97\n"), {"bagit"}),
}


@pytest.mark.parametrize("what", sorted(DONE_WITH_CARE))
def test_what_is_done_with_care_is_found(package: Path, what: str) -> None:
    act, expected = DONE_WITH_CARE[what]
    act(package)
    if what != "a payload taken out":  # a payload may be withheld; only the manifest misses it
        p.remade(package)
        assert p.codes(package) == expected
    told = p.run(package)
    assert told.returncode == 1, told.stdout
    assert "Traceback" not in told.stderr


def test_one_who_makes_all_of_it_anew_is_told_by_what_was_handed_over_before(base: Path, package: Path) -> None:
    """With a key of one's own everything fits together; the key, an earlier head and the store itself speak against it."""
    p.journal(package, altered_entry)
    record(package, "INC-2026-000001", title="Forged")
    p.with_contents_entered(package)
    p.rechained(package)
    p.signed_by_another(package)
    p.remade(package)
    assert p.run(package).returncode == 0
    head = json.loads((base / "earlier" / "data/head.json").read_bytes())
    assert p.codes(package, key=head["key"]) == {"key"}
    assert p.codes(package, known=head) == {"known_head"}
    assert p.run(package, "--key", head["key"]).returncode == 1
    assert p.run(package, "--head", str(base / "earlier" / "data/head.json")).returncode == 1
    with opened(base) as store:
        found = {fault.kind for fault in check.check(package, store).faults}
        assert found == {"package_other_journal", "package_other_key"}


def test_a_package_that_was_stripped_of_its_signature_is_called_unsigned(package: Path) -> None:
    p.head(package, key="")
    (package / "data/head.sig").unlink()
    (package / "data/public-key.pem").unlink()
    p.remade(package)
    told = p.run(package)
    assert told.returncode == 0
    assert "NOT SIGNED" in told.stdout
    assert p.codes(package, key="00" * 32) == {"unsigned"}
    assert check.check(package).signed_at == ""


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_one_byte_changed_is_found(base: Path, data: st.DataObject) -> None:
    files = p.files(base / "inside")
    name = data.draw(st.sampled_from(sorted(files)))
    path = files[name]
    sound = path.read_bytes()
    path.chmod(0o600)
    try:
        p.flip(path, data.draw(st.integers(0, len(sound) - 1)), data.draw(st.integers(1, 255)))
        told = p.run(base / "inside")
        assert told.returncode == 1, told.stdout
        assert "WRONG: " in told.stdout
    finally:
        path.write_bytes(sound)


def zipped(path: Path, *names: tuple[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for name, data in names:
            made.writestr(zipfile.ZipInfo(name), data)
    return path


def test_a_hostile_zip_is_never_unpacked_and_breaks_nothing(base: Path, tmp_path: Path) -> None:
    sound = [(f"inside/{name}", path.read_bytes()) for name, path in p.files(base / "inside").items()]
    assert not p.codes(zipped(tmp_path / "same.zip", *sound))
    for name in ("../out.txt", "inside/../../out.txt", "/out.txt", "inside/C:\\out.txt", "inside/data/a\\..\\b", "other/x"):
        assert "unsafe" in p.codes(zipped(tmp_path / "bad.zip", *sound, (name, b"x"))), name
    for data in (b"", b"PK\x03\x04", (base / "inside.zip").read_bytes()[:-300], os.urandom(2000)):
        (tmp_path / "broken.zip").write_bytes(data)
        told = p.run(tmp_path / "broken.zip")
        assert (told.returncode, told.stderr) == (1, "")
        assert check.check(tmp_path / "broken.zip").faults
        assert not check.is_from(tmp_path / "broken.zip", base / "store")
    assert not (tmp_path.parent / "out.txt").exists()
    with pytest.raises(UserError):
        check.check(tmp_path / "none")


def test_a_zip_altered_anywhere_is_found_or_holds_the_same(base: Path, tmp_path: Path) -> None:
    sound = (base / "inside.zip").read_bytes()
    with zipfile.ZipFile(base / "inside.zip") as made:
        same = {entry.filename: made.read(entry) for entry in made.infolist()}
    altered = tmp_path / "inside.zip"
    for at in range(0, len(sound), max(1, len(sound) // 150)):
        altered.write_bytes(sound[:at] + bytes([sound[at] ^ 4]) + sound[at + 1:])
        if not p.codes(altered):
            with zipfile.ZipFile(altered) as made:
                assert {entry.filename: made.read(entry) for entry in made.infolist()} == same


def test_our_sentences_are_those_of_the_file_that_goes_along() -> None:
    assert check.SENTENCES == checker().SENTENCES


# RFC 8032, section 7.1: public key, message, signature.
VECTORS = [
    ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe246551"
     "41438e7a100b"),
    ("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d"
     "291612bb0c00"),
    ("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027"
     "beceea1ec40a"),
    ("ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9a"
     "c94fa54ca49f",
     "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9be"
     "f1177331a704"),
]


@pytest.mark.parametrize(("public", "message", "signature"), VECTORS)
def test_ed25519_as_the_rfc_has_it(public: str, message: str, signature: str) -> None:
    key, said, signed = bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature)
    verify = checker().verify_ed25519
    assert verify(key, said, signed)
    order = 2 ** 252 + 27742317777372353535851937790883648493
    other = (int.from_bytes(signed[32:], "little") + order).to_bytes(32, "little")
    for wrong in (signed[:32] + other, signed[:-1], bytes(64), signed[32:] + signed[:32]):
        assert not verify(key, said, wrong)
    assert not verify(key, said + b"x", signed)
    assert not verify(key[::-1], said, signed)
    assert not verify(b"\xff" * 32, said, signed)


@settings(max_examples=25)
@given(seed=st.binary(min_size=32, max_size=32), message=st.binary(max_size=300), at=st.integers(0, 95),
       by=st.integers(1, 255))
def test_ed25519_as_another_library_has_it(seed: bytes, message: bytes, at: int, by: int) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.from_private_bytes(seed)
    both = bytearray(private.public_key().public_bytes_raw() + private.sign(message))
    verify = checker().verify_ed25519
    assert verify(bytes(both[:32]), message, bytes(both[32:]))
    both[at] ^= by
    assert not verify(bytes(both[:32]), message, bytes(both[32:]))
