"""Bring a store's schema to the one this program knows, or not at all.

Guards: a copy of the file first; foreign keys off (a rebuilt parent table would take its children with it) and checked
afterwards; one transaction that we own; the number of rows of every table compared before and after.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casetracker.errors import BugError
from casetracker.store.engine import Connection, known_errors, make_engine
from casetracker.store.folder import APPLICATION_ID, SCHEMA

if TYPE_CHECKING:
    from alembic.config import Config

# Tables a revision may empty or refill, as they only mirror others.
_DERIVED = ("incident_line", "search_record", "search_fts", "alembic_version")


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
    with known_errors():
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute("PRAGMA foreign_keys = OFF")
        try:
            _in_one_transaction(connection, target, backup_of, direction)
        finally:
            connection.execute("PRAGMA foreign_keys = ON")


def _in_one_transaction(connection: Connection, target: int, backup_of: Path | None, direction: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        if backup_of is not None:
            _copy_aside(backup_of, schema_of(connection))
        counted = _counts(connection)
        _alembic(connection, target, direction)
        _check(connection, counted, direction)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {target}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


# Closing a database's file ourselves would make the system forget the locks that SQLite holds on it in this process.
_kept_open: list[int] = []


def _copy_aside(database: Path, schema: int) -> None:
    """Copy the database, and what of its log another process has kept from being brought in; nobody writes meanwhile."""
    for suffix in ("", "-wal") if schema else ():
        part = database.with_name(database.name + suffix)
        if part.exists() and (not suffix or part.stat().st_size):
            handle = os.open(part, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            _kept_open.append(handle)
            copy = database.with_name(f"{database.name}.schema-{schema}.bak{suffix}")
            new = os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
            with open(handle, "rb", closefd=False) as source, os.fdopen(new, "wb") as target:
                shutil.copyfileobj(source, target)
                target.flush()
                os.fsync(target.fileno())


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


def _check(connection: Connection, counted: dict[str, int], direction: str) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise BugError(f"a migration broke {len(broken)} foreign keys, first in table {broken[0][0]}")
    after = _counts(connection)
    for name, count in counted.items():
        # Going down, a table goes with the revision that made it.
        left = after.get(name, count if direction == "downgrade" else 0)
        if left != count:
            raise BugError(f"a migration changed the number of rows in {name}: {count} to {left}")
