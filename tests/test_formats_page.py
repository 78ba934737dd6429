"""`docs/formats.md` is read by strangers who write programs by it: it names every field, code, table and exit code."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from casetracker.domain.shapes import ATTRIBUTION, SHAPES, STAMPS, Field
from casetracker.services import sample
from casetracker.services.case_store import CaseStore

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "formats.md").read_text(encoding="utf-8")


def _section(kind: str) -> str:
    start = PAGE.index(f"(`{kind}`, `{SHAPES[kind].prefix}-`)")
    end = re.compile(r"^##", re.MULTILINE).search(PAGE, start)
    assert end is not None
    return PAGE[start:end.start()]


def _fields(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    shared = {field.name for field in ATTRIBUTION}
    return tuple(field for field in fields if not (shared <= {each.name for each in fields} and field.name in shared))


@pytest.mark.parametrize("kind", SHAPES)
def test_every_field_has_its_row_with_its_codes(kind: str) -> None:
    section = _section(kind)
    for field in _fields(SHAPES[kind].fields):
        assert (f"\n`{field.name}`: " if field.type == "list" else f"\n| `{field.name}` |") in section, field.name
        for inner in _fields(field.fields):
            assert f"\n| `{inner.name}` |" in section, f"{field.name}.{inner.name}"
        for each in (field, *field.fields):
            if each.vocabulary is not None and each.type in ("code", "codes"):
                assert all(f"`{code}`" in PAGE for code in each.vocabulary), each.name
        if field.table:
            assert f"| `{kind}.{field.name}` | `{field.table}` |" in PAGE
    for required in (field for field in SHAPES[kind].scalars if field.required):
        assert re.search(rf"\| `{required.name}` \| [^|]+ \| \*\*required\*\*", section), required.name


def test_no_row_names_a_field_that_is_not_there() -> None:
    known = {name for shape in SHAPES.values() for field in shape.fields
             for name in (field.name, *(inner.name for inner in field.fields))}
    for kind in SHAPES:
        assert set(re.findall(r"^\| `(\w+)` \|", _section(kind), re.MULTILINE)) <= known


def test_stamps_and_attribution_are_there() -> None:
    assert all(f"`{name}`" in PAGE for name in STAMPS)
    section = PAGE[PAGE.index("### Attribution"):PAGE.index("### Incident")]
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == [field.name for field in ATTRIBUTION]


def test_the_check_by_hand_works_and_finds_a_change(tmp_path: Path) -> None:
    (script,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    with CaseStore.create(tmp_path / "store", actor="Tess Ter") as store:
        sample.load(store)
    run = [sys.executable, "-I", "-c", script, str(tmp_path / "store")]
    told = subprocess.run(run, capture_output=True, text=True, timeout=60, check=False)
    assert told.returncode == 0, told.stderr
    assert re.match(r"\d+ entries, [0-9a-f]{64}\n$", told.stdout)
    import sqlite3

    with sqlite3.connect(tmp_path / "store" / "cases.db") as base:
        base.execute("UPDATE journal SET entry = CAST(replace(CAST(entry AS TEXT), 'Tess', 'Joan') AS BLOB)"
                     " WHERE sequence = 5")
    base.close()
    told = subprocess.run(run, capture_output=True, text=True, timeout=60, check=False)
    assert told.returncode == 1
    assert "entry 5 was altered" in told.stderr


def test_the_vault_by_hand(tmp_path: Path) -> None:
    (script,) = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    with CaseStore.create(tmp_path / "my-store", actor="Tess Ter") as store:
        sample.load(store)
    assert subprocess.run(["sh", "-c", script], cwd=tmp_path, timeout=60, check=False).returncode == 0
    (first, *_rest) = [path for path in (tmp_path / "my-store" / "vault").rglob("*") if path.is_file()]
    first.chmod(0o600)
    first.write_bytes(b"other")
    assert subprocess.run(["sh", "-c", script], cwd=tmp_path, capture_output=True, timeout=60, check=False).returncode != 0
