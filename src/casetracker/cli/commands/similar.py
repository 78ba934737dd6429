"""The same event, entered twice? Candidates with their reasons, and what is decided of them."""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import asdict
from typing import Any

from casetracker.cli import output
from casetracker.cli.context import opened, reason
from casetracker.domain import vocabulary as v
from casetracker.i18n import _
from casetracker.services import relations
from casetracker.services import similar as alike
from casetracker.services.merge import merge as merged
from casetracker.services.similar import Candidate
from casetracker.services.similar_store import Pair, similar_in_store

_FEW = 10


def similar(args: argparse.Namespace) -> int:
    if bool(args.reference) == args.store_wide:
        output.note(_("Name an incident, or give --store-wide."))
        return 2
    return _in_store(args) if args.store_wide else _of_one(args)


def _of_one(args: argparse.Namespace) -> int:
    with opened(args) as store:
        found = alike.similar(store, args.reference, decided=args.all, limit=_FEW if args.limit is None else args.limit)
    if args.json:
        output.as_json_list(_candidate(each) for each in found)
    for each in () if args.json else found:
        output.say(f"{each.reference}{output.GAP}{each.title}", lines=False)
        output.say("    " + _("likeness {n} of 100").format(n=each.score) + _told(each), lines=False)
        for why in each.reasons:
            output.say(f"    - {why.text}", lines=False)
    if not found:
        output.note(_("Nothing found."))
    return 0 if found else 1


def _told(found: Candidate) -> str:
    return f" · {v.RELATION.label(found.decision)} ({found.decided_in})" if found.decision else ""


def _candidate(found: Candidate) -> dict[str, Any]:
    return {"reference": found.reference, "title": found.title, "score": found.score,
            "reasons": [asdict(why) for why in found.reasons], "decision": found.decision or None,
            "decided_in": found.decided_in or None}


def _in_store(args: argparse.Namespace) -> int:
    progress = output.ProgressLine(_("Comparing"))
    with opened(args) as store, closing(progress):
        found = similar_in_store(store, progress)
    pairs = found.pairs[: args.limit]
    if args.json:
        output.as_json_list(_pair(each) for each in pairs)
    for each in () if args.json else pairs:
        output.say(f"{each.one}{output.GAP}{each.one_title}", lines=False)
        output.say(f"{each.other}{output.GAP}{each.other_title}", lines=False)
        output.say("    " + _("likeness {n} of 100").format(n=each.score), lines=False)
        for why in each.reasons:
            output.say(f"    - {why.text}", lines=False)
    if not pairs:
        output.note(_("Nothing found."))
    elif found.more or len(found.pairs) > len(pairs):
        output.note(_("There are more; these {n} are the likeliest.").format(n=len(pairs)))
    return 0 if pairs else 1


def _pair(found: Pair) -> dict[str, Any]:
    return {"score": found.score, "incidents": [{"reference": found.one, "title": found.one_title},
                                                {"reference": found.other, "title": found.other_title}],
            "reasons": [asdict(why) for why in found.reasons]}


def apart(args: argparse.Namespace) -> int:
    with opened(args) as store:
        output.say(relations.decide_apart(store, args.reference, args.other, reason(args)).description)
    return 0


def merge(args: argparse.Namespace) -> int:
    with opened(args) as store:
        output.say(merged(store, args.reference, args.into, reason(args)).description)
    return 0
