"""Taking files in to the vault, through waiting names, so that a crash leaves nothing by halves.

A file is copied and hashed (`….part`), made durable, then named by its hash (`….ready`) before the database is told, and
moved to its place after. Whatever a crash leaves is finished or taken away by `recover`.
"""

from __future__ import annotations

import contextlib
import hashlib
import mimetypes
import os
import secrets
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from casetracker.errors import DiskFull, EvidenceFault, UserError
from casetracker.i18n import _
from casetracker.store.engine import Connection
from casetracker.store.folder import NO_ROOM, sync_folder
from casetracker.store.sealed import Sealer
from casetracker.store.vault import CHUNK, INCOMING, Vault, hash_of, path_of

Progress = Callable[[int, int], bool]
_here: set[str] = set()  # what this very process is taking in: a process before may have had its number
_A_DAY = 86_400


@dataclass(frozen=True)
class Taken:
    """A file that waits in the vault to be named by a saved change."""

    ready: Path
    sha256: str
    size: int
    original_name: str
    media_type: str


def take(vault: Vault, source: Path, progress: Progress | None = None) -> Taken:
    """Copy and hash a file into the vault's waiting place; nothing is left behind if it fails or is cancelled."""
    with _readable(source) as file:
        before = os.fstat(file.fileno())
        part = vault.root / f"{INCOMING}{os.getpid()}-{secrets.token_hex(8)}.part"
        _here.add(part.name)
        try:
            digest, size = _copy(vault, file, part, before.st_size, progress)
            _unchanged(source, before, os.fstat(file.fileno()), size)
            # Made now, while a full disk may still refuse the file.
            path_of(vault, digest).parent.mkdir(mode=0o700, exist_ok=True)
            ready = part.with_name(f"{part.stem}-{vault.name(digest)}.ready")
            _here.add(ready.name)
            os.replace(part, ready)
            sync_folder(vault.root)
        except BaseException as error:
            part.unlink(missing_ok=True)
            if isinstance(error, OSError):
                raise _explain(error, source) from error
            raise
        finally:
            _here.discard(part.name)
    return Taken(ready, digest, size, source.name, media_type(source))


def _readable(source: Path) -> BinaryIO:
    try:
        mode = os.stat(source).st_mode
        if stat.S_ISDIR(mode):
            raise EvidenceFault(_("{name} is a folder, not a file.").format(name=shown(source)),
                                _("Take in its files one by one."))
        if not stat.S_ISREG(mode):
            raise EvidenceFault(_("{name} is not an ordinary file.").format(name=shown(source)))
        return source.open("rb")
    except FileNotFoundError as error:
        raise EvidenceFault(_("There is no file {name}.").format(name=shown(source)), _("Check the path.")) from error
    except (OSError, ValueError) as error:
        raise EvidenceFault(_("The file {name} cannot be read.").format(name=shown(source)),
                            _("Check its permissions and that its disk is there.")) from error


def shown(path: Path) -> str:
    """A file's name fit for a sentence, whatever bytes it is made of."""
    return path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace") or str(path)


def _copy(vault: Vault, file: BinaryIO, part: Path, expected: int | None,
          progress: Progress | None) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    buffer = bytearray(CHUNK)
    view = memoryview(buffer)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb", buffering=0) as out:
        sealer = Sealer(out, vault.content_key) if vault.content_key else None
        while count := file.readinto(buffer):  # type: ignore[attr-defined]
            digest.update(view[:count])
            if sealer is None:
                _write_all(out, view[:count])
            else:
                sealer.write(view[:count])
            size += count
            if expected is not None and size > expected:  # it grows, and may never end
                break
            if progress is not None and not progress(size, expected or size):
                raise EvidenceFault(_("Taking in was cancelled; nothing was kept."))
        if sealer is not None:
            sealer.finish()
        os.fsync(out.fileno())
    return digest.hexdigest(), size


def _write_all(out: BinaryIO, data: memoryview) -> None:
    while data:
        data = data[out.write(data):]


