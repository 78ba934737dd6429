"""The store's folder: `store.json` that says what it is, `cases.db`, and `vault/`.

A folder without `store.json` is not a store. What is not ours, or was written by a newer casetracker, is told apart by
reading only, before anything opens the database for good, and is left byte for byte as it was.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import struct
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from casetracker.errors import StoreForeign, StoreMissing, StoreTooNew, UserError
from casetracker.i18n import _
from casetracker.store.keys import Wrap
from casetracker.store.signing import Signing
from casetracker.store.wal import HEADER, MAGIC, newest_header

APPLICATION_ID = 0x43415345  # "CASE", in the database's header
SCHEMA = 5
FORMAT = "casetracker store"
FORMAT_VERSION = 1
NO_ROOM = (28, 122)  # the numbers of ENOSPC and EDQUOT, which not every system names


@dataclass(frozen=True)
class StoreFile:
    """The contents of `store.json`: no case data."""

    store_id: str
    encrypted: bool
    schema: int = SCHEMA
    format: str = FORMAT
    version: int = FORMAT_VERSION
    keys: tuple[Wrap, ...] = ()
    """The store's secret, wrapped in each way to it (`store.keys`)."""
    signing: Signing | None = None
    """The pair by which the store signs (`store.signing`); a store without a secret has none."""


@dataclass(frozen=True)
class StoreFolder:
    """Where the parts of a store stand."""

    root: Path

    @property
    def file(self) -> Path:
        return self.root / "store.json"

    @property
    def database(self) -> Path:
        return self.root / "cases.db"

    @property
    def head_file(self) -> Path:
        return self.root / "head.json"

    @property
    def signed_heads(self) -> Path:
        return self.root / "heads.jsonl"

    @property
    def timestamps(self) -> Path:
        return self.root / "timestamps.jsonl"

    @property
    def vault(self) -> Path:
        return self.root / "vault"

    @property
    def copies(self) -> Path:
        """Copies of the database alone, made by the program itself (`services.backups`)."""
        return self.root / "backups"

    @property
    def marker(self) -> Path:
        """What makes a folder a backup, to be read and not to be written to (`store.backup`)."""
        return self.root / "backup.json"

    def owns(self, path: Path) -> bool:
        """Whether an entry of the folder is the program's: a part of the store, or a copy of one that it made."""
        parts = (self.file, self.database, self.head_file, self.signed_heads, self.timestamps, self.vault, self.copies)
        return path in parts or path.name.startswith(f"{self.database.name}-") or path.name.startswith(
            f"{self.database.name}.") or (path.name.endswith((".new", ".part")) and path.name.startswith(
                tuple(part.name for part in parts)))


