"""Incidents on paper."""

from __future__ import annotations

import argparse
from pathlib import Path

from casetracker.cli import output
from casetracker.cli.context import opened
from casetracker.dossier import make as dossiers
from casetracker.i18n import ngettext


def make(args: argparse.Namespace) -> int:
    with opened(args) as store:
        made = dossiers.make(store, args.references, Path(args.output), audience=args.audience,
                             language=args.language, force=args.force)
    output.say(ngettext("{path}: {n} page, SHA-256 {sha256}", "{path}: {n} pages, SHA-256 {sha256}", made.pages).format(
        path=made.path, n=made.pages, sha256=made.sha256), lines=False)
    if made.remark:
        output.note(made.remark)
    return 0
