"""An authority's answer as a strict reader wants it: its certificates in the order that DER prescribes for a set.

Well-known authorities send them in the order of the chain. They are outside of what is signed, so their order says nothing.

    TimeStampResp ::= SEQUENCE { status SEQUENCE, timeStampToken ContentInfo }
    ContentInfo ::= SEQUENCE { contentType OID, content [0] SignedData }
    SignedData ::= SEQUENCE { version, digestAlgorithms, encapContentInfo, certificates [0] IMPLICIT SET OF …, … }
"""

from __future__ import annotations

from collections.abc import Iterator

_SEQUENCE, _FIRST = 0x30, 0xA0
# From the outside in: which element of each, and its tag.
_WAY = ((1, _SEQUENCE), (1, _FIRST), (0, _SEQUENCE), (3, _FIRST))


def in_order(data: bytes) -> bytes:
    """The same answer, its certificates sorted; as it was where it is not built so."""
    try:
        start, end = _inside(data, 0, _SEQUENCE)
        for number, tag in _WAY:
            place = list(_elements(data, start, end))[number][0]
            start, end = _inside(data, place, tag)
        certificates = sorted(data[first:last] for first, last in _elements(data, start, end))
    except (IndexError, ValueError):
        return data
    return data[:start] + b"".join(certificates) + data[end:]


def _elements(data: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each element between two places begins and ends."""
    while start < end:
        _content, last = _inside(data, start, data[start])
        if last > end:
            raise ValueError
        yield start, last
        start = last


def _inside(data: bytes, at: int, tag: int) -> tuple[int, int]:
    """Where the content of the element at a place begins and ends."""
    length, start = data[at + 1], at + 2
    if data[at] != tag or length == 0x80:
        raise ValueError
    if length > 0x80:
        start += length - 0x80
        length = int.from_bytes(data[at + 2:start], "big")
    if start + length > len(data):
        raise ValueError
    return start, start + length
