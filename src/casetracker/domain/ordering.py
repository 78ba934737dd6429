"""The order of texts in a list: that of their letters, whatever their case, marks and apostrophes.

Latin comes before Cyrillic before Arabic; among Cyrillic letters the Ukrainian ones stand where a Ukrainian alphabet
has them, which is not where their codes are.
"""

from __future__ import annotations

from casetracker.domain.folding import fold

_LONGEST = 80
_AFTER = {"є": "е\uffff", "і": "и\uffff", "ї": "и\uffff\uffff"}
_LETTERS = str.maketrans(_AFTER)


def sort_key(text: str | None) -> str:
    """What a text is sorted by; texts that differ only behind their first 80 letters come out alike."""
    return fold(text)[:_LONGEST].translate(_LETTERS) if text else ""
