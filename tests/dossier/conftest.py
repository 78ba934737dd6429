"""The full invented case, made once and copied for each test that changes it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.dossier.case_samples import Sample, Ticking, full_case
from tests.store_fixtures import woven, woven_template

from casetracker.services.case_store import CaseStore

__all__ = ["case_once", "sample", "woven", "woven_template"]


@pytest.fixture(scope="session")
def case_once(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    made = full_case(tmp_path_factory.mktemp("case"))
    made.store.close()
    return made


@pytest.fixture
def sample(case_once: Sample, tmp_path: Path) -> Iterator[Sample]:
    """The full case in a store of the test's own."""
    folder = shutil.copytree(case_once.store.folder, tmp_path / "store")
    clock = Ticking(datetime(2026, 3, 1, 10, 0, tzinfo=UTC))
    with CaseStore.open(folder, actor="Ana Lyst", clock=clock) as store:
        yield replace(case_once, store=store)
