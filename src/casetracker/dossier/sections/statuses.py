"""How our own assessment and handling moved, when, and why."""

from __future__ import annotations

from casetracker.domain import own_reasons
from casetracker.domain import vocabulary as v
from casetracker.dossier import wording as w
from casetracker.dossier.sections.case import Case, Json
from casetracker.dossier.tree import Column, Paragraph, Section, Table, Text
from casetracker.i18n import _

_AXES = {"assessment": v.ASSESSMENT, "handling": v.HANDLING}


def section(case: Case) -> Section:
    return Section(_("Status history"), (
        Table(
            (Column(_("When"), 1.4), Column(_("Status"), 1.0), Column(_("Move"), 1.7), Column(_("Reason"), 2.6),
             Column(_("By"), 1.1)),
            tuple(_move(case, line) for line in case.incident["history"]), empty=_("No move is recorded.")),
        Paragraph(_("Assessment and handling are those of this record. The names are as entered; casetracker did not "
                    "authenticate them."), "small")))


def _move(case: Case, line: Json) -> tuple[Text, ...]:
    names = _AXES[line["axis"]]
    before = names.label(line["before"])
    after = names.label(line["after"])
    return (w.moment(line["at"]), _("Assessment") if line["axis"] == "assessment" else _("Handling"),
            f"{before} → {after}" if before else after, case.fixed(own_reasons.told(line["reason"])), case.fixed(line["by"]))
