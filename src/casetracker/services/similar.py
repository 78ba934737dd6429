"""The same event, entered twice? Candidates for one incident, or for one that is being entered, with their reasons.

Nothing is decided here: a person says “not the same” or “the same” (`relations`, `merge`), and what was told apart is
not offered again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casetracker.domain.likeness import Features, Likeness, compare, with_narratives
from casetracker.domain.likeness_words import text_likeness
from casetracker.services.case_store import CaseStore
from casetracker.services.lookup import find
from casetracker.services.similar_features import Known, narrative_keys, narratives, of_draft, read
from casetracker.services.similar_reasons import Reason, reasons
from casetracker.services.similar_search import worth_comparing
from casetracker.store.engine import Connection

_READ_CLOSELY = 30  # of so many the narratives are compared as well


@dataclass(frozen=True)
class Candidate:
    """An incident that may be the same event: how alike (0 to 100), why, and what was decided of the two."""

    pk: int
    reference: str
    title: str
    score: int
    reasons: tuple[Reason, ...]
    decision: str = ""
    decided_in: str = ""
    """The reference of the relation in which it was decided."""


def similar(store: CaseStore, reference: str, *, decided: bool = False, limit: int | None = 10) -> list[Candidate]:
    """What may be the same event as an incident, the likeliest first; with `decided`, those told apart as well."""
    with store.database.snapshot() as connection:
        _kind, pk = find(connection, reference, "incident")
        subject = next(read(connection, [pk]), None)
        if subject is None:
            return []
        own = narratives(connection, [pk]).get(pk, frozenset())
        known = decisions(connection, pk)
        return _candidates(connection, subject.features, own, pk, known, decided, limit)


def similar_to_draft(store: CaseStore, data: Mapping[str, Any], *, but: str = "", limit: int | None = 3) -> list[Candidate]:
    """What may be the same event as an incident that is being entered (or amended: `but` is its reference)."""
    with store.database.snapshot() as connection:
        pk = find(connection, but, "incident")[1] if but else 0
        known = decisions(connection, pk) if pk else {}
        return _candidates(connection, of_draft(data), narrative_keys(data.get("narrative")), pk, known, False, limit)


def decisions(connection: Connection, pk: int) -> dict[int, tuple[str, str]]:
    """pk of the other incident → (what was decided of the two, the relation that says so); read from either side."""
    rows = connection.execute(
        "SELECT CASE WHEN incident_pk = ?1 THEN other_pk ELSE incident_pk END, kind, reference FROM relation"
        " WHERE (incident_pk = ?1 OR other_pk = ?1) AND kind IN ('not_the_same', 'same') AND withdrawn_at IS NULL"
        " ORDER BY ref_order", (pk,))
    return {other: (kind, reference) for other, kind, reference in rows}


def _candidates(connection: Connection, subject: Features, own: frozenset[str], pk: int,
                known: Mapping[int, tuple[str, str]], decided: bool, limit: int | None) -> list[Candidate]:
    weights: dict[str, float] = {}
    pks = [each for each in worth_comparing(connection, subject, weights)
           if each != pk and (decided or each not in known)]
    pks += [each for each in known if decided and each not in pks]
    found = [(compare(subject, each.features, weights), each) for each in read(connection, pks)]
    found.sort(key=lambda pair: -pair[0].score)
    close = [each.pk for _likeness, each in found[:_READ_CLOSELY]]
    texts = narratives(connection, close) if own else {}
    made = [_candidate(with_narratives(likeness, text_likeness(own, texts.get(each.pk, ()))), each, known)
            for likeness, each in found]
    shown = [each for each in made if each is not None]
    return sorted(shown, key=lambda each: (-each.score, each.reference))[:limit]


def _candidate(likeness: Likeness, other: Known, known: Mapping[int, tuple[str, str]]) -> Candidate | None:
    decision, relation = known.get(other.pk, ("", ""))
    if not (likeness.offered or decision):
        return None
    return Candidate(other.pk, other.reference, other.title, round(likeness.score * 100), reasons(likeness), decision,
                     relation)
