"""One record, whole, as a person may see it; and an incident with all that hangs on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from casetracker.domain.shapes import SHAPES
from casetracker.domain.stages import furthest
from casetracker.services import codec
from casetracker.services.case_store import CaseStore
from casetracker.services.labels import label_of
from casetracker.services.lookup import find
from casetracker.services.origins import count_roots
from casetracker.store import states
from casetracker.store.engine import Connection

Json = dict[str, Any]

# Which incidents a record hangs on, by kind: one statement each, from the record's pk to incidents' pks.
INCIDENTS_OF: dict[str, str] = {
    "incident": "SELECT ?1",
    "participation": "SELECT incident_pk FROM participation WHERE pk = ?1",
    "party": "SELECT incident_pk FROM participation WHERE party_pk = ?1 AND withdrawn_at IS NULL"
             " UNION SELECT l.incident_pk FROM proceeding_incident AS l JOIN proceeding_person AS s"
             " ON s.parent_pk = l.parent_pk WHERE s.party_pk = ?1",
    "evidence": "SELECT incident_pk FROM evidence_link WHERE parent_pk = ?1",
    "custody": "SELECT l.incident_pk FROM evidence_link AS l JOIN custody AS c ON c.evidence_pk = l.parent_pk"
               " WHERE c.pk = ?1",
    "proceeding": "SELECT incident_pk FROM proceeding_incident WHERE parent_pk = ?1",
    "body": "SELECT l.incident_pk FROM proceeding_incident AS l JOIN proceeding_body AS b"
            " ON b.parent_pk = l.parent_pk WHERE b.body_pk = ?1",
    "source": "SELECT parent_pk FROM incident_date WHERE source_pk = ?1"
              " UNION SELECT parent_pk FROM place WHERE source_pk = ?1"
              " UNION SELECT parent_pk FROM casualty_figure WHERE source_pk = ?1"
              " UNION SELECT parent_pk FROM harmed_object WHERE source_pk = ?1"
              " UNION SELECT parent_pk FROM claim WHERE source_pk = ?1"
              " UNION SELECT incident_pk FROM participation WHERE source_pk = ?1"
              " UNION SELECT l.incident_pk FROM evidence_link AS l JOIN evidence AS e ON e.pk = l.parent_pk"
              " WHERE e.source_pk = ?1"
              " UNION SELECT incident_pk FROM proceeding_incident WHERE source_pk = ?1",
}


def record(store: CaseStore, reference: str, *, reveal: bool = False, kind: str | None = None) -> Json:
    """A record as exchange JSON; a protected one without its hidden fields unless `reveal`."""
    with store.database.snapshot() as connection:
        kind, pk = find(connection, reference, kind)
        return _json(connection, kind, pk, reveal)


def _json(connection: Connection, kind: str, pk: int, reveal: bool = False) -> Json:
    state = states.read_state(connection, kind, pk)
    assert state is not None
    given = codec.to_json(connection, kind, state, reveal=reveal)
    if kind == "incident":
        given["derived"] = {"working_date": working(state), "stages": _stages(connection, pk)}
    return given


def working(state: Json) -> Json | None:
    """The working date of an incident: which date, of what kind, and whether we derived it."""
    found = codec.working_of(state["dates"])
    if found is None:
        return None
    return {"date": found.date.edtf, "zone": found.date.zone, "kind": found.kind, "derived": found.derived}


def _stages(connection: Connection, incident_pk: int) -> list[Json]:
    return [{"jurisdiction": each.jurisdiction, "stage": each.stage, "in_absentia": each.in_absentia,
             "acquittal": each.acquittal, "closed": each.closed, "label": each.label()}
            for each in furthest(_linked(connection, "proceeding", incident_pk))]


def label(store: CaseStore, reference: str) -> str:
    """What lists and titles may show of a record."""
    with store.database.snapshot() as connection:
        kind, pk = find(connection, reference)
        state = states.read_state(connection, kind, pk)
        assert state is not None
        return label_of(kind, state)


def used_in(store: CaseStore, reference: str) -> list[tuple[str, str]]:
    """(reference, title) of the incidents that a record hangs on."""
    with store.database.snapshot() as connection:
        kind, pk = find(connection, reference)
        rows = connection.execute(f"SELECT reference, title FROM incident WHERE pk IN ({INCIDENTS_OF[kind]})"
                                  " AND withdrawn_at IS NULL ORDER BY ref_order", (pk,))
        return [(row[0], row[1]) for row in rows]


_LINKED: dict[str, str] = {
    "evidence": "SELECT DISTINCT e.pk FROM evidence AS e JOIN evidence_link AS l ON l.parent_pk = e.pk"
                " WHERE l.incident_pk = ? AND e.withdrawn_at IS NULL ORDER BY e.ref_order",
    "participation": "SELECT pk FROM participation WHERE incident_pk = ? AND withdrawn_at IS NULL ORDER BY ref_order",
    "proceeding": "SELECT DISTINCT p.pk FROM proceeding AS p JOIN proceeding_incident AS l ON l.parent_pk = p.pk"
                  " WHERE l.incident_pk = ? AND p.withdrawn_at IS NULL ORDER BY p.ref_order",
    "custody": "SELECT DISTINCT c.pk FROM custody AS c JOIN evidence_link AS l ON l.parent_pk = c.evidence_pk"
               " WHERE l.incident_pk = ? AND c.withdrawn_at IS NULL ORDER BY c.ref_order",
}


def _linked(connection: Connection, kind: str, incident_pk: int, reveal: bool = False) -> list[Json]:
    pks = [row[0] for row in connection.execute(_LINKED[kind], (incident_pk,))]
    return [codec.to_json(connection, kind, state, reveal=reveal) | {"label": label_of(kind, state)}
            for state in states.read_states(connection, kind, pks)]


def incident_page(store: CaseStore, reference: str, *, reveal: bool = False) -> Json:
    """An incident and all that hangs on it, in one consistent reading:

    `incident`, lists `evidence`, `participations`, `proceedings`, dicts by reference `sources` (with all they derive
    from), `parties`, `bodies`, and `custody` by exhibit; every record has a "label" that lists may show; `roots` counts
    the sources of the claims on the act.
    """
    with store.database.snapshot() as connection:
        _kind, pk = find(connection, reference, "incident")
        incident = _json(connection, "incident", pk)
        page: Json = {"incident": incident}
        for kind, plural in (("evidence", "evidence"), ("participation", "participations"),
                             ("proceeding", "proceedings")):
            page[plural] = _linked(connection, kind, pk, reveal)
        page["custody"] = {item["reference"]: [] for item in page["evidence"]}
        for entry in _linked(connection, "custody", pk):
            page["custody"].setdefault(entry["evidence"], []).append(entry)
        page["parties"] = _named(connection, "party", _references(page, "party"), reveal)
        page["bodies"] = _named(connection, "body", _references(page, "body"), reveal)
        sources = _sources(connection, _references(page, "source"))
        page["sources"] = sources if reveal else {name: _public(source) for name, source in sources.items()}
        page["roots"] = _act_roots(incident, sources)
        return page


def _references(page: Json, target: str) -> list[str]:
    """Every record of one kind that the page's records name, in order of appearance."""
    found: dict[str, None] = {}
    for kind, rows in (("incident", [page["incident"]]), ("evidence", page["evidence"]),
                       ("participation", page["participations"]), ("proceeding", page["proceedings"])):
        for values in rows:
            for part, field in SHAPES[kind].references():
                if field.target == target:
                    holders = [values] if part is None else values[part.name]
                    found.update(dict.fromkeys(holder[field.name] for holder in holders if holder[field.name]))
    return list(found)


