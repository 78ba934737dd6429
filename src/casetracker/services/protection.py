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

from casetracker.errors import EvidenceDamaged, StoreForeign, UserError, WrongKey
from casetracker.i18n import _
from casetracker.services import checks
from casetracker.services.case_store import CaseStore, new_keys
from casetracker.store import engine, intake, keys, signing, vault
from casetracker.store import folder as folders
from casetracker.store.folder import StoreFile, StoreFolder
from casetracker.store.head_file import HeadFile, HeadFileAltered
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
        pair = _pair_for(store.about, passphrase, secret)
        made = _copy(store, replace(store.about, encrypted=True, keys=wraps, signing=pair), secret, progress)
    _put_in_place(made, Path(folder))
    return recovery_key


def lay_open(folder: Path | str, given: str, *, actor: str, progress: Progress | None = None) -> None:
    """Make an encrypted store a plain one. No program may have the store open.

    The signing key stays wrapped as it was: whoever opens the store with its passphrase signs as before.
    """
    with CaseStore.open(folder, actor=actor, passphrase=given) as store:
        if not store.encrypted:
            raise UserError(_("The store at {place} is not encrypted.").format(place=store.folder))
        made = _copy(store, replace(store.about, encrypted=False), None, progress)
    _put_in_place(made, Path(folder))


def _pair_for(about: StoreFile, passphrase: str, secret: bytes) -> signing.Signing:
    """The store's signing pair under a new secret; one that this passphrase does not open is followed by a new one."""
    if about.signing is None:
        return signing.new_pair(secret, about.store_id)
    try:
        former = keys.unwrapped(about.keys, passphrase, about.store_id)
        return signing.kept_pair(about.signing, former, secret, about.store_id)
    except WrongKey:
        return signing.new_pair(secret, about.store_id, signing.public_keys(about.signing))


def _copy_heads(store: CaseStore, target: StoreFolder, secret: bytes | None) -> None:
    """What was said of the journal's end goes along, whether the journal bears it out or not."""
    for held, copy in ((store.place.signed_heads, target.signed_heads), (store.place.timestamps, target.timestamps)):
        if held.exists():
            shutil.copyfile(held, copy)
            os.chmod(copy, 0o600)
    try:
        said = store.head_file.read()
    except HeadFileAltered as error:
        raise StoreForeign(_("The head file of the store was altered; the store was left as it is."),
                           _("Run “casetracker verify”.")) from error
    if said is not None:
        HeadFile(target.head_file, store.about.store_id, secret).write(said)


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
        _copy_heads(store, target, secret)
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
            if intake.put(target, file) != sha256:
                raise EvidenceDamaged(_("The kept file {name}… was altered; the store was left as it is.").format(
                    name=sha256[:12]), _("Run “casetracker verify”."))


def _check(folder: Path, actor: str, secret: bytes | None, report: Progress) -> None:
    with CaseStore.open(folder, actor=actor, key=secret) as made:
        faults = checks.verify(made, report).faults
    if faults:
        raise StoreForeign(_("The store is not sound and was left as it is: {fault}").format(fault=faults[0].message),
                           _("Run “casetracker verify”."))


def _put_in_place(made: Path, folder: Path) -> None:
    """Swap the two stores; the old one goes last, so that at every moment one of them is whole. What somebody else laid
    into its folder is theirs and stays."""
    old = folder.with_name(f"{folder.name}.before")
    os.replace(folder, old)
    os.replace(made, folder)
    for entry in old.iterdir():
        if not StoreFolder(old).owns(entry):
            os.replace(entry, folder / entry.name)
    folders.sync_folder(folder.parent)
    shutil.rmtree(old)
