"""The words and signs of a search as they are typed: where each begins and ends, and what it is."""

from __future__ import annotations

import re
from typing import TypeAlias

Token: TypeAlias = "re.Match[str]"

QUOTES = '"“”„«»'
_NO_QUOTE = f"[^{QUOTES}]"
_PLAIN = rf"[^\s(){QUOTES}]"
_MINUS = "-\u2010\u2011\u2212\ufe63\uff0d"
"""The minus sign of a keyboard, and those that look and mean the same. A dash is not among them: it may be one of prose."""
_COLON = ":\uff1a\ufe55\u2236="
"""What may stand behind the name of a field: a colon of any alphabet, or the sign that means the same elsewhere."""
_TOKEN = re.compile(
    rf"(?P<minus>[{_MINUS}]+)(?=[^\s)])|(?P<open>\()|(?P<close>\))"
    rf"|(?P<name>[^\W\d_]\w*)(?P<surely>[!\uff01]?)(?P<colon>[{_COLON}])"
    rf"(?:[{QUOTES}](?P<quoted>{_NO_QUOTE}*)[{QUOTES}]?|(?P<plain>{_PLAIN}+)|(?P<empty>(?=[\s()]|$)))"
    rf"|[{QUOTES}](?P<phrase>{_NO_QUOTE}*)[{QUOTES}]?|(?P<word>{_PLAIN}+)")
_DASHED = re.compile(r"[\u2012-\u2015]+\w")
_OR = frozenset({"OR", "АБО", "ИЛИ"})
_OR_SMALL = frozenset({"or", "або", "или"})
_AND = frozenset({"AND"})
JOINING = _OR | _AND
"""Words that join what stands at both sides of them, in capitals."""


def tokens(text: str) -> list[Token]:
    """All that stands in a text, in order; blanks part it and mean nothing else."""
    return list(_TOKEN.finditer(text))


def kind(token: Token) -> str:
    """What a token is: `minus`, `open`, `close`, `or`, `and`, `field`, `phrase` or `word`."""
    what = token.lastgroup or ""
    if what == "word" and token[0] in JOINING:
        return "or" if token[0] in _OR else "and"
    return "field" if what in ("quoted", "plain", "empty") else what


def value(token: Token) -> tuple[str, int]:
    """What stands between quotation marks, or behind the colon of a field, or the word; and where it begins."""
    name = next(name for name in ("quoted", "plain", "phrase", "word", "empty") if token[name] is not None)
    text = token[name]
    return text.strip(), token.start(name) + len(text) - len(text.lstrip())


def is_lone_minus(token: Token) -> bool:
    return len(token[0]) == 1 and token[0] in _MINUS


def is_or_in_small_letters(token: Token) -> bool:
    return token[0] in _OR_SMALL


def may_be_meant_to_exclude(token: Token, goes_on: bool) -> bool:
    """A dash before a word, or NOT before whatever. What hides a case must be said beyond doubt, and so these are words."""
    return (goes_on and token[0] == "NOT") or _DASHED.match(token[0]) is not None
