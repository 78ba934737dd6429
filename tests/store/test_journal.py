"""The journal: canonical bytes, a chain anyone can compute anew, and no protected name outside of payloads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests import factories as f
from tests.factories import Web, opened

from casetracker.domain.shapes import SHAPES
from casetracker.errors import InvalidRecord, UserError
from casetracker.services import evidence, history, records, show, status
from casetracker.services.case_store import CaseStore
from casetracker.store import states
from casetracker.store.engine import connect


@contextmanager
def raw(folder: Path) -> Iterator[Any]:
    """The database by the store's own driver: a second SQLite in one process would undo the locks of the first."""
    connection = connect(folder / "cases.db", read_only=True)
    try:
        yield connection
    finally:
        connection.close()


def journal(folder: Path) -> list[tuple[int, bytes, bytes, bytes, bytes]]:
    with raw(folder) as connection:
        return list(connection.execute("SELECT sequence, entry, payload, previous, hash FROM journal ORDER BY 1"))


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def test_the_chain_computed_anew_is_the_one_kept(woven: tuple[Path, Web]) -> None:
    folder, _web = woven
    previous, rows = bytes(32), journal(folder)
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    for sequence, entry, payload, said_previous, said_hash in rows:
        told = json.loads(entry)
        assert entry == canonical(told)
        assert payload == canonical(json.loads(payload))
        assert told["seq"] == sequence
        assert told["payload"] == hashlib.sha256(payload).hexdigest()
        assert said_previous == previous
        assert said_hash == hashlib.sha256(previous + hashlib.sha256(entry).digest()).digest()
        previous = said_hash
    with raw(folder) as connection:
        assert connection.execute("SELECT * FROM journal_head").fetchall() == [(1, len(rows), len(rows), previous)]


def test_an_entry_names_who_when_what_and_which_record(woven: tuple[Path, Web]) -> None:
    folder, web = woven
    entries = [json.loads(row[1]) for row in journal(folder)]
    assert {frozenset(entry) for entry in entries} == {frozenset(
        {"seq", "at", "who", "what", "kind", "via", "record", "change", "payload"})}
    assert {entry["who"] for entry in entries} == {"T. Ester"}
    for entry in entries:
        assert entry["record"]["reference"] in entry["what"]
        assert entry["at"].endswith("Z")
    assert {entry["record"]["reference"] for entry in entries} >= {web.incident, web.exhibit, web.custody, web.body}


def test_salts_differ_so_that_a_payload_cannot_be_guessed_from_its_digest(woven: tuple[Path, Web]) -> None:
    salts = [json.loads(row[2])["salt"] for row in journal(woven[0])]
    assert len(set(salts)) == len(salts)
    assert all(len(bytes.fromhex(salt)) == 16 for salt in salts)


def test_each_record_carries_the_digest_of_its_state_in_its_last_entry(woven: tuple[Path, Web]) -> None:
    folder, _web = woven
    last: dict[str, tuple[int, Any]] = {}
    for sequence, entry, payload, _previous, _hash in journal(folder):
        last[json.loads(entry)["record"]["id"]] = sequence, json.loads(payload)["after"]
    with opened(folder) as store:
        connection = store.database.reader()
        for kind in SHAPES:
            for pk, record_id, proof, sequence in connection.execute(
                    f'SELECT pk, id, digest, last_sequence FROM "{kind}"').fetchall():
                assert last[record_id][0] == sequence
                state = states.read_state(connection, kind, pk)
                assert state is not None
                assert last[record_id][1] == states.kept(kind, state)
                assert states.whole(kind, last[record_id][1]) == state
                assert proof == hashlib.sha256(canonical(last[record_id][1])).hexdigest()


def test_an_intake_is_several_entries_of_one_change(woven: tuple[Path, Web]) -> None:
    folder, _web = woven
    entries = [json.loads(row[1]) for row in journal(folder)]
    intake = next(entry for entry in entries if entry["kind"] == "intake")
    assert [entry["record"]["kind"] for entry in entries if entry["change"] == intake["change"]] == ["evidence", "custody"]
    others = [entry["change"] for entry in entries if entry["change"] != intake["change"]]
    assert len(set(others)) == len(others)


SECRETS = [f.PROTECTED_NAME, "Zoryana", "Vyhadana", *f.PROTECTED_NAMES, "Вигадана", "zoryana.vyhadana"]


def in_entries(folder: Path) -> list[str]:
    text = b"\n".join(row[1] for row in journal(folder)).decode()
    return [secret for secret in SECRETS if secret.casefold() in text.casefold()]


