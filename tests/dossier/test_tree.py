"""The tree: no text of it escapes the walk, and its plain-text version says the same as the tree."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from tests.dossier.dossier_demo import ARABIC, UKRAINIAN, demo
from tests.dossier.pdf_reading import of_blocks

from casetracker.dossier import plain
from casetracker.dossier.outline import numbered
from casetracker.dossier.tree import Column, Note, Pair, Pairs, Paragraph, Part, Section, Span, Table
from casetracker.dossier.walk import spans, walk

CODES = {"kind", "style", "align", "language", "key"}
"""Fields that hold a code of the program and no text of anyone's."""


def texts_of(value: Any, field: str = "") -> Iterator[str]:
    if isinstance(value, str):
        if field not in CODES and value:
            yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_of(each, field)
    elif dataclasses.is_dataclass(value):
        for own in dataclasses.fields(value):
            is_cover_kind = own.name == "kind" and type(value).__name__ == "Cover"
            yield from texts_of(getattr(value, own.name), "" if is_cover_kind else own.name)


@pytest.mark.parametrize("parts", [1, 3])
def test_the_walk_finds_every_text_of_the_tree(parts: int) -> None:
    dossier = demo(rows=5, banner="INTERNAL", parts=parts)
    walked = "\n".join(text for _place, text in walk(dossier))
    assert [text for text in texts_of(dossier) if text not in walked] == []


def test_the_walk_names_the_place() -> None:
    section = Section("Sources", (Table((Column("S"), Column("Name")), (("S-000002", "Ash"),)),))
    dossier = dataclasses.replace(
        of_blocks(), parts=(Part((section,), title="Incident", reference="INC-2022-000009"),)
    )
    assert ("INC-2022-000009 › Sources › S-000002", "Ash") in list(walk(dossier))


def test_spans_leave_out_what_is_empty() -> None:
    assert spans(("a", "", Span("b", bold=True), Span(""))) == (Span("a"), Span("b", bold=True))


@pytest.mark.parametrize(
    ("levels", "numbers"),
    [
        ((1, 1, 1), ["1", "2", "3"]),
        ((1, 2, 2, 1, 2), ["1", "1.1", "1.2", "2", "2.1"]),
        ((1, 2, 3, 3, 2, 3), ["1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1"]),
    ],
)
def test_sections_are_numbered(levels: tuple[int, ...], numbers: list[str]) -> None:
    part = Part(tuple(Section("S", (), level) for level in levels))
    assert [number for number, _section in numbered(part)] == numbers


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="level"):
        Section("S", (), 4)
    with pytest.raises(ValueError, match="one cell for each column"):
        Table((Column("A"), Column("B")), (("only one",),))
    kyiv = datetime(2024, 1, 1, tzinfo=timezone(timedelta(hours=2)))
    for moment in (kyiv, datetime(2024, 1, 1, tzinfo=UTC).replace(tzinfo=None)):
        with pytest.raises(ValueError, match="UTC"):
            dataclasses.replace(of_blocks(), record_stood_at=moment)


def test_the_engine_is_loaded_only_when_it_is_needed() -> None:
    program = (
        "import sys, casetracker.dossier.plain, casetracker.dossier.pdf.render;"
        "print([name for name in ('reportlab', 'pikepdf', 'PIL', 'arabic_reshaper') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_plain_text_says_all_that_the_tree_says() -> None:
    dossier = demo(rows=3, banner="INTERNAL – NOT FOR RELEASE", parts=2)
    text = plain.render(dossier)
    for piece in (
        ARABIC,
        UKRAINIAN,
        "INTERNAL – NOT FOR RELEASE",
        "Strictly confidential",
        dossier.record_hash,
    ):
        assert piece in text
    assert "Picture not shown: it is not marked showable" in text
    assert "Record as it stood at: 2024-10-24 14:03:22 UTC" in text
    assert "6.2  Exhibit E-000002\n---------------------" in text


def test_plain_text_is_safe_for_a_terminal() -> None:
    text = plain.render(of_blocks(Paragraph("a\x1b[2Jb\u202ec\td 日本"), Pairs((Pair("L", "1\n2"),))))
    assert "a[U+001B][2Jb[U+202E]c    d 日本" in text
    assert "L: 1\n  2" in text


def test_plain_notes_and_empty_tables_are_marked() -> None:
    note = Note("derived", "first\nsecond")
    text = plain.render(of_blocks(note, Table((Column("A"),), (), empty="None is recorded.")))
    assert "Derived by us\n| first\n| second" in text
    assert "None is recorded." in text
