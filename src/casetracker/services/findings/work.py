"""What is missing in the work on a case: searches not made, elements not supported, deadlines passed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from casetracker.domain.dates import parse_edtf
from casetracker.domain.findings import Finding
from casetracker.domain.law import Element, Version, load
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
            if latest[:10] < look.today:
                yield about("next_action_overdue", look.incidents[pk].reference, "inquiries",
                            _("A line of inquiry was due {date}.").format(date=_day(date)), date, subject=row_id)


def proceedings(look: Look) -> Iterator[Finding]:
    """Proceedings whose next action is overdue, or in which a deadline has passed unanswered."""
    keys = look.keys("proceeding")
    passed: dict[str, list[str]] = defaultdict(list)
    for reference, row_id, latest in look.rows(
            f"SELECT p.reference, s.id, s.deadline_latest FROM proceeding AS p JOIN proceeding_step AS s"
            f" ON s.parent_pk = p.pk WHERE p.pk {keys} AND p.withdrawn_at IS NULL AND s.answered_on IS NULL"
            f" AND s.deadline_latest IS NOT NULL ORDER BY p.pk, s.position"):
        if latest[:10] < look.today:
            passed[reference].append(row_id)
    late = {reference: date for reference, date, latest in look.rows(
        f"SELECT reference, next_action_date, next_action_date_latest FROM proceeding WHERE pk {keys}"
        f" AND withdrawn_at IS NULL AND stage NOT IN {_ENDED} AND next_action_date_latest IS NOT NULL ORDER BY pk")
        if latest[:10] < look.today}
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


def elements(look: Look) -> Iterator[Finding]:
    """Elements of an allegation for which nothing speaks; of alternatives, one supported is enough."""
    alleged = look.grouped("SELECT incident_pk, pk, reference, provision, version FROM allegation"
                           " WHERE incident_pk BETWEEN ?1 AND ?2 AND withdrawn_at IS NULL ORDER BY pk")
    supported = _supported(look) if alleged else {}
    for pk, rows in alleged.items():
        incident = look.incidents[pk]
        for allegation_pk, allegation, provision, version in rows:
            met = supported.get(allegation_pk, set())
            for group in _groups(provision, version, incident.working_date):
                if met.isdisjoint(element.code for element in group):
                    yield _unsupported(incident.reference, allegation, group)


def _supported(look: Look) -> dict[int, set[str]]:
    """By allegation: the elements for which a claim speaks, or an item that has not been withdrawn."""
    made: dict[int, set[str]] = defaultdict(set)
    for pk, element in look.rows(
            "SELECT n.parent_pk, n.element FROM allegation AS a JOIN element_evidence AS n ON n.parent_pk = a.pk"
            " LEFT JOIN evidence AS e ON e.pk = n.evidence_pk WHERE a.incident_pk BETWEEN ?1 AND ?2 AND n.side = 'for'"
            " AND (n.claim IS NOT NULL OR (e.pk IS NOT NULL AND e.withdrawn_at IS NULL))"):
        made[pk].add(element)
    return made


def _unsupported(incident: str, allegation: str, group: tuple[Element, ...]) -> Finding:
    first = group[0]
    told = _("{allegation}: nothing is named for “{element}”.") if len(group) == 1 else _(
        "{allegation}: nothing is named for any of the alternatives that begin with “{element}”.")
    return about("element_without_evidence", incident, "element_evidence", told.format(
        allegation=allegation, element=first.label), first.code, subject=f"{allegation}:{first.code}", record=allegation)


@lru_cache(maxsize=4096)
def _groups(provision: str, version: str | None, date: str | None) -> tuple[tuple[Element, ...], ...]:
    """The elements that have to be shown, alternatives together; none for a provision that we do not know.

    Without a version chosen, those of every version that may have been in force on the date.
    """
    law = load()
    known = law.provisions.get(provision)
    if known is None:
        return ()
    versions: tuple[Version, ...] = tuple(each for each in known.versions if each.code == version)
    if not versions and date is not None and len(known.versions) > 1:
        versions = law.versions_for(provision, parse_edtf(date)).versions
    groups: dict[str, dict[str, Element]] = {}
    for each in versions or known.versions:
        for element in known.elements_of(each):
            groups.setdefault(element.one_of or element.code, {})[element.code] = element
    return tuple(tuple(group.values()) for group in groups.values())
