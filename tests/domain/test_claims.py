"""Which claims are about one thing, which values are one, and when two exclude each other: no dissent that is not there."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetracker.domain.claims import LISTS, Matter, matter_of, matters
from casetracker.domain.shapes import INCIDENT

Row = dict[str, Any]
_numbers = count(1)


def row(source: str | None = "S-1", **fields: Any) -> Row:
    return {"id": f"r{next(_numbers)}", "source": source, "basis": "stated", "stance": "supports", "adopted": False} | fields


def date(edtf: str, source: str = "S-1", kind: str = "act", **fields: Any) -> Row:
    return row(source, kind=kind, date=edtf, **{"zone": "unknown"} | fields)


def figure(qualifier: str, low: int | None = None, high: int | None = None, source: str = "S-1", **fields: Any) -> Row:
    said = {"outcome": "killed", "group": "civilian", "qualifier": qualifier, "low": low, "high": high}
    return row(source, **said | fields)


def claim(value: str, source: str | None = "S-1", kind: str = "act", **fields: Any) -> Row:
    return row(source, kind=kind, value=value, **fields)


def the_matter(name: str, *rows: Row) -> Matter:
    (found,) = matters({name: list(rows)})
    return found


def place(name: str, **fields: Any) -> Row:
    return row(name=name, **{"lat": None, "lon": None, "precision": "settlement"} | fields)


def test_every_list_of_claims_has_its_matters() -> None:
    attributed = {field.name for field in INCIDENT.lists if any(inner.name == "basis" for inner in field.fields)}
    assert set(LISTS) == attributed


@pytest.mark.parametrize(("one", "other", "apart"), [
    (("2024-10-07",), ("2024-10-08",), True),
    (("2024-10-07",), ("2024-10-07",), False),
    (("2024-10",), ("2024-10-07",), False),
    (("2024-10",), ("2024-11-02",), True),
    (("2024-10-07~",), ("2024-10-08",), False),
    (("2024-10-06/2024-10-08",), ("2024-10-07",), False),
    (("../2024-10-07",), ("2024-10-01",), False),
    (("2024-10-09/..",), ("2024-10-01",), True),
    (("2024-10-07T13:00", "kyiv"), ("2024-10-07T15:00", "kyiv"), True),
    (("2024-10-07T13:00", "kyiv"), ("2024-10-07T14:00", "moscow"), True),
    (("2024-10-07T13:00", "unknown"), ("2024-10-07T14:00", "kyiv"), False),
    (("2024-10-07T23:30", "unknown"), ("2024-10-08", "unknown"), False),
])
def test_dates_exclude_each_other_only_when_they_cannot_both_be_true(
        one: tuple[str, ...], other: tuple[str, ...], apart: bool) -> None:
    rows = [date(each[0], source, zone=(*each, "unknown")[1]) for each, source in ((one, "S-1"), (other, "S-2"))]
    for order in (rows, rows[::-1]):
        assert the_matter("dates", *order).disputed is apart


@pytest.mark.parametrize(("one", "other", "apart"), [
    (("exact", 4), ("exact", 5), True),
    (("exact", 4), ("range", 9, 14), True),
    (("exact", 11), ("range", 9, 14), False),
    (("exact", 4), ("at_least", 4), False),
    (("exact", 3), ("at_least", 4), True),
    (("at_least", 3), ("at_least", 90), False),
    (("about", 10), ("exact", 12), False),
    (("not_stated",), ("exact", 12), False),
    (("range", 1, 4), ("range", 4, 9), False),
])
def test_numbers_exclude_each_other_only_when_they_cannot_both_be_true(
        one: tuple[Any, ...], other: tuple[Any, ...], apart: bool) -> None:
    rows = [figure(*one), figure(*other) | {"source": "S-2"}]
    for order in (rows, rows[::-1]):
        assert the_matter("figures", *order).disputed is apart


def test_places_and_wordings_that_differ_are_no_dissent() -> None:
    assert not the_matter("places", place("Sampletown"), place("north of Sampletown")).disputed
    assert not the_matter("claims", claim("They were shot.", kind="unit"), claim("They fell.", kind="unit")).disputed
    assert not the_matter("conflicts", row(classification="international", parties=None),
                          row(classification="occupation", parties=None)).disputed


@pytest.mark.parametrize(("name", "one", "other"), [
    ("claims", claim("They were shot."), claim("they  were SHOT")),
    ("claims", claim("Об’єкт горів"), claim("Об'єкт горів.")),
    ("figures", figure("exact", 4), figure("range", 4, 4)),
    ("figures", figure("exact", 4), figure("exact", 4, 4)),
    ("dates", date("2024-10-07", zone="kyiv"), date("2024-10-07")),
    ("places", place("Sampletown"), place("SAMPLETOWN")),
])
def test_what_is_equal_but_for_its_spelling_is_one_value(name: str, one: Row, other: Row) -> None:
    (value,) = the_matter(name, one, other).values
    assert value.rows == (one, other)


@pytest.mark.parametrize(("name", "one", "other"), [
    ("claims", claim("13 km south-east"), claim("18 km south")),
    ("claims", claim("!!"), claim("??")),
    ("figures", figure("exact", 4), figure("at_least", 4)),
    ("dates", date("2024-10-07T13:00", zone="kyiv"), date("2024-10-07T13:00")),
    ("dates", date("2024-10"), date("2024-10-07")),
    ("places", place("Sampletown", lat=1.0, lon=2.0), place("Sampletown")),
])
def test_what_differs_stays_apart(name: str, one: Row, other: Row) -> None:
    assert len(the_matter(name, one, other).values) == 2


def test_a_matter_is_one_thing() -> None:
    found = matters({
        "dates": [date("2024", kind="act"), date("2024", kind="capture"), date("2025", kind="act")],
        "figures": [figure("exact", 1), figure("exact", 1, group="child"), figure("exact", 1, outcome="wounded")],
        "harmed_objects": [row(kind="school", description="No. 1", damage="damaged"),
                           row(kind="school", description="no 1", damage="destroyed"),
                           row(kind="school", description="No. 2", damage="damaged")],
        "claims": [claim("a", kind="act"), claim("b", kind="act"), claim("a", kind="context"), claim("b", kind="context")],
    })
    assert [(matter.list, matter.kind, len(matter.values)) for matter in found] == [
        ("dates", "act", 2), ("dates", "capture", 1), ("figures", "killed", 1), ("figures", "killed", 1),
        ("figures", "wounded", 1), ("harmed_objects", "school", 2), ("harmed_objects", "school", 1),
        ("claims", "act", 2), ("claims", "context", 1), ("claims", "context", 1)]


def test_who_contradicts_stands_against_and_supports_nothing() -> None:
    said, denied = claim("It was so.", "S-1"), claim("It was so.", "S-2", stance="contradicts")
    (value,) = the_matter("claims", said, denied).values
    assert (value.sources, value.against, value.dissent) == (("S-1",), (denied,), 1)


def test_words_that_contradict_stand_against_all_that_is_said() -> None:
    rows = claim("It was so.", "S-1"), claim("It was thus.", "S-2"), claim("It was not.", "S-3", stance="contradicts")
    assert [value.dissent for value in the_matter("claims", *rows).values] == [1, 1]


def test_a_date_that_is_denied_says_nothing_against_another() -> None:
    rows = date("2024-10-06", "S-1"), date("2024-10-07", "S-2", stance="contradicts")
    said, denied = the_matter("dates", *rows).values
    assert (said.dissent, denied.rows, denied.dissent) == (0, (), 1)


def test_what_is_only_denied_is_a_value_that_nobody_says() -> None:
    (value,) = the_matter("claims", claim("It was so.", "S-1", stance="contradicts")).values
    assert (value.rows, value.sources, value.dissent) == ((), (), 1)


def test_what_we_infer_is_no_source_s_word() -> None:
    (value,) = the_matter("dates", date("2024", "S-1"), date("2024", "S-2", basis="inferred")).values
    assert (value.sources, value.inferred) == (("S-1",), 1)
    first, _second = the_matter("dates", date("2023", "S-1"), date("2024", "S-1", basis="inferred")).values
    assert first.dissent == 1, "our inference is a voice of its own, whatever source it starts from"
    assert first.dissenting == ()


def test_one_source_is_one_voice_and_nobody_s_rows_are_each_their_own() -> None:
    rows = [figure("exact", 4, source="S-1"), *(figure("exact", n, source="S-2") for n in (5, 6)),
            row(None, outcome="killed", group="civilian", qualifier="exact", low=7, high=None)]
    assert the_matter("figures", *rows).values[0].dissent == 2


def test_the_adopted_value_is_the_one_marked() -> None:
    one, other = date("2024-10-06"), date("2024-10-07", adopted=True)
    found = the_matter("dates", one, other)
    assert found.adopted is not None
    assert found.adopted.adopted is other
    assert the_matter("dates", one).adopted is None, "the only value is not adopted for being alone"


def test_a_claim_is_found_in_its_matter() -> None:
    one, other = date("2024-10-06", kind="capture"), date("2024-10-07")
    found = matter_of({"dates": [one, other]}, other["id"])
    assert found is not None
    assert found.kind == "act"
    assert matter_of({"dates": [one]}, "nothing") is None


_rows = st.lists(st.builds(
    figure, st.sampled_from(["exact", "at_least", "about", "range", "not_stated"]), st.integers(0, 6), st.integers(6, 9),
    st.sampled_from(["S-1", "S-2", "S-3"]), stance=st.sampled_from(["supports", "contradicts"])), max_size=8)


@given(_rows)
def test_every_row_is_told_once_and_dissent_is_mutual(rows: list[Row]) -> None:
    for matter in matters({"figures": rows}):
        told = [each["id"] for value in matter.values for each in value.rows]
        denied = {each["id"] for value in matter.values for each in value.against if each["stance"] == "contradicts"}
        assert sorted([*told, *denied]) == sorted(each["id"] for each in matter.rows)
        for value in matter.values:
            for other in matter.values:
                against = {each["id"] for each in value.against}
                if other.rows and other.rows[0]["id"] in against:
                    assert value.rows[0]["id"] in {each["id"] for each in other.against}
