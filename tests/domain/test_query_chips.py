"""Choices of facets in the text of a search: found, put in and taken out, whatever else stands in the box."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casetracker.domain import vocabulary as v
from casetracker.domain.facets import FACETS, NONE, askable, asked, choice, key_of, label
from casetracker.domain.query import Word, leaves
from casetracker.domain.query_chips import (
    Chip,
    chips,
    choices,
    cleared,
    only,
    with_value,
    without_value,
    words,
)
from casetracker.domain.query_reading import all_of, parts, read

SPELLED: list[tuple[str, str, str]] = [
    ("assessment", "contested", "assessment:contested"),
    ("has", "video", "has:video"),
    ("date", "2024-10", "date!:2024-10"),
    ("date", "2024", "date!:2024"),
    ("type", "torture", "type!:torture"),
    ("type", "made-up term", 'type!:"made-up term"'),
    ("oblast", "Харківська область", 'oblast:"Харківська область"'),
    ("oblast", "Invented (oblast)", 'oblast:"Invented (oblast)"'),
    ("lead", 'Ima "Nobody" Person', 'lead!:"Ima Nobody Person"'),
    ("body", "B-000002", "body:B-000002"),
    ("lead", NONE, "no:lead"),
    ("body", NONE, "no:body"),
    ("type", NONE, "no:type"),
    ("has", NONE, "no:evidence"),
    ("furthest", NONE, "no:proceeding"),
]


@pytest.mark.parametrize(("facet", "value", "text"), SPELLED)
def test_a_value_is_typed_and_read_again(facet: str, value: str, text: str) -> None:
    assert askable(facet, value)
    assert asked(facet, [value]) == text
    assert read(text).hints == ()
    (found,) = choices(text)
    assert found.facet == facet
    assert found.keys == {key_of(facet, value)}


@pytest.mark.parametrize(("facet", "value"), [("lead", "!!!"), ("oblast", NONE), ("type", '"'), ("handling", NONE)])
def test_what_cannot_be_asked_for_is_known(facet: str, value: str) -> None:
    assert not askable(facet, value)


CHIPS: dict[str, list[tuple[str, str]]] = {
    "": [],
    "drone strike": [],
    "assessment:contested,recorded drone": [("assessment", "contested"), ("assessment", "recorded")],
    "assessment:contr drone": [("assessment", "contradicted")],
    "drone assessment:recorded": [("assessment", "recorded")],
    "(assessment:recorded) drone": [("assessment", "recorded")],
    "(date!:2024-10 OR date!:2024-11) drone": [("date", "2024-10"), ("date", "2024-11")],
    "date!:2024-10 OR date!:2024-11": [("date", "2024-10"), ("date", "2024-11")],
    'oblast:"Харківська область" has:video,photograph': [
        ("oblast", "Харківська область"), ("has", "video"), ("has", "photograph")],
    '(lead!:"Ima Person" OR no:lead)': [("lead", "Ima Person"), ("lead", "")],
    "(has:video OR no:evidence)": [("has", "video"), ("has", "")],
    "lead!:Person lead!:PERSON": [("lead", "Person")],
    "-assessment:recorded": [],
    "assessment:recorded OR drone": [],
    "assessment:recorded OR handling:open": [],
    "date:2024-10 date!:2024-10-07 date!:2024..": [],
    "type:torture lead:Kovalenko body:court": [],
    "has:party has:video,file no:video": [],
    "(assessment:recorded handling:open)": [],
    "assessment:nonsense": [],
}


@pytest.mark.parametrize("text", CHIPS)
def test_which_values_are_on(text: str) -> None:
    assert chips(text) == tuple(Chip(*each) for each in CHIPS[text])


ON: list[tuple[str, str, str, str]] = [
    ("", "assessment", "contested", "assessment:contested "),
    ("drone str", "assessment", "contested", "assessment:contested drone str"),
    ("assessment:recorded drone", "assessment", "contested", "assessment:recorded,contested drone"),
    ("assessment:contested drone", "assessment", "recorded", "assessment:recorded,contested drone"),
    ("date!:2024-10 drone", "date", "2024-11", "(date!:2024-10 OR date!:2024-11) drone"),
    ("date!:2024-10 OR date!:2024-11", "date", "2024-12", "(date!:2024-10 OR date!:2024-11 OR date!:2024-12)"),
    ("has:video drone", "has", NONE, "(has:video OR no:evidence) drone"),
    ("no:evidence drone", "has", "video", "(has:video OR no:evidence) drone"),
    ("drone assessment:recorded", "handling", "open", "handling:open drone assessment:recorded"),
    ("a OR b ", "handling", "open", "handling:open (a OR b)"),
    ("a OR b", "handling", "open", "handling:open (a OR b"),
    ('a OR "b c"', "handling", "open", 'handling:open (a OR "b c")'),
    ('say "unclosed', "handling", "open", 'handling:open say "unclosed'),
    ("OR a ", "handling", "open", "handling:open (OR a)"),
    ("assessment:contested", "assessment", "contested", "assessment:contested"),
]


@pytest.mark.parametrize(("text", "facet", "value", "after"), ON)
def test_a_value_is_turned_on(text: str, facet: str, value: str, after: str) -> None:
    assert with_value(text, facet, value) == after


OFF: list[tuple[str, str, str, str]] = [
    ("assessment:contested drone str", "assessment", "contested", "drone str"),
    ("drone str assessment:contested", "assessment", "contested", "drone str "),
    ("a assessment:recorded,contested  b", "assessment", "contested", "a assessment:recorded b"),
    ("(date!:2024-10 OR date!:2024-11) drone", "date", "2024-10", "date!:2024-11 drone"),
    ("lead!:Person x lead!:PERSON ", "lead", "person", "x "),
    ("drone", "assessment", "contested", "drone"),
]


@pytest.mark.parametrize(("text", "facet", "value", "after"), OFF)
def test_a_value_is_turned_off(text: str, facet: str, value: str, after: str) -> None:
    assert without_value(text, facet, value) == after


def test_all_are_cleared_and_one_takes_the_place_of_others() -> None:
    text = 'assessment:contested "two  words" (date!:2024 OR date!:2023) -x dro'
    assert cleared(text) == '"two  words" -x dro'
    assert only(text, "date", "2022") == 'date!:2022 assessment:contested "two  words" -x dro'


def test_what_a_search_does_not_look_for_is_not_lost() -> None:
    long = " ".join(f"w{number}" for number in range(110))
    on = f"{long[:200]} assessment:contested {long[200:]}"
    assert without_value(on, "assessment", "contested").split() == f"{long[:200]} {long[200:]}".split()
    assert with_value(long, "assessment", "contested") == long, "there is no room for more"


def test_every_value_has_a_label() -> None:
    assert label("assessment", "contested") == v.ASSESSMENT.label("contested")
    assert label("date", "2024-10") == "October 2024"
    assert label("lead", "Ima Person") == "Ima Person"
    assert label("lead", NONE)
    assert label("type", "torture") == v.VIOLATION.label("torture")


GARBAGE = st.text(alphabet='ab -()"„!:,OR.', max_size=24)
PIECES = st.sampled_from([
    "drone", "dro ", '"two words"', "a OR b", "OR", "(", ")", "-", '"', "assessment:contested", "handling:o",
    "has:video,file", "has:video OR no:evidence", "date!:2024-10 OR date!:2023", "(lead!:Person OR no:lead)",
    "-type!:torture", 'oblast:"x y"', "place:", "unknown:field", "assessment:nonsense", "body:B-000001", "-(a b)",
    "(handling:open closed)", "type!:a", "AND", "a AND b", "date: 2024", "date:", "date!: 2024-10", "a or b", "\u2212x",
    "a -", "has=video", "tag:%", "АБО"])
TYPED = st.one_of(GARBAGE, st.lists(st.one_of(PIECES, GARBAGE), max_size=6).map(" ".join),
                  st.lists(PIECES, max_size=5).map("".join))


@st.composite
def values(draw: st.DrawFn) -> tuple[str, str]:
    facet = FACETS[draw(st.sampled_from(sorted(FACETS)))]
    if facet.codes is not None:
        return facet.name, draw(st.sampled_from([*facet.codes, *([NONE] if facet.none else [])]))
    own = {"date": ["2024", "2024-10", "2023-01"], "body": ["B-000001", "B-000002"]}.get(
        facet.name, ["Person", "torture", "x y", "a (b) c", "об'єкт"])
    return facet.name, draw(st.sampled_from([*own, *([NONE] if facet.none else [])]))


def typed_words(text: str) -> list[str]:
    """The words of the person, as they are understood, in their order."""
    return [leaf.text for leaf in leaves(words(text), everything=True) if isinstance(leaf, Word)]


def _chosen(text: str) -> list[tuple[str, frozenset[str]]]:
    """What is chosen, where the beginning of a code is as good as all the codes that it stands for."""
    return [(each.facet, each.keys) for each in choices(text)]


@settings(max_examples=1500)
@given(text=TYPED, value=values())
def test_what_is_turned_on_is_on_and_off_again_means_what_it_meant(text: str, value: tuple[str, str]) -> None:
    facet, one = value
    before = {(chip.facet, key_of(chip.facet, chip.value)) for chip in chips(text)}
    on = with_value(text, facet, one)
    after = {(chip.facet, key_of(chip.facet, chip.value)) for chip in chips(on)}
    assert after == before | {(facet, key_of(facet, one))}
    assert words(on) == words(text), "the words are left alone"
    if (facet, key_of(facet, one)) not in before:
        off = without_value(on, facet, one)
        assert (words(off), _chosen(off)) == (words(text), _chosen(text))
        assert typed_words(off) == typed_words(text)


@settings(max_examples=800)
@given(text=TYPED, value=values())
def test_clearing_leaves_the_words_and_nothing_else(text: str, value: tuple[str, str]) -> None:
    bare = cleared(with_value(text, *value))
    assert chips(bare) == ()
    assert read(bare).node == words(text)
    one = only(text, *value)
    assert [chip.value for chip in chips(one) if chip.facet == value[0]] == [value[1]]
    assert words(one) == words(text)


@settings(max_examples=800)
@given(text=TYPED)
def test_the_parts_of_a_search_are_the_search(text: str) -> None:
    found = parts(text)
    assert all_of([part.node for part in found]) == read(text).node
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    for part in found:
        there = choice(part.node)
        if there is not None:
            assert choice(read(asked(there.facet, there.values)).node) == there  # type: ignore[arg-type]
