"""The store's signing key: an Ed25519 pair (RFC 8032) whose private half only the holder of the store's secret can use.

`store.json` holds under `signing` the public key, and the private key sealed (AES-256-GCM) under a key derived from the
secret. The public key, and those the store signed with before, are bound into the seal: nobody without the secret can put
another public key in their place unseen by one who has it.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from casetracker.errors import WrongKey
from casetracker.i18n import _
from casetracker.store.keys import derive

Signing = dict[str, Any]
_NONCE = 12


@dataclass(frozen=True)
class Signer:
    """Signs in the name of a store."""

    public: str
    private: bytes = field(repr=False)

    def sign(self, data: bytes) -> bytes:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.private).sign(data)


def new_pair(secret: bytes, store_id: str, former: Iterable[str] = ()) -> Signing:
    """A new key pair, sealed; `former` are the public keys that the store signed with before."""
    return _sealed(secrets.token_bytes(32), secret, store_id, former)


def kept_pair(signing: Mapping[str, Any], secret: bytes, new_secret: bytes, store_id: str) -> Signing:
    """The same key pair, sealed for another secret."""
    return _sealed(signer(signing, secret, store_id).private, new_secret, store_id, former_keys(signing))


def signer(signing: Mapping[str, Any], secret: bytes, store_id: str) -> Signer:
    """The key pair opened; WrongKey where it is not the one that was sealed with this secret."""
    from cryptography.exceptions import InvalidTag

    try:
        public = str(signing["public"])
        nonce, sealed = bytes.fromhex(signing["nonce"]), bytes.fromhex(signing["sealed"])
        private = _cipher(secret).decrypt(nonce, sealed, _bound(store_id, public, former_keys(signing)))
    except (InvalidTag, KeyError, TypeError, ValueError) as error:
        raise WrongKey(_("The store's signing key is not the one that was sealed."),
                       _("Restore store.json from a backup.")) from error
    return Signer(public, private)


def public_keys(signing: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys by which the store signs, or signed, in hexadecimal."""
    return (str(signing.get("public", "")), *former_keys(signing))


def former_keys(signing: Mapping[str, Any]) -> tuple[str, ...]:
    former = signing.get("former", ())
    return tuple(map(str, former)) if isinstance(former, list | tuple) else ()


def is_signed(public: str, data: bytes, signature: bytes) -> bool:
    """Whether the holder of the private half of `public` signed these bytes."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def _sealed(private: bytes, secret: bytes, store_id: str, former: Iterable[str]) -> Signing:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    public, nonce = Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw().hex(), secrets.token_bytes(
        _NONCE)
    former = tuple(former)
    sealed = _cipher(secret).encrypt(nonce, private, _bound(store_id, public, former))
    return {"way": "ed25519", "public": public, "former": former, "nonce": nonce.hex(), "sealed": sealed.hex()}


def _cipher(secret: bytes) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(derive(secret, b"casetracker signing key"))


def _bound(store_id: str, public: str, former: Iterable[str]) -> bytes:
    return " ".join(("casetracker ed25519", store_id, public, *former)).encode()
