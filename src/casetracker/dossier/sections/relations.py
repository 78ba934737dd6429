"""Which other incidents this one is related to. Of another incident nothing is told but its reference: its own dossier
says the rest, to those who may read it, and as of its own day."""

from __future__ import annotations

from collections.abc import Iterator

from casetracker.domain.relations import told
from casetracker.dossier import wording as w
from casetracker.dossier.sections.case import Case, Json
from casetracker.dossier.tree import Column, Paragraph, Section, Table, Text
from casetracker.i18n import _


def sections(case: Case) -> Iterator[Section]:
    relations = case.page["relations"]
    if not relations:
        return
    inside = case.audience.reveals
    columns = [Column(_("Relation"), 2.0), Column(_("Incident"), 1.6), Column(_("According to"), 2.0)]
    if inside:
        columns.append(Column(_("Reason"), 2.4))
    rows = tuple(_row(case, relation, inside) for relation in case.shown(relations))
    none = case.none(relations, _("No relation to another incident is recorded."))
    # A reason may tell of the other incident what readers outside are not to know.
    withheld = Paragraph(_("The reasons are kept in the record and not printed for these readers."), "small")
    yield Section(_("Related incidents"), (Table(tuple(columns), rows, empty=none), *case.remark_on_held_back(relations),
                                           *(() if inside else (withheld,))))


def _row(case: Case, relation: Json, inside: bool) -> tuple[Text, ...]:
    inverse = relation["other"] == case.reference
    other = str(relation["incident" if inverse else "other"])
    source = case.source(relation["source"]) if relation["source"] else w.muted(_("our own assessment"))
    row: tuple[Text, ...] = (told(relation["kind"], inverse), w.mono(other), source)
    return (*row, relation["reason"] or "") if inside else row
