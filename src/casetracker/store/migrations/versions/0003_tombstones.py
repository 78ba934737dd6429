"""The third schema: evidence files that were destroyed say when, by whom and why, and are found by their hash.

What is withdrawn is found without a look at what is not, and so is the way from an item to its incidents. The number of a
shadow row tells of which record it is: its kind's place in a list, and its key times 32.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_KINDS = ("incident", "source", "party", "evidence", "custody", "body", "proceeding", "participation", "allegation",
          "relation", "account", "consent", "handover", "dismissal")
_HANGING = ("participation", "evidence", "custody", "proceeding", "allegation", "relation", "account", "consent", "handover",
            "dismissal")
_COLUMNS = ("destroyed_at", "destroyed_by", "destroyed_reason")


def upgrade() -> None:
    run = op.get_bind().exec_driver_sql
    for column in _COLUMNS:
        run(f"ALTER TABLE evidence_file ADD COLUMN {column} VARCHAR")
    for column in ("sha256", "destroyed_at"):
        run(f"CREATE INDEX ix_evidence_file_{column} ON evidence_file ({column})")
    run("CREATE INDEX ix_evidence_link_way ON evidence_link (parent_pk, incident_pk)")
    for kind in _HANGING:
        run(f"CREATE INDEX ix_{kind}_withdrawn ON {kind} (withdrawn_at) WHERE withdrawn_at IS NOT NULL")
    _number_shadows(run)


def _number_shadows(run: Callable[[str], Any]) -> None:
    """By way of numbers below zero, where none is taken."""
    (made,) = run("SELECT sql FROM sqlite_master WHERE name = 'search_record_update'").fetchone()
    run("DROP TRIGGER search_record_update")
    places = " ".join(f"WHEN '{kind}' THEN {place}" for place, kind in enumerate(_KINDS))
    run(f"UPDATE search_record SET pk = -(record_pk * 32 + CASE kind {places} END)")
    run("UPDATE search_record SET pk = -pk")
    run("INSERT INTO search_fts (search_fts) VALUES ('rebuild')")
    run(made)


def downgrade() -> None:
    run = op.get_bind().exec_driver_sql
    run("DROP INDEX ix_evidence_link_way")
    for kind in _HANGING:
        run(f"DROP INDEX ix_{kind}_withdrawn")
    for column in ("sha256", "destroyed_at"):
        run(f"DROP INDEX ix_evidence_file_{column}")
    for column in _COLUMNS:
        run(f"ALTER TABLE evidence_file DROP COLUMN {column}")
