"""What was typed into forms and is not saved yet, kept in the store itself so that a crash or a lock takes none of it.

A draft is no record: it stands among the store's settings, is encrypted with the store, is no part of the journal, and
goes when its form is saved or discarded.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any

from casetracker.domain.clock import to_text
from casetracker.domain.shapes import SHAPES
from casetracker.errors import UserError
from casetracker.services.case_store import CaseStore
from casetracker.store.engine import known_errors

_PREFIX = "form_draft:"
Values = Mapping[str, Any]


@dataclass(frozen=True)
class FormDraft:
    """One form as it was left: which record it was about, what was typed, and what stood there when it was begun."""

    kind: str
    reference: str | None
    """None for a record that is being made."""
    values: Values = field(default_factory=dict)
    """Of a new record all that is filled in, of an old one what differs, in exchange JSON."""
    base: Values = field(default_factory=dict)
    """What stood in the same fields of the record when the form was opened, so that a conflict still shows."""
    amended_at: str | None = None
    quick: Values = field(default_factory=dict)
    """The first lines of a new incident, whose rows stand among the values too."""
    key: str = field(default_factory=lambda: new_key())
    who: str = ""
    at: str = ""


def new_key() -> str:
    return str(uuid.uuid4())


def keep(store: CaseStore, draft: FormDraft) -> None:
    """Write a draft, in the place of what was kept of the same form before."""
    told = asdict(draft) | {"who": store.actor, "at": to_text(store.clock())}
    with store.database.writing() as connection:
        connection.execute(
            "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (_PREFIX + draft.key, json.dumps(told, ensure_ascii=False)))


def drop(store: CaseStore, key: str) -> None:
    """Its form was saved or discarded."""
    with store.database.writing() as connection:
        connection.execute("DELETE FROM setting WHERE key = ?", (_PREFIX + key,))


def drop_after_saving(store: CaseStore, key: str) -> None:
    """The record stands; that its draft could not be taken away must not make anybody save it twice."""
    with suppress(UserError):
        drop(store, key)


def kept(store: CaseStore) -> list[FormDraft]:
    """All drafts, the latest first; one that this program cannot read is left alone, for another version may."""
    with known_errors():
        rows = store.database.reader().execute(
            "SELECT value FROM setting WHERE key >= ? AND key < ?", (_PREFIX, _PREFIX[:-1] + ";")).fetchall()
    drafts = [draft for (text,) in rows if (draft := _parsed(text)) is not None]
    return sorted(drafts, key=lambda draft: draft.at, reverse=True)


def _parsed(text: str) -> FormDraft | None:
    try:
        draft = FormDraft(**json.loads(text))
    except (ValueError, TypeError):
        return None
    return draft if draft.kind in SHAPES and isinstance(draft.values, dict) else None


def as_file(draft: FormDraft) -> str:
    """A draft as `casetracker KIND add` and `edit` take it: the fields in exchange JSON, to be saved elsewhere."""
    return json.dumps(dict(draft.values), ensure_ascii=False, indent=2) + "\n"
