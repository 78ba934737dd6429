"""What can be said of one imprecise date and of two: bounds, order, overlap, clocks."""

from __future__ import annotations

import calendar
import operator
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.dates_strategies import NEAR, dates

from casetracker.domain import dates_zones
from casetracker.domain.dates import ZONES, ImpreciseDate, Moment, hull, parse_edtf
from casetracker.errors import InvalidDate, UserError


@pytest.mark.parametrize(("text", "earliest", "latest", "precision"), [
    ("202X", "2020-01-01T00:00:00", "2029-12-31T23:59:59", "decade"),
    ("2024", "2024-01-01T00:00:00", "2024-12-31T23:59:59", "year"),
    ("2024-02", "2024-02-01T00:00:00", "2024-02-29T23:59:59", "month"),
    ("2024-10-07", "2024-10-07T00:00:00", "2024-10-07T23:59:59", "day"),
    ("2024-10-07T13", "2024-10-07T13:00:00", "2024-10-07T13:59:59", "hour"),
    ("2024-10-18T14:38", "2024-10-18T14:38:00", "2024-10-18T14:38:59", "minute"),
    ("2024-10-18T14:38:05", "2024-10-18T14:38:05", "2024-10-18T14:38:05", "second"),
    ("2024-10-18T14:38+03:00", "2024-10-18T14:38:00", "2024-10-18T14:38:59", "minute"),
    ("2024-10-06/2024-10-07", "2024-10-06T00:00:00", "2024-10-07T23:59:59", "range"),
    ("../2024-10-09", None, "2024-10-09T23:59:59", "before"),
    ("2024-10-09/..", "2024-10-09T00:00:00", None, "after"),
    ("2024-10-06/", "2024-10-06T00:00:00", None, "range"),
    ("/2024-10-06", None, "2024-10-06T23:59:59", "range"),
    ("2024-10~", "2024-10-01T00:00:00", "2024-10-31T23:59:59", "month"),
])
def test_bounds_and_precision(text: str, earliest: str | None, latest: str | None, precision: str) -> None:
    date = parse_edtf(text)
    assert (date.earliest, date.latest, date.precision) == (earliest, latest, precision)


@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_month_covers_exactly_that_month_and_names_no_day(year: int, month: int) -> None:
    date = ImpreciseDate.at(year, month)
    days = calendar.monthrange(year, month)[1]
    assert date.earliest == f"{year:04d}-{month:02d}-01T00:00:00"
    assert date.latest == f"{year:04d}-{month:02d}-{days}T23:59:59"
    assert date.single is not None
    assert date.single.day is None


@given(dates())
def test_the_bounds_are_seconds_that_exist_in_order(date: ImpreciseDate) -> None:
    bounds = [datetime.fromisoformat(bound) for bound in (date.earliest, date.latest) if bound is not None]
    assert bounds == sorted(bounds)
    assert all(bound.microsecond == 0 and bound.tzinfo is None for bound in bounds)


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge])
def test_imprecise_dates_have_no_greater_and_no_less(compare: Callable[[object, object], bool]) -> None:
    with pytest.raises(TypeError):
        compare(parse_edtf("2024"), parse_edtf("2025"))


@given(st.lists(dates(), max_size=8))
def test_the_sort_key_puts_any_dates_in_one_order(some: list[ImpreciseDate]) -> None:
    keys = [date.sort_key for date in some]
    assert all((one < two) + (one == two) + (one > two) == 1 for one in keys for two in keys)
    assert all(isinstance(part, str) for key in keys for part in key)


@pytest.mark.parametrize(("first", "second"), [
    ("2024-10-06", "2024-10-07"), ("2024-10", "2024-11"), ("2023", "2024-01-01"), ("../2024-10-05", "2024-10-06"),
    ("2024-10-06", "2024-10-07/.."), ("2024-10-07T13:00", "2024-10-07T13:01"),
])
def test_order_in_a_list(first: str, second: str) -> None:
    assert parse_edtf(first).sort_key < parse_edtf(second).sort_key


