"""The door to the store: changes through one lane, answers in the window's thread, one signal for everybody."""

from __future__ import annotations

import threading
import time
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from casetracker.errors import BugError, UserError
from casetracker.gui.ops import Operations
from casetracker.gui.tasks import Progress
from casetracker.services import records
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import ChangeSet

from .conftest import ACTOR, Patience

pytestmark = pytest.mark.gui


def add(ops: Operations, title: str = "Made up") -> ChangeSet:
    return records.add(ops.store, "incident", {"title": title})


def test_a_change_comes_back_in_the_windows_thread_with_who_asked(ops: Operations, qtbot: QtBot) -> None:
    here, asked_by = threading.current_thread(), object()
    workers: list[threading.Thread] = []
    answered: list[threading.Thread] = []

    def work() -> ChangeSet:
        workers.append(threading.current_thread())
        return add(ops)

    with qtbot.waitSignal(ops.changed) as told:
        ops.run(work, initiator=asked_by, success=lambda _change: answered.append(threading.current_thread()))
    assert told.args[0].reference == "INC-2026-000001"
    assert told.args[1] is asked_by
    assert answered == [here]
    assert workers != [here]


def test_all_changes_run_in_one_thread_in_their_order(ops: Operations, until: Patience) -> None:
    order: list[tuple[int, str]] = []

    def work(number: int) -> ChangeSet:
        order.append((number, threading.current_thread().name))
        return add(ops)

    for number in range(5):
        ops.run(partial(work, number))
    until(lambda: not ops.writing)
    assert [number for number, _name in order] == [0, 1, 2, 3, 4]
    assert len({name for _number, name in order}) == 1


@pytest.mark.parametrize(
    ("error", "caught", "reported"),
    [
        (UserError("No."), False, True),
        (UserError("No."), True, False),
        (BugError("ours"), True, True),
        (ZeroDivisionError(), False, True),
    ],
)
def test_a_fault_is_reported_unless_it_is_the_worlds_and_taken_care_of(
    ops: Operations, until: Patience, error: Exception, caught: bool, reported: bool
) -> None:
    heard: list[Exception] = []
    failed: list[Exception] = []
    ops.failed.connect(failed.append)

    def work() -> ChangeSet:
        raise error

    ops.run(work, failure=heard.append if caught else None)
    until(lambda: not ops.writing)
    assert heard == ([error] if caught else [])
    assert failed == ([error] if reported else [])


def test_of_questions_under_one_key_only_the_last_is_answered(ops: Operations, until: Patience) -> None:
    let_go, answers = threading.Event(), list[str]()

    def slow() -> str:
        let_go.wait(5)
        return "old"

    ops.read(slow, answers.append, key="search")
    ops.read(lambda: "newer", answers.append, key="search")
    ops.read(lambda: "newest", answers.append, key="search")
    ops.read(lambda: "other", answers.append, key="count")
    let_go.set()
    until(lambda: len(answers) == 2)
    assert sorted(answers) == ["newest", "other"]


_ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def test_an_older_question_that_is_being_answered_is_ended(ops: Operations, until: Patience) -> None:
    """Both reading threads would else be busy for ever, and nobody hears of what was ended."""
    begun, answers, failed = [threading.Event(), threading.Event()], list[object](), list[Exception]()
    ops.failed.connect(failed.append)

    def endless(begin: threading.Event) -> object:
        with ops.store.database.snapshot() as connection:
            begin.set()
            return connection.execute(_ENDLESS).fetchone()

    for each in begun:
        ops.read(partial(endless, each), answers.append, key="search")
        assert each.wait(5)
        time.sleep(0.05)
    ops.read(lambda: "newest", answers.append, key="search")
    until(lambda: answers == ["newest"])
    assert not failed


def test_long_work_tells_how_far_it_is_and_stops_when_asked(ops: Operations, until: Patience) -> None:
    progress, heard = Progress("Taking in"), list[Exception]()

    def work() -> ChangeSet:
        while progress(5_000_000_000, 10_000_000_000):
            time.sleep(0.001)
        raise UserError("Stopped.")

    ops.run(work, failure=heard.append)
    until(lambda: progress.permille == 500)
    assert ops.writing
    progress.cancel()
    until(lambda: heard)
    assert str(heard[0]) == "Stopped."


def test_what_another_process_writes_arrives_with_nobody_as_initiator(
    ops: Operations, folder: Path, qtbot: QtBot
) -> None:
    with (
        CaseStore.open(folder, actor="Somebody Else", via="cli") as other,
        qtbot.waitSignal(ops.changed, timeout=5000) as told,
    ):
        made = records.add(other, "incident", {"title": "From elsewhere"})
    assert told.args[0].references == made.references
    assert told.args[1] is None


def test_our_own_change_is_told_once(ops: Operations, qtbot: QtBot) -> None:
    told: list[object] = []
    ops.changed.connect(lambda change, _by: told.append(change))
    with qtbot.waitSignal(ops.changed):
        ops.run(lambda: add(ops), initiator=ACTOR)
    qtbot.wait(1300)
    assert len(told) == 1
