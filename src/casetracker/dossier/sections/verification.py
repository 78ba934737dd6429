"""How far an evidence item was verified: source, content and technical data apart, by whom, and what was not possible."""

from __future__ import annotations

from collections.abc import Iterator

from casetracker.domain import vocabulary as v
from casetracker.dossier import wording as w
from casetracker.dossier.sections.case import Case, Json, label
from casetracker.dossier.tree import Text
from casetracker.i18n import _


def rows(case: Case, item: Json) -> Iterator[tuple[str, Text | None]]:
    """The labelled lines of an item's entry in the register."""
    yield _("Verification"), w.joined((v.VERIFICATION.label(item["verification"]), item["verification_note"] or ""), ": ")
    yield _("Examined apart"), _apart(item)
    yield _("Methods"), w.lines(*item["verification_methods"])
    yield _("Verified by"), _eyes(case, item)
    yield _("What was not possible"), item["not_possible"]


def _apart(item: Json) -> Text:
    parts = ((_("source"), item["verified_source"]), (_("content"), item["verified_content"]),
             (_("technical data"), item["verified_technical"]))
    if all(state == "unverified" for _part, state in parts):
        return ""
    return "; ".join(f"{part}: {label(v.VERIFICATION, state)}" for part, state in parts)


def _eyes(case: Case, item: Json) -> Text:
    reviewer = item["verification_reviewed_by"]
    when = case.date(item["verified_on"])
    if not (item["verified_by"] or reviewer or when):
        return ""
    reviewed = _("reviewed by {who}").format(who=reviewer) if reviewer else _("not reviewed by a second person")
    return ", ".join(filter(None, (item["verified_by"] or _("a person not recorded"), when, reviewed)))
