"""Stores to test on: made once, copied for each test, because making one runs the migrations."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.factories import Ticking, Web, copied, opened, weave

from casetracker.services.case_store import CaseStore


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "store"
    CaseStore.create(folder, actor="T. Ester", name="Tests", clock=Ticking()).close()
    return folder


@pytest.fixture(scope="session")
def woven_template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Web]:
    """A store in which every table holds rows, and what they are called."""
    base = tmp_path_factory.mktemp("woven")
    with CaseStore.create(base / "store", actor="T. Ester", name="Tests", clock=Ticking()) as store:
        web = weave(store, base)
    return base / "store", web


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that another user may enter, which those of the test runner are not."""
    made = Path(tempfile.mkdtemp(prefix="casetracker-test-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def folder(empty_template: Path, tmp_path: Path) -> Path:
    """An empty store, closed."""
    return copied(empty_template, tmp_path / "store")


@pytest.fixture
def store(folder: Path) -> Iterator[CaseStore]:
    with opened(folder) as made:
        yield made


@pytest.fixture
def woven(woven_template: tuple[Path, Web], tmp_path: Path) -> tuple[Path, Web]:
    """A store with rows everywhere, closed, and its references."""
    return copied(woven_template[0], tmp_path / "woven"), woven_template[1]
