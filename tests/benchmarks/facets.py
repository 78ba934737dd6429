"""How long the facets beside a list take, against the same counts through SQL joins over the wide tables.

    python -m tests.benchmarks.facets STORE
"""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from time import perf_counter

from tests.benchmarks import floors

from casetracker.domain.facets import NONE
from casetracker.domain.query_chips import with_value
from casetracker.services import browse, facets
from casetracker.services.browse import IncidentFilter
from casetracker.services.case_store import CaseStore
from casetracker.store import leads
from casetracker.store.engine import Connection

MOST = 0.4
_OWN = "SELECT i.{column}, count(*) FROM temp.found AS f JOIN incident AS i ON i.pk = f.pk GROUP BY 1"
_LED = "SELECT r.{column}, count(DISTINCT p.incident) FROM ({pairs}) AS p JOIN {kind} AS r ON r.pk = p.pk GROUP BY 1"
JOINS: Mapping[str, str] = {
    **{name: _OWN.format(column=name) for name in ("assessment", "handling", "confidentiality")},
    "lead": _OWN.format(column="lead_investigator"),
    "date": _OWN.format(column="working_date"),
    "type": "SELECT t.value, count(*) FROM temp.found AS f JOIN incident AS i ON i.pk = f.pk,"
            " json_each(i.violation_types) AS t GROUP BY 1",
    "oblast": "SELECT p.admin, count(DISTINCT p.parent_pk) FROM temp.found AS f JOIN place AS p ON p.parent_pk = f.pk"
              " GROUP BY 1",
    "furthest": "SELECT p.stage, count(DISTINCT l.incident_pk) FROM temp.found AS f JOIN proceeding_incident AS l"
                " ON l.incident_pk = f.pk JOIN proceeding AS p ON p.pk = l.parent_pk WHERE p.withdrawn_at IS NULL"
                " GROUP BY 1",
    "has": "SELECT e.kind, count(DISTINCT l.incident_pk) FROM temp.found AS f JOIN evidence_link AS l"
           " ON l.incident_pk = f.pk JOIN evidence AS e ON e.pk = l.parent_pk WHERE e.withdrawn_at IS NULL GROUP BY 1",
    "body": _LED.format(column="reference", kind="body", pairs=leads.pairs("body")),
    "sourcekind": _LED.format(column="kind", kind="source", pairs=leads.pairs("source")),
}
"""The last two are given the incidents as a JSON list; the date is left to be cut into months."""
_SAME = ("assessment", "handling", "confidentiality", "type", "oblast", "has", "body", "sourcekind")


def joined(raw: Connection, pks: list[int]) -> dict[str, dict[str, int]]:
    raw.execute("CREATE TEMP TABLE found (pk INTEGER PRIMARY KEY)")
    raw.executemany("INSERT INTO temp.found VALUES (?)", [(pk,) for pk in pks])
    listed = json.dumps(pks)
    made = {name: dict(raw.execute(statement, (listed,) if "?1" in statement else ())) for name, statement in JOINS.items()}
    raw.execute("DROP TABLE temp.found")
    return made


def timed(ask: Callable[[], object], times: int) -> float:
    """Milliseconds, the median."""
    took = []
    for _each in range(times):
        begun = perf_counter()
        ask()
        took.append((perf_counter() - begun) * 1000)
    return statistics.median(took)


def main() -> int:
    with CaseStore.open(Path(sys.argv[1]), actor="B. Enchmark") as store:
        print(f"counted for the first time: {timed(lambda: facets.count(store, IncidentFilter()), 1):.0f} ms")
        raw = store.database.open_private()
        asked = {"everything": "", **floors.questions(store)}
        asked["chosen"] = with_value(asked["middling"], "has", "video")
        worst = max([_compared(store, raw, what, text) for what, text in asked.items()])
        raw.close()
    print(f"worst {worst:.3f}, wanted {MOST}: {'yes' if worst <= MOST else 'NO'}")
    return 0 if worst <= MOST else 1


def _compared(store: CaseStore, raw: Connection, what: str, text: str) -> float:
    """Ours as a share of the other; the counts are the same, and the words of the search are searched once for both."""
    wanted = IncidentFilter(text)
    pks = list(browse.incident_ids(store, wanted))
    theirs = joined(raw, pks)
    for facet in facets.count(store, wanted) if what != "chosen" else ():  # a facet's own choice does not narrow it
        if facet.name in _SAME:
            counted = {each.value: each.count for each in facet.bins if each.value != NONE}
            assert counted == {key: many for key, many in theirs[facet.name].items() if key}, (what, facet.name)
    took, floor = timed(lambda: facets.count(store, wanted), 7), timed(lambda: joined(raw, pks), 3)
    print(f"{what:12} {len(pks):7} found: {took:7.1f} ms, through joins {floor:8.1f} ms, {took / floor:.3f}", flush=True)
    return took / floor


if __name__ == "__main__":
    raise SystemExit(main())
