"""How many independent roots speak: counted by originator, never by outlet, and never more than the sources say."""

from __future__ import annotations

from typing import Any

import pytest
from tests import factories as f

from casetracker.services import records, show
from casetracker.services.case_store import CaseStore
from casetracker.services.origins import Roots, count_roots


def first_hand(originator: str | None = None) -> dict[str, Any]:
    return {"origin": "first_hand", "originator": originator, "derivations": []}


def derived(*sources: str) -> dict[str, Any]:
    return {"origin": "derived", "originator": None, "derivations": [{"source": each} for each in sources]}


UNKNOWN: dict[str, Any] = {"origin": "unknown", "originator": "Sample Office", "derivations": []}

CASES: list[tuple[str, list[str], dict[str, dict[str, Any]], Roots]] = [
    ("nothing", [], {}, Roots(0, 0, 0)),
    ("one witness", ["a"], {"a": first_hand("A")}, Roots(1, 1, 0)),
    ("one witness named twice", ["a", "a"], {"a": first_hand("A")}, Roots(1, 1, 0)),
    ("one office through two statements", ["a", "b"], {"a": first_hand("Sample Office"), "b": first_hand("SAMPLE  office")},
     Roots(2, 1, 0)),
    ("two nameless witnesses", ["a", "b"], {"a": first_hand(), "b": first_hand()}, Roots(2, 2, 0)),
    ("three outlets, one root", ["a", "b", "c"],
     {"a": derived("r"), "b": derived("r"), "c": derived("b"), "r": first_hand("R")}, Roots(3, 1, 0)),
    ("an outlet of two roots", ["a"], {"a": derived("r", "s"), "r": first_hand("R"), "s": first_hand("S")}, Roots(1, 2, 0)),
    ("unknown origin counts apart", ["a", "b"], {"a": UNKNOWN, "b": first_hand("B")}, Roots(2, 1, 1)),
    ("an unknown root through two outlets", ["a", "b"],
     {"a": derived("u"), "b": derived("u"), "u": UNKNOWN}, Roots(2, 0, 1)),
    ("a source that is not there", ["a"], {}, Roots(1, 0, 1)),
    ("a circle has no root", ["a"], {"a": derived("b"), "b": derived("a")}, Roots(1, 0, 0)),
]


@pytest.mark.parametrize(("what", "named", "sources", "counted"), CASES, ids=[what for what, *_rest in CASES])
def test_roots_are_counted(what: str, named: list[str], sources: dict[str, dict[str, Any]], counted: Roots) -> None:
    assert count_roots(named, sources) == counted


@pytest.mark.parametrize(("roots", "words"), [
    (Roots(5, 1, 1), "5 sources, 1 independent root, 1 of unknown origin"), (Roots(1, 1, 0), "1 source, 1 independent root"),
    (Roots(2, 0, 2), "2 sources, 0 independent roots, 2 of unknown origin"),
])
def test_the_count_in_words(roots: Roots, words: str) -> None:
    assert str(roots) == words


def test_only_claims_on_the_act_count_for_an_incident(store: CaseStore) -> None:
    def known(name: str) -> str:
        return records.add(store, "source", f.source(name=name, origin="first_hand", originator=name)).reference

    office, witness = known("Office"), known("Witness")
    press = records.add(store, "source", f.source(name="Press")).reference
    case = records.add(store, "incident", f.incident(
        dates=[{"kind": "discovery", "date": "2024", "source": office},
               {"kind": "official_report", "date": "2024", "source": press}],
        claims=[{"kind": "context", "value": "x", "source": witness},
                {"kind": "means", "value": "x", "source": office}])).reference
    roots = show.incident_page(store, case)["roots"]
    assert (roots["sources"], roots["roots"], roots["unknown"]) == (1, 1, 0)
