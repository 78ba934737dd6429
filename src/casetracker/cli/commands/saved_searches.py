"""Searches kept under a name."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from casetracker.cli import output, reading
from casetracker.cli.commands.finding import print_found, tell_hints
from casetracker.cli.context import opened, reason
from casetracker.i18n import _
from casetracker.services import saved_searches


def listing(args: argparse.Namespace) -> int:
    with opened(args) as store:
        found = saved_searches.listed(store)
        counts = {} if args.no_counts else {each.reference: n for each, n in saved_searches.counted(store, found)}
    if args.json:
        output.as_json_list({**asdict(each), "incidents": counts.get(each.reference)} for each in found)
    elif found:
        heads = (_("Reference"), _("Name"), *(() if args.no_counts else (_("Incidents"),)), _("Search"))
        output.table(heads, [(each.reference, each.name, *(() if args.no_counts else (str(counts[each.reference]),)),
                              each.query) for each in found])
    else:
        output.note(_("No search is saved."))
    return 0


def add(args: argparse.Namespace) -> int:
    tell_hints(args.query)
    with opened(args) as store:
        output.say(saved_searches.add(store, args.name, args.query, args.note).reference)
    return 0


def run(args: argparse.Namespace) -> int:
    with opened(args) as store:
        query = saved_searches.named(store, args.name).query
        tell_hints(query)
        return print_found(store, query, args)


def rename(args: argparse.Namespace) -> int:
    with opened(args) as store:
        reference = saved_searches.named(store, args.name).reference
        saved_searches.rename(store, reference, args.new_name)
        output.say(reference)
    return 0


def change(args: argparse.Namespace) -> int:
    tell_hints(args.query)
    with opened(args) as store:
        reference = saved_searches.named(store, args.name).reference
        saved_searches.change(store, reference, args.query)
        output.say(reference)
    return 0


def remove(args: argparse.Namespace) -> int:
    with opened(args) as store:
        output.say(saved_searches.remove(store, args.name, reason(args)).reference)
    return 0


def export(args: argparse.Namespace) -> int:
    with opened(args) as store:
        found = [saved_searches.named(store, name) for name in args.names] or saved_searches.listed(store)
    for line in saved_searches.as_text(found).splitlines():
        output.say(line, lines=False)
    return 0


def take_in(args: argparse.Namespace) -> int:
    text = reading.whole_text(args.file)
    with opened(args) as store:
        change = saved_searches.take_in(store, text)
    for reference in change.references:
        output.say(reference)
    if not change:
        output.note(_("Nothing new is in it."))
    return 0
