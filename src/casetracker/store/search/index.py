"""The search index: one shadow row for each record, refreshed in the same transaction as the record.

A word of an incident may stand in a record that hangs on it (a source, a body…); that record's own row is matched and led
back to the incident when searching, so that renaming a body of many incidents refreshes one row.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter

from casetracker.domain.folding import shadow
from casetracker.domain.folding_rules import VERSION
from casetracker.domain.shapes import SHAPES
from casetracker.store import derived
from casetracker.store.engine import Connection
from casetracker.store.search import texts as search_texts
from casetracker.store.search.rows import row_of
from casetracker.store.states import State, read_state

Columns = tuple[str, str, str]

_NAME, _RULES = "folding", f"{VERSION}.{search_texts.VERSION}"

# Stands between the texts of different fields, so that a phrase is found within one field only. A private-use
# character: the tokenizer takes it for a word, and no folded text contains it.
BOUNDARY = " \ue000 "


def shadow_of(kind: str, state: State) -> Columns:
    """(words, keys, skeletons) of a record's whole text."""
    return _folded(search_texts.texts(kind, state))


def _folded(texts: Iterable[tuple[str, str, bool]]) -> Columns:
    shadows = [shadow(text, names=names) for _field, text, names in texts]
    return (BOUNDARY.join(filter(None, (each.words for each in shadows))),
            " ".join(filter(None, (each.keys for each in shadows))),
            " ".join(filter(None, (each.skeletons for each in shadows))))


def is_current(connection: Connection, kind: str, pk: int, state: State) -> bool:
    """Whether the shadow row of a record is what its state folds to."""
    held = connection.execute("SELECT pk, words, keys, skeletons FROM search_record WHERE kind = ? AND record_pk = ?",
                              (kind, pk)).fetchone()
    try:
        return held is not None and tuple(held) == (row_of(kind, pk), *shadow_of(kind, state))
    except (TypeError, ValueError, AttributeError):  # a state altered from outside may hold anything
        return False


def orphans(connection: Connection) -> list[tuple[str, int]]:
    """(kind, pk) of the shadow rows whose record is not there."""
    there = " UNION ALL ".join(f"SELECT '{kind}', pk FROM \"{kind}\"" for kind in SHAPES)
    return list(connection.execute(f"SELECT kind, record_pk FROM search_record EXCEPT SELECT * FROM ({there})"))


_FULL_TEXT_PARTS = ("data", "idx", "docsize", "config")


def full_text_is_whole(connection: Connection) -> bool:
    """Whether the full-text index says what the shadow rows say. It uses up a connection of its own.

    FTS5's own check must write, so it is run on a copy of the index among the connection's temporary tables, which are
    held in memory; the shadow rows are read where they are.
    """
    from sqlcipher3 import dbapi2

    connection.execute("BEGIN")
    (made,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'search_fts'").fetchone()
    connection.execute("CREATE TEMP VIEW search_record AS SELECT pk, words, keys, skeletons FROM main.search_record")
    connection.execute(made.replace("CREATE VIRTUAL TABLE search_fts", "CREATE VIRTUAL TABLE temp.search_fts"))
    try:
        for part in _FULL_TEXT_PARTS:
            connection.execute(f"DELETE FROM temp.search_fts_{part}")
            connection.execute(f"INSERT INTO temp.search_fts_{part} SELECT * FROM main.search_fts_{part}")
        connection.execute("INSERT INTO temp.search_fts (search_fts, rank) VALUES ('integrity-check', 1)")
    except dbapi2.DatabaseError:
        return False
    return True


_PUT = ("INSERT INTO search_record (pk, kind, record_pk, words, keys, skeletons) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (kind, record_pk) DO UPDATE SET"
        " words = excluded.words, keys = excluded.keys, skeletons = excluded.skeletons")


def refresh(connection: Connection, kind: str, pk: int, state: State) -> None:
    """Bring the shadow row of a record up to its state."""
    connection.execute(_PUT, (row_of(kind, pk), kind, pk, *shadow_of(kind, state)))


def refresh_changed(connection: Connection, kind: str, changed: Iterable[tuple[int, State | None, State]]) -> None:
    """Bring the shadow rows of changed records, given as (pk, before, after), up to their states. Where no text has
    changed the row holds already what it would be given."""
    rows = []
    # In the order of their numbers: for every step back, the full-text index would end what it holds in memory.
    for pk, before, after in sorted(changed, key=itemgetter(0)):
        texts = list(search_texts.texts(kind, after))
        if before is None or texts != list(search_texts.texts(kind, before)):
            rows.append((row_of(kind, pk), kind, pk, *_folded(texts)))
    connection.executemany(_PUT, rows)


def begin_deferring(connection: Connection) -> None:
    """From here on, in this transaction, new shadow rows wait for the full-text index."""
    connection.execute("DROP TRIGGER search_record_insert")


def end_deferring(connection: Connection) -> None:
    """Build the full-text index from all shadow rows, and let new ones enter it as they come."""
    connection.execute("INSERT INTO search_fts (search_fts) VALUES ('rebuild')")
    connection.execute(_ON_INSERT)


_ON_INSERT = """CREATE TRIGGER search_record_insert AFTER INSERT ON search_record BEGIN
    INSERT INTO search_fts (rowid, words, keys, skeletons) VALUES (new.pk, new.words, new.keys, new.skeletons);
END"""


def is_stale(connection: Connection) -> bool:
    return derived.is_stale(connection, _NAME, _RULES)


def rebuild(connection: Connection) -> None:
    """Fold every record anew."""
    with derived.rebuilding(connection, _NAME, _RULES):
        connection.execute("DELETE FROM search_record")
        for kind in SHAPES:
            for (pk,) in connection.execute(f'SELECT pk FROM "{kind}"').fetchall():
                state = read_state(connection, kind, pk)
                if state is not None:
                    refresh(connection, kind, pk, state)
