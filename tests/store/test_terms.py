"""What a typed word is looked up as: never by a sound so short that it would match half the store."""

from __future__ import annotations

import pytest

from casetracker.domain.query import Phrase, Word
from casetracker.store.search.terms import terms_of


@pytest.mark.parametrize(("typed", "sounds"), [
    ("zzz", False), ("qqqqq", False), ("ааа", False), ("z", True), ("се", True), ("селид", True), ("Selidovo", True),
])
def test_a_word_is_heard_only_where_enough_of_it_sounds(typed: str, sounds: bool) -> None:
    (term,) = terms_of(Word(typed, begun=True))
    assert ("keys :" in term.match) is sounds


@pytest.mark.parametrize(("typed", "wanted", "by_bones"), [
    ("heron", True, False), ("Selidovo", True, True), ("Selidovo", False, False)])
def test_consonants_alone_find_long_names_and_exclude_none(typed: str, wanted: bool, by_bones: bool) -> None:
    (term,) = terms_of(Word(typed, begun=True), by_sound=wanted)
    assert ("skeletons :" in term.match) is by_bones


def test_of_a_word_that_is_two_only_the_last_is_begun() -> None:
    first, last = terms_of(Word("INC-2026", begun=True))
    assert ("*" in first.match, "*" in last.match) == (False, True)
    (phrase,) = terms_of(Phrase("INC-2026"))
    assert phrase.match == 'words : "inc 2026"'
