"""Lines of inquiry on the page of an incident: what is asked, what it might be instead, who does what by when."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from casetracker.domain import deadlines
from casetracker.domain import vocabulary as v
from casetracker.gui.pages.context import Context, Record
from casetracker.gui.pages.facts import Parts, facts
from casetracker.gui.widgets.basics import STEP, column, named, plain, top_line
from casetracker.gui.widgets.section import Section
from casetracker.gui.widgets.tags import Tag
from casetracker.gui.widgets.wording import date_text
from casetracker.i18n import _

_COLOURS = {"open": "under_verification", "done": "verified", "dropped": "recorded"}
_AIMS = {"exonerating": "exonerating", "incriminating": "incriminating"}


def section(context: Context, page: dict[str, Any]) -> Section:
    """Open lines first."""
    inquiries = sorted(page["incident"]["inquiries"], key=lambda each: each["state"] != "open")
    made = Section("inquiries", _("Lines of inquiry"))
    context.action(made, "edit", _("Edit…") if inquiries else _("Add…"), lambda: context.edit("inquiries"))
    if inquiries:
        made.add(Parts("inquiries", inquiries, partial(_inquiry, context)))
    else:
        made.add_empty(_("No line of inquiry is recorded, nor any search for what speaks against the suspicion."))
    return made


def _inquiry(context: Context, inquiry: Record) -> QWidget:
    question, due = str(inquiry["question"]), date_text(inquiry.get("due"))
    head = top_line(Tag(v.INQUIRY_STATE.label(inquiry["state"]), _COLOURS[str(inquiry["state"])]),
                    plain(question, "inquiry_question"), gap=STEP)
    if inquiry["state"] == "open" and deadlines.passed(inquiry["due"], context.ops.store.clock().date()):
        head.addWidget(Tag(_("overdue"), "refuted"))
    parts: list[QWidget] = []
    if inquiry["aim"] in _AIMS:
        aim = QWidget()
        aim.setLayout(top_line(Tag(v.INQUIRY_AIM.label(inquiry["aim"]), _AIMS[str(inquiry["aim"])]), QWidget()))
        parts.append(aim)
    parts.append(facts(f"inquiry_{inquiry['id']}_facts", [
        (_("Hypothesis"), str(inquiry.get("hypothesis") or "")),
        (_("Alternatives"), str(inquiry.get("alternatives") or "")),
        (_("Next step"), str(inquiry.get("next_step") or "")),
        (_("Owner"), str(inquiry.get("owner") or "")),
        (_("Due"), due),
        (_("Outcome"), str(inquiry.get("outcome") or "")),
    ]))
    holder = named(QWidget(), f"inquiry_{inquiry['id']}", question)
    holder.setLayout(column(head, *parts, gap=STEP // 2))
    return holder
