"""Locking in earnest: the program begins anew, and nothing of the case is left in the memory of its process."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from tests.gui.conftest import ACTOR, Patience
from tests.gui.desks import found

from casetracker.gui import locking
from casetracker.gui.forms.record_form import RecordForm
from casetracker.gui.main_window import MainWindow
from casetracker.services import form_drafts, records
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import ChangeSet

pytestmark = pytest.mark.gui

PASSPHRASE = "four invented words here"
CANARY = "Canarytitle of an invented case"
TYPED = "Canarytyped and not saved"

# Opens the window as the command line does; a file that appears is the hand on the keyboard.
_DRIVER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from casetracker.gui import app, forms
from casetracker.gui.main_window import MainWindow
from PySide6.QtWidgets import QApplication
store, hand = Path(sys.argv[1]), Path(sys.argv[2])
program = app.prepare()
form = None
def look():
    global form
    window = next((each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)), None)
    if window is None or window.desk is None or not window.desk.current_reference():
        return
    if form is None:
        form = forms.open_form(window.desk.ops, "incident", window)
        form.editors["title"].set_value(sys.argv[3])
        (hand / "open").touch()
    if (hand / "lock").exists():
        timer.stop()
        window.actions_["lock"].trigger()
timer = QTimer(interval=50)
timer.timeout.connect(look)
timer.start()
sys.exit(app.run(store, None, "somebody", sys.argv[4]))
"""


@pytest.fixture
def protected(tmp_path: Path) -> Path:
    with CaseStore.create(tmp_path / "locked", actor=ACTOR, name="Locked Office", passphrase=PASSPHRASE) as store:
        records.add(store, "incident", {"title": CANARY})
        records.add(store, "source", {"kind": "ngo", "name": "Invented Watch"})
    return tmp_path / "locked"


@pytest.fixture
def places() -> Iterator[dict[str, str]]:
    """An environment in which everything that a program may leave anywhere is left where the test can look."""
    environment = dict(os.environ)
    del environment["CASETRACKER_CONFIG"]
    with tempfile.TemporaryDirectory() as top:  # not below `tmp_path`: the name of a socket in it may not be long
        for variable in ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            environment[variable] = str(Path(top) / variable[-12:])
            Path(environment[variable]).mkdir()
        yield environment


