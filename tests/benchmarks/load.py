"""Loading very many records at once: validated, journaled, searchable at the end.

The floor copies the rows that came of it, journal and shadow texts included, into an empty store of the same schema, and
then builds the indexes and the full-text index. The other floor adds as many of the same rows as objects of the tables.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from tests.benchmarks import cases
from tests.benchmarks.leaving import held_mib, peak_mib
from tests.benchmarks.lines import Line, computing
from tests.benchmarks.machine import forget_peak
from tests.benchmarks.work import ACTOR, Work

from casetracker.domain.clock import system_clock
from casetracker.domain.ids import format_reference
from casetracker.domain.shapes import SHAPES
from casetracker.services import bulk
from casetracker.services.bulk import Given, Load
from casetracker.services.case_store import CaseStore
from casetracker.store.engine import Connection, connect

_OBJECTS = 20_000  # rows
_MADE_WITH_THE_STORE = ("setting", "alembic_version")

Rows = Mapping[str, tuple[list[str], list[tuple[Any, ...]]]]


def load(work: Work) -> Iterator[Line]:
    given = list(_given(work.load))
    kinds = Counter(kind for kind, _data in given)
    gc.collect()
    gc.freeze()  # a load is given its cases one by one; nobody would look through all of them for circles
    forget_peak()
    before = held_mib()
    place = work.scratch / "loaded"
    with CaseStore.create(place, actor=ACTOR) as store:
        ours = computing(lambda: bulk.load(store, lambda _load: given, "Load invented cases"))
        memory = peak_mib() - before
    gc.unfreeze()
    given.clear()
    rows = _rows_of(place)
    count = sum(len(each) for _names, each in rows.values())
    floor = _copied(rows, _empty(work.scratch / "copied"))
    what = f"load of {kinds['incident']} incidents and {kinds['evidence']} items, {count} rows"
    yield Line(f"{what}, computing", ours, floor.whole, 2, "s")
    per_row = _as_objects(rows, _empty(work.scratch / "objects"))
    yield Line("  the same as objects, indexes after", ours, per_row * count + floor.building, 3, "s", "faster")
    yield Line("  memory it takes, beside what is given", memory, unit="MiB")


class _Numbers:
    """Gives out references as a load into an empty store would."""

    def __init__(self) -> None:
        self.given: Counter[str] = Counter()

    def next_reference(self, kind: str) -> str:
        year = system_clock().year if SHAPES[kind].yearly else 0
        return format_reference(SHAPES[kind], year, self.given[kind] + 1)


def _given(incidents: int) -> Iterator[Given]:
    """The cases, made before anything is measured."""
    numbers = _Numbers()
    for kind, data in cases.store(cast("Load", numbers), incidents):
        numbers.given[kind] += 1
        yield kind, data


def _rows_of(place: Path) -> Rows:
    """Every row of the store's own tables."""
    connection = connect(place / "cases.db", read_only=True)
    tables = [name for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_fts%' AND name NOT LIKE 'sqlite_%'")]
    found = {}
    for name in sorted({*tables} - {*_MADE_WITH_THE_STORE}):
        cursor = connection.execute(f'SELECT * FROM "{name}"')
        found[name] = ([column[0] for column in cursor.description], cursor.fetchall())
    connection.close()
    return {name: each for name, each in found.items() if each[1]}


@dataclass(frozen=True)
class _Copied:
    """Seconds of computing."""

    inserting: float
    building: float

    @property
    def whole(self) -> float:
        return self.inserting + self.building


def _empty(place: Path) -> Connection:
    """A new store, without a row; the program's own settings of the connection."""
    CaseStore.create(place, actor=ACTOR).close()
    return connect(place / "cases.db")


def _laid_bare(connection: Connection) -> list[str]:
    """Takes indexes and triggers away; returns the statements that make them again."""
    found = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger')"
                               " AND sql IS NOT NULL ORDER BY type").fetchall()
    for kind, name, _made in found:
        connection.execute(f'DROP {kind} "{name}"')
    return [made for _kind, _name, made in found]


def _copied(rows: Rows, connection: Connection) -> _Copied:
    """One transaction, as ours is; whether what a row names is there, is not looked at."""
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("BEGIN IMMEDIATE")
    later = _laid_bare(connection)

    def insert() -> None:
        for table, (names, given) in rows.items():
            connection.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(names))})', given)

    def build() -> None:
        connection.execute("INSERT INTO search_fts (search_fts) VALUES ('rebuild')")
        for statement in later:
            connection.execute(statement)
        connection.execute("COMMIT")

    made = _Copied(computing(insert), computing(build))
    connection.close()
    return made


def _as_objects(rows: Rows, connection: Connection) -> float:
    """Seconds of computing for a row, of some of the rows of each table."""
    from sqlmodel import Session

    from casetracker.store.engine import make_engine

    _laid_bare(connection)
    connection.execute("PRAGMA foreign_keys = OFF")  # not all that they name is among them
    classes = _classes()
    share = min(1.0, _OBJECTS / sum(len(each) for _names, each in rows.values()))
    some = [(classes[table], names, given[:max(1, int(len(given) * share))])
            for table, (names, given) in rows.items() if table in classes]

    def add() -> None:
        with Session(make_engine(lambda: connection)) as session:
            for made, names, given in some:
                session.add_all([made(**dict(zip(names, row, strict=True))) for row in given])
            session.commit()

    took = computing(add)
    connection.close()
    return took / sum(len(given) for _made, _names, given in some)


def _classes() -> dict[str, Any]:
    """The tables as SQLModel classes, by name."""
    from sqlmodel import SQLModel

    from casetracker.store import tables

    assert tables.METADATA is SQLModel.metadata
    return {str(each.class_.__tablename__): each.class_ for each in SQLModel._sa_registry.mappers}
