"""What is done a moment later: once, the last of what was asked, and never after the store is closed."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path

import pytest

from casetracker.services import records
from casetracker.services.case_store import CaseStore
from casetracker.store import head_file
from casetracker.store.later import Later


def test_the_last_thing_asked_is_done_and_those_before_it_are_not() -> None:
    done, happened = list[int](), threading.Event()
    later = Later(pause=0.2)

    def do(number: int) -> None:
        done.append(number)
        happened.set()

    for number in range(5):
        later.ask(partial(do, number))
    assert done == [], "nobody waits for it"
    assert happened.wait(10)
    later.close()
    assert done == [4]


def test_it_is_asked_again_and_again() -> None:
    later = Later(pause=0)
    for _turn in range(3):
        happened = threading.Event()
        later.ask(happened.set)
        assert happened.wait(10)
    later.close()


def test_closing_does_at_once_what_waits_and_after_it_nothing_waits() -> None:
    done, later = list[str](), Later(pause=3600)
    later.ask(lambda: done.append("waiting"))
    later.close()
    later.ask(lambda: done.append("after"))
    assert done == ["waiting", "after"]


def test_where_no_thread_can_be_had_it_is_done_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A save that is durable must not be told of as failed."""
    def refused(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    done, later = list[int](), Later(pause=3600)
    with monkeypatch.context() as without:
        without.setattr(threading.Thread, "start", refused)
        later.ask(lambda: done.append(1))
    assert done == [1]
    later.ask(lambda: done.append(2))
    later.close()
    assert done == [1, 2]


def test_one_that_was_never_asked_is_closed_without_a_thread() -> None:
    before = threading.active_count()
    Later().close()
    assert threading.active_count() == before


def test_what_the_head_file_says_is_on_the_disk_when_the_store_is_closed(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    brought, sync = list[bytes](), head_file._sync_data

    def synced(handle: int) -> None:
        sync(handle)
        brought.append(store.head_file.path.read_bytes())

    monkeypatch.setattr(head_file, "_sync_data", synced)
    with CaseStore.create(tmp_path / "store", actor="A. Example") as store:
        for _number in range(3):
            records.add(store, "source", {"kind": "ngo", "name": "Invented Watch", "note": str(_number)})
        said = store.head_file.read()
    assert said is not None
    assert said.sequence == 3
    assert brought, "after the last save"
    assert brought[-1] == store.head_file.path.read_bytes()
