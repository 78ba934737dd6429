"""What plain SQL does for the answers that `scale` asks of the program: the floors."""

from __future__ import annotations

import random
from array import array
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from tests.benchmarks import words

from casetracker.domain.query import Phrase, Word, leaves
from casetracker.domain.query_reading import read
from casetracker.domain.shapes import SHAPES
from casetracker.services.case_store import CaseStore
from casetracker.store import leads
from casetracker.store.engine import Connection
from casetracker.store.search.rows import is_of, pk_of
from casetracker.store.search.terms import terms_of

_COLUMNS = ("i.pk, i.reference, i.title, i.assessment, i.handling, i.stages, i.date, i.date_kind, i.date_derived, i.place,"
            " i.evidence_count, i.confidentiality, i.lead, i.amended_at, i.withdrawn")
_BY_DATE = "incident_line AS i INDEXED BY ix_incident_line_date_key"
_ONE_BY_ONE = "incident_line AS i NOT INDEXED"
_ORDER = "ORDER BY i.date_key DESC, i.ref_order DESC"
# What has an index of its own; a page by anything else is held against one by date.
_KEYS = {"reference": "ref_order", "title": "title_key", "place": "place_key", "evidence": "evidence_count"}
_PARTS = ("incident_date", "place", "casualty_figure", "claim")


def page(raw: Connection, first: int, sort: str) -> list[Any]:
    """Fifty rows from a row on, by the index of that order."""
    key = _KEYS.get(sort, "date_key")
    begin = raw.execute(f"SELECT {key}, ref_order FROM incident_line WHERE pk = ?", (first,)).fetchone()
    return list(raw.execute(
        f"SELECT {_COLUMNS} FROM incident_line AS i INDEXED BY ix_incident_line_{key} WHERE i.withdrawn = 0"
        f" AND (i.{key}, i.ref_order) <= (?, ?) ORDER BY i.{key} DESC, i.ref_order DESC LIMIT 50", begin))


def order(raw: Connection) -> array[int]:
    """All ids by the index of the list."""
    return array("q", (pk for (pk,) in raw.execute(f"SELECT i.pk FROM {_BY_DATE} WHERE i.withdrawn = 0 {_ORDER}")))


def questions(store: CaseStore) -> Mapping[str, str]:
    """A search of each sort, by how many shadow rows hold its word."""
    private = store.database.open_private()
    try:
        private.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'search_fts', 'col')")
        (rows,) = private.execute("SELECT count(*) FROM incident").fetchone()
        held = private.execute("SELECT term, doc FROM temp.vocabulary WHERE col = 'words' AND length(term) > 4"
                               " AND doc >= 2").fetchall()
    finally:
        private.close()

    def near(share: float) -> str:
        return str(min(held, key=lambda each: abs(each[1] - share * rows))[0])

    middling, common = near(0.1), near(0.6)
    return {"rare": f"{near(0.002)} ", "middling": f"{middling} ", "common": f"{common} ", "a prefix": common[:4],
            "two words": f"{middling} {near(0.08)} ", "a phrase": f'"{_phrase(store)}"'}


def _phrase(store: CaseStore) -> str:
    (text,) = store.database.reader().execute("SELECT narrative FROM incident WHERE pk = 7").fetchone()
    return " ".join(text.split()[3:5])


def terms(text: str) -> list[str]:
    """What the full-text index is asked for, word by word."""
    asked = [leaf for leaf in leaves(read(text).node) if isinstance(leaf, Word | Phrase)]
    return [term.match for leaf in asked for term in terms_of(leaf)]


def _hits(kind: str) -> str:
    return f"SELECT {pk_of('row')} FROM hit WHERE {is_of(kind, 'row')}"


# Shadow rows that matched → incidents, in one statement: each kind of record leads to its incidents; an incident is one.
_LEADS = " UNION ".join(_hits(kind) if kind == "incident" else leads.incidents_of(kind, leads.living(kind, _hits(kind)))
                        for kind in SHAPES)


def _found(text: str) -> tuple[str, list[str]]:
    """(a statement for the incidents that are found, its values): a set for each word, joined by the database itself."""
    asked = terms(text)
    one = f"SELECT * FROM (WITH hit (row) AS MATERIALIZED (SELECT rowid FROM search_fts WHERE search_fts MATCH ?) {_LEADS})"
    return " INTERSECT ".join([one] * len(asked)), asked


def ids(raw: Connection, text: str) -> list[Callable[[], array[int]]]:
    """All that is found, in order: walked along the index of the list, or looked up and sorted. Which is better depends
    on how much there is."""
    found, values = _found(text)
    return [partial(_ids, raw, f"SELECT i.pk FROM {way} WHERE i.withdrawn = 0 AND i.pk IN ({found}) {_ORDER}", values)
            for way in (_BY_DATE, _ONE_BY_ONE)]


