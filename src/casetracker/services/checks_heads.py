"""Holding the journal against what was said of its end: by the head file after each save, by every signed head.

The chain alone is sound again after somebody cut its tail or wrote it anew from end to end; what was said before is not.
"""

from __future__ import annotations

from dataclasses import dataclass

from casetracker.errors import WrongKey
from casetracker.i18n import _, ngettext
from casetracker.services.case_store import CaseStore
from casetracker.services.checks_report import Fault, Good, Report
from casetracker.store import head_file, journal, signed_heads, signing
from casetracker.store.engine import Connection
from casetracker.store.head_file import HeadFileAltered, Said
from casetracker.store.signed_heads import SignedHead


@dataclass(frozen=True)
class AllSaid:
    """What stands beside the database; `last` is None without a head file, `altered` where it is not ours."""

    last: Said | None
    altered: bool
    signed: list[SignedHead | None]


def said(store: CaseStore) -> AllSaid:
    """Read it before the database, so that it never speaks of a save that was not yet to be seen."""
    signed = signed_heads.read(store.place.signed_heads)
    try:
        return AllSaid(store.head_file.read(), False, signed)
    except HeadFileAltered:
        return AllSaid(None, True, signed)


def check(store: CaseStore, connection: Connection, given: AllSaid, report: Report) -> None:
    """Add what does not agree, what is not signed, and up to where the journal is known to be good."""
    _last(connection, given, report)
    believed = _believed(store, given.signed, report)
    borne_out = [head for head in believed if signed_heads.borne_out(connection, head)]
    _contradicted(connection, [head for head in believed if head not in borne_out], report)
    doubted = report.doubted
    good = [head for head in borne_out if doubted is None or head.sequence < doubted]
    if good:
        latest = max(good, key=lambda head: (head.sequence, head.at))
        # Known to be good since it was first signed so.
        report.good = Good(latest.sequence, min(head.at for head in good if head.sequence == latest.sequence))
    _remark(store, journal.head(connection).sequence, report)


def contradiction(store: CaseStore, sequence: int, digest: str, at: str) -> Fault | None:
    """What the journal says to a head that was handed to somebody before."""
    with store.database.snapshot() as connection:
        held, ours = journal.head(connection).sequence, journal.hash_at(connection, sequence)
    if ours is not None and ours.hex() == digest:
        return None
    if held < sequence:
        return Fault("head_gone", "journal", _(
            "The head handed over on {at} ends with journal entry {n}; the journal ends with {held}.").format(
                at=at, n=sequence, held=held), held + 1)
    return Fault("head_other", "journal", _(
        "The journal up to entry {n} is not the one whose head was handed over on {at}: it was rewritten.").format(
            n=sequence, at=at), sequence)


def _last(connection: Connection, given: AllSaid, report: Report) -> None:
    if given.altered:
        report.add("head_file", "head.json", _("The head file was altered, or a power failure broke it off. If nothing else"
                                               " is wrong, remove it: the next save writes it anew."))
    elif given.last is None:
        report.remarks.append(_("There is no head file, so that saves lost since the head was signed last would not show."))
    elif not head_file.bears_out(connection, given.last):
        held = journal.head(connection).sequence
        if given.last.sequence > held:
            report.add("head_file_ahead", "head.json", _(
                "The last saves are lost: the head file knows journal entry {said}, the database ends with {held}.").format(
                    said=given.last.sequence, held=held), held + 1)
        else:
            report.add("head_file_other", "head.json", _(
                "Journal entry {n} is not the one that was saved: saves were lost, or the journal was rewritten.").format(
                    n=given.last.sequence), given.last.sequence)


def _believed(store: CaseStore, lines: list[SignedHead | None], report: Report) -> list[SignedHead]:
    """The heads that the store itself signed."""
    about = store.about
    if about.signing is None:
        if lines:
            report.add("signing_key", "store.json", _("The store has signed heads, but its signing key is gone."))
        return []
    if store.secret is not None:
        try:
            signing.signer(about.signing, store.secret, about.store_id)
        except WrongKey as error:
            report.add("signing_key", "store.json", error.message)
    known, believed = signing.public_keys(about.signing), []
    for number, head in enumerate(lines, 1):
        if head is None or head.store != about.store_id or head.key not in known or not head.is_signed:
            report.add("head_signature", "heads.jsonl",
                       _("Line {n} of the signed heads is not what the store signed.").format(n=number))
        else:
            believed.append(head)
    return believed


def _contradicted(connection: Connection, heads: list[SignedHead], report: Report) -> None:
    """The first head that the journal contradicts, and the furthest one that it no longer reaches."""
    held = journal.head(connection).sequence
    gone = [head for head in heads if head.sequence > held]
    other = [head for head in heads if head.sequence <= held]
    if gone:
        furthest = max(gone, key=lambda head: head.sequence)
        report.add("head_gone", "heads.jsonl", _(
            "Journal entries up to {n} were signed on {at}; the journal ends with {held}.").format(
                n=furthest.sequence, at=furthest.at, held=held), held + 1)
    if other:
        first = min(other, key=lambda head: head.sequence)
        report.add("head_other", "heads.jsonl", _(
            "The journal up to entry {n} is not the one that was signed on {at}: it was rewritten.").format(
                n=first.sequence, at=first.at), first.sequence)


def _remark(store: CaseStore, sequence: int, report: Report) -> None:
    """What is not signed, where nothing is wrong with what is."""
    unsigned = sequence - (report.good.sequence if report.good else 0)
    if store.about.signing is None:
        report.remarks.append(_("The store is not signed: only one with a passphrase has a key to sign with."))
    elif unsigned > 0 and report.doubted is None:
        report.remarks.append(ngettext("The last journal entry is not signed yet.",
                                       "The last {n} journal entries are not signed yet.", unsigned).format(n=unsigned))
