"""When and where, as exactly as each source allows and no more."""

from __future__ import annotations

from collections.abc import Iterator

from casetracker.domain import vocabulary as v
from casetracker.dossier import wording as w
from casetracker.dossier.sections.case import Case, Json
from casetracker.dossier.sections.summary import rests_on
from casetracker.dossier.tree import Block, Column, Note, Section, Table, Text
from casetracker.i18n import _


def section(case: Case) -> Section:
    return Section(_("Dates and places"), (*_dates(case), *_places(case)))


def _dates(case: Case) -> Iterator[Block]:
    rows = case.shown(case.incident["dates"])
    yield Table(
        (Column(_("Date of"), 1.1), Column(_("Date"), 1.6), Column(_("According to"), 2.6), Column(_("Remarks"), 1.9)),
        tuple((v.DATE_KIND.label(row["kind"]), _date(case, row), case.told_by(row), case.remarks(row)) for row in rows),
        caption=_("Dates"), empty=case.none(case.incident["dates"], _("No date is recorded.")))
    yield from case.remark_on_held_back(case.incident["dates"])
    yield from case.marks("dates")
    working = case.working_date()
    if working is not None and (working.derived or working.kind != "act"):
        yield Note("derived", _("Working date: {date} ({basis}). Lists are sorted by it; it is no finding.").format(
            date=working.date.describe(case.language), basis=rests_on(working)))


def _date(case: Case, row: Json) -> Text:
    given = w.muted(_("as given: “{text}”").format(text=row["as_given"])) if row["as_given"] else ""
    return w.lines(case.date(row["date"], row["zone"]), given)


def _places(case: Case) -> Iterator[Block]:
    rows = case.shown(case.incident["places"])
    yield Table(
        (Column(_("Place as given"), 1.7), Column(_("Precision"), 1.3), Column(_("According to"), 2.3),
         Column(_("Remarks"), 1.9)),
        tuple((_place(row), _precision(row), case.told_by(row), case.remarks(row)) for row in rows),
        caption=_("Places"), empty=case.none(case.incident["places"], _("No place is recorded.")))
    yield from case.remark_on_held_back(case.incident["places"])
    yield from case.marks("places")


def _place(row: Json) -> Text:
    return w.lines(row["name"], w.muted(", ".join(row["names"])) if row["names"] else "",
                   _("Settlement: {name}").format(name=row["settlement"]) if row["settlement"] else "",
                   row["admin"] or "")


def _precision(row: Json) -> Text:
    return w.lines(v.PLACE_PRECISION.label(row["precision"]), w.coordinates(row) or w.muted(_("no coordinates")))
