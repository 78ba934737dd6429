"""Who may use the database, and how: a read connection for each thread, and one lane for all writes.

Within a process every change runs on the lane, one after another; between processes SQLite's own lock decides, and a
change begins with BEGIN IMMEDIATE so that what it reads is what it changes.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from casetracker.errors import StoreMissing, StoreReadOnly
from casetracker.i18n import _
from casetracker.store.engine import Connection, connect, copy, known_errors
from casetracker.store.later import Later

if TYPE_CHECKING:
    from casetracker.store.head_file import HeadFile

P = ParamSpec("P")
T = TypeVar("T")


class Lane:
    """The one thread that all writes of a window go through; started at the first write."""

    def __init__(self) -> None:
        self._pool: ThreadPoolExecutor | None = None

    def submit(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, thread_name_prefix="casetracker-lane")
        return self._pool.submit(work, *args, **kwargs)

    def close(self) -> None:
        """Wait for what is being written, and take no more."""
        if self._pool is not None:
            self._pool.shutdown(wait=True)


class Database:
    """The open database of one store."""

    def __init__(self, path: Path, key: bytes | None, read_only: bool, head_file: HeadFile | None = None,
                 still: bool = False) -> None:
        """`still` is a copy that nobody ever writes to."""
        self.path, self._key, self.read_only, self._still = path, key, read_only or still, still
        self._head_file, self._identity = head_file, _identity(path)
        self._local = threading.local()
        self._opened: list[Connection] = []
        self._readers: dict[int, Connection] = {}
        self._guard = threading.Lock()
        self._write_lock = threading.RLock()
        self._writer: Connection | None = None
        self._later = Later()

    @property
    def is_open(self) -> bool:
        return bool(self._opened)

    def reader(self) -> Connection:
        """This thread's own read connection."""
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._open()
            connection.execute("PRAGMA query_only = ON")
            self._local.connection = connection
            self._readers[threading.get_ident()] = connection
        return connection

    def interrupt(self, thread: int) -> None:
        """End what a thread is reading at this moment, which raises there; another thread may ask."""
        connection = self._readers.get(thread)
        if connection is not None:
            connection.interrupt()

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """This thread's read connection in one read transaction, so that several reads agree with each other."""
        connection = self.reader()
        if connection.in_transaction:
            yield connection
            return
        with known_errors():
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:  # a disk that went away has ended it already
                    connection.execute("ROLLBACK")

    def open_private(self) -> Connection:
        """A connection that reads the store and may keep temporary tables of its own; the caller closes it."""
        return connect(self.path, self._key, read_only=True, still=self._still)

    def copy_to(self, target: Path, progress: Callable[[int, int], bool]) -> None:
        """Write the database as it is at this moment to a new file, under the same key, while others go on writing."""
        self.reader().execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()  # makes the log that `open_private` asks for
        connection = self.open_private()
        try:
            with known_errors():
                connection.execute("BEGIN")
                connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
                copy(connection, target, self._key, progress)
        finally:
            connection.close()

    @contextmanager
    def beside(self, path: Path) -> Iterator[Connection]:
        """A copy of this database (or an earlier one), under the same key, for reading; nobody may be writing to it."""
        connection = connect(path, self._key, still=True)
        try:
            with known_errors():
                yield connection
        finally:
            connection.close()

    def open_writer(self) -> Connection:
        """A connection of its own for work outside the write lane's transactions, such as a migration."""
        return self._open()

    def _open(self) -> Connection:
        connection = connect(self.path, self._key, read_only=self.read_only, still=self._still)
        with self._guard:
            self._opened.append(connection)
        return connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One write transaction: all of it is durable when this returns, or nothing of it happened."""
        if self.read_only:
            raise StoreReadOnly(_("The store is open for reading only."), _("Open it where it may be written to."))
        with self._write_lock, known_errors():
            self._check_place()
            if self._writer is None:
                self._writer = self._open()
            connection = self._writer
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
                self._check_place()
                if self._head_file is not None:
                    self._head_file.advance(connection)
                    self._later.ask(self._head_file.sync)
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def _check_place(self) -> None:
        """What is written into a file that has lost its name, or stands elsewhere now, would be lost in silence."""
        if _identity(self.path) != self._identity:
            raise StoreMissing(_("The store at {place} is no longer there, or was replaced by another program; nothing was"
                                 " saved.").format(place=self.path.parent),
                               _("Bring its folder or its disk back and save again; if it was replaced, open it anew."))

    def close(self) -> None:
        self._later.close()
        with self._guard:
            for connection in self._opened:
                connection.close()
            self._opened.clear()
            self._writer = None
            self._readers.clear()


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
