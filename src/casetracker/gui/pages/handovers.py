"""What was handed over to which body, when, and whether it was acknowledged; "handed over" is said from these alone."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from casetracker.domain import vocabulary as v
from casetracker.gui.pages.context import Context, Record
from casetracker.gui.pages.facts import Parts, facts
from casetracker.gui.widgets.basics import STEP, column, named, plain, row, top_line
from casetracker.gui.widgets.buttons import copy_button
from casetracker.gui.widgets.section import Section
from casetracker.gui.widgets.wording import date_text, short_hash
from casetracker.i18n import _


def of_incident(context: Context, page: dict[str, Any]) -> Section:
    return _section(context, page["handovers"], {"incidents": [{"incident": context.reference}]},
                    _("Nothing of this incident is recorded as handed over."))


def of_body(context: Context, handovers: list[Record]) -> Section:
    return _section(context, handovers, {"body": context.reference},
                    _("Nothing is recorded as handed over to this body."))


def summary(page: dict[str, Any]) -> str:
    """For the head of an incident: to whom and when, a line for each; empty where nothing was handed over."""
    return "\n".join(_line(each, str(page["bodies"][each["body"]]["label"])) for each in page["handovers"])


def _line(handover: Record, body: str) -> str:
    acknowledged = handover.get("acknowledged_on")
    return ", ".join((
        _("to {body}").format(body=body), date_text(handover["given_on"]),
        _("acknowledged {date}").format(date=date_text(acknowledged)) if acknowledged else _("not acknowledged")))


def _section(context: Context, handovers: list[Record], preset: dict[str, Any], empty: str) -> Section:
    section = Section("handovers", _("Hand-overs"))
    context.action(section, "add", _("Record hand-over…"), lambda: context.add("handover", {
        **preset, "given_by": context.ops.store.actor}))
    if handovers:
        section.add(Parts("handovers", handovers, partial(_handover, context)))
    else:
        section.add_empty(empty)
    return section


def _handover(context: Context, handover: Record) -> QWidget:
    reference, digest = str(handover["reference"]), str(handover.get("sha256") or "")
    told = f"{v.HANDED_OVER.label(handover['what'])}: {handover['title']}"
    acknowledged = handover.get("acknowledged_on")
    holder = named(QWidget(), f"handover_{reference}", told)
    holder.setLayout(column(
        top_line(context.link(reference), plain(told, "handover_told")),
        facts(f"handover_{reference}_facts", [
            (_("Given to"), _named(context, handover["body"]) if handover["body"] != context.reference else ""),
            (_("Given on"), date_text(handover["given_on"])),
            (_("Given by"), str(handover.get("given_by") or "")),
            (_("SHA-256"), _digest(reference, digest) if digest else ""),
            (_("Receipt"), str(handover.get("receipt") or "")),
            (_("Acknowledged"), date_text(acknowledged) if acknowledged else _("not yet")),
            (_("Incidents"), _others(context, handover, "incidents", "incident")),
            (_("Items"), _others(context, handover, "items", "evidence")),
            (_("Note"), str(handover.get("note") or "")),
        ]), gap=STEP // 2))
    return holder


def _named(context: Context, reference: str) -> QWidget:
    holder = QWidget()
    holder.setLayout(top_line(context.link(reference), plain(context.name_of(reference), "handover_body")))
    return holder


def _digest(reference: str, digest: str) -> QWidget:
    holder = QWidget()
    line = row(plain(short_hash(digest), "handover_sha256", _("SHA-256")),
               copy_button(f"copy_{reference}", digest, _("SHA-256 of {reference}").format(reference=reference)))
    line.addStretch(1)
    holder.setLayout(line)
    return holder


def _others(context: Context, handover: Record, name: str, field: str) -> QWidget | str:
    """What else went with it, as links."""
    references = [str(each[field]) for each in handover.get(name) or [] if each[field] != context.reference]
    if not references:
        return ""
    holder = QWidget()
    holder.setLayout(column(*(context.link(reference) for reference in references), gap=2))
    return holder
