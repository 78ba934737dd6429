"""What people type and attach: endless, empty, hostile. All of it comes out, and quickly enough."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.dossier.dossier_demo import custody
from tests.dossier.pdf_reading import of_blocks, of_sections, page_texts, tool, word_boxes

from casetracker.dossier.pdf.render import render
from casetracker.dossier.tree import (
    Bullets,
    Column,
    Cover,
    Figure,
    Note,
    Pair,
    Pairs,
    Paragraph,
    Quote,
    Section,
    Span,
    Table,
)

HOSTILE = [
    "<b>bold</b>",
    '<img src="/etc/passwd"/>',
    "see <ref 12> & <para>",
    "<unclosed",
    "</font></para> &#0; &nosuch;",
    "a\x00b\x1b[31mc\x7f",
    "\u202eevil\u2066",
    "W" * 3000,
    "नमस्ते 日本語 👨‍👩‍👧",
    "e" + "\u0301" * 500,
    "(((" * 200,
    " " * 5000 + "x",
    "\n" * 300 + "x",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_every_place_takes_any_text(text: str, tmp_path: Path) -> None:
    blocks = (
        Paragraph(text),
        Pairs((Pair(text[:300], text),)),
        Table((Column("A"), Column(text[:60], 0.2, mono=True)), ((text, text[:400]),), caption=text),
        Figure(b"x", text, text, text),
        Note("caution", text, text),
        Bullets((text, text)),
        Quote(text, text),
    )
    cover = Cover(
        text[:200], (Pair("L", text[:200]),), (Pair(text[:200], text),), (Note("information", text),)
    )
    rendered = render(of_blocks(*blocks, title=text, cover=cover))
    for x0, _y0, x1, y1 in word_boxes(rendered.pdf, tmp_path):
        assert x0 >= 0
        assert x1 <= 596
        assert y1 <= 842


def test_markup_is_printed_as_typed() -> None:
    typed = '<b>x</b> <img src="/etc/passwd"/> <ref 12> & &amp; <unclosed'
    text = " ".join(" ".join(page_texts(render(of_blocks(Paragraph(typed))).pdf)).split())
    assert typed in text


def test_what_cannot_be_printed_is_named_and_counted() -> None:
    rendered = render(of_blocks(Paragraph("💩 and \u202e and \x07 and 💩")))
    assert "[U+1F4A9] and [U+202E] and [U+0007] and [U+1F4A9]" in " ".join(page_texts(rendered.pdf))
    assert rendered.unprintable == {"💩": 2, "\u202e": 1, "\x07": 1}


def test_a_narrative_of_forty_thousand_signs() -> None:
    narrative = " ".join(f"слово{n}" for n in range(4000))[:40_000]
    rendered = render(of_blocks(Paragraph(narrative)))
    assert "".join(re.findall(r"слово\d+", " ".join(page_texts(rendered.pdf)))) == narrative.replace(" ", "")


def test_one_word_of_forty_thousand_signs() -> None:
    rendered = render(of_blocks(Paragraph("я" * 40_000)))
    assert sum(text.count("я") for text in page_texts(rendered.pdf)) == 40_000


def test_a_thousand_rows() -> None:
    rendered = render(of_blocks(custody(1000)))
    assert (
        sum(len(re.findall(r"\b(?:received|transferred)\b", text)) for text in page_texts(rendered.pdf))
        == 1000
    )


def test_a_cell_higher_than_a_page_is_carried_over() -> None:
    words = [f"word{n}" for n in range(2500)]
    table = Table((Column("A"), Column("B")), (("left", " ".join(words)), ("next", "row")))
    rendered = render(of_blocks(table))
    assert re.findall(r"word\d+", " ".join(page_texts(rendered.pdf))) == words


def test_nothing_at_all_is_still_a_dossier() -> None:
    rendered = render(of_blocks(Paragraph(""), Pairs(()), Bullets(()), Quote(""), Table((Column(""),), ())))
    assert rendered.pages == 2
    assert render(of_blocks(title="")).pages == 2


def test_titles_without_end_do_not_hide_the_contents() -> None:
    sections = tuple(Section(f"{n} " + "title " * 400, (Paragraph("x"),)) for n in range(3))
    texts = page_texts(render(of_sections(*sections)).pdf)
    assert any("Contents" in text for text in texts)


def test_naughty_strings(collected_data: Path, tmp_path: Path) -> None:
    strings = json.loads((collected_data / "blns" / "blns.json").read_text("utf-8"))
    table = Table(
        (Column("As typed", 2), Column("Mono", 1, mono=True)), tuple((text, text) for text in strings)
    )
    blocks = [Paragraph((text, Span(text, bold=True))) for text in strings]
    pairs = Pairs(tuple(Pair(text, text) for text in strings))
    rendered = render(of_blocks(*blocks, table, pairs))
    file = tmp_path / "naughty.pdf"
    file.write_bytes(rendered.pdf)
    assert "No syntax or stream encoding errors" in tool("qpdf", "--check", str(file))
    together = "".join(re.sub(r"\s", "", text) for text in page_texts(rendered.pdf))
    for text in strings:
        if text.isascii() and text.isprintable() and len(text) < 40:
            assert text.replace(" ", "") in together, text
