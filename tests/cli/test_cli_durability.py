"""What was reported as saved is there, whatever kills the program and whoever writes beside it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.running import Cli

EDITOR = """
import io, json, sys
from casetracker.cli.main import main
store, reference, start = sys.argv[1:]
for number in range(int(start), int(start) + 100):
    sys.stdin = io.TextIOWrapper(io.BytesIO(json.dumps({"narrative": f"edit {number} " + "x" * 3000}).encode()))
    if main(["--store", store, "--actor", "Tess Ter", "incident", "edit", reference, "-"]) == 0:
        print("saved", number, flush=True)
"""

WRITER = """
import io, json, sys
from casetracker.cli.main import main
store, name, count = sys.argv[1:]
for number in range(int(count)):
    sys.stdin = io.TextIOWrapper(io.BytesIO(json.dumps({"title": f"{name} {number}"}).encode()))
    if main(["--store", store, "--actor", name, "incident", "add", "-"]):
        sys.exit(1)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is of that world")
@pytest.mark.parametrize("after", [1, 7, 20])
def test_kill_nine_loses_nothing_that_was_reported(cli: Cli, after: int) -> None:
    reference = cli.add("incident", title="Sample")
    with subprocess.Popen([sys.executable, "-c", EDITOR, str(cli.store), reference, "0"],
                          stdout=subprocess.PIPE, text=True) as editor:
        assert editor.stdout is not None
        last = -1
        for line in editor.stdout:
            if line.startswith("saved"):
                last = int(line.split()[1])
            if last >= after:
                time.sleep(0.003 * after)  # so as to hit the next one at another place each time
                editor.send_signal(signal.SIGKILL)
                break
        rest = [line for line in editor.stdout if line.startswith("saved") and line.endswith("\n")]
    last = int(rest[-1].split()[1]) if rest else last
    cli.sound()
    narrative = cli.show("incident", reference)["narrative"]
    assert int(narrative.split()[1]) in (last, last + 1)
    assert cli.edit("incident", reference, narrative="after the crash").code == 0


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is of that world")
def test_kill_nine_during_an_intake_leaves_no_half_file(cli: Cli, tmp_path: Path) -> None:
    incident = cli.add("incident", title="Sample")
    big = tmp_path / "big.bin"
    big.write_bytes(os.urandom(1 << 20) * 192)
    with subprocess.Popen([sys.executable, "-m", "casetracker", "--store", str(cli.store), "evidence", "add", incident,
                           str(big)], stdout=subprocess.DEVNULL) as taking:
        until = time.monotonic() + 20
        while taking.poll() is None and time.monotonic() < until:
            if any(path.stat().st_size > 8 << 20 for path in (cli.store / "vault").glob("incoming-*.part")):
                break
        taking.send_signal(signal.SIGKILL)
    cli.sound()
    held = cli("evidence", "list", "--json").json
    files = [path for path in (cli.store / "vault").rglob("*") if path.is_file()]
    assert len(files) == len(held)


def test_two_writers_at_once_lose_nothing(cli: Cli) -> None:
    each, names = 25, ("one", "two")
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(cli.store), name, str(each)]) for name in names]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    rows = cli("list", "--json").json
    assert {row["title"] for row in rows} == {f"{name} {number}" for name in names for number in range(each)}
    assert len({row["reference"] for row in rows}) == 2 * each
    journal = cli("journal", "--json").json
    assert [entry["sequence"] for entry in journal] == list(range(2 * each, 0, -1))
    assert {entry["who"] for entry in journal} == set(names)
