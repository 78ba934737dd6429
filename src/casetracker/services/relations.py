"""Relations between incidents: what was decided of two that look alike, and what an incident is related to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casetracker.domain import relations as words
from casetracker.errors import InvalidRecord, UserError
from casetracker.i18n import _
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import ChangeSet, change_set, changing
from casetracker.services.lookup import find
from casetracker.store.engine import Connection

if TYPE_CHECKING:
    from casetracker.store.writer import Change


@dataclass(frozen=True)
class Related:
    """One relation as the incident asked about sees it."""

    reference: str
    kind: str
    label: str
    other: str
    title: str
    gone: str
    """Why the other one is out of sight: withdrawn, merged, or empty."""
    reason: str
    decided_by: str


def related(store: CaseStore, reference: str) -> list[Related]:
    """Every relation of an incident that stands, from its side, in the order in which they were recorded."""
    with store.database.snapshot() as connection:
        _kind, pk = find(connection, reference, "incident")
        rows = connection.execute(
            "SELECT r.reference, r.kind, r.incident_pk <> ?1, o.reference, o.title, o.withdrawn_at, o.handling, r.reason,"
            " r.decided_by FROM relation AS r"
            " JOIN incident AS o ON o.pk = CASE WHEN r.incident_pk = ?1 THEN r.other_pk ELSE r.incident_pk END"
            " WHERE (r.incident_pk = ?1 OR r.other_pk = ?1) AND r.withdrawn_at IS NULL ORDER BY r.ref_order", (pk,))
        return [Related(own, kind, words.told(kind, bool(inverse)), other, title,
                        "withdrawn" if withdrawn else "merged" if handling == "merged" else "", reason or "", decided or "")
                for own, kind, inverse, other, title, withdrawn, handling, reason, decided in rows]


def decide_apart(store: CaseStore, one: str, other: str, reason: str) -> ChangeSet:
    """Remember that two incidents are not the same event; they are not offered as alike any more, from either side."""
    why = needed_reason(reason, _("Say why the two are not the same."))
    with changing(store) as change:
        first, second = (standing(change.connection, each) for each in (one, other))
        if first == second:
            raise UserError(_("{reference} cannot be told apart from itself.").format(reference=first[1]))
        said = decided(change.connection, first[0], second[0], words.APART)
        if said:
            raise UserError(_("{a} and {b} are told apart already, in {relation}.").format(
                a=first[1], b=second[1], relation=said))
        record(change, first[1], second[1], words.APART, why,
               _("Tell {a} apart from {b}").format(a=first[1], b=second[1]))
    return change_set(change)


def record(change: Change, one: str, other: str, kind: str, reason: str, what: str) -> None:
    """Put a decision on two incidents into a change, under the name of whoever makes it."""
    from casetracker.services import records

    records.create(change, "relation", {"incident": one, "kind": kind, "other": other, "reason": reason,
                                        "decided_by": change.who}, what=what)


def needed_reason(reason: str, cure: str) -> str:
    from casetracker.domain.drafts import given_text

    why = given_text("reason", reason)
    if why is None:
        raise InvalidRecord({"reason": _("must not be empty")}, cure)
    return why


def standing(connection: Connection, reference: str) -> tuple[int, str]:
    """(pk, reference) of an incident that is neither withdrawn nor merged; else a sentence that says so."""
    _kind, pk = find(connection, reference, "incident")
    name, withdrawn, handling = connection.execute(
        "SELECT reference, withdrawn_at, handling FROM incident WHERE pk = ?", (pk,)).fetchone()
    if withdrawn:
        raise UserError(_("{reference} is withdrawn.").format(reference=name), _("Restore it first."))
    if handling == "merged":
        raise UserError(_("{reference} is merged into another incident.").format(reference=name),
                        _("Take the incident that it was merged into."))
    return pk, name


def decided(connection: Connection, one: int, other: int, kind: str) -> str:
    """The reference of the relation by which the two were so decided; empty if they were not."""
    row = connection.execute(
        "SELECT reference FROM relation WHERE kind = ?3 AND withdrawn_at IS NULL"
        " AND ((incident_pk = ?1 AND other_pk = ?2) OR (incident_pk = ?2 AND other_pk = ?1)) ORDER BY ref_order",
        (one, other, kind)).fetchone()
    return row[0] if row else ""
