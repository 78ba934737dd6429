"""Packages, and heads, for others to hold."""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from casetracker.cli import output
from casetracker.cli.context import folder, opened
from casetracker.dossier import held
from casetracker.dossier.package import check
from casetracker.dossier.package import make as packages
from casetracker.i18n import _, ngettext
from casetracker.services import heads, timestamps


def make(args: argparse.Namespace) -> int:
    progress = output.ProgressLine(_("Packing"))
    with opened(args) as store, closing(progress):
        for each in held.told(store, args.references, args.audience, args.recipient):
            output.note(each.why)
        made = packages.make(store, args.references, Path(args.output), audience=args.audience, language=args.language,
                             dossier=args.dossier, recipient=args.recipient, progress=progress)
    if args.json:
        output.as_json({"path": str(made.path), "sha256": made.sha256, "sequence": made.head.sequence, "key": made.head.key,
                        "signed": bool(made.head.signature), "records": made.records, "files": made.files})
        return 0
    output.say(_("{path}: {records} records, {files} evidence files").format(
        path=made.path, records=made.records, files=made.files), lines=False)
    if made.head.signature:
        output.say(_("Signed with the key {key}. Tell the recipient this key in another way.").format(key=made.head.key))
    else:
        output.note(_("The package is not signed: the store has no key, or it was opened without its passphrase."))
    return 0


def verify(args: argparse.Namespace) -> int:
    known = check.head_in(args.head) if args.head is not None else None
    if check.is_from(args.package, folder(args)):
        with opened(args) as store:
            report = check.check(args.package, store, key=args.key, known=known)
    else:
        report = check.check(args.package, key=args.key, known=known)
    if args.json:
        output.as_json({"sound": not report.faults, **asdict(report)})
    else:
        _tell(report)
    return 1 if report.faults else 0


def _tell(report: check.PackageReport) -> None:
    for fault in report.faults:
        output.say(fault.message, lines=False)
    output.say(_("Looked at: {files} files, {records} records, {entries} journal entries.").format(**report.counts))
    if report.signed_at:
        output.say(_("Signed on {at} with the key {key}.").format(at=report.signed_at, key=report.key))
        if not report.compared:
            output.say(_("Compare this key with the one you were told in another way: anybody can make a key."))
    else:
        output.say(_("Nobody signed it: whoever had it in hand can have made it anew from end to end."))
    if report.compared:
        output.say(_("It was compared with the store that it comes from."))
    output.say(ngettext("{n} fault found.", "{n} faults found.", len(report.faults)).format(n=len(report.faults))
               if report.faults else _("The package is sound."))


def head(args: argparse.Namespace) -> int:
    with opened(args) as store:
        made = heads.hand_over(store, Path(args.output))
    output.say(_("{path}: journal entry {n}, signed with the key {key}").format(
        path=args.output, n=made.sequence, key=made.key), lines=False)
    return 0


def request_timestamp(args: argparse.Namespace) -> int:
    with opened(args) as store:
        asked = timestamps.request(store, Path(args.output))
    output.say(_("{path}: a request for the journal up to entry {n}; send it to a time stamping authority and import its"
                 " answer.").format(path=args.output, n=asked.head.sequence), lines=False)
    return 0


def import_timestamp(args: argparse.Namespace) -> int:
    with opened(args) as store:
        stamped = timestamps.take_in(store, Path(args.file), Path(args.authority))
    output.say(_("The journal up to entry {n} was there on {at}, says {authority}.").format(
        n=stamped.head.sequence, at=stamped.at, authority=stamped.authority), lines=False)
    return 0
