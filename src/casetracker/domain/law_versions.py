"""Which wording of a provision may have been in force when an act was done. The program proposes; counsel decides.

A version is in force until the next one whose entry into force is known. One whose entry into force is not known may be
in force from its adoption on, beside the earlier one. So every date, however imprecise, meets at least one version, and
the proposal for it is all that is proposed for the days it may mean.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casetracker.domain import law_words as words
from casetracker.domain.dates import ImpreciseDate, Moment
from casetracker.domain.law_days import eve, first_day, last_day, may_follow, may_lie_between, may_precede
from casetracker.domain.law_records import Applicability, Provision, Version


@dataclass(frozen=True, slots=True)
class Proposal:
    """The versions that may apply to an act, why, and the later ones that may be milder."""

    versions: tuple[Version, ...]
    reasons: tuple[str, ...]
    milder_later: tuple[Version, ...]


def propose(provision: Provision, date: ImpreciseDate, applicability: Iterable[Applicability] = ()) -> Proposal:
    """What may have been in force on the date of the act."""
    versions = provision.versions
    found = [place for place in range(len(versions)) if _may_apply(versions, place, date)]
    proposed = tuple(versions[place] for place in found)
    milder = tuple(version for version in versions[found[0] + 1:] if version.milder_than_before is not False)
    reasons = [*_on_versions(proposed, date), *_on_edges(versions, date),
               *(words.later(version) for version in milder), *reasons_to_reach(provision, date, applicability)]
    return Proposal(proposed, tuple(reasons), milder)


def reasons_to_reach(provision: Provision, date: ImpreciseDate, applicability: Iterable[Applicability]) -> list[str]:
    """Why, and since when, the provision reaches Ukraine, as far as that bears on an act of this date."""
    return [words.reaching(note, provision, date) for note in applicability if _bears(note, provision, date)]


def _may_apply(versions: tuple[Version, ...], place: int, date: ImpreciseDate) -> bool:
    """Before the first version and after the last there is nothing else to propose: both reach on."""
    start = None if place == 0 else _may_begin(versions[place])
    return may_lie_between(date, start, _may_end(versions[place + 1:]))


def _may_begin(version: Version) -> Moment | None:
    """The first day on which it may be in force; an unconfirmed entry into force is not before the adoption."""
    return first_day(version.in_force_from or version.adopted)


def _may_end(later: tuple[Version, ...]) -> Moment | None:
    """The last day: that before the next version that is known to be in force; None while there is none."""
    known = next((version.in_force_from for version in later if version.in_force_from), None)
    day = last_day(known)
    return None if day is None else eve(day)


def _on_versions(proposed: tuple[Version, ...], date: ImpreciseDate) -> list[str]:
    if len(proposed) == 1:
        return [words.alone(proposed[0], date)]
    return [words.unconfirmed(version) if version.in_force_from is None else words.straddles(version, date)
            for version in proposed[1:]]


def _on_edges(versions: tuple[Version, ...], date: ImpreciseDate) -> list[str]:
    """What is to be said where the act may lie before the first text recorded, or after the last."""
    begin, end = _may_begin(versions[0]), last_day(versions[-1].in_force_until)
    early = [words.too_early(versions[0])] if begin is not None and may_precede(date, begin) else []
    late = [words.too_late(versions[-1])] if end is not None and may_follow(date, end) else []
    return early + late


def _bears(note: Applicability, provision: Provision, date: ImpreciseDate) -> bool:
    """A State's becoming a party bears on every act, also the earlier; a declaration only on those it covers."""
    if not note.concerns(provision.code):
        return False
    return note.kind == "party" or note.acts is None or note.acts.overlaps(date)
