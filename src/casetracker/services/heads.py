"""Signing the journal's head: at every close, with every dossier, and for every package."""

from __future__ import annotations

import contextlib
from pathlib import Path

from casetracker.domain.clock import to_text
from casetracker.errors import UserError
from casetracker.i18n import _
from casetracker.services.case_store import CaseStore
from casetracker.store import journal, signed_heads, signing
from casetracker.store.engine import Connection
from casetracker.store.signed_heads import SignedHead


def sign(store: CaseStore) -> SignedHead | None:
    """Sign the head, if there is a key for it and it has moved since it was signed last; the head as signed."""
    if store.secret is None or store.about.signing is None:
        return None
    before = signed_heads.last(store.place.signed_heads)
    with store.database.snapshot() as connection:
        now = journal.head(connection)
        if not now.sequence or (before is not None and (before.sequence, before.hash) == (now.sequence, now.hash)):
            return before
        refuse_rewritten(connection, before)
    head = made(store, now)
    keep(store, head)
    return head


def sign_if_possible(store: CaseStore) -> None:
    """For what is done already: a head that cannot be signed now is signed at the next closing, and nothing is lost."""
    if not store.read_only:
        with contextlib.suppress(OSError, UserError):
            sign(store)


def made(store: CaseStore, now: journal.Head) -> SignedHead:
    """The given head of the store, signed if there is a key for it."""
    signer = None
    if store.secret is not None and store.about.signing is not None:
        signer = signing.signer(store.about.signing, store.secret, store.about.store_id)
    return signed_heads.made(store.about.store_id, now, to_text(store.clock()), signer)


def keep(store: CaseStore, head: SignedHead) -> None:
    if head.signature:
        signed_heads.add(store.place.signed_heads, head)


def refuse_rewritten(connection: Connection, before: SignedHead | None) -> None:
    """UserError where the journal no longer holds what was signed last: a new signature would cover that up."""
    if before is not None and not signed_heads.borne_out(connection, before):
        raise UserError(_("The journal is not what was signed on {at}; nothing more is signed.").format(at=before.at),
                        _("Run “casetracker verify”."))


def hand_over(store: CaseStore, out: Path) -> SignedHead:
    """Write the signed head to a new file, for somebody else to keep."""
    signed = sign(store)
    if signed is None:
        raise UserError(_("There is nothing to sign, or no key to sign with."),
                        _("Only a store with a passphrase signs, and only what is in its journal."))
    write_new(out, signed.line)
    return signed


def write_new(out: Path, data: bytes) -> None:
    """Write a small file for others; an existing one is never touched."""
    try:
        with out.open("xb") as file:
            file.write(data)
    except FileExistsError as error:
        raise UserError(_("{place} exists already and was not overwritten.").format(place=out),
                        _("Name another file.")) from error
    except OSError as error:
        raise UserError(_("{place} cannot be written: {why}.").format(place=out, why=error.strerror),
                        _("Name another place.")) from error
