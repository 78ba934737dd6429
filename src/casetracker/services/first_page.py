"""The first page of what a search finds, before all of it is known: where very much is found, the list shows it at once.

The incidents are looked at one by one in the order of the list, until a page is full. That costs what a page costs, however
large the store is; but only where much is found, so that is counted first.
"""

from __future__ import annotations

from array import array

from casetracker.domain.query import Alias, All, Condition, Either, Node, Phrase, Without, Word
from casetracker.domain.query_reach import reaching
from casetracker.domain.query_reading import read
from casetracker.services.browse import IncidentFilter, incident_order
from casetracker.services.case_store import CaseStore
from casetracker.store.engine import Connection
from casetracker.store.search.nearness import Nearness
from casetracker.store.search.terms import Term, terms_of

COMMON = 20_000
"""With so many records in which a word stands it is worth the while."""
_FIRST, _MOST = 200, 3_000
"""Incidents looked at in one go, and in all: where more would have to be all are asked for."""


def first_page(store: CaseStore, wanted: IncidentFilter, sort: str, descending: bool, limit: int,
               common: int | None = None) -> array[int] | None:
    """The first `limit` of what `browse.incident_ids` finds, which are not all; None where that is quicker asked. `common`
    stands in the place of `COMMON`."""
    asked = read(wanted.query).node
    node = None if asked is None else reaching(asked, wanted.reach)
    with store.database.snapshot() as connection:
        if node is None or not _is_common(connection, node, COMMON if common is None else common):
            return None
        order = incident_order(store, connection, sort, descending, wanted.include_withdrawn)
        found, seen, many = array("q"), 0, _FIRST
        while many and seen < len(order):
            some = order[seen:seen + many].tolist()
            found.extend(filter(Nearness(connection, some).find(node).__contains__, some))
            if len(found) > limit:
                return found[:limit]
            seen += len(some)
            many = _many_more(seen, len(found), limit)
    return None


def _many_more(seen: int, found: int, limit: int) -> int:
    """How many incidents fill the page, going by those seen so far, and some to spare; none where too many would."""
    wanted = seen * (limit + 1) // found if found else _MOST + 1
    return 0 if wanted > _MOST else (wanted - seen) * 5 // 4 + _FIRST // 2


def _is_common(connection: Connection, node: Node, common: int) -> bool:
    """Whether so much is found, as far as words tell. What is asked of fields is quicker asked of all at once."""
    match node:
        case All(of):
            asked = [each for each in of if not isinstance(each, Without)]
            return bool(asked) and all(_is_common(connection, each, common) for each in asked)
        case Either(of):
            return any(_is_common(connection, each, common) for each in of)
        case Word() | Phrase() | Alias():
            return all(_stands_often(connection, term, common) for term in terms_of(node))
        case Without() | Condition():
            return False


def _stands_often(connection: Connection, term: Term, common: int) -> bool:
    (count,) = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM search_fts WHERE search_fts MATCH ? LIMIT ?)", (term.match, common)).fetchone()
    return bool(count >= common)
