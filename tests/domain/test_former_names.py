"""The list of renamed places: each entry sourced, each name leading to the others, none so short that it finds all."""

from __future__ import annotations

import pytest

from casetracker.domain.folding import fold
from casetracker.domain.former_names import OtherName, keys_of, known, named_in, read
from casetracker.domain.query import Alias, All, Either, Node, Phrase, Reach, Word, leaves
from casetracker.domain.query_reach import reaching
from casetracker.domain.query_reading import read as read_query

LIST = read()
PLACES = LIST["places"]


def others(text: str) -> set[str]:
    return {fold(other.text) for other in known().get(keys_of(text), ())}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: str(place["now"][0]))
def test_an_entry_names_its_act_and_two_publications(place: dict[str, list[str]]) -> None:
    assert place["act"] in {act["code"] for act in LIST["acts"]}
    checked = set(place["checked_against"])
    assert len(checked) >= 2
    assert checked <= {source["code"] for source in LIST["sources"]}
    assert set(place["whole"]) <= {*place["now"], *place["former"]}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: str(place["now"][0]))
def test_every_name_leads_to_every_other_in_both_directions(place: dict[str, list[str]]) -> None:
    names = [*place["now"], *place["former"]]
    for name in names:
        assert {keys_of(each) for each in names} - {keys_of(name)} <= {keys_of(each) for each in others(name)}


def test_no_name_is_so_short_that_it_would_find_everything() -> None:
    assert all(len("".join(keys)) >= 5 for keys in known())


@pytest.mark.parametrize(("typed", "other"), [
    ("Artemivsk", "бахмут"), ("Артёмовск", "бахмут"), ("АРТЕМІВСЬК", "бахмут"), ("Bakhmut", "артемівськ"),
    ("Bachmut", None), ("в Артемівську", None), ("Артемівську", "бахмут"), ("Kropyvnyts'kyi", "кіровоград"),
    ("Kirovograd", "кропивницький"), ("Dnepropetrovsk", "дніпро"), ("Dnipro", "дніпропетровськ"),
    ("Artyomovsk", "бахмут"), ("Artjomowsk", "бахмут"), ("Artiomovsk", "бахмут"), ("Dniepropetrovsk", "дніпро"),
    ("Artomovsk", None), ("Krasnyi Lyman", "лиман"), ("Красный Лиман", "лиман"), ("Zhdanov", "маріуполь"),
    ("Слов'янськ", None), ("Horishni Plavni", "комсомольськ"), ("Кам’янське", "дніпродзержинськ"),
    ("Кам'янське", "дніпродзержинськ"), ("Камʼянське", "дніпродзержинськ"), ("Дніпропетровська", None),
    ("Артем", None), ("", None),
])
def test_a_name_is_known_in_any_spelling(typed: str, other: str | None) -> None:
    assert (fold(other) in others(typed)) if other else not others(typed)


def test_one_former_name_of_two_places_leads_to_both_and_these_not_to_each_other() -> None:
    assert {"бахмут", "кипуче"} <= others("Артемівськ")
    assert "кипуче" not in others("Бахмут")


def test_names_stand_in_a_row_and_the_longer_goes_first() -> None:
    words = fold("з Красного до Красний Лиман і Лиман").split()
    assert [(name.start, name.end) for name in named_in(words)] == [(3, 5), (6, 7)]


@pytest.mark.parametrize(("name", "text", "held"), [
    ("Бахмут", "Бахмуті", True), ("Бахмут", "Бахмутом", True), ("Бахмут", "Bakhmuta", True),
    ("Бахмут", "Бахмутський", False), ("Торецьк", "Торецький", False),
    ("Кіровоград", "Кіровограда", True), ("Кіровоград", "Кіровоградська", False), ("Олешки", "Олешках", True),
    ("Покровськ", "Покровське", True), ("Златопіль", "Златополя", True), ("Кропивницький", "Кропивницького", True),
])
def test_other_names_are_found_in_their_cases_but_not_as_adjectives(name: str, text: str, held: bool) -> None:
    (forms,) = OtherName(name).forms()
    assert (keys_of(text)[0] in forms) is held


def test_a_name_kept_whole_has_no_other_form() -> None:
    assert OtherName("Лиман", whole=True).forms() == (frozenset({"liman"}),)


def alias(*names: str) -> set[str]:
    return set(map(fold, names))


@pytest.mark.parametrize(("query", "named"), [
    ("Toretsk", alias("Дзержинськ")), ("удар Toretsk школа", alias("Дзержинськ")), ('"Toretsk"', alias("Дзержинськ")),
    ("Красний Лиман", alias("Лиман")), ('"Красний Лиман"', alias("Лиман")), ("Красний (Лиман)", alias("Лиман")),
    ("Нью-Йорк", alias("Новгородське")), ("-Toretsk", set()), ("a -Toretsk", set()), ('-"Toretsk"', set()),
    ("-(a Toretsk)", set()), ("-(a -Toretsk)", alias("Дзержинськ")), ("a OR Toretsk", alias("Дзержинськ")),
    ("Toretsk-Nord", set()), ('"у місті Toretsk"', set()), ("нічого", set()),
])
def test_what_is_wanted_is_asked_under_its_other_names_and_what_is_excluded_is_not(query: str, named: set[str]) -> None:
    node = reaching(_node(query))
    asked = {fold(leaf.name.text) for leaf in leaves(node, everything=True) if isinstance(leaf, Alias)}
    assert named <= asked
    assert bool(asked) is bool(named)


@pytest.mark.parametrize(("query", "own"), [
    ('"Toretsk"', ["Toretsk"]), ('"Красний Лиман"', ["Красний Лиман"]), ("Toretsk", []), ('-"Toretsk"', []),
    ('-(a -"Toretsk")', ["Toretsk"]), ('"у місті Toretsk"', []), ('"Selydove"', []),
])
def test_a_phrase_that_is_the_name_of_a_place_is_its_name_in_any_alphabet(query: str, own: list[str]) -> None:
    asked = leaves(reaching(_node(query)), everything=True)
    assert [leaf.name.text for leaf in asked if isinstance(leaf, Alias) and leaf.reach is Reach.KEY] == own


def test_words_keep_their_place_beside_a_name() -> None:
    node = reaching(_node("a Красний Лиман b"), Reach.ALIAS)
    assert isinstance(node, All)
    first, either, last = node.of
    assert first == Word("a", reach=Reach.ALIAS)
    assert last == Word("b", begun=True, reach=Reach.ALIAS)
    assert isinstance(either, Either)
    assert either.of[0] == All((Word("Красний", reach=Reach.ALIAS), Word("Лиман", reach=Reach.ALIAS)))


def test_a_narrow_search_knows_no_other_names() -> None:
    node = _node('Toretsk "Bakhmut"')
    assert reaching(node, Reach.EXACT) == All((Word("Toretsk", reach=Reach.EXACT), Phrase("Bakhmut")))
    own = Alias(OtherName("Bakhmut", whole=True), Reach.KEY)
    assert reaching(node, Reach.KEY) == All((Word("Toretsk", reach=Reach.KEY), Either((Phrase("Bakhmut"), own))))


def test_what_is_excluded_is_excluded_as_spelled_however_far_the_search_reaches() -> None:
    for reach in Reach:
        node = reaching(_node("-Toretsk -place:Toretsk"), reach)
        assert {getattr(leaf, "reach", None) for leaf in leaves(node, wanted=False)} == {Reach.KEY}


def _node(query: str) -> Node:
    node = read_query(query).node
    assert node is not None
    return node
