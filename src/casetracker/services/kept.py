"""What was worked out from the whole store and holds until the next change: kept in memory, beside the store it is of."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, TypeVar, cast
from weakref import WeakKeyDictionary

from casetracker.store import journal
from casetracker.store.engine import Connection

if TYPE_CHECKING:
    from casetracker.services.case_store import CaseStore

T = TypeVar("T")

_KEPT: WeakKeyDictionary[CaseStore, dict[Hashable, tuple[int, Any]]] = WeakKeyDictionary()


def kept(store: CaseStore, connection: Connection, name: Hashable, made: Callable[[], T]) -> T:
    """What `made` gives, or gave when the journal stood where it stands in this connection's snapshot. Not to be altered
    by whoever gets it."""
    things, now = _KEPT.setdefault(store, {}), journal.head(connection).sequence
    at, thing = things.get(name, (-1, None))
    if at != now:
        thing = made()
        things[name] = (now, thing)
    return cast("T", thing)
