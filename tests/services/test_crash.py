"""Killed at any moment, and written by several at once: what was reported is there, and the rest never was."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests import factories as f
from tests.factories import opened

from casetracker.errors import UserError
from casetracker.services import browse, checks, evidence, history, record_lists, records, search, show

EDITS = """
import sys
from casetracker.services import records, show
from casetracker.services.case_store import CaseStore
folder, mark, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = CaseStore.open(folder, actor=mark)
print("ready", flush=True)
sys.stdin.readline()
for number in range(count):
    made = records.add(store, "incident", {"title": f"{mark} {number}", "claims": [{"kind": "means", "value": mark}]})
    done = records.amend(store, made.reference, {"narrative": f"{mark} told {number}"})
    print(done.reference, number, flush=True)
"""

INTAKE = """
import sys
from casetracker.services import evidence
from casetracker.services.case_store import CaseStore
store = CaseStore.open(sys.argv[1], actor="killed")
print("ready", flush=True)
sys.stdin.readline()
for number in range(1000):
    print(evidence.take_in(store, None, sys.argv[2], title=str(number)).reference, flush=True)
    with open(sys.argv[2], "r+b") as file:
        file.write(str(number).encode())
"""


def started(script: str, *arguments: object) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", script, *map(str, arguments)], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               env={**os.environ, "PYTHONPATH": "src"})
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n", process.stderr.read() if process.stderr else ""
    return process


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def killed_after(process: subprocess.Popen[str], seconds: float) -> list[str]:
    """What it had reported when it was killed."""
    go(process)
    time.sleep(seconds)
    process.kill()
    out, _err = process.communicate()
    whole = out[:out.rfind("\n") + 1]
    return whole.splitlines()


@pytest.mark.parametrize("seed", range(5))
def test_killed_during_edits_loses_nothing_that_was_reported(folder: Path, seed: int) -> None:
    told = killed_after(started(EDITS, folder, "killed", 100), random.Random(seed).uniform(0.15, 0.7))
    with opened(folder) as store:
        assert checks.verify(store).faults == []
        for line in told:
            reference, number = line.split()
            assert show.record(store, reference)["narrative"] == f"killed told {number}"
        assert len(browse.incident_ids(store)) - len(told) in (0, 1)
        records.add(store, "incident", f.incident())
        assert checks.verify(store).faults == []


@pytest.mark.parametrize("seed", range(4))
def test_killed_during_intake_leaves_whole_items_only(folder: Path, tmp_path: Path, seed: int) -> None:
    file = tmp_path / "film"
    file.write_bytes(os.urandom(4 << 20))
    told = killed_after(started(INTAKE, folder, file), random.Random(seed).uniform(0.05, 0.6))
    with opened(folder) as store:
        assert checks.verify(store).faults == []
        held = record_lists.record_ids(store, "evidence")
        assert len(held) - len(told) in (0, 1)
        for reference in told:
            evidence.give_back(store, reference, tmp_path / reference)
        assert not list(store.place.vault.glob("incoming-*"))


@pytest.mark.parametrize("moment", ["before the change is saved", "after the change is saved"])
def test_a_crash_on_either_side_of_saving(folder: Path, tmp_path: Path, moment: str) -> None:
    script = f"""
import os, sys
from casetracker.services import evidence
from casetracker.services.case_store import CaseStore
from casetracker.store import intake
store = CaseStore.open(sys.argv[1], actor="killed")
if {moment!r} == "after the change is saved":
    intake.settle = lambda *_arguments: os._exit(9)
else:
    evidence.changing = lambda *_arguments: os._exit(9)
evidence.take_in(store, None, sys.argv[2])
"""
    file = tmp_path / "film"
    file.write_bytes(b"invented")
    done = subprocess.run([sys.executable, "-c", script, str(folder), str(file)], check=False,
                          env={**os.environ, "PYTHONPATH": "src"})
    assert done.returncode == 9
    assert len(list((folder / "vault").glob("incoming-*"))) == 1
    with opened(folder) as store:
        assert checks.verify(store).faults == []
        saved = moment.startswith("after")
        assert len(record_lists.record_ids(store, "evidence")) == saved
        assert not list((folder / "vault").glob("incoming-*"))
        if saved:
            assert evidence.give_back(store, "E-000001", tmp_path / "out").read_bytes() == b"invented"


def test_two_programs_write_at_once_and_a_third_reads(folder: Path) -> None:
    writers = [started(EDITS, folder, mark, 25) for mark in ("left", "right")]
    with opened(folder) as store:
        version, seen = store.data_version(), history.head_sequence(store)
        for process in writers:
            go(process)
        counts = [0]
        while any(process.poll() is None for process in writers):
            rows = browse.incident_rows(store, browse.incident_ids(store))
            assert all(row.title.split()[0] in ("left", "right") for row in rows)
            assert len(search.search(store, "left", limit=1000)) <= 50
            counts.append(len(rows))
            time.sleep(0.02)
        assert counts == sorted(counts)
        told = [process.communicate()[0].splitlines() for process in writers]
        assert [len(lines) for lines in told] == [25, 25]
        references = [line.split()[0] for lines in told for line in lines]
        assert len(set(references)) == 50
        for mark, lines in zip(("left", "right"), told, strict=True):
            for line in lines:
                reference, number = line.split()
                shown = show.record(store, reference)
                assert (shown["title"], shown["narrative"]) == (f"{mark} {number}", f"{mark} told {number}")
        assert checks.verify(store).faults == []
        assert store.data_version() != version
        news = history.since(store, seen)
        assert news is not None
        assert set(news.references) == set(references)
        assert news.sequence == 100
        assert len(news.pks["incident"]) == 50
        assert history.since(store, news.sequence) is None


def test_threads_of_one_program_write_one_after_another(folder: Path) -> None:
    with opened(folder) as store:
        def many(mark: str) -> Callable[[], list[str]]:
            return lambda: [records.add(store, "body", f.body(name=f"{mark} {number}")).reference for number in range(10)]

        found = [store.lane.submit(many(mark)) for mark in "abc"]
        references = [reference for each in found for reference in each.result()]
        assert len(set(references)) == 30
        assert checks.verify(store).faults == []


def test_a_failure_in_the_lane_reaches_who_asked_and_the_lane_goes_on(folder: Path) -> None:
    with opened(folder) as store:
        failed = store.lane.submit(records.add, store, "body", {"kind": "court"})
        with pytest.raises(UserError):
            failed.result()
        assert store.lane.submit(records.add, store, "body", f.body()).result().reference == "B-000001"
