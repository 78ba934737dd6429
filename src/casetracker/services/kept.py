"""What was worked out from the whole store and holds until something changes: kept in memory, beside the store it is of."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, TypeVar, cast
from weakref import WeakKeyDictionary

from casetracker.store import journal
from casetracker.store.engine import Connection

if TYPE_CHECKING:
    from casetracker.services.case_store import CaseStore

T = TypeVar("T")

_MOST = 16  # things of a store; the one made longest ago goes first
_KEPT: WeakKeyDictionary[CaseStore, dict[Hashable, tuple[int, Any]]] = WeakKeyDictionary()


def kept(store: CaseStore, connection: Connection, name: Hashable, made: Callable[[], T], version: int | None = None) -> T:
    """What `made` gives, or gave when `version` was what it is now: that of all in the store where none is given. Not to be
    altered by whoever gets it."""
    things = _KEPT.setdefault(store, {})
    now = journal.head(connection).sequence if version is None else version
    at, thing = things.get(name, (-1, None))
    if at != now:
        thing = made()
        things.pop(name, None)
        for oldest in list(things)[:max(0, len(things) - _MOST + 1)]:
            things.pop(oldest, None)
        things[name] = (now, thing)
    return cast("T", thing)


def version_of(connection: Connection, kind: str) -> int:
    """The last change of a record of one kind; of an incident, or of what shows in its line."""
    table, column = ("incident_line", "stamp") if kind == "incident" else (kind, "last_sequence")
    (last,) = connection.execute(f'SELECT max("{column}") FROM "{table}"').fetchone()
    return last or 0
