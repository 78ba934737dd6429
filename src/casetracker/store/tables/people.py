"""Parties, the parts they had in incidents, what they told and what they agreed to."""

from sqlalchemy import Index
from sqlmodel import Field

from casetracker.domain import vocabulary as v
from casetracker.store.tables.base import (
    Attribution,
    RecordColumns,
    attribution_checks,
    json_list,
    one_of,
    withdrawn_index,
)


class PartyRow(RecordColumns, table=True):
    """Party: one row a record."""

    __tablename__ = "party"
    __table_args__ = (
        withdrawn_index("party"),
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
        withdrawn_index("participation"),
        one_of("role", v.ROLE),
        one_of("status_at_time", v.STATUS_AT_TIME),
        *attribution_checks(),
        # From a party to its incidents, without a look at the rows.
        Index("ix_participation_way", "party_pk", "incident_pk"),
    )

    incident_pk: int = Field(foreign_key="incident.pk", index=True)
    party_pk: int = Field(foreign_key="party.pk")
    role: str
    status_at_time: str
    involvement: str | None = None


class ConsentRow(RecordColumns, table=True):
    """Consent: one row a record."""

    __tablename__ = "consent"
    __table_args__ = (withdrawn_index("consent"),)

    party_pk: int = Field(foreign_key="party.pk", index=True)
    recipient: str
    body_pk: int | None = Field(default=None, foreign_key="body.pk", index=True)
    use: str
    evidence_pk: int | None = Field(default=None, foreign_key="evidence.pk", index=True)
    explained_by: str | None = None
    language: str | None = None
    given_on: str
    given_on_earliest: str | None = None
    given_on_latest: str | None = None
    revoked_on: str | None = None
    revoked_on_earliest: str | None = None
    revoked_on_latest: str | None = None
    revoked_reason: str | None = None
    note: str | None = None


class AccountRow(RecordColumns, table=True):
    """Account: one row a record."""

    __tablename__ = "account"
    __table_args__ = (withdrawn_index("account"), one_of("confidentiality", v.CONFIDENTIALITY),)

    incident_pk: int = Field(foreign_key="incident.pk", index=True)
    party_pk: int = Field(foreign_key="party.pk", index=True)
    date: str
    date_earliest: str | None = None
    date_latest: str | None = None
    taken_by: str | None = None
    interpreter_pk: int | None = Field(default=None, foreign_key="party.pk", index=True)
    support_person_pk: int | None = Field(default=None, foreign_key="party.pk", index=True)
    language: str | None = None
    recording_pk: int | None = Field(default=None, foreign_key="evidence.pk", index=True)
    summary: str | None = None
    read_back: bool = False
    first_account_only: bool = False
    earlier_accounts: str | None = None
    do_not_contact: bool = False
    referrals: str | None = None
    confidentiality: str
    note: str | None = None
