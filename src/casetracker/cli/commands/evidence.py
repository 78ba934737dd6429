"""Evidence files: taken in, and given back byte for byte."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

from casetracker.cli import output, reading
from casetracker.cli.commands.records import tell_ignored
from casetracker.cli.context import opened, reason
from casetracker.errors import UserError
from casetracker.i18n import _
from casetracker.services import destruction, evidence, show


def add(args: argparse.Namespace) -> int:
    details = reading.record(args.details) if args.details is not None else {}
    progress = output.ProgressLine(_("Taking in {name}:").format(name=Path(args.file).name))
    with opened(args) as store:
        with closing(progress):
            exhibit = evidence.take_in(store, args.reference, Path(args.file), title=args.title, source=args.source,
                                       details=details, role=args.role, progress=progress).reference
        tell_ignored("evidence", details)
        if args.json:
            output.as_json(show.record(store, exhibit))
        else:
            output.say(exhibit)
    return 0


def add_file(args: argparse.Namespace) -> int:
    progress = output.ProgressLine(_("Taking in {name}:").format(name=Path(args.file).name))
    with opened(args) as store, closing(progress):
        exhibit = evidence.add_file(store, args.exhibit, Path(args.file), args.role, progress).reference
    output.say(exhibit)
    return 0


def get(args: argparse.Namespace) -> int:
    with opened(args) as store:
        output.say(str(evidence.give_back(store, args.exhibit, Path(args.output))), lines=False)
    return 0


def destroy(args: argparse.Namespace) -> int:
    if args.confirm.strip().upper() != args.exhibit.strip().upper():
        raise UserError(_("The two references are not the same; nothing was destroyed."),
                        _("Give the exhibit's reference again with --confirm."))
    with opened(args) as store:
        others = destruction.also_held_by(store, args.exhibit)
        output.say(destruction.destroy(store, args.exhibit, reason(args)).description)
    if others:
        output.note(_("The same content is held by {others} too, and stays there.").format(others=", ".join(others)))
    return 0
