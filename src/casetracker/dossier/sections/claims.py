"""What else sources say, sorted by matter; with each statement its independent roots, and who says otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casetracker.domain import vocabulary as v
from casetracker.domain.claims_words import said
from casetracker.dossier import wording as w
from casetracker.dossier.sections.case import Case, Json, settled
from casetracker.dossier.tree import Block, Column, Note, Paragraph, Section, Span, Table, Text
from casetracker.i18n import _


def sections(case: Case) -> Iterator[Section]:
    claims = case.incident["claims"]
    shown = {row["id"]: row for row in case.shown(claims)}
    opening = Paragraph(
        _("Counted for each statement: the sources that say so themselves, and the persons or bodies that know of it at "
          "first hand to whom they lead back. Many outlets may have one root. What contradicts supports nothing, nor "
          "does what is inferred by us.") if shown
        else case.none(claims, _("No other claim is recorded.")), "small")
    yield Section(_("Other claims by matter"), (opening, *case.remark_on_held_back(claims)))
    matters = case.matters("claims")
    for kind in v.CLAIM_KIND:
        told = [matter for matter in matters if matter["kind"] == kind]
        if told:
            yield Section(v.CLAIM_KIND.label(kind), tuple(_blocks(case, told, shown)), 2)
    yield from _conflict(case)


def _conflict(case: Case) -> Iterator[Section]:
    """How the armed conflict is classified, and by whom; nothing where nobody has done so."""
    claims = case.incident["conflicts"]
    if claims:
        yield Section(_("Classification of the armed conflict"), (
            Table(
                (Column(_("Classification"), 2.6), Column(_("According to"), 2.3), Column(_("Remarks"), 1.9)),
                tuple((said("conflicts", row), case.told_by(row), case.remarks(row)) for row in case.shown(claims))),
            *case.remark_on_held_back(claims), *case.marks("conflicts")), 2)


def _blocks(case: Case, matters: list[Json], rows: Mapping[str, Json]) -> Iterator[Block]:
    # One statement alone has its count over the table; several have each their own beside them.
    alone = matters[0]["mark"] if len(matters) == 1 and len(matters[0]["values"]) == 1 else ""
    yield Table(
        (Column(_("What is claimed"), 2.6), Column(_("According to"), 2.3), Column(_("Remarks"), 1.9)),
        tuple(_row(case, rows[claim], "" if alone else mark) for claim, mark in _in_order(matters)),
        caption=alone)
    if any(matter["disputed"] for matter in matters):
        yield Note("caution", _("Sources contradict one another here; the table shows who says what. {settled}").format(
            settled=settled(any(matter["adopted"] for matter in matters))), _("Dissent"))


def _in_order(matters: list[Json]) -> Iterator[tuple[str, str]]:
    """Every claim once, those that say the same beneath each other; with the first of each value its mark."""
    told: set[str] = set()
    for value in (value for matter in matters for value in matter["values"]):
        for claim in (*value["claims"], *value["against"]):
            if claim not in told:
                told.add(claim)
                yield claim, value["mark"] if claim == (*value["claims"], *value["against"])[0] else ""


def _row(case: Case, row: Json, mark: str) -> tuple[Text, Text, Text]:
    adopted = Span(_("Adopted: "), bold=True) if row["adopted"] else ""
    return w.cat(adopted, row["value"]), case.told_by(row), w.lines(w.muted(mark), case.remarks(row))
