"""What a change touched: the one message that goes from a service to every view."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from casetracker.services.case_store import CaseStore

if TYPE_CHECKING:
    from casetracker.store.writer import Change


@dataclass(frozen=True)
class ChangeSet:
    """A change that has been saved: its id, its words, and the records it touched by reference and by kind and pk."""

    change_id: str
    description: str
    references: tuple[str, ...] = ()
    pks: Mapping[str, frozenset[int]] = field(default_factory=lambda: MappingProxyType({}))
    sequence: int = 0

    @property
    def reference(self) -> str:
        """The record the change was about: the first one written."""
        return self.references[0] if self.references else ""

    def __bool__(self) -> bool:
        return bool(self.sequence)


@contextmanager
def changing(store: CaseStore, extra: Mapping[str, Any] | None = None) -> Iterator[Change]:
    from casetracker.store import writer

    with writer.changing(store.database, who=store.actor, via=store.via, clock=store.clock, extra=extra) as change:
        yield change


def change_set(change: Change) -> ChangeSet:
    """Call it after the block of `changing` has ended: only then is the change saved."""
    return ChangeSet(change.change_id, change.what, tuple(dict.fromkeys(change.references)),
                     {kind: frozenset(pks) for kind, pks in change.pks.items()}, change.sequence)
