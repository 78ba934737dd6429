"""Which texts of a record can be found: every text a person typed, names apart from prose.

Changing what is found here changes what is stored in the search index: raise `VERSION`, and the index is built anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from casetracker.domain import own_reasons
from casetracker.domain.shapes import SHAPES, Field
from casetracker.store.states import State

VERSION = 4

# Fields that name a person, a place or a thing: these are found by sound as well, across scripts and spellings.
_NAMES = frozenset({"title", "name", "names", "pseudonym", "settlement", "admin", "author", "publisher", "originator"})
# What the store itself writes into a history: "recorded" must not find every incident.
_HISTORY = frozenset({"axis", "before", "after", "stage", "at", "by"})
# Codes of other lists, ids and digests that only programs read.
_NOT_READ = frozenset({"element", "claim", "finding", "subject", "fingerprint", "version"})
_CODES = frozenset({"code", "codes", "flag", "int", "real", "when", "ref", "list"})


def texts(kind: str, state: State) -> Iterator[tuple[str, str, bool]]:
    """(field of the record, text, is a name) for every text of a record and its parts, in reading order."""
    yield "reference", state["reference"], False
    for field in SHAPES[kind].fields:
        if field.type == "list":
            for part in state[field.name]:
                for inner in _searched(field):
                    yield from ((field.name, text, name) for _inner, text, name in _of(inner, part))
        elif _may_hold_text(field):
            yield from _of(field, state)


@cache
def _searched(part: Field) -> tuple[Field, ...]:
    return tuple(inner for inner in part.fields if (part.name != "history" or inner.name not in _HISTORY)
                 and _may_hold_text(inner))


@cache
def _may_hold_text(field: Field) -> bool:
    if field.type in ("code", "codes"):
        return field.vocabulary is not None and field.vocabulary.open
    return field.type not in _CODES and field.name not in _NOT_READ


def _of(field: Field, values: State) -> Iterator[tuple[str, str, bool]]:
    value = values.get(field.name)
    if field.type == "codes":
        yield from ((field.name, term, False) for term in value or () if field.vocabulary and term not in field.vocabulary)
    elif field.type == "code" and field.vocabulary and field.vocabulary.open and value not in field.vocabulary:
        yield field.name, str(value), False
    if field.type in _CODES or field.name in _NOT_READ or not value:
        return
    for text in value if isinstance(value, list) else [value]:
        if text not in own_reasons.OWN:  # "logged" must not find every incident either
            yield field.name, str(text), field.name in _NAMES
