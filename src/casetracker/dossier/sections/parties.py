"""Who had a part in it, in which role, on whose word. A protected person stands here by pseudonym."""

from __future__ import annotations

from collections.abc import Iterator

from casetracker.domain import kin
from casetracker.domain import vocabulary as v
from casetracker.dossier import wording as w
from casetracker.dossier.sections.case import Case, Json, label
from casetracker.dossier.tree import Block, Column, Note, Paragraph, Section, Table, Text
from casetracker.i18n import _


def section(case: Case) -> Section:
    return Section(_("Parties and their roles"), tuple(_blocks(case)))


def _blocks(case: Case) -> Iterator[Block]:
    rows = case.shown(case.page["participations"])
    yield Table(
        (Column(_("Party"), 2.3), Column(_("Role"), 1.3), Column(_("According to"), 2.0), Column(_("Remarks"), 2.2)),
        tuple((_party(case, row["party"]), _role(row), case.told_by(row), _remarks(case, row)) for row in rows),
        empty=case.none(case.page["participations"], _("No party is recorded.")))
    yield from case.remark_on_held_back(case.page["participations"])
    if any(row["role"].startswith("alleged") for row in rows):
        yield Paragraph(_("“Alleged” means that a source says so and no court has found so."), "small")
    uninformed = [row["party"] for row in rows if kin.family_not_informed(case.page["parties"][row["party"]])]
    if uninformed:
        yield Note("caution", _("The family is not recorded as informed: {parties}. Nothing that tells who it is may "
                                "reach the public first.").format(parties=", ".join(dict.fromkeys(uninformed))))


def _role(row: Json) -> Text:
    status = row["status_at_time"]
    return w.lines(v.ROLE.label(row["role"]), "" if status == "not_known" else v.STATUS_AT_TIME.label(status),
                   row["involvement"] or "")


def _remarks(case: Case, row: Json) -> Text:
    note = case.page["parties"][row["party"]].get("note")
    return w.lines(case.remarks(row), _("On the party: {note}").format(note=note) if note else "")


def _party(case: Case, reference: str) -> Text:
    party = case.page["parties"][reference]
    fate = "" if party["fate"] == "not_known" else _("Fate: {fate}").format(fate=label(v.FATE, party["fate"]))
    when = case.date(party["fate_date"])
    method = party.get("identification_method")
    return w.lines(
        case.party(reference),
        w.muted(", ".join(party.get("names") or ())) if party.get("names") else "",
        w.muted(", ".join(filter(None, (
            v.PARTY_KIND.label(party["kind"]),
            label(v.IDENTIFICATION, party["identification"]) + (f" ({method})" if method else ""))))),
        ", ".join(filter(None, (party.get("rank"), party.get("unit")))),
        *(w.cat(_("Part of: "), above) for above in _above(case, party)),
        f"{fate}, {when}" if fate and when else fate)


def _above(case: Case, party: Json) -> Iterator[Text]:
    """The larger unit, the one that this is part of, and so on."""
    while party["parent"] in case.page["parties"]:
        yield case.party(party["parent"])
        party = case.page["parties"][party["parent"]]
