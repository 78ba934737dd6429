"""Every text of a dossier, with the place where it stands.

The search for a protected name and the list of characters that cannot be printed both go through here, so
that what is printed and what is searched are the same texts.
"""

from __future__ import annotations

from collections.abc import Iterator

from casetracker.dossier.tree import (
    Block,
    Bullets,
    Dossier,
    Figure,
    Note,
    Pair,
    Pairs,
    Paragraph,
    Part,
    Quote,
    Section,
    Span,
    Table,
    Text,
)

Found = tuple[str, str]
"""Where ("INC-2026-000001 › Sources › S-000002") and what."""


def spans(text: Text) -> tuple[Span, ...]:
    """The pieces of a text, each with its emphasis; pieces without any text are left out."""
    pieces = text if isinstance(text, tuple) else (text,)
    made = (piece if isinstance(piece, Span) else Span(piece) for piece in pieces)
    return tuple(piece for piece in made if piece.text)


def plain(text: Text) -> str:
    """The text alone."""
    return "".join(span.text for span in spans(text))


def walk(dossier: Dossier) -> Iterator[Found]:
    """All that will be printed or written into the file, in reading order."""
    heads = (dossier.title, dossier.reference, dossier.confidentiality, dossier.banner, dossier.subject)
    yield from _at("cover", *heads, dossier.record_hash, dossier.cover.kind)
    yield from _pairs("cover", dossier.cover.statuses)
    yield from _pairs("cover", dossier.cover.particulars)
    for note in dossier.cover.notes:
        yield from _block("cover", note)
    for part in dossier.parts:
        yield from _part(part)


def _part(part: Part) -> Iterator[Found]:
    place = part.reference or part.title
    yield from _at(place, part.reference, part.title, part.confidentiality)
    yield from _pairs(place, part.particulars)
    for section in part.sections:
        yield from _section(place, section)


def _section(part: str, section: Section) -> Iterator[Found]:
    place = f"{part} › {section.title}" if part else section.title
    yield from _at(place, section.title)
    for block in section.blocks:
        yield from _block(place, block)


def _block(place: str, block: Block) -> Iterator[Found]:
    match block:
        case Paragraph():
            yield from _at(place, block.text)
        case Note():
            yield from _at(place, block.title, block.text)
        case Quote():
            yield from _at(place, block.text, block.attribution)
        case Bullets():
            yield from _at(place, *block.items)
        case Pairs():
            yield from _pairs(place, block.rows)
        case Figure():
            yield from _at(place, block.withheld, block.caption, block.source, block.alternative)
        case Table():
            yield from _table(place, block)


def _table(place: str, table: Table) -> Iterator[Found]:
    yield from _at(place, *(column.title for column in table.columns), table.caption, table.empty)
    for row in table.rows:
        yield from _at(f"{place} › {plain(row[0])}" if row else place, *row)


def _pairs(place: str, rows: tuple[Pair, ...]) -> Iterator[Found]:
    for row in rows:
        yield from _at(f"{place} › {row.label}", row.label, row.value)


def _at(place: str, *texts: Text) -> Iterator[Found]:
    for text in texts:
        found = plain(text)
        if found:
            yield place, found
