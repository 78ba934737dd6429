"""What casetracker or those who keep the record derived: kept apart from what sources state."""

from __future__ import annotations

from collections.abc import Iterator

from casetracker.domain import vocabulary as v
from casetracker.domain.claims import LISTS
from casetracker.domain.claims_words import said
from casetracker.dossier import wording as w
from casetracker.dossier.sections.case import Case, Json
from casetracker.dossier.sections.summary import outcome, rests_on
from casetracker.dossier.tree import Bullets, Paragraph, Section, Text
from casetracker.dossier.walk import plain
from casetracker.i18n import _


def section(case: Case) -> Section:
    return Section(_("What is derived by us"), (
        Bullets(tuple(_items(case))), Paragraph(_("Nothing in this section is stated by a source."), "small")))


def _items(case: Case) -> Iterator[Text]:
    working = case.working_date()
    if working is not None:
        yield _("The working date, {date}: {basis}.").format(
            date=working.date.describe(case.language), basis=rests_on(working)) + _ends(case)
    rows = [(name, row) for name in LISTS for row in case.shown(case.incident[name])]
    rows += [("participations", row) for row in case.shown(case.page["participations"])]
    for name, row in rows:
        if row["basis"] == "inferred":
            yield w.cat(_what(case, name, row), _(": inferred by us. "), row["basis_note"] or "")
    for name, row in rows:
        if row["adopted"]:
            yield w.cat(_what(case, name, row), ": ", case.remarks({**row, "locator": "", "credibility": None, "note": ""}))
    yield from _computed(case)


def _ends(case: Case) -> str:
    """The dates that a derived working date lies between, each with who states it."""
    working = case.working_date()
    if working is None or not working.derived:
        return ""
    kinds = ("capture", "discovery") if working.kind == "act" else (working.kind,)
    said: dict[tuple[str, str], list[str]] = {}
    for row in case.shown(case.incident["dates"]):
        if row["kind"] in kinds and row["stance"] != "contradicts":
            date = v.DATE_KIND.label(row["kind"]), case.date(row["date"], row["zone"])
            said.setdefault(date, []).append(row["source"] or _("not attributed"))
    told = [_("{kind}: {date} ({source})").format(kind=kind, date=date, source=", ".join(dict.fromkeys(who)))
            for (kind, date), who in said.items()]
    return " " + "; ".join(told) + "."


def _what(case: Case, name: str, row: Json) -> Text:
    match name:
        case "dates":
            told = f"{v.DATE_KIND.label(row['kind'])}, {case.date(row['date'], row['zone'])}"
        case "places":
            told = str(row["name"])
        case "figures":
            told = f"{outcome(row)}: {w.number(row)}"
        case "harmed_objects":
            told = plain(w.joined((v.HARMED_OBJECT.label(row["kind"]), row["description"] or ""), ", "))
        case "participations":
            told = f"{row['party']}, {v.ROLE.label(row['role'])}"
        case _:
            told = said(name, row)
    return w.cat(told, w.muted(f" ({row['source']})") if row["source"] else "")


def _computed(case: Case) -> Iterator[str]:
    yield _("The number of independent roots: counted by casetracker from the derivations recorded in the section on "
            "sources. It is only as good as they are. Names of one office or person are known to be one only where the "
            "record of that body or party holds them all.")
    if case.page["proceedings"]:
        yield _("The furthest stage of proceedings: computed from the stages recorded; superseded lines do not count.")
    believed = sorted({proceeding["reference"] for proceeding in case.page["proceedings"] for row in proceeding["incidents"]
                       if row["incident"] == case.reference and row["basis"] == "we_believe"})
    if believed:
        yield _("That {references} covers this incident is our belief; no body has said so.").format(
            references=", ".join(believed))
    if case.incident["violation_types"]:
        yield _("The alleged violations: candidate qualifications proposed by those who keep this record, for counsel to "
                "decide on.")