def _unchanged(source: Path, before: os.stat_result, after: os.stat_result, size: int) -> None:
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or size != after.st_size:
        raise EvidenceFault(_("The file {name} changed while it was taken in; nothing was kept.")
                            .format(name=shown(source)), _("Wait until it is no longer written to."))


def _explain(error: OSError, source: Path) -> UserError:
    if error.errno in NO_ROOM:
        return DiskFull(_("The disk of the store is full; {name} was not taken in.").format(name=shown(source)),
                        _("Make room and take it in again."))
    return EvidenceFault(_("The file {name} was not taken in: {why}.").format(name=shown(source), why=error.strerror),
                         _("Check the disks of the file and of the store."))


def media_type(source: Path) -> str:
    guessed, packing = mimetypes.guess_type(source.name)
    return guessed if guessed and not packing else "application/octet-stream"


def put(vault: Vault, file: BinaryIO) -> str:
    """Keep the content of an open file; returns its SHA-256. For stores that are being made, before anybody opens them."""
    part = vault.root / f"{INCOMING}{os.getpid()}-{secrets.token_hex(8)}.part"
    digest, _size = _copy(vault, file, part, None, None)
    final = path_of(vault, digest)
    final.parent.mkdir(mode=0o700, exist_ok=True)
    os.chmod(part, 0o400)
    os.replace(part, final)
    sync_folder(final.parent)
    return digest


def settle(vault: Vault, taken: Taken) -> None:
    """Put a waiting file in its place, once the change that names it is saved.

    Nothing can be refused any more: what does not succeed now is done when the store is opened next.
    """
    final = path_of(vault, taken.sha256)
    with contextlib.suppress(OSError):  # another process may have been quicker
        if _is_whole(vault, taken.sha256):
            taken.ready.unlink()
        else:
            final.parent.mkdir(mode=0o700, exist_ok=True)
            os.chmod(taken.ready, 0o400)
            os.replace(taken.ready, final)
            sync_folder(final.parent)
            sync_folder(vault.root)
    _here.discard(taken.ready.name)


def _is_whole(vault: Vault, sha256: str) -> bool:
    """Whether the same content is kept already, and undamaged: a damaged copy gives way to the fresh one."""
    return path_of(vault, sha256).exists() and hash_of(vault, sha256)[0] == sha256


def discard(taken: Taken) -> None:
    """Take away a waiting file whose change was not saved."""
    with contextlib.suppress(OSError):
        taken.ready.unlink()
    _here.discard(taken.ready.name)


def recover(vault: Vault, connection: Connection) -> None:
    """Finish or take away what a crash left waiting; what belongs to a living process is left to it."""
    for path in vault.root.glob(f"{INCOMING}*"):
        sha256 = _saved(vault, path, connection)
        if sha256:
            settle(vault, Taken(path, sha256, 0, "", ""))
        elif not _wanted(path):
            with contextlib.suppress(OSError):
                path.unlink()


def _saved(vault: Vault, path: Path, connection: Connection) -> str | None:
    """The SHA-256 of a waiting file that a saved change names."""
    name = path.stem.rpartition("-")[2]
    if path.suffix != ".ready":
        return None
    if vault.secret is None:
        row = connection.execute("SELECT sha256 FROM evidence_file WHERE sha256 = ? AND destroyed_at IS NULL",
                                 (name,)).fetchone()
        return row[0] if row else None
    kept = (sha256 for (sha256,) in connection.execute(
        "SELECT DISTINCT sha256 FROM evidence_file WHERE destroyed_at IS NULL ORDER BY pk DESC"))
    return next((sha256 for sha256 in kept if sha256 and vault.name(sha256) == name), None)


def _wanted(path: Path) -> bool:
    """Whether somebody may still be taking this file in: this process, or another that lives."""
    owner = path.name.removeprefix(INCOMING).partition("-")[0]
    if not owner.isdigit():
        return False
    return path.name in _here if int(owner) == os.getpid() else _alive(int(owner), path)


def _alive(pid: int, path: Path) -> bool:
    if os.name == "nt":  # asking after a process there would end it
        with contextlib.suppress(OSError):
            return time.time() - path.stat().st_mtime < _A_DAY
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
