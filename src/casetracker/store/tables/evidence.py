"""Evidence items, their files, what they bear on, and who held them."""

from sqlalchemy import Index
from sqlmodel import Field

from casetracker.domain import vocabulary as v
from casetracker.store.tables.base import (
    PartColumns,
    RecordColumns,
    json_list,
    one_of,
    withdrawn_index,
    within,
)


class EvidenceRow(RecordColumns, table=True):
    """Evidence item: one row a record."""

    __tablename__ = "evidence"
    __table_args__ = (
        withdrawn_index("evidence"),
        one_of("kind", v.EVIDENCE_KIND),
        one_of("verification", v.VERIFICATION),
        one_of("confidentiality", v.CONFIDENTIALITY),
        one_of("sharing", v.SHARING),
        one_of("verified_source", v.VERIFICATION),
        one_of("verified_content", v.VERIFICATION),
        one_of("verified_technical", v.VERIFICATION),
        json_list("verification_methods"),
        one_of("embedded_media", v.EMBEDDED_MEDIA),
    )

    kind: str
    title: str
    description: str | None = None
    source_pk: int | None = Field(default=None, foreign_key="source.pk", index=True)
    language: str | None = None
    created: str | None = None
    created_earliest: str | None = None
    created_latest: str | None = None
    published: str | None = None
    published_earliest: str | None = None
    published_latest: str | None = None
    acquired: str | None = None
    acquired_earliest: str | None = None
    acquired_latest: str | None = None
    collected_by: str | None = None
    collected_capacity: str | None = None
    collected_tool: str | None = None
    clock_checked: str | None = None
    able_to_testify: bool = False
    verification: str
    verification_note: str | None = None
    confidentiality: str
    sharing: str
    sharing_recipients: str | None = None
    consent: str | None = None
    graphic: bool = False
    identifiable_persons: bool = False
    showable: bool = False
    note: str | None = None
    verified_source: str = "unverified"
    verified_content: str = "unverified"
    verified_technical: str = "unverified"
    verification_methods: str = "[]"
    verified_by: str | None = None
    verification_reviewed_by: str | None = None
    verified_on: str | None = None
    verified_on_earliest: str | None = None
    verified_on_latest: str | None = None
    not_possible: str | None = None
    url: str | None = None
    captured_at: str | None = None
    captured_at_earliest: str | None = None
    captured_at_latest: str | None = None
    tool_version: str | None = None
    embedded_media: str = "not_checked"
    capture_confirmed_by: str | None = None
    capture_confirmed_on: str | None = None
    capture_confirmed_on_earliest: str | None = None
    capture_confirmed_on_latest: str | None = None


class EvidenceFileRow(PartColumns, table=True):
    """Files of an evidence item."""

    __tablename__ = "evidence_file"
    __table_args__ = (within("size", 0, None), one_of("role", v.FILE_ROLE),)

    parent_pk: int = Field(foreign_key="evidence.pk", index=True)
    sha256: str | None = Field(default=None, index=True)
    size: int | None = None
    media_type: str | None = None
    original_name: str | None = None
    role: str
    derived_from: str | None = None
    destroyed_at: str | None = Field(default=None, index=True)
    destroyed_by: str | None = None
    destroyed_reason: str | None = None


class EvidenceLinkRow(PartColumns, table=True):
    """Bears on of an evidence item."""

    __tablename__ = "evidence_link"
    __table_args__ = (
        one_of("bearing", v.BEARING),
        one_of("purpose", v.PURPOSE),
        # From an item that a search finds to its incidents.
        Index("ix_evidence_link_way", "parent_pk", "incident_pk"),
    )

    parent_pk: int = Field(foreign_key="evidence.pk", index=True)
    incident_pk: int = Field(foreign_key="incident.pk", index=True)
    bearing: str
    purpose: str
    locator: str | None = None
    note: str | None = None


class CustodyRow(RecordColumns, table=True):
    """Custody entry: one row a record."""

    __tablename__ = "custody"
    __table_args__ = (withdrawn_index("custody"), one_of("act", v.CUSTODY_ACT),)

    evidence_pk: int = Field(foreign_key="evidence.pk", index=True)
    act: str
    date: str
    date_earliest: str | None = None
    date_latest: str | None = None
    from_whom: str | None = None
    to_whom: str | None = None
    place: str | None = None
    reason: str | None = None
    hash_seen: str | None = None
    by: str | None = None
