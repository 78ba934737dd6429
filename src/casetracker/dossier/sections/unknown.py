"""What is not known: as the keepers of the record say it, and as its empty places show it."""

from __future__ import annotations

from collections.abc import Iterator

from casetracker.domain import vocabulary as v
from casetracker.domain.claims import LISTS
from casetracker.domain.dates import parse_edtf
from casetracker.dossier.sections.case import Case, Json, label
from casetracker.dossier.sections.evidence import held_back
from casetracker.dossier.tree import Bullets, Paragraph, Section
from casetracker.i18n import _, ngettext


def sections(case: Case) -> Iterator[Section]:
    said = tuple(line for line in case.incident["not_known"] if line.strip())
    none = Paragraph(_("Those who keep the record have written nothing here."), "small")
    yield Section(_("What is not known"), (Bullets(said) if said else none,))
    found = tuple(_found(case))
    if found:
        yield Section(_("Found by casetracker in what the record lacks"), (Bullets(found),), 2)


def _found(case: Case) -> Iterator[str]:
    yield from _about_the_act(case)
    yield from _about_people(case)
    yield from _about_proceedings(case)
    yield from _about_sources(case)
    yield from _about_evidence(case)


def _about_the_act(case: Case) -> Iterator[str]:
    incident = case.incident
    dates = case.shown(incident["dates"])
    if not any(row["kind"] == "act" and row["stance"] == "supports" and row["basis"] != "inferred"
               for row in incident["dates"]):
        yield _("The date of the act: no source states it.")
    for kind in dict.fromkeys(row["kind"] for row in dates if row["zone"] == "unknown" and _has_hour(row["date"])):
        yield _("The time zone of the time given for {kind}.").format(kind=label(v.DATE_KIND, kind))
    places = incident["places"]
    if not places:
        yield _("The place: none is recorded.")
    elif all(row["lat"] is None for row in places):
        yield _("The exact place: no coordinates are recorded.")
    if not incident["figures"]:
        yield _("How many persons were harmed: no figure is recorded.")


def _has_hour(edtf: str) -> bool:
    moments = (parse_edtf(edtf).start, parse_edtf(edtf).end)
    return any(moment is not None and moment.hour is not None and moment.offset is None for moment in moments)


def _about_people(case: Case) -> Iterator[str]:
    rows = case.page["participations"]
    for row in case.shown(rows):
        if case.page["parties"][row["party"]]["identification"] == "unidentified":
            yield _("Who {party} ({role}) is: not identified.").format(
                party=row["party"], role=label(v.ROLE, row["role"]))
    if not any(row["role"] in ("alleged_perpetrator", "alleged_superior") for row in rows):
        yield _("Alleged perpetrators and superiors: no person is recorded.")


def _about_proceedings(case: Case) -> Iterator[str]:
    if not case.page["proceedings"]:
        yield _("Proceedings: none known as of {date}.").format(date=case.today())
    for proceeding in case.page["proceedings"]:
        reference = proceeding["reference"]
        if not proceeding["register_number"]:
            yield _("The register number of {reference}.").format(reference=reference)
        if not proceeding["persons"]:
            yield _("Persons suspected or accused in {reference}: none is recorded.").format(reference=reference)


def _about_sources(case: Case) -> Iterator[str]:
    sources = [source for source in case.page["sources"].values() if not case.audience.holds_back(source)]
    yield from _listed(_("Where these sources have it from: {which}."), [s for s in sources if s["origin"] == "unknown"])
    yield from _listed(_("How reliable these sources are (not graded): {which}."),
                       [source for source in sources if not source["reliability"]])
    yield from _listed(_("The originals of these sources (not held): {which}."),
                       [source for source in sources if not source["original_held"]])
    incident = case.incident
    rows = [row for name in LISTS for row in incident[name]]
    silent = sum(row["source"] is None for row in (*rows, *case.page["participations"]))
    if silent:
        yield ngettext("Who says so: {n} entry is attributed to no source.",
                       "Who says so: {n} entries are attributed to no source.", silent).format(n=silent)


def _about_evidence(case: Case) -> Iterator[str]:
    items = [item for item in case.page["evidence"] if not held_back(case, item)]
    if not case.page["evidence"]:
        yield _("Evidence: no item is held.")
    yield from _listed(_("Whether these items are what they seem (not verified): {which}."),
                       [item for item in items if item["verification"] in ("unverified", "in_progress")])
    if items and not any(link["bearing"] == "exonerating" for item in case.page["evidence"] for link in item["links"]):
        yield _("Exonerating circumstances: no item is recorded as exonerating. That does not mean that there are none.")


def _listed(sentence: str, records: list[Json]) -> Iterator[str]:
    if records:
        yield sentence.format(which=", ".join(sorted(record["reference"] for record in records)))
