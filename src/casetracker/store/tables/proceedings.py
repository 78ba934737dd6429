"""Investigating bodies, their case files, and what was handed over to them."""

from sqlmodel import Field

from casetracker.domain import vocabulary as v
from casetracker.store.tables.base import PartColumns, RecordColumns, json_list, one_of, withdrawn_index


class BodyRow(RecordColumns, table=True):
    """Investigating body: one row a record."""

    __tablename__ = "body"
    __table_args__ = (withdrawn_index("body"), one_of("kind", v.BODY_KIND), json_list("names"),)

    kind: str
    name: str
    names: str = "[]"
    country: str | None = None
    jurisdiction: str | None = None
    contact: str | None = None
    url: str | None = None
    note: str | None = None


class ProceedingRow(RecordColumns, table=True):
    """Proceeding: one row a record."""

    __tablename__ = "proceeding"
    __table_args__ = (
        withdrawn_index("proceeding"),
        one_of("jurisdiction", v.JURISDICTION),
        json_list("court_numbers"),
        one_of("stage", v.STAGE),
    )

    title: str | None = None
    jurisdiction: str
    register_number: str | None = None
    registered_on: str | None = None
    registered_on_earliest: str | None = None
    registered_on_latest: str | None = None
    court_numbers: str = "[]"
    article: str | None = None
    stage: str
    next_action: str | None = None
    next_action_date: str | None = None
    next_action_date_earliest: str | None = None
    next_action_date_latest: str | None = None
    note: str | None = None
    merged_into_pk: int | None = Field(default=None, foreign_key="proceeding.pk", index=True)
    severed_from_pk: int | None = Field(default=None, foreign_key="proceeding.pk", index=True)


class ProceedingIncidentRow(PartColumns, table=True):
    """Incidents covered of a proceeding."""

    __tablename__ = "proceeding_incident"
    __table_args__ = (one_of("basis", v.COVERAGE_BASIS),)

    parent_pk: int = Field(foreign_key="proceeding.pk", index=True)
    incident_pk: int = Field(foreign_key="incident.pk", index=True)
    basis: str
    source_pk: int | None = Field(default=None, foreign_key="source.pk", index=True)
    note: str | None = None


class ProceedingBodyRow(PartColumns, table=True):
    """Bodies of a proceeding."""

    __tablename__ = "proceeding_body"
    __table_args__ = (one_of("role", v.BODY_ROLE),)

    parent_pk: int = Field(foreign_key="proceeding.pk", index=True)
    body_pk: int = Field(foreign_key="body.pk", index=True)
    role: str
    source_pk: int | None = Field(default=None, foreign_key="source.pk", index=True)
    note: str | None = None


class ProceedingPersonRow(PartColumns, table=True):
    """Persons in the proceeding of a proceeding."""

    __tablename__ = "proceeding_person"
    __table_args__ = (one_of("status", v.PERSON_STATUS),)

    parent_pk: int = Field(foreign_key="proceeding.pk", index=True)
    party_pk: int = Field(foreign_key="party.pk", index=True)
    status: str
    date: str | None = None
    date_earliest: str | None = None
    date_latest: str | None = None
    source_pk: int | None = Field(default=None, foreign_key="source.pk", index=True)
    note: str | None = None


class StageMoveRow(PartColumns, table=True):
    """Stage history of a proceeding."""

    __tablename__ = "stage_move"

    parent_pk: int = Field(foreign_key="proceeding.pk", index=True)
    stage: str | None = None
    date: str | None = None
    date_earliest: str | None = None
    date_latest: str | None = None
    learned: str | None = None
    learned_earliest: str | None = None
    learned_latest: str | None = None
    source_pk: int | None = Field(default=None, foreign_key="source.pk", index=True)
    reason: str | None = None
    at: str | None = None
    by: str | None = None
    superseded: bool = False


class ProceedingStepRow(PartColumns, table=True):
    """Procedural steps of a proceeding."""

    __tablename__ = "proceeding_step"
    __table_args__ = (one_of("kind", v.STEP),)

    parent_pk: int = Field(foreign_key="proceeding.pk", index=True)
    kind: str
    what: str
    date: str | None = None
    date_earliest: str | None = None
    date_latest: str | None = None
    by: str | None = None
    to_whom: str | None = None
    deadline: str | None = None
    deadline_earliest: str | None = None
    deadline_latest: str | None = None
    answered_on: str | None = None
    answered_on_earliest: str | None = None
    answered_on_latest: str | None = None
    source_pk: int | None = Field(default=None, foreign_key="source.pk", index=True)
    note: str | None = None


class HandoverRow(RecordColumns, table=True):
    """Hand-over: one row a record."""

    __tablename__ = "handover"
    __table_args__ = (withdrawn_index("handover"), one_of("what", v.HANDED_OVER),)

    body_pk: int = Field(foreign_key="body.pk", index=True)
    what: str
    title: str
    sha256: str | None = None
    given_on: str
    given_on_earliest: str | None = None
    given_on_latest: str | None = None
    given_by: str | None = None
    receipt: str | None = None
    acknowledged_on: str | None = None
    acknowledged_on_earliest: str | None = None
    acknowledged_on_latest: str | None = None
    note: str | None = None


class HandoverIncidentRow(PartColumns, table=True):
    """Incidents of a hand-over."""

    __tablename__ = "handover_incident"

    parent_pk: int = Field(foreign_key="handover.pk", index=True)
    incident_pk: int = Field(foreign_key="incident.pk", index=True)


class HandoverItemRow(PartColumns, table=True):
    """Evidence items of a hand-over."""

    __tablename__ = "handover_item"

    parent_pk: int = Field(foreign_key="handover.pk", index=True)
    evidence_pk: int = Field(foreign_key="evidence.pk", index=True)
