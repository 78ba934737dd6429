"""Parties and the parts they had in incidents."""

from sqlmodel import Field

from casetracker.domain import vocabulary as v
from casetracker.store.tables.base import Attribution, RecordColumns, attribution_checks, json_list, one_of


class PartyRow(RecordColumns, table=True):
    """Party: one row a record."""

    __tablename__ = "party"
    __table_args__ = (
        one_of("kind", v.PARTY_KIND),
        json_list("names"),
        one_of("identification", v.IDENTIFICATION),
        one_of("fate", v.FATE),
    )

    kind: str
    name: str | None = None
    names: str = "[]"
    protected: bool = False
    pseudonym: str | None = None
    protection_reason: str | None = None
    identification: str
    identification_method: str | None = None
    fate: str
    fate_date: str | None = None
    fate_date_earliest: str | None = None
    fate_date_latest: str | None = None
    family_informed: bool = False
    rank: str | None = None
    unit: str | None = None
    parent_pk: int | None = Field(default=None, foreign_key="party.pk", index=True)
    note: str | None = None


class ParticipationRow(RecordColumns, Attribution, table=True):
    """Participation: one row a record."""

    __tablename__ = "participation"
    __table_args__ = (
        one_of("role", v.ROLE),
        one_of("status_at_time", v.STATUS_AT_TIME),
        *attribution_checks(),
    )

    incident_pk: int = Field(foreign_key="incident.pk", index=True)
    party_pk: int = Field(foreign_key="party.pk", index=True)
    role: str
    status_at_time: str
    involvement: str | None = None
