"""Counting what a search finds by each of its properties, against the wide join that says the same.

The search itself is in it on both sides; once what it finds is known, it is in neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.benchmarks import facet_floors, floors
from tests.benchmarks.lines import Line, median
from tests.benchmarks.work import Work

from casetracker.services.case_store import CaseStore
from casetracker.store.engine import Connection

_GOAL = 0.4
_TIMES = 3


def facets(work: Work) -> Iterator[Line]:
    """Of everything, of a middling search and of a common one."""
    with work.reading() as (store, raw):
        asked = floors.questions(store)
        for what, text in (("everything", ""), ("middling", asked["middling"]), ("common", asked["common"])):
            yield from _facets(store, raw, what, text)


def _facets(store: CaseStore, raw: Connection, what: str, text: str) -> Iterator[Line]:
    every = 0.0
    for facet in facet_floors.NAMES:
        floor = median(facet_floors.floor(raw, text, facet), _TIMES)
        every += floor
        yield Line(f"facet {facet} of {what}", _took(one(store, text, facet)), floor, _GOAL)
    yield Line(f"all facets of {what}", _took(together(store, text)), every, _GOAL)
    if text:
        with facet_floors.remembered(raw, text):
            every = sum(median(facet_floors.floor(raw, text, facet, known=True), _TIMES) for facet in facet_floors.NAMES)
        yield Line(f"all facets of {what}, once it is found", _took(together(store, text, known=True)), every, _GOAL)


def _took(work: Callable[[], object] | None) -> float | None:
    return None if work is None else median(work, _TIMES)


def one(_store: CaseStore, _text: str, _facet: str) -> Callable[[], object] | None:
    """The program's own way to count one facet of a search; there is none yet."""
    return None


def together(_store: CaseStore, _text: str, known: bool = False) -> Callable[[], object] | None:
    """The same of all facets; `known` where the search was made just before."""
    assert known in (True, False)
    return None
