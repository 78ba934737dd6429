"""The working date of an incident: the one date by which lists sort and filter, and how it came about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casetracker.domain.dates_value import ImpreciseDate, hull
from casetracker.errors import InvalidDate


@dataclass(frozen=True, slots=True)
class WorkingDate:
    """`kind` says which typed date it rests on; `derived` that we inferred it and no source states it."""

    date: ImpreciseDate
    kind: str
    derived: bool


def working_date(dates: Sequence[tuple[str, ImpreciseDate, bool]]) -> WorkingDate | None:
    """From (kind, date, adopted): the settled date of the act, else the span between capture and discovery, else what
    is left in the order of its closeness to the act. None if no date
    is stated, or those stated leave everything open."""
    act = _settled("act", dates)
    if act is not None and not act.derived:
        return act
    return _between_capture_and_discovery(dates) or act or _first_settled(dates)


def _first_settled(dates: Sequence[tuple[str, ImpreciseDate, bool]]) -> WorkingDate | None:
    # A capture alone comes last: it only says that the act was later.
    for kind in ("discovery", "official_report", "first_publication", "capture"):
        found = _settled(kind, dates)
        if found is not None:
            return found
    return None


def _between_capture_and_discovery(dates: Sequence[tuple[str, ImpreciseDate, bool]]) -> WorkingDate | None:
    capture, discovery = _settled("capture", dates), _settled("discovery", dates)
    if capture is None or discovery is None:
        return None
    span = _span(capture.date, discovery.date)
    return None if span is None else WorkingDate(span, "act", True)


def _settled(kind: str, dates: Sequence[tuple[str, ImpreciseDate, bool]]) -> WorkingDate | None:
    """The adopted date of a kind, else the only one; where sources differ, the span of all, which is derived."""
    adopted = [date for each, date, chosen in dates if each == kind and chosen]
    if adopted:
        return WorkingDate(adopted[0], kind, False)
    stated = list(dict.fromkeys(date for each, date, _chosen in dates if each == kind))
    if len(stated) < 2:
        return WorkingDate(stated[0], kind, False) if stated else None
    span = _span(_first(stated), _last(stated))
    return None if span is None else WorkingDate(span, kind, True)


def _first(dates: list[ImpreciseDate]) -> ImpreciseDate:
    return min(dates, key=lambda date: date.earliest or "")


def _last(dates: list[ImpreciseDate]) -> ImpreciseDate:
    return max(dates, key=lambda date: date.latest or "~")


def _span(first: ImpreciseDate, last: ImpreciseDate) -> ImpreciseDate | None:
    """The span of two dates, or None where they contradict each other or leave both sides open."""
    try:
        return hull(first, last)
    except InvalidDate:
        return None
