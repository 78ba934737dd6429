"""What is missing: the findings that are open on the day as of which the record is told, and those set aside.

Overdue is what was overdue on that day, so that the same record gives the same page whenever it is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casetracker.domain.findings import Finding, grouped
from casetracker.dossier import wording as w
from casetracker.dossier.sections.case import Case
from casetracker.dossier.tree import Column, Paragraph, Section, Table
from casetracker.i18n import _
from casetracker.services.findings import Judged


def sections(case: Case) -> Iterator[Section]:
    shown = [each for each in case.findings if _may_be_shown(case, each.finding)]
    still = [each.finding for each in shown if each.open]
    yield Section(_("What is missing"), (_intro(case), _open(still)))
    aside = [each for each in shown if not each.open]
    if aside and case.audience.reveals:
        yield Section(_("Findings dismissed"), (_dismissed(aside),), 2)


def _may_be_shown(case: Case, finding: Finding) -> bool:
    """What is the keepers' own affair stays with them; what rests on records beside this one is not printed at all."""
    if case.audience.reveals:
        return finding.kind.printed != "nobody"
    return finding.kind.printed == "all" and not _withheld(case, finding.record)


def _withheld(case: Case, record: str) -> bool:
    """Of a source or an item that is held back, not even what it lacks is told."""
    source = case.page["sources"].get(record)
    return record in case.page["held_items"] or (source is not None and case.audience.holds_back(source))


def _intro(case: Case) -> Paragraph:
    told = _("Found by casetracker in the record as it stood on {date}; these are its words, no source's.").format(
        date=case.today())
    if not case.audience.reveals:
        told += " " + _("Findings on the keepers' own work are printed for internal readers only.")
    return Paragraph(told, "small")


def _open(findings: list[Finding]) -> Table:
    rows = tuple((kind.title, w.lines(*dict.fromkeys(finding.words for finding in found)))
                 for kind, found in grouped(findings))
    return Table((Column(_("Finding"), 2), Column(_("What was found"), 4)), rows,
                 empty=_("Nothing is missing that the program looks for."))


def _dismissed(aside: Iterable[Judged]) -> Table:
    columns = (Column(_("Finding"), 2), Column(_("Why it was dismissed"), 3), Column(_("By")))
    return Table(columns, tuple((each.finding.kind.title, each.reason, each.by) for each in aside))
