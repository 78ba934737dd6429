"""The one way to the database: a connection of the `sqlcipher3` driver, set up the same for raw reads and for SQLModel.

Reads use such a connection as it is. Writes go through SQLAlchemy on the same driver, imported only then.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casetracker.errors import (
    BugError,
    DiskFull,
    StoreForeign,
    StoreLocked,
    StoreReadOnly,
    UserError,
    WrongKey,
)
from casetracker.i18n import _

if TYPE_CHECKING:
    from sqlalchemy import Engine

Connection = Any  # the driver ships no types: a DB-API 2.0 connection, as sqlite3's

BUSY_MILLISECONDS = 10_000
CACHE_KIB = 65_536
_PAGES_AT_ONCE = 1024

# What was done to a database from outside is told by how the driver's words begin.
_TAMPERED = ("no such table", "no such column", "malformed database schema", "Could not decode")
_FULL, _READONLY, _BUSY, _LOCKED, _CORRUPT, _NOTADB, _IOERR, _CANTOPEN, _PERM, _INTERRUPT = 13, 8, 5, 6, 11, 26, 10, 14, 3, 9

# What fails while a database is copied has words and no code.
_SAID = {"database or disk is full": _FULL, "disk I/O error": _IOERR, "attempt to write a readonly database": _READONLY,
         "database disk image is malformed": _CORRUPT, "file is not a database": _NOTADB,
         "database is locked": _BUSY, "unable to open database file": _CANTOPEN}


def connect(path: Path, key: bytes | None = None, *, read_only: bool = False, still: bool = False) -> Connection:
    """Open `path` (created if missing, unless read-only); `key` is the raw 32-byte key of an encrypted store. `still` is
    for a copy that nobody ever writes to: nothing is made beside it.

    The connection may be handed to another thread, never used by two at once; it is in autocommit, so that a transaction
    is always one that we began.
    """
    from sqlcipher3 import dbapi2

    with known_errors():
        place = f"{path.absolute().as_uri()}?{_mode(path, read_only, still)}"
        connection = dbapi2.connect(place, uri=True, isolation_level=None, check_same_thread=False,
                                    timeout=BUSY_MILLISECONDS / 1000)
        _configure(connection, key, read_only or still)
    return connection


def in_memory() -> Connection:
    """A database that stands on no disk."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(":memory:", isolation_level=None)
    _configure(connection, None, read_only=False)
    return connection


def _mode(path: Path, read_only: bool, still: bool) -> str:
    """Where nothing may be written, SQLite cannot make the files beside a log; without a log it needs none. Where others
    may write, it has to look for what they wrote."""
    if still:
        return "mode=ro&immutable=1"
    if not read_only:
        return "mode=rwc"
    changes = path.with_name(f"{path.name}-wal").exists() or os.access(path.parent, os.W_OK)
    return "mode=ro" if changes else "mode=ro&immutable=1"


def marks_of_file(path: Path) -> tuple[int, int]:
    """(application id, schema) as a plain database file has them, read without a lock, a log or a trace."""
    from sqlcipher3 import dbapi2

    with known_errors():
        connection = dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
        try:
            application, schema = (connection.execute(f"PRAGMA {name}").fetchone()[0]
                                   for name in ("application_id", "user_version"))
        finally:
            connection.close()
    return application & 0xFFFFFFFF, schema


