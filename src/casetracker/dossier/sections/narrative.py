"""The account of those who keep the record, as they wrote it."""

from __future__ import annotations

from casetracker.dossier.sections.case import Case
from casetracker.dossier.tree import Block, Paragraph, Section
from casetracker.i18n import _


def section(case: Case) -> Section:
    narrative, means = case.incident["narrative"], case.incident["means_and_methods"]
    blocks: list[Block] = [Paragraph(
        _("The account of those who keep this record, as they wrote it. It is no source: what it says is worth what "
          "the sources named in this dossier are worth."), "small")]
    blocks.append(Paragraph(narrative) if narrative else Paragraph(_("No narrative is recorded."), "small"))
    if means:
        blocks += [Paragraph(_("Means and methods"), "small"), Paragraph(means)]
    return Section(_("Narrative"), tuple(blocks))
