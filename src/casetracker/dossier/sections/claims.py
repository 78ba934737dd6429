"""What else sources say, sorted by matter; with each matter the number of its independent roots."""

from __future__ import annotations

from collections.abc import Iterator

from casetracker.domain import vocabulary as v
from casetracker.dossier.sections.case import Case, Json
from casetracker.dossier.tree import Column, Paragraph, Section, Table
from casetracker.i18n import _


def sections(case: Case) -> Iterator[Section]:
    claims = case.incident["claims"]
    shown = case.shown(claims)
    opening = Paragraph(
        _("Counted for each matter: the sources that support it, and the persons or bodies that know of it at first "
          "hand to whom they lead back. Many outlets may have one root.") if shown
        else case.none(claims, _("No other claim is recorded.")), "small")
    yield Section(_("Other claims by matter"), (opening, *case.remark_on_held_back(claims)))
    for kind in v.CLAIM_KIND:
        told = [row for row in shown if row["kind"] == kind]
        if told:
            yield _matter(case, v.CLAIM_KIND.label(kind), told)


def _matter(case: Case, title: str, rows: list[Json]) -> Section:
    return Section(title, (
        Table(
            (Column(_("What is claimed"), 2.6), Column(_("According to"), 2.3), Column(_("Remarks"), 1.9)),
            tuple((row["value"], case.told_by(row), case.remarks(row)) for row in rows),
            caption=str(case.roots(rows))),
    ), 2)
