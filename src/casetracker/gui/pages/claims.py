"""A claim on a page: what is said, and beneath it who says so, on what basis and how far it is believed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from casetracker.domain.shapes import Field, Shape
from casetracker.gui.pages.context import Context, Record
from casetracker.gui.widgets.basics import STEP, column, named, plain, quiet, top_line
from casetracker.gui.widgets.tags import Tag
from casetracker.gui.widgets.wording import date_text, row_text, value_text
from casetracker.i18n import _


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
        lines.append(plain(adoption(values), "claim_adopted", muted=True))
    if values.get("evidence"):
        lines.append(_in_item(context, str(values["evidence"])))
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


def _in_item(context: Context, exhibit: str) -> QWidget:
    """The item in which a claim stands or can be seen, as a link."""
    holder = QWidget()
    holder.setLayout(top_line(quiet(_("in item"), wrap=False), context.link(exhibit),
                              plain(context.name_of(exhibit), "claim_item", muted=True)))
    return holder


def adoption(values: Record) -> str:
    """Who adopted a value, who looked at it again, when and why."""
    told = [_("adopted by {who}").format(who=values.get("adopted_by") or _("somebody not named"))]
    if values.get("adopted_on"):
        told.append(date_text(values["adopted_on"]))
    if values.get("reviewed_by"):
        told.append(_("reviewed by {who}").format(who=values["reviewed_by"]))
    if values.get("adopted_reason"):
        told.append(str(values["adopted_reason"]))
    return " · ".join(told)
