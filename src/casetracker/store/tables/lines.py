"""What the case list shows of an incident, and what it is sorted, filtered and counted by, in one narrow row."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

_ORDERS = ("date_key", "title_key", "place_key", "status_key", "confidentiality_key", "lead_key", "evidence_count",
           "amended_at")


class LineRow(SQLModel, table=True):
    """One row for each incident; derived from its records, and checked against them."""

    __tablename__ = "incident_line"
    __table_args__ = (
        # Each order of the list is read from its index alone.
        *(Index(f"ix_incident_line_{name}", "withdrawn", name, "ref_order") for name in _ORDERS),
        Index("ix_incident_line_ref_order", "withdrawn", "ref_order"),
        Index("ix_incident_line_stamp", "stamp"),
    )

    pk: int | None = Field(default=None, primary_key=True)
    stamp: int
    withdrawn: bool
    ref_order: int
    reference: str
    date_key: str
    title_key: str
    place_key: str
    status_key: int
    handling_key: int
    confidentiality_key: int
    lead_key: str
    stage_key: int | None
    evidence_count: int
    amended_at: str
    title: str
    assessment: str
    handling: str
    confidentiality: str
    lead: str | None
    date: str | None
    date_earliest: str | None
    date_latest: str | None
    date_kind: str | None
    date_derived: bool
    months: str | None
    place: str | None
    stages: str
    types: str
    tags: str
    oblasts: str
    bodies: str
    sources: str
    evidence_kinds: str
