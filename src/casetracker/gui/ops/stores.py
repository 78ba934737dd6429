"""Opening and making case stores, beside the window's thread, for a migration may take its time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from casetracker import paths
from casetracker.errors import PassphraseNeeded, WrongKey
from casetracker.gui.tasks import Courier, outcome
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.services.case_store import CaseStore


class StoreKeeper(QObject):
    """Brings open stores to the window, or says why one does not open."""

    asked = Signal(str)
    """A store is being opened or made; the sentence says which."""
    opened = Signal(object)
    refused = Signal(object)
    locked = Signal(object, str)
    """The store in this folder wants its passphrase; the sentence says why what was given does not do."""
    recovery_key = Signal(str)
    """A store was made; its recovery key is told this once."""

    def __init__(self, actor: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.actor = actor
        self._courier = Courier(self)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="stores")

    def open(self, folder: Path, passphrase: str | None = None) -> None:
        self._bring(_("Opening the store…"), lambda: open_store(folder, self.actor, passphrase),
                    lambda error: self._not_opened(folder, error))

    def create(self, folder: Path, name: str, owner: str, passphrase: str | None) -> None:
        self._bring(_("Making the store…"), lambda: create_store(folder, self.actor, name, owner, passphrase))

    def open_sample(self) -> None:
        self._bring(_("Opening the sample…"), lambda: sample_store(self.actor))

    def close(self) -> None:
        self._thread.shutdown(wait=True)

    def _bring(self, sentence: str, work: Callable[[], CaseStore],
               failed: Callable[[Exception], object] | None = None) -> None:
        self.asked.emit(sentence)
        self._thread.submit(lambda: self._courier.send(outcome(work, self._brought, failed or self.refused.emit)))

    def _brought(self, store: CaseStore) -> None:
        self.opened.emit(store)
        if store.recovery_key:
            told, store.recovery_key = store.recovery_key, ""
            self.recovery_key.emit(told)

    def _not_opened(self, folder: Path, error: Exception) -> None:
        if isinstance(error, WrongKey):
            self.locked.emit(folder, "" if isinstance(error, PassphraseNeeded) else str(error))
        else:
            self.refused.emit(error)


def open_store(folder: Path, actor: str, passphrase: str | None = None) -> CaseStore:
    from casetracker.services.case_store import CaseStore

    return CaseStore.open(folder, actor=actor, passphrase=passphrase, via="window")


def create_store(folder: Path, actor: str, name: str, owner: str, passphrase: str | None = None) -> CaseStore:
    from casetracker.services.case_store import CaseStore

    return CaseStore.create(folder, actor=actor, name=name, owner=owner, passphrase=passphrase, via="window")


def sample_store(actor: str) -> CaseStore:
    """The sample cases: made the first time, kept and opened ever after."""
    from casetracker.services.case_store import CaseStore

    folder = paths.sample_store()
    if (folder / "store.json").exists():
        return open_store(folder, actor)
    from casetracker.services import sample

    store = CaseStore.create(folder, actor=actor, sample=True, via="window")
    sample.load(store)
    return store