def _ids(raw: Connection, statement: str, values: list[str]) -> array[int]:
    return array("q", (pk for (pk,) in raw.execute(statement, values)))


def first_page_and_count(raw: Connection, text: str) -> list[Callable[[], tuple[list[Any], int]]]:
    """The set once, then a walk along the index of the list, and how many there are; or all of it in order, and the rows
    of the first."""
    found, values = _found(text)
    in_order = ids(raw, text)[1]
    raw.execute("CREATE TEMP TABLE IF NOT EXISTS found (pk INTEGER PRIMARY KEY)")

    def walk() -> tuple[list[Any], int]:
        raw.execute("DELETE FROM temp.found")
        raw.execute(f"INSERT INTO temp.found {found}", values)
        rows = raw.execute(f"SELECT {_COLUMNS} FROM {_BY_DATE} WHERE i.withdrawn = 0 AND i.pk IN temp.found {_ORDER}"
                           " LIMIT 50").fetchall()
        (count,) = raw.execute("SELECT count(*) FROM temp.found").fetchone()
        return rows, count

    def sort() -> tuple[list[Any], int]:
        every = in_order()
        rows = raw.execute(f"SELECT {_COLUMNS} FROM incident_line AS i WHERE i.pk IN ({','.join('?' * len(every[:50]))})"
                           f" {_ORDER}", every[:50].tolist()).fetchall()
        return rows, len(every)

    return [walk, sort]


def naive(raw: Connection, text: str) -> Callable[[], object]:
    """A join, and a sort of the wide rows."""
    found, values = _found(text)
    statement = (f"SELECT i.* FROM incident AS i JOIN ({found}) AS f ON f.\"{_name(raw, found, values)}\" = i.pk"
                 f" WHERE i.withdrawn_at IS NULL ORDER BY i.working_sort DESC, i.ref_order DESC")

    def ask() -> object:
        every = raw.execute(statement, values).fetchall()
        return every[:50], len(every)

    return ask


def _name(raw: Connection, statement: str, values: list[str]) -> str:
    return str(raw.execute(f"SELECT * FROM ({statement}) LIMIT 0", values).description[0][0])


def incident(number: int) -> dict[str, Any]:
    """An invented incident of ordinary size."""
    chance = random.Random(f"saved {number}")
    language = chance.choice(list(words.LANGUAGES))
    return {"title": words.some(chance, language, 6), "narrative": words.prose(chance, language, 850),
            "dates": [{"kind": "act", "date": "2024-10-07"}], "places": [{"name": "Prykladivka"}]}


def save(writer: Connection, pattern: int, number: int) -> None:
    """The rows of an incident once more, under another number, in one durable transaction, and its shadow row with them."""
    new = 10_000_000 + number
    writer.execute("BEGIN IMMEDIATE")
    _again(writer, "incident", "pk", pattern, {
        "pk": new, "id": f"raw {number}", "reference": f"RAW-{number}", "ref_order": -new})
    for part in _PARTS:
        _again(writer, part, "parent_pk", pattern, {"pk": None, "id": None, "parent_pk": new}, f"raw {number} {part}")
    _again(writer, "incident_line", "pk", pattern, {"pk": new, "reference": f"RAW-{number}", "ref_order": -new})
    (last,) = writer.execute("SELECT max(sequence) FROM journal").fetchone()
    _again(writer, "journal", "sequence", last, {"sequence": last + 1})
    words_, keys, skeletons = writer.execute("SELECT words, keys, skeletons FROM search_record WHERE kind = 'incident'"
                                             " AND record_pk = ?", (pattern,)).fetchone()
    writer.execute("INSERT INTO search_record VALUES (?, 'incident', ?, ?, ?, ?)", (new * 32, new, words_, keys, skeletons))
    writer.execute("COMMIT")


def unsave(writer: Connection, number: int) -> None:
    """Take those rows away again, so that the store is whole."""
    new = 10_000_000 + number
    writer.execute("BEGIN IMMEDIATE")
    for part in _PARTS:
        writer.execute(f'DELETE FROM "{part}" WHERE parent_pk = ?', (new,))
    for table in ("incident", "incident_line"):
        writer.execute(f'DELETE FROM "{table}" WHERE pk = ?', (new,))
    writer.execute("DELETE FROM search_record WHERE kind = 'incident' AND record_pk = ?", (new,))
    writer.execute("DELETE FROM journal WHERE sequence > (SELECT sequence FROM journal_head)")
    writer.execute("COMMIT")


def _again(writer: Connection, table: str, column: str, value: int, other: Mapping[str, Any], ids: str = "") -> None:
    cursor = writer.execute(f'SELECT * FROM "{table}" WHERE "{column}" = ?', (value,))
    names = [each[0] for each in cursor.description]
    for position, row in enumerate(cursor.fetchall()):
        values = {**dict(zip(names, row, strict=True)), **other}
        if ids:
            values["id"] = f"{ids} {position}"
        writer.execute(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(names))})', list(values.values()))
