"""What hangs on an incident: parties, sources, evidence, proceedings, and the two histories."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QWidget

from casetracker.domain import kin
from casetracker.domain import vocabulary as v
from casetracker.domain.shapes import PARTICIPATION
from casetracker.gui.pages import accounts, allegations, handovers, inquiries, parties, related
from casetracker.gui.pages.claims import attribution
from casetracker.gui.pages.context import Context, Record
from casetracker.gui.pages.exhibits import exhibit
from casetracker.gui.pages.facts import Parts
from casetracker.gui.pages.histories import journal_section, status_history
from casetracker.gui.pages.proceedings import proceeding
from casetracker.gui.widgets.basics import column, named, plain, quiet, top_line
from casetracker.gui.widgets.buttons import action
from casetracker.gui.widgets.section import Section
from casetracker.gui.widgets.tags import Tag
from casetracker.i18n import _


def sections(context: Context, page: dict[str, Any]) -> Iterator[QWidget]:
    for part in (_parties, accounts.of_incident, _sources, _evidence, allegations.section, inquiries.section,
                 _proceedings, handovers.of_incident):
        yield part(context, page)
    yield from related.sections(context, page)
    yield status_history(context, page["incident"])
    yield journal_section(context, page["journal"])


def _parties(context: Context, page: dict[str, Any]) -> QWidget:
    section = Section("parties", _("Parties"))
    context.action(section, "add", _("Add party…"),
                   lambda: context.add("participation", {"incident": context.reference}))
    if page["participations"]:
        section.add(Parts("parties", page["participations"],
                          lambda each: _participation(context, each, page["parties"].get(each["party"], {}),
                                                        page["parties"])))
    else:
        section.add_empty(_("No victim, witness or other party is recorded yet."))
    return section


def _participation(context: Context, values: Record, party: Record, page_parties: dict[str, Record]) -> QWidget:
    role = v.ROLE.label(values["role"])
    name = str(party.get("label") or values["party"])
    head = top_line(context.link(values["party"]), plain(name, "party_name"))
    if party.get("protected"):
        head.addWidget(Tag(_("protected"), "confidential"))
    if party and kin.family_not_informed(party):
        head.addWidget(Tag(_("family not informed"), "refuted"))
    status = values.get("status_at_time")
    told = [role, v.STATUS_AT_TIME.label(status) if status and status != "not_known" else "",
            str(values.get("involvement") or "")]
    head.addWidget(_edit(context, "participation", values["reference"], _("Edit the participation of {name}").format(
        name=name)))
    holder = named(QWidget(), f"participation_{values['reference']}", f"{name}: {role}")
    holder.setLayout(column(head, *parties.identity(context, party, page_parties),
                            plain(" · ".join(part for part in told if part), "party_role"),
                            attribution(context, PARTICIPATION, values), gap=2))
    return holder


def _edit(context: Context, kind: str, reference: str, accessible: str) -> QWidget:
    from casetracker.gui.forms import open_form

    button = action(f"edit_{reference}", _("Edit…"), lambda: open_form(context.ops, kind, context.page, reference),
                    accessible, "pencil")
    button.setEnabled(context.editable)
    return button


def _sources(context: Context, page: dict[str, Any]) -> QWidget:
    section = Section("sources", _("Sources"))
    context.action(section, "add", _("New source…"), lambda: context.add("source", {}))
    if page["roots"]["sources"]:
        section.add(quiet(_("On the act: {count}.").format(count=page["roots"]["label"]), selectable=True))
    if page["sources"]:
        section.add(Parts("sources", list(page["sources"].values()), lambda each: _source(context, each)))
    else:
        section.add_empty(_("No source is named yet. Name one where a date, a place or a figure is entered."))
    return section


def _source(context: Context, source: Record) -> QWidget:
    head = top_line(context.link(source["reference"]), plain(str(source["label"]), "source_name"))
    if source.get("protected"):
        head.addWidget(Tag(_("protected"), "confidential"))
    grade = v.RELIABILITY.label(source.get("reliability")) or _("reliability not graded")
    told = [v.SOURCE_KIND.label(source.get("kind")), grade, v.ORIGIN.label(source.get("origin"))]
    lines: list[QWidget] = [quiet(" · ".join(part for part in told if part), selectable=True)]
    for derivation in source.get("derivations") or []:
        holder = QWidget()
        holder.setLayout(top_line(quiet(v.DERIVATION.label(derivation.get("how")).lower(), wrap=False),
                                  context.link(derivation["source"]),
                                  plain(context.name_of(derivation["source"]), "derivation_source", muted=True)))
        lines.append(holder)
    made = named(QWidget(), f"source_{source['reference']}", str(source["label"]))
    made.setLayout(column(head, *lines, gap=2))
    return made


def _evidence(context: Context, page: dict[str, Any]) -> QWidget:
    from casetracker.gui import dialogs

    section = Section("evidence", _("Evidence"))
    context.action(section, "take_in", _("Take in evidence…"), lambda: dialogs.take_in_evidence(
        context.ops, context.reference, None, context.page))
    if page["evidence"]:
        section.add(Parts("evidence", page["evidence"],
                          lambda each: exhibit(context, each, page["custody"].get(each["reference"], []))))
    else:
        section.add_empty(_("No evidence is held yet. Drop files anywhere on this page to take them in."))
    return section


def _proceedings(context: Context, page: dict[str, Any]) -> QWidget:
    section = Section("proceedings", _("Proceedings"))
    context.action(section, "add", _("Add proceeding…"),
                   lambda: context.add("proceeding", {"incidents": [{"incident": context.reference}]}))
    if page["proceedings"]:
        section.add(Parts("proceedings", page["proceedings"], lambda each: proceeding(context, each)))
    else:
        section.add_empty(_("None known. That is not the same as none."))
    return section
