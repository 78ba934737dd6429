"""What is worked out from the records by rules that may change: which rules it was made by, and making it anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from casetracker.store.engine import Connection


def is_stale(connection: Connection, name: str, rules: str) -> bool:
    """Whether what goes by this name was made by other rules than these."""
    row = connection.execute("SELECT value FROM setting WHERE key = ?", (name,)).fetchone()
    return row is None or row[0] != rules


@contextmanager
def rebuilding(connection: Connection, name: str, rules: str) -> Iterator[None]:
    """One transaction of its own in which it is made by these rules; nothing of a case is changed by it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("INSERT INTO setting (key, value) VALUES (?, ?)"
                           " ON CONFLICT (key) DO UPDATE SET value = excluded.value", (name, rules))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has ended it already
            connection.execute("ROLLBACK")
        raise
