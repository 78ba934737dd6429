"""Evidence files that are to be there no more: their rows keep name, hash, who, when and why; the bytes go.

The row is written first. The bytes are taken away under the store's write lock, so that nobody can take in the same content
meanwhile and lose it; what a crash leaves is taken away when the store is opened next.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from casetracker.errors import UserError
from casetracker.store import journal
from casetracker.store.engine import Connection
from casetracker.store.folder import sync_folder
from casetracker.store.sealed import HEADER
from casetracker.store.session import Database
from casetracker.store.vault import CHUNK, Vault, path_of

DESTROYED = "destroy"
"""The kind of the journal entry that says so."""


def condemned(connection: Connection) -> list[str]:
    """The SHA-256 of files that were destroyed, and that no other item holds."""
    return [sha256 for (sha256,) in connection.execute(
        "SELECT DISTINCT gone.sha256 FROM evidence_file AS gone WHERE gone.destroyed_at > '' AND gone.sha256 IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM evidence_file AS held WHERE held.sha256 = gone.sha256"
        " AND held.destroyed_at IS NULL)")]


def remaining(vault: Vault, connection: Connection) -> list[str]:
    """Those of them whose bytes are still there."""
    return [sha256 for sha256 in condemned(connection) if os.path.lexists(path_of(vault, sha256))]


def finish(vault: Vault, database: Database) -> None:
    """Take away the bytes of what was destroyed; a tombstone that the journal does not know of takes nothing away."""
    if remaining(vault, database.reader()):
        with database.writing() as connection:
            for sha256 in remaining(vault, connection):
                if _is_journaled(connection, sha256):
                    take_away(vault, sha256)


def _is_journaled(connection: Connection, sha256: str) -> bool:
    items = connection.execute("SELECT DISTINCT e.id FROM evidence AS e JOIN evidence_file AS f ON f.parent_pk = e.pk"
                               " WHERE f.sha256 = ? AND f.destroyed_at > ''", (sha256,)).fetchall()
    try:
        return any(entry.kind == DESTROYED for (item,) in items
                   for entry in journal.entries(connection, record_id=item))
    except UserError:  # the journal is damaged, and verify says so
        return False


def take_away(vault: Vault, sha256: str) -> None:
    """Overwrite and unlink. A sealed file is lost with its salt; of a plain one a disk may keep older copies."""
    path = path_of(vault, sha256)
    with contextlib.suppress(FileNotFoundError):
        if not path.is_symlink():
            with contextlib.suppress(OSError):  # on a disk that writes everything anew, and is full
                _overwrite(path, HEADER if vault.secret else path.stat().st_size)
        path.unlink()
        sync_folder(path.parent)


def _overwrite(path: Path, size: int) -> None:
    os.chmod(path, 0o600)
    with path.open("rb+", buffering=0) as file:
        while size > 0:
            size -= file.write(bytes(min(size, CHUNK)))
        os.fsync(file.fileno())
