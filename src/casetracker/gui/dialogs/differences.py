"""What one journal entry changed, field by field in words, with protected names left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from casetracker.domain import own_reasons
from casetracker.domain.shapes import SHAPES, STAMPS, Field, Shape
from casetracker.gui.forms.reading import labels_of, references_in
from casetracker.gui.widgets.wording import row_text, value_text
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.services.case_store import CaseStore
    from casetracker.services.history import Entry

Record = Mapping[str, Any]
_ATTRIBUTES = frozenset({"source", "basis", "basis_note", "locator", "credibility", "note", "adopted", "adopted_by",
                         "reason"})


class Difference(NamedTuple):
    """One field before and after."""

    field: str
    before: str
    after: str


def differences(store: CaseStore, entry: Entry) -> list[Difference]:
    """Read beside the window's thread."""
    from casetracker.services import history

    shape = SHAPES.get(entry.record_kind)
    if shape is None:
        return []
    before, after = (_as_json(store, shape, state) for state in history.before_after(store, entry.sequence))
    labels = labels_of(store, {*references_in(before, shape.kind), *references_in(after, shape.kind)})
    found: list[Difference] = []
    for field in shape.fields:
        old, new = before.get(field.name), after.get(field.name)
        if field.type == "list":
            found += _rows(field, old or [], new or [], labels)
        elif old != new:
            found.append(Difference(_(field.label), value_text(field, old, labels), value_text(field, new, labels)))
    return [*found, *_withdrawal(before, after)]


def _as_json(store: CaseStore, shape: Shape, state: Record | None) -> Record:
    """A state with its ids turned to references; fields that were left out of it stay empty."""
    from casetracker.services import codec

    if state is None:
        return {}
    stamps = dict.fromkeys(("id", "reference", *STAMPS))
    whole = {**stamps, **codec.blank(shape), **state}
    with store.database.snapshot() as connection:
        return codec.to_json(connection, shape.kind, whole, reveal=True)


def _rows(field: Field, old: list[Record], new: list[Record], labels: dict[str, str]) -> list[Difference]:
    before = {str(row.get("id")): row for row in old}
    after = {str(row.get("id")): row for row in new}
    return [Difference(_(field.label), _row(field, before.get(key), labels), _row(field, after.get(key), labels))
            for key in dict.fromkeys([*before, *after]) if before.get(key) != after.get(key)]


def _row(field: Field, row: Record | None, labels: dict[str, str]) -> str:
    if row is None:
        return ""
    told = [row_text(field, row, labels)]
    for inner in field.fields:
        if inner.name not in ("kind", "value") and inner.name not in told and row.get(inner.name):
            told += _attribute(inner, row, labels)
    return "\n".join(told)


def _attribute(inner: Field, row: Record, labels: dict[str, str]) -> list[str]:
    if inner.name not in _ATTRIBUTES:
        return []
    return [f"{_(inner.label)}: {value_text(inner, row[inner.name], labels)}"]


def _withdrawal(before: Record, after: Record) -> list[Difference]:
    old, new = before.get("withdrawn_reason"), after.get("withdrawn_reason")
    if bool(before.get("withdrawn_at")) == bool(after.get("withdrawn_at")):
        return []
    return [Difference(_("Withdrawn"), own_reasons.told(old), own_reasons.told(new))]
