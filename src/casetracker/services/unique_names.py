"""Names by which a person asks for a record, and which therefore only one that is shown may bear."""

from __future__ import annotations

from casetracker.domain.saved_searches import same
from casetracker.errors import InvalidRecord
from casetracker.i18n import _
from casetracker.store.engine import Connection

_KIND = "saved_search"


def refuse_taken(connection: Connection, kind: str, record_id: str) -> None:
    """InvalidRecord where a record, as it has just been written, bears the name of another that is shown."""
    if kind != _KIND:
        return
    shown = connection.execute(
        f'SELECT id, reference, name FROM "{_KIND}" WHERE withdrawn_at IS NULL ORDER BY ref_order').fetchall()
    name = next((name for each, _reference, name in shown if each == record_id), None)
    for each, reference, other in shown:
        if name is not None and each != record_id and same(other) == same(name):
            raise InvalidRecord({"name": _("“{name}” is the name of {reference} already").format(
                name=other, reference=reference)}, _("Give it another name, or change the one that is there."))
