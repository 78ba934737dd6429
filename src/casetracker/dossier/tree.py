"""The dossier as a tree of plain values: what is said, in which order, before anyone decides how it looks.

Whoever fills the tree has already chosen what the reader may see and in which words and language; whoever
prints it (as PDF or as plain text) adds nothing but the words of the page itself ("page 3 of 9", "Contents").

Text is what the user typed: never markup. Emphasis of our own is a `Span` beside it, not a tag inside it.
Newlines are kept. Dates of the PDF are those of the record, so the same tree gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text with emphasis that is ours. `mono` is for hashes, register numbers and file names."""

    text: str
    bold: bool = False
    italic: bool = False
    mono: bool = False
    muted: bool = False


Text = str | Span | tuple[str | Span, ...]
"""What may stand wherever text is printed: as typed, or pieces some of which carry emphasis."""

ImageSource = bytes | Callable[[], bytes]
"""A picture's bytes, or a function that reads them when needed (a dossier may hold hundreds)."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `lead` opens a section, `small` is for remarks under something."""

    text: Text
    style: Literal["body", "lead", "small"] = "body"


@dataclass(frozen=True, slots=True)
class Pair:
    """One labelled value: "Reference — INC-2026-000001"."""

    label: str
    value: Text


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labelled values under each other."""

    rows: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. Widths are relative to each other; a column for hashes is `mono` and wide."""

    title: str
    width: float = 1.0
    align: Literal["left", "right", "centre"] = "left"
    mono: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column heads. Without rows only `empty` is printed ("No custody entry is recorded.")."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: Text = ""
    empty: str = ""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row of a table has one cell for each column")


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with what is seen on it and where it comes from.

    `withheld` says why a picture is not printed; then `image` may be empty. `alternative` describes the
    picture for a reader who cannot see it.
    """

    image: ImageSource
    caption: Text = ""
    source: Text = ""
    alternative: str = ""
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A boxed remark that must not be mistaken for what a source says."""

    kind: Literal["derived", "caution", "presumption", "information"]
    text: Text
    title: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """Short statements of equal rank."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of another, with whose they are."""

    text: Text
    attribution: Text = ""


Block = Paragraph | Pairs | Table | Figure | Note | Bullets | Quote


@dataclass(frozen=True, slots=True)
class Section:
    """A headed stretch of blocks. Sections stand one after the other; `level` (1–3) gives their rank."""

    title: str
    blocks: tuple[Block, ...]
    level: int = 1
    key: str = ""
    new_page: bool = False

    def __post_init__(self) -> None:
        if self.level not in (1, 2, 3):
            raise ValueError("a section has level 1, 2 or 3")


@dataclass(frozen=True, slots=True)
class Part:
    """What is said of one incident, or of all of them at the end (integrity, glossary).

    A dossier about one incident has one part without a title. With a title the part opens on a new page,
    under its own heading and `particulars` (printed only then); its reference and title run in the head.
    """

    sections: tuple[Section, ...]
    title: str = ""
    reference: str = ""
    confidentiality: str = ""
    particulars: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page. `kind` stands over the title; `statuses` are assessment, handling and stage."""

    kind: str = ""
    statuses: tuple[Pair, ...] = ()
    particulars: tuple[Pair, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that is printed, and as of which journal entry it was true.

    `confidentiality` is the printed label; `banner`, where given, shouts on every page.
    """

    title: str
    reference: str
    confidentiality: str
    record_stood_at: datetime
    record_sequence: int
    record_hash: str
    parts: tuple[Part, ...]
    cover: Cover = Cover()
    banner: str = ""
    language: str = "en"
    subject: str = ""

    def __post_init__(self) -> None:
        if self.record_stood_at.utcoffset() != timedelta(0):
            raise ValueError("the record's time is given in UTC")
