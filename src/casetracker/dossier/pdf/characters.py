"""Signs that cannot be printed, known before a page is drawn.

A control sign, one that turns the direction of text around, or one that no font of ours has, is shown by its
code point, as `[U+202E]`, and stops nothing. The integrity page lists what was shown that way.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter

from casetracker.dossier.tree import Dossier
from casetracker.dossier.walk import walk

_ORDINARY = re.compile("[ -~\n\xa0-\xac\xae-\u017f\u0400-\u045f]*")
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_TAB = "    "
_JOINERS = "\u200c\u200d"


def printable(text: str) -> str:
    """The text as printed: tabs as blanks, line ends alike, what cannot be printed by its code point."""
    if _ORDINARY.fullmatch(text):
        return text
    text = _LINE_ENDS.sub("\n", text).replace("\t", _TAB)
    composed = _composed(text)
    return "".join(
        sign if _shown(composed, place) else f"[U+{ord(sign):04X}]" for place, sign in enumerate(composed)
    )


def unprintable(text: str) -> Counter[str]:
    """The signs of a text that cannot be printed, and how often each stands there."""
    if _ORDINARY.fullmatch(text):
        return Counter()
    text = _LINE_ENDS.sub("\n", text).replace("\t", _TAB)
    composed = _composed(text)
    return Counter(sign for place, sign in enumerate(composed) if not _shown(composed, place))


def tree_unprintable(dossier: Dossier) -> Counter[str]:
    """The same for all texts of a dossier."""
    total: Counter[str] = Counter()
    for _place, text in walk(dossier):
        total.update(unprintable(text))
    return total


def visible(text: str) -> str:
    """The text for a screen: hidden signs by their code point, all others as they are."""
    text = _LINE_ENDS.sub("\n", text).replace("\t", _TAB)
    return "".join(
        f"[U+{ord(sign):04X}]" if _hidden(sign) and not _joins(text, place) else sign
        for place, sign in enumerate(text)
    )


def _composed(text: str) -> str:
    """Letters with their accents as one sign, as fonts draw them; the text stays canonically the same."""
    return text if not any(map(unicodedata.combining, text)) else unicodedata.normalize("NFC", text)


def _shown(text: str, place: int) -> bool:
    return _joins(text, place) if text[place] in _JOINERS else _has_form(text[place])


def _joins(text: str, place: int) -> bool:
    """Joiners shape Arabic script; elsewhere they are hidden signs."""
    return place > 0 and text[place] in _JOINERS and "\u0600" <= text[place - 1] <= "\u08ff"


def _hidden(sign: str) -> bool:
    return sign != "\n" and unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co")


@functools.cache
def _has_form(sign: str) -> bool:
    from casetracker.dossier.pdf import fonts

    return sign == "\n" or (not _hidden(sign) and fonts.has_glyph(sign))
