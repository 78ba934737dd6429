"""The case list in memory, for counting: for each incident and facet a small number that stands for its values.

Each list of values that occurs is one number, read once; 200,000 incidents take some 25 megabytes. It is filled when facets
are first counted and then follows the journal: only the lines that were written since are read again.
"""

from __future__ import annotations

import json
import threading
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from casetracker.domain.facets import FACETS, NONE, key_of
from casetracker.domain.query import Node, Reach
from casetracker.services.kept import kept, version_of
from casetracker.store import journal
from casetracker.store.engine import Connection
from casetracker.store.search import match

if TYPE_CHECKING:
    from casetracker.services.case_store import CaseStore

Mask = bytes
"""For each pk a byte: 1 where the incident is meant."""

_SLICE = 10_000
_NONE_AT_ALL: frozenset[str] = frozenset()
_BASES = 6
"""Of so many searches it is kept what their words find."""
_COLUMNS = {
    "assessment": "assessment", "handling": "handling", "furthest": "stages", "type": "types", "date": "months",
    "oblast": "oblasts", "body": "bodies", "sourcekind": "sources", "has": "evidence_kinds",
    "confidentiality": "confidentiality", "lead": "lead"}
_ROWS = f"SELECT pk, withdrawn, {', '.join(_COLUMNS[name] for name in FACETS)} FROM incident_line"


def _itself(code: str | None) -> list[str]:
    return [] if code is None else [code]


def _month_and_year(months: str | None) -> list[str]:
    return [] if months is None else [months[:4], months] if len(months) > 4 else [months]


def _list(text: str) -> list[str]:
    return [str(each) for each in json.loads(text)]


_VALUES: Mapping[str, Callable[[Any], Iterable[str]]] = {
    "sourcekind": list, "furthest": lambda text: [stage for _where, stage, *_flags in json.loads(text)],
    "date": _month_and_year,
    **dict.fromkeys(("type", "oblast", "body", "has"), _list)}
"""How the values of a facet are read from its column; a code is its own value."""


def _slices(size: int) -> Iterator[slice]:
    """One step of Python's own goes through a slice and no more: while it lasts, the window cannot have Python."""
    return (slice(start, min(start + _SLICE, size)) for start in range(0, size, _SLICE))


class _Numbers(dict[Any, int]):
    """What stands in a column → its number, given when it is first met."""

    def __init__(self, met: Callable[[Any], None]) -> None:
        self._met = met

    def __missing__(self, held: Any) -> int:
        self[held] = number = len(self)
        self._met(held)
        return number


class Column:
    """One facet of all incidents. A body's values here are pks, in digits."""

    def __init__(self, facet: str) -> None:
        self._facet = facet
        self._values = _VALUES.get(facet, _itself)
        self._numbers = _Numbers(self._meet)
        self._of = array("I")
        self.keys: list[tuple[str, ...]] = []
        """number → keys of the values that it stands for, or that of NONE."""
        self.spelled: dict[str, str] = {}
        """key → the value as it was typed first."""

    def put(self, pks: Sequence[int], held: Iterable[Any]) -> None:
        """What stands in the column for incidents in the order of their pks; many at once by Python itself."""
        numbers = array("I", map(self._numbers.__getitem__, held))
        first, last = pks[0], pks[-1]
        self._of.extend([0] * (last + 1 - len(self._of)))
        if last - first + 1 == len(pks):
            self._of[first:last + 1] = numbers
        else:
            for pk, number in zip(pks, numbers, strict=True):
                self._of[pk] = number

    def _meet(self, held: Any) -> None:
        values = list(self._values(held))
        found = {key_of(self._facet, value): value for value in reversed(values)}
        for key, value in found.items():
            self.spelled.setdefault(key, value)
        self.keys.append(tuple(key for key in found if key) if values else (NONE,))

    def counted(self, mask: Mask) -> Counter[str]:
        """key → how many of the incidents meant have it."""
        numbers: Counter[int] = Counter()
        for some in _slices(len(mask)):
            numbers.update(compress(self._of[some], mask[some]))
        found: Counter[str] = Counter()
        for number, count in numbers.items():
            for key in self.keys[number]:
                found[key] += count
        return found

    def having(self, keys: Collection[str], size: int) -> Mask:
        """The incidents that have one of these."""
        meant = bytes(not set(keys).isdisjoint(held) for held in self.keys)
        return b"".join(bytes(map(meant.__getitem__, self._of[some])) for some in _slices(size)) if meant else bytes(size)


