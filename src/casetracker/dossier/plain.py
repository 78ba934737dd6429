"""The same dossier as plain text: for a screen without windows, a reader of Braille, a comparison line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casetracker.dossier.outline import numbered
from casetracker.dossier.pdf.characters import visible
from casetracker.dossier.pdf.words import Words, utc
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
    Table,
    Text,
)
from casetracker.dossier.walk import plain

_UNDERLINES = "=-."


def render(dossier: Dossier) -> str:
    """The text, with an empty line between blocks and hidden signs named by their code point."""
    words = Words(dossier.language)
    blocks = [*_cover(dossier, words)]
    for part in dossier.parts:
        blocks += _part(part, words)
    return visible("\n\n".join(block for block in blocks if block)) + "\n"


def _cover(dossier: Dossier, words: Words) -> Iterator[str]:
    cover = dossier.cover
    yield dossier.banner
    yield cover.kind
    yield _underlined(dossier.title, "=")
    yield dossier.reference
    yield _pairs(cover.statuses)
    yield _pairs(
        (
            Pair(words.confidentiality(), dossier.confidentiality),
            Pair(words.stood_at(), utc(dossier.record_stood_at)),
            Pair(words.entry(), str(dossier.record_sequence)),
            Pair(words.entry_hash(), dossier.record_hash),
            *cover.particulars,
        )
    )
    for note in cover.notes:
        yield from _block(note, words)


def _part(part: Part, words: Words) -> Iterator[str]:
    if part.title:
        yield _underlined("  ".join(filter(None, (part.reference, part.title))), "=")
        yield part.confidentiality
        yield _pairs(part.particulars)
    for number, section in numbered(part):
        yield from _section(number, section, words)


def _section(number: str, section: Section, words: Words) -> Iterator[str]:
    yield _underlined(f"{number}  {section.title}", _UNDERLINES[section.level - 1])
    for block in section.blocks:
        yield from _block(block, words)


def _block(block: Block, words: Words) -> Iterator[str]:
    match block:
        case Paragraph():
            yield plain(block.text)
        case Pairs():
            yield _pairs(block.rows)
        case Table():
            yield from _table(block)
        case Figure():
            yield _lines(f"[{_withheld(block, words)}]", plain(block.caption), plain(block.source))
        case Note():
            yield _lines(block.title or words.note_title(block.kind), _indented(block.text, "| "))
        case Bullets():
            yield _lines(*(_hanging("- ", item) for item in block.items))
        case Quote():
            attribution = plain(block.attribution)
            yield _lines(_indented(block.text, "> "), f"— {attribution}" if attribution else "")


def _withheld(figure: Figure, words: Words) -> str:
    if figure.withheld:
        return words.not_shown(figure.withheld)
    return figure.alternative or words.picture()


def _table(table: Table) -> Iterator[str]:
    yield plain(table.caption)
    if not table.rows:
        yield table.empty
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        yield _pairs(Pair(column.title, cell) for column, cell in cells if plain(cell))


def _pairs(rows: Iterable[Pair]) -> str:
    return "\n".join(_hanging(f"{row.label}: ", row.value) for row in rows)


def _hanging(lead: str, text: Text) -> str:
    return lead + plain(text).replace("\n", "\n  ")


def _indented(text: Text, lead: str) -> str:
    return "\n".join(lead + line for line in plain(text).split("\n"))


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _underlined(title: str, sign: str) -> str:
    return f"{title}\n{sign * min(len(title), 78)}"
