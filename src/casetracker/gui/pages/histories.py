"""The histories at the foot of a page: how a status moved and why, and what the journal has of the record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from casetracker.domain import own_reasons
from casetracker.gui.pages.context import Context, Record
from casetracker.gui.pages.facts import Parts
from casetracker.gui.widgets.basics import STEP, column, plain, quiet, row
from casetracker.gui.widgets.section import Section
from casetracker.gui.widgets.wording import date_text, moment_text, move_text
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.services.history import Entry

def status_history(context: Context, incident: Record) -> Section:
    from casetracker.gui import dialogs

    section = Section("history", _("Status history"))
    context.action(section, "move", _("Move status…"),
                   lambda: dialogs.move_status(context.ops, context.reference, context.page))
    if incident["history"]:
        section.add(Parts("history", incident["history"][::-1], status_line, lines=False))
    else:
        section.add_empty(_("The status has not been moved yet."))
    return section


def status_line(move: Record) -> QWidget:
    return _line(move_text(move), own_reasons.told(move.get("reason")), moment_text(move.get("at")),
                 str(move.get("by") or ""))


def stage_line(context: Context, move: Record) -> QWidget:
    date, learned, source = date_text(move.get("date")), date_text(move.get("learned")), move.get("source")
    parts = [move_text(move), date, _("learned {date}").format(date=learned) if learned else "",
             _("according to {source}").format(source=f"{source} {context.name_of(source)}".strip()) if source else "",
             _("superseded") if move.get("superseded") else ""]
    return _line(" · ".join(part for part in parts if part), own_reasons.told(move.get("reason")),
                 moment_text(move.get("at")), str(move.get("by") or ""))


def journal_section(context: Context, entries: Sequence[Entry]) -> Section:
    from casetracker.gui import dialogs

    section = Section("journal", _("Journal of this record"))
    section.add_action("open", _("Open journal…"),
                       lambda: dialogs.show_journal(context.ops, context.reference, context.page))
    section.add(Parts("journal", entries, lambda entry: _line(
        entry.what, "", moment_text(entry.at), _("{who}, entry {number}").format(
            who=entry.who, number=entry.sequence)), lines=False))
    return section


def _line(told: str, reason: str, when: str, who: str) -> QWidget:
    date = quiet(when, wrap=False)
    date.setMinimumWidth(date.fontMetrics().averageCharWidth() * 20)
    below = " — ".join(part for part in (reason, who) if part)
    line = row(date, column(plain(told, "history_line"), plain(below, "history_remark", muted=True), gap=0), gap=2 * STEP)
    line.setStretch(1, 1)
    holder = QWidget()
    holder.setLayout(line)
    return holder
