"""Why two incidents may be one event, in words: what was compared, and only as exactly as it is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casetracker.domain import vocabulary as v
from casetracker.domain.dates import parse_edtf
from casetracker.domain.likeness import Likeness
from casetracker.domain.likeness_dates import Nearness, When
from casetracker.domain.likeness_places import Closeness
from casetracker.domain.likeness_words import BY_SOUND
from casetracker.errors import InvalidDate
from casetracker.i18n import _, language, ngettext

_WORTH_SAYING = 0.05
_TITLES_ALIKE, _NARRATIVES_ALIKE = 0.25, 0.35
_WORDS_SHOWN = 6
_EXACT = frozenset({"10m", "100m"})


@dataclass(frozen=True)
class Reason:
    """One reason: of what sort it is (date, place, title, narrative, party), and in words."""

    code: str
    text: str


def reasons(likeness: Likeness) -> tuple[Reason, ...]:
    return tuple(_reasons(likeness))


def _reasons(likeness: Likeness) -> Iterator[Reason]:
    if likeness.date is not None and likeness.date.score >= _WORTH_SAYING:
        yield Reason("date", _dates(likeness.date))
    if likeness.place is not None and likeness.place.score >= _WORTH_SAYING:
        yield Reason("place", _places(likeness.place))
    if likeness.words and likeness.title >= _TITLES_ALIKE:
        yield Reason("title", _("same words in the title: {words}").format(words=_words(likeness.words)))
    if likeness.narrative >= _NARRATIVES_ALIKE:
        yield Reason("narrative", _("the narratives share {percent} % of their words").format(
            percent=round(likeness.narrative * 100)))
    for party in likeness.parties:
        yield Reason("party", _("{party} is a party to both").format(party=party))


def _dates(found: Nearness) -> str:
    one, other = _date(found.one), _date(found.other)
    if found.days:
        return ngettext("dates {n} day apart: {one} / {other}", "dates {n} days apart: {one} / {other}",
                        found.days).format(n=found.days, one=one, other=other)
    if one == other:
        return _("same date: {date}").format(date=one)
    return _("dates overlap: {one} / {other}").format(one=one, other=other)


def _date(given: When) -> str:
    try:
        told = parse_edtf(given.edtf, given.zone).describe(language(), clock=False)
    except InvalidDate:
        told = given.edtf
    if given.derived:
        return _("{date} (derived)").format(date=told)
    return f"{told} ({v.DATE_KIND.label(given.kind).lower()})"


def _places(found: Closeness) -> str:
    one, other = found.one.name, found.other.name
    if found.km is None:
        names = one if one == other else f"{one} / {other}"
        if found.alike >= BY_SOUND:
            return _("same place name: {names}").format(names=names)
        return _("place names that are alike: {names}").format(names=names)
    coarse = max((found.one, found.other), key=lambda each: each.radius)
    told = _("{distance} apart").format(distance=distance(found.km, exact=coarse.precision in _EXACT))
    if coarse.precision in _EXACT:
        return told
    return _("{told}, known to: {precision}").format(told=told, precision=v.PLACE_PRECISION.label(coarse.precision).lower())


def distance(km: float, exact: bool) -> str:
    """A distance, no more exact than its ends."""
    if exact and km < 1:
        return _("{n} m").format(n=round(km * 100) * 10)
    return _("{n} km").format(n=f"{km:.1f}" if km < 10 else f"{km:.0f}")


def _words(pairs: tuple[tuple[str, str], ...]) -> str:
    told = [one if one == other else f"{one} / {other}" for one, other in pairs[:_WORDS_SHOWN]]
    return ", ".join([*told, "…"] if len(pairs) > _WORDS_SHOWN else told)
