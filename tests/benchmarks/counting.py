"""Counting what a search finds by each of its properties, against the wide join that says the same.

The search itself is in it on both sides; once what it finds is known, it is in neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.benchmarks import facet_floors, floors
from tests.benchmarks.lines import Line, computed, median, medians
from tests.benchmarks.work import Work, forgotten

from casetracker.domain.query_chips import words
from casetracker.services import facets as program
from casetracker.services.browse import IncidentFilter
from casetracker.services.case_store import CaseStore
from casetracker.services.facet_lines import kinds_of_sources
from casetracker.services.narrowing import Bodies
from casetracker.store.engine import Connection

_GOAL = 0.4
_TIMES = 3
_NAMES = {"assessment": "assessment", "handling": "handling", "confidentiality": "confidentiality", "lead": "lead",
          "violation type": "type", "month": "date", "oblast": "oblast", "body": "body", "evidence kind": "has",
          "source kind": "sourcekind", facet_floors.FURTHEST: "furthest"}
"""As the program calls them."""
_OTHERS = ("month", "source kind", facet_floors.FURTHEST)
"""What the program counts with more care: years beside months, and only what surely lies in them; sources by every way that
leads to them; the furthest stage in each jurisdiction."""


def facets(work: Work) -> Iterator[Line]:
    """Of everything, of a middling search and of a common one."""
    with work.reading() as (store, raw):
        asked = floors.questions(store)
        for what, text in (("everything", ""), ("middling", asked["middling"]), ("common", asked["common"])):
            yield from _facets(store, raw, what, text)
        with work.reading() as (fresh, _raw):
            yield Line("all facets of everything, for the first time", computed(together(fresh, "")))


def _facets(store: CaseStore, raw: Connection, what: str, text: str) -> Iterator[Line]:
    every = 0.0
    for facet in facet_floors.NAMES:
        ask, ours = facet_floors.floor(raw, text, facet), one(store, text, facet)
        assert facet in _OTHERS or _same(ours(), ask()), f"{facet} of {what} is counted otherwise"
        took, floor = medians(ours, ask, times=_TIMES)
        every += floor
        yield Line(f"facet {facet} of {what}", took, floor, _GOAL)
    yield Line(f"all facets of {what}", _took(together(store, text)), every, _GOAL)
    if text:
        with facet_floors.remembered(raw, text):
            every = sum(median(facet_floors.floor(raw, text, facet, known=True), _TIMES) for facet in facet_floors.NAMES)
        yield Line(f"all facets of {what}, once it is found", _took(together(store, text, known=True)), every, _GOAL)


def _took(work: Callable[[], object]) -> float:
    return median(work, _TIMES)


def one(store: CaseStore, text: str, facet: str) -> Callable[[], program.Facet]:
    """The program counts all facets together; these are its steps for one of them."""
    wanted, name = IncidentFilter(query=text), _NAMES[facet]

    def count() -> program.Facet:
        lines = forgotten(store)
        with store.database.snapshot() as connection, lines.guard:
            lines.follow(connection, kinds_of_sources(store, connection))
            bodies = Bodies.read(connection)
            base = lines.base(connection, words(wanted.query), wanted.reach, wanted.include_withdrawn)
            return program._facet(name, program._values(lines, bodies, name, base), {}, bodies)

    return count


def together(store: CaseStore, text: str, known: bool = False) -> Callable[[], list[program.Facet]]:
    """All of them; `known` where the search was made just before."""
    def count() -> list[program.Facet]:
        if not known:
            forgotten(store)
        return program.count(store, IncidentFilter(query=text))

    return count


def _same(facet: program.Facet, rows: list[tuple[Any, int]]) -> bool:
    """Whether both have counted the same, but for incidents that have no value."""
    return {each.value: each.count for each in facet.bins if each.value} == {value: count for value, count in rows if value}
