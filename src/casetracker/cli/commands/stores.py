"""The store as a whole: made, filled with the sample, checked."""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import asdict

from casetracker.cli import output
from casetracker.cli.commands.protection import new_passphrase, tell_recovery_key
from casetracker.cli.context import actor, folder, open_store, opened, passphrase
from casetracker.domain.shapes import SHAPES
from casetracker.errors import UserError
from casetracker.i18n import _, ngettext
from casetracker.services import checks, history
from casetracker.services import sample as samples
from casetracker.services.case_store import CaseStore
from casetracker.services.checks import Fault, Report


def init(args: argparse.Namespace) -> int:
    place, given = folder(args), None if args.plain else passphrase(args) or _chosen()
    with CaseStore.create(place, actor=actor(args), name=args.name, owner=args.owner, passphrase=given) as store:
        output.say(_("An empty case store is at {place}.").format(place=place))
        if store.recovery_key:
            tell_recovery_key(store.recovery_key)
    if args.plain:
        output.note(_("The store is not encrypted. Keep it on an encrypted disk."))
    return 0


def _chosen() -> str:
    """A passphrase typed twice: a store without one is made only where that is asked for in so many words."""
    given = new_passphrase()
    if given is None:
        raise UserError(_("A passphrase is needed; no store was made."), _(
            "Give it by --passphrase-file or CASETRACKER_PASSPHRASE, or make a store without encryption: --plain."))
    return given


def sample(args: argparse.Namespace) -> int:
    with _opened_or_made(args) as store:
        before = history.head_sequence(store)
        references = samples.load(store)
        if history.head_sequence(store) == before:
            output.note(_("The sample was there already; nothing was changed."))
    for reference in references:
        output.say(reference)
    return 0


def _opened_or_made(args: argparse.Namespace) -> CaseStore:
    place = folder(args)
    if (place / "store.json").exists() or place.is_file():
        return open_store(place, args)
    store = CaseStore.create(place, actor=actor(args), name=_("Sample cases"), sample=True, passphrase=passphrase(args))
    if store.recovery_key:
        tell_recovery_key(store.recovery_key)
    return store


def demo(args: argparse.Namespace) -> int:
    from casetracker.cli import demo as demonstration

    return demonstration.run(args)


def verify(args: argparse.Namespace) -> int:
    if args.package is not None:
        from casetracker.cli.commands import packages

        return packages.verify(args)
    progress = output.ProgressLine(_("Checking"))
    with opened(args) as store, closing(progress):
        report = checks.verify(store, lambda _what, done, total: progress(done, total))
        report.faults.extend(_contradiction(store, args.head))
    if args.json:
        output.as_json({"sound": not report.faults, "faults": [asdict(fault) for fault in report.faults],
                        "counts": dict(report.counts), "remarks": report.remarks,
                        "last_good": asdict(report.good) if report.good else None,
                        "stamped": asdict(report.stamped) if report.stamped else None})
    else:
        for fault in report.faults:
            output.say(f"{fault.where}: {fault.message}", lines=False)
        output.say(_verdict(len(report.faults), dict(report.counts)))
        _tell_good(report)
        for remark in report.remarks:
            output.say(remark)
    return 1 if report.faults else 0


def _contradiction(store: CaseStore, head: str | None) -> list[Fault]:
    """Whether the journal is still the one whose head was handed to somebody before."""
    if head is None:
        return []
    from casetracker.dossier.package.check import head_in

    given = head_in(head)
    if given["store"] != store.about.store_id:
        raise UserError(_("{place} is the head of another store.").format(place=head))
    found = checks.contradiction(store, given["sequence"], given["hash"], given["at"])
    return [found] if found else []


def _tell_good(report: Report) -> None:
    """Since when what is broken was last known not to be."""
    if report.good is not None:
        output.say(_("The journal is known to be good up to entry {n}, signed on {at}.").format(
            n=report.good.sequence, at=report.good.at))
    if report.stamped is not None:
        output.say(_("A time stamp bears it out up to entry {n}: it was there on {at}.").format(
            n=report.stamped.sequence, at=report.stamped.at))
    if report.good is None and report.doubted is not None:
        output.say(_("No signed head tells up to where the journal was good."))


def _verdict(faults: int, counts: dict[str, int]) -> str:
    names = {"journal": _("Journal entries"), "files": _("Evidence files"), "timestamps": _("Time stamps")}
    checked = ", ".join(f"{(names.get(name) or _(SHAPES[name].plural)).lower()}: {count}" for name, count in counts.items())
    if faults:
        return ngettext("{n} fault found ({checked} checked).", "{n} faults found ({checked} checked).", faults).format(
            n=faults, checked=checked)
    return _("The store is sound ({checked} checked).").format(checked=checked)
