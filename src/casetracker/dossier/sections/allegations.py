"""Candidate qualifications in law: which text and why, and element by element what is recorded for and against.

Elements are in our words and say so. Notes, and who assessed, are work product: they leave with the internal dossier only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casetracker.domain import vocabulary as v
from casetracker.domain.dates import parse_edtf
from casetracker.domain.law import ActDate
from casetracker.dossier import wording as w
from casetracker.dossier.sections.case import Case, Json, label
from casetracker.dossier.sections.evidence import held_back
from casetracker.dossier.tree import (
    Block,
    Bullets,
    Column,
    Note,
    Pairs,
    Paragraph,
    Section,
    Span,
    Table,
    Text,
)
from casetracker.i18n import _
from casetracker.services import allegations, claim_ids


def sections(case: Case) -> Iterator[Section]:
    alleged = case.page["allegations"]
    if not alleged:
        return
    yield Section(_("Candidate qualifications in law"), (
        Note("presumption", _("What is alleged here is no finding; everybody is presumed innocent until proved "
                              "guilty. The texts of the law are proposed by casetracker; counsel decides."), _("Alleged")),))
    act = _act(case)
    for record in alleged:
        matrix = allegations.matrix(case.page, record, act)
        yield Section(f"{record['reference']}\u2002{matrix['citation']}", tuple(_blocks(case, record, matrix)), 2)


def _act(case: Case) -> ActDate:
    """The date of the act out of the dates that are shown here."""
    shown = case.shown(case.incident["dates"])
    return allegations.act_of({"dates": shown}) if shown or not case.incident["dates"] else ActDate(None, "withheld")


def _blocks(case: Case, record: Json, matrix: Json) -> Iterator[Block]:
    yield Pairs(w.pairs(
        (_("Alleged"), matrix["title"]),
        (_("Text chosen") if matrix["chosen"] else _("Text proposed"), w.lines(*_versions(case, matrix))),
        (_("Why"), w.lines(*matrix["warnings"], *matrix["reasons"])),
        (_("To be confirmed"), w.lines(*_open(matrix))),
        (_("Mode of liability"), label(v.LIABILITY, record["liability"])),
        (_("Alleged perpetrator"), case.party(record["party"]) if record["party"] else None),
        (_("Note (work product)"), record["note"] if case.audience.reveals else None),
    ))
    yield from case.remark_on_held_back(case.incident["dates"])
    if matrix["rows"]:
        yield _table(case, matrix)
        if matrix["gaps"]:
            yield Paragraph(_("Nothing is recorded yet that speaks for:"))
            yield Bullets(tuple(gap["label"] for gap in matrix["gaps"]))
    if matrix["ours"]:
        yield Paragraph(matrix["ours"], "small")


def _versions(case: Case, matrix: Json) -> Iterator[Text]:
    for version in matrix["versions"]:
        start = _("in force from {date}").format(date=_day(case, version["in_force_from"])) if version["in_force_from"] \
            else _("adopted {date}; entry into force to be confirmed").format(date=_day(case, version["adopted"]))
        yield w.cat(f"{version['title']} ", w.muted(f"({version['act']}; {start})" if version["act"] else f"({start})"))


def _day(case: Case, edtf: str | None) -> str:
    return parse_edtf(edtf).describe(case.language, clock=False) if edtf else _("to be confirmed")


def _open(matrix: Json) -> Iterator[str]:
    for version in matrix["versions"]:
        for what in version["to_be_confirmed"]:
            yield f"{version['title']}: {what}"
    yield from matrix["to_be_confirmed"]


def _table(case: Case, matrix: Json) -> Table:
    columns = [Column(_("Element (our words)"), 2.4), Column(_("For"), 2.0), Column(_("Against"), 1.5),
               Column(_("Assessment"), 1.2)]
    rows = [(_element(row), _for(case, row), _side(case, row["against"]), _assessment(case, row)) for row in matrix["rows"]]
    if not case.audience.reveals:
        return Table(tuple(columns), tuple(rows))
    return Table((*columns, Column(_("Note (work product)"), 1.4)),
                 tuple((*cells, row["note"] or "") for cells, row in zip(rows, matrix["rows"], strict=True)))


def _element(row: Json) -> Text:
    remarks = [row["pointer"], _("one of several alternatives") if row["one_of"] else "",
               _("only: {versions}").format(versions=", ".join(row["versions"])) if row["versions"] else ""]
    return w.lines(row["label"], w.muted("; ".join(part for part in remarks if part)))


def _for(case: Case, row: Json) -> Text:
    return w.lines(_side(case, row["for"]), Span(_("Gap: nothing recorded"), bold=True) if row["gap"] else "")


def _side(case: Case, entries: Iterable[Json]) -> Text:
    return w.lines(*(_entry(case, entry) for entry in entries))


def _entry(case: Case, entry: Json) -> Text:
    """An exhibit by its reference, a claim by what it says; what may not be passed on is said to be withheld."""
    told = w.joined((_exhibit(case, entry), _claim(case, entry)), ": ")
    if not entry["stands"]:
        told = w.cat(told, " ", w.muted(_("(no longer part of the incident)")))
    note = entry["note"] if case.audience.reveals else ""
    return w.joined((told, entry["locator"] or "", note or ""), ", ")


def _exhibit(case: Case, entry: Json) -> Text:
    if not entry["evidence"]:
        return ""
    item = next((each for each in case.page["evidence"] if each["reference"] == entry["evidence"]), None)
    withheld = item is not None and held_back(case, item)
    return w.cat(w.mono(entry["evidence"]), w.muted(_(" (withheld)")) if withheld else "")


def _claim(case: Case, entry: Json) -> Text:
    if not entry["claim"]:
        return ""
    if entry["source"] and case.held_back(entry["source"]):
        return w.muted(_("a claim that is withheld by the sharing condition of its source"))
    found = next(((name, row) for name, row in claim_ids.claims_of(case.incident) if row["id"] == entry["claim"]), None)
    if found is None:
        return _("a claim that is no longer recorded")
    if case.kept_back(found[1]):
        return w.muted(_("a claim that is withheld by the sharing condition of its source"))
    return w.cat(claim_ids.words_of(*found), " ", w.muted(f"({entry['source'] or _('not attributed')})"))


def _assessment(case: Case, row: Json) -> Text:
    by = row["assessed_by"] if case.audience.reveals else ""
    if row["assessment"] is None:
        return w.muted(_("not assessed"))
    return w.lines(v.ELEMENT_ASSESSMENT.label(row["assessment"]), w.muted(by or ""))
