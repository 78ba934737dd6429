"""The frame holds: scripts parse, the wheel carries its resources, the layers are kept, the checkers are content."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from configparser import ConfigParser
from importlib.metadata import packages_distributions
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

import casetracker

TOP = Path(__file__).resolve().parents[1]
SOURCES = TOP / "src" / "casetracker"
SCRIPTS = Path(sysconfig.get_path("scripts"))
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))


def run(*command: str | Path, cwd: Path = TOP) -> str:
    done = subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("script", ["dev", ".ci/run", "tests/x11_session.sh"])
def test_every_shell_script_parses(script: str) -> None:
    run("sh", "-n", script)


def test_dev_explains_itself_and_refuses_what_it_does_not_know() -> None:
    assert "./dev test" in run(TOP / "dev", "help")
    assert subprocess.run([TOP / "dev", "tset"], capture_output=True, check=False).returncode == 2


def test_the_pinned_versions_name_no_host() -> None:
    lines = (TOP / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) > 30
    for line in lines:
        assert re.fullmatch(r"[a-z0-9.-]+==[0-9a-z.]+( ; [a-z_]+ [<>=!]+ '[^':/]+')?", line), line


# packages that come with another one and in its version
COMPANIONS = {"shiboken6": "pyside6-essentials"}


def declared() -> set[str]:
    extras = PROJECT["project"]["optional-dependencies"]
    wanted = [*PROJECT["project"]["dependencies"],
              *(line for name, lines in extras.items() if name != "test" for line in lines)]
    return {normal(re.split(r"[<>=!;\s\[]", line, maxsplit=1)[0]) for line in wanted}


def normal(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_whatever_is_imported_is_asked_for() -> None:
    owners = packages_distributions()
    for file in SOURCES.rglob("*.py"):
        for name in set(imported(file)) - sys.stdlib_module_names - {"casetracker"}:
            from_us = {COMPANIONS.get(owner, normal(owner)) for owner in owners.get(name, [])} & declared()
            assert from_us, f"{file.name} imports {name}"


def test_the_desktop_knows_the_program() -> None:
    entry = ConfigParser(interpolation=None)
    entry.read(TOP / "packaging" / "casetracker.desktop", encoding="utf-8")
    section = entry["Desktop Entry"]
    assert section["Exec"].split()[0] in PROJECT["project"]["scripts"]
    sizes = {file.parents[1].name for file in (TOP / "packaging" / "icons").rglob(f"{section['Icon']}.png")}
    assert {"16x16", "32x32", "48x48", "256x256"} <= sizes
    about = ElementTree.parse(TOP / "packaging" / "casetracker.metainfo.xml")
    assert about.findtext("launchable") == "casetracker.desktop"
    release = about.find("releases/release")
    assert release is not None
    assert release.get("version") == casetracker.__version__


def test_the_layers_hold() -> None:
    run(SCRIPTS / "lint-imports", "--no-cache")


WITHOUT_QT = """
import importlib, pkgutil, sys
sys.modules["PySide6"] = None
import casetracker
for module in pkgutil.walk_packages(casetracker.__path__, "casetracker.", onerror=lambda name: None):
    if not module.name.startswith(("casetracker.gui", "casetracker.store.migrations.env", "casetracker.__main__")):
        importlib.import_module(module.name)
        print(module.name)
"""


def test_everything_below_the_window_lives_without_qt() -> None:
    modules = run(sys.executable, "-c", WITHOUT_QT).split()
    assert {"casetracker.domain.shapes", "casetracker.syslibs", "casetracker.cli.main"} <= set(modules)


def test_ruff_is_content() -> None:
    run(SCRIPTS / "ruff", "check", "--no-cache", "src", "tests", "packaging", "resources")


@pytest.mark.slow
def test_mypy_is_content() -> None:
    run(sys.executable, "-m", "mypy")


@pytest.mark.gui
def test_the_second_window_gets_the_keys(qtbot: QtBot) -> None:
    """What a session without a window manager cannot do, and every dialog of ours relies on."""
    first, second = QWidget(), QWidget()
    field = QLineEdit(second)
    for window in (first, second):
        qtbot.addWidget(window)
        with qtbot.waitActive(window, timeout=10_000):
            window.show()
            window.activateWindow()
    field.setFocus()
    QTest.keyClicks(field, "Selydove")
    assert QGuiApplication.focusWindow() is second.windowHandle()
    assert field.text() == "Selydove"
