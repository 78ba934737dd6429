"""Who investigates, under which number, and how far it has come, according to whom."""

from __future__ import annotations

from collections.abc import Iterator

from casetracker.domain import own_reasons
from casetracker.domain import vocabulary as v
from casetracker.dossier import wording as w
from casetracker.dossier.sections.case import Case, Json
from casetracker.dossier.tree import Block, Column, Pairs, Paragraph, Section, Table, Text
from casetracker.i18n import _, ngettext


def sections(case: Case) -> Iterator[Section]:
    proceedings = case.page["proceedings"]
    opening = Paragraph(
        _("Stages are those of the investigating bodies, as far as they are public or were told to us.")
        if proceedings else _("None known as of {date}. That is not the same as none.").format(date=case.today()))
    yield Section(_("Investigating bodies and proceedings"), (opening,))
    for proceeding in proceedings:
        title = f"{proceeding['reference']}\u2002{proceeding['title'] or v.JURISDICTION.label(proceeding['jurisdiction'])}"
        yield Section(title, tuple(_proceeding(case, proceeding)), 2)


def _proceeding(case: Case, proceeding: Json) -> Iterator[Block]:
    yield Pairs(w.pairs(
        (_("Jurisdiction"), v.JURISDICTION.label(proceeding["jurisdiction"])),
        (_("Register number"), w.mono(proceeding["register_number"]) if proceeding["register_number"] else _("not known")),
        (_("Registered on"), case.date(proceeding["registered_on"])),
        (_("Court numbers"), w.mono(", ".join(proceeding["court_numbers"]))),
        (_("Article cited"), proceeding["article"]),
        (_("Stage"), v.STAGE.label(proceeding["stage"])),
        (_("Covers this incident"), w.lines(*_coverage(case, proceeding))),
        (_("Merged into"), w.mono(proceeding["merged_into"]) if proceeding["merged_into"] else ""),
        (_("Severed from"), w.mono(proceeding["severed_from"]) if proceeding["severed_from"] else ""),
        (_("Next action"), ", ".join(filter(None, (
            proceeding["next_action"], case.date(proceeding["next_action_date"]))))),
        (_("Note"), proceeding["note"]),
    ))
    yield from _bodies(case, proceeding)
    yield from _persons(case, proceeding)
    yield from _steps(case, proceeding)
    yield from _history(case, proceeding)


def _coverage(case: Case, proceeding: Json) -> Iterator[Text]:
    rows = [row for row in proceeding["incidents"] if row["incident"] == case.reference]
    for row in case.shown(rows):
        yield w.joined((_source(case, row), v.COVERAGE_BASIS.label(row["basis"]), row["note"] or ""), " – ")
    others = len({row["incident"] for row in proceeding["incidents"]} - {case.reference})
    if others:
        yield w.muted(ngettext("It covers {n} other incident of this store.", "It covers {n} other incidents of this store.",
                               others).format(n=others))


def _source(case: Case, row: Json) -> Text:
    return case.source(row["source"]) if row["source"] else w.muted(_("not attributed"))


def _bodies(case: Case, proceeding: Json) -> Iterator[Block]:
    yield Table(
        (Column(_("Body"), 2.6), Column(_("Role"), 1.2), Column(_("According to"), 2.2), Column(_("Remarks"), 1.6)),
        tuple((_body(case.page["bodies"][row["body"]]), v.BODY_ROLE.label(row["role"]), _source(case, row),
               row["note"] or "") for row in case.shown(proceeding["bodies"])),
        caption=_("Bodies"), empty=case.none(proceeding["bodies"], _("No body is recorded.")))
    yield from case.remark_on_held_back(proceeding["bodies"])


def _body(body: Json) -> Text:
    return w.lines(
        w.cat(w.mono(body["reference"]), " ", body["name"]), w.muted(", ".join(body["names"])),
        ", ".join(filter(None, (v.BODY_KIND.label(body["kind"]), body["jurisdiction"], body["country"]))),
        body["contact"] or "", body["url"] or "", body["note"] or "")


def _persons(case: Case, proceeding: Json) -> Iterator[Block]:
    yield Table(
        (Column(_("Person"), 2.2), Column(_("Procedural status"), 1.4), Column(_("Date"), 1.3),
         Column(_("According to"), 2.0), Column(_("Remarks"), 1.3)),
        tuple((case.party(row["party"]), v.PERSON_STATUS.label(row["status"]), case.date(row["date"]), _source(case, row),
               row["note"] or "") for row in case.shown(proceeding["persons"])),
        caption=_("Persons"), empty=case.none(proceeding["persons"], _("No person is recorded.")))
    yield from case.remark_on_held_back(proceeding["persons"])


def _steps(case: Case, proceeding: Json) -> Iterator[Block]:
    """Requests, replies, complaints; what was to come by a day and is not recorded as come says so."""
    if not proceeding["steps"]:
        return
    yield Table(
        (Column(_("Step"), 1.1), Column(_("What"), 2.4), Column(_("Date"), 1.1), Column(_("Deadline and answer"), 1.7),
         Column(_("According to"), 1.8)),
        tuple((v.STEP.label(row["kind"]), w.lines(row["what"], _hands(row), row["note"] or ""),
               case.date(row["date"]) or w.muted(_("not stated")), _due(case, row), _source(case, row))
              for row in case.shown(proceeding["steps"])),
        caption=_("Procedural steps"), empty=case.none(proceeding["steps"], ""))
    yield from case.remark_on_held_back(proceeding["steps"])


def _hands(row: Json) -> Text:
    told = ((_("by {who}"), row["by"]), (_("to {who}"), row["to_whom"]))
    return w.muted(", ".join(phrase.format(who=who) for phrase, who in told if who))


def _due(case: Case, row: Json) -> Text:
    deadline = _("by {date}").format(date=case.date(row["deadline"])) if row["deadline"] else ""
    if row["answered_on"]:
        return w.lines(deadline, _("answered {date}").format(date=case.date(row["answered_on"])))
    return w.lines(deadline, w.muted(_("no answer recorded")) if deadline else "")


def _history(case: Case, proceeding: Json) -> Iterator[Block]:
    yield Table(
        (Column(_("Stage"), 1.5), Column(_("Date of the fact"), 1.2), Column(_("Learned"), 1.1),
         Column(_("According to, and ground"), 2.5), Column(_("Recorded"), 1.4)),
        tuple(_move(case, line) for line in case.shown(proceeding["history"])),
        caption=_("Stages, as they were recorded"), empty=case.none(proceeding["history"], _("No stage is recorded.")))
    yield from case.remark_on_held_back(proceeding["history"])


def _move(case: Case, line: Json) -> tuple[Text, ...]:
    stage = v.STAGE.label(line["stage"])
    return (
        w.lines(w.muted(stage), _("superseded")) if line["superseded"] else stage,
        case.date(line["date"]) or w.muted(_("not stated")), case.date(line["learned"]) or w.muted(_("not stated")),
        w.lines(_source(case, line), case.fixed(own_reasons.told(line["reason"]))),
        w.lines(w.moment(line["at"]), w.muted(case.fixed(line["by"]))))
