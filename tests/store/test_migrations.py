"""The schema's way up and down: the same as the tables say, with data, and not at all when anything is amiss."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.factories import Web, fingerprint, opened

from casetracker.errors import BugError
from casetracker.services import checks
from casetracker.store import folder as folders
from casetracker.store import migrate
from casetracker.store.engine import connect

NOW = folders.SCHEMA
REVISION = '''
from alembic import op
import sqlalchemy as sa

revision, down_revision, branch_labels, depends_on = "{new:04d}", "{old:04d}", None, None

def upgrade():
{up}

def downgrade():
    with op.batch_alter_table("body") as table:
        table.drop_column("motto")
'''
ADD = '''    with op.batch_alter_table("body", recreate="always") as table:
        table.add_column(sa.Column("motto", sa.String(), nullable=True))
'''
REBUILD_PARENT = ADD + '''    with op.batch_alter_table("incident", recreate="always") as table:
        table.alter_column("narrative", type_=sa.Text())
'''
RAISING = ADD + '''    raise ZeroDivisionError("half way")
'''
LOSING = ADD + '''    op.get_bind().exec_driver_sql("DELETE FROM custody WHERE pk = (SELECT max(pk) FROM custody)")
'''
DROPPING = ADD + '''    op.get_bind().exec_driver_sql("DROP TABLE status_move")
'''
BREAKING = ADD + '''    op.get_bind().exec_driver_sql("UPDATE place SET parent_pk = 999")
'''


def schema(database: Path) -> dict[str, str]:
    connection = sqlite3.connect(database)
    try:
        return {name: " ".join(sql.split()) for name, sql in connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")}
    finally:
        connection.close()


def rows(database: Path) -> dict[str, list[Any]]:
    """Every row of every table that is not derived, whatever the order of its columns."""
    connection = sqlite3.connect(database)
    try:
        names = [name for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_fts%'"
            " AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'")]
        return {name: [sorted(map(str, row)) for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY 1')]
                for name in names}
    finally:
        connection.close()


@pytest.fixture
def revised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A program that knows one revision more, which does what the test says."""
    scripts = tmp_path / "migrations"
    shutil.copytree(Path(migrate.__file__).with_name("migrations"), scripts, ignore=shutil.ignore_patterns("__pycache__"))
    known = migrate.config

    def config() -> Any:
        made = known()
        made.set_main_option("script_location", str(scripts))
        return made

    def revise(up: str) -> None:
        (scripts / "versions" / "9999_motto.py").write_text(REVISION.format(up=up, old=NOW, new=NOW + 1))
        monkeypatch.setattr(migrate, "config", config)
        monkeypatch.setattr(folders, "SCHEMA", NOW + 1)
        monkeypatch.setattr(migrate.upgrade, "__defaults__", (NOW + 1,))

    return revise


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_the_migrated_schema_is_the_one_the_tables_describe(folder: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from casetracker.store.engine import make_engine
    from casetracker.store.tables import METADATA

    connection = connect(folder / "cases.db")
    engine = make_engine(lambda: connection)
    with engine.connect() as sql:
        context = MigrationContext.configure(sql, opts={
            "compare_type": True, "compare_server_default": True,
            "include_object": lambda obj, name, kind, reflected, other: not (
                str(name).startswith(("search_fts", "alembic_version", "search_record_record", "journal_record",
                                      "journal_change")))})
        differences = compare_metadata(context, METADATA)
    connection.close()
    assert differences == []


def test_checks_of_closed_lists_are_in_the_migrated_schema(folder: Path, tmp_path: Path) -> None:
    """Alembic compares no CHECKs, so the texts of all tables are compared with what the classes would make."""
    from casetracker.store.engine import make_engine
    from casetracker.store.tables import METADATA

    fresh = connect(tmp_path / "fresh.db")
    engine = make_engine(lambda: fresh)
    METADATA.create_all(engine)
    fresh.close()
    made, migrated = schema(tmp_path / "fresh.db"), schema(folder / "cases.db")

    def checks_in(sql: str) -> set[str]:
        return {part.strip().rstrip(",) ") for part in sql.split("CONSTRAINT ") if "CHECK" in part}

    assert {name for name in made if not name.startswith("ix_")} <= set(migrated)
    for name, sql in made.items():
        assert checks_in(sql) == checks_in(migrated[name]), name


def test_down_and_up_again_is_the_same_schema(folder: Path) -> None:
    before = schema(folder / "cases.db")
    connection = connect(folder / "cases.db")
    migrate.downgrade(connection, 0)
    assert migrate.schema_of(connection) == 0
    left = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert left <= {"alembic_version"}
    migrate.upgrade(connection)
    connection.close()
    assert schema(folder / "cases.db") == before


@pytest.mark.parametrize("up", [ADD, REBUILD_PARENT], ids=["a column", "a parent rebuilt"])
def test_up_with_data_keeps_every_row(woven: tuple[Path, Web], revised: Callable[[str], None], up: str) -> None:
    folder, _web = woven
    before, old = rows(folder / "cases.db"), (folder / "cases.db").read_bytes()
    revised(up)
    with opened(folder) as store:
        assert checks.verify(store).faults == []
        assert store.database.reader().execute("PRAGMA user_version").fetchone() == (NOW + 1,)
    after = rows(folder / "cases.db")
    assert after.pop("body") == [sorted([*row, "None"]) for row in before.pop("body")]
    assert after == before
    assert "motto" in schema(folder / "cases.db")["body"]
    assert (folder / f"cases.db.schema-{NOW}.bak").read_bytes() == old


def test_up_and_down_with_data_comes_back(woven: tuple[Path, Web], revised: Callable[[str], None]) -> None:
    folder, _web = woven
    before = rows(folder / "cases.db")
    revised(ADD)
    connection = connect(folder / "cases.db")
    migrate.upgrade(connection, NOW + 1)
    migrate.downgrade(connection, NOW)
    connection.close()
    assert rows(folder / "cases.db") == before
    assert "motto" not in schema(folder / "cases.db")["body"]


@pytest.mark.parametrize(("up", "error"), [
    (RAISING, ZeroDivisionError), (LOSING, BugError), (DROPPING, BugError), (BREAKING, BugError),
], ids=["raises half way", "loses a row", "drops a table", "breaks a foreign key"])
def test_a_failing_revision_leaves_everything_as_it_was(
        woven: tuple[Path, Web], revised: Callable[[str], None], up: str, error: type[Exception]) -> None:
    folder, _web = woven
    described, held = schema(folder / "cases.db"), rows(folder / "cases.db")
    revised(up)
    connection = connect(folder / "cases.db")
    with pytest.raises(error):
        migrate.upgrade(connection, NOW + 1, backup_of=folder / "cases.db")
    assert migrate.schema_of(connection) == NOW
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert not connection.in_transaction
    connection.close()
    assert schema(folder / "cases.db") == described
    assert rows(folder / "cases.db") == held
    assert rows(folder / f"cases.db.schema-{NOW}.bak") == held


def test_a_store_of_an_older_kind_that_may_not_be_written_to_is_left(
        folder: Path, revised: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    from casetracker.errors import StoreForeign

    revised(ADD)
    before = fingerprint(folder)
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    with pytest.raises(StoreForeign, match="older"):
        opened(folder)
    assert fingerprint(folder) == before


def test_two_programs_that_bring_a_store_up_at_once(woven: tuple[Path, Web], revised: Callable[[str], None]) -> None:
    folder, _web = woven
    revised(ADD)
    one, two = connect(folder / "cases.db"), connect(folder / "cases.db")
    migrate.upgrade(one, NOW + 1)
    migrate._run(two, NOW + 1, None, "upgrade")
    assert migrate.schema_of(two) == NOW + 1
    one.close()
    two.close()
