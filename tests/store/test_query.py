"""What a typed word is looked up as: never by a sound so short that it would match half the store."""

from __future__ import annotations

import pytest

from casetracker.store.search.query import parse


@pytest.mark.parametrize(("typed", "sounds"), [
    ("zzz", False), ("qqqqq", False), ("ааа", False), ("z", True), ("се", True), ("селид", True), ("Selidovo", True),
])
def test_a_word_is_heard_only_where_enough_of_it_sounds(typed: str, sounds: bool) -> None:
    (term,) = parse(typed)
    assert ("keys :" in term.match) is sounds


@pytest.mark.parametrize(("typed", "by_bones"), [("heron", False), ("Selidovo", True), ("-Selidovo", False)])
def test_consonants_alone_find_long_names_and_exclude_none(typed: str, by_bones: bool) -> None:
    (term,) = parse(typed)
    assert ("skeletons :" in term.match) is by_bones