def _named(connection: Connection, kind: str, references: Iterable[str], reveal: bool) -> dict[str, Json]:
    made = {}
    for reference in references:
        _kind, pk = find(connection, reference, kind)
        state = states.read_state(connection, kind, pk)
        assert state is not None
        made[reference] = codec.to_json(connection, kind, state, reveal=reveal) | {"label": label_of(kind, state)}
    return made


def _sources(connection: Connection, references: list[str]) -> dict[str, Json]:
    """The named sources and all that they derive from, revealed."""
    made: dict[str, Json] = {}
    waiting = list(references)
    while waiting:
        reference = waiting.pop(0)
        if reference not in made:
            made.update(_named(connection, "source", [reference], True))
            waiting.extend(row["source"] for row in made[reference]["derivations"])
    return made


def _public(source: Json) -> Json:
    if not source["protected"]:
        return source
    return {name: value for name, value in source.items() if name not in codec.HIDDEN}


# The claims that say what was done: context and proceedings do not count as support for the act.
ACT_CLAIMS = frozenset({"act", "capture", "interrogation", "discovery", "victim_status", "means"})


def _act_roots(incident: Json, sources: dict[str, Json]) -> Json:
    named = [row["source"] for row in incident["dates"] if row["kind"] in ("capture", "act", "discovery")]
    named += [row["source"] for row in incident["figures"]]
    named += [row["source"] for row in incident["claims"] if row["kind"] in ACT_CLAIMS]
    counted = count_roots([reference for reference in named if reference], sources)
    return {"sources": counted.sources, "roots": counted.roots, "unknown": counted.unknown, "label": str(counted)}
