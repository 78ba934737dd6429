"""How far an item was verified, on its page: the state, its three parts apart, and whose eyes were on it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from casetracker.domain import vocabulary as v
from casetracker.gui.pages.context import Context, Record
from casetracker.gui.pages.facts import facts
from casetracker.gui.widgets.flow import flowing
from casetracker.gui.widgets.section import Section
from casetracker.gui.widgets.tags import Tag
from casetracker.gui.widgets.wording import date_text
from casetracker.i18n import _

FIELDS = ("verification", "verified_source", "verified_content", "verified_technical", "verification_methods",
          "verified_by", "verification_reviewed_by", "verified_on", "not_possible", "verification_note")


def section(context: Context, item: Record) -> Section:
    made = Section("verification", _("Verification"))
    context.action(made, "edit", _("Edit…"), lambda: context.edit("verification"))
    made.add(facts("verification_facts", [
        (_("State"), _tags("", item["verification"])),
        (_("Source"), _tags("source", item["verified_source"])),
        (_("Content"), _tags("content", item["verified_content"])),
        (_("Technical data"), _tags("technical", item["verified_technical"])),
        (_("Methods"), "\n".join(item["verification_methods"])),
        (_("Verified by"), str(item["verified_by"] or "")),
        (_("Reviewed by"), str(item["verification_reviewed_by"] or _reviewer_missing(item))),
        (_("Verified on"), date_text(item["verified_on"])),
        (_("What was not possible"), str(item["not_possible"] or "")),
        (_("Note"), str(item["verification_note"] or "")),
    ]))
    return made


def _tags(name: str, code: str) -> QWidget:
    holder = flowing(Tag(v.VERIFICATION.label(code), code))
    holder.setObjectName(f"verification_{name}" if name else "verification_state")
    return holder


def _reviewer_missing(item: Record) -> str:
    return _("nobody yet: a second person looks at what one has verified") if item["verified_by"] else ""
