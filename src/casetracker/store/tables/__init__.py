"""The store's tables as SQLModel classes: what the schema is, and what drafts are written through.

Loaded by the write path and by migrations only; reads use the same column names in plain SQL.
"""

from __future__ import annotations

from sqlalchemy import MetaData, Table
from sqlmodel import SQLModel

from casetracker.store.tables import (
    base,
    evidence,
    incidents,
    journal,
    lines,
    people,
    proceedings,
    sources,
    work,
)

__all__ = ["METADATA", "base", "evidence", "incidents", "journal", "lines", "people", "proceedings", "sources", "table",
           "work"]

METADATA: MetaData = SQLModel.metadata


def table(name: str) -> Table:
    return METADATA.tables[name]
