"""How near the incidents at hand are to what was asked, and which of their records tell it.

Only what hangs on these incidents is looked at, so that it costs what a page of a list costs and not what the store holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from casetracker.domain.query import Alias, All, Condition, Either, Node, Phrase, Reach, Without, Word, leaves
from casetracker.domain.query_reach import reaching
from casetracker.domain.shapes import SHAPES
from casetracker.store import leads
from casetracker.store.engine import Connection
from casetracker.store.search import conditions
from casetracker.store.search.rows import record_of, row_of
from casetracker.store.search.terms import Term, terms_of

_FIRST = ("incident", "participation", "party", "evidence", "source", "proceeding", "body")
_NEAREST = (*_FIRST, *(kind for kind in SHAPES if kind not in _FIRST))

Found = set[int]


@dataclass
class Nearness:
    """Some incidents that a search has found, with the shadow rows of what hangs on each, the nearest first."""

    connection: Connection
    pks: Sequence[int]
    _rows: dict[int, list[int]] = field(init=False)
    _hits: dict[str, Found] = field(init=False, default_factory=dict)
    _found: dict[Node, Found] = field(init=False, default_factory=dict)
    _asked: dict[tuple[Node, Reach], list[Word | Phrase | Alias]] = field(init=False, default_factory=dict)
    _every_row: str = field(init=False)

    def __post_init__(self) -> None:
        self._rows = {pk: [] for pk in self.pks}
        for kind in _NEAREST:
            for pk, other in self.connection.execute(leads.pairs(kind), (json.dumps(list(self.pks)),)):
                self._rows[pk].append(row_of(kind, other))
        self._every_row = json.dumps(sorted({row for rows in self._rows.values() for row in rows}))

    def reaches(self, node: Node) -> dict[int, Reach]:
        """pk → how far the search had to reach for it, in the order of the incidents."""
        found: dict[int, Reach] = {}
        for reach in (Reach.EXACT, Reach.KEY, Reach.ALIAS):
            if len(found) < len(self.pks):
                for pk in self.find(reaching(node, reach)):
                    found.setdefault(pk, reach)
        return {pk: found.get(pk, Reach.SKELETON) for pk in self.pks}

    def records(self, pk: int, term: Term) -> Iterator[tuple[str, int]]:
        """(kind, pk) of the incident's records in which a term stands, the nearest first."""
        hits = self._hit(term)
        return (record_of(row) for row in self._rows[pk] if row in hits)

    def telling(self, node: Node, pk: int, reach: Reach) -> list[Term]:
        """The terms asked for; first those that stand in this incident only when the search reaches so far."""
        if (node, reach) not in self._asked:
            self._asked[node, reach] = [leaf for leaf in dict.fromkeys(leaves(reaching(node, reach)))
                                        if not isinstance(leaf, Condition)]
        asked = sorted(self._asked[node, reach], key=lambda leaf: self._is_nearer(leaf, pk, reach))
        return [term for leaf in asked for term in terms_of(leaf)]

    def _is_nearer(self, leaf: Word | Phrase | Alias, pk: int, reach: Reach) -> bool:
        if isinstance(leaf, Alias):
            return leaf.reach is not reach
        if reach is Reach.EXACT:
            return True
        return isinstance(leaf, Phrase) or pk in self.find(replace(leaf, reach=Reach(reach - 1)))

    def _hit(self, term: Term) -> Found:
        if term.match not in self._hits:
            self._hits[term.match] = {row for (row,) in self.connection.execute(
                "SELECT rowid FROM search_fts WHERE search_fts MATCH ? AND +rowid IN (SELECT value FROM json_each(?))",
                (term.match, self._every_row))}
        return self._hits[term.match]

    def find(self, node: Node) -> Found:
        """Those of the incidents that a question finds, which is given as `reaching` makes it. Not to be altered."""
        if node not in self._found:
            self._found[node] = self._find(node)
        return self._found[node]

    def _find(self, node: Node) -> Found:
        match node:
            case Without(of):
                return set(self.pks) - self.find(of)
            case All(of):
                return set.intersection(*map(self.find, of))
            case Either(of):
                return set().union(*map(self.find, of))
            case Condition():
                return conditions.incidents(self.connection, node) & set(self.pks)
            case _:
                return set.intersection(*map(self._held, terms_of(node)))

    def _held(self, term: Term) -> Found:
        hits = self._hit(term)
        return {pk for pk, rows in self._rows.items() if not hits.isdisjoint(rows)}
