"""One look at a slice of the store, or at one incident: what every rule is given to read from.

A rule reads by two keys, ?1 and ?2. For the store they bound a slice of one kind's records; for an incident both are
that incident, and of the records that incidents share only those that it uses are looked at. So the same rule serves both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any, NamedTuple

from casetracker.domain import deadlines
from casetracker.domain.findings import Finding, fingerprint
from casetracker.domain.shapes import SHAPES
from casetracker.services.findings.roots import Offices, offices_asked
from casetracker.store import leads
from casetracker.store.engine import Connection

_SLICE = "BETWEEN ?1 AND ?2"
# Nothing is asked any more of what was merged into another incident or entered in error.
_AT_REST = "('merged', 'entered_in_error')"


class Incident(NamedTuple):
    """What the rules ask of an incident itself."""

    reference: str
    assessment: str
    working_kind: str | None
    working_date: str | None


@dataclass
class Look:
    """`today` is the day (ISO) by which what is overdue is told; `offices` tells which originators are one root, asked
    one by one unless all are known."""

    connection: Connection
    today: str
    low: int
    high: int
    of_incident: bool = False
    offices: Offices | None = None

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self.connection.execute(sql, (self.low, self.high)).fetchall()
        return found

    def keys(self, kind: str) -> str:
        """What follows a column with the pks of a kind: the slice, or what the incident uses."""
        return f"IN ({used(kind)})" if self.of_incident and kind != "incident" else _SLICE

    @cached_property
    def incidents(self) -> dict[int, Incident]:
        """The incidents of the slice of which anything is asked."""
        return {pk: Incident(*rest) for pk, *rest in self.rows(
            f"SELECT pk, reference, assessment, working_kind, working_date FROM incident WHERE pk {_SLICE}"
            f" AND withdrawn_at IS NULL AND handling NOT IN {_AT_REST} ORDER BY pk")}

    def passed(self, due: str, latest: str) -> bool:
        """Whether a day by which something was due has surely passed; `latest` is the last moment it may mean."""
        return latest[:10] < self.today and deadlines.passed(due, date.fromisoformat(self.today))

    def same_roots(self, originators: set[str]) -> Mapping[str, str]:
        """Folded originator → the one of them that stands for its root."""
        return (self.offices or offices_asked(self.connection))(originators)

    def grouped(self, sql: str) -> dict[int, list[tuple[Any, ...]]]:
        """Rows by their first column, the pk of an incident of which anything is asked; that column left out."""
        made: dict[int, list[tuple[Any, ...]]] = {}
        for pk, *rest in self.rows(sql):
            if pk in self.incidents:
                made.setdefault(pk, []).append(tuple(rest))
        return made


def about(code: str, incident: str, field: str, words: str, *facts: Any, subject: str = "", record: str = "") -> Finding:
    """A finding of an incident: about itself, unless a subject is named."""
    return Finding(code, incident, subject or incident, record or incident, field, words, fingerprint(code, *facts))


def shared(code: str, record: str, field: str, words: str, *facts: Any) -> Finding:
    """A finding of the store: about a record that incidents share."""
    return Finding(code, None, record, record, field, words, fingerprint(code, *facts))


@cache
def used(kind: str) -> str:
    """A statement for the pks of the records of a kind that the incident ?1 = ?2 names, or that something on it names."""
    return " UNION ".join(dict.fromkeys(_ways(kind)))


def _ways(kind: str) -> Iterator[str]:
    for part, field in SHAPES["incident"].references():
        if part is not None and field.target == kind:
            yield f'SELECT "{field.name}_pk" FROM "{part.table}" WHERE parent_pk {_SLICE} AND "{field.name}_pk" IS NOT NULL'
    if leads.direct(kind):
        yield _hanging(kind)
    if kind == "consent":
        yield f"SELECT pk FROM consent WHERE party_pk IN ({used('party')})"
    # What was handed over together with an incident is not the incident's for that.
    for other in (kind for kind in SHAPES if kind not in ("incident", "handover")):
        if leads.direct(other):
            for part, field in SHAPES[other].references():
                if field.target == kind:
                    table, key = (other, "pk") if part is None else (part.table, "parent_pk")
                    yield (f'SELECT "{field.name}_pk" FROM "{table}" WHERE "{key}" IN ({_hanging(other)})'
                           f' AND "{field.name}_pk" IS NOT NULL')


def _hanging(kind: str) -> str:
    ways = (f'SELECT "{own}" FROM "{table}" WHERE "{incident}" {_SLICE}' for table, own, incident in leads.direct(kind))
    return f'SELECT pk FROM "{kind}" WHERE pk IN ({" UNION ".join(ways)}) AND withdrawn_at IS NULL'
