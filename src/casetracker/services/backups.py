"""Backups: a whole copy of the store in another folder, and a daily copy of the database beside it.

Both are made while people work: the database is copied as it is at one moment, evidence files never change once kept. A
backup is encrypted as its store is, by the same secret, and opens like a store, for reading only.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from casetracker.domain.clock import to_text
from casetracker.errors import DiskFull, EvidenceFault, StoreForeign, StoreReadOnly, UserError, WrongKey
from casetracker.i18n import _
from casetracker.services.case_store import CaseStore
from casetracker.store import backup, journal, said_beside, tombstones
from casetracker.store import folder as folders
from casetracker.store.backup import Copy, Marker
from casetracker.store.folder import StoreFolder
from casetracker.store.said_beside import SaidBeside
from casetracker.store.vault import Vault, named_files, path_of

Progress = Callable[[str, int, int], bool]

A_DAY = timedelta(days=1)


@dataclass
class Made:
    """What a run of `make` brought: the backup's marker, how much was copied, and what the store did not give whole."""

    marker: Marker
    copied: int = 0
    faults: list[str] = field(default_factory=list)
    destroyed: int = 0
    """Files that the store has destroyed, and that are in the backup still."""


def make(store: CaseStore, folder: Path | str, progress: Progress | None = None, *, check: bool = False,
         forget_destroyed: bool = False) -> Made:
    """Back the store up into a folder: new, empty, or a backup of this store, which is brought up to date.

    `check` hashes again what was copied by earlier runs. What the store has destroyed since stays in the backup, unless
    `forget_destroyed`. `progress(what, done, total)` returning False cancels; what was
    copied by then is there for the next run, and a backup that was complete before still is.
    """
    place = StoreFolder(Path(folder))
    step = stepping(progress, _("The backup was cancelled; the next one goes on from here."))
    with sentences(place.root):
        _prepare(store, place)
        fresh = place.root / "cases.db.new"
        try:
            said = said_beside.read(store.place)
            store.database.copy_to(fresh, lambda done, total: step(_("Database"), done, total))
            made = _fill(store, place, fresh, said, step, check)
            made.destroyed = 0 if forget_destroyed else len(_destroyed(store, place))
            if forget_destroyed:
                _forget(store, place)
            return made
        finally:
            fresh.unlink(missing_ok=True)


def _fill(store: CaseStore, place: StoreFolder, fresh: Path, said: SaidBeside, step: Progress, check: bool) -> Made:
    """Bring the files that the copied database names, then the database, and the marker last of all."""
    with store.database.beside(fresh) as connection:
        head, named = journal.head(connection), named_files(connection)
    target = Vault(place.vault, store.vault.secret)
    made = Made(Marker(store.about.store_id, to_text(store.clock()), head.sequence, head.hash.hex(), False, 0, "",
                       backup.file_digest(fresh)))
    whole = _copy_files(store, target, named, made, step, check)
    before = backup.read_marker(place)
    if before is not None and 0 < before.sequence != head.sequence and place.database.exists():
        backup.keep_also(place.database, backup.copy_name(before.sequence, datetime.fromisoformat(before.made_at)))
    os.replace(fresh, place.database)
    said_beside.write(place, said)
    folders.write_store_file(place, folders.read_store_file(store.place))
    made.marker = replace(made.marker, complete=not made.faults, files=len(whole),
                          files_digest=backup.files_digest(target, whole))
    backup.write_marker(place, made.marker)
    backup.keep_last(place.root)
    return made


def _copy_files(store: CaseStore, target: Vault, named: dict[str, int], made: Made, step: Progress,
                check: bool) -> list[str]:
    """Copy what is not there yet; returns the SHA-256 of all that is there then."""
    counting, whole = Counting(step, named), []
    folders_touched: set[Path] = set()
    for sha256 in named:
        counting.begin(sha256)
        try:
            if backup.copy_evidence(store.vault, target, sha256, counting, check):
                made.copied += 1
                folders_touched.add(path_of(target, sha256).parent)
            whole.append(sha256)
        except EvidenceFault as fault:
            made.faults.append(str(fault))
    for each in (*folders_touched, target.root):
        folders.sync_folder(each)
    return whole


def _destroyed(store: CaseStore, place: StoreFolder) -> list[str]:
    with store.database.beside(place.database) as connection:
        return tombstones.remaining(Vault(place.vault, store.vault.secret), connection)


def _forget(store: CaseStore, place: StoreFolder) -> None:
    for sha256 in _destroyed(store, place):
        tombstones.take_away(Vault(place.vault, store.vault.secret), sha256)


