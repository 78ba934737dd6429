"""One record, whole, as a person may see it; and an incident with all that hangs on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from casetracker.domain.shapes import SHAPES
from casetracker.domain.stages import furthest
from casetracker.services import codec, fixity
from casetracker.services.case_store import CaseStore
from casetracker.services.labels import label_of
from casetracker.services.lookup import find
from casetracker.services.origins import count_roots
from casetracker.store import leads, states
from casetracker.store.engine import Connection

Json = dict[str, Any]

def record(store: CaseStore, reference: str, *, reveal: bool = False, kind: str | None = None) -> Json:
    """A record as exchange JSON; a protected one without its hidden fields unless `reveal`."""
    with store.database.snapshot() as connection:
        kind, pk = find(connection, reference, kind)
        given = _json(connection, kind, pk, reveal)
        if kind == "evidence":
            run = fixity.covering(store, connection, given)
            given["derived"] = {"fixity": run and asdict(run)}
        return given


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
        rows = connection.execute(f"SELECT reference, title FROM incident WHERE pk IN ({leads.incidents_of(kind, '?1')})"
                                  " AND withdrawn_at IS NULL ORDER BY ref_order", (pk,))
        return [(row[0], row[1]) for row in rows]


def _linked(connection: Connection, kind: str, incident_pk: int, reveal: bool = False) -> list[Json]:
    pks = [row[0] for row in connection.execute(leads.hanging_on(kind), (incident_pk,))]
    return [codec.to_json(connection, kind, state, reveal=reveal) | {"label": label_of(kind, state)}
            for state in states.read_states(connection, kind, pks)]


# The kinds of records on an incident's page, and the names of their lists there.
HANGING = {"evidence": "evidence", "participation": "participations", "proceeding": "proceedings",
           "allegation": "allegations", "relation": "relations", "account": "accounts", "consent": "consents",
           "handover": "handovers", "dismissal": "dismissals"}


def incident_page(store: CaseStore, reference: str, *, reveal: bool = False) -> Json:
    """An incident and all that hangs on it, in one consistent reading:

    `incident`, lists `evidence`, `participations`, `proceedings`, `allegations`, `relations`, `accounts`, `consents`,
    `handovers`, `dismissals`, dicts by reference `sources` (with all they derive from), `parties`, `bodies`, and
    `custody` by exhibit; every record has a "label" that lists may show; `roots` counts the sources of the claims on the
    act.
    """
    with store.database.snapshot() as connection:
        _kind, pk = find(connection, reference, "incident")
        incident = _json(connection, "incident", pk)
        page: Json = {"incident": incident}
        for kind, plural in HANGING.items():
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
    for kind, rows in (("incident", [page["incident"]]), *((kind, page[plural]) for kind, plural in HANGING.items())):
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
