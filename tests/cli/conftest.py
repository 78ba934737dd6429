"""An empty store and commands on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.running import Cli


@pytest.fixture
def bare(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Commands on a place where no store is yet."""
    return Cli(tmp_path / "store", capsys, monkeypatch)


@pytest.fixture
def cli(bare: Cli) -> Iterator[Cli]:
    """Commands on an empty store, which is sound after the test as well."""
    assert bare("init", "--plain").code == 0
    yield bare
    bare.sound()
