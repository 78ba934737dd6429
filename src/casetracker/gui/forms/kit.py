"""What every editor of one form shares: the way to the store, and the names of the records referred to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations

NewRecord = Callable[[str, QWidget, Callable[[str], None]], None]
"""Opens the form of a kind above a widget and tells the reference of what was saved."""


@dataclass
class Kit:
    """Handed down from a form to its panels and editors."""

    ops: Operations
    new_record: NewRecord
    labels: dict[str, str] = field(default_factory=dict)

    def ask_labels(self, kind: str, query: str, answer: Callable[[list[tuple[str, str]]], None], key: str) -> None:
        """The records of a kind whose name fits what was typed; their names are remembered."""
        from casetracker.services import record_lists

        store = self.ops.store

        def learned(found: list[tuple[str, str]]) -> None:
            self.labels.update(found)
            answer(found)

        self.ops.read(lambda: record_lists.labels(store, kind, query), learned, key=key)

    def learn(self, reference: str, done: Callable[[], None]) -> None:
        """What a record just logged is called."""
        self._learn([reference], done)

    def learn_missing(self, references: Iterable[str], done: Callable[[], None]) -> None:
        """What those records are called whose names are not known yet."""
        missing = [reference for reference in dict.fromkeys(references) if reference not in self.labels]
        if missing:
            self._learn(missing, done)

    def _learn(self, references: list[str], done: Callable[[], None]) -> None:
        from casetracker.gui.forms.reading import labels_of

        store = self.ops.store

        def learned(found: dict[str, str]) -> None:
            self.labels.update(found)
            done()

        self.ops.read(lambda: labels_of(store, references), learned)
