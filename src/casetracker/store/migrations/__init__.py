"""The schema's history, one Alembic revision a step; run inside the program by `store.migrate`."""
