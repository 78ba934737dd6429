"""A dossier as a file: the same for the same record, never over another, and noted in the journal without a change."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.dossier.case_samples import WITNESS, WITNESS_LATIN, Sample, Ticking, incident
from tests.dossier.pdf_reading import poppler_text, tool

import casetracker
from casetracker.dossier.make import Made, make
from casetracker.dossier.verify import verify_dossier
from casetracker.errors import StoreReadOnly, UserError
from casetracker.services import checks, history, records
from casetracker.services.case_store import CaseStore


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.pdf"


def bytes_of(sample: Sample, out: Path, **options: object) -> tuple[bytes, Made]:
    made = make(sample.store, [sample.incident], out, **options)  # type: ignore[arg-type]
    return out.read_bytes(), made


def test_the_file_is_what_was_reported(sample: Sample, out: Path) -> None:
    pdf, made = bytes_of(sample, out)
    assert made.path == out
    assert made.sha256 == hashlib.sha256(pdf).hexdigest()
    assert made.pages == len(PdfReader(out).pages)
    assert made.remark == ""
    assert stat.S_IMODE(out.stat().st_mode) == 0o600 or os.name == "nt"
    assert sorted(path.name for path in out.parent.iterdir()) == ["out.pdf", "store"]


@pytest.mark.parametrize("audience", ["prosecutor", "internal"])
def test_anybody_at_any_time_gets_the_same_bytes(audience: str, sample: Sample, out: Path,
                                                 monkeypatch: pytest.MonkeyPatch) -> None:
    first, _made = bytes_of(sample, out, audience=audience)
    folder = sample.store.folder
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    for actor, year in (("Somebody Else", 2031), ("Ünïcode Акторка", 2045)):
        clock = Ticking(datetime(year, 7, 1, tzinfo=UTC))
        with CaseStore.open(folder, actor=actor, clock=clock, via="window") as store:
            other = out.with_name(f"{year}.pdf")
            make(store, [sample.incident], other, audience=audience)
            incident(store, title="Something else entirely")
        assert other.read_bytes() == first


_ELSEWHERE = """
import sys
from casetracker.dossier.make import make
from casetracker.services.case_store import CaseStore
with CaseStore.open(sys.argv[1], actor="Far Away") as store:
    print(make(store, [sys.argv[2]], sys.argv[3]).sha256)
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_on_another_day_gets_the_same_bytes(seed: str, sample: Sample, out: Path) -> None:
    _pdf, made = bytes_of(sample, out)
    env = {**os.environ, "PYTHONHASHSEED": seed, "LANG": "uk_UA.UTF-8", "LANGUAGE": "uk", "TZ": "Asia/Tokyo"}
    done = subprocess.run([sys.executable, "-c", _ELSEWHERE, str(sample.store.folder), sample.incident,
                           str(out.with_name(f"{seed}.pdf"))], env=env, capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == made.sha256, done.stderr


def test_a_change_in_what_is_told_changes_the_file(sample: Sample, out: Path) -> None:
    first, _made = bytes_of(sample, out)
    records.amend(sample.store, sample.official, {"language": "uk"})
    assert bytes_of(sample, out, force=True)[0] != first


def test_the_journal_notes_who_made_what(sample: Sample, out: Path) -> None:
    before = history.entries(sample.store, sample.incident)
    _pdf, made = bytes_of(sample, out, audience="internal", language="uk")
    entry = history.entries(sample.store, limit=1)[0]
    assert (entry.sequence, entry.kind, entry.record_kind, entry.reference) == (
        made.sequence, "dossier", "dossier", sample.incident)
    assert entry.what == f"Make dossier of {sample.incident}"
    assert entry.who == "Ana Lyst"
    nothing, facts = history.before_after(sample.store, made.sequence)
    assert nothing is None
    assert facts is not None
    assert facts | {"incidents": [], "record_hash": "", "record_sequence": 0} == {
        "audience": "internal", "language": "uk", "pages": made.pages, "sha256": made.sha256, "incidents": [],
        "references": [sample.incident], "record_hash": "", "record_sequence": 0,
        "producer": f"casetracker {casetracker.__version__}"}
    assert facts["record_sequence"] < made.sequence
    assert history.entries(sample.store, sample.incident) == before
    assert checks.verify(sample.store).faults == []


def test_making_a_dossier_is_never_undone(sample: Sample, out: Path) -> None:
    could = history.undoable(sample.store)
    bytes_of(sample, out)
    assert history.undoable(sample.store) == could


def test_an_existing_file_is_left_alone(sample: Sample, out: Path) -> None:
    out.write_bytes(b"mine")
    with pytest.raises(UserError, match="exists already"):
        make(sample.store, [sample.incident], out)
    assert out.read_bytes() == b"mine"
    pdf, _made = bytes_of(sample, out, force=True)
    assert pdf.startswith(b"%PDF")


def test_a_file_that_comes_meanwhile_is_left_alone(sample: Sample, out: Path) -> None:
    def somebody_writes(done: int, total: int) -> bool:
        out.write_bytes(b"mine")
        return True

    last = history.head_sequence(sample.store)
    with pytest.raises(UserError, match="exists already"):
        make(sample.store, [sample.incident], out, progress=somebody_writes)
    assert out.read_bytes() == b"mine"
    assert history.head_sequence(sample.store) == last
    assert list(out.parent.glob(".*.part")) == []


def test_a_dangling_link_is_not_followed(sample: Sample, out: Path) -> None:
    out.symlink_to(out.with_name("elsewhere.pdf"))
    with pytest.raises(UserError, match="exists already"):
        make(sample.store, [sample.incident], out)
    assert not out.with_name("elsewhere.pdf").exists()


@pytest.mark.parametrize("place", [
    lambda sample, out: out.parent, lambda sample, out: out.parent / "none" / "a.pdf",
    lambda sample, out: sample.store.folder / "a.pdf", lambda sample, out: sample.store.place.vault / "a.pdf",
    lambda sample, out: Path("a\0b.pdf"), lambda sample, out: out.with_name("x" * 300 + ".pdf"),
])
def test_what_is_no_place_for_a_file_is_refused_in_a_sentence(place: Callable[[Sample, Path], Path], sample: Sample,
                                                              out: Path) -> None:
    last = history.head_sequence(sample.store)
    with pytest.raises(UserError):
        make(sample.store, [sample.incident], place(sample, out), force=True)
    assert history.head_sequence(sample.store) == last
    assert checks.verify(sample.store).faults == []
    assert [path.name for path in out.parent.iterdir()] == ["store"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_told(sample: Sample, out: Path) -> None:
    closed = out.with_name("closed")
    closed.mkdir(mode=0o500)
    with pytest.raises(UserError, match="cannot be written"):
        make(sample.store, [sample.incident], closed / "a.pdf")


@pytest.mark.parametrize("after", [1, 2, 3])
def test_cancelled_means_nothing_is_there(after: int, sample: Sample, out: Path) -> None:
    steps: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        steps.append((done, total))
        return done < after

    with pytest.raises(UserError, match="cancelled"):
        make(sample.store, [sample.incident], out, progress=stop)
    assert steps == [(step, 4) for step in range(1, after + 1)]
    assert not out.exists()


def test_a_store_that_may_not_be_written_to_still_gives_its_dossier(sample: Sample, out: Path) -> None:
    first, _made = bytes_of(sample, out)
    with CaseStore.open(sample.store.folder, actor="Reader") as store:
        store.database.read_only = True
        with pytest.raises(StoreReadOnly):
            incident(store)
        made = make(store, [sample.incident], out.with_name("again.pdf"))
    assert made.path.read_bytes() == first
    assert made.sequence == 0
    assert "reading only" in made.remark


def test_a_recipient_can_ask_whether_the_file_is_ours(sample: Sample, out: Path) -> None:
    pdf, made = bytes_of(sample, out)
    checked = verify_dossier(out, sample.store)
    assert [entry.sequence for entry in checked.entries] == [made.sequence]
    out.write_bytes(pdf[:-1] + b"x")
    assert not verify_dossier(out, sample.store).known
    with pytest.raises(UserError, match="cannot be read"):
        verify_dossier(out.with_name("none.pdf"), sample.store)


def test_the_protected_witness_is_nowhere_in_the_file(sample: Sample, out: Path, tmp_path: Path) -> None:
    pdf, _made = bytes_of(sample, out)
    text = poppler_text(pdf, tmp_path)
    for part in (WITNESS, WITNESS_LATIN, "Петренк", "Petrenko", "Zrazkov"):
        assert part not in text
        assert part not in str(PdfReader(out).metadata)
    assert "“Ash” (protected)" in " ".join(text.split())
    assert WITNESS not in str([entry.what for entry in history.entries(sample.store)])


def test_the_internal_dossier_shouts_on_every_page(sample: Sample, out: Path) -> None:
    other = incident(sample.store, title="Another matter", narrative="long " * 3000)
    make(sample.store, [sample.incident, other], out, audience="internal")
    pages = [page.extract_text() for page in PdfReader(out).pages]
    assert len(pages) > 15
    assert all("INTERNAL – NOT FOR RELEASE" in page for page in pages)
    make(sample.store, [sample.incident, other], out, force=True)
    assert not any("INTERNAL" in page.extract_text() for page in PdfReader(out).pages)


def test_the_file_is_sound(sample: Sample, out: Path) -> None:
    bytes_of(sample, out)
    assert "No syntax or stream encoding errors found" in tool("qpdf", "--check", str(out))
    listed = tool("pdffonts", str(out)).splitlines()[2:]
    assert listed
    assert all(" yes " in line[line.index("Identity") if "Identity" in line else 0:] for line in listed)
