"""Changing all incidents that a search finds, or telling what that would change."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import Any

from casetracker.cli import output
from casetracker.cli.arguments_tools import clean
from casetracker.cli.context import opened, reason
from casetracker.domain.query_hints import told
from casetracker.domain.query_reading import read
from casetracker.errors import UserError
from casetracker.i18n import _, ngettext
from casetracker.services import browse, bulk_changes
from casetracker.services.browse import IncidentFilter
from casetracker.services.bulk_changes import WHY, Preview, Wanted
from casetracker.services.case_store import CaseStore


def bulk(args: argparse.Namespace) -> int:
    if bool((args.query or "").strip()) == args.all:
        output.note(_("Give a query, or --all for every incident."))
        return 2
    wanted = Wanted(tuple(map(clean, args.add_tag)), tuple(map(clean, args.remove_tag)), "" if args.no_lead else args.lead,
                    args.assessment, args.handling, reason(args))
    query = "" if args.all else args.query
    _refuse_doubtful(query, args.dry_run)
    with opened(args) as store:
        pks = browse.incident_ids(store, IncidentFilter(query=query))
        found, done = (bulk_changes.preview(store, pks, wanted), None) if args.dry_run else _done(store, pks, wanted)
    if args.json:
        output.as_json(_as_object(found, done))
    else:
        _tell(found, done)
    return 0 if found.pks else 1


def _refuse_doubtful(query: str, dry: bool) -> None:
    """A search that may mean something else finds too much or too little, one that is cut as well, and one in which nothing
    is to be looked for finds everything; that is no ground to change anything on."""
    asked = read(query)
    for line in told(query, asked.hints):
        output.note(line)
    nothing = bool(query) and asked.node is None
    if nothing or asked.cut is not None or (asked.hints and not dry):
        raise UserError(_("The query may not mean what was meant; nothing was changed."),
                        _("Correct it, and look at what it finds with --dry-run."))


def _done(store: CaseStore, pks: Any, wanted: Wanted) -> tuple[Preview, bulk_changes.Done]:
    with closing(output.ProgressLine(_("Changing the incidents"))) as progress:
        done = bulk_changes.change(store, pks, wanted, progress)
    return done.preview, done


def _tell(found: Preview, done: bulk_changes.Done | None) -> None:
    if done is not None and done.changes:
        output.say(done.changes.description)
    elif found.pks:
        output.say(ngettext("{n} incident would be changed.", "{n} incidents would be changed.", len(found.pks)).format(
            n=len(found.pks)))
    else:
        output.note(_("Nothing found.") if not found.skipped else _("No incident is to be changed."))
    for each in found.skipped:
        named = ", ".join(each.first) + (", …" if each.count > len(each.first) else "")
        output.note(ngettext("{n} stays as it is, {why}: {references}", "{n} stay as they are, {why}: {references}",
                             each.count).format(n=each.count, why=_(WHY[each.why]), references=named))


def _as_object(found: Preview, done: bulk_changes.Done | None) -> dict[str, Any]:
    changes = done.changes if done is not None else None
    return {"dry_run": done is None, "changed": len(found.pks),
            "change_id": changes.change_id if changes else None, "what": changes.description if changes else None,
            "skipped": [{"why": each.why, "count": each.count, "first": list(each.first)} for each in found.skipped]}
