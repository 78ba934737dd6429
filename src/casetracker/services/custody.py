"""Who had an evidence item, when, and what was done with it: its custody entries, in the order they were made."""

from __future__ import annotations

from array import array

from casetracker.services.case_store import CaseStore
from casetracker.services.lookup import find


def of_exhibit(store: CaseStore, exhibit: str) -> array[int]:
    """The pks of an item's custody entries that are shown; UnknownReference where there is no such item."""
    with store.database.snapshot() as connection:
        _kind, pk = find(connection, exhibit, "evidence")
        rows = connection.execute(
            "SELECT pk FROM custody WHERE evidence_pk = ? AND withdrawn_at IS NULL ORDER BY ref_order", (pk,))
        return array("q", (row[0] for row in rows))


def references_of(store: CaseStore, exhibit: str) -> list[str]:
    """The same entries by reference."""
    with store.database.snapshot() as connection:
        _kind, pk = find(connection, exhibit, "evidence")
        return [row[0] for row in connection.execute(
            "SELECT reference FROM custody WHERE evidence_pk = ? AND withdrawn_at IS NULL ORDER BY ref_order", (pk,))]
