"""When the act was done, as far as the law may rely on it, and which texts are proposed for it.

The date of the act itself comes first: the adopted one, else all that sources state, taken together where they differ.
Where no source dates the act, it lies between capture and discovery; we derive that, and say so. A report or a publication
bounds nothing here: it may speak of something else than the act. Where nothing is known, every text is proposed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casetracker.domain import law_words as words
from casetracker.domain.dates import ImpreciseDate, Moment, encompassing, hull
from casetracker.domain.law_days import CLOCK
from casetracker.domain.law_records import Applicability, Provision
from casetracker.domain.law_versions import Proposal, propose, reasons_to_reach
from casetracker.errors import InvalidDate

Dated = tuple[str, ImpreciseDate, bool]
"""(kind, date, adopted) of one claim of an incident about a date; contradicting ones are left out before."""

_ANY_DAY = ImpreciseDate(None, Moment(9999, 12, 31), CLOCK)


@dataclass(frozen=True, slots=True)
class ActDate:
    """`basis`: adopted, stated, several, between, after_capture, before_discovery, contradictory, open, none, or
    withheld from who reads.

    `date` None: nothing that the law could be chosen by. `others` are stated dates of the act that were not adopted.
    """

    date: ImpreciseDate | None
    basis: str
    others: tuple[ImpreciseDate, ...] = ()

    @property
    def derived(self) -> bool:
        """Whether no source states this date as it stands."""
        return self.basis in ("several", "between", "after_capture", "before_discovery")


def act_date(dates: Sequence[Dated]) -> ActDate:
    """The date of the act, out of all dates that are claimed for an incident."""
    stated = _of("act", dates)
    adopted = [date for kind, date, chosen in dates if kind == "act" and chosen]
    if adopted:
        others = tuple(date for date in stated if date not in adopted)
        return _together(adopted, "adopted", others)
    return _together(stated, "stated") if stated else _derived(_settled("capture", dates), _settled("discovery", dates))


def propose_for_act(provision: Provision, act: ActDate, applicability: Iterable[Applicability] = ()) -> Proposal:
    """The versions that may apply to the act, and why; all of them where its date is not known."""
    notes = tuple(applicability)
    if act.date is None:
        later = tuple(version for version in provision.versions[1:] if version.milder_than_before is not False)
        reasons = (words.ACT_BASIS[act.basis](None), *(words.later(version) for version in later),
                   *reasons_to_reach(provision, _ANY_DAY, notes))
        return Proposal(provision.versions, reasons, later)
    proposal = propose(provision, act.date, notes)
    return Proposal(proposal.versions, (*_on_basis(provision, act, proposal), *proposal.reasons), proposal.milder_later)


def _on_basis(provision: Provision, act: ActDate, proposal: Proposal) -> list[str]:
    """Where the date comes from, and whether a date that was not adopted would lead elsewhere."""
    told = [words.ACT_BASIS[act.basis](act.date)]
    told += [words.other_date(other) for other in act.others
             if set(propose(provision, other).versions) - set(proposal.versions)]
    return told


def _of(kind: str, dates: Sequence[Dated]) -> list[ImpreciseDate]:
    return list(dict.fromkeys(date for each, date, _chosen in dates if each == kind))


def _settled(kind: str, dates: Sequence[Dated]) -> list[ImpreciseDate]:
    adopted = [date for each, date, chosen in dates if each == kind and chosen]
    return adopted or _of(kind, dates)


def _together(dates: list[ImpreciseDate], basis: str, others: tuple[ImpreciseDate, ...] = ()) -> ActDate:
    if len(set(dates)) == 1:
        return ActDate(dates[0], basis, others)
    span = encompassing(dates)
    return ActDate(span, "open" if span is None else "several", others)


def _derived(captures: list[ImpreciseDate], discoveries: list[ImpreciseDate]) -> ActDate:
    """Not before the earliest capture, not after the latest discovery."""
    first = encompassing(captures) if captures else None
    last = encompassing(discoveries) if discoveries else None
    if first is None and last is None:
        return ActDate(None, "open" if captures or discoveries else "none")
    if last is None:
        assert first is not None
        return _one_sided(ImpreciseDate(first.start, None, first.zone) if first.start else None, "after_capture")
    if first is None:
        return _one_sided(ImpreciseDate(None, last.end, last.zone) if last.end else None, "before_discovery")
    try:
        return ActDate(hull(first, last), "between")
    except InvalidDate:
        return ActDate(None, "open" if first.start is None and last.end is None else "contradictory")


def _one_sided(date: ImpreciseDate | None, basis: str) -> ActDate:
    return ActDate(date, "open" if date is None else basis)
