"""The roots of many sources at once are those that are counted for one claim, whatever derives from what, and whoever is
one office under several names."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests import factories as f

from casetracker.domain.folding import fold
from casetracker.services import records
from casetracker.services.case_store import CaseStore
from casetracker.services.findings.roots import counted, offices_asked, offices_of_all, roots_by_source
from casetracker.services.origins import count_roots

ORIGINATORS = [None, "Sample Office", "SAMPLE office", "Sample Witness"]


@st.composite
def graphs(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Sources of which each derives from earlier ones only, as the store keeps them."""
    made: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 9))):
        origin = draw(st.sampled_from(["unknown", "first_hand", *(["derived"] * 3 if number else [])]))
        parents = draw(st.sets(st.integers(0, number - 1), min_size=1, max_size=3)) if origin == "derived" else set()
        made.append({"origin": origin, "originator": draw(st.sampled_from(ORIGINATORS)), "parents": sorted(parents),
                     "withdrawn_at": draw(st.sampled_from([None, None, None, "2026-01-01T00:00:00.000Z"]))})
    return made


def stored(graph: list[dict[str, Any]]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE source (pk INTEGER PRIMARY KEY, reference, origin, originator, withdrawn_at)")
    connection.execute("CREATE TABLE derivation (parent_pk, source_pk, position)")
    for number, source in enumerate(graph):
        connection.execute("INSERT INTO source VALUES (?, ?, ?, ?, ?)", (
            number, f"S-{number}", source["origin"], source["originator"], source["withdrawn_at"]))
        connection.executemany("INSERT INTO derivation VALUES (?, ?, ?)", [
            (number, parent, place) for place, parent in enumerate(source["parents"])])
    return connection


@given(graphs(), st.data())
def test_many_at_once_and_one_at_a_time_agree(graph: list[dict[str, Any]], data: st.DataObject) -> None:
    named = data.draw(st.sets(st.integers(0, len(graph) - 1)))
    plain = {f"S-{number}": {**source, "derivations": [{"source": f"S-{parent}"} for parent in source["parents"]]}
             for number, source in enumerate(graph)}
    expected = count_roots([f"S-{number}" for number in named], plain)
    some = roots_by_source(stored(graph), f"SELECT pk FROM source WHERE pk IN ({', '.join(map(str, named)) or 'NULL'})")
    assert counted(named, some, nobody_joined) == expected
    assert set(some) >= named


def nobody_joined(originators: set[str]) -> dict[str, str]:
    return {name: name for name in originators}


def test_who_is_one_office_is_told_alike_for_one_and_for_all(store: CaseStore) -> None:
    names = ["Sample Office", "Зразкове бюро", "Bureau of Samples", "Invented Watch", "Someone Else", "Gone Office"]
    for name in names:
        records.add(store, "source", f.source(name=f"Statement of {name}", origin="first_hand", originator=name))
    records.add(store, "body", f.body(name="Sample office", names=["Зразкове бюро"]))
    records.add(store, "party", f.party(kind="organisation", name="Зразкове  бюро", names=["Bureau of samples"]))
    records.add(store, "party", f.party(kind="organisation", name="Invented Watch", names=["IW"]))
    gone = records.add(store, "body", f.body(name="Gone Office", names=["Someone Else"])).reference
    records.withdraw(store, gone, "entered twice")
    folded = [fold(name) for name in names]
    called: list[int] = []
    with store.database.snapshot() as connection:
        everyone = offices_of_all(connection, lambda: called.append(1))
        asked = offices_asked(connection)
        for size in range(len(folded) + 1):
            for some in combinations(folded, size):
                assert split(everyone(set(some))) == split(asked(set(some)))
    assert called
    assert len(split(everyone(set(folded)))) == 4
    # Two names are one office only where the one that leads from one to the other is among those asked of.
    assert len(split(everyone({folded[0], folded[2]}))) == 2


def split(roots: Mapping[str, str]) -> set[frozenset[str]]:
    """Who belongs together, whoever stands for them."""
    return {frozenset(name for name, end in roots.items() if end == one) for one in roots.values()}
