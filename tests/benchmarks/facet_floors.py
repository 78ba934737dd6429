"""What a person would write in SQL to count what was found by one of its properties: everything joined, then grouped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.benchmarks.floors import terms

from casetracker.domain import vocabulary as v
from casetracker.domain.shapes import SHAPES
from casetracker.store import leads
from casetracker.store.engine import Connection

_PROCEEDINGS = (" LEFT JOIN proceeding_incident AS c ON c.incident_pk = i.pk"
                " LEFT JOIN proceeding AS p ON p.pk = c.parent_pk AND p.withdrawn_at IS NULL")
_ITEMS = " JOIN evidence_link AS l ON l.incident_pk = i.pk JOIN evidence AS e ON e.pk = l.parent_pk"
_FURTHEST = "max(CASE p.stage " + " ".join(f"WHEN '{code}' THEN {rank}" for rank, code in enumerate(v.STAGE)) + " END)"

# The value that is counted, and what has to be joined for it. A source is looked for behind items only, which is less than
# the program counts.
_FACETS = {
    "assessment": ("i.assessment", ""),
    "handling": ("i.handling", ""),
    "confidentiality": ("i.confidentiality", ""),
    "lead": ("i.lead_investigator", ""),
    "violation type": ("t.value", " JOIN json_each(i.violation_types) AS t"),
    "month": ("substr(i.working_date_earliest, 1, 7)", ""),
    "oblast": ("o.admin", " JOIN place AS o ON o.parent_pk = i.pk"),
    "body": ("b.reference", f"{_PROCEEDINGS} JOIN proceeding_body AS n ON n.parent_pk = p.pk"
                              " JOIN body AS b ON b.pk = n.body_pk"),
    "evidence kind": ("e.kind", _ITEMS),
    "source kind": ("s.kind", f"{_ITEMS} JOIN source AS s ON s.pk = e.source_pk"),
}
FURTHEST = "furthest stage"
NAMES = (*_FACETS, FURTHEST)


def floor(raw: Connection, text: str, facet: str, known: bool = False) -> Callable[[], list[tuple[Any, int]]]:
    """(value, how many incidents) of a facet of what a search finds; of everything, where it asks for nothing. `known`
    where what it finds is `remembered`."""
    found, values = ("SELECT pk FROM temp.found", []) if known else _found(text)
    matched = f" JOIN ({found}) AS f ON f.pk = i.pk" if text.strip() else ""
    if facet == FURTHEST:
        statement = (f"SELECT stage, count(*) FROM (SELECT {_FURTHEST} AS stage FROM incident AS i{matched}{_PROCEEDINGS}"
                     " WHERE i.withdrawn_at IS NULL GROUP BY i.pk) GROUP BY stage")
    else:
        value, joined = _FACETS[facet]
        statement = (f"SELECT {value}, count(DISTINCT i.pk) FROM incident AS i{matched}{joined}"
                     " WHERE i.withdrawn_at IS NULL GROUP BY 1")
    return lambda: raw.execute(statement, values).fetchall()


@contextmanager
def remembered(raw: Connection, text: str) -> Iterator[None]:
    """What a search finds, in a table of its own."""
    found, values = _found(text)
    raw.execute("CREATE TEMP TABLE found (pk INTEGER PRIMARY KEY)")
    raw.execute(f"INSERT INTO temp.found {found}", values)
    yield
    raw.execute("DROP TABLE temp.found")


def _found(text: str) -> tuple[str, list[str]]:
    """Every shadow row in which a word stands, joined to what it is the shadow of, and on to the incident."""
    ways = " UNION ".join(leads.incidents_of(kind, f"SELECT record_pk FROM hit WHERE kind = '{kind}'") for kind in SHAPES)
    one = ("SELECT pk FROM (WITH hit AS (SELECT r.kind, r.record_pk FROM search_fts JOIN search_record AS r"
           f" ON r.pk = search_fts.rowid WHERE search_fts MATCH ?) SELECT pk FROM ({ways}))")
    asked = terms(text)
    return " INTERSECT ".join([one] * len(asked)), asked
