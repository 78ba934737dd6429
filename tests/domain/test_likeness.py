"""How alike two incidents are: by days, by kilometres, by names in any script; and never by one matter alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetracker.domain.likeness import Features, compare
from casetracker.domain.likeness_dates import When, nearness, when
from casetracker.domain.likeness_places import Place, closeness, distance_km, place
from casetracker.domain.likeness_words import (
    BY_SOUND,
    text_likeness,
    title_likeness,
    told_words,
    word_likeness,
)


def on(first: str | None, last: str | None = None, kind: str = "act") -> When:
    return when(kind, first, last or first, first or "..", working=True)


SPANS = [
    ("the same day", on("2024-10-07"), on("2024-10-07"), 0, (1.0, 1.0)),
    ("the next day", on("2024-10-07"), on("2024-10-08"), 1, (0.7, 0.9)),
    ("eleven days", on("2024-10-06", "2024-10-07"), on("2024-10-18"), 11, (0.3, 0.4)),
    ("a day in a month", on("2024-10-07"), on("2024-10-01", "2024-10-31"), 0, (0.5, 0.6)),
    ("a day in a year", on("2024-10-07"), on("2024-01-01", "2024-12-31"), 0, (0.1, 0.3)),
    ("a year apart", on("2024-10-07"), on("2023-10-07"), 366, (0.0, 0.0)),
    ("an open beginning", when("act", None, "2024-10-07", "../2024-10-07", working=True), on("2024-10-07"), 0, (0.1, 0.3)),
    ("a report only counts little", on("2024-10-24", kind="official_report"), on("2024-10-24", kind="official_report"), 0,
     (0.3, 0.5)),
]


@pytest.mark.parametrize(("what", "one", "other", "days", "score"), SPANS, ids=[each[0] for each in SPANS])
def test_days_apart(what: str, one: When, other: When, days: int, score: tuple[float, float]) -> None:
    for found in (nearness([one], [other]), nearness([other], [one])):
        assert found is not None
        assert found.days == days
        assert score[0] <= found.score <= score[1]


def test_dates_of_other_matters_are_not_compared() -> None:
    capture, report = when("capture", "2024-10-06", "2024-10-06", "2024-10-06"), when(
        "official_report", "2024-10-06", "2024-10-06", "2024-10-06")
    assert nearness([capture], [report]) is None
    assert nearness([], [report]) is None


def test_a_distance_is_that_of_the_great_circle() -> None:
    assert distance_km(50.45, 30.52, 49.99, 36.23) == pytest.approx(409, abs=3)  # two cities
    assert distance_km(0, 179.9, 0, -179.9) == pytest.approx(22.2, abs=0.2)
    assert distance_km(48.1, 37.3, 48.1, 37.3) == 0




def at(name: str, precision: str = "settlement", north: float = 0.0) -> Place:
    return place(name, lat=48.15 + north, lon=37.30, precision=precision)


PLACES = [
    ("one spot", at("A", "10m"), at("B", "10m"), 0.95, 1.0),
    ("two kilometres, exactly known", at("A", "100m"), at("B", "100m", 0.018), 0.8, 0.9),
    ("two kilometres, known to the settlement", at("A"), at("B", north=0.018), 0.8, 0.9),
    ("one district says little", at("A", "district"), at("A", "district"), 0.3, 0.5),
    ("far away in spite of one name", at("Selydove"), at("Selydove", north=2), 0.0, 0.0),
    ("three spellings", place("Selydove"), place("Селидово"), 0.7, 0.85),
    ("an alphabet more", place("Mariupol"), place("ماريوبول"), 0.5, 0.85),
    ("a name beside the first", place("Near the mine", ["Selydove"]), place("Селидове"), 0.7, 0.85),
    ("words that name no place", place("Testivka district"), place("Fictionville district"), 0.0, 0.0),
    ("where it lies is not where it is", place("Chuhuiv, south of Kharkiv"), place("Kharkiv"), 0.2, 0.4),
    ("but the place itself is", place("Chuhuiv, south of Kharkiv"), place("Чугуїв"), 0.8, 0.85),
]


@pytest.mark.parametrize(("what", "one", "other", "low", "high"), PLACES, ids=[each[0] for each in PLACES])
def test_places(what: str, one: Place, other: Place, low: float, high: float) -> None:
    for found in (closeness([one], [other]), closeness([other], [one])):
        assert low <= (found.score if found else 0.0) <= high


WORDS = [("Petrenko", "Петренко", 1.0), ("Selydove", "Селидово", BY_SOUND), ("heron", "green", 0.0), ("36", "66", 0.0),
         ("killing", "killing", 1.0), ("killing", "shelling", 0.0), ("Чугуїв", "تشوهويف", 0.7)]


@pytest.mark.parametrize(("one", "other", "likeness"), WORDS)
def test_words_sound_alike_across_alphabets(one: str, other: str, likeness: float) -> None:
    (first,), (second,) = told_words(one), told_words(other)
    assert word_likeness(first, second) == word_likeness(second, first) == likeness


def test_common_words_make_no_likeness() -> None:
    alike, pairs = title_likeness(told_words("The shelling of the town near the river"),
                                  told_words("The report of the man near the door"), {})
    assert (alike < 0.35, pairs) == (True, [])


def test_a_word_of_every_title_says_little() -> None:
    one, other = told_words("Damage in Testivka"), told_words("Damage in Fictionville")
    rare, _pairs = title_likeness(one, other, {})
    common, _pairs = title_likeness(one, other, {one[0].key: 0.15})
    assert common < rare


def test_a_short_narrative_says_nothing() -> None:
    assert text_likeness({"one", "two"}, {"one", "two"}) == 0
    many = {f"word{n}" for n in range(20)}
    assert text_likeness(many, many) == 1


def incident(title: str = "x", day: str = "", where: str = "", persons: frozenset[str] = frozenset()) -> Features:
    return Features((on(day),) if day else (), (place(where),) if where else (), told_words(title), persons)


OFFERED = [
    ("day, place and words", incident("Killing of four", "2024-10-07", "Selydove"),
     incident("Killing of four men", "2024-10-07", "Селидове"), True),
    ("day and place", incident("a", "2024-10-07", "Selydove"), incident("b", "2024-10-07", "Селидове"), True),
    ("place and words without a day", incident("Killing of four men", "", "Selydove"),
     incident("Killing of four men", "2024-10-07", "Селидове"), True),
    ("the day alone", incident("Killing of four", "2024-10-07", "Selydove"),
     incident("Looting", "2024-10-07", "Fictionville"), False),
    ("the place alone", incident("Killing of four", "2024-10-07", "Selydove"), incident("Looting", "2022-03-01", "Selydove"),
     False),
    ("the words alone", incident("Killing of four men"), incident("Killing of four men"), False),
    ("words and place years apart", incident("Shelling of Testivka", "2022-03-01", "Testivka"),
     incident("Shelling of Testivka", "2024-10-07", "Testivka"), False),
    ("the day and a party", incident("a", "2024-10-07", persons=frozenset({"P-1"})),
     incident("b", "2024-10-07", persons=frozenset({"P-1"})), True),
]


@pytest.mark.parametrize(("what", "one", "other", "offered"), OFFERED, ids=[each[0] for each in OFFERED])
def test_no_single_matter_makes_two_incidents_alike(what: str, one: Features, other: Features, offered: bool) -> None:
    assert compare(one, other, {}).offered is offered
    assert compare(other, one, {}).offered is offered


features = st.builds(
    incident, st.sampled_from(["Killing of four men", "Обстріл Testivka", "قصف", ""]),
    st.sampled_from(["", "2024-10-07", "2024-10-12", "2021-01-01"]),
    st.sampled_from(["", "Selydove", "Селидово", "Testivka"]),
    st.frozensets(st.sampled_from(["P-1", "P-2"])))


@given(features, features)
def test_likeness_is_the_same_from_either_side_and_within_its_bounds(one: Features, other: Features) -> None:
    there, back = compare(one, other, {}), compare(other, one, {})
    assert there.score == pytest.approx(back.score)
    assert 0 <= there.score <= 1
