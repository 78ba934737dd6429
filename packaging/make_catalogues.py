"""Keeps the catalogues of translations in step with the sentences in the code.

Run it from the top of the checkout after adding or changing a sentence: each `.po` gains what is new, drops what is
gone, and is compiled to the `.mo` the program reads. Then translate what it names and run it again. A language named
on the command line (`make_catalogues.py pl`) is begun. The same sentences make the same bytes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

TOP = Path(__file__).resolve().parents[1]
SOURCE = TOP / "src" / "casetracker"
CATALOGUES = TOP / "resources" / "i18n"
LEGAL = TOP / "resources" / "legal"
SHOWN_OF_THE_LAW = ("title", "short", "citation", "text", "to_be_confirmed", "act", "pointer")
SAID_BY_RULE = "ICC Elements of Crimes, art. "  # a pointer of this form is put together by the program
DOMAIN = "casetracker"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
HEADERS = ("Project-Id-Version", "Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")
WIDTH = 110


class Catalogue(Catalog):
    """A catalogue that tells no day, no name and no version of a tool: the history of the files does."""

    def _get_mime_headers(self) -> list[tuple[str, str]]:
        kept = [(name, value) for name, value in super()._get_mime_headers() if name in HEADERS]
        return [(name, DOMAIN if name == "Project-Id-Version" else value) for name, value in kept]

    mime_headers = property(_get_mime_headers, Catalog._set_mime_headers)


def po_file(language: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def languages() -> list[str]:
    """The languages that have a catalogue."""
    return sorted(path.parents[1].name for path in CATALOGUES.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def in_source() -> Catalog:
    """Every sentence of the code that is shown to somebody, with the files it stands in."""
    found = _empty(None)
    for name, _line, message, comments, context in extract_from_dir(
            SOURCE, method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)):
        found.add(message, None, [(f"src/casetracker/{name}", 0)], auto_comments=comments, context=context)
    for name, text in in_legal_texts():
        found.add(text, None, [(f"resources/legal/{name}", 0)])
    return found


def in_legal_texts() -> Iterator[tuple[str, str]]:
    """(file, sentence) of all that is shown of the legal texts: our titles and elements, the acts and places they point
    to, and what is to be confirmed."""
    for path in sorted(LEGAL.glob("*.json")):
        for text in _said(json.loads(path.read_text(encoding="utf-8"))):
            yield path.name, text


def _said(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _said(each)
    elif isinstance(value, dict) and "publisher" not in value:  # what was checked is named as its publisher names it
        for name, inner in value.items():
            if name in SHOWN_OF_THE_LAW:
                yield from (text for text in ([inner] if isinstance(inner, str) else inner)
                            if not text.startswith(SAID_BY_RULE))
            else:
                yield from _said(inner)


def kept(language: str) -> Catalog:
    """The translations as they stand in the `.po`; none where the language is new."""
    path = po_file(language)
    if not path.exists():
        return _empty(language)
    with path.open("rb") as stream:
        return read_po(stream, locale=language, domain=DOMAIN)


def brought_up_to_date(language: str) -> Catalog:
    """A catalogue of exactly what the code says, in its order, with the translations there are; nothing guessed."""
    old, new = kept(language), _empty(language)
    for message in in_source():
        if message.id:
            before = old.get(message.id, message.context)
            new.add(message.id, before.string if before else None, message.locations,
                    auto_comments=message.auto_comments, user_comments=before.user_comments if before else (),
                    context=message.context)
    return new


def untranslated(catalogue: Catalog) -> list[Message]:
    """The sentences without a translation, or lacking one of its plural forms."""
    return [message for message in catalogue if message.id and not all(forms_of(message))]


def forms_of(message: Message) -> tuple[str, ...]:
    """The translation, or all its plural forms."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def _empty(language: str | None) -> Catalogue:
    catalogue = Catalogue(locale=language, domain=DOMAIN, fuzzy=False)
    catalogue.header_comment = "# What casetracker says. Kept in step by packaging/make_catalogues.py."
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    text = BytesIO()
    write_po(text, catalogue, width=WIDTH, include_lineno=False, sort_by_file=False)
    return text.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    made = BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


def main(asked: list[str]) -> int:
    lacking = 0
    for language in sorted({*languages(), *asked}):
        catalogue = brought_up_to_date(language)
        path = po_file(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_po(catalogue))
        path.with_suffix(".mo").write_bytes(as_mo(catalogue))
        missing = untranslated(catalogue)
        lacking += len(missing)
        sys.stdout.write(f"{language}: {len(catalogue)} sentences, {len(missing)} without a translation\n")
        sys.stdout.writelines(f"  {message.id!r}\n" for message in missing)
    return 1 if lacking else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
