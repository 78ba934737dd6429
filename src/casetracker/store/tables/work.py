"""Relations between incidents, allegations in law, findings that were set aside, and searches that were saved."""

from sqlmodel import Field

from casetracker.domain import vocabulary as v
from casetracker.store.tables.base import PartColumns, RecordColumns, one_of, withdrawn_index


class RelationRow(RecordColumns, table=True):
    """Incident relation: one row a record."""

    __tablename__ = "relation"
    __table_args__ = (withdrawn_index("relation"), one_of("kind", v.RELATION),)

    incident_pk: int = Field(foreign_key="incident.pk", index=True)
    kind: str
    other_pk: int = Field(foreign_key="incident.pk", index=True)
    source_pk: int | None = Field(default=None, foreign_key="source.pk", index=True)
    reason: str | None = None
    decided_by: str | None = None


class AllegationRow(RecordColumns, table=True):
    """Allegation: one row a record."""

    __tablename__ = "allegation"
    __table_args__ = (withdrawn_index("allegation"), one_of("liability", v.LIABILITY),)

    incident_pk: int = Field(foreign_key="incident.pk", index=True)
    provision: str
    version: str | None = None
    liability: str
    party_pk: int | None = Field(default=None, foreign_key="party.pk", index=True)
    note: str | None = None


class ElementAssessmentRow(PartColumns, table=True):
    """Elements of an allegation."""

    __tablename__ = "element_assessment"
    __table_args__ = (one_of("assessment", v.ELEMENT_ASSESSMENT),)

    parent_pk: int = Field(foreign_key="allegation.pk", index=True)
    element: str
    assessment: str
    note: str | None = None
    assessed_by: str | None = None


class ElementEvidenceRow(PartColumns, table=True):
    """Evidence on the elements of an allegation."""

    __tablename__ = "element_evidence"
    __table_args__ = (one_of("side", v.SIDE),)

    parent_pk: int = Field(foreign_key="allegation.pk", index=True)
    element: str
    side: str
    evidence_pk: int | None = Field(default=None, foreign_key="evidence.pk", index=True)
    claim: str | None = None
    locator: str | None = None
    note: str | None = None


class DismissalRow(RecordColumns, table=True):
    """Dismissed finding: one row a record."""

    __tablename__ = "dismissal"
    __table_args__ = (withdrawn_index("dismissal"),)

    finding: str
    incident_pk: int | None = Field(default=None, foreign_key="incident.pk", index=True)
    subject: str
    fingerprint: str | None = None
    reason: str


class SavedSearchRow(RecordColumns, table=True):
    """Saved search: one row a record."""

    __tablename__ = "saved_search"
    __table_args__ = (withdrawn_index("saved_search"),)

    name: str
    query: str
    note: str | None = None
