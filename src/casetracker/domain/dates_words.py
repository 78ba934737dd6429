"""An imprecise date in honest words, English or Ukrainian: what is not known is said, never filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casetracker.domain.dates_moment import Moment

if TYPE_CHECKING:
    from casetracker.domain.dates_value import ImpreciseDate

MONTHS_EN = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
             "November", "December")
MONTHS_UK = {  # as subject, after "до" and in dates, after "між"
    "nominative": ("січень", "лютий", "березень", "квітень", "травень", "червень", "липень", "серпень", "вересень",
                   "жовтень", "листопад", "грудень"),
    "genitive": ("січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня",
                 "жовтня", "листопада", "грудня"),
    "instrumental": ("січнем", "лютим", "березнем", "квітнем", "травнем", "червнем", "липнем", "серпнем", "вереснем",
                     "жовтнем", "листопадом", "груднем"),
}
YEAR_UK = {"nominative": "рік", "genitive": "року", "instrumental": "роком"}
DECADE_UK = {"nominative": "-ті роки", "genitive": "-х років", "instrumental": "-ми роками"}

WORDS = {
    "en": {"about": "about", "before": "before", "after": "after", "between": "between", "and": "and", "from": "from",
           "until": "until", "no_end": "end not known", "no_start": "beginning not known"},
    "uk": {"about": "близько", "before": "до", "after": "після", "between": "між", "and": "і", "from": "від",
           "until": "до", "no_end": "кінець невідомий", "no_start": "початок невідомий"},
}
NOTES = {
    "en": {"month": "month only", "year": "year only", "or_second": "or at that time", "or_minute": "or at that time",
           "or_hour": "or in that hour", "or_day": "or that day", "or_month": "or that month",
           "or_year": "or that year", "or_decade": "or in that decade", "kyiv": "Kyiv time", "moscow": "Moscow time",
           "utc": "UTC", "unknown": "time zone not known", "uncertain": "uncertain",
           "start_uncertain": "beginning uncertain", "end_uncertain": "end uncertain"},
    "uk": {"month": "лише місяць", "year": "лише рік", "or_second": "або тоді ж", "or_minute": "або тоді ж",
           "or_hour": "або тієї години", "or_day": "або того дня", "or_month": "або того місяця",
           "or_year": "або того року", "or_decade": "або того десятиліття", "kyiv": "за київським часом",
           "moscow": "за московським часом", "utc": "UTC", "unknown": "часовий пояс невідомий",
           "uncertain": "непевно", "start_uncertain": "початок непевний", "end_uncertain": "кінець непевний"},
}


def describe(date: ImpreciseDate, lang: str = "en", clock: bool = True) -> str:
    """The date in words; an unknown language is told in English."""
    lang = lang if lang in WORDS else "en"
    clocks = _clock_notes(date) if clock else []
    notes = [NOTES[lang].get(note, note) for note in (*_precision_notes(date), *clocks, *_doubts(date))]
    return _phrase(date, lang) + (f" ({', '.join(notes)})" if notes else "")


def _phrase(date: ImpreciseDate, lang: str) -> str:
    words, start, end = WORDS[lang], date.start, date.end
    if date.single is not None:
        case = "genitive" if date.approximate else "nominative"
        return _moment(date.single, lang, case)
    if start is not None and end is not None:
        return _between(start, end, lang)
    known = start if start is not None else end
    assert known is not None
    told = _moment(known, lang, "genitive")
    if date.lasting:
        lead, tail = ("until", "no_start") if start is None else ("from", "no_end")
        return f"{words[lead]} {told}, {words[tail]}"
    return f"{words['before' if start is None else 'after']} {told}"


def _between(start: Moment, end: Moment, lang: str) -> str:
    words = WORDS[lang]
    if _same_day(start, end):
        return f"{_day(end, lang, 'nominative')}, {words['between']} {_clock(start)} {words['and']} {_clock(end)}"
    first = _shortened(start, end, lang) or _moment(start, lang, "instrumental")
    return f"{words['between']} {first} {words['and']} {_moment(end, lang, 'instrumental')}"


def _same_day(start: Moment, end: Moment) -> bool:
    return (_plain(start) and _plain(end) and start.minute is not None and end.minute is not None
            and (start.year, start.month, start.day) == (end.year, end.month, end.day))


def _shortened(start: Moment, end: Moment, lang: str) -> str:
    """The first of two dates without what it shares with the second: "6", "30 September", "September"."""
    if start.year != end.year or start.unit != end.unit or not (_plain(start) and _plain(end)):
        return ""
    if start.unit == "day" and start.month == end.month:
        return str(start.day)
    if start.unit == "day":
        return f"{start.day} {_month(start, lang, 'genitive')}"
    return _month(start, lang, "instrumental") if start.unit == "month" else ""


def _plain(moment: Moment) -> bool:
    return not moment.approximate and moment.offset is None


def _moment(moment: Moment, lang: str, case: str) -> str:
    if not moment.approximate:
        return _undoubted(moment, lang, case)
    return f"{WORDS[lang]['about']} {_undoubted(moment, lang, 'genitive')}"


def _undoubted(moment: Moment, lang: str, case: str) -> str:
    if moment.decade:
        return f"the {moment.year:04d}s" if lang == "en" else f"{moment.year:04d}{DECADE_UK[case]}"
    if moment.month is None:
        return f"{moment.year:04d}" if lang == "en" else f"{moment.year:04d} {YEAR_UK[case]}"
    if moment.day is None:
        return f"{_month(moment, lang, case)} {moment.year:04d}"
    told = _day(moment, lang, case)
    return told if moment.hour is None else f"{told}, {_clock(moment)}"


def _day(moment: Moment, lang: str, case: str) -> str:
    return f"{moment.day} {_month(moment, lang, 'genitive')} {moment.year:04d}"


def _month(moment: Moment, lang: str, case: str) -> str:
    assert moment.month is not None
    return MONTHS_EN[moment.month - 1] if lang == "en" else MONTHS_UK[case][moment.month - 1]


def _clock(moment: Moment) -> str:
    if moment.minute is None:
        return f"{moment.hour:02d}:00–{moment.hour:02d}:59"
    return f"{moment.hour:02d}:{moment.minute:02d}" + (f":{moment.second:02d}" if moment.second is not None else "")


def _precision_notes(date: ImpreciseDate) -> list[str]:
    single = date.single
    if single is not None:
        return [single.unit] if single.unit in ("month", "year") and not single.approximate else []
    known = date.end if date.start is None else date.start
    if date.precision in ("before", "after") and known is not None:
        return [f"or_{known.unit}"]
    return []


def _clock_notes(date: ImpreciseDate) -> list[str]:
    clocks = [_told_on(moment, date.zone) for moment in (date.start, date.end)
              if moment is not None and moment.hour is not None]
    return list(dict.fromkeys(clocks))


def _told_on(moment: Moment, zone: str) -> str:
    if moment.offset is None:
        return zone
    if moment.offset == 0:
        return "UTC+00:00"
    sign = "+" if moment.offset > 0 else "-"
    return f"UTC{sign}{abs(moment.offset) // 60:02d}:{abs(moment.offset) % 60:02d}"


def _doubts(date: ImpreciseDate) -> list[str]:
    start, end = date.start, date.end
    if not date.uncertain:
        return []
    if start is None or end is None or (start.uncertain and end.uncertain):
        return ["uncertain"]
    return ["start_uncertain" if start.uncertain else "end_uncertain"]
