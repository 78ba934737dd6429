"""Saved searches as text: what is written is read back the same, and a fault names its line."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetracker.domain.query_reading import read
from casetracker.domain.saved_searches import as_text, from_text, same, settled
from casetracker.errors import UserError


class Search(NamedTuple):
    name: str
    query: str


NAMES = st.text(st.sampled_from("ab :\"'#Їй-\u2028"), min_size=1, max_size=8).filter(str.strip)
QUERIES = st.text(st.sampled_from('ab: "()-O R\n'), min_size=1, max_size=12).filter(lambda text: bool(text.strip()))


@given(st.lists(st.builds(Search, NAMES, QUERIES), max_size=4, unique_by=lambda each: same(each.name)))
def test_what_is_written_is_read_back_with_the_same_meaning(searches: list[Search]) -> None:
    back = from_text(as_text(searches))
    assert [line.name for line in back] == [" ".join(each.name.split()) for each in searches]
    assert [line.query for line in back] == [settled(each.query) for each in searches]


@given(QUERIES)
def test_a_settled_search_has_no_blanks_at_its_ends_and_settles_no_further(query: str) -> None:
    once = settled(query)
    assert once == once.strip()
    assert "\n" not in once
    assert settled(once) == once


@pytest.mark.parametrize(("query", "kept"), [
    ("drone", "drone"), ("drone ", "(drone)"), (" two words ", "(two words)"), ("a OR b ", "(a OR b)"),
    ('"a phrase" ', '"a phrase"'), ("stage:judgment ", "stage:judgment"), ("-video ", "(-video)"),
])
def test_a_blank_behind_the_last_word_is_kept_in_what_the_search_means(query: str, kept: str) -> None:
    assert settled(query) == kept
    assert read(kept).node == read(query).node


@pytest.mark.parametrize(("text", "lines"), [
    ("", []),
    ("\n\n a : b \n\n", [(3, "a", "b")]),
    ("\ufeffa: b", [(1, "a", "b")]),
    ('"a: ""b""": c:d', [(1, 'a: "b"', "c:d")]),
    ("near the river: place:Selydove -video", [(1, "near the river", "place:Selydove -video")]),
    ("a:b\r\nc  d:e", [(1, "a", "b"), (2, "c d", "e")]),
])
def test_reading(text: str, lines: list[tuple[int, str, str]]) -> None:
    assert from_text(text) == lines


@pytest.mark.parametrize(("text", "told"), [
    ("a: b\n\nno colon", "Line 3: there is no name with a colon"), (": b", "Line 1: there is no name"),
    ('"": b', "Line 1: the name is missing"), ("a:  ", "Line 1: no search stands"),
    ("a: b\nA : c", "Line 2: the name “A” stands on line 1"),
])
def test_a_fault_names_its_line(text: str, told: str) -> None:
    with pytest.raises(UserError, match=told):
        from_text(text)
