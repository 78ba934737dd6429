"""A claim on a page: what is said, and beneath it who says so, on what basis and how far it is believed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from casetracker.domain.shapes import Field, Shape
from casetracker.gui.pages.context import Context, Record
from casetracker.gui.pages.facts import Parts
from casetracker.gui.widgets.basics import STEP, column, named, plain, quiet, top_line
from casetracker.gui.widgets.section import Section
from casetracker.gui.widgets.tags import Tag
from casetracker.gui.widgets.wording import row_text, value_text
from casetracker.i18n import _


def claims_section(context: Context, field: Field, rows: list[Record], empty: str) -> Section:
    """One list of claims of an incident, each with its attribution."""
    section = Section(field.name, _(field.label))
    context.action(section, "edit", _("Edit…") if rows else _("Add…"), lambda: context.edit(field.name))
    if rows:
        section.add(Parts(field.name, rows, lambda each: claim(context, field, each)))
    else:
        section.add_empty(empty)
    return section


def claim(context: Context, field: Field, values: Record) -> QWidget:
    told = row_text(field, values, context.labels)
    holder = named(QWidget(), f"claim_{values.get('id', '')}", told)
    parts: list[QWidget] = [plain(told, f"{field.name}_value")]
    as_given = str(values.get("as_given") or "")
    if as_given:
        parts.append(plain(_("As given: “{text}”").format(text=as_given), "claim_as_given", muted=True))
    parts.append(attribution(context, field, values))
    holder.setLayout(column(*parts, gap=2))
    return holder


def attribution(context: Context, field: Field | Shape, values: Record) -> QWidget:
    """"according to S-000001 …", the inference where it is ours, and remarks."""
    lines: list[QWidget] = [_attributed(context, field, values)]
    if values.get("basis") == "inferred":
        lines.append(_inferred(values))
    if values.get("adopted"):
        lines.append(plain(_adopted(values), "claim_adopted", muted=True))
    if values.get("note"):
        lines.append(plain(_("Note: {text}").format(text=values["note"]), "claim_note", muted=True))
    holder = QWidget()
    holder.setLayout(column(*lines, gap=2))
    return holder


def _attributed(context: Context, field: Field | Shape, values: Record) -> QWidget:
    source = str(values.get("source") or "")
    remarks = _remarks(field, values)
    if not source:
        ours = values.get("basis") == "inferred"
        shown = [_("stated by no source") if ours else _("not attributed to a source"), *remarks]
        return plain(" · ".join(shown), "claim_unattributed", muted=True)
    return according_to(context, source, remarks)


def according_to(context: Context, source: str, remarks: Sequence[str] = ()) -> QWidget:
    """"according to S-000001 …", the source as a link."""
    rest = plain(" · ".join(part for part in (context.name_of(source), *remarks) if part), "claim_source", muted=True)
    holder = QWidget()
    holder.setLayout(top_line(quiet(_("according to"), wrap=False), context.link(source), rest))
    return holder


def _remarks(field: Field | Shape, values: Record) -> list[str]:
    told: list[str] = []
    for name in ("locator", "credibility"):
        told.append(value_text(field.field(name), values.get(name)))
    if values.get("basis") == "observed":
        told.append(_("observed in an item"))
    if values.get("stance") == "contradicts":
        told.append(_("contradicts"))
    return [each for each in told if each]


def _inferred(values: Record) -> QWidget:
    holder = QWidget()
    why: Any = values.get("basis_note")
    told = plain(str(why) if why else _("from what and why is not noted"), "claim_inference")
    holder.setLayout(top_line(Tag(_("inferred by us"), "under_verification"), told, gap=STEP))
    return holder


def _adopted(values: Record) -> str:
    told = [_("adopted by {who}").format(who=values.get("adopted_by") or _("somebody not named"))]
    if values.get("reviewed_by"):
        told.append(_("reviewed by {who}").format(who=values["reviewed_by"]))
    if values.get("adopted_reason"):
        told.append(str(values["adopted_reason"]))
    return " · ".join(told)
