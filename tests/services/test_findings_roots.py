"""The roots of all sources at once are those that are counted for one claim, whatever derives from what."""

from __future__ import annotations

import sqlite3
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from casetracker.services.findings.roots import counted, roots_by_source
from casetracker.services.origins import count_roots

ORIGINATORS = [None, "Sample Office", "SAMPLE office", "Sample Witness"]


@st.composite
def graphs(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Sources of which each derives from earlier ones only, as the store keeps them."""
    made: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 9))):
        origin = draw(st.sampled_from(["unknown", "first_hand", *(["derived"] * 3 if number else [])]))
        parents = draw(st.sets(st.integers(0, number - 1), min_size=1, max_size=3)) if origin == "derived" else set()
        made.append({"origin": origin, "originator": draw(st.sampled_from(ORIGINATORS)), "parents": sorted(parents)})
    return made


def stored(graph: list[dict[str, Any]]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE source (pk INTEGER PRIMARY KEY, reference, origin, originator)")
    connection.execute("CREATE TABLE derivation (parent_pk, source_pk, position)")
    for number, source in enumerate(graph):
        connection.execute("INSERT INTO source VALUES (?, ?, ?, ?)", (
            number, f"S-{number}", source["origin"], source["originator"]))
        connection.executemany("INSERT INTO derivation VALUES (?, ?, ?)", [
            (number, parent, place) for place, parent in enumerate(source["parents"])])
    return connection


@given(graphs(), st.data())
def test_many_at_once_and_one_at_a_time_agree(graph: list[dict[str, Any]], data: st.DataObject) -> None:
    named = data.draw(st.sets(st.integers(0, len(graph) - 1)))
    plain = {f"S-{number}": {**source, "derivations": [{"source": f"S-{parent}"} for parent in source["parents"]]}
             for number, source in enumerate(graph)}
    expected = count_roots([f"S-{number}" for number in named], plain)
    connection = stored(graph)
    assert counted(named, roots_by_source(connection)) == expected
    some = roots_by_source(connection, f"SELECT pk FROM source WHERE pk IN ({', '.join(map(str, named)) or 'NULL'})")
    assert counted(named, some) == expected
    assert set(some) >= named
