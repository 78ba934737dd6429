"""What is kept in memory beside a store: used until something changes, and never after."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import factories as f
from tests.factories import Web, opened

from casetracker.services import browse, record_lists, records
from casetracker.services.case_store import CaseStore
from casetracker.services.kept import kept, version_of


def given(store: CaseStore, number: int, kind: str | None = None) -> int:
    with store.database.snapshot() as connection:
        version = None if kind is None else version_of(connection, kind)
        return kept(store, connection, "a number", lambda: number, version)


@pytest.mark.parametrize(("kind", "changed", "holds"), [
    (None, "source", False), ("source", "source", False), ("party", "source", True), ("incident", "source", True),
    ("incident", "exhibit", False), ("evidence", "exhibit", False)])
def test_a_thing_holds_until_what_it_depends_on_changes(woven: tuple[Path, Web], kind: str | None, changed: str,
                                                        holds: bool) -> None:
    folder, web = woven
    with opened(folder) as store:
        assert [given(store, 1, kind), given(store, 2, kind)] == [1, 1]
        records.amend(store, getattr(web, changed), {"note": "another note"})
        assert given(store, 3, kind) == (1 if holds else 3)


def test_what_another_process_changes_is_noticed(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    with opened(folder) as store, opened(folder, actor="A. Nother") as other:
        assert len(record_lists.record_ids(store, "source")) == 3
        assert len(browse.incident_ids(store)) == 2
        records.add(other, "source", f.source(name="Another"))
        records.withdraw(other, web.other, "no more")
        assert len(record_lists.record_ids(store, "source")) == 4
        assert list(browse.incident_ids(store)) == [1]


def test_what_is_given_may_be_altered_by_whoever_got_it(woven: tuple[Path, Web]) -> None:
    with opened(woven[0]) as store:
        for ids in (browse.incident_ids(store), record_lists.record_ids(store, "source")):
            ids.append(99)
        assert 99 not in [*browse.incident_ids(store), *record_lists.record_ids(store, "source")]


def test_only_so_many_things_are_kept(woven: tuple[Path, Web]) -> None:
    with opened(woven[0]) as store, store.database.snapshot() as connection:
        first = kept(store, connection, 0, list[int])
        for number in range(1, 16):
            kept(store, connection, number, list[int])
        assert kept(store, connection, 0, list[int]) is first
        kept(store, connection, 16, list[int])
        assert kept(store, connection, 0, list[int]) is not first