def write_store_file(folder: StoreFolder, content: StoreFile) -> None:
    """Replace `store.json` as a whole (mode 0600), so that a crash leaves the old one or the new one."""
    write_json(folder.file, asdict(content))


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Replace a small file as a whole (mode 0600): after a crash the old one stands there, or the new one."""
    replace_file(path, json.dumps(content, indent=2, sort_keys=True).encode() + b"\n")
    sync_folder(path.parent)


def replace_file(path: Path, data: bytes) -> None:
    """Put these bytes in a small file's place, whole or not at all; its folder is left for the caller to sync."""
    temporary = path.with_name(f"{path.name}.new")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def sync_folder(path: Path) -> None:
    """Make a rename in a folder durable; Windows does so by itself and cannot open folders."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_store_file(folder: StoreFolder) -> StoreFile:
    """What `store.json` says; StoreMissing, StoreForeign or StoreTooNew where it is not (yet) ours to open."""
    try:
        _look(folder)
        content = _parsed(folder, folder.file.read_bytes())
        if folder.vault.exists() and not folder.vault.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    except PermissionError as error:
        raise StoreForeign(_("The store at {place} may not be read by this user.").format(place=folder.root)) from error
    except OSError as error:
        raise StoreForeign(_("The store at {place} cannot be read: {why}.").format(
            place=folder.root, why=error.strerror)) from error
    if content.schema > SCHEMA:
        raise too_new(folder.root)
    return content


def _look(folder: StoreFolder) -> None:
    """Is there a folder with a `store.json` at all?"""
    root = folder.root
    cure = _("Make one with “casetracker init”, or name another folder with --store.")
    if not root.exists():
        raise StoreMissing(_("There is no case store at {place}.").format(place=root), cure)
    if not root.is_dir():
        raise StoreForeign(_("{place} is a file, not a case store.").format(place=root),
                           _("A case store is a folder; name the folder."))
    if not folder.file.exists():
        raise StoreMissing(_("The folder {place} is not a case store.").format(place=root), cure)


def _parsed(folder: StoreFolder, text: bytes) -> StoreFile:
    """The contents of `store.json`; what a newer program wrote may look different and is told apart first."""
    try:
        given = json.loads(text)
        if given["format"] != FORMAT:
            raise ValueError
        if int(given["version"]) > FORMAT_VERSION:
            raise too_new(folder.root)
        return StoreFile(store_id=str(given["store_id"]), encrypted=bool(given["encrypted"]),
                         schema=int(given["schema"]), version=int(given["version"]), keys=_wraps(given.get("keys", [])),
                         signing=_pair(given.get("signing")))
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise StoreForeign(_("The file store.json in {place} is not a case store's.").format(
            place=folder.root)) from error


def _wraps(given: object) -> tuple[Wrap, ...]:
    if not isinstance(given, list) or not all(isinstance(wrap, dict) for wrap in given):
        raise TypeError
    return tuple(given)


def _pair(given: object) -> Signing | None:
    if given is not None and not isinstance(given, dict):
        raise TypeError
    return given


def check_there(folder: StoreFolder) -> None:
    """SQLite would make a database that is not there, and it would be empty."""
    if not folder.database.exists():
        raise StoreForeign(_("The store at {place} has lost its database cases.db.").format(place=folder.root),
                           _("Put the file back from a backup."))


def check_header(folder: StoreFolder) -> None:
    """Look at a plain database without opening it for good: is it SQLite, ours, and not from the future?

    What was written last may still stand in the log beside the database: offsets 60 and 68 of the newest first page hold
    `user_version` and `application_id`, big-endian (SQLite file format, section 1.3).
    """
    if not os.access(folder.database, os.R_OK):
        raise StoreForeign(_("The store at {place} may not be read by this user.").format(place=folder.root))
    application, version = _marks(folder)
    if application != APPLICATION_ID:
        raise foreign(folder.root)
    newest = newest_header(folder.root / "cases.db-wal")
    if newest:
        application, version = _marks_in(newest)
        if application != APPLICATION_ID:
            raise foreign(folder.root)
    if version > SCHEMA:
        raise too_new(folder.root)


# Were we to open and close a database's file, the system would forget the locks of every connection that this process has
# to it: so SQLite is asked, and where it cannot tell, the file stays open.
_kept_open: list[int] = []
_PATIENCE = (0.02, 0.1)  # seconds before another look


def _marks(folder: StoreFolder) -> tuple[int, int]:
    """(application id, schema) of the database file."""
    from casetracker.store.engine import marks_of_file

    for patience in (*_PATIENCE, None):
        try:
            return marks_of_file(folder.database)
        except UserError as error:
            # A file that its log has not been brought into whole is no database without the log.
            if (folder.root / "cases.db-wal").exists() and folder.database.is_file():
                break
            # Another program may have been bringing the log in while we looked, and have put it away since.
            if patience is None or not folder.database.is_file():
                raise foreign(folder.root) from error
            time.sleep(patience)
    handle = os.open(folder.database, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    _kept_open.append(handle)
    header = os.read(handle, HEADER)
    if len(header) < HEADER or not header.startswith(MAGIC):
        raise foreign(folder.root)
    return _marks_in(header)


def _marks_in(header: bytes) -> tuple[int, int]:
    return struct.unpack(">I", header[68:72])[0], struct.unpack(">I", header[60:64])[0]


def foreign(root: Path) -> StoreForeign:
    return StoreForeign(_("The database in {place} is not a case store's, or is damaged; it was left untouched.")
                        .format(place=root), _("Name another folder, or restore a backup."))


def too_new(root: Path) -> StoreTooNew:
    return StoreTooNew(_("The store at {place} was written by a newer casetracker; it was left untouched.")
                       .format(place=root), _("Open it with that version or a later one."))
