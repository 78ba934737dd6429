"""The third schema: evidence files that were destroyed say when, by whom and why, and are found by their hash."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_COLUMNS = ("destroyed_at", "destroyed_by", "destroyed_reason")


def upgrade() -> None:
    run = op.get_bind().exec_driver_sql
    for column in _COLUMNS:
        run(f"ALTER TABLE evidence_file ADD COLUMN {column} VARCHAR")
    for column in ("sha256", "destroyed_at"):
        run(f"CREATE INDEX ix_evidence_file_{column} ON evidence_file ({column})")


def downgrade() -> None:
    run = op.get_bind().exec_driver_sql
    for column in ("sha256", "destroyed_at"):
        run(f"DROP INDEX ix_evidence_file_{column}")
    for column in _COLUMNS:
        run(f"ALTER TABLE evidence_file DROP COLUMN {column}")
