"""What a record's own page tells besides the record: a person's accounts and consents, units above and below, hand-overs."""

from __future__ import annotations

from typing import Any

from casetracker.services import codec
from casetracker.services.case_store import CaseStore
from casetracker.services.labels import label_of
from casetracker.services.lookup import find
from casetracker.store import states
from casetracker.store.engine import Connection

Json = dict[str, Any]
# Of each kind of record: the lists on its page, the kind of their records, and the field by which these name it.
_LISTS = {
    "party": {"accounts": ("account", "party"), "consents": ("consent", "party"), "below": ("party", "parent")},
    "account": {"consents": ("consent", "party")},
    "body": {"handovers": ("handover", "body"), "consents": ("consent", "body")},
    "proceeding": {"merged": ("proceeding", "merged_into"), "severed": ("proceeding", "severed_from")},
}


def of(store: CaseStore, reference: str) -> Json:
    """The lists of records that a record's page shows, and `above`, the units that a unit is part of, nearest first."""
    with store.database.snapshot() as connection:
        kind, pk = find(connection, reference)
        about: Json = {}
        for name, (other, field) in _LISTS.get(kind, {}).items():
            named = _person_of(connection, pk) if kind == "account" else pk
            about[name] = _naming(connection, other, field, named)
        if kind == "party":
            about["above"] = _above(connection, pk)
        return about


def _person_of(connection: Connection, account_pk: int) -> int:
    return int(connection.execute("SELECT party_pk FROM account WHERE pk = ?", (account_pk,)).fetchone()[0])


def _naming(connection: Connection, kind: str, field: str, pk: int) -> list[Json]:
    rows = connection.execute(
        f'SELECT pk FROM "{kind}" WHERE "{field}_pk" = ? AND withdrawn_at IS NULL ORDER BY ref_order', (pk,))
    return [_labelled(connection, kind, row[0]) for row in rows.fetchall()]


def _labelled(connection: Connection, kind: str, pk: int) -> Json:
    state = states.read_state(connection, kind, pk)
    assert state is not None
    return codec.to_json(connection, kind, state) | {"label": label_of(kind, state)}


def _above(connection: Connection, pk: int) -> list[Json]:
    found: list[Json] = []
    while True:
        row = connection.execute("SELECT parent_pk FROM party WHERE pk = ?", (pk,)).fetchone()
        if row[0] is None:
            return found
        pk = row[0]
        found.append(_labelled(connection, "party", pk))
