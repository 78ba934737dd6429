"""Consents taken back, and statements of collectors on paper."""

from __future__ import annotations

import argparse
from pathlib import Path

from casetracker.cli import output
from casetracker.cli.context import opened, reason
from casetracker.i18n import ngettext
from casetracker.services import consents


def revoke(args: argparse.Namespace) -> int:
    with opened(args) as store:
        output.say(consents.revoke(store, args.reference, args.date, reason(args)).description)
    return 0


def statement(args: argparse.Namespace) -> int:
    from casetracker.dossier import statement as statements

    with opened(args) as store:
        made = statements.make(store, args.exhibit, Path(args.output), language=args.language, force=args.force)
    output.say(ngettext("{path}: {n} page, SHA-256 {sha256}", "{path}: {n} pages, SHA-256 {sha256}", made.pages).format(
        path=made.path, n=made.pages, sha256=made.sha256), lines=False)
    if made.remark:
        output.note(made.remark)
    return 0
