"""What a search says of itself where it is not, or not wholly, what was meant: the sentences, and how many are shown."""

from __future__ import annotations

from collections.abc import Sequence

from casetracker.domain.folding import fold
from casetracker.domain.query import Hint
from casetracker.domain.query_limits import MOST
from casetracker.domain.query_tokens import (
    Token,
    is_lone_minus,
    is_or_in_small_letters,
    may_be_meant_to_exclude,
)
from casetracker.i18n import _, ngettext

_SHOWN = 3
_LONGEST = 40
"""Letters of what somebody typed that are said again."""


def told(text: str, hints: Sequence[Hint], most: int = _SHOWN) -> list[str]:
    """The hints on a text, a line each and none twice; of many the first ones and how many more there are."""
    lines = list(dict.fromkeys(f"“{short(text[hint.start:hint.end])}”: {hint.message}" for hint in hints))
    more = len(lines) - most
    if more > 1:
        del lines[most:]
        lines.append(ngettext("… and {n} more hint", "… and {n} more hints", more).format(n=more))
    return lines


def short(text: str) -> str:
    """A text on one line, cut where it is long."""
    line = " ".join(text[:_LONGEST * 4].split())
    whole = len(line) <= _LONGEST and len(text) <= _LONGEST * 4
    return line if whole else f"{line[:_LONGEST].rstrip()}…"


def cut() -> str:
    return _("A search looks for at most {n} words. What stands from here to the end is NOT looked for, and nothing in it is"
             " left out either.").format(n=MOST)


def nothing() -> str:
    return _("There is nothing to look for in this; everything is shown.")


def not_read(why: str, text: str) -> str:
    """Why it is not taken as a field, and what is looked for instead."""
    words = short(" ".join(fold(text).split()))
    instead = _("It is searched as “{words}”.").format(words=words) if words else _("Nothing is looked for in its place.")
    return f"{why} {instead}"


def no_field(name: str, text: str) -> str:
    return not_read(_("There is no field “{name}”.").format(name=short(name)), text)


def no_value(example: str) -> str:
    return _("Something is expected behind the colon, as in {example}; until then nothing is looked for here.").format(
        example=example)


def taken(field: str) -> str:
    return _("This is searched as the field {field}; what stands in quotation marks is searched as it stands.").format(
        field=short(field))


def or_alone() -> str:
    return _("OR stands between two things that are looked for.")


def and_alone() -> str:
    return _("AND stands between two things that are looked for.")


def too_deep() -> str:
    return _("There are too many parentheses within each other; the innermost are passed over.")


def on_word(token: Token, follows: bool, goes_on: bool) -> str:
    """What is said of a word that may be meant for more; mostly nothing. `follows`, `goes_on`: what is looked for stands
    before it, and behind it."""
    if may_be_meant_to_exclude(token, goes_on):
        return _("This is searched as a word; only a minus sign (-) directly before a word leaves it out.")
    if goes_on and is_lone_minus(token):
        return _("A minus sign leaves out what stands directly behind it; alone it means nothing.")
    if follows and goes_on and is_or_in_small_letters(token):
        return _("In small letters this is a word that must stand there too; in capitals, OR finds either.")
    return ""
