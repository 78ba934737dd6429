"""The store's secret, and the ways to it.

A protected store has one random secret of 32 bytes. It is the raw key of an encrypted database; the keys of the vault, of
file names and of the signing key are derived from it (HKDF-SHA256, each for its purpose). The secret itself is written
nowhere: `store.json` holds it *wrapped* (AES-256-GCM) once by the passphrase (Argon2id) and once by the printed recovery
key. A change of the passphrase wraps it anew and re-encrypts nothing.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from casetracker.errors import UserError, WrongKey
from casetracker.i18n import _

SECRET = 32
Wrap = dict[str, Any]

SHORTEST = 10
_MEMORY_KIB, _ITERATIONS, _LANES = 64 * 1024, 3, 4
# What a file may ask for at most: a hostile store.json must not take all memory or an hour.
_MOST_MEMORY_KIB, _MOST_ITERATIONS, _MOST_LANES = 2 * 1024 * 1024, 64, 64
_NONCE, _SALT = 12, 16
_GROUP = 4
_CHECK = 4  # characters of the recovery key that only tell a slip of the pen
# OpenSSL shares its threads for Argon2's lanes among callers, and two callers at once wait for each other for ever.
_one_at_a_time = threading.Lock()
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def new_secret() -> bytes:
    return secrets.token_bytes(SECRET)


def derive(secret: bytes, purpose: bytes, salt: bytes = b"") -> bytes:
    """A key of 32 bytes for one purpose (HKDF-SHA256, RFC 5869)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt or None, purpose).derive(secret)


def check_passphrase(passphrase: str) -> None:
    """UserError where a new passphrase would not hold."""
    if len(_normal(passphrase)) < SHORTEST:
        raise UserError(_("The passphrase is too short: at least {n} characters, better four words or more.").format(
            n=SHORTEST))


def wrapped_by_passphrase(secret: bytes, passphrase: str, store_id: str) -> Wrap:
    made = {"way": "passphrase", "kdf": "argon2id", "salt": secrets.token_hex(_SALT), "memory_kib": _MEMORY_KIB,
            "iterations": _ITERATIONS, "lanes": _LANES}
    return _sealed(made, _from_passphrase(passphrase, made), secret, store_id)


def wrapped_by_recovery(secret: bytes, recovery_key: str, store_id: str) -> Wrap:
    made = {"way": "recovery", "kdf": "hkdf-sha256", "salt": secrets.token_hex(_SALT)}
    return _sealed(made, _from_recovery(_entropy(recovery_key), made), secret, store_id)


def unwrapped(wraps: Iterable[Mapping[str, Any]], given: str, store_id: str) -> bytes:
    """The secret, by the passphrase or the recovery key; WrongKey where what was given opens none of the wraps."""
    recovery = is_recovery_key(given)
    for wrap in wraps:
        try:
            if wrap["way"] == "recovery" and recovery:
                return _opened(wrap, _from_recovery(_entropy(given), wrap), store_id)
            if wrap["way"] == "passphrase":
                return _opened(wrap, _from_passphrase(given, wrap), store_id)
        except WrongKey:
            continue
        except (KeyError, TypeError, ValueError) as error:
            raise WrongKey(_("What store.json says of the store's key is damaged."),
                           _("Restore it from a backup.")) from error
    raise WrongKey(_("The passphrase does not open this store."))


def new_recovery_key() -> str:
    """A key to be printed and kept apart: 32 random bytes as letters and digits in groups, with a check at its end."""
    entropy = secrets.token_bytes(SECRET)
    letters = base64.b32encode(entropy).decode().rstrip("=")
    letters += _check(letters)
    return "-".join(letters[at:at + _GROUP] for at in range(0, len(letters), _GROUP))


def is_recovery_key(text: str) -> bool:
    """Whether a text is a recovery key without a slip of the pen."""
    letters = _letters(text)
    return len(letters) == 52 + _CHECK and not set(letters) - set(_LETTERS) and _check(letters[:52]) == letters[52:]


def _letters(text: str) -> str:
    """The letters that were meant: 0, 1 and 8 do not occur, and are O, I and B."""
    return "".join(text.upper().split()).replace("-", "").translate(str.maketrans("018", "OIB"))


def _check(letters: str) -> str:
    return base64.b32encode(hashlib.sha256(letters.encode()).digest()).decode()[:_CHECK]


def _entropy(recovery_key: str) -> bytes:
    if not is_recovery_key(recovery_key):
        raise WrongKey(_("This is not a recovery key: it was mistyped."), _("Compare it group by group with the print."))
    return base64.b32decode(_letters(recovery_key)[:52] + "====")


def _normal(passphrase: str) -> str:
    """The same letters give the same bytes, whatever keyboard they were typed on."""
    return unicodedata.normalize("NFKC", passphrase).strip()


def _from_passphrase(passphrase: str, wrap: Mapping[str, Any]) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    memory, iterations, lanes = (int(wrap[name]) for name in ("memory_kib", "iterations", "lanes"))
    if memory > _MOST_MEMORY_KIB or iterations > _MOST_ITERATIONS or lanes > _MOST_LANES:
        raise ValueError("more work than this program ever asks for")
    with _one_at_a_time:
        return Argon2id(salt=bytes.fromhex(wrap["salt"]), length=32, iterations=iterations, lanes=lanes,
                        memory_cost=memory).derive(_normal(passphrase).encode("utf-8", "surrogatepass"))


def _from_recovery(entropy: bytes, wrap: Mapping[str, Any]) -> bytes:
    return derive(entropy, b"casetracker recovery key", bytes.fromhex(wrap["salt"]))


def _sealed(wrap: Wrap, key: bytes, secret: bytes, store_id: str) -> Wrap:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCM(key).encrypt(nonce, secret, _bound(wrap, store_id))
    return {**wrap, "nonce": nonce.hex(), "sealed": sealed.hex()}


def _opened(wrap: Mapping[str, Any], key: bytes, store_id: str) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(key).decrypt(bytes.fromhex(wrap["nonce"]), bytes.fromhex(wrap["sealed"]), _bound(wrap, store_id))
    except InvalidTag as error:
        raise WrongKey(_("The passphrase does not open this store.")) from error


def _bound(wrap: Mapping[str, Any], store_id: str) -> bytes:
    """A wrap is good for its own store only."""
    return f"casetracker {wrap['way']} {store_id}".encode()
