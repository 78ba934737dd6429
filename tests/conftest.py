"""What every test stands on: no screen needed, folders of its own, and the collected data where it was given."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

DATA_VARIABLE = "CASETRACKER_TEST_DATA"

# Before anything imports Qt; the session in tests/x11_session.sh sets it to a real server.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# How long an example takes says more about the machine than about the code; and what decides whether a change may
# land must say the same twice.
settings.register_profile("casetracker", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("casetracker")


@pytest.fixture(scope="session", autouse=True)
def _folders_of_our_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test, nor a program started by one, may see or touch the cases of the person who runs it."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATA", "STATE", "CONFIG", "CACHE"):
            patch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
        for name in ("CASETRACKER_STORE", "CASETRACKER_ACTOR", "LANGUAGE", "LC_ALL", "LC_MESSAGES"):
            patch.delenv(name, raising=False)
        patch.setenv("LANG", "C.UTF-8")
        yield


@pytest.fixture(scope="session")
def collected_data() -> Path:
    """The collected files of other programs, broken images, foreign databases …; tests of them skip without."""
    named = os.environ.get(DATA_VARIABLE, "")
    if not named:
        pytest.skip(f"{DATA_VARIABLE} names no folder of collected data")
    folder = Path(named)
    assert folder.is_dir(), f"{DATA_VARIABLE} names {named}, which is no folder"
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that nobody waits for it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
