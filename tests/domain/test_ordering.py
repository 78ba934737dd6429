"""Texts in the order in which a reader looks for them."""

from __future__ import annotations

import pytest

from casetracker.domain.ordering import sort_key


@pytest.mark.parametrize("ordered", [
    ["arson", "École", "Elan", "Zoo"],
    ["атака", "Бахмут", "«Вечір»", "Донецьк", "Єлисеївка", "Жовте", "Зоря", "Изюм", "Іванівка", "Їжаківка", "Кут"],
    ["Z", "А", "ا"],
    ["", "a", "a b", "ab"],
])
def test_letters_stand_where_their_alphabet_has_them(ordered: list[str]) -> None:
    assert sorted(set(ordered), key=sort_key) == ordered


@pytest.mark.parametrize(("one", "other"), [("ЁЛКА", "елка"), ("O'Brien", "o’brien"), ("  a -- b ", "A B"), (None, "")])
def test_case_marks_and_blanks_do_not_count(one: str | None, other: str) -> None:
    assert sort_key(one) == sort_key(other)
