"""What an incident is related to, and which others may be the same event, with what can be decided of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QWidget

from casetracker.domain.relations import SAME
from casetracker.gui.pages.context import Context
from casetracker.gui.pages.facts import Parts
from casetracker.gui.widgets.basics import STEP, column, label, named, plain, quiet, top_line, whenever_alive
from casetracker.gui.widgets.buttons import action
from casetracker.gui.widgets.faults import what_happened
from casetracker.gui.widgets.flow import Flow
from casetracker.gui.widgets.section import Section
from casetracker.gui.widgets.tags import Tag
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.services.relations import Related
    from casetracker.services.similar import Candidate

_SHOWN = 8


def sections(context: Context, page: dict[str, Any]) -> Iterator[QWidget]:
    yield _related(context, page["related"])
    incident = page["incident"]
    if not incident["withdrawn_at"] and incident["handling"] != "merged":
        yield SameEvent(context)


def merged_banner(context: Context, page: dict[str, Any]) -> Iterator[QWidget]:
    """A merged incident says where what hung on it is now, lest it look as if nothing were known."""
    kept = [each for each in page["related"] if each.kind == SAME]
    if page["incident"]["handling"] == "merged" and kept:
        banner = named(QFrame(), "page_merged", _("Merged"))
        banner.setProperty("notice", "note")
        banner.setLayout(column(top_line(
            label(_("Merged into"), wrap=False), context.link(kept[-1].other),
            label(_("What hung on this incident hangs on that one; its own record stays as it was."))), margin=STEP))
        yield banner


def _related(context: Context, relations: list[Related]) -> Section:
    section = Section("related", _("Related incidents"))
    context.action(section, "add", _("Add relation…"), lambda: context.add("relation", {"incident": context.reference}))
    if relations:
        section.add(Parts("related", relations, lambda each: _relation(context, each)))
    else:
        section.add_empty(_("No relation to another incident is recorded."))
    return section


def _relation(context: Context, related: Related) -> QWidget:
    from casetracker.gui.forms import open_form

    head = top_line(quiet(related.label, wrap=False), context.link(related.other), plain(related.title, "related_title"))
    gone = {"merged": _("merged"), "withdrawn": _("withdrawn")}.get(related.gone)
    if gone:
        head.addWidget(Tag(gone, related.gone))
    edit = action(f"edit_{related.reference}", _("Edit…"),
                  lambda: open_form(context.ops, "relation", context.page, related.reference),
                  _("Edit the relation to {reference}").format(reference=related.other), "pencil")
    edit.setEnabled(context.editable)
    head.addWidget(edit)
    why = " · ".join(part for part in (related.reference, related.reason, related.decided_by) if part)
    holder = named(QWidget(), f"relation_{related.reference}", f"{related.label}: {related.other}")
    holder.setLayout(column(head, quiet(why, selectable=True), gap=2))
    return holder


class SameEvent(Section):
    """Looks for what may be the same event after the rest of the page stands, for in a big store it takes a moment."""

    def __init__(self, context: Context) -> None:
        super().__init__("same_event", _("The same event?"))
        self._context = context
        self._note = named(quiet(_("Looking for what may be the same event…")), "same_event_note")
        self.add(self._note)
        store, reference = context.ops.store, context.reference
        context.ops.read(lambda: _similar(store, reference), whenever_alive(self, self._arrived),
                         whenever_alive(self, self._failed), key=f"same-event-{id(context.page)}")

    def _arrived(self, found: list[Candidate]) -> None:
        self._say(_("These may tell the same event. A likeness is a hint, not a finding.") if found else
                  _("No other incident in the store looks like the same event."))
        if found:
            self.add(Parts("same_event", found, lambda each: candidate(self._context, each)))

    def _failed(self, error: Exception) -> None:
        self._say(_("Could not look: {why}").format(why=what_happened(error)))

    def _say(self, sentence: str) -> None:
        self._note.setText(sentence)
        self._note.setAccessibleName(sentence)


def candidate(context: Context, found: Candidate) -> QWidget:
    """One incident that may be the same event: why, and what can be decided."""
    from casetracker.gui import dialogs

    ops, page, one, other = context.ops, context.page, context.reference, found.reference
    why = [quiet(f"•\u00a0{reason.text}", selectable=True) for reason in found.reasons]
    buttons = QWidget()
    line = Flow(buttons, gap=STEP // 2)
    for name, text, sign, call, changes in (
            ("compare", _("Compare…"), "columns-3", lambda: dialogs.compare(ops, one, other, page), False),
            ("apart", _("Not the same…"), "unlink", lambda: dialogs.tell_apart(ops, one, other, page), True),
            ("merge", _("Same: merge…"), "link", lambda: dialogs.merge(ops, one, other, page), True)):
        button = action(f"same_{name}_{other}", text, call, f"{other}: {text.rstrip('…')}", sign)
        button.setEnabled(context.editable or not changes)
        line.addWidget(button)
    holder = named(QWidget(), f"candidate_{other}", found.title)
    holder.setLayout(column(top_line(context.link(other), plain(found.title, "candidate_title")), *why, buttons, gap=2))
    return holder


def _similar(store: Any, reference: str) -> list[Candidate]:
    from casetracker.services import similar

    return similar.similar(store, reference, limit=_SHOWN)
