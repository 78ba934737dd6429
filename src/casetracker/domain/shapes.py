"""The shape of every record kind, said once: fields, their types, their lists of claims and parts.

Drafts, tables' columns, the JSON of `docs/formats.md`, the command line, the forms and the record page all follow these
descriptions, so a field added here (and in a migration) appears everywhere under one name.
"""

from __future__ import annotations

from casetracker.domain.shape_kit import ATTRIBUTION, Field, FieldType, Shape
from casetracker.domain.shapes_evidence import CUSTODY, EVIDENCE, SOURCE
from casetracker.domain.shapes_incident import INCIDENT
from casetracker.domain.shapes_people import ACCOUNT, CONSENT, PARTICIPATION, PARTY
from casetracker.domain.shapes_proceedings import BODY, HANDOVER, PROCEEDING
from casetracker.domain.shapes_work import ALLEGATION, DISMISSAL, RELATION, SAVED_SEARCH

__all__ = [
    "ACCOUNT", "ALLEGATION", "ATTRIBUTION", "BODY", "CONSENT", "CUSTODY", "DISMISSAL", "EVIDENCE", "HANDOVER", "INCIDENT",
    "PARTICIPATION", "PARTY", "PREFIXES", "PROCEEDING", "RELATION", "SAVED_SEARCH", "SHAPES", "SOURCE", "STAMPS",
    "Field", "FieldType", "Shape", "kind_of_reference", "shape_of",
]

SHAPES: dict[str, Shape] = {
    shape.kind: shape
    for shape in (INCIDENT, SOURCE, PARTY, PARTICIPATION, EVIDENCE, CUSTODY, BODY, PROCEEDING, ALLEGATION, RELATION,
                  ACCOUNT, CONSENT, HANDOVER, DISMISSAL, SAVED_SEARCH)
}
PREFIXES: dict[str, str] = {shape.prefix: shape.kind for shape in SHAPES.values()}

# Written by the store itself; shown in JSON, ignored when given.
STAMPS: tuple[str, ...] = (
    "id", "reference", "created_at", "created_by", "amended_at", "amended_by", "withdrawn_at", "withdrawn_by",
    "withdrawn_reason",
)


def shape_of(kind: str) -> Shape:
    return SHAPES[kind]


def kind_of_reference(reference: str) -> str | None:
    """The record kind a reference's prefix names, or None where it names none."""
    return PREFIXES.get(reference.upper().partition("-")[0])
