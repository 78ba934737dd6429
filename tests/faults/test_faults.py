"""The fault-injection suite in small, and whether it would see what it looks for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from tests.faults import damage, forgeries, full_disk, kills, two_doors, writing

from casetracker.services import records

posix = pytest.mark.skipif(os.name != "posix", reason="kill -9 is of that world")


@pytest.mark.slow
@posix
def test_killed_at_random_moments_nothing_is_lost_or_left_by_halves(tmp_path: Path) -> None:
    figures = kills.run(16, 7, tmp_path)
    assert figures.kills == 16
    assert figures.reported > 0
    assert figures.well, figures.lines()


@posix
def test_a_program_that_reports_what_it_has_not_saved_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lie(writer: Any) -> None:
        writer._saved(1_000_000, ("INC-2026-000001", "title", "never saved"))

    def save_beside(writer: Any) -> None:
        records.add(writer._store, "body", {"kind": "court", "name": "one"})
        records.add(writer._store, "body", {"kind": "court", "name": "two"})

    for name, act in (("move", lie), ("move", save_beside)):
        with monkeypatch.context() as patch:
            patch.setattr(kills, "_LATEST", 1.5)  # a busy computer needs a while to do wrong
            patch.setattr(writing.Writer, name, act)
            for other in ("amend", "intake", "load", "further", "withdraw", "hash_again", "daily_copy", "back_up"):
                patch.setattr(writing.Writer, other, act)
            figures = kills.run(3, 7, tmp_path / act.__name__)
            assert figures.lost if act is lie else figures.halves


@pytest.mark.slow
def test_every_flipped_byte_and_cut_end_is_named_or_without_effect(tmp_path: Path) -> None:
    figures = damage.run(48, 7, tmp_path)
    assert figures.wrong == []
    assert figures.false_alarms == 0
    assert set(figures.outcomes["encrypted database"]) == {damage.NAMED}


@pytest.mark.slow
def test_every_forgery_and_every_damaged_package_is_named(tmp_path: Path) -> None:
    figures = forgeries.run(12, 7, tmp_path)
    assert figures.well, figures.lines()
    assert figures.named["plain journal"] == figures.named["encrypted journal"] == len(forgeries.JOURNAL)
    assert figures.named["plain records"] == figures.named["encrypted records"] == len(forgeries.RECORDS)


@pytest.mark.slow
def test_a_window_and_the_command_line_write_beside_each_other(tmp_path: Path) -> None:
    figures = two_doors.run(5, 7, tmp_path)
    assert figures.well, figures.lines()
    assert min(figures.saves["window"], figures.saves["command line"]) > 0


@pytest.mark.slow
@pytest.mark.skipif(full_disk.compiler() is None or not Path("/proc/self/fd").is_dir(),
                    reason="there is no C compiler to build the full disk with")
def test_a_full_disk_at_any_write_leaves_nothing_half_written(tmp_path: Path) -> None:
    figures = full_disk.run(tmp_path, stride=41)
    assert figures.well, figures.lines()
    assert len(figures.writes) == 2 * len(full_disk.ACTS)
