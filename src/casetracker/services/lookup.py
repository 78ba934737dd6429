"""From what a person types to the record meant: references in any letter case, or an id."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from casetracker.domain.ids import is_id, parse_reference
from casetracker.domain.shapes import SHAPES
from casetracker.errors import UnknownReference
from casetracker.i18n import _
from casetracker.store.engine import Connection

if TYPE_CHECKING:
    from casetracker.services.case_store import CaseStore


def place_of(store: CaseStore, reference: str) -> tuple[str, int]:
    """(kind, pk) of a record, for a face that wants to point at it in a list."""
    with store.database.snapshot() as connection:
        return find(connection, reference)


def references(store: CaseStore, kind: str, pks: Sequence[int]) -> list[str]:
    """The references of records, in the order of their pks; one that is gone is left out."""
    with store.database.snapshot() as connection:
        found = dict(connection.execute(f'SELECT pk, reference FROM "{kind}" WHERE pk IN (SELECT value FROM json_each(?))',
                                        (json.dumps(list(pks)),)).fetchall())
    return [found[pk] for pk in pks if pk in found]


def find(connection: Connection, reference: str, kind: str | None = None) -> tuple[str, int]:
    """(kind, pk) of the record; UnknownReference with a sentence where there is none."""
    given = reference.strip()
    kinds = [kind] if kind else list(SHAPES)
    if is_id(given.lower()):
        for each in kinds:
            row = connection.execute(f'SELECT pk FROM "{each}" WHERE id = ?', (given.lower(),)).fetchone()
            if row:
                return each, row[0]
    parsed = parse_reference(given)
    if parsed and parsed[0] in kinds:
        row = connection.execute(f'SELECT pk FROM "{parsed[0]}" WHERE reference = ?', (given.upper(),)).fetchone()
        if row:
            return parsed[0], row[0]
    raise UnknownReference(_unknown(given, kind), _("List what there is, or check the reference."))


def _unknown(given: str, kind: str | None) -> str:
    if kind is None:
        return _("There is no record {reference}.").format(reference=repr(given))
    return _("There is no {kind} {reference}.").format(kind=_(SHAPES[kind].label).lower(), reference=repr(given))
