"""What was handed over, to whom and when. It happens after a dossier is made, so only an internal one tells it."""

from __future__ import annotations

from collections.abc import Iterator

from casetracker.domain import vocabulary as v
from casetracker.dossier import wording as w
from casetracker.dossier.sections.case import Case, Json
from casetracker.dossier.tree import Column, Section, Table, Text
from casetracker.i18n import _


def sections(case: Case) -> Iterator[Section]:
    handovers = case.page["handovers"]
    if not case.audience.reveals or not handovers:
        return
    yield Section(_("Hand-overs"), (Table(
        (Column(_("Hand-over"), 1.0), Column(_("Given to"), 1.8), Column(_("What"), 2.0), Column(_("When and receipt"), 1.7),
         Column(_("SHA-256"), 1.9, mono=True)),
        tuple((w.mono(each["reference"]), _body(case, each), _what(each), _when(case, each), each["sha256"] or "")
              for each in handovers)),))


def _body(case: Case, handover: Json) -> Text:
    body = case.page["bodies"][handover["body"]]
    return w.lines(w.cat(w.mono(body["reference"]), " ", body["name"]),
                   w.muted(_("by {who}").format(who=handover["given_by"])) if handover["given_by"] else "")


def _what(handover: Json) -> Text:
    return w.lines(v.HANDED_OVER.label(handover["what"]), handover["title"],
                   w.mono(", ".join(row["evidence"] for row in handover["items"])), w.muted(handover["note"] or ""))


def _when(case: Case, handover: Json) -> Text:
    acknowledged = handover["acknowledged_on"]
    return w.lines(
        case.date(handover["given_on"]), handover["receipt"] or "",
        _("acknowledged {date}").format(date=case.date(acknowledged)) if acknowledged else _("not acknowledged"))
