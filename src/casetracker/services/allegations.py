"""An allegation worked on: which text is proposed for it and why, and element by element what speaks for and against.

The program proposes, counsel decides: a version that is not among the proposed is warned of and never refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casetracker.domain import law
from casetracker.domain.dates import ImpreciseDate, parse_edtf
from casetracker.domain.law import ActDate, Element, Proposal, Provision, Version
from casetracker.i18n import _
from casetracker.services import records, show
from casetracker.services.allegation_matrix import Row, rows_of
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import ChangeSet

Json = dict[str, Any]


def act_of(incident: Mapping[str, Any]) -> ActDate:
    """The date of the act of an incident, as far as a text of the law may be chosen by it."""
    return law.act_date([(row["kind"], parse_edtf(row["date"], row.get("zone") or "unknown"), bool(row.get("adopted")))
                         for row in incident["dates"] if row.get("stance") != "contradicts"])


def proposal(store: CaseStore, incident: str, provision: str) -> Json:
    """Which versions of a provision are proposed for an incident, with the reasons."""
    return proposal_for(show.record(store, incident, kind="incident"), provision)


def proposal_for(incident: Mapping[str, Any], provision: str) -> Json:
    """The same for an incident already read."""
    texts = law.load()
    act = act_of(incident)
    found, proposed = texts.provision(provision), texts.versions_for_act(provision, act)
    return {"provision": provision, "citation": texts.cited(provision), "title": found.label, "act": _act(act),
            "versions": [version_json(version) for version in proposed.versions], "reasons": list(proposed.reasons),
            "milder_later": [version.code for version in proposed.milder_later],
            "forms": [form.code for form in texts.forms(provision)]}


def _act(act: ActDate) -> Json:
    return {"date": act.date.edtf if act.date else None, "zone": act.date.zone if act.date else None, "basis": act.basis,
            "derived": act.derived}


def version_json(version: Version) -> Json:
    """A version of a text as programs get it; a date that nobody confirmed is null."""
    return {"code": version.code, "title": version.label, "act": _(version.act), "adopted": _edtf(version.adopted),
            "in_force_from": _edtf(version.in_force_from), "in_force_until": _edtf(version.in_force_until),
            "milder_than_before": version.milder_than_before,
            "to_be_confirmed": [_(what) for what in version.to_be_confirmed], "note": version.note}


def _edtf(date: ImpreciseDate | None) -> str | None:
    return None if date is None else date.edtf


def matrix(page: Mapping[str, Any], allegation: Mapping[str, Any], act: ActDate | None = None) -> Json:
    """The elements of an allegation with what speaks for and against each; `page` is that of its incident, and `act` its
    date where not all dates of the page may be told.

    Rows follow the provision. Of alternatives (`one_of`) one is enough: they are a gap together, or none is. What was
    recorded on an element that is none of the texts considered stands at the end, marked `stray`.
    """
    texts = law.load()
    code = str(allegation["provision"])
    if code not in texts.provisions:
        return _unknown(page, allegation)
    provision = texts.provision(code)
    proposed = texts.versions_for_act(code, act or act_of(page["incident"]))
    considered = _considered(provision, proposed, allegation["version"])
    rows = rows_of(page, allegation, _elements(provision, considered), considered)
    return {**_head(allegation, texts.cited(code), provision.label), "ours": ours(provision),
            "forms": [form.code for form in texts.forms(code)],
            "proposed": [version.code for version in proposed.versions],
            "versions": [version_json(version) for version in considered], "reasons": list(proposed.reasons),
            "milder_later": [version.code for version in proposed.milder_later],
            "warnings": _warnings(proposed, considered, allegation["version"]),
            "to_be_confirmed": [_(what) for what in provision.to_be_confirmed],
            "rows": [row.as_json() for row in rows], "gaps": gaps(rows)}


def _unknown(page: Mapping[str, Any], allegation: Mapping[str, Any]) -> Json:
    """A provision of another edition of the program: nothing is lost, and nothing is proposed."""
    rows = rows_of(page, allegation, (), ())
    told = _("This program does not know the provision {code}.").format(code=allegation["provision"])
    return {**_head(allegation, str(allegation["provision"]), ""), "ours": "", "forms": [], "proposed": [], "versions": [],
            "reasons": [], "milder_later": [], "warnings": [told], "to_be_confirmed": [],
            "rows": [row.as_json() for row in rows], "gaps": []}


def _head(allegation: Mapping[str, Any], citation: str, title: str) -> Json:
    return {"reference": allegation["reference"], "provision": allegation["provision"], "citation": citation,
            "title": title, "chosen": allegation["version"]}


def ours(provision: Provision) -> str:
    """Whose words the elements are; said wherever they are shown."""
    return _("Titles and elements are in casetracker's own short words and may be incomplete; the official text alone "
             "counts: {citation}.").format(citation=_(law.load().instruments[provision.instrument].citation))


def _considered(provision: Provision, proposed: Proposal, chosen: str | None) -> tuple[Version, ...]:
    named = tuple(version for version in provision.versions if version.code == chosen)
    return named or proposed.versions


def _elements(provision: Provision, versions: tuple[Version, ...]) -> tuple[Element, ...]:
    wanted = {element.code for version in versions for element in provision.elements_of(version)}
    return tuple(element for element in provision.elements if element.code in wanted)


def _warnings(proposed: Proposal, considered: tuple[Version, ...], chosen: str | None) -> list[str]:
    if not chosen or chosen in {version.code for version in proposed.versions}:
        return []
    return [_("“{chosen}” was chosen, and is not among the texts proposed for the date of the act ({proposed}). Counsel "
              "decides.").format(chosen=", ".join(version.label for version in considered),
                                 proposed=", ".join(f"“{version.label}”" for version in proposed.versions))]


def gaps(rows: list[Row]) -> list[Json]:
    """What nothing speaks for yet: single elements, and alternatives of which none has anything."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row.gap:
            found.setdefault(row.one_of or row.element, []).append(row)
    return [{"elements": [row.element for row in group], "label": " / ".join(row.label for row in group)}
            for group in found.values()]


