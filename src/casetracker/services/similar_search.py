"""Which incidents are worth comparing with one: found by index, by day, by place, by rare words, by who took part.

Two hundred thousand incidents cannot all be compared; the few hundred that share something telling can. Each way of
finding gives what it found a first mark, and the best by these marks are compared properly.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from math import cos, log, radians

from casetracker.domain.folding import Token, skeleton
from casetracker.domain.likeness import Features
from casetracker.domain.likeness_dates import FIRST_DAY, LAST_DAY, OF_THE_EVENT
from casetracker.domain.likeness_words import is_common
from casetracker.store.engine import Connection

COMPARED = 200
"""So many are compared properly, for one incident."""

_AROUND = 60  # days before and after within which anything else counts
_LONGEST_SPAN = 400  # an incident known to the year only begins long before what may be the same
_REACH_KM = 20.0
_KM_OF_DEGREE = 111.2
_SAME_DAYS = 600
_COUNTED = 3_000  # how common a word is need not be known more exactly than this
_RARE = 400
_BY_NAME = 60_000
_ONE_BY_ONE = 20_000  # up to so many are looked up one by one rather than picked from a walk through all
_SHORTEST_SKELETON = 4
_UNDATED = 0.2

Marks = dict[int, float]


def worth_comparing(connection: Connection, subject: Features, weights: dict[str, float]) -> list[int]:
    """The pks of the incidents to compare with the subject, the likeliest first; fills `weights` on the way, which say
    how telling the words of its title are in this store."""
    if not (subject.dates or subject.places or subject.persons or subject.units):
        return []  # words alone make no two incidents alike
    window = _window(connection, subject)
    shadows = _shadows(connection, window)
    rare = _weigh_words(connection, subject.title, weights)
    marks: Marks = defaultdict(float)
    for found in (_same_days(window, subject), _near(connection, subject), _same_names(connection, subject, shadows),
                  _same_words(connection, rare, shadows), _same_parties(connection, subject)):
        for pk, mark in found:
            if pk in window:
                marks[pk] += mark
    for pk in marks:
        marks[pk] += window[pk]
    return sorted(marks, key=lambda pk: -marks[pk])[:COMPARED]


def _window(connection: Connection, subject: Features) -> Marks:
    """The incidents whose time is near enough, or not known; each marked by how near."""
    bounds = _bounds(subject)
    if bounds is None:
        return {pk: _UNDATED for (pk,) in connection.execute("SELECT pk FROM incident WHERE withdrawn_at IS NULL")}
    first, last = bounds
    marks: Marks = {pk: _UNDATED for (pk,) in connection.execute(
        "SELECT pk FROM incident WHERE withdrawn_at IS NULL AND working_sort = ''")}
    rows = connection.execute(
        "SELECT pk, working_sort FROM incident WHERE withdrawn_at IS NULL AND working_sort >= ? AND working_sort < ?"
        " AND substr(working_sort, 21) >= ?",
        (_text(first - _AROUND - _LONGEST_SPAN), _text(last + _AROUND + 1), _text(first - _AROUND)))
    for pk, sort in rows:
        days = max(first - _day(sort[20:30]), _day(sort[:10]) - last, 0)
        marks[pk] = 1.0 - days / (_AROUND + 1)
    return marks


def _shadows(connection: Connection, window: Marks) -> dict[int, int]:
    """Row of the search index → incident, for those within the window: read off an index that is small, where going from
    each word found to its row would fetch thousands of wide rows from the disk."""
    if len(window) > _ONE_BY_ONE:
        rows = connection.execute("SELECT pk, record_pk FROM search_record WHERE kind = 'incident'")
    else:
        rows = connection.execute("SELECT pk, record_pk FROM search_record WHERE kind = 'incident' AND record_pk IN"
                                  " (SELECT value FROM json_each(?))", (json.dumps(list(window)),))
    return dict(rows)


def _bounds(subject: Features) -> tuple[int, int] | None:
    """The first and the last day that the subject's dates speak of; an open side reaches no further than the other."""
    dates = [each for each in subject.dates if each.working or each.kind in OF_THE_EVENT] or list(subject.dates)
    days = [day for each in dates for day in (each.first, each.last) if FIRST_DAY < day < LAST_DAY]
    return (min(days), max(days)) if days else None


