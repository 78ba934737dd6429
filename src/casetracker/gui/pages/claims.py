"""A claim on a page: what is said, and beneath it who says so, on what basis and how far it is believed."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from casetracker.domain.shapes import Field, Shape
from casetracker.gui.pages.context import Context, Record
from casetracker.gui.pages.facts import Parts
from casetracker.gui.widgets.basics import STEP, column, label, named, plain, quiet, row
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
        parts.append(plain(_("As given: “{text}”").format(text=as_given)))
    parts.append(attribution(context, field, values))
    holder.setLayout(column(*parts, gap=2))
    return holder


def attribution(context: Context, field: Field | Shape, values: Record) -> QWidget:
    """"according to S-000001 …", the inference where it is ours, and remarks."""
    lines: list[QWidget] = [_according_to(context, field, values)]
    if values.get("basis") == "inferred":
        lines.append(_inferred(values))
    if values.get("adopted"):
        lines.append(quiet(_adopted(values)))
    if values.get("note"):
        lines.append(plain(_("Note: {text}").format(text=values["note"])))
    holder = QWidget()
    holder.setLayout(column(*lines, gap=2))
    return holder


def _according_to(context: Context, field: Field | Shape, values: Record) -> QWidget:
    holder = QWidget()
    source = str(values.get("source") or "")
    remarks = _remarks(field, values)
    if not source:
        ours = values.get("basis") == "inferred"
        shown = [_("stated by no source") if ours else _("not attributed to a source"), *remarks]
        holder.setLayout(row(quiet(" · ".join(shown))))
        return holder
    line: QHBoxLayout = row(quiet(_("according to"), wrap=False), context.link(source), gap=STEP // 2)
    line.addWidget(quiet(" · ".join(part for part in (context.name_of(source), *remarks) if part), selectable=True), 1)
    holder.setLayout(line)
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
    line = row(Tag(_("inferred by us"), "blue"))
    line.addWidget(label(str(why) if why else _("from what and why is not noted"), selectable=True), 1)
    holder.setLayout(line)
    return holder


def _adopted(values: Record) -> str:
    told = [_("adopted by {who}").format(who=values.get("adopted_by") or _("somebody not named"))]
    if values.get("reviewed_by"):
        told.append(_("reviewed by {who}").format(who=values["reviewed_by"]))
    if values.get("adopted_reason"):
        told.append(str(values["adopted_reason"]))
    return " · ".join(told)
