"""Hashing the evidence files again."""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import asdict

from casetracker.cli import output
from casetracker.cli.context import opened
from casetracker.i18n import _, ngettext
from casetracker.services import fixity


def run(args: argparse.Namespace) -> int:
    progress = output.ProgressLine(_("Hashing again"))
    with opened(args) as store:
        if args.every is not None:
            fixity.set_interval(store, args.every)
            output.say(_("Hashing again is due every {n} days.").format(n=args.every) if args.every else
                       _("Hashing again is never due."))
            return 0
        if args.if_due and not fixity.due(store):
            output.note(_("It is not due yet; nothing was done."))
            return 0
        with closing(progress):
            found = fixity.hash_again(store, lambda _what, done, total: progress(done, total))
        sequence = 0 if store.read_only else fixity.write_down(store, found).sequence
    if args.json:
        output.as_json({"sound": not found.faults, "count": found.count, "digest": found.digest, "covers": found.covers,
                        "faults": [{**asdict(fault), "message": fault.message} for fault in found.faults]})
    else:
        for fault in found.faults:
            output.say(f"{fault.reference}: {fault.message}", lines=False)
        output.say(_verdict(found))
    if not sequence:
        output.note(_("The store may not be written to: the journal does not say that this was done."))
    return 1 if found.faults else 0


def _verdict(found: fixity.Run) -> str:
    if found.faults:
        return ngettext("{n} fault among {count} evidence files.", "{n} faults among {count} evidence files.",
                        len(found.faults)).format(n=len(found.faults), count=found.count)
    return ngettext("{n} evidence file is what was taken in.", "{n} evidence files are what was taken in.",
                    found.count).format(n=found.count)