def _text(day: int) -> str:
    return date.fromordinal(min(max(day, FIRST_DAY), LAST_DAY)).isoformat()


@lru_cache(maxsize=1 << 14)
def _day(text: str) -> int:
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return FIRST_DAY


def _same_days(window: Marks, subject: Features) -> Iterator[tuple[int, float]]:
    """What overlaps with the subject's time or lies next to it, whatever else is known of it."""
    bounds = _bounds(subject)
    if bounds is None or bounds[1] - bounds[0] > 10:
        return
    near = [pk for pk, mark in window.items() if mark > 1.0 - 2 / (_AROUND + 1)]
    yield from ((pk, 0.0) for pk in near[:_SAME_DAYS])


def _near(connection: Connection, subject: Features) -> Iterator[tuple[int, float]]:
    for place in subject.places:
        if place.lat is None or place.lon is None:
            continue
        reach = (_REACH_KM + place.radius) / _KM_OF_DEGREE
        wide = reach / max(0.05, cos(radians(place.lat)))
        for pk, lat, lon in connection.execute(
                "SELECT parent_pk, lat, lon FROM place WHERE lat BETWEEN ? AND ? AND lon BETWEEN ? AND ?",
                (place.lat - reach, place.lat + reach, place.lon - wide, place.lon + wide)):
            off = max(abs(lat - place.lat) / reach, abs(lon - place.lon) / wide)
            yield pk, 1.2 - off


def _same_names(connection: Connection, subject: Features, shadows: dict[int, int]) -> Iterator[tuple[int, float]]:
    """What bears the name of a place of the subject, in its own places or anywhere in its text."""
    named = {words[0] for place in subject.places for words in place.names}
    for match in filter(None, (_named(token) for token in named)):
        yield from ((pk, 0.6) for pk in _found(connection, match, _BY_NAME, shadows))


def _named(token: Token) -> str:
    forms = [f'words : "{token.word}"'] if not token.key else [f'keys : "{token.key}"']
    bones = skeleton(token.word) if token.key else ""
    if len(bones) >= _SHORTEST_SKELETON:
        forms.append(f'skeletons : "{bones}"')
    return " OR ".join(f"({form})" for form in forms)


def _weigh_words(connection: Connection, title: Iterable[Token], weights: dict[str, float]) -> list[tuple[str, float]]:
    """Counts how common the words of the title are; returns the rare ones with what each says."""
    (all_there,) = connection.execute("SELECT coalesce(max(pk), 0) FROM incident").fetchone()
    rare: list[tuple[str, float]] = []
    for token in title:
        if is_common(token):
            continue
        match = _written(token)
        (count,) = connection.execute(
            "SELECT count(*) FROM (SELECT 1 FROM search_fts WHERE search_fts MATCH ? LIMIT ?)", (match, _COUNTED)).fetchone()
        says = max(0.15, 1.0 - log(max(1, count)) / log(max(100, all_there)))
        weights[token.key or token.word] = says
        if count <= _RARE:
            rare.append((match, says))
    return rare


def _written(token: Token) -> str:
    return f'keys : "{token.key}"' if token.key else f'words : "{token.word}"'


def _same_words(connection: Connection, rare: Iterable[tuple[str, float]],
                shadows: dict[int, int]) -> Iterator[tuple[int, float]]:
    for match, says in rare:
        yield from ((pk, 0.5 * says) for pk in _found(connection, match, _RARE, shadows))


def _found(connection: Connection, match: str, limit: int, shadows: dict[int, int]) -> Iterator[int]:
    """The incidents among the shadow rows in which something stands."""
    rows = connection.execute("SELECT rowid FROM search_fts WHERE search_fts MATCH ? LIMIT ?", (match, limit))
    return (shadows[row] for (row,) in rows if row in shadows)


def _same_parties(connection: Connection, subject: Features) -> Iterator[tuple[int, float]]:
    parties = subject.persons | subject.units
    if parties:
        yield from ((pk, 0.5) for (pk,) in connection.execute(
            "SELECT n.incident_pk FROM participation AS n JOIN party AS p ON p.pk = n.party_pk"
            " WHERE p.reference IN (SELECT value FROM json_each(?)) AND n.withdrawn_at IS NULL",
            (json.dumps(sorted(parties)),)))
