"""What a form or a page reads at once: a record, and what the records it refers to are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from casetracker.domain.shapes import kind_of_reference, shape_of
from casetracker.errors import UnknownReference

if TYPE_CHECKING:
    from casetracker.services.case_store import CaseStore

Record = dict[str, Any]


def read_with_labels(store: CaseStore, reference: str, reveal: bool = False) -> tuple[Record, dict[str, str]]:
    from casetracker.services import show

    record = dict(show.record(store, reference, reveal=reveal))
    kind = kind_of_reference(reference)
    return record, labels_of(store, references_in(record, kind) if kind else ())


def references_in(record: Mapping[str, Any], kind: str) -> Iterator[str]:
    """Every record that this one names in a field of its own or of its lists."""
    for inside, field in shape_of(kind).references():
        rows = [record] if inside is None else record.get(inside.name) or []
        for row in rows:
            if row.get(field.name):
                yield str(row[field.name])


def labels_of(store: CaseStore, references: Iterable[str]) -> dict[str, str]:
    from casetracker.services import show

    found: dict[str, str] = {}
    for reference in dict.fromkeys(references):
        try:
            found[reference] = show.label(store, reference)
        except UnknownReference:
            found[reference] = reference
    return found
