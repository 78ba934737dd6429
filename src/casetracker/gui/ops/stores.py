"""Opening and making case stores, beside the window's thread, for a migration may take its time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from casetracker import paths
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

    def __init__(self, actor: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.actor = actor
        self._courier = Courier(self)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="stores")

    def open(self, folder: Path) -> None:
        self._bring(_("Opening the store…"), lambda: open_store(folder, self.actor))

    def create(self, folder: Path, name: str, owner: str) -> None:
        self._bring(_("Making the store…"), lambda: create_store(folder, self.actor, name, owner))

    def open_sample(self) -> None:
        self._bring(_("Opening the sample…"), lambda: sample_store(self.actor))

    def close(self) -> None:
        self._thread.shutdown(wait=True)

    def _bring(self, sentence: str, work: Callable[[], CaseStore]) -> None:
        self.asked.emit(sentence)
        self._thread.submit(lambda: self._courier.send(outcome(work, self.opened.emit, self.refused.emit)))


def open_store(folder: Path, actor: str) -> CaseStore:
    from casetracker.services.case_store import CaseStore

    return CaseStore.open(folder, actor=actor, via="window")


def create_store(folder: Path, actor: str, name: str, owner: str) -> CaseStore:
    from casetracker.services.case_store import CaseStore

    return CaseStore.create(folder, actor=actor, name=name, owner=owner, via="window")


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
