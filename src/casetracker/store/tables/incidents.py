"""Incidents and the claims that hang on them."""

from sqlalchemy import Index
from sqlmodel import Field

from casetracker.domain import vocabulary as v
from casetracker.store.tables.base import (
    Attribution,
    PartColumns,
    RecordColumns,
    attribution_checks,
    json_list,
    one_of,
    withdrawn_index,
    within,
)


class IncidentRow(RecordColumns, table=True):
    """Incident: one row a record."""

    __tablename__ = "incident"
    __table_args__ = (
        withdrawn_index("incident"),
        one_of("assessment", v.ASSESSMENT),
        one_of("handling", v.HANDLING),
        one_of("confidentiality", v.CONFIDENTIALITY),
        json_list("violation_types"),
        json_list("tags"),
        json_list("not_known"),
        # When it was, without a look at the wide rows: what is searched for likely double entries.
        Index("ix_incident_list", "withdrawn_at", "working_sort", "ref_order"),
    )

    title: str
    narrative: str | None = None
    assessment: str
    handling: str
    confidentiality: str
    violation_types: str = "[]"
    lead_investigator: str | None = None
    means_and_methods: str | None = None
    tags: str = "[]"
    not_known: str = "[]"
    working_kind: str | None = None
    working_derived: bool = False
    working_date: str | None = None
    working_date_earliest: str | None = None
    working_date_latest: str | None = None
    working_sort: str = ""


class IncidentDateRow(PartColumns, Attribution, table=True):
    """Dates of an incident."""

    __tablename__ = "incident_date"
    __table_args__ = (one_of("kind", v.DATE_KIND), one_of("zone", v.ZONE), *attribution_checks(),)

    parent_pk: int = Field(foreign_key="incident.pk", index=True)
    kind: str
    date: str
    date_earliest: str | None = None
    date_latest: str | None = None
    as_given: str | None = None
    zone: str


class PlaceRow(PartColumns, Attribution, table=True):
    """Places of an incident."""

    __tablename__ = "place"
    __table_args__ = (
        json_list("names"),
        within("lat", -90, 90),
        within("lon", -180, 180),
        one_of("precision", v.PLACE_PRECISION),
        *attribution_checks(),
        # What lies near a position, without a look at the wide rows.
        Index("ix_place_position", "lat", "lon", "parent_pk"),
    )

    parent_pk: int = Field(foreign_key="incident.pk", index=True)
    name: str
    names: str = "[]"
    settlement: str | None = None
    admin: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str


class CasualtyFigureRow(PartColumns, Attribution, table=True):
    """Casualty figures of an incident."""

    __tablename__ = "casualty_figure"
    __table_args__ = (
        one_of("outcome", v.OUTCOME),
        one_of("qualifier", v.QUALIFIER),
        within("low", 0, 100000000),
        within("high", 0, 100000000),
        *attribution_checks(),
    )

    parent_pk: int = Field(foreign_key="incident.pk", index=True)
    outcome: str
    group: str
    qualifier: str
    low: int | None = None
    high: int | None = None


class HarmedObjectRow(PartColumns, Attribution, table=True):
    """Harmed objects of an incident."""

    __tablename__ = "harmed_object"
    __table_args__ = (one_of("damage", v.DAMAGE), *attribution_checks(),)

    parent_pk: int = Field(foreign_key="incident.pk", index=True)
    kind: str
    description: str | None = None
    protected_status: str | None = None
    damage: str


class ClaimRow(PartColumns, Attribution, table=True):
    """Other claims of an incident."""

    __tablename__ = "claim"
    __table_args__ = (one_of("kind", v.CLAIM_KIND), *attribution_checks(),)

    parent_pk: int = Field(foreign_key="incident.pk", index=True)
    kind: str
    value: str


class ConflictClaimRow(PartColumns, Attribution, table=True):
    """Classifications of the armed conflict of an incident."""

    __tablename__ = "conflict_claim"
    __table_args__ = (one_of("classification", v.CONFLICT_CLASS), *attribution_checks(),)

    parent_pk: int = Field(foreign_key="incident.pk", index=True)
    classification: str
    parties: str | None = None


class InquiryRow(PartColumns, table=True):
    """Lines of inquiry of an incident."""

    __tablename__ = "inquiry"
    __table_args__ = (one_of("aim", v.INQUIRY_AIM), one_of("state", v.INQUIRY_STATE),)

    parent_pk: int = Field(foreign_key="incident.pk", index=True)
    aim: str
    question: str
    hypothesis: str | None = None
    alternatives: str | None = None
    next_step: str | None = None
    owner: str | None = None
    due: str | None = None
    due_earliest: str | None = None
    due_latest: str | None = None
    state: str
    outcome: str | None = None


class StatusMoveRow(PartColumns, table=True):
    """Status history of an incident."""

    __tablename__ = "status_move"

    parent_pk: int = Field(foreign_key="incident.pk", index=True)
    axis: str | None = None
    before: str | None = None
    after: str | None = None
    reason: str | None = None
    at: str | None = None
    by: str | None = None
