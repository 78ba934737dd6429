"""How much is looked for in one search, and where a longer one is cut."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casetracker.domain.folding import fold

MOST = 100
"""Words. Nobody types so many, and what is pasted by mistake must not hold up a list for minutes."""


@dataclass
class Room:
    """What of a search was taken so far, in words; `cut` is where in its text it is cut, from where on nothing is taken."""

    count: int = 0
    cut: int | None = None

    def fitting(self, text: str, at: int, words: int | None = None, partly: bool = False) -> str:
        """The text, which stands at that place, if there is room for it; or (`partly`) as much of it as there is room for,
        or else nothing. It counts as so many `words`, or as many as are in it."""
        if self.cut is not None:
            return ""
        words = count(text) if words is None else words
        if self.count + words <= MOST:
            self.count += words
            return text
        kept = beginning(text, MOST - self.count) if partly else ""
        self.count += count(kept)
        self.cut = at + len(kept) + len(text[len(kept):]) - len(text[len(kept):].lstrip())
        return kept


def count(text: str) -> int:
    """How many words are looked for in a text."""
    return len(fold(text).split())


def beginning(text: str, most: int) -> str:
    """As much of a text as holds no more words than that; what no blank parts stays together."""
    end = 0
    for part in re.finditer(r"\S+", text):
        most -= count(part[0])
        if most < 0:
            break
        end = part.end()
    return text[:end]
