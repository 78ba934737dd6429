"""What an incident itself holds: its claims, its narrative, and what is alleged and not known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QWidget

from casetracker.domain.claims import LISTS
from casetracker.domain.shapes import INCIDENT
from casetracker.gui.pages.context import Context
from casetracker.gui.pages.facts import facts
from casetracker.gui.pages.matters import by_list, matters_section
from casetracker.gui.widgets.basics import plain
from casetracker.gui.widgets.section import Section
from casetracker.gui.widgets.wording import listed_text
from casetracker.i18n import _


def sections(context: Context, page: dict[str, Any]) -> Iterator[QWidget]:
    incident = page["incident"]
    empty = {
        "dates": _("No date is recorded yet; a month or a year is better than none."),
        "places": _("No place is recorded yet."),
        "figures": _("No casualty figure is recorded yet. Figures stand by source and are never added up."),
        "claims": _("No other claim is recorded yet."),
        "conflicts": _("Nobody has classified the armed conflict in this record yet."),
    }
    matters = by_list(incident["derived"]["matters"])
    for name in LISTS:
        if incident[name] or name in empty:
            yield matters_section(context, INCIDENT.field(name), incident[name], matters.get(name, []), empty.get(name, ""))
    yield _narrative(context, incident)
    yield _alleged(context, incident)


def _narrative(context: Context, incident: dict[str, Any]) -> QWidget:
    section = Section("narrative", _("Narrative"))
    context.action(section, "edit", _("Edit…"), lambda: context.edit("narrative"))
    if incident["narrative"]:
        section.add(plain(incident["narrative"], "narrative_text", _("Narrative")))
    else:
        section.add_empty(_("No narrative is written yet."))
    return section


def _alleged(context: Context, incident: dict[str, Any]) -> QWidget:
    section = Section("alleged", _("Alleged violations, and what is not known"))
    context.action(section, "edit", _("Edit…"), lambda: context.edit("violation_types"))
    pairs: list[tuple[str, str | QWidget]] = [
        (_(field.label), listed_text(field, incident[field.name]))
        for field in map(INCIDENT.field, ("violation_types", "means_and_methods", "not_known"))]
    if any(value for _label, value in pairs):
        section.add(facts("alleged", pairs))
    else:
        section.add_empty(_("Nothing is recorded yet."))
    return section
