"""Stores that earlier schemas left behind open, hold what they held, and still prove it.

`golden/schema-N.zip` was written by the program of that schema, with what it told of each record in `told.json`.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.factories import opened

from casetracker.services import case_store, checks, history, records, show
from casetracker.store import folder as folders
from casetracker.store import migrate
from casetracker.store.engine import connect

GOLDEN = Path(__file__).with_name("golden")


@pytest.fixture(params=[1, 3, 4], ids="schema {}".format)
def old(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Path, dict[str, Any]]:
    with zipfile.ZipFile(GOLDEN / f"schema-{request.param}.zip") as packed:
        packed.extractall(tmp_path / "store")
    told = json.loads((tmp_path / "store" / "told.json").read_text(encoding="utf-8"))
    (tmp_path / "store" / "told.json").unlink()
    return tmp_path / "store", told


def without_newer(shown: Any, told: Any) -> Any:
    """What is shown now, of what was told then."""
    if isinstance(told, dict):
        return {name: without_newer(shown[name], value) for name, value in told.items()}
    if isinstance(told, list):
        return [without_newer(*pair) for pair in zip(shown, told, strict=True)]
    return shown


def test_every_record_is_what_it_was_and_proves_it(old: tuple[Path, dict[str, Any]]) -> None:
    folder, told = old
    with opened(folder) as store:
        assert checks.verify(store).faults == []
        for reference, then in told.items():
            assert without_newer(show.record(store, reference, reveal=True), then) == then
    assert json.loads((folder / "store.json").read_text())["schema"] == folders.SCHEMA


def test_an_old_change_is_undone_and_an_old_record_amended(old: tuple[Path, dict[str, Any]]) -> None:
    folder, told = old
    incident = next(reference for reference in told if reference.startswith("INC-"))
    with opened(folder) as store:
        history.undo(store)  # what was done last
        records.amend(store, incident, {"inquiries": [{"question": "Who saw it?"}]})
        assert show.record(store, incident)["inquiries"][0]["question"] == "Who saw it?"
        assert checks.verify(store).faults == []
        history.undo(store)
        assert show.record(store, incident)["inquiries"] == told[incident].get("inquiries", [])
        assert checks.verify(store).faults == []


def test_a_newer_field_altered_behind_the_journal_shows_on_an_old_record(old: tuple[Path, dict[str, Any]]) -> None:
    folder, _told = old
    opened(folder).close()
    connection = connect(folder / "cases.db")
    connection.execute("UPDATE evidence SET not_possible = 'nothing'")
    connection.commit()
    connection.close()
    with opened(folder) as store:
        assert ("record_altered", "E-000001") in {(fault.kind, fault.where) for fault in checks.verify(store).faults}


def test_down_to_the_old_schema_every_old_column_is_as_it_was(old: tuple[Path, dict[str, Any]]) -> None:
    folder, _told = old
    connection = connect(folder / "cases.db")
    names = [name for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_fts%' AND name <> 'alembic_version'")]
    # The number of a shadow row is nobody's but the index's.
    columns = {name: "kind, record_pk, words, keys, skeletons" if name == "search_record" else "*" for name in names}
    schema = migrate.schema_of(connection)
    before = {name: sorted(map(repr, connection.execute(f'SELECT {columns[name]} FROM "{name}"'))) for name in names}
    migrate.upgrade(connection)
    assert migrate.schema_of(connection) == folders.SCHEMA
    migrate.downgrade(connection, schema)
    assert {name: sorted(map(repr, connection.execute(f'SELECT {columns[name]} FROM "{name}"')))
            for name in names} == before
    connection.close()


def test_an_older_store_is_told_before_it_is_opened(old: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    folder, _told = old
    assert case_store.is_older(folder)
    opened(folder).close()
    assert not case_store.is_older(folder)
    assert not case_store.is_older(tmp_path / "nowhere")
