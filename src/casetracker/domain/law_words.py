"""The sentences that say why a version of a legal text is proposed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from casetracker.domain.dates import ImpreciseDate
from casetracker.domain.law_days import first_day, may_precede
from casetracker.domain.law_records import Applicability, Provision, Version
from casetracker.i18n import _, language


def told(date: ImpreciseDate | None) -> str:
    """A date in words, or that it is to be confirmed."""
    return _("to be confirmed") if date is None else date.describe(language(), clock=False)


def alone(version: Version, date: ImpreciseDate) -> str:
    if version.in_force_from is None:
        return _("Proposed for an act dated {date}: “{version}”, the only text recorded; its entry into force is to be "
                 "confirmed.").format(date=told(date), version=version.label)
    return _("Proposed for an act dated {date}: “{version}”, in force from {start}.").format(
        date=told(date), version=version.label, start=told(version.in_force_from))


def straddles(version: Version, date: ImpreciseDate) -> str:
    return _("The date of the act ({date}) reaches across a change of the law: “{version}” is in force from {start}. "
             "Both texts are proposed.").format(date=told(date), version=version.label,
                                                start=told(version.in_force_from))


def unconfirmed(version: Version) -> str:
    return _("When “{version}” entered into force is to be confirmed; it counts as not before its adoption "
             "({adopted}). The act may be later, so both texts are proposed.").format(
                 version=version.label, adopted=told(version.adopted))


def too_early(version: Version) -> str:
    if version.in_force_from is None:
        return _("The act may be earlier than the adoption of this text ({adopted}); no earlier text is "
                 "recorded.").format(adopted=told(version.adopted))
    return _("The act may be earlier than the first text recorded, in force from {start}.").format(
        start=told(version.in_force_from))


def too_late(version: Version) -> str:
    return _("The act may be later than the last day of the last text recorded ({until}).").format(
        until=told(version.in_force_until))


def later(version: Version) -> str:
    if version.milder_than_before:
        return _("A later text, “{version}”, is milder than the one before it; a milder later law applies in favour of "
                 "the accused.").format(version=version.label)
    return _("There is a later text, “{version}”. A milder later law applies in favour of the accused; whether it is "
             "milder is for counsel to decide.").format(version=version.label)


def reaching(note: Applicability, provision: Provision, date: ImpreciseDate) -> str:
    """Why, and since when, the provision reaches Ukraine."""
    if note.kind == "party":
        return _party(note, date)
    if note.kind == "declaration_12_3":
        return _("Jurisdiction of the International Criminal Court for acts dated {acts}: Ukraine's declaration under "
                 "article 12(3) of the Statute, lodged {made}.").format(acts=told(note.acts), made=told(note.made))
    if note.kind == "declaration_124":
        return _("Ukraine ratified the Rome Statute with a declaration under article 124 about article 8; its scope and "
                 "its effect on the declarations of 2014 and 2015 are to be confirmed.")
    return _("Whether this amendment binds Ukraine is to be confirmed ({article}).").format(article=provision.article)


def _party(note: Applicability, date: ImpreciseDate) -> str:
    if note.acts is None:
        return _("Since when this instrument binds Ukraine is to be confirmed.")
    day = first_day(note.acts)
    assert day is not None  # a party is one from some day on
    start = told(ImpreciseDate(day, day, note.acts.zone))
    if may_precede(date, day):
        return _("The Rome Statute has been in force for Ukraine since {start}. For an earlier act it is a parallel "
                 "qualification, within the declarations that Ukraine lodged.").format(start=start)
    return _("The Rome Statute has been in force for Ukraine since {start}.").format(start=start)


def other_date(date: ImpreciseDate) -> str:
    return _("Another recorded date of the act, not adopted ({date}), would lead to another text.").format(date=told(date))


def _adopted(date: ImpreciseDate | None) -> str:
    return _("The date of the act is the one adopted: {date}.").format(date=told(date))


def _stated(date: ImpreciseDate | None) -> str:
    return _("The date of the act is as recorded: {date}.").format(date=told(date))


def _several(date: ImpreciseDate | None) -> str:
    return _("Different dates of the act are recorded; together they may mean {date}.").format(date=told(date))


def _between(date: ImpreciseDate | None) -> str:
    return _("No source dates the act. It lies between capture and discovery ({date}): derived by casetracker, stated by "
             "no source.").format(date=told(date))


def _after_capture(date: ImpreciseDate | None) -> str:
    return _("No source dates the act, and no discovery is dated. It is not earlier than the capture ({date}): derived by "
             "casetracker, stated by no source.").format(date=_edge(date))


def _before_discovery(date: ImpreciseDate | None) -> str:
    return _("No source dates the act, and no capture is dated. It is not later than the discovery ({date}): derived by "
             "casetracker, stated by no source.").format(date=_edge(date))


def _edge(date: ImpreciseDate | None) -> str:
    """The one end that a span open on the other side has."""
    moment = None if date is None else date.start or date.end
    return told(None if date is None or moment is None else ImpreciseDate(moment, moment, date.zone))


def _contradictory(_date: ImpreciseDate | None) -> str:
    return _("The discovery is dated before the capture, so the date of the act cannot be derived: every text recorded is "
             "proposed.")


def _open(_date: ImpreciseDate | None) -> str:
    return _("The dates stated leave open when the act was: every text recorded is proposed.")


def _no_date(_date: ImpreciseDate | None) -> str:
    return _("No date is recorded from which that of the act could be taken: every text recorded is proposed.")


def _withheld(_date: ImpreciseDate | None) -> str:
    return _("The dates are withheld here by the sharing condition of their source: every text recorded is proposed.")


# Where the date of the act comes from, by the bases of `law_acts`.
ACT_BASIS: Mapping[str, Callable[[ImpreciseDate | None], str]] = {
    "adopted": _adopted, "stated": _stated, "several": _several, "between": _between, "after_capture": _after_capture,
    "before_discovery": _before_discovery, "contradictory": _contradictory, "open": _open, "none": _no_date,
    "withheld": _withheld,
}
