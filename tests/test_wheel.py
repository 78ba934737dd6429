"""The installed program: a wheel carries all that it needs, and works without the checkout it was made from."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import casetracker

TOP = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=TOP, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("somewhere else") / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    return place


def python(installed: Path, program: str, *arguments: str) -> str:
    """Runs a program that sees the installed wheel before anything else; its standard output."""
    program = f"import sys; sys.path.insert(0, {str(installed)!r}); {program}"
    done = subprocess.run(
        [sys.executable, "-I", "-c", program, *arguments],
        cwd=installed.parent, capture_output=True, text=True, encoding="utf-8", check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def casetracker_command(installed: Path, *arguments: str) -> str:
    return python(installed, "from casetracker.cli.main import main; sys.exit(main())", *arguments)


def test_it_finds_its_own_resources(installed: Path) -> None:
    say = "print(__version__, assets.root(), assets.path('fonts', 'NotoSans-Regular.ttf').stat().st_size, sep='\\n')"
    version, root, size = python(installed, f"from casetracker import assets, __version__; {say}").splitlines()
    assert version == casetracker.__version__
    assert Path(root) == installed.resolve() / "casetracker" / "resources"
    assert int(size) == (TOP / "resources" / "fonts" / "NotoSans-Regular.ttf").stat().st_size


def test_it_carries_every_resource_and_nothing_that_is_not_ours(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if not name.endswith("/")}
    here = {f.relative_to(TOP).as_posix() for f in (TOP / "resources").rglob("*") if f.is_file()}
    assert {f"casetracker/{name}" for name in here if "__pycache__" not in name} <= names
    about = wheel.name.rsplit("-", 3)[0] + ".dist-info"
    assert {name.split("/")[0] for name in names} == {"casetracker", about}


def test_it_makes_a_store_fills_it_finds_in_it_and_prints(installed: Path, tmp_path: Path) -> None:
    store = ("--store", str(tmp_path / "cases"), "--actor", "Anna Beispiel")
    reference = casetracker_command(installed, *store, "sample").split()[0]
    found = json.loads(casetracker_command(installed, *store, "search", "Селидово", "--json"))
    assert reference in [hit["reference"] for hit in found]
    casetracker_command(installed, *store, "dossier", reference, "-o", str(tmp_path / "dossier.pdf"))
    assert (tmp_path / "dossier.pdf").read_bytes().startswith(b"%PDF-")
    casetracker_command(installed, *store, "verify")
