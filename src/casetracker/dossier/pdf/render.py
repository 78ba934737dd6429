"""A dossier's tree in, a PDF out: the same tree always gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from casetracker.dossier.pdf.characters import tree_unprintable
from casetracker.dossier.pdf.cover import Front
from casetracker.dossier.pdf.finish import finish
from casetracker.dossier.pdf.flow import Flow
from casetracker.dossier.pdf.pages import Page, Running, draw, paginate
from casetracker.dossier.pdf.pen import Pen
from casetracker.dossier.pdf.structure import Element
from casetracker.dossier.pdf.words import Words, utc
from casetracker.dossier.tree import Dossier, Part


@dataclass(frozen=True, slots=True)
class Rendered:
    """The file, how many pages it has, and which signs could not be printed in it."""

    pdf: bytes
    pages: int
    unprintable: Mapping[str, int]


def render(dossier: Dossier) -> Rendered:
    """Set a dossier as a PDF."""
    words = Words(dossier.language)
    structure = Element("Document")
    flow = Flow(words, structure)
    front = Front(dossier, words, structure, flow)
    pages = [*_front(front, dossier, words), *_body(dossier, flow, words)]
    front.page_of.update((name, number) for number, page in enumerate(pages, 1) for name in page.names())
    drawn = _draw(pages, words)
    return Rendered(finish(drawn, dossier, structure), len(pages), dict(tree_unprintable(dossier)))


def _front(front: Front, dossier: Dossier, words: Words) -> Iterator[Page]:
    running = _running(dossier, words)
    cover, *contents = front.pages()
    yield from paginate([cover], replace(running, reference="", title=""))  # they stand large on it
    yield from paginate(contents, running)


def _body(dossier: Dossier, flow: Flow, words: Words) -> Iterator[Page]:
    titled = any(part.title for part in dossier.parts)
    for index, part in enumerate(dossier.parts):
        chapters = flow.part(part, f"part{index}", 1 if titled else 0)
        yield from paginate(chapters, _running(dossier, words, part))


def _running(dossier: Dossier, words: Words, part: Part | None = None) -> Running:
    titled = part is not None and part.title
    return Running(
        reference=part.reference if part and titled else dossier.reference,
        title=part.title if part and titled else dossier.title,
        confidentiality=(part.confidentiality if part else "") or dossier.confidentiality,
        banner=dossier.banner,
        foot=f"{words.stood_at()} {utc(dossier.record_stood_at)}",
    )


def _draw(pages: list[Page], words: Words) -> bytes:
    pen = Pen()
    for page in pages:
        draw(page, pen, len(pages), words)
        pen.next_page()
    return pen.close()