def test_no_protected_name_stands_in_an_entry_whatever_is_done(store: CaseStore, folder: Path, tmp_path: Path) -> None:
    person = records.add(store, "party", f.protected_party()).reference
    told = records.add(store, "source", f.protected_source()).reference
    case = records.add(store, "incident", f.full_incident(told)).reference
    part = records.add(store, "participation", f.participation(case, person, note=f.PROTECTED_NAME)).reference
    for field, value in f.protected_party().items():
        records.amend(store, person, {field: value if not isinstance(value, str) or field in ("kind", "pseudonym",
                      "identification") else f"{value} {f.PROTECTED_NAME}"})
    for field in ("name", "author", "publisher", "originator", "note", "reliability_reason", "protection_reason"):
        records.amend(store, told, {field: f"{f.PROTECTED_NAME} as {field}"})
    for name in (f.PROTECTED_NAME, "other"):
        file = tmp_path / f"{name}.txt"
        file.write_text(name)
        exhibit = evidence.take_in(store, case, file, title=name).reference
    records.amend(store, exhibit, {"description": f.PROTECTED_NAME, "collected_by": f.PROTECTED_NAME})
    status.move(store, case, assessment="contested", reason=f"{f.PROTECTED_NAME} says otherwise")
    records.withdraw(store, part, f"asked by {f.PROTECTED_NAME}")
    records.restore(store, part, f"asked again by {f.PROTECTED_NAME}")
    history.undo(store)
    history.redo(store)
    with pytest.raises(UserError):
        records.withdraw(store, person, " ")
    assert in_entries(folder) == []


def test_a_name_known_before_it_was_protected_is_hidden_in_all_that_is_told_of_it(store: CaseStore, folder: Path) -> None:
    person = records.add(store, "party", f.party(name=f.PROTECTED_NAME)).reference
    records.amend(store, person, {"names": f.PROTECTED_NAMES})
    records.amend(store, person, {"protected": True, "pseudonym": f.PSEUDONYM})
    assert in_entries(folder) == []
    told = repr([history.before_after(store, entry.sequence) for entry in history.entries(store, person)])
    assert not [secret for secret in SECRETS if secret in told]
    assert f.PSEUDONYM in told


def test_a_reason_is_kept_in_the_payload_only(store: CaseStore, folder: Path) -> None:
    case = records.add(store, "incident", f.incident()).reference
    records.withdraw(store, case, "by mistake")
    done = records.restore(store, case, " it was right after all ")
    assert history.reason(store, done.sequence) == "it was right after all"
    assert b"after all" not in b"".join(row[1] for row in journal(folder))
    assert history.reason(store, done.sequence - 1) == ""


FAILING: list[tuple[str, Any]] = [
    ("an unknown field", lambda store, case: records.amend(store, case, {"titel": "x"})),
    ("an unknown source", lambda store, case: records.amend(store, case, {"title": "new", "dates": [
        {"kind": "act", "date": "2024", "source": "S-000099"}]})),
    ("a move without a reason", lambda store, case: status.move(store, case, assessment="contradicted")),
    ("a taken reference", lambda store, case: records.add(store, "incident", f.incident(reference=case))),
    ("a list row of a stranger", lambda store, case: records.amend(store, case, {"claims": [
        {"id": "0" * 36, "kind": "means", "value": "x"}]})),
]


@pytest.mark.parametrize(("what", "act"), FAILING, ids=[what for what, _act in FAILING])
def test_a_failing_change_leaves_nothing(store: CaseStore, folder: Path, what: str, act: Any) -> None:
    case = records.add(store, "incident", f.incident()).reference
    before, shown = journal(folder), show.record(store, case)
    with pytest.raises(UserError):
        act(store, case)
    assert journal(folder) == before
    assert show.record(store, case) == shown


def test_a_change_that_changes_nothing_writes_nothing(store: CaseStore, folder: Path) -> None:
    case = records.add(store, "incident", f.full_incident()).reference
    before = journal(folder)
    assert not records.amend(store, case, {"title": f.full_incident()["title"]})
    assert not records.amend(store, case, show.record(store, case))
    assert journal(folder) == before


def test_a_fault_in_the_last_of_several_records_takes_the_first_back(store: CaseStore, folder: Path) -> None:
    from casetracker.services.changes import changing

    def two_at_once() -> None:
        with changing(store) as change:
            records.create(change, "source", f.source(), what="Add {kind} {reference}")
            records.create(change, "source", f.source(kind="gossip"), what="Add {kind} {reference}")

    before = journal(folder)
    with pytest.raises(InvalidRecord):
        two_at_once()
    assert journal(folder) == before
    with raw(folder) as connection:
        assert connection.execute("SELECT count(*) FROM source").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM search_record").fetchone() == (0,)