@pytest.mark.parametrize(("one", "other", "overlap"), [
    ("2024-10", "2024-10-07", True),
    ("2024-10-06", "2024-10-07", False),
    ("2024-10-06/2024-10-07", "2024-10-07", True),
    ("../2024-10-09", "2024-10-09", True),
    ("../2024-10-09", "2024-10-10", False),
    ("2024-10-09/..", "2030", True),
    ("2024-10-09/..", "2024-10-08", False),
    ("2024-10-06/", "2024-12-31", True),
    ("2024-10-06~", "2024-10-07", True),
    ("2024-10-06~", "2024-10-08", False),
    ("2024-10~", "2024-11-30", True),
    ("2024-10~", "2024-12-01", False),
    ("2024~", "2025-12-31", True),
    ("2024~", "2026", False),
    ("201X~", "2029-12-31", True),
    ("2024-10-06?", "2024-10-07", True),
    ("2024-10-07T13~", "2024-10-07T14:59", True),
    ("2024-10-07T13~", "2024-10-07T15:00", False),
])
def test_overlap_on_one_clock(one: str, other: str, overlap: bool) -> None:
    first, second = parse_edtf(one, "kyiv"), parse_edtf(other, "kyiv")
    assert first.overlaps(second) is overlap
    assert first.surely_before(second) <= (not overlap)


@pytest.mark.parametrize(("one", "zone", "other", "other_zone", "before"), [
    ("2024-10-06", "kyiv", "2024-10-07", "kyiv", True),
    ("2024-10-06", "unknown", "2024-10-07", "unknown", False),  # they may have been read off different clocks
    ("2024-10-06", "unknown", "2024-10-08", "unknown", True),
    ("2024-12-06", "moscow", "2024-12-07", "kyiv", True),
    ("2024-12-06", "kyiv", "2024-12-07", "moscow", False),  # in winter Moscow is an hour ahead
    ("2024-10-06", "kyiv", "2024-10-07", "moscow", True),  # in summer both clocks agree
    ("2024-10-06", "utc", "2024-10-07", "kyiv", False),
    ("2024-10-07T10:00Z", "unknown", "2024-10-07T13:01", "kyiv", True),
    ("2024-10-07T10:00Z", "unknown", "2024-10-07T13:00", "kyiv", False),
    ("2024-10-07T13:00+03:00", "unknown", "2024-10-07T10:01Z", "unknown", True),
    ("2024-10-27T03:10", "kyiv", "2024-10-27T03:50", "kyiv", False),  # the hour that a Kyiv clock shows twice
    ("2024-10-27T02:50", "kyiv", "2024-10-27T04:10", "kyiv", True),
    ("2013-01-01T13:59", "moscow", "2013-01-01T10:00", "utc", True),  # Moscow was four hours ahead from 2011 to 2014
    ("2013-01-01T14:00", "moscow", "2013-01-01T10:00", "utc", False),
    ("2015-01-01T13:00", "moscow", "2015-01-01T10:00", "utc", False),
    ("2024-10-01?", "kyiv", "2024-10-20", "kyiv", False),  # perhaps it was another day altogether
    ("2024-10-06~", "kyiv", "2024-10-08", "kyiv", True),
    ("2024-10-06~", "kyiv", "2024-10-07", "kyiv", False),
    ("2024-10", "kyiv", "2024-10-31", "kyiv", False),
    ("../2024-10-05", "kyiv", "2024-10-06/..", "kyiv", True),
    ("2024-10-05/..", "kyiv", "2024-12", "kyiv", False),
])
@pytest.mark.parametrize("database", [True, False], ids=["zone database", "rules"])
def test_surely_before(one: str, zone: str, other: str, other_zone: str, before: bool, database: bool,
                       monkeypatch: pytest.MonkeyPatch) -> None:
    if not database:
        monkeypatch.setattr(dates_zones, "_zone", lambda zone: None)
    first, second = parse_edtf(one, zone), parse_edtf(other, other_zone)
    assert first.surely_before(second) is before
    assert not second.surely_before(first)


@given(st.datetimes(datetime(1997, 1, 2), datetime(2030, 1, 1)), st.sampled_from(["kyiv", "moscow"]))  # noqa: DTZ001
def test_the_rules_agree_with_the_zone_database(wall: datetime, zone: str) -> None:
    place = dates_zones._zone(zone)
    if place is None:
        pytest.skip("this system has no zone database")
    told = set(dates_zones._from_database(place, wall))
    ruled = set(dates_zones._from_rules(zone, wall))
    assert told <= ruled


@given(dates(NEAR), dates(NEAR))
def test_overlap_is_mutual_and_order_is_strict(one: ImpreciseDate, other: ImpreciseDate) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(one)
    assert not one.surely_before(one)
    if one.surely_before(other):
        assert not other.surely_before(one)
        assert not one.overlaps(other)


