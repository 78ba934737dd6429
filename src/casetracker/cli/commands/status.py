"""Moving a status: ours of an incident, theirs of a proceeding."""

from __future__ import annotations

import argparse

from casetracker.cli import output
from casetracker.cli.context import opened, reason
from casetracker.i18n import _
from casetracker.services import status


def incident(args: argparse.Namespace) -> int:
    if not (args.assessment or args.handling):
        output.note(_("No status was named. Give --assessment, --handling, or both."))
        return 2
    with opened(args) as store:
        output.say(status.move(store, args.reference, assessment=args.assessment, handling=args.handling,
                               reason=reason(args)).reference)
    return 0


def proceeding(args: argparse.Namespace) -> int:
    with opened(args) as store:
        output.say(status.move_stage(store, args.reference, args.stage, date=args.date, learned=args.learned,
                                     source=args.source, reason=reason(args)).reference)
    return 0
