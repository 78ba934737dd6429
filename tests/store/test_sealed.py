"""Sealed files: what goes in comes out, the size tells little, and nothing altered is ever given out."""

from __future__ import annotations

import io
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetracker.errors import EvidenceDamaged
from casetracker.store import sealed
from casetracker.store.sealed import CHUNK, LENGTH, Sealer, open_sealed

KEY = bytes(range(32))
EDGES = [0, 1, CHUNK - LENGTH - 1, CHUNK - LENGTH, CHUNK - LENGTH + 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - LENGTH,
         2 * CHUNK, 3 * CHUNK + 17]


def seal(content: bytes, key: bytes = KEY, pieces: int = 1_000_003) -> bytes:
    out = io.BytesIO()
    sealer = Sealer(out, key)
    for at in range(0, len(content), pieces):
        sealer.write(content[at:at + pieces])
    sealer.finish()
    return out.getvalue()


def unseal(data: bytes, key: bytes = KEY) -> bytes:
    with open_sealed(io.BytesIO(data), key) as file:
        return file.read()


def content(size: int) -> bytes:
    return bytes(itertools.islice(itertools.cycle(range(251)), size))


@pytest.mark.parametrize("size", EDGES)
def test_any_content_comes_out_as_it_went_in_and_only_its_mebibytes_show(size: int) -> None:
    data = seal(content(size))
    assert unseal(data) == content(size)
    body, rest = divmod(len(data) - len(sealed.MAGIC) - sealed.SALT, CHUNK + sealed.TAG)
    assert rest == 0
    assert body == size // CHUNK + 1 or (size % CHUNK > CHUNK - LENGTH and body == size // CHUNK + 2)


@given(st.binary(max_size=300), st.lists(st.integers(0, 400), max_size=6))
def test_it_can_be_read_at_any_place(data: bytes, places: list[int]) -> None:
    with open_sealed(io.BytesIO(seal(data)), KEY) as file:
        plain = io.BytesIO(data)
        for place in places:
            assert file.seek(place) == plain.seek(place)
            assert file.read(7) == plain.read(7)
        assert file.seek(-min(3, len(data)), io.SEEK_END) == plain.seek(-min(3, len(data)), io.SEEK_END)
        assert file.read() == plain.read()


BIG = seal(content(2 * CHUNK + 5))
HEAD = len(sealed.MAGIC) + sealed.SALT
STORED = CHUNK + sealed.TAG


def flipped(at: int) -> bytes:
    return BIG[:at] + bytes([BIG[at] ^ 1]) + BIG[at + 1:]


ALTERED = {
    "nothing left": b"", "a header alone": BIG[:HEAD], "cut within a chunk": BIG[:-1], "cut after a chunk": BIG[:-STORED],
    "the first chunk gone": BIG[:HEAD] + BIG[HEAD + STORED:], "a chunk doubled": BIG + BIG[-STORED:],
    "two chunks swapped": b"".join((BIG[:HEAD], BIG[HEAD + STORED:HEAD + 2 * STORED], BIG[HEAD:HEAD + STORED],
                                    BIG[HEAD + 2 * STORED:])),
    "another salt": BIG[:len(sealed.MAGIC)] + bytes(sealed.SALT) + BIG[HEAD:], "a byte more": BIG + b"\0",
    **{f"byte {at}": flipped(at) for at in (0, 8, 39, HEAD, HEAD + STORED - 1, HEAD + STORED, len(BIG) - 1, len(BIG) - 20)},
}


@pytest.mark.parametrize("what", ALTERED)
def test_whatever_is_altered_is_refused(what: str) -> None:
    with pytest.raises(EvidenceDamaged):
        unseal(ALTERED[what])


def test_another_key_opens_nothing_and_no_two_seals_are_alike() -> None:
    with pytest.raises(EvidenceDamaged):
        unseal(BIG, bytes(32))
    assert seal(b"the same") != seal(b"the same")
    assert b"the same" not in seal(b"the same")
