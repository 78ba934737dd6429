"""From terms to records: each term is looked up in the shadow rows of all kinds and led to what it hangs on.

An incident matches when every term stands somewhere in it or in what hangs on it; sets of incidents are intersected term
by term, so the words may stand in different records.
"""

from __future__ import annotations

from collections.abc import Callable

from casetracker.store.engine import Connection
from casetracker.store.search.query import Term

# Shadow rows (s.kind, s.record_pk) that matched → incidents. Each leads from one kind of record to its incidents.
_LEADS = """
    SELECT s.record_pk FROM hit AS s WHERE s.kind = 'incident'
    UNION SELECT p.incident_pk FROM hit AS s JOIN participation AS p ON s.record_pk = p.pk
        WHERE s.kind = 'participation' AND p.withdrawn_at IS NULL
    UNION SELECT p.incident_pk FROM hit AS s JOIN participation AS p ON s.record_pk = p.party_pk
        WHERE s.kind = 'party' AND p.withdrawn_at IS NULL
    UNION SELECT l.incident_pk FROM hit AS s JOIN proceeding_person AS r ON s.record_pk = r.party_pk
        JOIN proceeding_incident AS l ON l.parent_pk = r.parent_pk JOIN proceeding AS p ON p.pk = r.parent_pk
        WHERE s.kind = 'party' AND p.withdrawn_at IS NULL
    UNION SELECT l.incident_pk FROM hit AS s JOIN evidence_link AS l ON s.record_pk = l.parent_pk
        JOIN evidence AS e ON e.pk = l.parent_pk WHERE s.kind = 'evidence' AND e.withdrawn_at IS NULL
    UNION SELECT l.incident_pk FROM hit AS s JOIN custody AS c ON s.record_pk = c.pk
        JOIN evidence AS e ON e.pk = c.evidence_pk JOIN evidence_link AS l ON l.parent_pk = e.pk
        WHERE s.kind = 'custody' AND c.withdrawn_at IS NULL AND e.withdrawn_at IS NULL
    UNION SELECT l.incident_pk FROM hit AS s JOIN proceeding_incident AS l ON s.record_pk = l.parent_pk
        JOIN proceeding AS p ON p.pk = l.parent_pk WHERE s.kind = 'proceeding' AND p.withdrawn_at IS NULL
    UNION SELECT l.incident_pk FROM hit AS s JOIN proceeding_body AS b ON s.record_pk = b.body_pk
        JOIN proceeding_incident AS l ON l.parent_pk = b.parent_pk JOIN proceeding AS p ON p.pk = b.parent_pk
        WHERE s.kind = 'body' AND p.withdrawn_at IS NULL
    UNION SELECT t.parent_pk FROM hit AS s JOIN incident_date AS t ON t.source_pk = s.record_pk WHERE s.kind = 'source'
    UNION SELECT t.parent_pk FROM hit AS s JOIN place AS t ON t.source_pk = s.record_pk WHERE s.kind = 'source'
    UNION SELECT t.parent_pk FROM hit AS s JOIN casualty_figure AS t ON t.source_pk = s.record_pk
        WHERE s.kind = 'source'
    UNION SELECT t.parent_pk FROM hit AS s JOIN harmed_object AS t ON t.source_pk = s.record_pk WHERE s.kind = 'source'
    UNION SELECT t.parent_pk FROM hit AS s JOIN claim AS t ON t.source_pk = s.record_pk WHERE s.kind = 'source'
    UNION SELECT t.incident_pk FROM hit AS s JOIN participation AS t ON t.source_pk = s.record_pk
        WHERE s.kind = 'source' AND t.withdrawn_at IS NULL
    UNION SELECT l.incident_pk FROM hit AS s JOIN evidence AS e ON e.source_pk = s.record_pk
        JOIN evidence_link AS l ON l.parent_pk = e.pk WHERE s.kind = 'source' AND e.withdrawn_at IS NULL
    UNION SELECT t.incident_pk FROM hit AS s JOIN proceeding_incident AS t ON t.source_pk = s.record_pk
        JOIN proceeding AS p ON p.pk = t.parent_pk WHERE s.kind = 'source' AND p.withdrawn_at IS NULL
"""
_HITS = ("WITH hit AS MATERIALIZED (SELECT r.kind, r.record_pk FROM search_fts AS f JOIN search_record AS r"
         " ON r.pk = f.rowid WHERE search_fts MATCH ?)")


def incidents(connection: Connection, terms: list[Term]) -> set[int] | None:
    """The pks of the incidents that match; None where there is no term, so that everything does."""
    return _matching(terms, lambda term: {
        row[0] for row in connection.execute(f"{_HITS} {_LEADS}", (term.match,))}, lambda: {
        row[0] for row in connection.execute("SELECT pk FROM incident")})


def records(connection: Connection, kind: str, terms: list[Term]) -> set[int] | None:
    """The pks of the records of one kind in whose own text the terms stand."""
    return _matching(terms, lambda term: {
        row[0] for row in connection.execute(
            "SELECT r.record_pk FROM search_fts AS f JOIN search_record AS r ON r.pk = f.rowid"
            " WHERE search_fts MATCH ? AND r.kind = ?", (term.match, kind))}, lambda: {
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
    return list(connection.execute(
        "SELECT r.kind, r.record_pk FROM search_fts AS f JOIN search_record AS r ON r.pk = f.rowid"
        " WHERE search_fts MATCH ?", (term.match,)))
