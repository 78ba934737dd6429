"""Counting what a search finds by each of its properties, against the wide join that says the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.benchmarks import facet_floors, floors
from tests.benchmarks.lines import Line, median
from tests.benchmarks.work import Work

from casetracker.services.case_store import CaseStore

_GOAL = 0.4


def facets(work: Work) -> Iterator[Line]:
    """Of a middling search, of a common one, and of everything."""
    with work.reading() as (store, raw):
        asked = floors.questions(store)
        for what, text in (("middling", asked["middling"]), ("common", asked["common"]), ("everything", "")):
            for facet in facet_floors.NAMES:
                counting = ours(store, text, facet)
                yield Line(f"facet {facet} of {what}", None if counting is None else median(counting, 3),
                           median(facet_floors.floor(raw, text, facet), 3), _GOAL)


def ours(_store: CaseStore, _text: str, _facet: str) -> Callable[[], object] | None:
    """The program's own way to count a facet; there is none yet."""
    return None
