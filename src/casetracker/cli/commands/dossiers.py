"""Incidents on paper."""

from __future__ import annotations

import argparse
from pathlib import Path

from casetracker.cli import output
from casetracker.cli.context import opened
from casetracker.dossier import held
from casetracker.dossier import make as dossiers
from casetracker.i18n import ngettext


def make(args: argparse.Namespace) -> int:
    with opened(args) as store:
        for each in held.told(store, args.references, args.audience, args.recipient):
            output.note(each.why)
        made = dossiers.make(store, args.references, Path(args.output), audience=args.audience,
                             language=args.language, force=args.force, recipient=args.recipient)
    output.say(ngettext("{path}: {n} page, SHA-256 {sha256}", "{path}: {n} pages, SHA-256 {sha256}", made.pages).format(
        path=made.path, n=made.pages, sha256=made.sha256), lines=False)
    if made.remark:
        output.note(made.remark)
    return 0