def assess(store: CaseStore, allegation: str, element: str, assessment: str, note: str | None = None) -> ChangeSet:
    """Say how far an element is supported; without a note the one that is there stays, an empty one clears it."""
    record = show.record(store, allegation, kind="allegation")
    rows = [dict(row) for row in record["elements"]]
    row = next((row for row in rows if row["element"] == element), None)
    if row is None:
        row = {"element": element, "note": None}
        rows.append(row)
    row.update(assessment=assessment, assessed_by=store.actor, note=row["note"] if note is None else note)
    return _amended(store, record, "elements", rows)


def put_evidence(store: CaseStore, allegation: str, element: str, side: str, *, evidence: str | None = None,
                 claim: str | None = None, locator: str | None = None, note: str | None = None) -> ChangeSet:
    """Put an evidence item or a claim of the incident on the side for or against an element."""
    record = show.record(store, allegation, kind="allegation")
    row = {"element": element, "side": side, "evidence": evidence, "claim": claim, "locator": locator, "note": note}
    return _amended(store, record, "element_evidence", [*record["element_evidence"], row])


def take_away(store: CaseStore, allegation: str, row_id: str) -> ChangeSet:
    """Take an entry off an element again; the journal keeps that it stood there."""
    record = show.record(store, allegation, kind="allegation")
    return _amended(store, record, "element_evidence",
                    [row for row in record["element_evidence"] if row["id"] != row_id])


def _amended(store: CaseStore, record: Json, name: str, rows: list[Json]) -> ChangeSet:
    """Refused if somebody else changed the same list since it was read."""
    return records.amend(store, record["reference"], {name: rows}, base={name: record[name]}, kind="allegation")
