"""The second schema: claims that name an item, verification and capture, allegations, relations, accounts, hand-overs."""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _run(Path(__file__).with_suffix(".sql"))


def downgrade() -> None:
    _run(Path(__file__).with_name(f"{Path(__file__).stem}_down.sql"))


def _run(script: Path) -> None:
    statements = script.read_text(encoding="utf-8").split(";\n\n")
    for statement in filter(None, (each.strip().rstrip(";") for each in statements)):
        op.get_bind().exec_driver_sql(statement)
