"""The small rooms at the bottom: resources, places, the log, and what a window needs of the system."""

from __future__ import annotations

import logging
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from casetracker import assets, logs, paths, syslibs
from casetracker.errors import BugError, UnknownReference

SECRET = "Олена Приклад"


def test_resources_are_found_in_the_checkout() -> None:
    assert assets.path("icons", "casetracker.svg").is_file()
    assert "Noto" in assets.read_text("fonts", "README.md")
    with pytest.raises(BugError):
        assets.path("fonts", "Comic.ttf")


def test_every_font_has_its_licence_beside_it() -> None:
    listed = assets.read_text("fonts", "README.md")
    for font in assets.path("fonts").glob("*.ttf"):
        assert font.stem.split("-")[0] in listed
    assert "SIL OPEN FONT LICENSE" in assets.read_text("fonts", "LICENSE-Noto-OFL-1.1.txt")
    assert "Bitstream" in assets.read_text("fonts", "LICENSE-DejaVu.txt")


def test_the_store_is_the_one_the_environment_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert paths.default_store() == paths.data_home() / "cases"
    assert paths.sample_store() != paths.default_store()
    monkeypatch.setenv("CASETRACKER_STORE", str(tmp_path / "mine"))
    assert paths.default_store() == tmp_path / "mine"
    monkeypatch.setenv("CASETRACKER_STORE", "~/mine")
    assert paths.default_store() == Path.home() / "mine"


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    yield tmp_path / "casetracker" / "casetracker.log"
    logger = logging.getLogger("casetracker")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()
    logger.propagate = True


def fail() -> None:
    """Ends in our own code, with a case's words in the message and in what caused it."""
    try:
        assets.path("samples", SECRET)
    except BugError as bug:
        raise UnknownReference(SECRET) from bug


def test_the_log_names_the_fault_and_nothing_of_the_case(log: Path) -> None:
    logs.setup()
    logger = logging.getLogger("casetracker.somewhere")
    try:
        fail()
    except UnknownReference as error:
        logger.exception("a command failed: %s", error)
        logger.error(error)
    written = log.read_text(encoding="utf-8")
    assert SECRET not in written
    assert written.count("UnknownReference") >= 3
    assert "BugError" in written
    assert "assets.py:" in written
    assert str(Path(logs.__file__).parent) not in written


def test_the_log_is_private_and_keeps_others_out(log: Path, capfd: pytest.CaptureFixture[str]) -> None:
    logs.setup()
    logging.getLogger("casetracker").warning("something of ours")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700
    assert logging.getLogger("casetracker").propagate is False
    assert capfd.readouterr().err == ""


def test_setting_the_log_up_again_does_not_write_twice(log: Path, capfd: pytest.CaptureFixture[str]) -> None:
    logs.setup()
    logs.setup(verbose=True)
    logging.getLogger("casetracker").warning("once")
    assert log.read_text(encoding="utf-8").count("once") == 1
    assert capfd.readouterr().err.count("once") == 1


def test_a_log_that_cannot_be_written_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "taken"))
    logs.setup()
    logging.getLogger("casetracker").error("lost")
    assert capfd.readouterr().err == ""


def test_a_missing_library_is_noticed() -> None:
    assert syslibs.missing(["libthere-is-none.so.7"]) == ["libthere-is-none.so.7"]
    assert syslibs.missing(syslibs.ANY_WINDOW) == []


DISPLAYS = [
    ({}, "no display"),
    ({"DISPLAY": ":4711"}, "DISPLAY (:4711) does not answer"),
    (
        {"WAYLAND_DISPLAY": "wayland-4711"},
        "AYLAND",
    ),  # it does not answer, or its libraries are not even there
    ({"DISPLAY": ":4711", "QT_QPA_PLATFORM": "offscreen"}, "None"),
    ({"QT_QPA_PLATFORM": "minimal:enable_fonts"}, "None"),
    ({"QT_QPA_PLATFORM": "xcb"}, "no display"),
]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
@pytest.mark.parametrize(("variables", "answer"), DISPLAYS)
def test_why_no_window_can_open_is_said_without_loading_qt(variables: dict[str, str], answer: str) -> None:
    ask = "import sys; from casetracker import syslibs; print(syslibs.gui_problem()); print('PySide6' in sys.modules)"
    bare = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}}
    done = subprocess.run(
        [sys.executable, "-c", ask], env=bare | variables, capture_output=True, text=True, check=True
    )
    problem, qt = done.stdout.splitlines()
    assert answer.lower() in problem.lower()
    assert qt == "False"


@pytest.mark.gui
def test_the_display_the_tests_run_on_is_found_good() -> None:
    assert syslibs.gui_problem() is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks as Linux answers")
@pytest.mark.parametrize("first", ["from casetracker import hardening; hardening.shut()",
                                   "from casetracker.cli.main import main; main(['--version'])"])
def test_no_core_dump_holds_a_case(first: str) -> None:
    look = ("import ctypes, resource\n"
            "print(resource.getrlimit(resource.RLIMIT_CORE)[0], ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))")
    done = subprocess.run([sys.executable, "-c", f"{first}\n{look}"], capture_output=True, text=True, check=True)
    assert done.stdout.split()[-2:] == ["0", "0"]
