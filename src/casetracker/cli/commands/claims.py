"""What is claimed about an incident: a claim added, the matters listed with their marks, a value adopted."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from casetracker.cli import output, reading
from casetracker.cli.context import opened, reason
from casetracker.i18n import _
from casetracker.services import claims, show


def add(args: argparse.Namespace) -> int:
    data = reading.record(args.file)
    with opened(args) as store:
        name = claims.list_of(data)
        reference = claims.add(store, args.incident, data).reference
        added = show.record(store, reference)[name][-1]
    output.say(added["id"])
    return 0


def list_matters(args: argparse.Namespace) -> int:
    with opened(args) as store:
        incident = show.record(store, args.incident, kind="incident")
    matters = incident["derived"]["matters"]
    if args.json:
        output.as_json(matters)
    elif not matters:
        output.note(_("Nothing is claimed yet."))
    for matter in () if args.json else matters:
        _print(matter, {row["id"]: row for row in incident[matter["list"]]})
    return 0


def _print(matter: Mapping[str, Any], rows: Mapping[str, Mapping[str, Any]]) -> None:
    output.say(f"{matter['label']}: {matter['mark']}", lines=False)
    for value in matter["values"]:
        ours = matter["adopted"] in value["claims"]
        adopted = _("adopted by {who}").format(who=matter["adopted_by"] or "?") if ours else ""
        told = [value["label"], adopted, value["mark"] if len(matter["values"]) > 1 else ""]
        output.say("  " + " · ".join(part for part in told if part), lines=False)
        for claim in value["claims"]:
            output.say(f"    {claim}{output.GAP}{_by(rows[claim])}", lines=False)
        for claim in value["against"]:
            against = _("against it: {who}").format(who=_by(rows[claim]))
            output.say(f"    {claim}{output.GAP}{against}", lines=False)


def _by(row: Mapping[str, Any]) -> str:
    source = row["source"] or _("not attributed")
    return _("{source}, inferred by us").format(source=source) if row["basis"] == "inferred" else str(source)


def adopt(args: argparse.Namespace) -> int:
    with opened(args) as store:
        claims.adopt(store, args.incident, args.claim, reason=reason(args), reviewed_by=args.reviewed_by)
        reference = show.record(store, args.incident, kind="incident")["reference"]
    output.say(reference)
    return 0
