"""What is missing: listed, counted, set aside."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import closing
from typing import Any

from casetracker.cli import output
from casetracker.cli.context import opened, reason
from casetracker.domain.findings import KINDS, Finding
from casetracker.i18n import _, ngettext
from casetracker.services import findings
from casetracker.services.case_store import CaseStore
from casetracker.services.findings import Judged

_FIRST = 5  # records named of each kind when a whole store is counted


def listing(args: argparse.Namespace) -> int:
    """0 whatever is found: a store of which something is missing is not a fault."""
    progress = output.ProgressLine(_("Looking"))
    with opened(args) as store, closing(progress), closing(_wanted(args, store, progress)) as found:
        if args.json:
            output.as_json_list(as_object(each) for each in found)
        elif args.reference or args.code or args.dismissed:
            _print(found)
        else:
            _count(each.finding for each in found)
    return 0


def _wanted(args: argparse.Namespace, store: CaseStore, progress: output.ProgressLine) -> Generator[Judged]:
    def tell(_what: str, done: int, total: int) -> bool:
        return progress(done, total)

    found = iter(findings.of(store, args.reference)) if args.reference else findings.of_store(
        store, tell, codes=(args.code,) if args.code else ())
    for each in found:
        if each.open is not args.dismissed and args.code in (None, each.finding.code):
            yield each


def _print(found: Iterator[Judged]) -> None:
    nothing = True
    for each in found:
        nothing, finding = False, each.finding
        where = finding.incident or finding.subject
        output.say(output.GAP.join((where, finding.code, finding.words)), lines=False)
        if finding.subject != where:
            output.say(f"    {_('Subject')}: {finding.subject}")
        if not each.open:
            output.say(f"    {each.dismissal}, {each.by}: {each.reason}", lines=False)
    if nothing:
        output.note(_("Nothing is missing that the program looks for."))


def _count(found: Iterator[Finding]) -> None:
    """A line for each kind: how many, and where the first are."""
    counts: Counter[str] = Counter()
    first: dict[str, list[str]] = {}
    for finding in found:
        counts[finding.code] += 1
        named = first.setdefault(finding.code, [])
        if len(named) <= _FIRST and (finding.incident or finding.subject) not in named:
            named.append(finding.incident or finding.subject)
    if not counts:
        output.note(_("Nothing is missing that the program looks for."))
        return
    output.table((_("Code"), _("Findings"), _("What"), _("Where")), [
        (code, str(counts[code]), kind.title, ", ".join(first[code][:_FIRST]) + (" …" if len(first[code]) > _FIRST else ""))
        for code, kind in KINDS.items() if code in counts])
    total = counts.total()
    output.say(ngettext("{n} finding.", "{n} findings.", total).format(n=total))


def as_object(each: Judged) -> dict[str, Any]:
    """A finding as it is handed to programs."""
    finding, kind = each.finding, each.finding.kind
    made: dict[str, Any] = {
        "code": finding.code, "level": kind.level, "incident": finding.incident, "subject": finding.subject,
        "record": finding.record, "field": finding.field, "words": finding.words, "why": kind.explanation,
        "fingerprint": finding.fingerprint, "dismissed": None}
    if not each.open:
        made["dismissed"] = {"reference": each.dismissal, "reason": each.reason, "by": each.by, "at": each.at}
    return made


def dismiss(args: argparse.Namespace) -> int:
    with opened(args) as store:
        found = findings.one(store, args.reference, args.code, args.subject)
        output.say(findings.dismiss(store, found.finding, reason(args)).reference)
    return 0
