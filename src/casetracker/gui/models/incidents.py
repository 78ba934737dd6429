"""The list of incidents: what it asks of the store and how a row reads."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from casetracker.domain import vocabulary as v
from casetracker.domain.query_chips import cleared
from casetracker.gui.models.columns import Column, Row, Wish
from casetracker.i18n import N_, _

if TYPE_CHECKING:
    from casetracker.services.browse import IncidentFilter, IncidentRow
    from casetracker.services.case_store import CaseStore

BESIDE = " · "
PLACE = ": "
"""Between where something was found, and what."""


class IncidentCatalogue:
    """Incidents by their working date, newest first, until someone asks for another order."""

    kind = "incident"
    first_sort = ("date", True)
    tells_where = True
    columns = (
        Column("title", N_("Title"), 200),
        Column("date", N_("Date"), 168),
        Column("status", N_("Status"), 184),
        Column("place", N_("Place"), 136),
        Column("reference", N_("Reference"), 128),
        Column("evidence", N_("Evidence"), 80, numeric=True),
        Column("confidentiality", N_("Confidentiality"), 120, shown=False),
        Column("lead", N_("Lead investigator"), 136, shown=False),
        Column("amended", N_("Amended"), 136, shown=False),
    )

    def __init__(self, store: CaseStore) -> None:
        self._store = store

    def ids(self, wish: Wish) -> array[int]:
        from casetracker.services import browse

        return browse.incident_ids(self._store, _filter(wish), sort=wish.sort, descending=wish.descending)

    def first(self, wish: Wish, limit: int) -> array[int] | None:
        if not wish.query.strip():
            from casetracker.services import browse

            found = browse.first_ids(self._store, wish.sort, wish.descending, wish.withdrawn, limit + 1)
            return found[:limit] if len(found) > limit else None
        from casetracker.services.first_page import first_page

        return first_page(self._store, _filter(wish), wish.sort, wish.descending, limit)

    def rows(self, pks: Sequence[int], query: str) -> Sequence[Row]:
        from casetracker.services import browse

        rows = browse.incident_rows(self._store, pks)
        query = cleared(query)  # what is chosen of facets stands in no text
        if not query.strip():
            return [_row(found, "", "") for found in rows]
        from casetracker.services import search  # late: the first list is painted without

        where = search.snippets(self._store, query, pks)
        return [_marked(_row(found, *where.get(found.pk, ("", ""))), query) for found in rows]


def _marked(row: Row, query: str) -> Row:
    """With the words that were asked for pointed out, in the title and in what was found; not in the name of the place."""
    from casetracker.services import search

    place = len(row.found) - len(row.found.partition(PLACE)[2]) if PLACE in row.found else 0
    shifted = tuple((first + place, last + place) for first, last in search.marks(row.found[place:], query))
    return replace(row, title_marks=search.marks(row.cells[0], query), found_marks=shifted)


def _filter(wish: Wish) -> IncidentFilter:
    from casetracker.services.browse import IncidentFilter

    return IncidentFilter(wish.query, include_withdrawn=wish.withdrawn)


def _row(found: IncidentRow, excerpt: str, where: str) -> Row:
    assessment = v.ASSESSMENT.label(found.assessment)
    beside = BESIDE.join([v.HANDLING.label(found.handling), *(stage.label() for stage in found.stages)])
    if found.withdrawn:
        beside = BESIDE.join([_("Withdrawn"), beside])
    return Row(
        found.pk, found.reference,
        (
            found.title, found.date_text, f"{assessment}{BESIDE}{beside}", found.place_text, found.reference,
            str(found.evidence_count or ""), v.CONFIDENTIALITY.label(found.confidentiality),
            found.lead_investigator or "", (found.amended_at or "")[:10],
        ),
        chip=found.assessment, chip_label=assessment, beside_chip=beside, withdrawn=found.withdrawn,
        found=f"{where}{PLACE}{excerpt}" if where else excerpt,
    )
