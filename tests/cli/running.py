"""The command line as tests call it: in this process for speed, in a process of its own where that is the point."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from casetracker.cli.main import main


@dataclass(frozen=True)
class Result:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def line(self) -> str:
        """The one line a command printed."""
        assert self.code == 0, self.err
        assert self.out.count("\n") == 1, self.out
        return self.out.strip()


@dataclass
class Cli:
    """Commands on one store. `add` and `edit` hand a record over as JSON on standard input."""

    store: Path
    capture: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch

    def __call__(self, *argv: str, given: str | bytes = "") -> Result:
        data = given.encode() if isinstance(given, str) else given
        self.patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        self.capture.readouterr()
        code = main(["--store", str(self.store), "--actor", "Tess Ter", *argv])
        taken = self.capture.readouterr()
        return Result(code, taken.out, taken.err)

    def add(self, kind: str, /, **record: Any) -> str:
        return self(kind, "add", "-", given=json.dumps(record)).line

    def edit(self, kind: str, reference: str, /, **fields: Any) -> Result:
        return self(kind, "edit", reference, "-", given=json.dumps(fields))

    def show(self, kind: str, reference: str, *options: str) -> dict[str, Any]:
        result = self(kind, "show", reference, "--json", *options)
        assert result.code == 0, result.err
        record: dict[str, Any] = result.json
        return record

    def sound(self) -> None:
        """The store is what its journal says."""
        report = self("verify", "--json")
        assert report.code == 0, report.out
        assert report.json["sound"] is True


def in_process(store: Path, *argv: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The same in a process of its own."""
    return subprocess.run([sys.executable, "-m", "casetracker", "--store", str(store), "--actor", "Tess Ter", *argv],
                          input=given, capture_output=True, env={**os.environ, **environment}, timeout=60, check=False)
