"""From a search to the records that it finds: each word is looked up in the shadow rows of all kinds and led to what it
hangs on.

An incident matches when all that is asked stands somewhere in it or in what hangs on it; sets of incidents are joined leaf
by leaf, so the words may stand in different records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial

from casetracker.domain.query import Alias, All, Condition, Either, Node, Phrase, Reach, Without, Word
from casetracker.domain.query_reach import reaching
from casetracker.store import leads
from casetracker.store.engine import Connection
from casetracker.store.search import conditions
from casetracker.store.search.rows import by_kind
from casetracker.store.search.terms import Term, joined, terms_of
from casetracker.store.search.words import records_of

Found = set[int]

_HITS = "SELECT rowid FROM search_fts WHERE search_fts MATCH ?"


def incidents(connection: Connection, node: Node | None, reach: Reach = Reach.SKELETON) -> Found | None:
    """The pks of the incidents that match, that near or nearer; None where nothing is asked, so that everything does."""
    def every() -> Found:
        return {row[0] for row in connection.execute("SELECT pk FROM incident")}

    return None if node is None else _Search(
        cache(partial(_holding, connection)), every, lambda given: conditions.incidents(connection, given)).find(
            reaching(node, reach))


def _holding(connection: Connection, term: Term) -> Found:
    """The incidents in which a term stands, or in what hangs on them."""
    found = by_kind(row for (row,) in connection.execute(_HITS, (term.match,)))
    return set(found.pop("incident", ())).union(*(
        leads.incidents(connection, kind, pks) for kind, pks in found.items()))


def records(connection: Connection, kind: str, node: Node | None) -> Found | None:
    """The pks of the records of one kind in whose own text the words stand; there are no fields to ask for."""
    def every() -> Found:
        return {row[0] for row in connection.execute(f'SELECT pk FROM "{kind}"')}

    def no_fields(condition: Condition) -> Found:
        raise AssertionError(f"a field asked of a list of {kind}: {condition}")

    return None if node is None else _Search(lambda term: records_of(connection, kind, term), every, no_fields).find(
        reaching(node))


@dataclass(frozen=True)
class _Search:
    """What a term, everything, and a condition find."""

    held: Callable[[Term], Found]
    every: Callable[[], Found]
    meeting: Callable[[Condition], Found]

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
                return _in_all(map(self.held, terms_of(node, by_sound)))

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
        found = _in_all(self.find(each, by_sound) for each in wanted) if wanted else self.every()
        for each in of:
            if isinstance(each, Without) and found:
                found = found - self.find(each.of, not by_sound)
        return found


def _in_all(given: Iterable[Found]) -> Found:
    """What is in each of them; no more are asked for once nothing is left."""
    found: Found | None = None
    for each in given:
        found = each if found is None else found & each
        if not found:
            break
    return found or set()
