"""How many independent roots speak: counted by originator, never by outlet, and never more than the sources say."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import factories as f

from casetracker.errors import InvalidRecord, UserError
from casetracker.services import chains, checks, history, records, show, standing
from casetracker.services.case_store import CaseStore
from casetracker.services.origins import Roots, count_roots


def first_hand(originator: str | None = None) -> dict[str, Any]:
    return {"origin": "first_hand", "originator": originator, "derivations": []}


def derived(*sources: str) -> dict[str, Any]:
    return {"origin": "derived", "originator": None, "derivations": [{"source": each} for each in sources]}


UNKNOWN: dict[str, Any] = {"origin": "unknown", "originator": "Sample Office", "derivations": []}

GONE = {"withdrawn_at": "2026-01-01T00:00:00.000Z"}

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
    ("a withdrawn source speaks no more", ["a", "b"],
     {"a": first_hand("A"), "b": first_hand("B") | GONE}, Roots(1, 1, 0, 1)),
    ("a chain ends, unknown, at a withdrawn source", ["a"],
     {"a": derived("b"), "b": first_hand("B") | GONE}, Roots(1, 0, 1)),
    ("one originator as the store knows it", ["a", "b"],
     {"a": first_hand("Sample Office") | {"root": "a"}, "b": first_hand("Зразкове бюро") | {"root": "a"}}, Roots(2, 1, 0)),
    ("a circle has no root", ["a"], {"a": derived("b"), "b": derived("a")}, Roots(1, 0, 0)),
]


@pytest.mark.parametrize(("what", "named", "sources", "counted"), CASES, ids=[what for what, *_rest in CASES])
def test_roots_are_counted(what: str, named: list[str], sources: dict[str, dict[str, Any]], counted: Roots) -> None:
    assert count_roots(named, sources) == counted


@pytest.mark.parametrize(("roots", "words"), [
    (Roots(5, 1, 1), "5 sources, 1 independent root, 1 of unknown origin"), (Roots(1, 1, 0), "1 source, 1 independent root"),
    (Roots(2, 0, 2), "2 sources, 0 independent roots, 2 of unknown origin"),
    (Roots(1, 1, 0, 2), "1 source, 1 independent root, 2 withdrawn sources not counted"),
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


# --- against a plain reference: what can be reached, by the closure of a relation ---

_NAMES = [f"S-{number}" for number in range(8)]
_source = st.fixed_dictionaries({
    "origin": st.sampled_from(["first_hand", "derived", "unknown"]), "originator": st.sampled_from([None, "A", "a", "B"]),
    "derivations": st.lists(st.fixed_dictionaries({"source": st.sampled_from(_NAMES)}), max_size=3),
    "withdrawn_at": st.sampled_from([None, None, None, "2026"]),
})
_graphs = st.dictionaries(st.sampled_from(_NAMES), _source)


def reference_count(named: set[str], graph: dict[str, dict[str, Any]]) -> Roots:
    """Slow and plain: the closure of "derives from" over sources that pass knowledge on, then its ends looked at."""
    def ends_here(name: str) -> bool:
        return name not in graph or bool(graph[name]["withdrawn_at"]) or graph[name]["origin"] != "derived"

    reached = {name for name in named if name not in graph or not graph[name]["withdrawn_at"]}
    speaking = len(reached)
    for _step in _NAMES:
        reached |= {each["source"] for name in reached if not ends_here(name) for each in graph[name]["derivations"]}
    known = {name for name in reached
             if name in graph and not graph[name]["withdrawn_at"] and graph[name]["origin"] == "first_hand"}
    unknown = {name for name in reached if ends_here(name)} - known
    roots = {str(graph[name]["originator"] or name).upper() for name in known}
    return Roots(speaking, len(roots), len(unknown), len(named) - speaking)


@given(st.sets(st.sampled_from(_NAMES)), _graphs)
def test_any_graph_counts_as_the_plain_reference_does(named: set[str], graph: dict[str, dict[str, Any]]) -> None:
    assert count_roots(named, graph) == reference_count(named, graph)


@given(st.sets(st.sampled_from(_NAMES)), st.sets(st.sampled_from(_NAMES)), _graphs)
def test_a_further_source_never_takes_a_root_away(some: set[str], more: set[str], graph: dict[str, dict[str, Any]]) -> None:
    few, many = count_roots(some, graph), count_roots(some | more, graph)
    assert few.roots <= many.roots <= few.roots + count_roots(more, graph).roots


def test_a_chain_longer_than_the_stack_is_followed() -> None:
    names = [str(number) for number in range(5000)]
    chain = {name: derived(after) for name, after in pairwise(names)} | {names[-1]: first_hand("R")}
    assert count_roots([names[0]], chain) == Roots(1, 1, 0)


# --- in the store ---

def known(store: CaseStore, name: str, **fields: Any) -> str:
    first = {"origin": "first_hand", "originator": name}
    return records.add(store, "source", f.source(name=name, **first | fields)).reference


def roots_of(store: CaseStore, *sources: str) -> dict[str, Any]:
    case = records.add(store, "incident", f.incident(claims=[
        {"kind": "act", "value": "It was so.", "source": source} for source in sources])).reference
    incident = show.record(store, case)
    (matter,) = incident["derived"]["matters"]
    assert {name: matter[name] for name in ("sources", "roots", "unknown")} == {
        name: incident["derived"]["roots"][name] for name in ("sources", "roots", "unknown")}
    return {name: matter[name] for name in ("sources", "roots", "unknown", "withdrawn")}


@pytest.mark.parametrize(("kind", "record"), [
    ("body", {"kind": "prosecutor", "name": "Sample Prosecutor", "names": ["Зразкова прокуратура"]}),
    ("party", {"kind": "person", "name": "Sample Prosecutor", "names": ["Зразкова прокуратура"]}),
    ("party", {"kind": "person", "name": "Зразкова прокуратура", "protected": True, "pseudonym": "Sample Prosecutor"}),
])
def test_one_office_under_two_names_is_one_root(store: CaseStore, kind: str, record: dict[str, Any]) -> None:
    one, other = known(store, "SAMPLE prosecutor"), known(store, "Зразкова прокуратура")
    assert roots_of(store, one, other)["roots"] == 2, "nobody has said that they are one"
    made = records.add(store, kind, record).reference
    assert roots_of(store, one, other) == {"sources": 2, "roots": 1, "unknown": 0, "withdrawn": 0}
    records.withdraw(store, made, "a slip")
    assert roots_of(store, one, other)["roots"] == 2


def test_a_likeness_of_names_decides_nothing(store: CaseStore) -> None:
    records.add(store, "body", {"kind": "prosecutor", "name": "Sample Prosecutor", "names": ["Зразкова прокуратура"]})
    assert roots_of(store, known(store, "Sample Prosecutors"), known(store, "Зразкова прокуратура"))["roots"] == 2


def test_a_name_of_two_bodies_is_counted_with_either(store: CaseStore) -> None:
    for name in ("North Office", "South Office"):
        records.add(store, "body", {"kind": "police", "name": name, "names": ["The Office"]})
    north, south, either = known(store, "North Office"), known(store, "South Office"), known(store, "The Office")
    assert roots_of(store, north, south)["roots"] == 2
    assert roots_of(store, north, either)["roots"] == 1


def test_a_protected_source_does_not_say_whose_word_it_is(store: CaseStore) -> None:
    open_one = known(store, "Sample Office")
    hidden = known(store, "Vyhadana Osoba", originator="Sample Office", protected=True, pseudonym="Osprey")
    case = records.add(store, "incident", f.incident(claims=[
        {"kind": "act", "value": "It was so.", "source": source} for source in (open_one, hidden)])).reference
    page = show.incident_page(store, case)
    assert page["roots"]["roots"] == 1
    assert "root" not in page["sources"][hidden]


def test_what_a_dossier_counts_by_moves_the_entry_it_stands_at(store: CaseStore) -> None:
    one, other = known(store, "Sample Office"), known(store, "Зразкове бюро")
    case = records.add(store, "incident", f.incident(claims=[
        {"kind": "act", "value": "It was so.", "source": source} for source in (one, other)])).reference
    before = standing.stood_at(store, [case]).sequence
    records.add(store, "body", {"kind": "police", "name": "Elsewhere"})
    assert standing.stood_at(store, [case]).sequence == before
    joined = records.add(store, "body", {"kind": "police", "name": "Sample Office", "names": ["Зразкове бюро"]})
    assert standing.stood_at(store, [case]).sequence == joined.sequence


@pytest.mark.parametrize("step", ["amend", "redo", "restore"])
def test_no_way_leads_into_a_circle(store: CaseStore, step: str) -> None:
    one = known(store, "One")
    other = records.add(store, "source", f.source(name="Other", origin="derived", derivations=[{"source": one}])).reference
    circle = {"origin": "derived", "originator": None, "derivations": [{"source": other}]}
    if step == "redo":
        records.amend(store, other, {"origin": "unknown", "derivations": []})
        history.undo(store)
        history.redo(store)
        records.amend(store, one, circle)
        with pytest.raises(UserError, match="cannot derive from itself"):
            history.undo(store, history.entries(store, other, limit=1)[0].change_id)
    elif step == "restore":
        records.withdraw(store, other, "for a while")
        with pytest.raises(InvalidRecord):
            records.amend(store, one, circle)
        records.restore(store, other)
    else:
        with pytest.raises(InvalidRecord):
            records.amend(store, one, circle)
    assert checks.verify(store).faults == []


# --- the chain as it is shown ---

def test_a_chain_is_told_to_its_ends(store: CaseStore) -> None:
    root, dark = known(store, "Office"), records.add(store, "source", f.source(name="Dark")).reference
    agency = records.add(store, "source", f.source(name="Agency", origin="derived", derivations=[
        {"source": root, "how": "quotes"}])).reference
    paper = records.add(store, "source", f.source(name="Paper", origin="derived", derivations=[
        {"source": agency, "how": "translates"}, {"source": dark}, {"source": root}])).reference
    told = chains.chain(store, paper)
    assert [(link.reference, link.depth, link.how, link.originator, link.again) for link in told.links] == [
        (paper, 0, "", "", False), (agency, 1, "translates", "", False), (root, 2, "quotes", "Office", False),
        (dark, 1, "quotes", "", False), (root, 1, "quotes", "Office", True)]
    assert told.roots == Roots(1, 1, 1)


def test_a_chain_hides_who_is_protected(store: CaseStore) -> None:
    hidden = known(store, "Vyhadana Osoba", protected=True, pseudonym="Osprey")
    paper = records.add(store, "source", f.source(
        name="Paper", origin="derived", derivations=[{"source": hidden}])).reference
    for reference, reveal, seen in (
            (paper, False, ""), (paper, True, ""), (hidden, False, ""), (hidden, True, "Vyhadana Osoba")):
        link = chains.chain(store, reference, reveal=reveal).links[-1]
        assert (link.label, link.originator) == ("Osprey", seen)