def _configure(connection: Connection, key: bytes | None, read_only: bool) -> None:
    run = connection.execute
    if key is not None:
        if len(key) != 32:
            raise BugError("a raw key has 32 bytes")
        _unlock(connection, key)
    run("PRAGMA foreign_keys = ON")
    run(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    run(f"PRAGMA cache_size = -{CACHE_KIB}")
    run("PRAGMA trusted_schema = OFF")
    run("PRAGMA temp_store = MEMORY")  # a spilled sort would lie on the disk in the open
    if not read_only:
        run("PRAGMA journal_mode = WAL").fetchall()
        run("PRAGMA synchronous = FULL")
        run("PRAGMA secure_delete = ON").fetchall()


def _unlock(connection: Connection, key: bytes) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")


def export(connection: Connection, target: Path, key: bytes | None) -> None:
    """Write the whole database anew to `target` (which must not exist), under another key or none."""
    with known_errors():
        connection.execute("ATTACH DATABASE ? AS target KEY ?", (str(target), f"x'{key.hex()}'" if key else ""))
        try:
            connection.execute("SELECT sqlcipher_export('target')").fetchall()
            for name in ("application_id", "user_version"):
                (value,) = connection.execute(f"PRAGMA main.{name}").fetchone()
                connection.execute(f"PRAGMA target.{name} = {value}")
        finally:
            connection.execute("DETACH DATABASE target")
    os.chmod(target, 0o600)


def copy(source: Connection, target: Path, key: bytes | None, progress: Callable[[int, int], bool]) -> None:
    """Write the database to `target` (which must not exist), page by page and under the same key.

    Within a read transaction of the source the copy is the database of one moment, whatever others write meanwhile.
    `progress(done, total)` returning False ends it with a UserError.
    """
    from sqlcipher3 import dbapi2

    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))

    def step(_status: int, remaining: int, total: int) -> None:
        if not progress(total - remaining, total):
            raise UserError(_("Cancelled."))

    with known_errors():
        made = dbapi2.connect(f"{target.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
        try:
            if key is not None:
                _unlock(made, key)
            # It is nothing before it is whole: the caller syncs it as one file.
            made.execute("PRAGMA synchronous = OFF")
            made.execute("PRAGMA journal_mode = OFF").fetchall()
            source.backup(made, pages=_PAGES_AT_ONCE, progress=step)
        finally:
            made.close()
    with target.open("rb+") as file:
        os.fsync(file.fileno())


_SHARED_FIRST, _SHARED_SIZE = 0x40000002, 510  # the bytes on which SQLite holds a lock while a database is open in WAL mode


def is_open_elsewhere(path: Path) -> bool:
    """Whether another process has a database open, asked without its key; this process must not have."""
    if os.name == "nt":  # where a folder that is in use cannot be moved at all
        return False
    import fcntl

    try:
        with path.open("rb+") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
    except BlockingIOError:
        return True
    return False


def make_engine(opener: Callable[[], Connection]) -> Engine:
    """SQLAlchemy on our connections. Transactions are begun by us; errors never print row contents."""
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool
    from sqlcipher3 import dbapi2

    return create_engine("sqlite://", module=dbapi2, creator=opener, poolclass=StaticPool, hide_parameters=True)


@contextmanager
def known_errors() -> Iterator[None]:
    """Turn what the world does to a database into the sentences of `errors`; anything else is a bug and passes."""
    from sqlcipher3 import dbapi2

    try:
        yield
    except dbapi2.Error as error:
        # These words quote what cannot be read, and a report of the fault must not.
        raise explain(error) from (None if "decode" in str(error) else error)
    except UserError:
        raise
    except UnicodeDecodeError:  # the driver's own message quotes what is broken
        raise _damaged() from None
    except Exception as error:
        cause = getattr(error, "orig", None)
        if isinstance(cause, dbapi2.Error):
            raise explain(cause) from error
        raise


def explain(error: Exception) -> Exception:
    """The sentence for a driver's error, or a BugError when nobody but us could cure it."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF or _SAID.get(str(error), 0)
    if code == _INTERRUPT:
        return UserError(_("Cancelled."))
    if code == _FULL:
        return DiskFull(_("The disk is full; nothing of this change was saved."), _("Make room and save again."))
    if code in (_READONLY, _PERM):
        return StoreReadOnly(_("The store cannot be written to."), _("Check the permissions of its folder."))
    if code in (_BUSY, _LOCKED):
        return StoreLocked(_("Another program is writing to the store and does not finish."),
                           _("Wait a moment and save again."))
    if code == _NOTADB:
        return WrongKey(_("The database does not open: the key is wrong, or it is not a case store's."))
    if code in (_CORRUPT, _CANTOPEN) or str(error).startswith(_TAMPERED):
        return _damaged()
    if code == _IOERR:
        return DiskFull(_("The disk did not take or give the data; nothing of this change was saved."),
                        _("Check the disk and its free space, then save again."))
    return BugError(f"{type(error).__name__} (code {getattr(error, 'sqlite_errorcode', None)})")


def _damaged() -> StoreForeign:
    return StoreForeign(_("The database cannot be opened or is damaged."), _("Restore a backup."))
