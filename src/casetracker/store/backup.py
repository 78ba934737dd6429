"""A backup as it stands on a disk: a store like any other, and `backup.json`, which says what it is a copy of.

Evidence files are copied as they are kept, sealed or not, each under a waiting name, read back, hashed, and only then given
its own name: what stands under its name in a backup has been whole once, and is not copied again.

    FOLDER/store.json   as in the store        FOLDER/cases.db                      the latest copy of the database
    FOLDER/vault/…      as in the store        FOLDER/cases-SEQUENCE-MOMENT.db      the copies before it
    FOLDER/backup.json  written last           (a store keeps its own in backups/)
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from casetracker.errors import EvidenceFault, StoreForeign
from casetracker.i18n import _
from casetracker.store import vault as vaults
from casetracker.store.folder import StoreFolder, sync_folder, write_json
from casetracker.store.vault import Vault

FORMAT, VERSION = "casetracker backup", 1
KEPT = 7
"""How many copies of the database stay: those that a backup had before, and those a store makes of itself."""

_CHUNK = 1 << 20
_NAME = re.compile(r"cases-(\d{12})-(\d{8}T\d{6}Z)\.db")
_MOMENT = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Marker:
    """The contents of `backup.json`: no case data."""

    store_id: str
    made_at: str
    sequence: int
    """The last journal entry in it, and that entry's hash."""
    head: str
    complete: bool
    """Whether every evidence file that the database names is in it, hashed."""
    files: int
    files_digest: str
    """SHA-256 over the lines “NAME SIZE” of the vault's files, sorted."""
    database_sha256: str
    format: str = FORMAT
    version: int = VERSION


@dataclass(frozen=True)
class Copy:
    """A copy of the database alone."""

    path: Path
    sequence: int
    made: datetime


def read_marker(place: StoreFolder) -> Marker | None:
    """What `backup.json` says; None where the folder is no backup."""
    try:
        given = json.loads(place.marker.read_bytes())
        if given["format"] != FORMAT or int(given["version"]) > VERSION:
            raise ValueError
        return Marker(**{name: given[name] for name in Marker.__dataclass_fields__})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreForeign(_("The file backup.json in {place} cannot be read.").format(place=place.root),
                           _("Name another folder.")) from error


def may_begin_in(folder: Path) -> bool:
    """Whether a folder is empty, but for what a first backup leaves that ended before it could say what it is."""
    return folder.is_dir() and all(path.name == f"{StoreFolder(folder).marker.name}.new" for path in folder.iterdir())


def write_marker(place: StoreFolder, marker: Marker) -> None:
    write_json(place.marker, asdict(marker))


def copy_name(sequence: int, made: datetime) -> str:
    return f"cases-{sequence:012d}-{made.astimezone(UTC).strftime(_MOMENT)}.db"


def is_copy(path: Path) -> bool:
    return bool(_NAME.fullmatch(path.name))


def copies(folder: Path) -> list[Copy]:
    """The copies of the database in a folder, the oldest first."""
    found = []
    for path in folder.glob("cases-*.db"):
        named = _NAME.fullmatch(path.name)
        if named:
            with contextlib.suppress(ValueError):
                found.append(Copy(path, int(named[1]), datetime.strptime(named[2], _MOMENT).replace(tzinfo=UTC)))
    return sorted(found, key=lambda each: (each.made, each.sequence))


def keep_last(folder: Path, count: int = KEPT) -> None:
    """Take away all but the last copies of the database."""
    for old in copies(folder)[:-count]:
        old.path.unlink(missing_ok=True)
    sync_folder(folder)


def keep_also(path: Path, name: str) -> None:
    """Let a file stand under a second name beside it, for its own is about to be taken by another."""
    target = path.with_name(name)
    if target.exists():
        return
    try:
        os.link(path, target)
    except OSError:  # not every disk knows of second names
        part = target.with_name(f"{name}.part")
        shutil.copyfile(path, part)
        os.chmod(part, 0o600)
        sync_file(part)
        os.replace(part, target)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def copy_evidence(source: Vault, target: Vault, sha256: str, progress: Callable[[int], None], again: bool = False) -> bool:
    """Bring one kept file into another vault of the same secret; False where it is there already.

    With `again` what is there is hashed anew, and replaced where it has suffered. EvidenceFault where the source does not
    give the file whole. Its folder is left for the caller to sync.
    """
    kept, final = vaults.path_of(source, sha256), vaults.path_of(target, sha256)
    if _same_size(kept, final) and not (again and vaults.hash_of(target, sha256)[0] != sha256):
        return False
    part = target.root / f"{vaults.INCOMING}{os.getpid()}-{secrets.token_hex(8)}.part"
    try:
        _copy_bytes(kept, part, sha256, progress)
        if vaults.hash_at(target, part, sha256)[0] != sha256:
            raise EvidenceFault(_("The file {name}… is not what was taken in.").format(name=sha256[:12]))
        final.parent.mkdir(mode=0o700, exist_ok=True)
        os.chmod(part, 0o400)
        os.replace(part, final)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return True


def _same_size(kept: Path, final: Path) -> bool:
    try:
        there = final.stat().st_size
    except FileNotFoundError:
        return False
    try:
        return there == kept.stat().st_size
    except FileNotFoundError:  # the backup has what the store has lost
        return True


def _copy_bytes(kept: Path, part: Path, sha256: str, progress: Callable[[int], None]) -> None:
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as out:
        for chunk in _chunks(kept, sha256):
            out.write(chunk)
            progress(len(chunk))
        out.flush()
        os.fsync(out.fileno())


def _chunks(kept: Path, sha256: str) -> Iterator[bytes]:
    """The bytes of a kept file; that they cannot be read is the store's fault, not the backup's."""
    try:
        with kept.open("rb") as source:
            while chunk := source.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise EvidenceFault(_("The vault does not give the file {name}….").format(name=sha256[:12])) from error


def files_digest(vault: Vault, names: Iterable[str]) -> str:
    """The digest of the list of a vault's files, by their names on the disk, which tell nothing of an encrypted store."""
    lines = sorted(f"{vault.name(sha256)} {vaults.path_of(vault, sha256).stat().st_size}\n" for sha256 in names)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def clear_waiting(place: StoreFolder) -> None:
    """Take away what an earlier run left unfinished; nobody else writes into a backup."""
    for path in (*place.vault.glob(f"{vaults.INCOMING}*"), *place.root.glob("*.part"), *place.root.glob("*.new")):
        path.unlink(missing_ok=True)
