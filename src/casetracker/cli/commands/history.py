"""The journal, and taking back what was done."""

from __future__ import annotations

import argparse
from contextlib import closing

from casetracker.cli import output
from casetracker.cli.context import opened, reason
from casetracker.i18n import _
from casetracker.services import history, records


def journal(args: argparse.Namespace) -> int:
    with opened(args) as store:
        entries = history.entries(store, args.reference, args.limit)
    if args.json:
        output.as_json([{
            "sequence": entry.sequence, "at": entry.at, "who": entry.who, "what": entry.what, "kind": entry.kind,
            "via": entry.via, "reference": entry.reference,
            "record": {"kind": entry.record_kind, "id": entry.record_id}, "change_id": entry.change_id,
            "hash": entry.hash, **entry.extra,
        } for entry in entries])
    elif entries:
        output.table((_("No."), _("When (UTC)"), _("Who"), _("What")), [
            (str(entry.sequence), entry.at, entry.who, entry.what) for entry in entries])
    return 0


def undo(args: argparse.Namespace) -> int:
    with opened(args) as store, closing(output.ProgressLine(_("Undoing"))) as progress:
        done = history.undo(store, progress=progress)
    output.say(done.description)
    return 0


def redo(args: argparse.Namespace) -> int:
    with opened(args) as store, closing(output.ProgressLine(_("Doing again"))) as progress:
        done = history.redo(store, progress)
    output.say(done.description)
    return 0


def withdraw(args: argparse.Namespace) -> int:
    with opened(args) as store:
        output.say(records.withdraw(store, args.reference, reason(args)).description)
    return 0


def restore(args: argparse.Namespace) -> int:
    with opened(args) as store:
        output.say(records.restore(store, args.reference, reason(args)).description)
    return 0
