"""The head of an incident: three statuses that are never one, confidentiality, working date and place."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from casetracker.domain import vocabulary as v
from casetracker.gui.pages import handovers
from casetracker.gui.pages.context import Context
from casetracker.gui.pages.facts import facts
from casetracker.gui.pages.header import Header
from casetracker.gui.widgets.buttons import Chip
from casetracker.gui.widgets.flow import flowing
from casetracker.gui.widgets.wording import date_text
from casetracker.i18n import _
from casetracker.services.working import ends_in_words


def head(context: Context, page: dict[str, Any]) -> QWidget:
    from casetracker.gui import dialogs

    incident = page["incident"]
    header = Header(context, incident["title"], incident)
    header.add_action("dossier", _("Make dossier…"),
                      lambda: dialogs.make_dossier(context.ops, [context.reference], context.page))
    header.add_common_actions(bool(incident.get("withdrawn_at")))
    header.add(flowing(*_chips(context, incident, page["proceedings"])))
    header.add(facts("incident_head", [
        (_("When"), _when(incident)),
        (_("Where"), _where(incident)),
        (_("Sources on the act"), str(page["roots"]["label"]) if page["roots"]["sources"] else ""),
        (_("Handed over"), handovers.summary(page)),
        (_("Lead investigator"), incident.get("lead_investigator") or ""),
        (_("Tags"), ", ".join(incident.get("tags") or [])),
    ]))
    return header


def _chips(context: Context, incident: dict[str, Any], proceedings: list[dict[str, Any]]) -> list[QWidget]:
    from casetracker.gui import dialogs

    def move() -> None:
        dialogs.move_status(context.ops, context.reference, context.page)

    chips: list[QWidget] = []
    for name, caption, vocabulary in (("assessment", _("Assessment"), v.ASSESSMENT),
                                      ("handling", _("Handling"), v.HANDLING)):
        chip = Chip(caption, vocabulary.label(incident[name]), incident[name]).leads_to(move, _("Move this status…"))
        chip.setObjectName(f"chip_{name}")
        chip.setEnabled(context.editable)
        chips.append(chip)
    chips += _stage_chips(context, incident["derived"]["stages"], proceedings)
    secrecy = Chip(_("Confidentiality"), v.CONFIDENTIALITY.label(incident["confidentiality"]),
                   incident["confidentiality"])
    secrecy.leads_to(lambda: context.edit("confidentiality"), _("Change the confidentiality…"))
    secrecy.setObjectName("chip_confidentiality")
    secrecy.setEnabled(context.editable)
    return [*chips, secrecy]


def _stage_chips(context: Context, stages: list[dict[str, Any]], proceedings: list[dict[str, Any]]) -> list[QWidget]:
    if not stages:
        chip = Chip(_("Proceedings"), _("none known"), "recorded")
        chip.leads_to(lambda: context.add("proceeding", {"incidents": [{"incident": context.reference}]}),
                      _("Add a proceeding…"))
        chip.setObjectName("chip_stage")
        chip.setEnabled(context.editable)
        return [chip]
    chips: list[QWidget] = []
    for stage in stages:
        jurisdiction, _colon, told = str(stage["label"]).partition(": ")
        chip = Chip(jurisdiction, told, stage["stage"])
        chip.setObjectName(f"chip_stage_{stage['jurisdiction']}")
        chip.setEnabled(context.editable)
        one = next((each["reference"] for each in proceedings if each["jurisdiction"] == stage["jurisdiction"]), "")
        chip.leads_to(partial(_move_stage, context, one), _("Move the stage of the proceeding…"))
        chips.append(chip)
    return chips


def _move_stage(context: Context, reference: str) -> None:
    from casetracker.gui import dialogs

    dialogs.move_stage(context.ops, reference, context.page)


def _when(incident: dict[str, Any]) -> str:
    working = incident["derived"]["working_date"]
    if not working:
        return _("No date is recorded.")
    told = date_text(working["date"], working["zone"])
    kind = v.DATE_KIND.label(working["kind"]).lower()
    if working["derived"]:
        derived = _("{date} — date of {kind}, derived by casetracker, stated by no source").format(date=told, kind=kind)
        return f"{derived}\n{ends_in_words(working)}"
    return _("{date} — date of {kind}").format(date=told, kind=kind)


def _where(incident: dict[str, Any]) -> str:
    names = list(dict.fromkeys(str(place["name"]) for place in incident["places"] if place.get("name")))
    return " · ".join(names[:3]) + (" …" if len(names) > 3 else "")