class Lines:
    """All incidents of one store."""

    def __init__(self) -> None:
        self.guard = threading.Lock()
        self.columns: dict[str, Column] = {}
        self._clear()

    def _clear(self) -> None:
        self.columns = {name: Column(name) for name in FACETS}
        self._there, self._withdrawn = bytearray(), bytearray()
        self._stamp, self._filled_to, self.full = -1, -1, False
        self._kinds: Mapping[str, str] = {}
        self._bases: dict[object, Mask] = {}

    @property
    def size(self) -> int:
        return len(self._there)

    def follow(self, connection: Connection, kinds: Mapping[str, str]) -> None:
        """Bring them up to what the connection sees; `kinds` says of each source's pk of which kind it is."""
        if any(kinds.get(pk) != kind for pk, kind in self._kinds.items()):
            self._clear()  # a source is of another kind now, which its incidents' lines do not tell
        self._kinds = kinds
        (newest,) = connection.execute("SELECT coalesce(max(stamp), 0) FROM incident_line").fetchone()
        if not self.full:
            self._fill(connection, newest)
        if newest > self._stamp:
            self._put(connection.execute(f"{_ROWS} WHERE stamp > ? ORDER BY pk", (self._stamp,)).fetchall())
            self._stamp = newest

    def _fill(self, connection: Connection, newest: int) -> None:
        """Slice by slice, so that who is interrupted goes on from there the next time."""
        self._stamp = newest if self._filled_to < 0 else self._stamp
        statement = f"{_ROWS} WHERE pk > ? ORDER BY pk LIMIT {_SLICE}"
        while rows := connection.execute(statement, (self._filled_to,)).fetchall():
            self._put(rows)
            self._filled_to = rows[-1][0]
        self.full = True

    def _put(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Lines in the order of their pks."""
        if not rows:
            return
        pks, withdrawn, *held = zip(*rows, strict=True)
        for each in (self._there, self._withdrawn):
            each.extend(bytes(max(0, pks[-1] + 1 - len(each))))
        for pk, gone in zip(pks, withdrawn, strict=True):
            self._there[pk], self._withdrawn[pk] = 1, gone
        for (name, column), texts in zip(self.columns.items(), held, strict=True):
            column.put(pks, map(self._kinds_of, texts) if name == "sourcekind" else texts)

    def _kinds_of(self, sources: str) -> frozenset[str]:
        """Of which kinds they are, for lists of sources differ from incident to incident."""
        return _NONE_AT_ALL if sources == "[]" else frozenset(self._kinds.get(pk, "") for pk in sources[1:-1].split(", "))

    def base(self, connection: Connection, node: Node | None, reach: Reach, withdrawn: bool) -> Mask:
        """The incidents that the words of a search find; kept until others are asked for, since a choice leaves them as
        they are."""
        asked = (node, reach, withdrawn, journal.head(connection).sequence)
        found = self._bases.pop(asked, None)
        if found is None:
            found = self.mask(match.incidents(connection, node, reach), withdrawn)
        self._bases[asked] = found  # as the latest
        for oldest in list(self._bases)[:-_BASES]:
            del self._bases[oldest]
        return found

    def mask(self, pks: Iterable[int] | None, withdrawn: bool) -> Mask:
        """Of a match set; of everything where there is none."""
        if pks is None:
            meant = bytes(self._there)
        else:
            marked = bytearray(self.size)
            for pk in filter(self.size.__gt__, pks):
                marked[pk] = 1
            meant = bytes(marked)
        return meant if withdrawn else both(meant, self._withdrawn.translate(_OPPOSITE))


_OPPOSITE = bytes((1, 0, *range(2, 256)))


def pks_of(mask: Mask) -> Iterator[int]:
    return compress(range(len(mask)), mask)


def both(one: Mask, other: bytes | bytearray) -> Mask:
    """Where both are 1."""
    return (int.from_bytes(one) & int.from_bytes(other)).to_bytes(len(one))


_LINES: WeakKeyDictionary[CaseStore, Lines] = WeakKeyDictionary()


def lines_of(store: CaseStore) -> Lines:
    return _LINES.setdefault(store, Lines())


def kinds_of_sources(store: CaseStore, connection: Connection) -> Mapping[str, str]:
    """pk, in digits → kind."""
    return kept(store, connection, "source-kinds", lambda: {
        str(pk): kind for pk, kind in connection.execute("SELECT pk, kind FROM source")}, version_of(connection, "source"))