@given(dates(NEAR), dates(NEAR), dates(NEAR))
def test_surely_before_carries_on(one: ImpreciseDate, two: ImpreciseDate, three: ImpreciseDate) -> None:
    if one.surely_before(two) and two.surely_before(three):
        assert one.surely_before(three)


@given(dates(NEAR, doubts=False), dates(NEAR, doubts=False))
def test_less_knowledge_never_makes_surer(one: ImpreciseDate, other: ImpreciseDate) -> None:
    if one.in_zone("unknown").surely_before(other.in_zone("unknown")):
        for zone in ZONES:
            assert one.in_zone(zone).surely_before(other.in_zone(zone))
    if one.single is not None and one.single.day is not None and one.single.offset is None:
        month = ImpreciseDate.at(one.single.year, one.single.month, zone=one.zone)
        assert one.surely_before(other) >= month.surely_before(other)


def test_hull_of_capture_and_discovery() -> None:
    span = hull(parse_edtf("2024-10-06T13:00", "kyiv"), parse_edtf("2024-10-07", "kyiv"))
    assert (span.edtf, span.zone) == ("2024-10-06T13:00/2024-10-07", "kyiv")
    assert hull(parse_edtf("2024-10-06", "kyiv"), parse_edtf("2024-10-07", "utc")).zone == "unknown"
    assert hull(parse_edtf("2024-10"), parse_edtf("2024-10")).edtf == "2024-10"
    assert hull(parse_edtf("../2024-10-06"), parse_edtf("2024-10-07")).edtf == "../2024-10-07"
    with pytest.raises(InvalidDate):
        hull(parse_edtf("2024-10-08"), parse_edtf("2024-10-07"))
    with pytest.raises(InvalidDate):
        hull(parse_edtf("../2024-10-08"), parse_edtf("2024-10-07/.."))


@pytest.mark.parametrize(("end", "told"), [
    ("2024-10-07T12:30Z", "2024-10-07T15:30+03:00"), ("2024-10-07T12Z", "2024-10-07T15+03:00"),
    ("2024-10-07T22:00Z", "2024-10-08T01:00+03:00"), ("2024-10-07T12+05:30", "2024-10-07T10:29+03:00"),
])
def test_a_hull_tells_both_ends_on_the_first_clock(end: str, told: str) -> None:
    assert hull(parse_edtf("2024-10-06T13:00+03:00"), parse_edtf(end)).edtf == f"2024-10-06T13:00+03:00/{told}"


@given(dates(NEAR), dates(NEAR))
def test_a_hull_reaches_from_one_to_the_other(one: ImpreciseDate, other: ImpreciseDate) -> None:
    try:
        span = hull(one, other)
    except InvalidDate:
        return
    assert span.earliest == one.earliest
    assert span.latest == other.latest or (one.start is not None and one.start.offset is not None)


@pytest.mark.parametrize("made", [
    lambda: Moment(2024, day=7), lambda: Moment(2024, 10, 7, minute=5), lambda: Moment(2024, 2, 30),
    lambda: Moment(0), lambda: Moment(10_000), lambda: Moment(2024, 13), lambda: Moment(2024, 1, 1, 24),
    lambda: Moment(2024, 1, 1, 1, 60), lambda: Moment(2024, 1, 1, 1, 1, 60), lambda: Moment(2024, offset=0),
    lambda: Moment(2024, 1, 1, 1, offset=15 * 60), lambda: Moment(2024, decade=True),
    lambda: Moment(2020, 1, decade=True), lambda: ImpreciseDate(None, None),
    lambda: ImpreciseDate.at(2024, zone="mars"), lambda: ImpreciseDate(Moment(2025), Moment(2024)),
    lambda: ImpreciseDate(Moment(2024), Moment(2024), lasting=True),
])
def test_what_cannot_be_is_refused_with_a_cure(made: Callable[[], object]) -> None:
    with pytest.raises(UserError) as refused:
        made()
    assert refused.value.cure


def test_the_margin_of_about_stays_inside_the_calendar() -> None:
    first, last = parse_edtf("0001~"), parse_edtf("9999-12-31T23:59:59~")
    assert first.surely_before(last)
    assert timedelta(0) <= datetime.fromisoformat(last.latest or "") - datetime.fromisoformat(last.earliest or "")
