"""What was kept of a web page or post, line by line, as far as it is recorded."""

from __future__ import annotations

from collections.abc import Iterator

from casetracker.domain import capture
from casetracker.dossier.sections.case import Case, Json
from casetracker.dossier.tree import Block, Column, Paragraph, Span, Table
from casetracker.i18n import _


def blocks(case: Case, item: Json) -> Iterator[Block]:
    """The checklist of an item that was seen at an address; nothing for others."""
    if not capture.is_web(item):
        return
    lines = capture.checklist(item, case.page["custody"].get(item["reference"], []))
    yield Table(
        (Column(_("What"), 2.4), Column(_("Paragraph"), 1.1), Column(_("Recorded"), 0.8), Column(_("Remarks"), 2.8)),
        tuple((line.label, line.paragraph, _("yes") if line.met else Span(_("no"), bold=True), line.note)
              for line in lines),
        caption=f"{_(capture.TITLE)}: {capture.summary(lines)}")
    yield Paragraph(_("A checklist of casetracker's own, named after the paragraphs that it follows. It tells what is "
                      "recorded, and does not judge whether that is enough for any purpose."), "small")
