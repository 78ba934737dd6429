"""Putting a finished PDF in its place: whole or not at all, over nobody else's file, outside the case store."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from casetracker.errors import DiskFull, UserError
from casetracker.i18n import _
from casetracker.services.case_store import CaseStore
from casetracker.store.folder import sync_folder


def target(store: CaseStore, out: Path, force: bool) -> Path:
    """Where the file goes, if it may."""
    try:
        if out.is_dir():
            raise UserError(_("{place} is a folder, not a file.").format(place=out), _("Name the file to write."))
        if not out.parent.is_dir():
            raise UserError(_("There is no folder {place}.").format(place=out.parent), _("Make it, or name another."))
        if out.resolve().is_relative_to(store.folder.resolve()):
            raise UserError(_("A file for others cannot be written into the case store itself."),
                            _("Name a file elsewhere."))
        if os.path.lexists(out) and not force:
            raise _taken(out)
    except (OSError, ValueError) as error:
        raise UserError(_("{place} is no place for a file.").format(place=out), _("Name another file.")) from error
    return out


def _taken(out: Path) -> UserError:
    return UserError(_("{place} exists already and was not overwritten.").format(place=out),
                     _("Name another file, or ask for it to be replaced (--force)."))


def write(to: Path, data: bytes) -> Path:
    """The bytes, durable, under a waiting name beside their place, readable by nobody else."""
    waiting = to.with_name(f".{secrets.token_hex(8)}.part")
    try:
        handle = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        waiting.unlink(missing_ok=True)
        raise explained(to, error) from error
    return waiting


def explained(target: Path, error: OSError) -> UserError:
    if error.errno in (28, 122):  # ENOSPC, EDQUOT
        return DiskFull(_("The disk is full; {place} was not written.").format(place=target), _("Make room."))
    return UserError(_("{place} cannot be written: {why}.").format(place=target, why=error.strerror),
                     _("Name a file where you may write."))


def place(waiting: Path, to: Path, force: bool) -> None:
    """Give the file its name; somebody else's that came there meanwhile is not overwritten."""
    try:
        if force:
            os.replace(waiting, to)
        else:
            _link(waiting, to)
        sync_folder(to.parent)
    except FileExistsError as error:
        raise _taken(to) from error
    except OSError as error:
        raise explained(to, error) from error


def _link(waiting: Path, target: Path) -> None:
    with contextlib.suppress(NotImplementedError):
        try:
            os.link(waiting, target)
            return
        except FileExistsError:
            raise
        except OSError:  # a disk that knows no second names
            if os.path.lexists(target):
                raise FileExistsError(target) from None
    os.replace(waiting, target)