def _prepare(store: CaseStore, place: StoreFolder) -> None:
    """See that the folder may take this store's backup, and say at once that it is none yet where it is new."""
    root, own = place.root.resolve(), store.folder.resolve()
    if root == own or own in root.parents or root in own.parents:
        raise UserError(_("A backup inside the store, or around it, would be lost with it."),
                        _("Name a folder on another disk."))
    if store.backup is not None:
        raise UserError(_("This is a backup itself."), _("Copy its folder, or restore it first."))
    marker = backup.read_marker(place) if root.is_dir() else None
    if marker is not None:
        _same_store(store, place, marker)
    elif root.exists() and not backup.may_begin_in(root):
        raise StoreForeign(_("{place} is not empty and no backup of this store.").format(place=place.root),
                           _("Name a new or empty folder."))
    else:
        place.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.suppress(OSError):  # a stick may know no permissions
            os.chmod(place.root, 0o700)
        backup.write_marker(place, Marker(store.about.store_id, to_text(store.clock()), 0, "", False, 0, "", ""))
    place.vault.mkdir(mode=0o700, exist_ok=True)
    backup.clear_waiting(place)


def _same_store(store: CaseStore, place: StoreFolder, marker: Marker) -> None:
    if marker.store_id != store.about.store_id:
        raise StoreForeign(_("{place} is the backup of another store.").format(place=place.root),
                           _("Name a new or empty folder."))
    if not place.database.exists():
        return
    try:
        with store.database.beside(place.database) as connection:
            journal.head(connection)
    except (WrongKey, StoreForeign) as error:
        raise StoreForeign(_("The backup in {place} was made under another key, or before the store was encrypted.").format(
            place=place.root), _("Name a new folder, and destroy that one once this is complete.")) from error


def copies(store: CaseStore) -> list[Copy]:
    """The copies of the database that the program has made of itself, the oldest first."""
    return backup.copies(store.place.copies)


def copies_in(folder: Path) -> list[Copy]:
    """Those in a backup's folder, or in a store's `backups`."""
    return backup.copies(folder)


def due(store: CaseStore) -> bool:
    """Whether the last copy of the database is older than a day and something was written since."""
    if store.read_only or store.is_sample:
        return False
    with store.database.snapshot() as connection:
        sequence = journal.head(connection).sequence
    made = copies(store)
    if not sequence or not made:
        return bool(sequence)
    age = store.clock() - made[-1].made
    return made[-1].sequence != sequence and not timedelta(0) <= age < A_DAY  # one from the future tells of a wrong clock


def automatic(store: CaseStore, progress: Callable[[int, int], bool] | None = None) -> Path:
    """Copy the database into the store's own `backups` folder and keep the last ones; returns the new copy."""
    folder = store.place.copies
    step = stepping(progress and (lambda _what, done, total: progress(done, total)), _("The copy was cancelled."))
    with sentences(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        part = folder / f"{os.getpid()}.part"
        try:
            part.unlink(missing_ok=True)
            store.database.copy_to(part, lambda done, total: step(_("Database"), done, total))
            with store.database.beside(part) as connection:
                made = folder / backup.copy_name(journal.head(connection).sequence, store.clock())
            os.replace(part, made)
            backup.keep_last(folder)
        finally:
            part.unlink(missing_ok=True)
    return made


def about(folder: Path | str) -> Marker | None:
    """What a backup says of itself; None where the folder is none."""
    return backup.read_marker(StoreFolder(Path(folder)))


class Counting:
    """How many bytes of the files are through; a file that is there already counts at once."""

    def __init__(self, step: Progress, sizes: Mapping[str, int]) -> None:
        self._step, self._sizes, self._total = step, sizes, sum(sizes.values())
        self._before = self._within = self._size = 0

    def begin(self, sha256: str) -> None:
        self._before, self._within, self._size = self._before + self._size, 0, self._sizes[sha256]
        self(0)

    def __call__(self, count: int) -> None:
        self._within = min(self._within + count, self._size)
        self._step(_("Evidence files"), self._before + self._within, self._total)


def stepping(progress: Progress | None, cancelled: str) -> Progress:
    """Whoever asked is told how far the work is; their answer False ends it with a sentence."""
    ask = progress or (lambda what, done, total: True)

    def step(what: str, done: int, total: int) -> bool:
        if not ask(what, done, total):
            raise UserError(cancelled)
        return True

    return step


@contextmanager
def sentences(place: Path) -> Iterator[None]:
    """What the disk of a backup does to it, in words; the store itself is only read."""
    try:
        yield
    except DiskFull as error:
        raise _full(place) from error
    except StoreReadOnly as error:
        raise UserError(_("The backup at {place} may not be written to.").format(place=place),
                        _("Name a folder you may write to.")) from error
    except OSError as error:
        if error.errno in folders.NO_ROOM:
            raise _full(place) from error
        raise UserError(_("The backup at {place} was not made: {why}.").format(place=place, why=error.strerror),
                        _("Check that its disk is there and may be written to, and try again.")) from error


def _full(place: Path) -> DiskFull:
    return DiskFull(_("The disk of the backup at {place} is full; the backup is not complete.").format(place=place),
                    _("Make room and back up again."))
