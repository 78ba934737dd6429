"""The vault: evidence files as untrusted bytes, kept under their SHA-256, never changed, never executed.

The vault of an encrypted store keeps its files sealed, each under a name that only the holder of the key can tell from the
SHA-256 (HMAC-SHA256); names, sizes (to within 1 MiB) and types are not readable on the disk.

A file comes in through waiting names (`store.intake`), which begin with `INCOMING`.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from casetracker.errors import EvidenceDamaged, EvidenceFault, UserError
from casetracker.i18n import _
from casetracker.store.engine import Connection
from casetracker.store.keys import derive
from casetracker.store.sealed import open_sealed

CHUNK = 1 << 20
INCOMING = "incoming-"


@dataclass(frozen=True)
class Vault:
    """Where the files are, and the secret of an encrypted store."""

    root: Path
    secret: bytes | None = field(default=None, repr=False)

    @cached_property
    def content_key(self) -> bytes | None:
        return derive(self.secret, b"casetracker vault") if self.secret else None

    @cached_property
    def _name_key(self) -> bytes | None:
        return derive(self.secret, b"casetracker vault names") if self.secret else None

    def name(self, sha256: str) -> str:
        """The name a file is kept under."""
        if self._name_key is None:
            return sha256
        return hmac.digest(self._name_key, bytes.fromhex(sha256), "sha256").hex()


def path_of(vault: Vault, sha256: str) -> Path:
    name = vault.name(sha256)
    return vault.root / name[:2] / name


def named_files(connection: Connection) -> dict[str, int]:
    """SHA-256 → size of every file that the vault is to hold."""
    return {sha256: size if isinstance(size, int) else 0 for sha256, size in connection.execute(
        "SELECT sha256, size FROM evidence_file WHERE sha256 IS NOT NULL AND destroyed_at IS NULL ORDER BY pk")}


def open_file(vault: Vault, sha256: str) -> BinaryIO:
    """The bytes of a kept file, for reading."""
    return _open_at(vault, path_of(vault, sha256), sha256)


def _open_at(vault: Vault, path: Path, sha256: str) -> BinaryIO:
    try:
        file = path.open("rb")
        return open_sealed(file, vault.content_key) if vault.content_key else file
    except OSError as error:
        raise EvidenceFault(_("The vault does not give the file {name}….").format(name=sha256[:12]),
                            _("Run “casetracker verify” and restore the file from a backup.")) from error


def hash_of(vault: Vault, sha256: str, progress: Callable[[int], bool] | None = None) -> tuple[str, int]:
    """(SHA-256, size) of a kept file as it stands now; an empty SHA-256 where its seal is broken."""
    return hash_at(vault, path_of(vault, sha256), sha256, progress)


def hash_at(vault: Vault, path: Path, sha256: str, progress: Callable[[int], bool] | None = None) -> tuple[str, int]:
    """The same of a file that is to be kept under its name, and stands under another yet."""
    digest, size = hashlib.sha256(), 0
    try:
        with _open_at(vault, path, sha256) as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                if progress is not None and not progress(len(chunk)):
                    raise UserError(_("Cancelled."))
    except EvidenceDamaged:
        return "", size
    return digest.hexdigest(), size


def give_back(vault: Vault, sha256: str, out: Path) -> None:
    """Write a kept file's bytes to a new file; an existing one is never touched, and nothing half-written is left."""
    with open_file(vault, sha256) as file:
        try:
            target = out.open("xb")
        except FileExistsError as error:
            raise EvidenceFault(_("{name} exists already and was not overwritten.").format(name=out),
                                _("Name another file.")) from error
        except OSError as error:
            raise EvidenceFault(_("{name} cannot be written: {why}.").format(name=out, why=error.strerror),
                                _("Name another place.")) from error
        try:
            with target:
                digest = hashlib.sha256()
                while chunk := file.read(CHUNK):
                    digest.update(chunk)
                    target.write(chunk)
            if digest.hexdigest() != sha256:
                raise EvidenceFault(_("The kept file no longer has its hash; it was not given back."),
                                    _("Run “casetracker verify” and restore the file from a backup."))
        except BaseException as error:
            with contextlib.suppress(OSError):
                out.unlink()
            if isinstance(error, OSError):
                raise EvidenceFault(_("{name} could not be written: {why}.").format(name=out, why=error.strerror)) from error
            raise


def strays(vault: Vault, named: Iterable[str]) -> list[str]:
    """Files in the vault that no item names (what is being taken in right now is not one)."""
    known = {path_of(vault, sha256) for sha256 in named}
    return [os.fsencode(path.relative_to(vault.root)).decode("utf-8", "replace") for path in sorted(vault.root.rglob("*"))
            if (path.is_symlink() or not path.is_dir()) and not path.name.startswith(INCOMING) and path not in known]