@pytest.fixture
def running(protected: Path, tmp_path: Path, places: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**places, "CASETRACKER_PASSPHRASE": PASSPHRASE}
    program = subprocess.Popen([sys.executable, "-c", _DRIVER, str(protected), str(tmp_path), TYPED, PASSPHRASE],
                               env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    yield program
    program.kill()
    program.communicate()


def wait_until(holds: object, program: subprocess.Popen[bytes], seconds: float = 60) -> None:
    assert callable(holds)
    end = time.monotonic() + seconds
    while not holds():
        assert program.poll() is None, program.communicate()
        assert time.monotonic() < end, "too long"
        time.sleep(0.05)


def second_window(store: Path, places: dict[str, str]) -> str:
    """What a second start on the same store says; empty if it had to be ended."""
    try:
        done = subprocess.run([sys.executable, "-m", "casetracker", "--store", str(store)], capture_output=True, text=True,
                              timeout=20, check=False, env=places)
    except subprocess.TimeoutExpired:
        return ""
    return done.stderr if done.returncode == 0 else ""


def memory(pid: int) -> bytes:
    """All that a process holds; skipped where nobody may look, not even the one who started it."""
    held = []
    try:
        with open(f"/proc/{pid}/maps", encoding="utf-8") as maps, open(f"/proc/{pid}/mem", "rb", buffering=0) as mem:
            for line in maps:
                place, rights = line.split()[:2]
                begin, end = (int(number, 16) for number in place.split("-"))
                if "r" not in rights or line.rstrip().endswith(("[vvar]", "[vsyscall]", "[vvar_vclock]")):
                    continue
                try:
                    mem.seek(begin)
                    held.append(mem.read(end - begin))
                except (OSError, ValueError, OverflowError):
                    continue
    except OSError as error:
        pytest.skip(f"the memory of another process cannot be read here: {error.strerror}")
    return b"\n".join(held)


def traces(held: bytes, text: str) -> int:
    """How often a text stands in a memory, as Python and SQLite keep it and as Qt does."""
    return held.count(text.encode()) + held.count(text.encode("utf-16-le"))


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux shows a process's memory as a file")
def test_nothing_of_the_case_is_in_the_memory_of_the_locked_program_nor_in_any_file(
        running: subprocess.Popen[bytes], protected: Path, tmp_path: Path, places: dict[str, str]) -> None:
    wait_until((tmp_path / "open").exists, running)
    before = memory(running.pid)
    assert traces(before, CANARY) > 0, "the open program holds the case, else this test would prove nothing"
    assert traces(before, TYPED) > 0
    assert traces(before, PASSPHRASE) > 0
    (tmp_path / "lock").touch()
    began_anew = Path(f"/proc/{running.pid}/cmdline")
    wait_until(lambda: began_anew.read_bytes().split(b"\0")[-3:-1] == [b"-m", b"casetracker"], running)
    wait_until((protected / "window.lock").exists, running)  # it is there again, and answers
    wait_until(lambda: "come forward" in second_window(protected, places), running)
    held = memory(running.pid)
    assert len(held) > 10_000_000
    assert traces(held, "Passphrase or recovery key") > 0, "the page that asks for the passphrase is on"
    assert {text: traces(held, text) for text in (CANARY, TYPED, PASSPHRASE, "Locked Office")} == {
        CANARY: 0, TYPED: 0, PASSPHRASE: 0, "Locked Office": 0}
    running.kill()
    running.wait()
    written = [path for top in (tmp_path, Path(places["TMPDIR"]).parent) for path in top.rglob("*") if path.is_file()]
    assert any(protected not in path.parents for path in written), "it keeps settings somewhere, else this proves nothing"
    assert [path for path in written if any(traces(path.read_bytes() + str(path).encode(), text)
                                            for text in (CANARY, TYPED, PASSPHRASE, "Locked Office"))] == []
    with CaseStore.open(protected, actor=ACTOR, passphrase=PASSPHRASE) as store:
        assert [draft.values["title"] for draft in form_drafts.kept(store)] == [TYPED]


@pytest.fixture
def no_new_program(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """Instead of beginning anew: what the next program would be told."""
    told: list[dict[str, str]] = []
    monkeypatch.setattr(locking, "begin_anew", lambda environment: told.append(dict(environment)))
    return told


def test_locking_hides_everything_and_keeps_what_was_typed(
        window: MainWindow, protected: Path, until: Patience, no_new_program: list[dict[str, str]],
        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASETRACKER_PASSPHRASE", PASSPHRASE)
    window.keeper.open(protected, PASSPHRASE)
    until(lambda: window.desk is not None and window.desk.current_reference())
    assert window.desk is not None
    window.commands.new_record()
    form = found(window, RecordForm, "form_incident")
    form.editors["title"].set_value(TYPED)
    until(form.isActiveWindow)
    QTest.keyClick(form, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not form.isVisible()
    seen = [part for part in window.findChildren(QWidget) if part.isVisible()]
    assert [part.objectName() for part in seen] == ["curtain"]
    assert "Office" not in window.windowTitle()
    until(lambda: no_new_program)
    told = no_new_program[0]
    assert told["CASETRACKER_RETURN_TO"] == "incident INC-2026-000001"
    assert told["CASETRACKER_STORE"] == str(protected)
    assert told["CASETRACKER_ACTOR"] == ACTOR
    assert PASSPHRASE not in told.values()
    assert not (protected / "window.lock").exists()
    with CaseStore.open(protected, actor=ACTOR, passphrase=PASSPHRASE) as store:
        (draft,) = form_drafts.kept(store)
        assert (draft.kind, draft.reference, draft.values["title"]) == ("incident", None, TYPED)


def test_what_comes_after_the_lock_is_where_one_was(
        window: MainWindow, protected: Path, until: Patience, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASETRACKER_RETURN_TO", "source S-000001")
    window.holding.return_to = locking.return_place()
    assert locking.return_place() == ("", ""), "it is told once"
    window.keeper.open(protected, PASSPHRASE)
    until(lambda: window.desk is not None and window.desk.kind == "source"
          and window.desk.current_reference() == "S-000001")


def test_a_plain_store_says_why_it_cannot_be_locked(at_desk: MainWindow, no_new_program: list[dict[str, str]]) -> None:
    at_desk.actions_["lock"].trigger()
    assert "Only an encrypted store can be locked" in at_desk.statusBar().currentMessage()
    at_desk.locker.lock_unasked()
    assert at_desk.desk is not None
    assert no_new_program == []


def test_a_store_that_nobody_touches_locks_itself(
        window: MainWindow, protected: Path, until: Patience, no_new_program: list[dict[str, str]],
        monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1000.0]
    monkeypatch.setattr("casetracker.gui.idle._now", lambda: (clock[0], 0.0))
    window.keeper.open(protected, PASSPHRASE)
    until(lambda: window.desk is not None and window.desk.current_reference())
    assert window.settings.lock_after == 15
    window._idle.touch()
    for minutes, action in ((60, "lock-after-60"), (10_000, "lock-after-0")):
        window.actions_[action].trigger()
        clock[0] += (minutes - 1) * 60
        window._idle.look()
        window._idle.touch()
        assert window.desk is not None
    window.actions_["lock-after-15"].trigger()
    clock[0] += 16 * 60
    window._idle.look()
    until(lambda: no_new_program)
    assert window.desk is None


def test_a_hand_on_the_keyboard_puts_the_lock_off(at_desk: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, reached = [1000.0], []
    monkeypatch.setattr("casetracker.gui.idle._now", lambda: (clock[0], 0.0))
    at_desk._idle.reached.connect(lambda: reached.append(1))
    at_desk._idle.look()
    at_desk._idle.touch()
    clock[0] += 14 * 60
    QTest.keyClick(at_desk.windowHandle(), Qt.Key.Key_Shift)
    clock[0] += 14 * 60
    at_desk._idle.look()
    assert reached == []
    clock[0] += 2 * 60
    at_desk._idle.look()
    assert reached == [1]


def test_writing_is_finished_before_the_program_begins_anew(
        window: MainWindow, protected: Path, until: Patience, no_new_program: list[dict[str, str]]) -> None:
    window.keeper.open(protected, PASSPHRASE)
    until(lambda: window.desk is not None and window.desk.current_reference())
    assert window.desk is not None
    ops = window.desk.ops

    def slow() -> ChangeSet:
        time.sleep(0.3)
        return records.add(ops.store, "incident", {"title": "In the last moment"})

    ops.run(slow)
    window.locker.lock()
    assert no_new_program == []
    until(lambda: no_new_program)
    with CaseStore.open(protected, actor=ACTOR, passphrase=PASSPHRASE) as store:
        assert store.data_version()
        assert store.database.reader().execute("SELECT count(*) FROM incident").fetchone() == (2,)


def test_a_locked_program_asks_without_a_word_of_the_store(window: MainWindow, protected: Path, until: Patience) -> None:
    window.keeper.open(protected)
    until(lambda: found(window, QLineEdit, "unlock-passphrase").isVisible())
    assert "Office" not in window.windowTitle()
    assert found(window, QLabel, "status-store").text() == ""


def test_a_form_that_is_being_saved_leaves_no_draft_behind(
        window: MainWindow, protected: Path, until: Patience, no_new_program: list[dict[str, str]]) -> None:
    window.keeper.open(protected, PASSPHRASE)
    until(lambda: window.desk is not None and window.desk.current_reference())
    assert window.desk is not None
    window.desk.ops.store.lane.submit(lambda: time.sleep(0.3))
    window.commands.new_record()
    form = found(window, RecordForm, "form_incident")
    form.editors["title"].set_value(TYPED)
    form.save()
    window.locker.lock()
    assert "is being written" in found(window, QLabel, "curtain").text()
    until(lambda: no_new_program)
    with CaseStore.open(protected, actor=ACTOR, passphrase=PASSPHRASE) as store:
        assert form_drafts.kept(store) == []
        assert store.database.reader().execute("SELECT count(*) FROM incident").fetchone() == (2,)


def test_a_check_under_way_does_not_hold_the_lock_up(
        window: MainWindow, protected: Path, until: Patience, no_new_program: list[dict[str, str]],
        monkeypatch: pytest.MonkeyPatch) -> None:
    from casetracker.errors import UserError
    from casetracker.services import checks

    def endless(_store: CaseStore, progress: checks.Progress) -> None:
        while progress("Journal", 1, 2):
            time.sleep(0.01)
        raise UserError("cancelled")

    monkeypatch.setattr(checks, "verify", endless)
    window.keeper.open(protected, PASSPHRASE)
    until(lambda: window.desk is not None and window.desk.current_reference())
    window.commands.verify()
    window.locker.lock()
    until(lambda: no_new_program)
