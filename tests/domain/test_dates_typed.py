"""Dates as people type them and as the program tells them, English and Ukrainian."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.dates_strategies import dates

from casetracker.domain.dates import ImpreciseDate, parse_edtf, parse_typed
from casetracker.errors import InvalidDate, UserError


@pytest.mark.parametrize(("text", "edtf"), [
    ("7 October 2024", "2024-10-07"), ("7th October 2024", "2024-10-07"), ("the 7th", None),
    ("October 7, 2024", "2024-10-07"), ("Oct 7th 2024", "2024-10-07"), ("7 Oct. 2024", "2024-10-07"),
    ("7th of October, 2024", "2024-10-07"), ("on 7 October 2024", "2024-10-07"), ("7 SEPT 2024", "2024-09-07"),
    ("7 жовтня 2024", "2024-10-07"), ("7 жовтня 2024 р.", "2024-10-07"), ("7-го жовтня 2024 року", "2024-10-07"),
    ("7 жовт. 2024", "2024-10-07"), ("October 2024", "2024-10"), ("in October 2024", "2024-10"),
    ("жовтень 2024", "2024-10"), ("у жовтні 2024 року", "2024-10"), ("10.2024", "2024-10"),
    ("07.10.2024", "2024-10-07"), ("7.10.2024", "2024-10-07"), ("2024.10.07", "2024-10-07"), ("2024", "2024"),
    ("2024 рік", "2024"), ("2024/10/07", "2024-10-07"), ("the 2020s", "202X"), ("2020-ті роки", "202X"),
    ("18/10/2024", "2024-10-18"), ("13/12/2024", "2024-12-13"), ("12/13/2024", "2024-12-13"),
    ("10/18/2024", "2024-10-18"), ("7/7/2024", "2024-07-07"),
    ("before 9 October 2024", "../2024-10-09"), ("by 9 October 2024", "../2024-10-09"),
    ("no later than 9 Oct 2024", "../2024-10-09"), ("до 9 жовтня 2024", "../2024-10-09"),
    ("не пізніше 9 жовтня 2024", "../2024-10-09"), ("until October 2024", "../2024-10"),
    ("after 9 October 2024", "2024-10-09/.."), ("since 2022", "2022/.."), ("після 9 жовтня 2024", "2024-10-09/.."),
    ("з 9 жовтня 2024", "2024-10-09/.."), ("не раніше 9 жовтня 2024", "2024-10-09/.."),
    ("about 2024", "2024~"), ("близько 2024 року", "2024~"), ("circa 7 October 2024", "2024-10-07~"),
    ("about 6-7 October 2024", "2024-10-06~/2024-10-07~"), ("before about 9 October 2024", "../2024-10-09~"),
    ("perhaps 7 October 2024", "2024-10-07?"), ("7 October 2024?", "2024-10-07?"), ("можливо, 7 жовтня 2024", None),
    ("perhaps about 2024", "2024%"),
    ("between 6 and 7 October 2024", "2024-10-06/2024-10-07"), ("6-7 October 2024", "2024-10-06/2024-10-07"),
    ("6 – 7 October 2024", "2024-10-06/2024-10-07"), ("6–7.10.2024", "2024-10-06/2024-10-07"),
    ("6 or 7 October 2024", "2024-10-06/2024-10-07"),
    ("between 6 October and 7 November 2024", "2024-10-06/2024-11-07"),
    ("30.09–07.10.2024", "2024-09-30/2024-10-07"), ("06.10.2024-07.10.2024", "2024-10-06/2024-10-07"),
    ("between 30 December 2023 and 2 January 2024", "2023-12-30/2024-01-02"),
    ("між 6 та 7 жовтня 2024", "2024-10-06/2024-10-07"), ("з 6 по 7 жовтня 2024", "2024-10-06/2024-10-07"),
    ("від 6 до 7 жовтня 2024", "2024-10-06/2024-10-07"), ("September to October 2024", "2024-09/2024-10"),
    ("2022-2024", "2022/2024"), ("2024-10-06 - 2024-10-07", "2024-10-06/2024-10-07"),
    ("18 Oct 2024 14:38", "2024-10-18T14:38"), ("18 October 2024, at 14:38", "2024-10-18T14:38"),
    ("18 жовтня 2024 о 14:38", "2024-10-18T14:38"), ("18.10.2024 14:38:05", "2024-10-18T14:38:05"),
    ("18 October 2024 9:05", "2024-10-18T09:05"), ("2024-10-18 14:38", "2024-10-18T14:38"),
    ("18 October 2024 14:00-14:59", "2024-10-18T14"),
    ("18 October 2024 14:00-15:30", "2024-10-18T14:00/2024-10-18T15:30"),
    ("18 October 2024, between 14:00 and 15:30", "2024-10-18T14:00/2024-10-18T15:30"),
    ("18 Oct 2024 14:38 UTC+03:00", "2024-10-18T14:38+03:00"),
    ("from 6 October 2024, end not known", "2024-10-06/"), ("2024-10~", "2024-10~"), ("../2024-10-09", "../2024-10-09"),
    ("2024-10-06/2024-10-07", "2024-10-06/2024-10-07"), ("after 2024-10-06", "2024-10-06/.."),
])
def test_reading(text: str, edtf: str | None) -> None:
    if edtf is None:
        with pytest.raises(InvalidDate):
            parse_typed(text)
    else:
        assert parse_typed(text).edtf == edtf


@pytest.mark.parametrize(("text", "part"), [
    ("07/10/2024", "cannot be told apart"), ("12/10/2024", "told apart"),
    ("7-10-2024", "cannot be told apart"), ("1/2/2024 13:00", "told apart"),
    ("07.10.24", "short"), ("7 October 24", "short"), ("7 October", "year is missing"), ("October", "year is missing"),
    ("6-7 October", "year is missing"), ("31 February 2024", "29 days"), ("2024-02-30", "29 days"),
    ("13.13.2024", "month 13"), ("30 December - 2 January 2024", "ends before it begins"),
    ("7-6 October 2024", "ends before it begins"), ("early October 2024", "cannot be read"),
    ("6 October 2024 - 7", "cannot be read"), ("7 октября 2024", "cannot be read"), ("morning", "cannot be read"),
    ("18 October 2024 25:00", "no such time"), ("7 October 2024 (a Monday)", "not understood"), ("", "cannot be read"),
    ("2024-10-07/2024-10-06", "ends before it begins"), ("2024/10", "not a date"), ("14:38", "year is missing"),
    ("2024-10-07T13:00 (Kyiv time, UTC)", "Two different clocks"), ("x" * 500, "too long"),
    ("before", "cannot be read"),
])
def test_what_is_not_clear_is_refused_and_never_guessed(text: str, part: str) -> None:
    with pytest.raises(InvalidDate) as refused:
        parse_typed(text)
    assert part in refused.value.message
    assert refused.value.cure


@pytest.mark.parametrize(("text", "zone"), [
    ("18 Oct 2024 14:38 Kyiv time", "kyiv"), ("18 Oct 2024 14:38 (Moscow time)", "moscow"),
    ("18 Oct 2024 14:38 UTC", "utc"), ("18 жовтня 2024, 14:38 за київським часом", "kyiv"),
    ("18 Oct 2024 14:38", "moscow"), ("18 Oct 2024 14:38 (time zone not known)", "unknown"),
])
def test_a_zone_in_the_text_wins_over_the_one_chosen_beside_it(text: str, zone: str) -> None:
    assert parse_typed(text, "moscow").zone == zone


@pytest.mark.parametrize(("edtf", "zone", "english", "ukrainian"), [
    ("2024-10-07", "kyiv", "7 October 2024", "7 жовтня 2024"),
    ("2024-10", "kyiv", "October 2024 (month only)", "жовтень 2024 (лише місяць)"),
    ("2024", "kyiv", "2024 (year only)", "2024 рік (лише рік)"),
    ("202X", "kyiv", "the 2020s", "2020-ті роки"),
    ("2024~", "kyiv", "about 2024", "близько 2024 року"),
    ("2024-10~", "kyiv", "about October 2024", "близько жовтня 2024"),
    ("2024-10-07?", "kyiv", "7 October 2024 (uncertain)", "7 жовтня 2024 (непевно)"),
    ("2024-10?", "kyiv", "October 2024 (month only, uncertain)", "жовтень 2024 (лише місяць, непевно)"),
    ("2024-10-06/2024-10-07", "kyiv", "between 6 and 7 October 2024", "між 6 і 7 жовтня 2024"),
    ("2024-09/2024-10", "kyiv", "between September and October 2024", "між вереснем і жовтнем 2024"),
    ("2024-09-30/2024-10-07", "kyiv", "between 30 September and 7 October 2024", "між 30 вересня і 7 жовтня 2024"),
    ("../2024-10-09", "kyiv", "before 9 October 2024 (or that day)", "до 9 жовтня 2024 (або того дня)"),
    ("2024-10/..", "kyiv", "after October 2024 (or that month)", "після жовтня 2024 (або того місяця)"),
    ("2024-10-06/", "kyiv", "from 6 October 2024, end not known", "від 6 жовтня 2024, кінець невідомий"),
    ("2024-10-18T14:38", "kyiv", "18 October 2024, 14:38 (Kyiv time)", "18 жовтня 2024, 14:38 (за київським часом)"),
    ("2024-10-18T14:38", "unknown", "18 October 2024, 14:38 (time zone not known)",
     "18 жовтня 2024, 14:38 (часовий пояс невідомий)"),
    ("2024-10-18T14:38+03:00", "kyiv", "18 October 2024, 14:38 (UTC+03:00)", "18 жовтня 2024, 14:38 (UTC+03:00)"),
    ("2024-10-06T13", "kyiv", "6 October 2024, 13:00–13:59 (Kyiv time)",
     "6 жовтня 2024, 13:00–13:59 (за київським часом)"),
    ("2024-10-06T13:00/2024-10-07", "kyiv", "between 6 October 2024, 13:00 and 7 October 2024 (Kyiv time)",
     "між 6 жовтня 2024, 13:00 і 7 жовтня 2024 (за київським часом)"),
])
def test_telling(edtf: str, zone: str, english: str, ukrainian: str) -> None:
    date = parse_edtf(edtf, zone)
    assert date.describe() == english
    assert date.describe("uk") == ukrainian
    assert date.describe("fr") == english


@given(dates(offsets=False), st.sampled_from(["en", "uk"]))
def test_what_was_told_is_read_again(date: ImpreciseDate, lang: str) -> None:
    again = parse_typed(date.describe(lang), date.zone)
    assert again == date


@given(dates())
def test_no_false_day_is_told(date: ImpreciseDate) -> None:
    moments = [moment for moment in (date.start, date.end) if moment is not None]
    if all(moment.day is None for moment in moments):
        numbers = [word for word in date.describe().replace(",", " ").split() if word.isdigit() and len(word) < 3]
        assert numbers == []


def test_without_the_zone_at_hand_nothing_is_said_of_the_clock() -> None:
    assert parse_edtf("2024-10-18T14:38").describe(clock=False) == "18 October 2024, 14:38"


_WORDS = st.sampled_from(["7", "06", "October", "жовтня", "2024", "before", "до", "between", "and", "-", "/", ".",
                          "about", "14:38", "(Kyiv time)", "perhaps", "?", "to", "по", "UTC", "2024-10", ",", "у"])


@given(st.text() | st.lists(_WORDS, max_size=8).map(" ".join) | st.lists(_WORDS, max_size=8).map("".join))
def test_nothing_typed_does_more_than_be_refused(text: str) -> None:
    try:
        date = parse_typed(text)
    except UserError:
        return
    assert parse_edtf(date.edtf, date.zone) == date
