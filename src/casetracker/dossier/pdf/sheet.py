"""A paper of its own, without cover and contents: title, reference, and what follows, on one page where it fits."""

from __future__ import annotations

from collections.abc import Iterator

from casetracker.dossier.pdf import styles
from casetracker.dossier.pdf.boxes import Box, RuleBox, text_box
from casetracker.dossier.pdf.characters import tree_unprintable
from casetracker.dossier.pdf.finish import finish
from casetracker.dossier.pdf.flow import Flow
from casetracker.dossier.pdf.pages import Running, draw, paginate
from casetracker.dossier.pdf.pen import Pen
from casetracker.dossier.pdf.render import Rendered
from casetracker.dossier.pdf.structure import Element
from casetracker.dossier.pdf.words import Words, utc
from casetracker.dossier.tree import Dossier


def render(dossier: Dossier) -> Rendered:
    """Set the blocks of a tree's sections as a sheet; their titles are not numbered, for nothing refers to them."""
    words, structure = Words(dossier.language), Element("Document")
    running = Running(reference="", title="", confidentiality=dossier.confidentiality, banner=dossier.banner,
                      foot=f"{words.stood_at()} {utc(dossier.record_stood_at)}")
    pages = list(paginate([list(_boxes(dossier, Flow(words, structure), structure))], running))
    pen = Pen()
    for page in pages:
        draw(page, pen, len(pages), words)
        pen.next_page()
    return Rendered(finish(pen.close(), dossier, structure), len(pages), dict(tree_unprintable(dossier)))


def _boxes(dossier: Dossier, flow: Flow, structure: Element) -> Iterator[Box]:
    yield text_box(dossier.reference, styles.PART_REFERENCE, structure.add("P"))
    yield text_box(dossier.title, styles.PART_TITLE, structure.add("H1"))
    yield RuleBox(colour=styles.ACCENT, thick=0.9, after=8.0)
    for part in dossier.parts:
        for section in part.sections:
            if section.title:
                yield text_box(section.title, styles.HEADINGS[1], structure.add("H2"))
            for block in section.blocks:
                yield from flow.block(block)
