"""From terms to records: each term is looked up in the shadow rows of all kinds and led to what it hangs on.

An incident matches when every term stands somewhere in it or in what hangs on it; sets of incidents are intersected term
by term, so the words may stand in different records.
"""

from __future__ import annotations

from collections.abc import Callable

from casetracker.domain.shapes import SHAPES
from casetracker.store import leads
from casetracker.store.engine import Connection
from casetracker.store.search.query import Term
from casetracker.store.search.rows import is_of, pk_of, record_of

# Shadow rows that matched → incidents. Each kind of record leads to its incidents.
_LEADS = " UNION ".join(
    leads.incidents_of(kind, leads.living(kind, f"SELECT {pk_of('row')} FROM hit WHERE {is_of(kind, 'row')}"))
    for kind in SHAPES)
_HITS = "WITH hit (row) AS MATERIALIZED (SELECT rowid FROM search_fts WHERE search_fts MATCH ?)"


def incidents(connection: Connection, terms: list[Term]) -> set[int] | None:
    """The pks of the incidents that match; None where there is no term, so that everything does."""
    return _matching(terms, lambda term: {
        row[0] for row in connection.execute(f"{_HITS} {_LEADS}", (term.match,))}, lambda: {
        row[0] for row in connection.execute("SELECT pk FROM incident")})


def records(connection: Connection, kind: str, terms: list[Term]) -> set[int] | None:
    """The pks of the records of one kind in whose own text the terms stand."""
    return _matching(terms, lambda term: {
        row[0] for row in connection.execute(
            f"SELECT {pk_of()} FROM search_fts WHERE search_fts MATCH ? AND {is_of(kind)}", (term.match,))}, lambda: {
        row[0] for row in connection.execute(f'SELECT pk FROM "{kind}"')})


def _matching(terms: list[Term], found: Callable[[Term], set[int]], everything: Callable[[], set[int]]) -> set[int] | None:
    if not terms:
        return None
    wanted = [found(term) for term in terms if not term.without]
    matched = set.intersection(*wanted) if wanted else everything()
    for term in terms:
        if term.without:
            matched -= found(term)
    return matched


def where(connection: Connection, term: Term) -> list[tuple[str, int]]:
    """(kind, pk) of the records in whose own text a term stands."""
    return [record_of(row) for (row,) in connection.execute("SELECT rowid FROM search_fts WHERE search_fts MATCH ?",
                                                            (term.match,))]
