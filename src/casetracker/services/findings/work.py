"""What is missing in the work on a case: searches not made, deadlines passed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from casetracker.domain.dates import parse_edtf
from casetracker.domain.findings import Finding
from casetracker.i18n import _, language, ngettext
from casetracker.services.findings.look import Look, about, shared

# A proceeding that has ended, or went on elsewhere, has no next action.
_ENDED = "('final', 'closed', 'merged', 'transferred')"


def exoneration(look: Look) -> Iterator[Finding]:
    """No line of inquiry was opened with that aim, and no item is linked as exonerating; one that was dropped is none."""
    sought = {pk for (pk,) in look.rows(
        "SELECT parent_pk FROM inquiry WHERE parent_pk BETWEEN ?1 AND ?2 AND aim = 'exonerating' AND state <> 'dropped'"
        " UNION SELECT l.incident_pk FROM evidence_link AS l JOIN evidence AS e ON e.pk = l.parent_pk"
        " WHERE l.incident_pk BETWEEN ?1 AND ?2 AND l.bearing = 'exonerating' AND e.withdrawn_at IS NULL")}
    for pk, incident in look.incidents.items():
        if pk not in sought:
            yield about("no_exonerating_search", incident.reference, "inquiries",
                        _("No search for exonerating material is recorded, and no item is linked as exonerating."))


def inquiries(look: Look) -> Iterator[Finding]:
    """Open lines of inquiry whose day has passed."""
    due = look.grouped("SELECT parent_pk, id, due, due_latest FROM inquiry WHERE parent_pk BETWEEN ?1 AND ?2"
                       " AND state = 'open' AND due_latest IS NOT NULL ORDER BY parent_pk, position")
    for pk, rows in due.items():
        for row_id, date, latest in rows:
            if look.passed(date, latest):
                yield about("next_action_overdue", look.incidents[pk].reference, "inquiries",
                            _("A line of inquiry was due {date}.").format(date=_day(date)), date, subject=row_id)


def proceedings(look: Look) -> Iterator[Finding]:
    """Proceedings whose next action is overdue, or in which a deadline has passed unanswered."""
    keys = look.keys("proceeding")
    passed: dict[str, list[str]] = defaultdict(list)
    for reference, row_id, deadline, latest in look.rows(
            f"SELECT p.reference, s.id, s.deadline, s.deadline_latest FROM proceeding AS p JOIN proceeding_step AS s"
            f" ON s.parent_pk = p.pk WHERE p.pk {keys} AND p.withdrawn_at IS NULL AND s.answered_on IS NULL"
            f" AND s.deadline_latest IS NOT NULL ORDER BY p.pk, s.position"):
        if look.passed(deadline, latest):
            passed[reference].append(row_id)
    late = {reference: date for reference, date, latest in look.rows(
        f"SELECT reference, next_action_date, next_action_date_latest FROM proceeding WHERE pk {keys}"
        f" AND withdrawn_at IS NULL AND stage NOT IN {_ENDED} AND next_action_date_latest IS NOT NULL ORDER BY pk")
        if look.passed(date, latest)}
    for reference in dict.fromkeys((*late, *passed)):
        steps = passed.get(reference, [])
        yield shared("next_action_overdue", reference, "next_action_date" if reference in late else "steps",
                     " ".join(_overdue(reference, late.get(reference), len(steps))), late.get(reference), sorted(steps))


def _overdue(reference: str, date: str | None, steps: int) -> Iterator[str]:
    if date:
        yield _("The next action in {proceeding} was due {date}.").format(proceeding=reference, date=_day(date))
    if steps:
        yield ngettext("In {proceeding} {n} deadline has passed unanswered.",
                       "In {proceeding} {n} deadlines have passed unanswered.", steps).format(proceeding=reference, n=steps)


def _day(edtf: str) -> str:
    return parse_edtf(edtf).describe(language())
