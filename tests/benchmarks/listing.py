"""The list of incidents: its pages, its orders, and what a search brings, against plain SQL on the same store."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from functools import partial

from tests.benchmarks import floors
from tests.benchmarks.lines import Line, median, medians, p95
from tests.benchmarks.work import Work, forgotten

from casetracker.services import browse, kept
from casetracker.services.browse import IncidentFilter
from casetracker.services.case_store import CaseStore
from casetracker.services.first_page import first_page
from casetracker.store.engine import Connection

_PAGE = 50
SEARCH_P95 = "search, p95 of all these"
FIRST_P95 = "search, first page newest first, p95 of all these"


def pages(work: Work) -> Iterator[Line]:
    """A page of the list whose ids are known, for each column and place, against the same columns by keyset."""
    with work.reading() as (store, raw):
        for sort in ("date", "reference", "title", "place", "evidence", "stage"):
            ids = browse.incident_ids(store, sort=sort)
            times = {}
            for place, start in (("first", 0), ("middle", len(ids) // 2), ("last", max(0, len(ids) - _PAGE))):
                page = ids[start:start + _PAGE]
                times[place], floor = medians(partial(browse.incident_rows, store, page),
                                              partial(floors.page, raw, page[0], sort))
                yield Line(f"page of the list by {sort}, {place}", times[place], floor, 2)
            yield Line(f"last page by {sort} against the first", times["last"], times["first"], 1.5)


def orders(work: Work) -> Iterator[Line]:
    """All ids by a column, against all ids by the one that has an index."""
    with work.reading() as (store, raw):
        floor = median(lambda: floors.order(raw), 3)
        for sort in ("date", "title", "place", "evidence", "stage", "status"):
            took = median(partial(_anew, store, sort), 3)
            yield Line(f"the order of the whole list by {sort}", took, floor)


def _anew(store: CaseStore, sort: str) -> object:
    """As after a change, when no order is known any more."""
    kept._KEPT.pop(store, None)
    return browse.incident_ids(store, sort=sort)


def searches(work: Work) -> Iterator[Line]:
    """From the last key to the first page and the count: each sort of search, and the worst of them. Of the ways in which
    plain SQL could do it the quickest counts."""
    with work.reading() as (store, raw):
        whole, first = [], []
        for what, text in floors.questions(store).items():
            made = list(_search(store, raw, what, text))
            yield from made
            whole.append(made[0])
            first.append(made[1])
        yield Line(SEARCH_P95, *_p95(whole), 1.3)
        yield Line(FIRST_P95, *_p95(first), 1.3)


def _p95(lines: list[Line]) -> tuple[float, float]:
    return p95([line.ours or 0 for line in lines]), p95([line.floor or 0 for line in lines])


def _search(store: CaseStore, raw: Connection, what: str, text: str) -> Iterator[Line]:
    wanted = IncidentFilter(query=text)

    def ids_only() -> array[int]:
        forgotten(store)
        return browse.incident_ids(store, wanted)

    def ours() -> int:
        ids = ids_only()
        browse.incident_rows(store, ids[:_PAGE])
        return len(ids)

    def first() -> list[int]:
        forgotten(store)
        ids = first_page(store, wanted, "date", True, _PAGE) or browse.incident_ids(store, wanted)[:_PAGE]
        return [row.pk for row in browse.incident_rows(store, ids)]

    best, every = floors.first_page_and_count(raw, text), floors.ids(raw, text)
    count = ours()
    for way in best:
        assert way() == (best[0]()[0], count), f"{text}: {count}, not {way()[1]}"
    assert all(way() == ids_only() for way in every), f"{text}: another order"
    assert first() == [row[0] for row in best[0]()[0]], f"{text}: another first page"
    took, floor = median(ours), min(map(median, best))
    yield Line(f"search, {what}: first page and {count} counted", took, floor, 1.3)
    yield Line(f"  {what}: first page, newest first", median(first), floor)
    if what in ("middling", "common"):
        yield Line(f"  {what}: the same against a join and a sort", took, median(floors.naive(raw, text), 3), 0.25)
    yield Line(f"  {what}: all ids in order", median(ids_only), min(map(median, every)), 1.5)
