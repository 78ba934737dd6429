"""Searches as typed: what is understood, that nothing is an error, and that what is written out means the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetracker.domain.query import (
    Alias,
    All,
    Condition,
    Either,
    Hint,
    Leaf,
    Node,
    Phrase,
    Query,
    Without,
    Word,
    leaves,
    written,
)
from casetracker.domain.query_fields import FIELDS
from casetracker.domain.query_hints import told
from casetracker.domain.query_limits import MOST, count
from casetracker.domain.query_reading import read

A, B, C = Word("a"), Word("b"), Word("c")

UNDERSTOOD: dict[str, Node | None] = {
    "": None,
    "   ": None,
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
    "a AND b ": All((A, B)),
    "a b AND (c) ": All((A, B, C)),
    "a OR b AND c ": Either((A, All((B, C)))),
    "a АБО b ИЛИ c ": Either((A, B, C)),
    "a and b ": All((A, Word("and"), B)),
    "a або ": All((A, Word("або"))),
    "or a ": All((Word("or"), A)),
    "not a ": All((Word("not"), A)),
    "a NOT ": All((A, Word("NOT"))),
    "a -": A,
    "a – b ": All((A, B)),
    "a–b ": Word("a–b"),
    "\u2212a ": Without(A),
    "\uff0da ": Without(A),
    "a \u2011(b c) ": All((A, Without(All((B, C))))),
    "date: 2024-10": Condition("date", "2024-10"),
    "a date:  2024 b ": All((A, Condition("date", "2024"), B)),
    "date!: 2024-10": Condition("date", "2024-10", surely=True),
    "date\uff1a2024": Condition("date", "2024"),
    "date\uff01\uff1a 2024": Condition("date", "2024", surely=True),
    "date=2024": Condition("date", "2024"),
    "a handling: open": All((A, Condition("handling", "open"))),
    "date= 2024 ": All((Word("date="), Word("2024"))),
    "colour=red ": Word("colour=red"),
    "colour\uff1ared ": Word("colour\uff1ared"),
    "Note: a ": All((Word("Note:"), A)),
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
    "tag:% a ": (A, "tag:%"),
    'a place:"" ': (A, 'place:""'),
    "a tag: % b ": (All((A, B)), "tag: %"),
    "date: someday ": (All((Word("date:"), Word("someday"))), "date: someday"),
    'date: "some day" ': (All((Word("date:"), Phrase("some day"))), 'date: "some day"'),
    "a date:": (A, "date:"),
    "a near: ": (A, "near:"),
    'place: "near Selydove"': (Condition("place", "near Selydove"), 'place: "near Selydove"'),
    "-Body: male ": (Without(Condition("body", "male")), "Body: male"),
    "a date!: OR b ": (Either((A, B)), "date!:"),
    "place:(a OR b) ": (Either((A, B)), "place:"),
    "date: place:a ": (Condition("place", "a"), "date:"),
    "a or b ": (All((A, Word("or"), B)), "or"),
    "a або b ": (All((A, Word("або"), B)), "або"),
    "a NOT b ": (All((A, Word("NOT"), B)), "NOT"),
    "a \u2013b ": (All((A, Word("\u2013b"))), "\u2013b"),
    "\u2014a b ": (All((Word("\u2014a"), B)), "\u2014a"),
    "a - b ": (All((A, B)), "-"),
    "a AND ": (A, "AND"),
    "AND a ": (A, "AND"),
    "a OR AND b ": (Either((A, B)), "AND"),
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


@pytest.mark.parametrize("text", ['"', '""', "()", "-", "\U0001f4a9", "\x00", "!!! ... -", "OR", "AND", "date:", "tag:%",
                                  "( -)"])
def test_what_means_nothing_is_told(text: str) -> None:
    found = read(text)
    assert found.node is None
    assert "everything is shown" in found.hints[0].message
    assert (found.hints[0].start, found.hints[0].end) == (0, len(text))


@pytest.mark.parametrize(("text", "says"), [
    ("date:someday ", "searched as “date someday”"), ("colour:red ", "searched as “colour red”"),
    ("tag:%", "Nothing is looked for"), ("colour:% ", "searched as “colour”"),
    ("date: someday", "searched as “date someday”"),
    (f"colour:{'red' * 900} ", "red…”"), ("Body: male", "the field body:male"),
])
def test_a_hint_says_what_is_searched_instead(text: str, says: str) -> None:
    assert says in read(text).hints[-1].message


@pytest.mark.parametrize("text", [
    "пошук і порятунок", "Search and rescue near Bakhmut", "не знайдено", "not found", "Харків - ", "обстріл – пожежа",
    "Слов'янськ", "Івано-Франківськ", "14:38", "https://example.org/a=b", "«Азов»", "مدينة أو قرية", "Ukraine: report",
    "a=b", "Ростов-на-Дону", "24/7", "e.g. this", "№ 5",
])
def test_ordinary_texts_set_off_no_hint(text: str) -> None:
    assert read(text).hints == ()


def test_a_hundred_parentheses_are_read_without_harm() -> None:
    assert read("-" * 5000 + "a ").node == Without(A)
    found = read("(" * 5000 + "a" + ")" * 5000)
    assert found.node == Word("a")
    assert len(found.hints) == 1, "each of them closes one that was opened"
    assert "too many parentheses" in found.hints[0].message
    assert len(read("(" * 50 + "a" + ")" * 51).hints) == 2


def words(count: int, sign: str = " ") -> str:
    return sign.join(f"w{number}" for number in range(count))


LONG: dict[str, tuple[str, str]] = {
    "words": (words(105), "w100 w101"),
    "either": (words(105, " OR "), "w100 OR w101"),
    "a phrase": (f'"{words(105)}"', "w100 w101"),
    "a field of words": (f'place:"{words(105)}"', "w100 w101"),
    "fields": (words(105, " place:"), "place:w100 place:w101"),
    "fields of codes": (" ".join(["has:video"] * 105), "has:video has:video has:video has:video has:video"),
    "a field that is asked for whole": (f'{words(99)} tag:"two words" w99', 'tag:"two words" w99'),
    "a word of many": (f"{words(99)} {words(3, '-')} -w99", "w0-w1-w2 -w99"),
    "what is left out": (f"{words(100)} -w100", "-w100"),
    "half of what is left out": (f"{words(90)} -(a OR {words(20)}) b", "-(a OR w0"),
    "a phrase that is left out": (f'{words(90)} -"{words(20)}" b', '-"w0 w1'),
    "in parentheses": (f"({words(99)} (a b) c)", "b) c)"),
    "no field": (f'{words(98)} a colour:"x y" b', 'colour:"x y" b'),
    "no value": (f"{words(98)} a date: someday b", "date: someday b"),
}


@pytest.mark.parametrize("what", LONG)
def test_a_long_search_is_cut_and_says_where(what: str) -> None:
    text, behind = LONG[what]
    found = read(text)
    assert found.cut is not None
    assert text[found.cut:].startswith(behind)
    assert (found.hints[0].start, found.hints[0].end) == (found.cut, len(text))
    assert "NOT looked for" in found.hints[0].message
    assert sum(weight(leaf) for leaf in leaves(found.node, everything=True)) <= MOST
    assert read(written(found.node)) == Query(found.node), "what is left is a search like any other"


def weight(leaf: Leaf) -> int:
    assert not isinstance(leaf, Alias)
    return count(leaf.value if isinstance(leaf, Condition) else leaf.text)


def test_a_search_that_is_as_long_as_may_be_is_not_cut() -> None:
    assert read(words(MOST)).cut is None
    assert read(f'{words(MOST)} % "" ()').cut is None
    assert len(leaves(read(words(MOST)).node)) == MOST


@given(st.lists(st.sampled_from([words(40), f'"{words(30)}"', f'place:"{words(20)}"', "(", ")", "-", "OR", "AND", "%",
                                 "date:", 'colour:"x y"', "date: someday", "has:video", words(3, "-"), "a or b"]),
                max_size=14),
       st.sampled_from([" ", ""]))
def test_no_long_text_is_an_error_and_what_is_left_means_the_same(typed: list[str], between: str) -> None:
    text = between.join(typed)
    found = read(text)
    assert sum(weight(leaf) for leaf in leaves(found.node, everything=True)) <= MOST
    again = read(written(found.node))
    assert (again.node, again.cut) == (found.node, None)
    assert len(told(text, found.hints)) <= 4


def test_of_many_hints_the_first_are_shown_and_long_texts_are_shortened() -> None:
    text = " ".join(f"colour{number}:{'red' * 100}" for number in range(9))
    lines = told(text, read(text).hints)
    assert len(lines) == 4
    assert lines[-1] == "… and 6 more hints"
    assert all(len(line) < 200 for line in lines)
    assert lines[0].startswith("“colour0:redred")
    assert told("a\n b", (Hint(0, 4, "so"),)) == ["“a b”: so"]
    assert told("a a a", [Hint(at, at + 1, "so") for at in (0, 2, 4)]) == ["“a”: so"], "none is said twice"


@pytest.mark.parametrize("name", FIELDS)
def test_each_example_is_understood(name: str) -> None:
    found = read(FIELDS[name].example)
    assert isinstance(found.node, Condition)
    assert (found.node.field, found.hints) == (name, ())


@given(st.text(max_size=60) | st.text(alphabet='ab ()-"OR:!date.<=2024ANDor\u2212\u2013', max_size=60)
       | st.lists(st.sampled_from(["AND", "OR", "or", "NOT", "date:", "2024", "place:", "%", '"', "(", ")", "-", "\u2212",
                                   "tag:%", "a", "=", ":", "\uff1a", "!", "x y", "someday"]), max_size=9).map(" ".join)
       | st.lists(st.sampled_from(["AND", "OR", "date:", "2024", "%", '"', "(", ")", "-", " ", "a", "=", "tag:"]),
                  max_size=9).map("".join))
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
