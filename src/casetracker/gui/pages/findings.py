"""What is missing, on the page of an incident: each finding with the way to where it is mended, and to setting it aside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from casetracker.domain.findings import Finding, Kind, grouped
from casetracker.domain.shapes import kind_of_reference
from casetracker.gui.pages.context import Context
from casetracker.gui.pages.facts import Parts
from casetracker.gui.widgets.basics import STEP, column, heading, named, plain, quiet, row, top_line
from casetracker.gui.widgets.buttons import action
from casetracker.gui.widgets.section import Section, Unfolding
from casetracker.gui.widgets.tags import Tag
from casetracker.i18n import _, ngettext

if TYPE_CHECKING:
    from casetracker.services.findings import Judged

# The colours of an assessment serve for how grave a finding is.
_HUES = {"urgent": "contradicted", "serious": "contested", "gap": "recorded"}


def findings_section(context: Context, found: Sequence[Judged]) -> Section:
    section = Section("findings", _("What is missing"))
    still = [each.finding for each in found if each.open]
    aside = [each for each in found if not each.open]
    if not still:
        section.add_empty(_("Nothing is missing that the program looks for.") if not aside else
                          _("Nothing is missing but what was dismissed."))
    else:
        section.add(quiet(_kinds(still), selectable=True))
        groups = list(grouped(still))
        section.add(Unfolding("findings", _count(still), lambda: Parts(
            "findings", groups, lambda group: _group(context, *group))))
    if aside:
        told = ngettext("{n} dismissed", "{n} dismissed", len(aside)).format(n=len(aside))
        section.add(Unfolding("dismissed", told, lambda: Parts("dismissed", aside, partial(_dismissed, context))))
    return section


def _count(findings: Sequence[Finding]) -> str:
    told = ngettext("{n} finding", "{n} findings", len(findings)).format(n=len(findings))
    urgent = sum(finding.kind.level == "urgent" for finding in findings)
    return _("{count}, {n} of them urgent").format(count=told, n=urgent) if urgent else told


def _kinds(findings: Sequence[Finding]) -> str:
    """"Overdue, source not graded (7)"."""
    kinds = [kind.title + (f" ({len(each)})" if len(each) > 1 else "") for kind, each in grouped(findings)]
    told = ", ".join(kind[:1].lower() + kind[1:] for kind in kinds)
    return f"{told[:1].upper()}{told[1:]}."


def _group(context: Context, kind: Kind, findings: Sequence[Finding]) -> QWidget:
    """The findings of one kind under its name, with why it matters."""
    lines = Parts(f"findings_{kind.code}", findings, lambda finding: _line(context, finding), lines=False)
    holder = named(QWidget(), f"findings_{kind.code}", kind.title)
    holder.setLayout(column(top_line(Tag(kind.gravity, _HUES[kind.level]), heading(kind.title), gap=STEP),
                            plain(kind.explanation, "finding_why", muted=True), lines, gap=STEP // 2))
    return holder


def _line(context: Context, finding: Finding) -> QWidget:
    about = f"{finding.code}_{finding.subject}"
    line = row(plain(finding.words, "finding_words"), gap=STEP)
    line.setStretch(0, 1)
    for button in (
        action(f"mend_{about}", _("Mend…"), mender(context, finding), _("Mend: {finding}").format(finding=finding.words),
               "pencil"),
        action(f"dismiss_{about}", _("Dismiss…"), partial(_dismiss, context, finding),
               _("Dismiss: {finding}").format(finding=finding.words), "circle-x"),
    ):
        button.setEnabled(context.editable)
        line.addWidget(button)
    holder = named(QWidget(), f"finding_{about}", finding.words)
    holder.setLayout(line)
    return holder


def mender(context: Context, finding: Finding) -> Callable[[], object]:
    """What opens where a finding is mended: mostly the form of the record, at the field."""
    from casetracker.gui import dialogs

    if finding.code == "evidence_without_custody":
        return lambda: context.add("custody", {"evidence": finding.record})
    if finding.field == "assessment":
        return lambda: dialogs.move_status(context.ops, finding.record, context.page)
    return partial(_open_at, context, finding)


def _open_at(context: Context, finding: Finding) -> None:
    from casetracker.gui.forms import open_form

    kind = kind_of_reference(finding.record)
    assert kind is not None
    form = open_form(context.ops, kind, context.page, finding.record)
    if finding.field:
        form.start_at(finding.field)


def _dismiss(context: Context, finding: Finding) -> None:
    from casetracker.gui import dialogs

    dialogs.dismiss_finding(context.ops, finding, context.page)


def _dismissed(context: Context, each: Judged) -> QWidget:
    from casetracker.gui import dialogs

    told = column(plain(each.finding.words, "finding_words"),
                  plain(f"{each.reason} — {each.by}", "finding_reason", muted=True), gap=2)
    line = row(told, gap=STEP)
    line.setStretch(0, 1)
    button = action(f"bring_back_{each.dismissal}", _("Bring back…"),
                    lambda: dialogs.withdraw(context.ops, each.dismissal, context.page),
                    _("Bring back: {finding}").format(finding=each.finding.words), "archive-restore")
    button.setEnabled(context.editable)
    line.addWidget(button)
    holder = named(QWidget(), f"finding_{each.dismissal}", each.finding.words)
    holder.setLayout(line)
    return holder
