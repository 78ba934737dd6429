"""How a store is protected: its passphrase changed, its recovery key made anew, the whole of it encrypted or laid open.

A change of the passphrase wraps the same secret anew. Encrypting (or laying open) makes a second store beside the first,
checks it from end to end, and only then puts it in the first one's place.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from casetracker.errors import BugError, EvidenceDamaged, StoreForeign, UserError
from casetracker.i18n import _
from casetracker.services import checks
from casetracker.services.case_store import CaseStore, new_keys
from casetracker.store import engine, keys, vault
from casetracker.store import folder as folders
from casetracker.store.folder import StoreFile, StoreFolder
from casetracker.store.vault import Vault

Progress = Callable[[str, int, int], bool]


def change_passphrase(folder: Path | str, given: str, new: str) -> None:
    """Let `new` open the store from now on; `given` is the passphrase so far, or the recovery key."""
    keys.check_passphrase(new)
    place = StoreFolder(Path(folder))
    about, secret = _opened(place, given)
    wraps = tuple(wrap for wrap in about.keys if wrap["way"] != "passphrase")
    folders.write_store_file(place, replace(about, keys=(keys.wrapped_by_passphrase(secret, new, about.store_id), *wraps)))


def change_recovery_key(folder: Path | str, given: str) -> str:
    """A new recovery key, to be printed; the one before opens the store no more."""
    place = StoreFolder(Path(folder))
    about, secret = _opened(place, given)
    wraps, made = tuple(wrap for wrap in about.keys if wrap["way"] != "recovery"), keys.new_recovery_key()
    folders.write_store_file(place, replace(about, keys=(*wraps, keys.wrapped_by_recovery(secret, made, about.store_id))))
    return made


def check_given(folder: Path | str, given: str) -> None:
    """WrongKey where this is neither the passphrase nor the recovery key of the store."""
    _opened(StoreFolder(Path(folder)), given)


def _opened(place: StoreFolder, given: str) -> tuple[StoreFile, bytes]:
    about = folders.read_store_file(place)
    if not about.keys:
        raise UserError(_("The store at {place} has no passphrase.").format(place=place.root))
    return about, keys.unwrapped(about.keys, given, about.store_id)


def encrypt(folder: Path | str, passphrase: str, *, actor: str, progress: Progress | None = None) -> str:
    """Encrypt a plain store; returns its recovery key. No program may have the store open."""
    with CaseStore.open(folder, actor=actor) as store:
        if store.encrypted:
            raise UserError(_("The store at {place} is encrypted already.").format(place=store.folder))
        secret, recovery_key, wraps = new_keys(passphrase, store.about.store_id)
        made = _copy(store, replace(store.about, encrypted=True, keys=wraps), secret, progress)
    _put_in_place(made, Path(folder))
    return recovery_key


def lay_open(folder: Path | str, given: str, *, actor: str, progress: Progress | None = None) -> None:
    """Make an encrypted store a plain one. No program may have the store open."""
    with CaseStore.open(folder, actor=actor, passphrase=given) as store:
        if not store.encrypted:
            raise UserError(_("The store at {place} is not encrypted.").format(place=store.folder))
        made = _copy(store, replace(store.about, encrypted=False, keys=()), None, progress)
    _put_in_place(made, Path(folder))


def _copy(store: CaseStore, about: StoreFile, secret: bytes | None, progress: Progress | None) -> Path:
    """The same store under another key, beside it, checked from end to end; nothing is left where that fails."""
    target = StoreFolder(store.folder.with_name(f"{store.folder.name}.converting"))
    if target.root.exists():
        raise StoreForeign(_("{place} is left from an earlier attempt.").format(place=target.root),
                           _("Look at it, remove it, and try again."))
    report = progress or (lambda what, done, total: True)
    try:
        target.root.mkdir(mode=0o700)
        target.vault.mkdir(mode=0o700)
        engine.export(store.database.open_writer(), target.database, secret)
        _copy_files(store, Vault(target.vault, secret), report)
        folders.write_store_file(target, about)
        _check(target.root, store.actor, secret, report)
    except BaseException:
        shutil.rmtree(target.root, ignore_errors=True)
        raise
    return target.root


def _copy_files(store: CaseStore, target: Vault, report: Progress) -> None:
    named = vault.named_files(store.database.reader())
    for done, sha256 in enumerate(named):
        if not report(_("Evidence files"), done, len(named)):
            raise UserError(_("Cancelled; the store is as it was."))
        with vault.open_file(store.vault, sha256) as file:
            if vault.put(target, file) != sha256:
                raise EvidenceDamaged(_("The kept file {name}… was altered; the store was left as it is.").format(
                    name=sha256[:12]), _("Run “casetracker verify”."))


def _check(folder: Path, actor: str, secret: bytes | None, report: Progress) -> None:
    with CaseStore.open(folder, actor=actor, key=secret) as made:
        faults = checks.verify(made, report).faults
    if faults:
        raise BugError(f"the converted store is not sound: {faults[0].kind}")


def _put_in_place(made: Path, folder: Path) -> None:
    """Swap the two stores; the old one goes last, so that at every moment one of them is whole."""
    old = folder.with_name(f"{folder.name}.before")
    os.replace(folder, old)
    os.replace(made, folder)
    folders.sync_folder(folder.parent)
    shutil.rmtree(old)
