"""Letters that join: Arabic script in its joined forms, and one line of text in the order it is drawn.

A word is shaped before lines are broken, so that its width is known; a line is put in visual order after.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Sequence
from typing import Any, TypeVar

from casetracker.dossier.pdf import bidi, fonts

_Look = TypeVar("_Look")
_HIDDEN = "\u200c\u200d"


@functools.cache
def _reshaper() -> Any:
    from arabic_reshaper import ArabicReshaper

    settings = {
        "delete_harakat": False,
        "delete_tatweel": False,
        "support_ligatures": True,
        "RIAL SIGN": False,
        "ARABIC LIGATURE ALLAH": False,
    }
    return ArabicReshaper(settings)


@functools.lru_cache(maxsize=20_000)
def joined(word: str) -> str:
    """A word with its Arabic letters in their joined forms, still in the order it is read."""
    if not any("\u0600" <= sign <= "\u08ff" for sign in word):
        return word
    shaped: str = _reshaper().reshape(word)
    return "".join(_drawable(sign) for sign in shaped if sign not in _HIDDEN)


def _drawable(sign: str) -> str:
    """A joined form that no font has is drawn as the plain letter rather than lost."""
    return sign if fonts.has_glyph(sign) else unicodedata.normalize("NFKC", sign)


def visual(signs: Sequence[tuple[str, _Look]], base: bidi.Direction) -> list[tuple[str, _Look]]:
    """The signs of a line from left to right, brackets mirrored, each with its look."""
    text = "".join(sign for sign, _look in signs)
    levels = bidi.embedding_levels(text, base)
    return [(bidi.mirrored(text[at], levels[at]), signs[at][1]) for at in bidi.visual_order(text, base)]
