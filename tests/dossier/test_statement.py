"""The collector's statement: what is recorded and blanks for the rest, one page, the same bytes, no protected name."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.dossier.case_samples import WITNESS, Sample, taken

from casetracker.dossier import plain, statement
from casetracker.dossier.leaks import Guard
from casetracker.dossier.verify import verify_dossier
from casetracker.errors import DisclosureRefused, InvalidRecord, UnknownReference, UserError
from casetracker.services import checks, evidence, history, records, show

RECORDED = {"collected_by": "Ada Example", "collected_capacity": "archivist", "collected_tool": "a recorder",
            "tool_version": "4.2", "clock_checked": "a time server", "captured_at": "2026-02-05T10:00",
            "acquired": "2026-02-06", "able_to_testify": True}


def told(sample: Sample) -> str:
    return plain.render(statement.collect(sample.store, sample.shown, "en", Guard()))


def test_nothing_recorded_leaves_lines(sample: Sample) -> None:
    text = told(sample)
    for label in ("By whom", "In what capacity", "With what tool", "Version of the tool", "Clock checked against",
                  "Captured at", "Acquired", "Place", "Able to testify"):
        assert f"{label}: ____" in text
    assert "Address" not in text


def test_what_is_recorded_is_said(sample: Sample) -> None:
    records.amend(sample.store, sample.shown, RECORDED)
    records.add(sample.store, "custody", {"evidence": sample.shown, "act": "collected", "date": "2026-02",
                                          "place": "Pryklad"})
    text = told(sample)
    for line in ("By whom: Ada Example", "In what capacity: archivist", "Version of the tool: 4.2", "Place: Pryklad",
                 "Clock checked against: a time server", "Acquired: 6 February 2026", "Able to testify: yes"):
        assert line in text
    assert show.record(sample.store, sample.shown)["files"][0]["sha256"] in text.replace("\n", "")


def test_it_is_one_page_noted_in_the_journal_and_the_same_again(sample: Sample, tmp_path: Path) -> None:
    records.amend(sample.store, sample.shown, RECORDED)
    evidence.add_file(sample.store, sample.shown, _file(tmp_path), "page_source")
    before = show.record(sample.store, sample.shown)
    first = statement.make(sample.store, sample.shown, tmp_path / "a.pdf")
    second = statement.make(sample.store, sample.shown.lower(), tmp_path / "b.pdf")
    assert first.pages == 1
    assert first.sha256 == second.sha256 == hashlib.sha256((tmp_path / "a.pdf").read_bytes()).hexdigest()
    assert show.record(sample.store, sample.shown) == before
    entry = history.entries(sample.store, limit=1)[0]
    assert (entry.kind, entry.what) == ("dossier", f"Print the collector's statement of {sample.shown}")
    assert verify_dossier(tmp_path / "a.pdf", sample.store).known
    assert not checks.verify(sample.store).faults
    with pytest.raises(UserError, match="never undone"):
        history.undo(sample.store, entry.change_id)


def test_a_change_of_the_item_or_its_custody_makes_another(sample: Sample, tmp_path: Path) -> None:
    made = [statement.make(sample.store, sample.shown, tmp_path / "0.pdf").sha256]
    records.add(sample.store, "custody", {"evidence": sample.shown, "act": "analysed", "date": "2026-02"})
    made.append(statement.make(sample.store, sample.shown, tmp_path / "1.pdf").sha256)
    records.amend(sample.store, sample.incident, {"tags": ["another"]})
    made.append(statement.make(sample.store, sample.shown, tmp_path / "2.pdf").sha256)
    assert made[0] != made[1] == made[2]


def test_a_protected_name_is_refused_and_in_a_file_name_covered(sample: Sample, tmp_path: Path) -> None:
    exhibit = taken(sample.store, tmp_path / "f", sample.incident, f"{WITNESS}.txt", b"x", title="An interview")
    assert statement.make(sample.store, exhibit, tmp_path / "a.pdf").pages == 1
    records.amend(sample.store, exhibit, {"collected_by": WITNESS})
    with pytest.raises(DisclosureRefused) as refusal:
        statement.make(sample.store, exhibit, tmp_path / "b.pdf")
    assert "Зразкова" not in str(refusal.value)
    assert not (tmp_path / "b.pdf").exists()


def test_no_file_is_overwritten_or_made_of_nothing(sample: Sample, tmp_path: Path) -> None:
    mine = _file(tmp_path)
    with pytest.raises(UserError, match="not overwritten"):
        statement.make(sample.store, sample.shown, mine)
    assert statement.make(sample.store, sample.shown, mine, force=True, language="uk").pages == 1
    with pytest.raises(UnknownReference):
        statement.make(sample.store, sample.incident, tmp_path / "x.pdf")
    with pytest.raises(InvalidRecord):
        statement.make(sample.store, sample.shown, tmp_path / "x.pdf", language="xx")
    assert not (tmp_path / "x.pdf").exists()


def _file(folder: Path) -> Path:
    file = folder / "mine.html"
    file.write_text("<p>mine</p>")
    return file
