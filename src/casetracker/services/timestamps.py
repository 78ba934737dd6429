"""Time stamps of an authority (RFC 3161) on the journal's head: what was in the journal by then cannot be made later.

Nothing here goes online: the request is written to a file, which any computer can carry to the authority, and its answer is
taken in from a file. What is taken in was checked with the certificates of an authority that the user trusts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casetracker.domain.clock import to_text
from casetracker.errors import StoreReadOnly, UserError
from casetracker.i18n import _
from casetracker.services import heads, timestamp_der
from casetracker.services.case_store import CaseStore
from casetracker.store import journal, timestamps
from casetracker.store.signed_heads import SignedHead
from casetracker.store.timestamps import Answered, Asked

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

_LARGEST = 1 << 20  # of an answer, or of a file of certificates


class StampRefused(UserError):
    """An answer is not a time stamp that can be believed."""


@dataclass(frozen=True)
class Stamped:
    """A head with the time by which an authority saw it."""

    head: SignedHead
    at: str
    authority: str


def is_available() -> bool:
    """Whether the optional package that reads time stamps is installed."""
    from importlib.util import find_spec

    return find_spec("rfc3161_client") is not None


def request(store: CaseStore, out: Path) -> Asked:
    """Ask for a time stamp on the head as it stands: writes the request to a new file, and remembers it."""
    if store.read_only:
        raise StoreReadOnly(_("The store is open for reading only."), _("Open it where it may be written to."))
    client = _client()
    head = heads.sign(store)
    if head is None:
        with store.database.snapshot() as connection:
            head = heads.made(store, journal.head(connection))
    if not head.sequence:
        raise UserError(_("The journal is empty; there is nothing to put a time on."))
    made = client.TimestampRequestBuilder().data(head.content).hash_algorithm(client.HashAlgorithm.SHA256).build()
    asked = Asked(head, int(made.nonce or 0))
    heads.write_new(out, made.as_bytes())
    timestamps.ask(store.place.timestamps, asked)
    return asked


def take_in(store: CaseStore, answer: Path, authority: Path) -> Stamped:
    """Check an authority's answer against the head it was asked for, and keep it; `authority` holds the certificates (PEM)
    of the authority, its root among them."""
    if store.read_only:
        raise StoreReadOnly(_("The store is open for reading only."), _("Open it where it may be written to."))
    data, certificates = _read(answer), _certificates(_read(authority), authority)
    of, nonce = mark = _mark(data)
    lines = timestamps.read(store.place.timestamps)
    asked = next((line for line in lines if isinstance(line, Asked) and line.mark == mark), None)
    if asked is None:
        raise StampRefused(_("The answer is for something else: this store never asked for it."))
    stamped = checked(asked, data, certificates)
    from cryptography.hazmat.primitives.serialization import Encoding

    answered = Answered(of, nonce, data, tuple(each.public_bytes(Encoding.DER) for each in certificates))
    if answered not in lines:
        timestamps.answer(store.place.timestamps, answered)
    return stamped


def checked(asked: Asked, answer: bytes, certificates: Iterable[Certificate]) -> Stamped:
    """The stamp, if the authority's signature, the nonce and the head are right; StampRefused where they are not."""
    client = _client()
    given = _decoded(answer)
    roots, others = _sorted(certificates)
    if not roots:
        raise StampRefused(_("Among the certificates of the authority there is no root."),
                           _("Give a PEM file with the root and what stands between it and the time stamps."))
    verifier = client.VerifierBuilder(roots=roots, intermediates=others, nonce=asked.nonce or None).build()
    try:
        verifier.verify_message(given, asked.head.content)
    except (client.VerificationError, ValueError) as error:
        raise StampRefused(_("The time stamp is not good: {why}.").format(why=error)) from error
    at: datetime = given.tst_info.gen_time
    return Stamped(asked.head, to_text(at), _signer(given))


def _sorted(certificates: Iterable[Certificate]) -> tuple[list[Certificate], list[Certificate]]:
    """(roots, what stands between them and the time stamps)."""
    roots: list[Certificate] = []
    others: list[Certificate] = []
    try:
        for each in certificates:
            (roots if each.issuer == each.subject else others).append(each)
    except ValueError as error:
        raise StampRefused(_("The certificates of the authority cannot be read.")) from error
    return roots, others


def certificates_of(answered: Answered) -> list[Certificate]:
    from cryptography.x509 import load_der_x509_certificate

    try:
        return [load_der_x509_certificate(each) for each in answered.authority]
    except ValueError as error:
        raise StampRefused(_("The certificates of the authority cannot be read.")) from error


def _client() -> Any:
    try:
        import rfc3161_client
    except ImportError as error:
        raise UserError(_("Time stamps need a package that is not installed."),
                        _("Install it: pip install 'casetracker[timestamp]'")) from error
    return rfc3161_client


def _decoded(data: bytes) -> Any:
    client = _client()
    try:
        given = client.decode_timestamp_response(timestamp_der.in_order(data))
        if client.PKIStatus(given.status) != client.PKIStatus.GRANTED:
            raise StampRefused(_("The authority did not grant the time stamp."))
    except ValueError as error:
        raise StampRefused(_("This cannot be read as an answer to a request for a time stamp: {why}.").format(
            why=error)) from error
    return given


def _mark(data: bytes) -> tuple[str, int]:
    """For which bytes (their SHA-256), and to which request (its nonce), an answer is."""
    about = _decoded(data).tst_info
    return bytes(about.message_imprint.message).hex(), int(about.nonce or 0)


def _signer(given: Any) -> str:
    infos = list(given.signed_data.signer_infos)
    return str(infos[0].issuer.rfc4514_string()) if infos else ""


def _certificates(data: bytes, path: Path) -> list[Certificate]:
    from cryptography.x509 import load_pem_x509_certificates

    try:
        return load_pem_x509_certificates(data)
    except ValueError as error:
        raise UserError(_("{place} holds no certificates.").format(place=path), _("A PEM file is wanted.")) from error


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except OSError as error:
        raise UserError(_("{place} cannot be read: {why}.").format(place=path, why=error.strerror)) from error
