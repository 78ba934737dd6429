"""The incidents: listed, filtered, found by any word."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from casetracker.cli import output
from casetracker.cli.context import opened
from casetracker.domain import vocabulary as v
from casetracker.domain.query_hints import told
from casetracker.domain.query_reading import read
from casetracker.i18n import _
from casetracker.services import browse, facets
from casetracker.services import search as searching
from casetracker.services.browse import IncidentFilter, IncidentRow
from casetracker.services.case_store import CaseStore

EVERYTHING = 1 << 40
_SLICE = 500


def list_incidents(args: argparse.Namespace) -> int:
    asked = {"assessment": args.assessment, "handling": args.handling, "furthest": args.stage}
    chosen = [f"{name}:{code}" for name, code in asked.items() if code]
    wanted = IncidentFilter(" ".join(chosen), include_withdrawn=args.withdrawn)
    filtered = bool(chosen)
    with opened(args) as store:
        if args.facets:
            return print_facets(store, wanted, args)
        pks = browse.incident_ids(store, wanted)[: args.limit]
        if args.json:
            output.as_json_list(as_object(store, row) for row in _rows(store, pks))
        elif pks:
            _print(_rows(store, pks))
        else:
            output.note(_("No incident is there.") if not filtered else _("Nothing found."))
    return 1 if filtered and not pks else 0


def _rows(store: CaseStore, pks: Sequence[int]) -> Iterator[IncidentRow]:
    for start in range(0, len(pks), _SLICE):
        yield from browse.incident_rows(store, pks[start:start + _SLICE])


def search(args: argparse.Namespace) -> int:
    tell_hints(args.query)
    with opened(args) as store:
        if args.facets:
            return print_facets(store, IncidentFilter(args.query), args)
        return print_found(store, args.query, args)


def print_facets(store: CaseStore, wanted: IncidentFilter, args: argparse.Namespace) -> int:
    """How many of the incidents wanted have each value of each facet; the exit code says whether there are any."""
    counted = [facet for facet in facets.count(store, wanted) if facet.bins]
    if args.json:
        output.as_json_list(asdict(facet) for facet in counted)
    for facet in counted if not args.json else ():
        output.say(facet.label)
        for each in facet.bins:
            told = _("{value} (chosen)").format(value=each.label) if each.on else each.label
            output.say(f"{each.count:>9}{output.GAP}{told}", lines=False)
    if not counted:
        output.note(_("Nothing found."))
    return 0 if counted else 1


def tell_hints(query: str) -> None:
    """What of a search was not understood."""
    for line in told(query, read(query).hints):
        output.note(line)


def print_found(store: CaseStore, query: str, args: argparse.Namespace) -> int:
    """The incidents that a search finds; the exit code says whether there are any."""
    hits = searching.search(store, query, limit=EVERYTHING if args.limit is None else args.limit,
                            sort=args.sort)
    if args.json:
        output.as_json_list({**as_object(store, hit.row), "snippet": hit.snippet, "how": hit.how} for hit in hits)
        return 0 if hits else 1
    for hit in hits:
        output.say(f"{hit.reference}{output.GAP}{hit.title}", lines=False)
        output.say(f"    {_statuses(hit.row)}", lines=False)
        told_by = ": ".join(filter(None, (searching.mark_of(hit.how), hit.snippet)))
        if told_by:
            output.say(f"    {told_by}", lines=False)
    if not hits:
        output.note(_("Nothing found."))
    return 0 if hits else 1


def _print(rows: Iterable[IncidentRow]) -> None:
    heads = (_("Reference"), _("Title"), _("When"), _("Where"), _("Assessment"), _("Handling"), _("Stage"))
    output.table(heads, [
        (row.reference, row.title, row.date_text, row.place_text, v.ASSESSMENT.label(row.assessment),
         v.HANDLING.label(row.handling), _stages(row)) for row in rows])


def _stages(row: IncidentRow) -> str:
    return "; ".join(each.label() for each in row.stages)


def _statuses(row: IncidentRow) -> str:
    """The three statuses of an incident on one line."""
    return " · ".join((v.ASSESSMENT.label(row.assessment), v.HANDLING.label(row.handling),
                       _stages(row) or _("No proceeding known")))


def as_object(store: CaseStore, row: IncidentRow) -> dict[str, Any]:
    """An incident as `list` and `search` hand it to programs."""
    dates, places = browse.dates_and_places(store, row.pk)
    stages = [{**asdict(each), "label": each.label()} for each in row.stages]
    return {
        "reference": row.reference,
        "title": row.title,
        "assessment": row.assessment,
        "handling": row.handling,
        "stage": stages[0]["stage"] if stages else None,
        "stages": stages,
        "dates": dates,
        "places": places,
        "confidentiality": row.confidentiality,
        "evidence": row.evidence_count,
        "amended_at": row.amended_at,
        "withdrawn": row.withdrawn,
    }
