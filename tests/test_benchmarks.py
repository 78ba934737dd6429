"""The benchmark runs, every part of it, on a store of some dozens of incidents; how long anything takes is not looked at."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.benchmarks import cases, scale
from tests.benchmarks.build import build
from tests.benchmarks.lines import Line, of_json
from tests.benchmarks.listing import FIRST_P95, SEARCH_P95
from tests.benchmarks.work import Work

from casetracker.services import checks
from casetracker.services.case_store import CaseStore

INCIDENTS = 60
# Parts whose every line has a floor; the others are held against a bound, or against each other.
WITH_FLOORS = {"pages", "orders", "searches", "facets", "saving"}


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("benchmark") / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cases, "SOURCES", 40)
        build(folder, INCIDENTS)
    return folder


def measured(tiny: Path, scratch: Path, *parts: str) -> tuple[dict[str, Any], list[str]]:
    told: list[str] = []
    made = scale.measure(Work(tiny, scratch, load=20, bulk=30, saves=6, pairs=1, repaints=8), parts, told.append)
    return made, told


def _files(folder: Path) -> dict[str, bytes]:
    """But for the empty log, and the index of it, that reading makes."""
    return {path.name: held for path in folder.glob("*.*") if not path.name.endswith("-shm") and (held := path.read_bytes())}


@pytest.mark.slow
@pytest.mark.parametrize("part", [
    pytest.param(part, marks=pytest.mark.gui if part in ("startup", "encrypted", "repaint", "tour") else ())
    for part in scale.PARTS])
def test_every_part_gives_figures_and_floors(
        tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    monkeypatch.setattr(cases, "SOURCES", 40)
    before = _files(tiny)
    made, told = measured(tiny, tmp_path, part)
    (found,) = made["parts"]
    lines = [of_json(each) for each in found["lines"]]
    assert found["part"] == part
    assert lines
    assert told[1:] == [str(line) for line in lines]
    assert all((line.ours is None or line.ours > 0) and (line.floor is None or line.floor > 0) for line in lines)
    assert part not in WITH_FLOORS or all(line.floor is not None or "for the first time" in line.what for line in lines)
    assert any(line.goal is not None for line in lines) or part == "orders"
    assert json.loads(json.dumps(made)) == made
    assert _files(tiny) == before, "the store is read, and never written to"
    if (tmp_path / "copy").exists():
        with CaseStore.open(tmp_path / "copy", actor="B. Enchmark") as store:
            assert checks.verify(store).faults == [], "nothing is left of what no service has written"


def test_a_result_is_stored_printed_and_held_against_another(
        tiny: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert scale.main([str(tiny), "--only", "searches", "--json", str(first), "--work", str(tmp_path)]) == 0
    assert scale.main([str(tiny), "--only", "searches", "--json", str(second), "--against", str(first)]) == 0
    made = json.loads(second.read_text(encoding="utf-8"))
    assert made["store"]["incident"] == INCIDENTS
    assert {"processor", "cores", "python", "sqlite", "pyside"} <= set(made["machine"])
    assert [held["what"] for held in made["parts"][-1]["lines"]] == [
        f"{what}: {INCIDENTS} incidents against {INCIDENTS}" for what in (SEARCH_P95, FIRST_P95)]
    capsys.readouterr()
    assert scale.main(["--table", str(second)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith(f"{INCIDENTS} incidents")
    assert printed[2:4] == ["| what | figure | floor | ratio | goal |", "|---|---|---|---|---|"]
    assert len(printed) == 4 + sum(len(part["lines"]) for part in made["parts"])
    assert {row.count("|") for row in printed[2:]} == {6}


def test_what_is_no_part_or_no_store_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for given in (["x", "--only", "everything"], []):
        with pytest.raises(SystemExit):
            scale.main(given)
    assert "the parts are pages, orders" in capsys.readouterr().err
    assert scale.main([str(tmp_path), "--only", "pages"]) == 1
    assert str(tmp_path) in capsys.readouterr().err


@pytest.mark.parametrize(("line", "ratio", "met", "verdict"), [
    (Line("a", 3.0, 2.0, 1.5), 1.5, True, "≤ 1.5 ×, met"),
    (Line("a", 4.0, 2.0, 1.5), 2.0, False, "≤ 1.5 ×, NOT MET"),
    (Line("a", 2.0, 7.0, 3, how="faster"), 3.5, True, "≥ 3 × faster, met"),
    (Line("a", 7.0, 2.0, 3, how="faster"), 2 / 7, False, "≥ 3 × faster, NOT MET"),
    (Line("a", 60.0, None, 50, how="bound"), None, False, "≤ 50 ms, NOT MET"),
    (Line("a", 60.0, 1.0, 110, "MiB", "bound"), 60.0, True, "≤ 110 MiB, met"),
    (Line("a", 1.0, 2.0), 0.5, None, "–"),
    (Line("a", None, 2.0, 0.4), None, None, "≤ 0.4 ×"),
])
def test_when_a_goal_is_met(line: Line, ratio: float | None, met: bool | None, verdict: str) -> None:
    assert (line.ratio, line.met, line.verdict) == (ratio, met, verdict)
    assert of_json(line.as_json()) == line
