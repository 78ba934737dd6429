"""Procedural steps on the page of a proceeding: asked by whom of whom, by when an answer was due, and whether it came."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from casetracker.domain import deadlines
from casetracker.domain import vocabulary as v
from casetracker.gui.pages.claims import according_to
from casetracker.gui.pages.context import Context, Record
from casetracker.gui.pages.facts import Parts, facts
from casetracker.gui.widgets.basics import STEP, column, named, plain, top_line
from casetracker.gui.widgets.section import Section
from casetracker.gui.widgets.tags import Tag
from casetracker.gui.widgets.wording import date_text
from casetracker.i18n import _


def section(context: Context, proceeding: Record) -> Section:
    """The steps, and which proceeding this one was merged into or severed from."""
    made = Section("steps", _("Procedural steps"))
    steps = proceeding["steps"]
    context.action(made, "edit", _("Edit…") if steps else _("Add…"), lambda: context.edit("steps"))
    chains = [(_("Merged into"), _linked(context, proceeding["merged_into"])),
              (_("Severed from"), _linked(context, proceeding["severed_from"]))]
    if any(linked for _title, linked in chains):
        made.add(facts("chains", chains))
    if steps:
        made.add(Parts("steps", steps, partial(_step, context)))
    else:
        made.add_empty(_("No request, reply or complaint is recorded."))
    return made


def _linked(context: Context, reference: str | None) -> QWidget | str:
    if not reference:
        return ""
    holder = QWidget()
    holder.setLayout(top_line(context.link(reference), plain(context.name_of(reference), "chain_name")))
    return holder


def _step(context: Context, step: Record) -> QWidget:
    told = f"{v.STEP.label(step['kind'])}: {step['what']}"
    head = top_line(plain(told, "step_told"))
    if overdue(context, step):
        head.addWidget(Tag(_("overdue"), "refuted"))
    lines: list[QWidget] = [facts(f"step_{step['id']}_facts", [
        (_("Date"), date_text(step["date"])),
        (_("By"), str(step["by"] or "")),
        (_("To"), str(step["to_whom"] or "")),
        (_("Deadline"), date_text(step["deadline"])),
        (_("Answered on"), date_text(step["answered_on"]) or (_("not recorded") if step["deadline"] else "")),
        (_("Note"), str(step["note"] or "")),
    ])]
    if step["source"]:
        lines.append(according_to(context, str(step["source"])))
    holder = named(QWidget(), f"step_{step['id']}", told)
    holder.setLayout(column(head, *lines, gap=STEP // 2))
    return holder


def overdue(context: Context, step: Record) -> bool:
    return not step["answered_on"] and deadlines.passed(step["deadline"], context.ops.store.clock().date())
