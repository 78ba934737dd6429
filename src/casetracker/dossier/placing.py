"""Putting a finished file in its place: somebody else's is never overwritten, and nothing half-written is left."""

from __future__ import annotations

import contextlib
import os
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
            raise UserError(_("Nothing is written into the case store itself."), _("Name a place elsewhere."))
        if os.path.lexists(out) and not force:
            raise taken(out)
    except (OSError, ValueError) as error:
        raise UserError(_("{place} is no place for a file.").format(place=out), _("Name another file.")) from error
    return out


def taken(out: Path) -> UserError:
    return UserError(_("{place} exists already and was not overwritten.").format(place=out),
                     _("Name another file, or ask for it to be replaced (--force)."))


def explained(target: Path, error: OSError) -> UserError:
    if error.errno in (28, 122):  # ENOSPC, EDQUOT
        return DiskFull(_("The disk is full; {place} was not written.").format(place=target), _("Make room."))
    return UserError(_("{place} cannot be written: {why}.").format(place=target, why=error.strerror),
                     _("Name a file where you may write."))


def place(waiting: Path, target: Path, force: bool) -> None:
    """Give the file its name; somebody else's that came there meanwhile is not overwritten."""
    try:
        if force:
            os.replace(waiting, target)
        else:
            _link(waiting, target)
        sync_folder(target.parent)
    except FileExistsError as error:
        raise taken(target) from error
    except OSError as error:
        raise explained(target, error) from error


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
