"""Backups made, listed and restored."""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from casetracker.cli import output
from casetracker.cli.context import actor, asked, folder, opened, passphrase
from casetracker.errors import PassphraseNeeded, UserError
from casetracker.i18n import _, ngettext
from casetracker.services import backups, restoring


def make(args: argparse.Namespace) -> int:
    if args.output is None:
        raise UserError(_("The backup needs a folder."), _("Name it: casetracker backup -o FOLDER."))
    progress, place = output.ProgressLine(_("Backing up")), Path(args.output).expanduser()
    with opened(args) as store, closing(progress):
        made = backups.make(store, place, lambda _what, done, total: progress(done, total), check=args.check,
                            forget_destroyed=args.forget_destroyed)
    for fault in made.faults:
        output.note(fault)
    if made.destroyed:
        output.note(ngettext("{n} file that the store has destroyed is in the backup still (see --forget-destroyed).",
                             "{n} files that the store has destroyed are in the backup still (see --forget-destroyed).",
                             made.destroyed).format(n=made.destroyed))
    if args.json:
        output.as_json({**asdict(made.marker), "copied": made.copied, "destroyed": made.destroyed, "faults": made.faults})
    else:
        output.say(_verdict(made, place))
    return 0 if made.marker.complete else 1


def _verdict(made: backups.Made, place: Path) -> str:
    held = ngettext("{n} evidence file", "{n} evidence files", made.marker.files).format(n=made.marker.files)
    if made.marker.complete:
        return _("The backup at {place} is complete: {files}, {copied} of them new, up to journal entry {entry}.").format(
            place=place, files=held, copied=made.copied, entry=made.marker.sequence)
    return _("The backup at {place} is NOT complete: {missing} of the evidence files are missing; it holds {files}.").format(
        place=place, missing=len(made.faults), files=held)


def list_copies(args: argparse.Namespace) -> int:
    place = Path(args.folder).expanduser() if args.folder else folder(args) / "backups"
    found = backups.copies_in(place)
    if args.json:
        output.as_json([{"file": str(each.path), "made_at": each.made.isoformat(), "sequence": each.sequence}
                        for each in found])
    elif found:
        output.table((_("When (UTC)"), _("Last entry"), _("File")), [
            (each.made.strftime("%Y-%m-%d %H:%M"), str(each.sequence), str(each.path)) for each in found])
    else:
        output.note(_("No copy is there."))
    return 0


def restore(args: argparse.Namespace) -> int:
    into, progress = Path(args.into).expanduser(), output.ProgressLine(_("Restoring"))
    given = passphrase(args)
    with closing(progress):
        try:
            aside = _restored(args, into, given, progress)
        except PassphraseNeeded:
            given = asked(_("Passphrase"))
            if given is None:
                raise
            aside = _restored(args, into, given, progress)
        except restoring.Unsound as error:
            for fault in error.faults:
                output.note(f"{fault.where}: {fault.message}")
            raise
    output.say(_("The store is restored at {place}.").format(place=into))
    if aside is not None:
        output.say(_("What stood there before is at {place}.").format(place=aside))
    return 0


def _restored(args: argparse.Namespace, into: Path, given: str | None, progress: output.ProgressLine) -> Path | None:
    return restoring.restore(Path(args.folder).expanduser(), into, actor=actor(args), passphrase=given,
                             progress=lambda _what, done, total: progress(done, total), accept_faults=args.accept_faults)
