"""Checking for `services.checks` that the database describes its tables as this program makes them.

A trigger that somebody planted, or a constraint that was taken out, changes no record today, and any tomorrow.
"""

from __future__ import annotations

from functools import cache

from casetracker.i18n import _
from casetracker.services.checks_report import Report
from casetracker.store import folder as folders
from casetracker.store.engine import Connection, in_memory


def check(connection: Connection, report: Report) -> None:
    """Name each table, index, view and trigger that is missing, further, or not as it was made."""
    from casetracker.store import migrate

    found, wanted = described(connection), _as_made(folders.SCHEMA, str(migrate.config().get_main_option("script_location")))
    for name in sorted(found.keys() | wanted.keys(), key=str):
        if found.get(name) != wanted.get(name):
            report.add("schema", str(name), _("The database does not describe {name} as this program made it.").format(
                name=name))


def described(connection: Connection) -> dict[str, list[str]]:
    """What the database says it is made of, by name."""
    return {name: _parts(str(sql)) for name, sql in connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
        " AND name NOT LIKE 'search~_fts~_%' ESCAPE '~'")}


def _parts(sql: str) -> list[str]:
    """A description as it may be compared: blanks, quotes and the order of constraints are each migration's own."""
    first, *constraints = "".join(sql.replace('"', "").split()).split("CONSTRAINT")
    return [first.rstrip(","), *sorted(each.rstrip(",)") for each in constraints)]


@cache
def _as_made(schema: int, _scripts: str) -> dict[str, list[str]]:
    """What the revisions at a place make; made once, for it takes as long as making a store."""
    from casetracker.store import migrate

    connection = in_memory()
    try:
        migrate.upgrade(connection, schema)
        return described(connection)
    finally:
        connection.close()
