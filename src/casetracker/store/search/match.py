"""From a search to the records that it finds: each word is looked up in the shadow rows of all kinds and led to what it
hangs on.

An incident matches when all that is asked stands somewhere in it or in what hangs on it; sets of incidents are joined leaf
by leaf, so the words may stand in different records.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from casetracker.domain.query import Alias, All, Condition, Either, Node, Phrase, Reach, Without, Word
from casetracker.domain.query_reach import reaching
from casetracker.store import leads
from casetracker.store.engine import Connection
from casetracker.store.numbers import numbers
from casetracker.store.search import conditions
from casetracker.store.search.nearness import Nearness
from casetracker.store.search.rows import by_kind, is_of
from casetracker.store.search.terms import Term, joined, terms_of
from casetracker.store.search.words import records_of

Found = set[int]

_HITS = "SELECT rowid FROM search_fts WHERE search_fts MATCH ?"
_LEADING_FAR = 100
"""To so many incidents leads a source or a body, about; any other record to one."""
_COUNT = (f"SELECT count(*) + {_LEADING_FAR} * total({is_of('source')} OR {is_of('body')}) FROM search_fts"
          " WHERE search_fts MATCH ?")
_MANY = 4
"""Of more words than so many the rarest are looked up first, and the others only in what these have left."""
_FEW = 2_000
"""So few incidents are quicker looked at by themselves."""


def incidents(connection: Connection, node: Node | None, reach: Reach = Reach.SKELETON) -> Found | None:
    """The pks of the incidents that match, that near or nearer; None where nothing is asked, so that everything does."""
    return None if node is None else _Incidents(connection).find(reaching(node, reach))


def records(connection: Connection, kind: str, node: Node | None) -> Found | None:
    """The pks of the records of one kind in whose own text the words stand; there are no fields to ask for."""
    return None if node is None else _Records(connection, kind).find(reaching(node))


@dataclass
class _Search:
    """What a term, everything, and a condition find."""

    connection: Connection
    _held: dict[Term, Found] = field(init=False, default_factory=dict)

    def held(self, term: Term) -> Found:
        if term not in self._held:
            self._held[term] = self.holding(term)
        return self._held[term]

    def holding(self, term: Term) -> Found:
        raise NotImplementedError

    def every(self) -> Found:
        raise NotImplementedError

    def meeting(self, condition: Condition) -> Found:
        raise NotImplementedError

    def among(self, found: Found, of: Sequence[Node], by_sound: bool) -> Found:
        """Those of what is found that all of these find, too."""
        for each in of:
            if found:
                found = found & self.find(each, by_sound)
        return found

    def find(self, node: Node, by_sound: bool = True) -> Found:
        """`by_sound` changes with every “without”: what is excluded is excluded as spelled."""
        match node:
            case Without(of):
                return self.every() - self.find(of, not by_sound)
            case All(of):
                return self._all(of, by_sound)
            case Either(of):
                return self._either(of, by_sound)
            case Condition():
                return self.meeting(node)
            case Word() | Phrase() | Alias():
                return set.intersection(*map(self.held, terms_of(node, by_sound)))

    def _either(self, of: tuple[Node, ...], by_sound: bool) -> Found:
        """What is one word each is asked for in one go: the index then names each record once."""
        terms: dict[Node, list[Term]] = {
            each: terms_of(each, by_sound) for each in of if isinstance(each, Word | Phrase | Alias)}
        single = [found[0] for found in terms.values() if len(found) == 1]
        rest = (self.find(each, by_sound) for each in of if len(terms.get(each, ())) != 1)
        return set().union(*map(self.held, joined(single)), *rest)

    def _all(self, of: tuple[Node, ...], by_sound: bool) -> Found:
        """What is asked for first; then what is excluded is taken away, without a look at everything."""
        wanted = [each for each in of if not isinstance(each, Without)]
        if len(wanted) > _MANY:
            wanted.sort(key=lambda each: self._common(each, by_sound))
        found = self.among(self.find(wanted[0], by_sound), wanted[1:], by_sound) if wanted else self.every()
        for each in of:
            if isinstance(each, Without) and found:
                found = found - self.find(each.of, not by_sound)
        return found

    def _common(self, node: Node, by_sound: bool) -> float:
        """To how many incidents the rarest word of a part leads, about; what is no word is asked for last."""
        if not isinstance(node, Word | Phrase | Alias):
            return float("inf")
        return min(float(self.connection.execute(_COUNT, (term.match,)).fetchone()[0])
                   for term in terms_of(node, by_sound))


@dataclass
class _Incidents(_Search):
    """A search for incidents."""

    def holding(self, term: Term) -> Found:
        """The incidents in which a term stands, or in what hangs on them; no more records are led there than needed."""
        rows = by_kind(numbers(self.connection, _HITS, (term.match,)))
        found = set(rows.pop("incident", ()))
        for kind, pks in rows.items():
            if len(found) > _FEW and len(found) >= self._number:
                break
            found |= leads.incidents(self.connection, kind, pks)
        return found

    @cached_property
    def _number(self) -> int:
        """How many incidents there are."""
        (number,) = self.connection.execute("SELECT count(*) FROM incident").fetchone()
        return int(number)

    def every(self) -> Found:
        return set(numbers(self.connection, "SELECT pk FROM incident"))

    def meeting(self, condition: Condition) -> Found:
        return conditions.incidents(self.connection, condition)

    def among(self, found: Found, of: Sequence[Node], by_sound: bool) -> Found:
        for number, each in enumerate(of):
            if by_sound and len(of) - number > _MANY and 0 < len(found) <= _FEW:
                near = Nearness(self.connection, sorted(found))
                return set.intersection(*map(near.find, of[number:]))
            if found:
                found = found & self.find(each, by_sound)
        return found


@dataclass
class _Records(_Search):
    """A search for records of one kind."""

    kind: str

    def holding(self, term: Term) -> Found:
        return records_of(self.connection, self.kind, term)

    def every(self) -> Found:
        return set(numbers(self.connection, f'SELECT pk FROM "{self.kind}"'))

    def meeting(self, condition: Condition) -> Found:
        raise AssertionError(f"a field asked of a list of {self.kind}: {condition}")
