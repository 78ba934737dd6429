"""Right-to-left writing: in which order the signs of a line stand on paper.

The Unicode bidirectional algorithm (UAX #9), for one line, without its explicit controls: those are
shown as `[U+202E]` before text gets here, since a sign that turns text around has no place before a court.
Numbers keep their digits in order; brackets are mirrored.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

Direction = Literal["L", "R"]

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_PAIRS = "()[]{}<>«»‹›⟨⟩⟦⟧⟪⟫⁅⁆⁽⁾₍₎≤≥「」『』【】〈〉《》〔〕"
_MIRROR = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_MIRROR |= {b: a for a, b in _MIRROR.items()}
_BRACKETS = "()[]{}⟨⟩⟦⟧⟪⟫⁅⁆⁽⁾₍₎「」『』【】〈〉《》〔〕"
_CLOSES = dict(zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True))
_NEUTRAL = frozenset({"B", "S", "WS", "ON"})


def needs_bidi(text: str) -> bool:
    """Whether any sign in it is written from right to left."""
    return _RTL.search(text) is not None


def base_direction(text: str) -> Direction:
    """The direction of a paragraph: that of its first letter which has one."""
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind == "L":
            return "L"
        if kind in ("R", "AL"):
            return "R"
    return "L"


def visual_order(text: str, base: Direction) -> list[int]:
    """The places of the signs of one line, from left to right."""
    levels = embedding_levels(text, base)
    order = list(range(len(text)))
    for level in range(max(levels, default=0), 0, -1):
        _reverse_runs(order, levels, level)
    return order


def mirrored(sign: str, level: int) -> str:
    """The sign as drawn at this level: `(` opens to the left in right-to-left text."""
    return _MIRROR.get(sign, sign) if level % 2 else sign


def embedding_levels(text: str, base: Direction) -> list[int]:
    """The level of each sign; odd levels run from right to left."""
    kinds = _resolved(text, base)
    bottom = 1 if base == "R" else 0
    return [_implicit(kind, bottom) for kind in kinds]


def _implicit(kind: str, bottom: int) -> int:
    if bottom % 2:
        return bottom if kind == "R" else bottom + 1
    return {"L": bottom, "R": bottom + 1}.get(kind, bottom + 2)


def _resolved(text: str, base: Direction) -> list[str]:
    kinds = [unicodedata.bidirectional(sign) or "L" for sign in text]
    _weak_marks(kinds, base)
    _weak_numbers(kinds, base)
    _brackets(text, kinds, base)
    _neutrals(kinds, base)
    return kinds


def _weak_marks(kinds: list[str], base: Direction) -> None:
    """W1–W3: marks take the kind of their letter; digits after Arabic letters count as Arabic."""
    previous, strong = str(base), str(base)
    for index, kind in enumerate(kinds):
        if kind in ("NSM", "BN"):
            kinds[index] = kind = previous
        previous = kind
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[index] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]


def _weak_numbers(kinds: list[str], base: Direction) -> None:
    """W4–W7: separators and signs inside numbers belong to them; numbers after Latin letters are Latin."""
    for index in range(1, len(kinds) - 1):
        before, kind, after = kinds[index - 1 : index + 2]
        if before == after and before in {"CS": ("EN", "AN"), "ES": ("EN",)}.get(kind, ()):
            kinds[index] = before
    for start, end in _stretches(kinds, frozenset({"ET"})):
        beside = (kinds[start - 1] if start else "", kinds[end] if end < len(kinds) else "")
        if "EN" in beside:
            kinds[start:end] = ["EN"] * (end - start)
    strong = str(base)
    for index, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"
        elif kind in ("ES", "ET", "CS"):
            kinds[index] = "ON"


def _brackets(text: str, kinds: list[str], base: Direction) -> None:
    """N0: a pair of brackets runs in the direction of what it holds."""
    for start, end in _pairs(text, kinds):
        inside = {_direction(kind) for kind in kinds[start + 1 : end]} - {None}
        if not inside:
            continue
        if base not in inside:
            context = next((_direction(kind) for kind in reversed(kinds[:start]) if _direction(kind)), base)
            direction = str(context)
        else:
            direction = str(base)
        for bracket in (start, end):
            _set_with_marks(text, kinds, bracket, direction)


def _set_with_marks(text: str, kinds: list[str], index: int, direction: str) -> None:
    kinds[index] = direction
    while (index := index + 1) < len(text) and unicodedata.bidirectional(text[index]) == "NSM":
        kinds[index] = direction


def _pairs(text: str, kinds: Sequence[str]) -> list[tuple[int, int]]:
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for index, sign in enumerate(text):
        if kinds[index] != "ON":
            continue
        if sign in _CLOSES:
            if len(stack) == 63:
                return []
            stack.append((_CLOSES[sign], index))
        elif any(sign == closing for closing, _start in stack):
            while stack[-1][0] != sign:
                stack.pop()
            pairs.append((stack.pop()[1], index))
    return sorted(pairs)


def _neutrals(kinds: list[str], base: Direction) -> None:
    """N1–N2: what has no direction follows both neighbours if they agree, else the paragraph."""
    for start, end in _stretches(kinds, _NEUTRAL):
        before = _direction(kinds[start - 1]) if start else base
        after = _direction(kinds[end]) if end < len(kinds) else base
        kinds[start:end] = [str(before if before == after else base)] * (end - start)


def _direction(kind: str) -> Direction | None:
    if kind == "L":
        return "L"
    return "R" if kind in ("R", "EN", "AN") else None


def _stretches(kinds: Sequence[str], wanted: frozenset[str]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = -1
    for index, kind in enumerate([*kinds, ""]):
        if kind in wanted:
            start = index if start < 0 else start
        elif start >= 0:
            found.append((start, index))
            start = -1
    return found


def _reverse_runs(order: list[int], levels: Sequence[int], level: int) -> None:
    start = -1
    for index in range(len(order) + 1):
        inside = index < len(order) and levels[order[index]] >= level
        if inside and start < 0:
            start = index
        elif not inside and start >= 0:
            order[start:index] = order[start:index][::-1]
            start = -1
