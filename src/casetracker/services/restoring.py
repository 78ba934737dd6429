"""Bringing a store back from a backup: built beside the place, checked from end to end, and only then put there.

What stands at the place is never overwritten: it is moved aside first, under a name that says when.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from casetracker.domain.clock import Clock, system_clock
from casetracker.errors import EvidenceFault, StoreForeign, StoreLocked, UserError
from casetracker.i18n import _
from casetracker.services import checks
from casetracker.services.backups import Counting, Progress, sentences, stepping
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import changing
from casetracker.services.checks_report import Fault
from casetracker.store import backup, journal, said_beside, vault
from casetracker.store import folder as folders
from casetracker.store.engine import is_open_elsewhere
from casetracker.store.folder import StoreFolder
from casetracker.store.vault import Vault

RESTORED = "restore_backup"
"""The kind of the journal entry that says so; it changes no record."""


class Unsound(UserError):
    """The backup is not whole; `faults` says what is wrong with it."""

    def __init__(self, message: str, cure: str, faults: list[Fault]) -> None:
        super().__init__(message, cure)
        self.faults = faults


def restore(source: Path | str, into: Path | str, *, actor: str, passphrase: str | None = None, key: bytes | None = None,
            progress: Progress | None = None, accept_faults: bool = False, clock: Clock | None = None) -> Path | None:
    """Make a store at `into` of a backup, or of one copy of a database in it (or in a store's `backups` folder).

    Returns where the store that stood there is now, if one did. Refuses a backup that is not sound, unless told to bring
    back what there is.
    """
    given, place, clock = Path(source), StoreFolder(Path(into).absolute()), clock or system_clock
    origin, database = _origin(given)
    step = stepping(progress, _("Restoring was cancelled; nothing was changed."))
    _refuse(origin, place)
    made = StoreFolder(place.root.with_name(f"{place.root.name}.restoring"))
    if made.root.exists():
        raise StoreForeign(_("{place} is left from an earlier attempt.").format(place=made.root),
                           _("Look at it, remove it, and try again."))
    with sentences(place.root):
        try:
            _build(origin, database, made, step)
            with CaseStore.open(made.root, actor=actor, passphrase=passphrase, key=key, clock=clock) as store:
                _bring_heads(store, origin, database)
                _bring_files(store, origin, step)
                faults = checks.verify(store, step).faults
                if faults and not accept_faults:
                    raise Unsound(_("The backup is not sound: {fault}").format(fault=faults[0].message),
                                  _("Restore another, or bring back what there is with --accept-faults."), faults)
                _journal(store)
        except BaseException:
            shutil.rmtree(made.root, ignore_errors=True)
            raise
        return _put_in_place(made.root, place.root, clock)


def _origin(given: Path) -> tuple[StoreFolder, Path]:
    """The folder that holds store.json and the vault, and the database to take."""
    if given.is_file():
        holder = given.parent.parent if given.parent.name == "backups" else given.parent
        if backup.is_copy(given) and StoreFolder(holder).file.exists():
            return StoreFolder(holder), given
        raise StoreForeign(_("{place} is no copy of a store's database.").format(place=given),
                           _("Name a backup's folder, or a file that “casetracker backup list” shows."))
    origin = StoreFolder(given)
    marker = backup.read_marker(origin) if given.is_dir() else None
    if marker is None:
        raise StoreForeign(_("{place} is no backup.").format(place=given), _("Name a folder made by “casetracker backup”."))
    return origin, origin.database


def _refuse(origin: StoreFolder, place: StoreFolder) -> None:
    own, target = origin.root.resolve(), place.root.resolve()
    if own in target.parents or (own == target and backup.read_marker(origin) is not None) or target in own.parents:
        raise UserError(_("A backup is not restored into itself."), _("Name another folder."))
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    folders.read_store_file(place)
    if backup.read_marker(place) is not None:
        raise UserError(_("{place} is a backup itself, and is left as it is.").format(place=place.root),
                        _("Name another folder."))
    if place.database.exists() and is_open_elsewhere(place.database):
        raise StoreLocked(_("A program has the store at {place} open.").format(place=place.root),
                          _("Close it and restore again."))


def _build(origin: StoreFolder, database: Path, made: StoreFolder, step: Progress) -> None:
    """The new store without its evidence files."""
    about = folders.read_store_file(origin)
    made.root.mkdir(mode=0o700, parents=True)
    made.vault.mkdir(mode=0o700)
    step(_("Database"), 0, 1)
    try:
        shutil.copyfile(database, made.database)
    except FileNotFoundError as error:
        raise StoreForeign(_("The backup at {place} has lost its database.").format(place=origin.root),
                           _("Restore one of the copies that “casetracker backup list” shows.")) from error
    os.chmod(made.database, 0o600)
    backup.sync_file(made.database)
    folders.write_store_file(made, about)


def _bring_heads(store: CaseStore, origin: StoreFolder, database: Path) -> None:
    """What was said of the journal's end: of a backup as it stands all of it, so that a tail cut off it shows."""
    if database == origin.database:
        said = said_beside.read(origin)
    else:
        said = said_beside.read_until(origin, journal.head(store.database.reader()).sequence)
    said_beside.write(store.place, said)


def _bring_files(store: CaseStore, origin: StoreFolder, step: Progress) -> None:
    """The evidence files; one that the backup does not give whole is left out, and the check will name it."""
    source, named = Vault(origin.vault, store.vault.secret), vault.named_files(store.database.reader())
    counting, touched = Counting(step, named), {store.vault.root}
    for sha256 in named:
        counting.begin(sha256)
        try:
            backup.copy_evidence(source, store.vault, sha256, counting)
            touched.add(vault.path_of(store.vault, sha256).parent)
        except EvidenceFault:
            continue
    for each in touched:
        if each.exists():
            folders.sync_folder(each)


def _journal(store: CaseStore) -> None:
    """The restored store's own journal says that it was, and from which entry on it is not the store of before."""
    if store.read_only:
        return
    with changing(store) as change:
        head = journal.head(change.connection)
        change.journal(_("Restore the store from a backup that ends with entry {n}").format(n=head.sequence), RESTORED,
                       "store", store.about.store_id, "", None, {"sequence": head.sequence, "head": head.hash.hex()})


def _put_in_place(made: Path, place: Path, clock: Clock) -> Path | None:
    """Move aside what stands there, and take its place; at every moment one of them is whole."""
    aside = None
    if place.exists() and any(place.iterdir()):
        aside = place.with_name(f"{place.name}.before-{clock().strftime('%Y%m%dT%H%M%SZ')}")
        if aside.exists():
            raise StoreForeign(_("{place} is there already.").format(place=aside), _("Try again in a moment."))
        os.replace(place, aside)
    elif place.exists():
        place.rmdir()
    os.replace(made, place)
    folders.sync_folder(place.parent)
    return aside

