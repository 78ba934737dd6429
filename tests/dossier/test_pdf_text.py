"""Text on its way to the page: what can be printed, where lines break, which way it runs."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dossier.dossier_demo import ARABIC, HEBREW, UKRAINIAN

from casetracker.dossier.pdf import bidi, shaping
from casetracker.dossier.pdf.characters import printable, tree_unprintable, unprintable
from casetracker.dossier.pdf.fonts import Face, font_of
from casetracker.dossier.pdf.styles import BODY
from casetracker.dossier.pdf.text import Line, longest_word, one_line, set_text
from casetracker.dossier.tree import Paragraph, Span


def drawn(line: Line) -> str:
    return "".join(run.text for run in line.runs)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("", ""),
        ("plain", "plain"),
        ("<b>bold</b> & <ref 12>", "<b>bold</b> & <ref 12>"),
        ("a\tb", "a    b"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("bell\x07", "bell[U+0007]"),
        ("over\u202eridden", "over[U+202E]ridden"),
        ("zero\u200bwidth\ufeff", "zero[U+200B]width[U+FEFF]"),
        ("soft\xadhyphen", "soft[U+00AD]hyphen"),
        ("💩", "[U+1F4A9]"),
        ("日本", "[U+65E5][U+672C]"),
        ("half \ud800", "half [U+D800]"),
        ("private \ue000", "private [U+E000]"),
        ("и\u0306", "й"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200cb", "a[U+200C]b"),
        ("об’єкт → Ґ ₴ № „“ ☐", "об’єкт → Ґ ₴ № „“ ☐"),
        ("Երևան თბილისი ירושלים", "Երևան თბილისი ירושלים"),
    ],
)
def test_what_is_printed(typed: str, printed: str) -> None:
    assert printable(typed) == printed


def test_what_cannot_be_printed_is_counted() -> None:
    assert unprintable("💩 a 💩\x07\u202e") == {"💩": 2, "\x07": 1, "\u202e": 1}
    assert unprintable(UKRAINIAN + ARABIC + HEBREW + "\t\r\n") == {}


def test_a_tree_is_counted_whole() -> None:
    from tests.dossier.pdf_reading import of_blocks

    dossier = of_blocks(Paragraph(("💩", Span("\x07", mono=True))), title="t\x07")
    assert tree_unprintable(dossier) == {"💩": 1, "\x07": 2}


@given(st.text(max_size=80))
def test_whatever_is_typed_can_be_printed(text: str) -> None:
    shown = printable(text)
    assert printable(shown) == shown
    assert not unprintable(shown)
    for sign in shown:
        assert sign in "\n\u200c\u200d" or font_of(sign, Face(bold=True, italic=True, mono=True)) is not None


@given(st.text(st.sampled_from("ab  \n-/é🙂Яяلاسم١٢3.()«»ע"), max_size=120), st.integers(30, 300))
@settings(max_examples=300)
def test_lines_hold_all_and_no_more_than_their_width(text: str, width: int) -> None:
    lines = set_text((text[::2], Span(text[1::2], bold=True)), BODY, width)
    assert all(line.width <= width + 0.01 or len(drawn(line).strip()) <= 1 for line in lines)
    typed = printable(text[::2]) + printable(text[1::2])
    shaped = "".join(shaping.joined(word) for word in typed.split())
    if not bidi.needs_bidi(typed):
        assert "".join("".join(map(drawn, lines)).split()) == "".join(shaped.split())


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("", []),
        ("\n\n", []),
        ("one", ["one"]),
        ("one\ntwo\n\nfour\n", ["one", "two", "", "four"]),
        ("  indented  text", ["  indented  text"]),
    ],
)
def test_line_ends_and_blanks_are_kept(typed: str, lines: list[str]) -> None:
    assert [drawn(line) for line in set_text(typed, BODY, 400)] == lines


def test_a_digest_breaks_in_the_middle() -> None:
    digest = "0123456789abcdef" * 4
    narrow = set_text(Span(digest, mono=True), BODY, longest_word(Span(digest, mono=True), BODY) + 1)
    assert [drawn(line) for line in narrow] == [digest[:32], digest[32:]]


def test_a_long_address_breaks_after_a_separator() -> None:
    lines = [drawn(line) for line in set_text("https://example.invalid/" + "part/" * 30, BODY, 200)]
    assert len(lines) > 2
    assert all(line.endswith("/") for line in lines)


def test_a_running_head_is_one_line() -> None:
    line = one_line("Long title " * 40, BODY, 200)
    assert line.width <= 200
    assert drawn(line).endswith("…")
    assert drawn(one_line("two\nlines", BODY, 200)) == "two lines"


def test_markup_is_only_text() -> None:
    typed = '<b>x</b><img src="/etc/passwd"/><ref 12> & &amp; <unclosed'
    assert [drawn(line) for line in set_text(typed, BODY, 900)] == [typed]


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("abc אבג 12", "abc 12 גבא"),
        ("אבג (12) abc", "abc (12) גבא"),
        ("١٢ آذار ٢٠٢٢", "٢٠٢٢ راذآ ١٢"),
        ("אבג 1,234.50%", "1,234.50% גבא"),
        ("[אב] x", "x [בא]"),
        ("«אב»", "«בא»"),
    ],
)
def test_the_order_of_a_line(typed: str, seen: str) -> None:
    base = bidi.base_direction(typed)
    signs = [(sign, None) for sign in typed]
    assert "".join(sign for sign, _look in shaping.visual(signs, base)) == seen


@given(st.text(st.sampled_from("abc אבגعربي 123١٢٣()[].,-+%$/:«»!\u064b"), max_size=16), st.booleans())
@settings(max_examples=400)
def test_the_order_agrees_with_another_implementation(text: str, from_right: bool) -> None:
    other = pytest.importorskip("fpdf.bidi")
    from fpdf.enums import TextDirection

    direction = TextDirection.RTL if from_right else TextDirection.LTR
    expected = "".join(
        sign.character for sign in other.BidiParagraph(text, direction).get_reordered_characters()
    )
    order = bidi.visual_order(text, "R" if from_right else "L")
    assert "".join(text[at] for at in order) == expected


def test_arabic_letters_join_and_lose_nothing() -> None:
    joined = shaping.joined("السلام")
    assert joined != "السلام"
    assert unicodedata.normalize("NFKC", joined) == "السلام"
    vowels = "مُحَمَّد"
    assert sorted(unicodedata.normalize("NFKC", shaping.joined(vowels))) == sorted(vowels)


def test_a_right_to_left_paragraph_stands_at_the_right() -> None:
    assert [line.from_right for line in set_text("abc\nאבג", BODY, 200)] == [False, True]
