"""The sentences that say why a version of a legal text is proposed."""

from __future__ import annotations

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
