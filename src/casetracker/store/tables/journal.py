"""The journal, its head, and the store's own settings."""

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel


class JournalRow(SQLModel, table=True):
    """One described change of one record, chained to the one before; `entry` and `payload` are kept as hashed."""

    __tablename__ = "journal"

    sequence: int | None = Field(default=None, primary_key=True)
    entry: bytes
    payload: bytes
    previous: bytes
    hash: bytes


class JournalHeadRow(SQLModel, table=True):
    """How long the journal is and how it ends, so that a cut tail shows."""

    __tablename__ = "journal_head"
    __table_args__ = (CheckConstraint('"one" = 1', name="one"),)

    one: int = Field(default=1, primary_key=True)
    count: int
    sequence: int
    hash: bytes


class SettingRow(SQLModel, table=True):
    """What belongs to the store as a whole: its name, its owner, whether it holds the sample."""

    __tablename__ = "setting"

    key: str = Field(primary_key=True)
    value: str


class SearchRow(SQLModel, table=True):
    """The shadow text of one record, by which it is found; derived, and checked against the record."""

    __tablename__ = "search_record"

    pk: int | None = Field(default=None, primary_key=True)
    kind: str
    record_pk: int
    words: str
    keys: str
    skeletons: str
