"""Records of every kind: added from JSON, shown, listed, edited."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from casetracker.cli import output, pages, reading
from casetracker.cli.context import opened
from casetracker.i18n import _
from casetracker.services import custody, record_lists, records
from casetracker.services import show as shown
from casetracker.services.case_store import CaseStore


def add(args: argparse.Namespace) -> int:
    data = reading.record(args.file)
    with opened(args) as store:
        reference = records.add(store, args.kind, data).reference
        tell_ignored(args.kind, data, but=("reference",))
    output.say(reference)
    return 0


def edit(args: argparse.Namespace) -> int:
    data = reading.record(args.file)
    with opened(args) as store:
        records.amend(store, args.reference, data, kind=args.kind)
        tell_ignored(args.kind, data)
        reference = shown.record(store, args.reference)["reference"]
    output.say(reference)
    return 0


def tell_ignored(kind: str, data: Mapping[str, Any], but: tuple[str, ...] = ()) -> None:
    """One line for what was given and is written by the store itself."""
    names = [name for name in records.ignored(kind, data) if name not in but]
    if names:
        output.note(_("Ignored, for the store writes them itself: {names}.").format(names=", ".join(names)))


def show(args: argparse.Namespace) -> int:
    with opened(args) as store:
        record = one(store, args.kind, args.reference, reveal=getattr(args, "reveal", False))
        if args.json:
            output.as_json(record)
        elif args.kind == "incident":
            pages.incident(shown.incident_page(store, args.reference))
        else:
            pages.record(args.kind, record)
    return 0


def one(store: CaseStore, kind: str, reference: str, reveal: bool = False) -> dict[str, Any]:
    """A record of that kind and no other: `source show INC-…` is a slip, not a wish."""
    return shown.record(store, reference, kind=kind, reveal=reveal)


def list_records(args: argparse.Namespace) -> int:
    with opened(args) as store:
        rows = _rows(store, args)
        if args.json:
            output.as_json_list(_as_object(store, args.kind, row.reference) for row in rows)
    if not rows and not args.json:
        output.note(_("Nothing found."))
    elif not args.json:
        heads = [label for _name, label in record_lists.columns(args.kind)]
        output.table(heads, [(row.reference, row.label, *row.cells) for row in rows])
    return 1 if args.query and not rows else 0


def _rows(store: CaseStore, args: argparse.Namespace) -> list[record_lists.RecordRow]:
    exhibit = getattr(args, "exhibit", None)
    if exhibit is not None:
        pks = custody.of_exhibit(store, exhibit)
    else:
        pks = record_lists.record_ids(store, args.kind, query=args.query, include_withdrawn=args.withdrawn)
    return record_lists.record_rows(store, args.kind, pks[: args.limit])


def _as_object(store: CaseStore, kind: str, reference: str) -> dict[str, Any]:
    """A record of a list as programs get it: whole, a protected one without its name."""
    record = shown.record(store, reference, kind=kind)
    return {"label": shown.label(store, reference), **record}
