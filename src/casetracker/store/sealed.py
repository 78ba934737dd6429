"""Files that only the holder of the vault key can read: AES-256-GCM in chunks, padded, with a key for each file.

A sealed file is `MAGIC`, a random salt of 32 bytes, and chunks of 1 MiB of plain text, each followed by its tag of 16
bytes. The key is HKDF-SHA256(vault key, salt). A chunk's nonce is its number (11 bytes, big-endian) and one byte that is 1
for the last chunk only, so chunks cannot be moved, dropped or added unseen. The plain text is the content, zeros, and the
content's length (8 bytes, big-endian) at the very end: the size of a sealed file tells the content's to within 1 MiB.
"""

from __future__ import annotations

import io
import secrets
from typing import TYPE_CHECKING, BinaryIO

from casetracker.errors import EvidenceDamaged
from casetracker.i18n import _

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"CTSEAL1\n"
SALT, TAG, LENGTH = 32, 16, 8
CHUNK = 1 << 20
HEADER = len(MAGIC) + SALT
_STORED = CHUNK + TAG


def _cipher(vault_key: bytes, salt: bytes) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from casetracker.store.keys import derive

    return AESGCM(derive(vault_key, b"casetracker sealed file", salt))


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


class Sealer:
    """Writes one sealed file: `write` the content in any pieces, then `finish`."""

    def __init__(self, out: BinaryIO, vault_key: bytes) -> None:
        salt = secrets.token_bytes(SALT)
        self._out, self._cipher = out, _cipher(vault_key, salt)
        self._held, self._number, self._size = bytearray(), 0, 0
        _write_all(out, MAGIC + salt)

    def write(self, data: bytes | memoryview) -> None:
        self._size += len(data)
        self._held += data
        # One chunk is always kept back: only when the content ends is it known which chunk is the last.
        while len(self._held) > CHUNK:
            self._chunk(self._held[:CHUNK], last=False)
            del self._held[:CHUNK]

    def finish(self) -> None:
        if len(self._held) > CHUNK - LENGTH:
            self._chunk(self._held.ljust(CHUNK, b"\0"), last=False)
            self._held.clear()
        self._chunk(self._held.ljust(CHUNK - LENGTH, b"\0") + self._size.to_bytes(LENGTH, "big"), last=True)

    def _chunk(self, plain: bytes | bytearray, last: bool) -> None:
        _write_all(self._out, self._cipher.encrypt(_nonce(self._number, last), bytes(plain), None))
        self._number += 1


def _write_all(out: BinaryIO, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[out.write(view):]


class _Unsealed(io.RawIOBase):
    """The content of a sealed file, read at any place; what was altered raises EvidenceDamaged and is never given out."""

    def __init__(self, file: BinaryIO, vault_key: bytes) -> None:
        super().__init__()
        self._file, self._at = file, 0
        head = file.read(HEADER)
        body = file.seek(0, io.SEEK_END) - HEADER
        if not head.startswith(MAGIC) or len(head) < HEADER or body < _STORED or body % _STORED:
            raise _damaged()
        self._chunks = body // _STORED
        self._cipher = _cipher(vault_key, head[len(MAGIC):])
        self._number, self._chunk = self._chunks - 1, self._opened(self._chunks - 1)
        self.size = int.from_bytes(self._chunk[-LENGTH:], "big")
        # The length must be one for which so many chunks are written, or the padding would say something else.
        if not (self._chunks - 1) * CHUNK < self.size + LENGTH <= self._chunks * CHUNK:
            raise _damaged()

    def _opened(self, number: int) -> bytes:
        from cryptography.exceptions import InvalidTag

        self._file.seek(HEADER + number * _STORED)
        stored = self._file.read(_STORED)
        try:
            return self._cipher.decrypt(_nonce(number, number == self._chunks - 1), stored, None)
        except InvalidTag as error:
            raise _damaged() from error

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if self._at >= self.size:
            return 0
        number, within = divmod(self._at, CHUNK)
        if number != self._number:
            self._number, self._chunk = number, self._opened(number)
        count = min(len(buffer), CHUNK - within, self.size - self._at)
        buffer[:count] = self._chunk[within:within + count]
        self._at += count
        return count

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()


def open_sealed(file: BinaryIO, vault_key: bytes) -> BinaryIO:
    """The content of a sealed file; EvidenceDamaged where it is not what was sealed with this key."""
    try:
        return io.BufferedReader(_Unsealed(file, vault_key), CHUNK)
    except BaseException:
        file.close()
        raise


def _damaged() -> EvidenceDamaged:
    return EvidenceDamaged(_("The kept file is not what was sealed."),
                           _("Run “casetracker verify” and restore the file from a backup."))
