"""Opening and making case stores, beside the window's thread, for a migration may take its time."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from casetracker import paths
from casetracker.errors import PassphraseNeeded, WrongKey
from casetracker.gui.one_window import Claim, Taken
from casetracker.gui.tasks import Courier, outcome
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.services.case_store import CaseStore

T = TypeVar("T")


class StoreKeeper(QObject):
    """Brings open stores to the window, or says why one does not open."""

    asked = Signal(str)
    """A store is being opened or made; the sentence says which."""
    opened = Signal(object)
    refused = Signal(object)
    not_opened = Signal(object)
    """The store in this folder was refused: its claim is of no use unless it is open already."""
    locked = Signal(object, str)
    """The store in this folder wants its passphrase; the sentence says why what was given does not do."""
    recovery_key = Signal(str)
    """A store was made; its recovery key is told this once."""
    raised = Signal(str)
    """The store is open in another window, which has come forward; the sentence says so."""
    wanted = Signal()
    """A second window on a store of ours was started: this one is to come forward."""

    def __init__(self, actor: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.actor = actor
        self._courier = Courier(self)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="stores")
        self._claims: dict[str, tuple[Claim, Taken | None]] = {}

    def open(self, folder: Path, passphrase: str | None = None) -> None:
        taken = self._claim(folder)
        if taken is not None and taken.raised:
            self.leave(folder)
            self.raised.emit(_("The store is open in another window, which has come forward."))
            return
        self._bring(_("Opening the store…"), lambda: self._open(folder, passphrase, taken is not None),
                    lambda error: self._not_opened(folder, error))

    def _open(self, folder: Path, passphrase: str | None, read_only: bool) -> CaseStore:
        from casetracker.services import case_store

        if case_store.is_older(folder):
            self._courier.send(lambda: self.asked.emit(
                _("Bringing the store up to date; with very many records this takes minutes…")))
        return open_store(folder, self.actor, passphrase, read_only)

    def create(self, folder: Path, name: str, owner: str, passphrase: str | None) -> None:
        self._bring(_("Making the store…"), lambda: create_store(folder, self.actor, name, owner, passphrase))

    def open_sample(self) -> None:
        if (paths.sample_store() / "store.json").exists():
            self.open(paths.sample_store())
        else:
            self._bring(_("Opening the sample…"), lambda: make_sample(self.actor))

    def work(self, work: Callable[[], T], success: Callable[[T], object], failure: Callable[[Exception], object]) -> None:
        """Something that takes its time with a store that is not open here."""
        self._thread.submit(lambda: self._courier.send(outcome(work, success, failure)))

    def close(self) -> None:
        self._thread.shutdown(wait=True)
        self.keep_only(None)

    # Which stores this window is the one on.

    def why_read_only(self, folder: Path) -> str:
        """Who else has the store; empty where nobody has."""
        _claim, taken = self._claims.get(os.path.realpath(folder), (None, None))
        return taken.sentence if taken is not None else ""

    def keep_only(self, folder: Path | None) -> None:
        """All other stores may be opened by others again; theirs must be closed here."""
        kept = os.path.realpath(folder) if folder is not None else None
        for place in [place for place in self._claims if place != kept]:
            self.leave(Path(place))

    def leave(self, folder: Path) -> None:
        claim, _taken = self._claims.pop(os.path.realpath(folder), (None, None))
        if claim is not None:
            claim.leave()

    def _claim(self, folder: Path) -> Taken | None:
        place = os.path.realpath(folder)
        if place in self._claims:
            return self._claims[place][1]
        if not (folder / "store.json").exists():
            return None  # it will be refused, and left as it is
        claim = Claim(folder, self.wanted.emit)
        taken = claim.take()
        self._claims[place] = claim, taken
        return taken

    def _bring(self, sentence: str, work: Callable[[], CaseStore],
               failed: Callable[[Exception], object] | None = None) -> None:
        self.asked.emit(sentence)
        self._thread.submit(lambda: self._courier.send(outcome(work, self._brought, failed or self.refused.emit)))

    def _brought(self, store: CaseStore) -> None:
        self._claim(store.folder)  # of one that was just made
        self.opened.emit(store)
        if store.recovery_key:
            told, store.recovery_key = store.recovery_key, ""
            self.recovery_key.emit(told)

    def _not_opened(self, folder: Path, error: Exception) -> None:
        if isinstance(error, WrongKey):
            self.locked.emit(folder, "" if isinstance(error, PassphraseNeeded) else str(error))
        else:
            self.not_opened.emit(folder)
            self.refused.emit(error)


def open_store(folder: Path, actor: str, passphrase: str | None = None, read_only: bool = False) -> CaseStore:
    from casetracker.services.case_store import CaseStore

    return CaseStore.open(folder, actor=actor, passphrase=passphrase, via="window", read_only=read_only)


def create_store(folder: Path, actor: str, name: str, owner: str, passphrase: str | None = None) -> CaseStore:
    from casetracker.services.case_store import CaseStore

    return CaseStore.create(folder, actor=actor, name=name, owner=owner, passphrase=passphrase, via="window")


def make_sample(actor: str) -> CaseStore:
    """The sample cases, made the first time they are looked at and kept ever after."""
    from casetracker.services import sample
    from casetracker.services.case_store import CaseStore

    store = CaseStore.create(paths.sample_store(), actor=actor, sample=True, via="window")
    sample.load(store)
    return store
