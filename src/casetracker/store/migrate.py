"""Bring a store's schema to the one this program knows, or not at all.

Guards: a copy of the file first; foreign keys off (a rebuilt parent table would take its children with it) and checked
afterwards; one transaction that we own; the number of rows of every table compared before and after.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casetracker.errors import BugError
from casetracker.store.engine import Connection, known_errors, make_engine
from casetracker.store.folder import APPLICATION_ID, SCHEMA

if TYPE_CHECKING:
    from alembic.config import Config

# Tables a revision may empty or refill, as they only mirror others.
_DERIVED = ("search_record", "search_fts", "alembic_version")


def schema_of(connection: Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def upgrade(connection: Connection, target: int = SCHEMA, *, backup_of: Path | None = None) -> None:
    """Move the schema up to `target` (1…SCHEMA); `backup_of` names the database file to copy aside before."""
    if schema_of(connection) < target:
        _run(connection, target, backup_of, "upgrade")


def downgrade(connection: Connection, target: int) -> None:
    """Move the schema down to `target`; for tests, and for a rescue by hand."""
    if schema_of(connection) > target:
        _run(connection, target, None, "downgrade")


def _run(connection: Connection, target: int, backup_of: Path | None, direction: str) -> None:
    before = schema_of(connection)
    if backup_of is not None and before:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy2(backup_of, backup_of.with_name(f"{backup_of.name}.schema-{before}.bak"))
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        with known_errors():
            _in_one_transaction(connection, target, direction)
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _in_one_transaction(connection: Connection, target: int, direction: str) -> None:
    counted = _counts(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        _alembic(connection, target, direction)
        _check(connection, counted)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {target}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def config() -> Config:
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    return made


def _alembic(connection: Connection, target: int, direction: str) -> None:
    from alembic import command

    made = config()
    engine = make_engine(lambda: _Borrowed(connection))
    with engine.connect() as borrowed:
        made.attributes["connection"] = borrowed
        revision = f"{target:04d}" if target else "base"
        (command.upgrade if direction == "upgrade" else command.downgrade)(made, revision)


class _Borrowed:
    """A connection lent to SQLAlchemy whose transaction and life stay ours: its commit, rollback and close do nothing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def commit(self) -> None: ...

    def rollback(self) -> None: ...

    def close(self) -> None: ...


def _counts(connection: Connection) -> dict[str, int]:
    names = [name for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " AND name NOT LIKE 'search_fts%'")]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for name in names if name not in _DERIVED}


def _check(connection: Connection, counted: dict[str, int]) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise BugError(f"a migration broke {len(broken)} foreign keys, first in table {broken[0][0]}")
    after = _counts(connection)
    for name, count in counted.items():
        if after.get(name, count) != count:
            raise BugError(f"a migration changed the number of rows in {name}: {count} to {after[name]}")
