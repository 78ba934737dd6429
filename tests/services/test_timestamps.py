"""Time stamps on the journal's head, by an authority that lives for the length of these tests."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests import factories as f
from tests.dossier import packages
from tests.factories import Ticking, copied, opened

from casetracker.cli.main import main
from casetracker.dossier.package.make import make
from casetracker.errors import UserError
from casetracker.services import checks, checks_timestamps, protection, records, timestamp_der, timestamps
from casetracker.services.case_store import CaseStore
from casetracker.services.checks import Report
from casetracker.services.timestamps import StampRefused
from casetracker.store import keys
from casetracker.store.timestamps import Answered, read

pytest.importorskip("rfc3161_client", reason="the extra “timestamp” is not installed")
OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="there is no openssl to be the authority")
PASSPHRASE = "four invented words here"

_SETTINGS = """
[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[stamper]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = it
[it]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""


class Authority:
    """A time stamping authority."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        folder.mkdir()
        (folder / "settings").write_text(_SETTINGS.format(folder=folder))
        (folder / "serial").write_text("01\n")
        self._run("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "root.key", "-out", "root.pem", "-days", "30",
                  "-subj", f"/CN={name} Root", "-config", "/dev/null", "-extensions", "ca", plain=True)
        self._run("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.csr",
                  "-subj", f"/CN={name}", "-config", "/dev/null", plain=True)
        self._run("x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial",
                  "-out", "tsa.pem", "-days", "30", "-extfile", "settings", "-extensions", "stamper")

    @property
    def root(self) -> Path:
        return self.folder / "root.pem"

    def stamp(self, request: Path) -> Path:
        answer = request.with_suffix(".tsr")
        self._run("ts", "-reply", "-config", "settings", "-queryfile", str(request), "-out", str(answer))
        return answer

    def _run(self, *words: str, plain: bool = False) -> None:
        assert OPENSSL is not None
        if plain:
            place = words.index("-config") + 1
            words = (*words[:place], str(self.folder / "request"), *words[place + 1:])
            (self.folder / "request").write_text(
                f"[req]\ndistinguished_name = name\n[name]\n{(self.folder / 'settings').read_text()}")
        subprocess.run([OPENSSL, *words], cwd=self.folder, check=True, capture_output=True, timeout=60)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority") / "it", "Invented Authority")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("other") / "it", "Other Authority")


@pytest.fixture
def folder(folder: Path) -> Path:
    """A store with an incident."""
    with opened(folder) as store:
        records.add(store, "incident", f.incident())
    return folder


def kinds(report: Report) -> set[str]:
    return {fault.kind for fault in report.faults}


def stamped(folder: Path, authority: Authority, place: Path) -> None:
    with opened(folder) as store:
        timestamps.request(store, place)
        timestamps.take_in(store, authority.stamp(place), authority.root)


def test_a_request_waits_in_the_store_and_its_answer_is_taken_in_later(
        folder: Path, authority: Authority, tmp_path: Path) -> None:
    with opened(folder) as store:
        asked = timestamps.request(store, tmp_path / "one.tsq")
        assert asked.head.sequence == 1
        assert "1 time stamp is asked for and not answered yet." in checks.verify(store).remarks
        records.add(store, "incident", f.incident(title="Later"))
        with pytest.raises(UserError):  # nothing is overwritten
            timestamps.request(store, tmp_path / "one.tsq")
    answer = authority.stamp(tmp_path / "one.tsq")
    with opened(folder) as store:
        for _again in range(2):
            found = timestamps.take_in(store, answer, authority.root)
        assert found.head == asked.head
        assert "Invented Authority Root" in found.authority
        assert len(read(store.place.timestamps)) == 2
        report = checks.verify(store)
        assert report.faults == []
        assert report.stamped is not None
        assert (report.stamped.sequence, report.stamped.at) == (1, found.at)
        assert not any("answered" in remark for remark in report.remarks)


def test_what_is_no_good_answer_is_refused_and_not_kept(
        folder: Path, authority: Authority, other: Authority, tmp_path: Path) -> None:
    with opened(folder) as store:
        timestamps.request(store, tmp_path / "one.tsq")
        answer = authority.stamp(tmp_path / "one.tsq")
        elsewhere = copied(folder, tmp_path / "elsewhere")
        sound = answer.read_bytes()
        with pytest.raises(StampRefused, match="not good"):
            timestamps.take_in(store, answer, other.root)
        for data in (b"", b"nonsense", sound[:-20], sound[:40] + bytes([sound[40] ^ 1]) + sound[41:]):
            answer.write_bytes(data)
            with pytest.raises(StampRefused):
                timestamps.take_in(store, answer, authority.root)
        answer.write_bytes(sound[:-1] + bytes([sound[-1] ^ 1]))
        with pytest.raises(StampRefused):
            timestamps.take_in(store, answer, authority.root)
        answer.write_bytes(sound)
        for certificates in (authority.folder / "tsa.pem", authority.folder / "settings", tmp_path / "none"):
            with pytest.raises(UserError):
                timestamps.take_in(store, answer, certificates)
        assert len(read(store.place.timestamps)) == 1
        # A second request for the same head has another nonce, and the answer to the first does not answer it.
        store.place.timestamps.unlink()
        timestamps.request(store, tmp_path / "two.tsq")
        with pytest.raises(StampRefused, match="never asked"):
            timestamps.take_in(store, answer, authority.root)
    (elsewhere / "timestamps.jsonl").unlink()
    with opened(elsewhere) as store, pytest.raises(StampRefused, match="never asked"):
        timestamps.take_in(store, answer, authority.root)


def test_a_journal_that_was_rewritten_or_cut_shows_against_the_stamp(
        folder: Path, authority: Authority, tmp_path: Path) -> None:
    """In an unsigned store, whose owner can write anew whatever he likes, the authority alone speaks against it."""
    twin = copied(folder, tmp_path / "twin")
    with opened(folder) as store:
        records.add(store, "incident", f.incident(title="Later"))
    stamped(folder, authority, tmp_path / "one.tsq")
    with opened(twin) as store:
        for name in ("Other", "And another"):
            records.add(store, "incident", f.incident(title=name))
    for path in ("cases.db", "head.json"):
        shutil.copyfile(twin / path, folder / path)
    with opened(folder) as store:
        assert kinds(checks.verify(store)) == {"timestamp_other"}
        assert checks.verify(store).stamped is None


def test_a_stamp_altered_in_the_store_is_named(folder: Path, authority: Authority, tmp_path: Path) -> None:
    stamped(folder, authority, tmp_path / "one.tsq")
    file = folder / "timestamps.jsonl"
    sound = file.read_bytes()
    with opened(folder) as store:
        for at in range(3, len(sound) - 1, 97):
            file.write_bytes(sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1:])
            report = Report()
            checks_timestamps.check(store, store.database.reader(), read(file), report)
            assert report.faults, at
        file.write_bytes(sound[:-30])  # as a crash leaves it
        assert kinds(checks.verify(store)) == set()
        timestamps.take_in(store, tmp_path / "one.tsr", authority.root)
        assert file.read_bytes() == sound


def test_without_the_package_a_sentence_says_so(folder: Path, authority: Authority, tmp_path: Path,
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    stamped(folder, authority, tmp_path / "one.tsq")
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    monkeypatch.setattr(timestamps, "is_available", lambda: False)
    with opened(folder) as store:
        with pytest.raises(UserError, match="not installed"):
            timestamps.request(store, tmp_path / "two.tsq")
        report = checks.verify(store)
        assert report.faults == []
        assert any("not checked" in remark for remark in report.remarks)


def test_an_empty_journal_is_not_stamped(tmp_path: Path) -> None:
    with CaseStore.create(tmp_path / "store", actor="a") as store, pytest.raises(UserError, match="empty"):
        timestamps.request(store, tmp_path / "one.tsq")


def test_stamps_go_along_in_a_package_and_through_conversions(
        authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_MEMORY_KIB", 1024)
    folder = tmp_path / "store"
    with CaseStore.create(folder, actor="a", passphrase=PASSPHRASE, clock=Ticking()) as store:
        case = records.add(store, "incident", f.incident()).reference
        timestamps.request(store, tmp_path / "one.tsq")
        timestamps.take_in(store, authority.stamp(tmp_path / "one.tsq"), authority.root)
        timestamps.request(store, tmp_path / "unanswered.tsq")
        make(store, [case], tmp_path / "out")
    protection.lay_open(folder, PASSPHRASE, actor="a")
    with opened(folder) as store:
        stamp = checks.verify(store).stamped
        assert stamp is not None
        assert stamp.sequence == 1
    (token,) = (tmp_path / "out/data/timestamps").glob("*.tsr")
    assert packages.codes(tmp_path / "out") == set()
    told = packages.run(tmp_path / "out")
    assert "1 time stamps" in told.stdout
    assert OPENSSL is not None
    subprocess.run([OPENSSL, "ts", "-verify", "-data", str(token.with_suffix(".json")), "-in", str(token),
                    "-CAfile", str(token.with_suffix(".pem"))], check=True, capture_output=True, timeout=60)
    token.with_suffix(".json").write_bytes(token.with_suffix(".json").read_bytes().replace(b"2026", b"2025"))
    packages.remade(tmp_path / "out")
    assert packages.codes(tmp_path / "out") == {"timestamp", "contents"}


def test_by_the_command_line(folder: Path, authority: Authority, tmp_path: Path,
                             capsys: pytest.CaptureFixture[str]) -> None:
    request = tmp_path / "one.tsq"
    assert main(["--store", str(folder), "timestamp", "request", "-o", str(request)]) == 0
    answer = authority.stamp(request)
    taken = ["--store", str(folder), "timestamp", "import", str(answer), "--authority", str(authority.root)]
    assert main(taken) == 0
    assert "up to entry 1 was there on" in capsys.readouterr().out
    assert main(["--store", str(folder), "verify"]) == 0
    assert "A time stamp bears it out up to entry 1" in capsys.readouterr().out
    answer.write_bytes(b"nonsense")
    assert main(taken) == 3


@pytest.mark.parametrize("name", ["valid_timestamp.tsr", "self_signed.tsr", "digicert.tsr", "rfc3161-client-issue-104.tsr",
                                  "timestamp_token_http-timestamp-identrust-com"])
def test_other_peoples_stamps_are_refused_in_a_sentence(
        collected_data: Path, folder: Path, authority: Authority, tmp_path: Path, name: str) -> None:
    with opened(folder) as store:
        timestamps.request(store, tmp_path / "one.tsq")
        with pytest.raises(StampRefused):
            timestamps.take_in(store, collected_data / "auto_archiver" / "timestamping" / name, authority.root)
        assert not any(isinstance(line, Answered) for line in read(store.place.timestamps))


def test_an_answer_with_its_certificates_in_the_order_of_the_chain_is_read(collected_data: Path) -> None:
    """As a well-known authority sends it."""
    from rfc3161_client import decode_timestamp_response

    data = (collected_data / "auto_archiver" / "timestamping" / "digicert.tsr").read_bytes()
    with pytest.raises(ValueError, match="SetOrdering"):
        decode_timestamp_response(data)
    sound = timestamp_der.in_order(data)
    assert len(decode_timestamp_response(sound).signed_data.certificates) > 1
    assert len(sound) == len(data)
    assert timestamp_der.in_order(sound) == sound
    for broken in (b"", b"\x30", b"\x30\x80", data[:500], b"nonsense"):
        assert timestamp_der.in_order(broken) == broken
