"""The case on half a page: what is alleged, when, where, how many, on whose word, and how far anybody has come."""

from __future__ import annotations

from collections.abc import Iterator

from casetracker.domain import own_reasons
from casetracker.domain import vocabulary as v
from casetracker.domain.claims_words import outcome as outcome
from casetracker.domain.dates import WorkingDate
from casetracker.dossier import wording as w
from casetracker.dossier.sections.case import Case, Json, label
from casetracker.dossier.tree import Block, Note, Pair, Pairs, Paragraph, Section, Span, Text
from casetracker.i18n import _

_ALLEGED = ("alleged_perpetrator", "alleged_superior", "alleged_unit")


def section(case: Case) -> Section:
    return Section(_("Summary"), tuple(_blocks(case)))


def _blocks(case: Case) -> Iterator[Block]:
    incident = case.incident
    if incident["withdrawn_at"]:
        yield Note("caution", w.joined((
            _("This incident was withdrawn on {when} by {who}.").format(
                when=w.moment(incident["withdrawn_at"]), who=case.fixed(incident["withdrawn_by"])),
            case.fixed(own_reasons.told(incident["withdrawn_reason"]))), " "), _("Withdrawn"))
    yield Paragraph(incident["title"], "lead")
    yield Pairs(w.pairs(
        (_("Standing"), _standing(case)),
        (_("When"), _when(case)),
        (_("Where"), w.lines(*(_place(place) for place in case.shown(incident["places"])))
         or case.none(incident["places"], _("no place is recorded"))),
        (_("Casualties, by source"), _casualties(case)),
        (_("Victims"), _people(case, ("victim",))),
        (_("Alleged to be responsible"), _people(case, _ALLEGED)
         or case.none(_alleged(case), _("nobody is recorded"))),
        (_("Sources on the act"), case.page["roots"]["label"]),
        (_("Alleged violations"), w.lines(*map(v.VIOLATION.label, incident["violation_types"]))),
        (_("Lead investigator"), incident["lead_investigator"]),
        (_("Record kept since"), w.moment(incident["created_at"])),
        (_("Keywords"), ", ".join(incident["tags"])),
    ))
    if incident["violation_types"]:
        yield Paragraph(_("The alleged violations are candidate qualifications, proposed by those who keep this record. "
                          "Articles are those of the Rome Statute unless another instrument is named. "
                          "Counsel decides."), "small")


def _standing(case: Case) -> Text:
    """How far the allegation has been verified, and why we say so."""
    incident = case.incident
    moves = [line for line in incident["history"] if line["axis"] == "assessment"]
    reason = case.fixed(own_reasons.told(moves[-1]["reason"])) if moves and moves[-1]["before"] else ""
    told = _("Alleged; our assessment: {assessment}").format(assessment=label(v.ASSESSMENT, incident["assessment"]))
    return w.joined((told, reason), ". ")


def _when(case: Case) -> Text:
    working = case.working_date()
    if working is None:
        return case.none(case.incident["dates"], _("no date is recorded"))
    return w.cat(working.date.describe(case.language), " ", w.muted(f"({rests_on(working)})"))


def rests_on(working: WorkingDate) -> str:
    """What sort of date it is that an incident is placed by."""
    if working.derived and working.kind == "act":
        return _("between capture and discovery; derived by casetracker, stated by no source")
    kind = label(v.DATE_KIND, working.kind)
    if working.derived:
        return _("the span of the different dates stated for {kind}; derived by casetracker").format(kind=kind)
    if working.kind == "act":
        return _("date of the act, as stated")
    return _("date of {kind}; no source dates the act").format(kind=kind)


def _place(place: Json) -> Text:
    others = f" ({', '.join(place['names'])})" if place["names"] else ""
    precision = _("precision: {precision}").format(precision=label(v.PLACE_PRECISION, place["precision"]))
    return w.cat(f"{place['name']}{others} ", w.muted(f"({precision})"))


def _alleged(case: Case) -> list[Json]:
    return [row for row in case.page["participations"] if row["role"] in _ALLEGED]


def _people(case: Case, roles: tuple[str, ...]) -> Text:
    """Who had such a role, by the source that says so."""
    return w.lines(*(
        w.cat(case.party(row["party"]), " ", w.muted(f"({row['source'] or _('not attributed')})"))
        for row in case.shown(case.page["participations"]) if row["role"] in roles and row["stance"] == "supports"))


def _casualties(case: Case) -> Text:
    figures = case.shown(case.incident["figures"])
    if not figures:
        return case.none(case.incident["figures"], _("no figure is recorded"))
    return w.lines(*(_figure(matter, value) for matter in case.matters("figures") for value in matter["values"]))


def _figure(matter: Json, value: Json) -> Text:
    """"Killed, prisoners of war: 4 (adopted; S-000001, S-000002; 2 sources, 1 independent root)"."""
    what = f"{matter['label']}: {value['label']}"
    if not value["claims"]:
        return w.cat(_("contradicts: {what}").format(what=what), " ", w.muted(f"({value['mark']})"))
    who = ", ".join(value["said_by"])
    return w.cat(what, " ", w.muted("({})".format("; ".join(
        part for part in (_("adopted") if value["adopted"] else "", who, value["mark"]) if part))))


def statuses(case: Case) -> tuple[Pair, ...]:
    """The three things often mixed into one: our assessment, our handling, their stage."""
    stages = [each["label"] for each in case.incident["derived"]["stages"]]
    none = _("None known as of {date}").format(date=case.today())
    return (
        Pair(_("Assessment (ours)"), v.ASSESSMENT.label(case.incident["assessment"])),
        Pair(_("Handling (ours)"), v.HANDLING.label(case.incident["handling"])),
        Pair(_("Furthest stage of proceedings"), "\n".join(stages) or Span(none)),
    )
