"""The case store as the faces are given it: opened, made, closed, and asked what it is."""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from casetracker.domain.clock import Clock, system_clock, to_text
from casetracker.domain.ids import new_id
from casetracker.errors import DiskFull, PassphraseNeeded, StoreForeign, StoreReadOnly, UserError
from casetracker.i18n import _
from casetracker.store import folder as folders
from casetracker.store import keys, signing
from casetracker.store.backup import Marker, read_marker
from casetracker.store.engine import connect, known_errors
from casetracker.store.folder import StoreFile, StoreFolder
from casetracker.store.head_file import HeadFile, Said
from casetracker.store.journal import GENESIS
from casetracker.store.session import Database, Lane
from casetracker.store.vault import Vault

Via = Literal["cli", "window"]


@dataclass(eq=False)
class CaseStore:
    """One open case store, one actor, one face. Reads may come from any thread; writes go through `lane`."""

    place: StoreFolder
    database: Database
    actor: str
    via: Via
    clock: Clock
    about: StoreFile
    vault: Vault
    head_file: HeadFile
    secret: bytes | None = field(default=None, repr=False)
    """Of an encrypted store, or of a plain one that was opened with the passphrase that keeps its signing key."""
    backup: Marker | None = None
    """What the folder is a copy of, where it is a backup: such a one is read and never written to."""
    lane: Lane = field(default_factory=Lane)
    recovery_key: str = field(default="", repr=False)
    """Told once, by `create`; kept nowhere."""

    @staticmethod
    def create(folder: Path | str, *, actor: str, name: str = "", owner: str = "", key: bytes | None = None,
               passphrase: str | None = None, clock: Clock | None = None, sample: bool = False,
               via: Via = "cli") -> CaseStore:
        """Make an empty store in a new (or empty) folder and open it; refuses where anything is. With a passphrase it is
        encrypted, and its recovery key is told this once; a raw key is for who keeps keys elsewhere."""
        from casetracker.store import migrate

        place, clock = StoreFolder(Path(folder)), clock or system_clock
        store_id, recovery_key = new_id(clock()), ""
        wraps: tuple[keys.Wrap, ...] = ()
        if passphrase is not None:
            key, recovery_key, wraps = new_keys(passphrase, store_id)
        made = _make_folder(place)
        about = StoreFile(store_id=store_id, encrypted=key is not None, keys=wraps,
                          signing=signing.new_pair(key, store_id) if key else None)
        try:
            connection = connect(place.database, key)
            try:
                with known_errors():
                    migrate.upgrade(connection)
                settings = {"name": name, "owner": owner, "created_at": to_text(clock()), "sample": "1" if sample else ""}
                with known_errors():
                    connection.executemany("INSERT INTO setting (key, value) VALUES (?, ?)", settings.items())
            finally:
                connection.close()
            _private(place)
            HeadFile(place.head_file, store_id, key).write(Said(0, GENESIS))
            # Last, for it is what makes the folder a store: a crash before leaves none.
            folders.write_store_file(place, about)
            store = CaseStore.open(folder, actor=actor, key=key, clock=clock, via=via)
        except OSError as error:
            _unmake(place, made)
            raise DiskFull(_("The store could not be made at {place}: {why}.").format(
                place=place.root, why=error.strerror)) from error
        except BaseException:
            _unmake(place, made)
            raise
        store.recovery_key = recovery_key
        return store

    @staticmethod
    def open(folder: Path | str, *, actor: str, key: bytes | None = None, passphrase: str | None = None,
             clock: Clock | None = None, via: Via = "cli", read_only: bool = False) -> CaseStore:
        """Open a store; what is not ours, or newer than this program, is refused in a sentence and left untouched. An
        encrypted store needs its passphrase, its recovery key (given in the passphrase's place) or its raw key.
        `read_only` is for one who must not write where another does; where nobody may write it is so by itself."""
        place = StoreFolder(Path(folder))
        about = folders.read_store_file(place)
        secret = key if key is not None else _secret_of(place, about, passphrase)
        folders.check_there(place)
        if not about.encrypted:
            folders.check_header(place)
        key = secret if about.encrypted else key
        marker, head_file = read_marker(place), HeadFile(place.head_file, about.store_id, key)
        database = Database(place.database, key, read_only or not _writable(place), head_file, still=marker is not None)
        who = actor.encode("utf-8", "replace").decode("utf-8")  # a login name may be made of any bytes
        store = CaseStore(place, database, who, via, clock or system_clock, about, Vault(place.vault, key), head_file,
                          secret, marker)
        try:
            store._check_schema()
            store._recover()
        except BaseException:
            database.close()
            raise
        return store

    def _check_schema(self) -> None:
        application, version = self._marks()
        if application != folders.APPLICATION_ID:
            raise folders.foreign(self.folder)
        if version > folders.SCHEMA:
            raise folders.too_new(self.folder)
        if version < folders.SCHEMA:
            self._migrate()

    def _marks(self) -> tuple[int, int]:
        """(application id, schema) as the database itself tells them."""
        try:
            with known_errors():
                run = self.database.reader().execute
                return run("PRAGMA application_id").fetchone()[0], run("PRAGMA user_version").fetchone()[0]
        except StoreForeign as error:
            if self.read_only and self.place.database.with_name("cases.db-wal").exists():
                raise StoreReadOnly(_("The last changes of the store at {place} wait in a log that cannot be read by one who"
                                      " may not write.").format(place=self.folder),
                                    _("Open the store once where it may be written to.")) from error
            raise

    def _migrate(self) -> None:
        from casetracker.store import migrate

        if self.backup is not None:
            raise StoreForeign(_("The backup at {place} is of an older kind, and a backup is left as it is.").format(
                place=self.folder), _("Restore it into a new folder: that store is brought up to date."))
        if self.read_only:
            raise StoreForeign(_("The store at {place} is of an older kind and cannot be brought up to date, because it"
                                 " may not be written to.").format(place=self.folder))
        connection = self.database.open_writer()
        try:
            migrate.upgrade(connection, backup_of=self.place.database)
            folders.write_store_file(self.place, replace(self.about, schema=folders.SCHEMA))
        except OSError as error:
            raise DiskFull(_("The store at {place} could not be brought up to date, and is as it was: {why}.").format(
                place=self.folder, why=error.strerror), _("Make room for a copy of its database.")) from error

    def _recover(self) -> None:
        """Finish what a crash left in the vault, and work out anew what is derived (the search index, the case list) where
        the rules have changed."""
        if self.read_only:
            return
        from casetracker.store import intake, lines, tombstones
        from casetracker.store.search import index

        # A folder without files is easily lost on the way, in a copy or a synchronisation.
        self.place.vault.mkdir(mode=0o700, exist_ok=True)
        with known_errors():
            intake.recover(self.vault, self.database.reader())
            with contextlib.suppress(OSError):  # what cannot be taken away now is tried again next time
                tombstones.finish(self.vault, self.database)
            if index.is_stale(self.database.reader()):
                index.rebuild(self.database.open_writer())
            if lines.is_stale(self.database.reader()):
                lines.rebuild(self.database.open_writer())

    @property
    def folder(self) -> Path:
        return self.place.root

    @property
    def read_only(self) -> bool:
        return self.database.read_only

    @property
    def encrypted(self) -> bool:
        return self.about.encrypted

    @property
    def name(self) -> str:
        return self.setting("name")

    @property
    def is_sample(self) -> bool:
        return self.setting("sample") == "1"

    def setting(self, key: str) -> str:
        with known_errors():
            row = self.database.reader().execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        return row[0] if row else ""

    def data_version(self) -> int:
        """Changes whenever another connection wrote to the store; cheap enough to ask every second."""
        with known_errors():
            return int(self.database.reader().execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Wait for the lane, sign the journal's head if it has moved, then let go of the database."""
        self.lane.close()
        try:
            self._sign()
        finally:
            self.database.close()

    def _sign(self) -> None:
        if self.secret is not None and self.about.signing is not None and self.database.is_open:
            from casetracker.services import heads

            heads.sign_if_possible(self)

    def __enter__(self) -> CaseStore:
        return self

    def __exit__(self, *_args: object) -> None:
        self.close()


def is_older(folder: Path) -> bool:
    """Whether opening the store will first bring it up to date; False for what is no store."""
    try:
        return folders.read_store_file(StoreFolder(folder)).schema < folders.SCHEMA
    except UserError:
        return False


def new_keys(passphrase: str, store_id: str) -> tuple[bytes, str, tuple[keys.Wrap, ...]]:
    """(secret, recovery key, the ways to the secret) of a new store."""
    keys.check_passphrase(passphrase)
    secret, recovery_key = keys.new_secret(), keys.new_recovery_key()
    return secret, recovery_key, (keys.wrapped_by_passphrase(secret, passphrase, store_id),
                                  keys.wrapped_by_recovery(secret, recovery_key, store_id))


def _secret_of(place: StoreFolder, about: StoreFile, passphrase: str | None) -> bytes | None:
    """The secret of an encrypted store, and of a plain one where its passphrase is given: then it can sign."""
    if not about.encrypted and (passphrase is None or not about.keys):
        return None
    if passphrase is None:
        raise PassphraseNeeded(_("The store at {place} is encrypted.").format(place=place.root),
                               _("Give its passphrase."))
    return keys.unwrapped(about.keys, passphrase, about.store_id)


def _make_folder(place: StoreFolder) -> bool:
    """Make the store's folders, private to this user; True if the root is new."""
    root = place.root
    try:
        if root.exists() and not root.is_dir():
            raise StoreForeign(_("{place} is a file; a case store is a folder.").format(place=root),
                               _("Name another place."))
        if place.file.exists():
            raise StoreForeign(_("There is a case store at {place} already.").format(place=root),
                               _("Open it, or name another folder."))
        if root.exists() and any(root.iterdir()):
            raise StoreForeign(_("The folder {place} is not empty.").format(place=root), _("Name a new or empty folder."))
        new = not root.exists()
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.chmod(root, 0o700)
        place.vault.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StoreForeign(_("The store could not be made at {place}: {why}.").format(place=root, why=error.strerror),
                           _("Name a folder you may write to.")) from error
    return new


def _private(place: StoreFolder) -> None:
    for path in place.root.glob("cases.db*"):
        os.chmod(path, 0o600)


def _unmake(place: StoreFolder, made: bool) -> None:
    """Take away what a failed `create` left; only files that it made itself."""
    for path in (*place.root.glob("cases.db*"), *place.root.glob("store.json*"), *place.root.glob("head.json*")):
        path.unlink(missing_ok=True)
    shutil.rmtree(place.vault, ignore_errors=True)
    if made and not any(place.root.iterdir()):
        place.root.rmdir()


def _writable(place: StoreFolder) -> bool:
    return all(os.access(path, os.W_OK) for path in (place.root, place.database, place.vault) if path.exists())
