"""Lines of inquiry: what is still to be found out, by whom and by when. Work product, for our own readers only."""

from __future__ import annotations

from collections.abc import Iterator

from casetracker.domain import vocabulary as v
from casetracker.dossier import wording as w
from casetracker.dossier.sections.case import Case, Json
from casetracker.dossier.tree import Column, Section, Table, Text
from casetracker.i18n import _


def sections(case: Case) -> Iterator[Section]:
    inquiries = case.incident["inquiries"]
    if not case.audience.reveals or not inquiries:
        return
    yield Section(_("Lines of inquiry"), (Table(
        (Column(_("Question"), 2.4), Column(_("Hypothesis and alternatives"), 2.4), Column(_("Next step"), 1.9),
         Column(_("State and outcome"), 1.9)),
        tuple((w.lines(row["question"], w.muted(v.INQUIRY_AIM.label(row["aim"]))), _thought(row), _next(case, row),
               w.lines(v.INQUIRY_STATE.label(row["state"]), row["outcome"] or "")) for row in inquiries)),))


def _thought(row: Json) -> Text:
    return w.lines(row["hypothesis"] or "",
                   _("Alternatives: {which}").format(which=row["alternatives"]) if row["alternatives"] else "")


def _next(case: Case, row: Json) -> Text:
    due = _("due {date}").format(date=case.date(row["due"])) if row["due"] else ""
    return w.lines(row["next_step"] or "", ", ".join(filter(None, (row["owner"], due))))
