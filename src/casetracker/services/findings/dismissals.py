"""Findings set aside with a reason: which are, and setting one aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casetracker.domain.findings import Finding
from casetracker.errors import InvalidRecord, UserError
from casetracker.i18n import _
from casetracker.services import records
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import ChangeSet, change_set, changing
from casetracker.store.engine import Connection

_Key = tuple[str, str | None, str, str | None]


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding, and where it was dismissed: by which record, why, by whom and when."""

    finding: Finding
    dismissal: str = ""
    reason: str = ""
    by: str = ""
    at: str = ""

    @property
    def open(self) -> bool:
        return not self.dismissal


Dismissals = dict[_Key, Judged]
_SELECT = ("SELECT d.finding, i.reference, d.subject, d.fingerprint, d.reference, d.reason, d.created_by, d.created_at"
           " FROM dismissal AS d LEFT JOIN incident AS i ON i.pk = d.incident_pk WHERE d.withdrawn_at IS NULL AND {which}"
           " ORDER BY d.pk")


def of_the_store(connection: Connection) -> Dismissals:
    """Those of findings about records that incidents share."""
    return _read(connection.execute(_SELECT.format(which="d.incident_pk IS NULL")))


def of_incidents(connection: Connection, low: int, high: int) -> Dismissals:
    return _read(connection.execute(_SELECT.format(which="d.incident_pk BETWEEN ? AND ?"), (low, high)))


def _read(rows: Iterable[tuple[str, ...]]) -> Dismissals:
    made: Dismissals = {}
    for code, incident, subject, fingerprint, *rest in rows:
        key = (code, incident, subject, fingerprint)
        made[key] = Judged(Finding(code, incident, subject, "", "", "", fingerprint or ""), *rest)
    return made


def judged(findings: Iterable[Finding], known: Dismissals) -> Iterator[Judged]:
    """Each finding with its dismissal; one whose fingerprint is another by now is open again."""
    for finding in findings:
        dismissed = known.get((finding.code, finding.incident, finding.subject, finding.fingerprint))
        yield Judged(finding) if dismissed is None else Judged(
            finding, dismissed.dismissal, dismissed.reason, dismissed.by, dismissed.at)


def dismiss(store: CaseStore, finding: Finding, reason: str) -> ChangeSet:
    """Set a finding aside, as it stands; it shows again when something else is found, or the dismissal withdrawn."""
    from casetracker.domain.drafts import given_text

    why = given_text("reason", reason)
    if why is None:
        raise InvalidRecord({"reason": _("must not be empty")}, _("Say why the finding is dismissed."))
    with changing(store) as change:
        held = change.connection.execute(
            "SELECT d.reference FROM dismissal AS d LEFT JOIN incident AS i ON i.pk = d.incident_pk"
            " WHERE d.withdrawn_at IS NULL AND d.finding = ? AND i.reference IS ? AND d.subject = ? AND d.fingerprint = ?",
            (finding.code, finding.incident, finding.subject, finding.fingerprint)).fetchone()
        if held:
            raise UserError(_("This finding is dismissed already, by {reference}.").format(reference=held[0]))
        what = _("Dismiss the finding “{finding}” of {record} ({reference})").format(
            finding=finding.code, record=finding.incident or finding.subject, reference="{reference}")
        records.create(change, "dismissal", {
            "finding": finding.code, "incident": finding.incident, "subject": finding.subject,
            "fingerprint": finding.fingerprint, "reason": why}, what=what)
    return change_set(change)
