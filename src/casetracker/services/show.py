"""One record, whole, as a person may see it; and an incident with all that hangs on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from casetracker.domain import capture
from casetracker.domain.stages import furthest
from casetracker.services import codec, fixity, matters, working
from casetracker.services.case_store import CaseStore
from casetracker.services.labels import label_of
from casetracker.services.lookup import find
from casetracker.services.told_sources import named, public, references, with_origins
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
            given["derived"]["fixity"] = run and asdict(run)
        return given


def _json(connection: Connection, kind: str, pk: int, reveal: bool = False) -> Json:
    state = states.read_state(connection, kind, pk)
    assert state is not None
    given = codec.to_json(connection, kind, state, reveal=reveal)
    if kind == "incident":
        sources = with_origins(connection, references("incident", given, "source"))
        given["derived"] = _derived(connection, pk, given, sources)
    if kind == "evidence":
        given["derived"] = {"capture": _capture(connection, given, pk)}
    return given


def _derived(connection: Connection, pk: int, incident: Json, sources: dict[str, Json]) -> Json:
    """What we compute from an incident's claims and from what hangs on it; no source states any of it."""
    return {"working_date": working.told(incident), "stages": _stages(connection, pk),
            "roots": matters.act_roots(incident, sources), "matters": matters.told(incident, sources)}


def _custody_of(connection: Connection, evidence_pk: int) -> list[Json]:
    pks = [row[0] for row in connection.execute(
        "SELECT pk FROM custody WHERE evidence_pk = ? AND withdrawn_at IS NULL ORDER BY ref_order", (evidence_pk,))]
    return [codec.to_json(connection, "custody", state) for state in states.read_states(connection, "custody", pks)]


def _capture(connection: Connection, item: Json, evidence_pk: int) -> Json | None:
    """What has been kept of a web page or post, line by line; None for an item of another sort."""
    if not capture.is_web(item):
        return None
    lines = capture.checklist(item, _custody_of(connection, evidence_pk))
    return {"label": capture.summary(lines), "lines": [asdict(line) for line in lines]}


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
    return list(_records(connection, kind, pks, reveal))


def _records(connection: Connection, kind: str, pks: Iterable[int], reveal: bool = False) -> Iterator[Json]:
    for state in states.read_states(connection, kind, pks):
        yield codec.to_json(connection, kind, state, reveal=reveal) | {"label": label_of(kind, state)}


# The kinds of records on an incident's page, and the names of their lists there.
HANGING = {"evidence": "evidence", "participation": "participations", "proceeding": "proceedings",
           "allegation": "allegations", "relation": "relations", "account": "accounts", "consent": "consents",
           "handover": "handovers", "dismissal": "dismissals"}


def incident_page(store: CaseStore, reference: str, *, reveal: bool = False) -> Json:
    """An incident and all that hangs on it, in one consistent reading:

    `incident`, lists `evidence`, `participations`, `proceedings`, `allegations`, `relations`, `accounts`, `consents`,
    `handovers`, `dismissals`, dicts by reference `sources` (with all they derive from), `parties` (with the units they are
    part of), `bodies`, and `custody` by exhibit; every record has a "label" that lists may show; `roots` counts the sources
    of the claims on the act.
    """
    with store.database.snapshot() as connection:
        _kind, pk = find(connection, reference, "incident")
        incident = next(_records(connection, "incident", [pk]))
        page: Json = {"incident": incident}
        for kind, plural in HANGING.items():
            page[plural] = _linked(connection, kind, pk, reveal)
        page["custody"] = {item["reference"]: [] for item in page["evidence"]}
        for entry in _linked(connection, "custody", pk):
            page["custody"].setdefault(entry["evidence"], []).append(entry)
        page["parties"] = _with_units(connection, _named_on(page, "party"), reveal)
        page["bodies"] = named(connection, "body", _named_on(page, "body"), reveal)
        sources = with_origins(connection, _named_on(page, "source"))
        page["sources"] = sources if reveal else {name: public(source) for name, source in sources.items()}
        incident["derived"] = _derived(connection, pk, incident, sources)
        page["roots"] = incident["derived"]["roots"]
        return page


def _named_on(page: Json, target: str) -> list[str]:
    """Every record of one kind that the page's records name, in order of appearance."""
    lists = (("incident", [page["incident"]]), *((kind, page[plural]) for kind, plural in HANGING.items()))
    return list(dict.fromkeys(each for kind, rows in lists for row in rows for each in references(kind, row, target)))


def _with_units(connection: Connection, parties: list[str], reveal: bool) -> dict[str, Json]:
    """The named parties and the larger units that they are part of."""
    made: dict[str, Json] = {}
    waiting = list(parties)
    while waiting:
        reference = waiting.pop(0)
        if reference not in made:
            made.update(named(connection, "party", [reference], reveal))
            waiting += [made[reference]["parent"]] if made[reference]["parent"] else []
    return made
