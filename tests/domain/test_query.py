"""Searches as typed: what is understood, that nothing is an error, and that what is written out means the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetracker.domain.query import All, Condition, Either, Node, Phrase, Without, Word, leaves, written
from casetracker.domain.query_fields import FIELDS
from casetracker.domain.query_reading import read

A, B, C = Word("a"), Word("b"), Word("c")

UNDERSTOOD: dict[str, Node | None] = {
    "": None,
    "   ": None,
    "!!! ... -": None,
    "a": Word("a", begun=True),
    "a ": A,
    "a b ": All((A, B)),
    '"a b"': Phrase("a b"),
    "“a b” «c»": All((Phrase("a b"), Phrase("c"))),
    '"a b': Phrase("a b"),
    "-a ": Without(A),
    "--a ": Without(A),
    '-"a b"': Without(Phrase("a b")),
    "-(a b) ": Without(All((A, B))),
    "-(-a) ": A,
    "a OR b ": Either((A, B)),
    "a b OR c ": Either((All((A, B)), C)),
    "a (b OR c) ": All((A, Either((B, C)))),
    "a OR (b OR c) ": Either((A, B, C)),
    "a (b": All((A, Word("b", begun=True))),
    "a or b ": All((A, Word("or"), B)),
    "(a (b c)) ": All((A, B, C)),
    "assessment:contested": Condition("assessment", "contested"),
    "ASSESSMENT:contested": Condition("assessment", "contested"),
    'place:"near Selydove"': Condition("place", "near Selydove"),
    "place:Sely": Condition("place", "Sely"),
    "date!:2024-10": Condition("date", "2024-10", surely=True),
    "type!:torture": Condition("type", "torture", surely=True),
    'lead!:"Ima Person"': Condition("lead", "Ima Person", surely=True),
    "-has:video": Without(Condition("has", "video")),
    "near:48.15,37.30,25km": Condition("near", "48.15,37.30,25km"),
    "date:2024-10-01..2024-10-31": Condition("date", "2024-10-01..2024-10-31"),
    "date:../2024-10-09": Condition("date", "../2024-10-09"),
    "date:2024..": Condition("date", "2024.."),
    "reliability:<=C": Condition("reliability", "<=C"),
    "INC-2026-000001 ": Word("INC-2026-000001"),
    "14:38 ": Word("14:38"),
    "https://example.org/x ": Word("https://example.org/x"),
}


@pytest.mark.parametrize("text", UNDERSTOOD)
def test_a_search_is_understood(text: str) -> None:
    found = read(text)
    assert found.node == UNDERSTOOD[text]
    assert found.hints == ()


HINTED: dict[str, tuple[Node | None, str]] = {
    "assessment:splendid ": (Word("assessment:splendid"), "assessment:splendid"),
    "colour:red ": (Word("colour:red"), "colour:red"),
    'colour:"dark red" ': (All((Word("colour"), Phrase("dark red"))), 'colour:"dark red"'),
    "date:someday ": (Word("date:someday"), "date:someday"),
    "near:91,0,1 ": (Word("near:91,0,1"), "near:91,0,1"),
    "reliability:G ": (Word("reliability:G"), "reliability:G"),
    "sha256:xyz ": (Word("sha256:xyz"), "sha256:xyz"),
    "has:wings ": (Word("has:wings"), "has:wings"),
    "tag!:x": (Condition("tag", "x"), "tag!:x"),
    "(a ": (A, "("),
    "a) b ": (All((A, B)), ")"),
    "OR a ": (A, "OR"),
    "a OR ": (A, "OR"),
}


@pytest.mark.parametrize("text", HINTED)
def test_what_is_not_understood_is_searched_as_words_and_the_place_is_told(text: str) -> None:
    node, place = HINTED[text]
    found = read(text)
    assert found.node == node
    (hint,) = found.hints
    assert text[hint.start:hint.end] == place
    assert hint.message


def test_a_hundred_parentheses_are_read_without_harm() -> None:
    assert read("(" * 5000 + "a" + ")" * 5000).node == Word("a")
    assert read("-" * 5000 + "a ").node == Without(A)


@pytest.mark.parametrize("name", FIELDS)
def test_each_example_is_understood(name: str) -> None:
    found = read(FIELDS[name].example)
    assert isinstance(found.node, Condition)
    assert (found.node.field, found.hints) == (name, ())


@given(st.text(max_size=60) | st.text(alphabet='ab ()-"OR:!date.<=2024', max_size=60))
def test_no_text_is_an_error_and_what_is_written_out_means_the_same(text: str) -> None:
    node = read(text).node
    again = read(written(node))
    assert again.node == node
    assert written(again.node) == written(node)
    assert len(leaves(node)) + len(leaves(node, wanted=False)) == len(leaves(node, everything=True))


@given(st.text(max_size=40))
def test_a_hint_stands_within_the_text(text: str) -> None:
    for hint in read(f"({text} colour:x").hints:
        assert 0 <= hint.start < hint.end <= len(text) + 10
