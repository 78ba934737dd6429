"""Imprecise dates in data: every value comes back, everything else is refused in a sentence with a cure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.dates_strategies import dates

from casetracker.domain.dates import ImpreciseDate, parse_edtf
from casetracker.errors import InvalidDate, UserError


@given(dates())
def test_every_date_comes_back(date: ImpreciseDate) -> None:
    assert parse_edtf(date.edtf, date.zone) == date


@pytest.mark.parametrize(("text", "canonical"), [
    ("2024", "2024"), (" 2024-10 ", "2024-10"), ("2024-10-07T13+00:00", "2024-10-07T13Z"),
    ("2024-10-07/2024-10-07", "2024-10-07"), ("2024-XX", "2024"), ("2024-10-XX", "2024-10"),
    ("2024-0X", "2024-01/2024-09"), ("2024-1X", "2024-10/2024-12"), ("2024-10-0X", "2024-10-01/2024-10-09"),
    ("2024-10-2X", "2024-10-20/2024-10-29"), ("2024-10-3X", "2024-10-30/2024-10-31"),
    ("2024-02-2X~", "2024-02-20~/2024-02-29~"), ("2023-02-2X", "2023-02-20/2023-02-28"),
    ("2024-1X/2025-0X", "2024-10/2025-09"), ("202X~", "202X~"), ("2024%", "2024%"),
    ("2024-10-06?/..", "2024-10-06?/.."),
    ("2024-10-07T13:00-02:30", "2024-10-07T13:00-02:30"), ("2024-10/2024-10-07", "2024-10/2024-10-07"),
])
def test_canonical_form(text: str, canonical: str) -> None:
    assert parse_edtf(text).edtf == canonical


@pytest.mark.parametrize(("text", "part"), [
    ("2024-02-30", "29 days"), ("2023-02-29", "28 days"), ("2024-13", "month 13"), ("2024-00", "month 0"),
    ("2024-10-00", "day 0"), ("0000", "year 0"), ("2024-02-3X", "29 days"), ("2024-13-1X", "month 13"),
    ("2024-10-07T24:00", "24"), ("2024-10-07T13:60", "60"), ("2024-10-07T13:00+15:00", "clock on earth"),
    ("2024-10-07T13:00-00:00", "-00:00"), ("2024-10-07T13:00+03:75", "+03:75"),
    ("2024-10-07/2024-10-06", "ends before it begins"), ("../..", "both sides"), ("/", "both sides"),
    ("2024/2025/2026", "more than one"), ("2024-10-07T13+03:00/2024-10-08T13Z", "offset"),
    ("", "empty"), ("   ", "empty"), ("9" * 200, "too long"), ("2024-10-07T13:00/2024-10-07T12:00", "ends before"),
    ("2024-1-7", "2024-1-7"), ("2024-10-7", "2024-10-7"), ("20241007", "20241007"), ("2024-10-07 13:00", "13:00"),
    ("2024-10-07t13:00", "t13"), ("2024-W41", "W41"), ("2024-281", "281"), ("2024-21", "month 21"),
    ("Y20240", "Y20240"),
    ("-0044", "-0044"), ("20XX", "20XX"), ("2024-10~-07", "~-07"), ("{2023,2024}", "{2023"), ("2024~~", "~~"),
    ("٢٠٢٤", "٢٠٢٤"), ("2024-10-07T13:00+3", "+3"), ("2024-10-07\n2024", "2024"), ("7 October 2024", "October"),
])
def test_what_is_not_of_the_subset_is_refused_by_its_place(text: str, part: str) -> None:
    with pytest.raises(InvalidDate) as refused:
        parse_edtf(text)
    assert part in refused.value.message
    assert refused.value.cure


@given(st.text() | st.text("0123456789-/.X~?%TZ:+ ", max_size=40))
def test_no_input_does_more_than_be_refused(text: str) -> None:
    try:
        date = parse_edtf(text)
    except UserError:
        return
    assert parse_edtf(date.edtf) == date


@given(dates(offsets=False))
def test_another_reader_of_the_standard_agrees(date: ImpreciseDate) -> None:
    edtf = pytest.importorskip("edtf")
    if any(moment is not None and (moment.hour is not None or moment.decade) for moment in (date.start, date.end)):
        return  # it writes decades in level 2 and reads times without seconds differently
    theirs = edtf.parse_edtf(date.edtf)
    if date.start is not None and date.end is not None:
        assert (date.earliest or "")[:10] == edtf_day(theirs.lower_strict())
        assert (date.latest or "")[:10] == edtf_day(theirs.upper_strict())


def edtf_day(parts: object) -> str:
    """The other reader gives a `time.struct_time`."""
    year, month, day = tuple(parts)[:3]  # type: ignore[arg-type, var-annotated]
    return f"{year:04d}-{month:02d}-{day:02d}"
