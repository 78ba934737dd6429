"""Sources, what they derive from and where they can be read."""

from sqlmodel import Field

from casetracker.domain import vocabulary as v
from casetracker.store.tables.base import PartColumns, RecordColumns, one_of, withdrawn_index


class SourceRow(RecordColumns, table=True):
    """Source: one row a record."""

    __tablename__ = "source"
    __table_args__ = (
        withdrawn_index("source"),
        one_of("kind", v.SOURCE_KIND),
        one_of("reliability", v.RELIABILITY),
        one_of("sharing", v.SHARING),
        one_of("origin", v.ORIGIN),
    )

    kind: str
    name: str
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_earliest: str | None = None
    published_latest: str | None = None
    language: str | None = None
    reliability: str | None = None
    reliability_reason: str | None = None
    protected: bool = False
    pseudonym: str | None = None
    protection_reason: str | None = None
    sharing: str
    sharing_recipients: str | None = None
    original_held: bool = False
    origin: str
    originator: str | None = None
    note: str | None = None


class DerivationRow(PartColumns, table=True):
    """Derives from of a source."""

    __tablename__ = "derivation"
    __table_args__ = (one_of("how", v.DERIVATION),)

    parent_pk: int = Field(foreign_key="source.pk", index=True)
    source_pk: int = Field(foreign_key="source.pk", index=True)
    how: str
    note: str | None = None


class AccessPointRow(PartColumns, table=True):
    """Access points of a source."""

    __tablename__ = "access_point"

    parent_pk: int = Field(foreign_key="source.pk", index=True)
    url: str | None = None
    accessed_on: str | None = None
    accessed_on_earliest: str | None = None
    accessed_on_latest: str | None = None
    archive_url: str | None = None
    capture: str | None = None
