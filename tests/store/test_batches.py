"""Records written together: the same rows, entries and proofs as one by one, whatever the writer was told stood there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests import factories as f
from tests.factories import Web, opened

from casetracker.domain.canonical import canonical, digest
from casetracker.domain.shapes import SHAPES
from casetracker.errors import BugError
from casetracker.services import checks, history, records
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import changing
from casetracker.store import state_writing, states, writer
from casetracker.store.engine import Connection
from casetracker.store.states import State
from casetracker.store.writer import Put


def test_states_read_together_are_those_read_one_by_one(woven: tuple[Path, Web], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(states, "AT_ONCE", 2)
    with opened(woven[0]) as store:
        connection = store.database.reader()
        for kind in SHAPES:
            pks = [row[0] for row in connection.execute(f'SELECT pk FROM "{kind}" ORDER BY pk DESC')]
            assert pks, kind
            single = [states.read_state(connection, kind, pk) for pk in pks]
            assert list(states.read_states(connection, kind, [pks[0], 999, *pks[1:]])) == single


def test_payloads_are_canonical_and_digests_are_theirs(woven: tuple[Path, Web]) -> None:
    with opened(woven[0]) as store:
        records.amend(store, woven[1].incident, {"title": "New"})
        records.withdraw(store, woven[1].other, "r")
        records.restore(store, woven[1].other, "a reason in the payload")
        for (payload,) in store.database.reader().execute("SELECT payload FROM journal"):
            assert canonical(json.loads(payload)) == payload
        for kind in SHAPES:
            for proof, payload in store.database.reader().execute(
                    f'SELECT r.digest, j.payload FROM "{kind}" AS r JOIN journal AS j ON j.sequence = r.last_sequence'):
                assert digest(json.loads(payload)["after"]) == proof


def test_what_a_caller_says_stood_there_is_believed_only_if_the_row_bears_it_out(store: CaseStore) -> None:
    case = records.add(store, "incident", f.incident(title="true")).reference
    with changing(store) as change:
        state = states.read_state(change.connection, "incident", 1)
        assert state is not None
        change.put("incident", {**state, "title": "next"}, what="w", entry_kind="amend", before={**state, "title": "false"})
    before, after = history.before_after(store, history.head_sequence(store))
    assert before is not None
    assert after is not None
    assert (before["title"], after["title"]) == ("true", "next")
    assert case
    assert checks.verify(store).faults == []


def test_new_and_known_and_unchanged_records_in_one_batch(store: CaseStore) -> None:
    for title in ("one", "two"):
        records.add(store, "incident", f.incident(title=title))
    length = history.head_sequence(store)
    with changing(store) as change:
        one, two = states.read_states(change.connection, "incident", [1, 2])
        third = {**one, "id": change.new_id(), "reference": "INC-2026-000009", "ref_order": one["ref_order"] + 8,
                 **{field.name: [] for field in SHAPES["incident"].lists}}
        pks = change.put_all("incident", [Put(two, "same", "amend"), Put(third, "new", "add"),
                                          Put({**one, "title": "changed"}, "other", "amend")])
    assert pks == [2, 3, 1]
    assert [entry.what for entry in history.entries(store, limit=2)] == ["other", "new"]
    assert history.head_sequence(store) == length + 2
    assert checks.verify(store).faults == []


def test_what_was_not_stored_as_given_is_a_bug_and_undone(store: CaseStore, monkeypatch: pytest.MonkeyPatch) -> None:
    case = records.add(store, "incident", f.incident(title="first")).reference
    whole = state_writing.update_state

    def forgetful(connection: Connection, kind: str, pk: int, state: State, before: State, **proof: object) -> None:
        whole(connection, kind, pk, {**state, "title": "another"}, before, **proof)

    monkeypatch.setattr(writer, "update_state", forgetful)
    with pytest.raises(BugError):
        records.amend(store, case, {"title": "second"})
    assert history.head_sequence(store) == 1
    assert checks.verify(store).faults == []
