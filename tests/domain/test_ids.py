"""Identities and references: sortable, well formed, and nothing else taken for one."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetracker.domain.ids import format_reference, is_id, new_id, parse_reference
from casetracker.domain.shapes import SHAPES

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def test_an_id_is_a_uuid_of_version_seven_that_tells_its_millisecond() -> None:
    made = uuid.UUID(new_id(NOW))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == int(NOW.timestamp() * 1000)


def test_ids_are_unlike_each_other_and_sort_by_time() -> None:
    assert len({new_id(NOW) for _ in range(1000)}) == 1000
    later = [new_id(NOW + timedelta(milliseconds=step)) for step in range(100)]
    assert later == sorted(later)


@pytest.mark.parametrize(("text", "answer"), [
    (str(uuid.UUID(int=0)), True), ("", False), ("x" * 36, False), ("0192f3a4b5c67d8e9fa0b1c2d3e4f506", False),
    ("{00000000-0000-0000-0000-000000000000}", False), ("0192F3A4-B5C6-7D8E-9FA0-B1C2D3E4F506", False),
])
def test_only_the_canonical_form_is_an_id(text: str, answer: bool) -> None:
    assert is_id(text) is answer


@pytest.mark.parametrize(("text", "meant"), [
    ("INC-2026-000001", ("incident", 2026, 1)), ("inc-2026-000001", ("incident", 2026, 1)),
    (" S-000012 ", ("source", 0, 12)), ("P-000001", ("party", 0, 1)), ("PA-000001", ("participation", 0, 1)),
    ("PR-1234567", ("proceeding", 0, 1234567)), ("E-000001", ("evidence", 0, 1)), ("C-000001", ("custody", 0, 1)),
    ("B-000001", ("body", 0, 1)),
    ("", None), ("S", None), ("S-", None), ("S-1", None), ("S-00001", None), ("X-000001", None), ("S-2026-000001", None),
    ("INC-000001", None), ("S-000001x", None), ("S-000001\n1", None), ("S-٠٠٠٠٠١", None), ("S-0000000000001", None),
    ("S--00001", None), ("INC-26-000001", None), ("S-000001 OR 1", None),
])
def test_what_is_read_as_a_reference(text: str, meant: tuple[str, int, int] | None) -> None:
    assert parse_reference(text) == meant


@given(st.sampled_from(sorted(SHAPES)), st.integers(0, 9999), st.integers(0, 10**12 - 1))
def test_a_reference_written_is_read_back(kind: str, year: int, number: int) -> None:
    shape = SHAPES[kind]
    assert parse_reference(format_reference(shape, year, number)) == (kind, year if shape.yearly else 0, number)


@given(st.text(max_size=20))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = parse_reference(text)
    assert found is None or found[0] in SHAPES
