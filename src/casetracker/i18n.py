"""Words on screen: one door to gettext, so that every face speaks the reader's language.

Catalogues live in `resources/i18n/<language>/LC_MESSAGES/casetracker.mo`. Nothing is translated at import time: `_` is
called when a sentence is shown, after the language has been set.
"""

from __future__ import annotations

import gettext as _gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from casetracker import assets

DOMAIN = "casetracker"
_current: _gettext.NullTranslations = _gettext.NullTranslations()
_borrowed: ContextVar[_gettext.NullTranslations | None] = ContextVar("borrowed language", default=None)


def load(language: str) -> _gettext.NullTranslations:
    """The catalogue of a language ("uk"), or the English of the source where there is none."""
    return _gettext.translation(DOMAIN, str(assets.root() / "i18n"), [language], fallback=True)


def use(language: str | None = None) -> None:
    """Speak this language from now on; without one, the language of the environment."""
    global _current
    _current = load(language or _environment_language())


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language within this block and this thread only: a dossier has its own, whatever the screen's."""
    token = _borrowed.set(load(language))
    try:
        yield
    finally:
        _borrowed.reset(token)


def _environment_language() -> str:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return value.split(":")[0].split(".")[0].split("_")[0]
    return "en"


def _(message: str) -> str:
    return (_borrowed.get() or _current).gettext(message)


def pgettext(context: str, message: str) -> str:
    """For a word that English uses for two things: the context, never shown, says which of them is meant."""
    return (_borrowed.get() or _current).pgettext(context, message)


def language() -> str:
    """The code of the language now spoken, for what has words of its own, such as dates."""
    return (_borrowed.get() or _current).info().get("language", "en")


def ngettext(one: str, many: str, count: int) -> str:
    return (_borrowed.get() or _current).ngettext(one, many, count)


def N_(message: str) -> str:
    """Marks a message for the catalogue without translating it yet (tables made at import)."""
    return message
