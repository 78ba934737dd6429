"""Casualty figures by source: never added up, and where sources disagree the disagreement is what is told."""

from __future__ import annotations

from collections.abc import Iterator

from casetracker.domain import vocabulary as v
from casetracker.dossier import wording as w
from casetracker.dossier.sections.case import Case
from casetracker.dossier.sections.summary import outcome
from casetracker.dossier.tree import Block, Column, Paragraph, Section, Table
from casetracker.i18n import _


def section(case: Case) -> Section:
    return Section(_("Casualty figures by source"), tuple(_blocks(case)))


def _blocks(case: Case) -> Iterator[Block]:
    rows = case.shown(case.incident["figures"])
    yield Table(
        (Column(_("Outcome and group"), 1.9), Column(_("Number"), 0.9), Column(_("According to"), 2.5),
         Column(_("Remarks"), 2.0)),
        tuple((outcome(row), w.number(row), case.told_by(row), case.remarks(row)) for row in rows),
        empty=case.none(case.incident["figures"], _("No casualty figure is recorded.")))
    yield from case.remark_on_held_back(case.incident["figures"])
    if rows:
        yield Paragraph(_("Each line is what one source says. The lines are not added to one another."), "small")
    yield from case.marks("figures")


def harmed(case: Case) -> Iterator[Section]:
    """What else was harmed; no section where nothing is recorded."""
    objects = case.incident["harmed_objects"]
    if not objects:
        return
    rows = case.shown(objects)
    yield Section(_("Harmed objects"), (
        Table(
            (Column(_("Object"), 1.8), Column(_("Damage"), 1.2), Column(_("According to"), 2.3), Column(_("Remarks"), 1.9)),
            tuple((w.lines(v.HARMED_OBJECT.label(row["kind"]), row["description"] or "", row["protected_status"] or ""),
                   v.DAMAGE.label(row["damage"]), case.told_by(row), case.remarks(row)) for row in rows)),
        *case.remark_on_held_back(objects), *case.marks("harmed_objects")))
