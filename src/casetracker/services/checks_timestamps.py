"""Holding the journal against the time stamps of others, and the stamps against the certificates they came with."""

from __future__ import annotations

from casetracker.i18n import _, ngettext
from casetracker.services import timestamps as stamping
from casetracker.services.case_store import CaseStore
from casetracker.services.checks_report import Good, Report
from casetracker.services.timestamps import StampRefused
from casetracker.store import journal, signed_heads, timestamps
from casetracker.store.engine import Connection
from casetracker.store.timestamps import Answered, Asked

Lines = list[Asked | Answered | None]


def said(store: CaseStore) -> Lines:
    """Read it before the database, which others may write to meanwhile."""
    return timestamps.read(store.place.timestamps)


def check(store: CaseStore, connection: Connection, lines: Lines, report: Report) -> None:
    if not lines:
        return
    asked = {line.mark: line for line in lines if isinstance(line, Asked)}
    answered = [line for line in lines if isinstance(line, Answered)]
    readable = stamping.is_available()
    for number, line in enumerate(lines, 1):
        if line is None or (isinstance(line, Answered) and line.mark not in asked):
            report.add("timestamp", "timestamps.jsonl", _("Line {n} of the time stamps was altered.").format(n=number))
        elif isinstance(line, Answered) and readable:
            _stamp(connection, asked[line.mark], line, number, report)
    report.counts["timestamps"] = len(answered)
    if answered and not readable:
        report.remarks.append(_("The time stamps were not checked: the package that reads them is not installed."))
    waiting = len(asked.keys() - {line.mark for line in answered})
    if waiting:
        report.remarks.append(ngettext("{n} time stamp is asked for and not answered yet.",
                                       "{n} time stamps are asked for and not answered yet.", waiting).format(n=waiting))


def _stamp(connection: Connection, asked: Asked, line: Answered, number: int, report: Report) -> None:
    try:
        stamped = stamping.checked(asked, line.answer, stamping.certificates_of(line))
    except StampRefused as error:
        report.add("timestamp", "timestamps.jsonl", _("The time stamp in line {n} is not good: {why}").format(
            n=number, why=error.message))
        return
    head = stamped.head
    if signed_heads.borne_out(connection, head):
        report.stamps.append(Good(head.sequence, stamped.at))
    elif head.sequence > journal.head(connection).sequence:
        report.add("timestamp_gone", "timestamps.jsonl", _(
            "The journal had {n} entries when {authority} put the time {at} to it; it no longer has.").format(
                n=head.sequence, authority=stamped.authority, at=stamped.at), journal.head(connection).sequence + 1)
    else:
        report.add("timestamp_other", "timestamps.jsonl", _(
            "The journal up to entry {n} is not the one to which {authority} put the time {at}: it was rewritten.").format(
                n=head.sequence, authority=stamped.authority, at=stamped.at), head.sequence)
