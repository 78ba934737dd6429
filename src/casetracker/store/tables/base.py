"""What the tables share: the columns of every record, of every part of one, and of every claim.

A *record* carries the digest of its state and the sequence of its last journal entry. A *part* is a row of a record's
list; its claims carry attribution. Closed vocabularies are CHECKs, so that a stray code cannot be stored at all.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from casetracker.domain import vocabulary as v

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING


def one_of(column: str, codes: Iterable[str]) -> CheckConstraint:
    listed = ", ".join(f"'{code}'" for code in codes)
    return CheckConstraint(f'"{column}" IN ({listed})', name=column)


def within(column: str, low: int, high: int | None) -> CheckConstraint:
    above = f'"{column}" >= {low}'
    return CheckConstraint(above if high is None else f'{above} AND "{column}" <= {high}', name=column)


def json_list(column: str) -> CheckConstraint:
    return CheckConstraint(f"json_type(\"{column}\") = 'array'", name=column)


def withdrawn_index(kind: str) -> Index:
    """The few records of a kind that are withdrawn, so that the others are told without a look at their wide rows."""
    return Index(f"ix_{kind}_withdrawn", "withdrawn_at", sqlite_where=text("withdrawn_at IS NOT NULL"))


class RecordColumns(SQLModel):
    """Identity, stamps and proof of a record; `pk` is for joins inside the store only.

    `ref_order` is the reference as a number (year × 10¹² + number), so that 2027 follows 2026 and 1,000,000 follows 999,999.
    """

    pk: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    reference: str = Field(unique=True)
    ref_order: int = Field(unique=True)
    created_at: str
    created_by: str
    amended_at: str
    amended_by: str
    withdrawn_at: str | None = None
    withdrawn_by: str | None = None
    withdrawn_reason: str | None = None
    last_sequence: int = Field(index=True)
    digest: str


class PartColumns(SQLModel):
    """Identity and order of a row within its record's list."""

    pk: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    position: int


class Attribution(SQLModel):
    """Who asserts a claim, on what basis, how credible it is, and whether it is the value adopted."""

    source_pk: int | None = Field(default=None, foreign_key="source.pk", index=True)
    basis: str = "stated"
    basis_note: str | None = None
    locator: str | None = None
    credibility: int | None = None
    stance: str = "supports"
    note: str | None = None
    adopted: bool = False
    adopted_by: str | None = None
    adopted_reason: str | None = None
    reviewed_by: str | None = None
    evidence_pk: int | None = Field(default=None, foreign_key="evidence.pk", index=True)
    adopted_on: str | None = None
    adopted_on_earliest: str | None = None
    adopted_on_latest: str | None = None


def attribution_checks() -> tuple[CheckConstraint, ...]:
    return one_of("basis", v.BASIS), one_of("stance", v.STANCE), within("credibility", 1, 6)
