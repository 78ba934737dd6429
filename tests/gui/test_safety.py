"""Backing up, hashing again and destroying from the window; and what it does for a store by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from tests.factories import Ticking
from tests.gui.desks import PATIENCE, everything_said, found, keep, key, nameless, press, sample_desk

from casetracker.errors import DiskFull
from casetracker.gui import dialogs
from casetracker.gui.dialogs.backing_up import BackUp
from casetracker.gui.dialogs.destroying import Destroy
from casetracker.gui.dialogs.hashing_again import HashAgain
from casetracker.gui.main_window import MainWindow
from casetracker.gui.ops import Operations
from casetracker.gui.pages.evidence import EvidencePage
from casetracker.gui.upkeep import Upkeep
from casetracker.services import backups, checks, destruction, evidence, fixity, history, records, show
from casetracker.services.case_store import CaseStore

from .conftest import ACTOR, Patience

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Operations]:
    with sample_desk(tmp_path) as ops:
        yield ops


def kept(ops: Operations) -> list[Path]:
    return sorted(path for path in ops.store.place.vault.rglob("*") if path.is_file())


def test_the_dialogs_have_names_for_eyes_and_ears(qtbot: QtBot, desk: Operations) -> None:
    for dialog in (dialogs.back_up(desk, None), dialogs.destroy(desk, "E-000001", None), dialogs.hash_again(desk, None)):
        keep(qtbot, dialog)
        assert nameless(dialog) == [], dialog.objectName()
        assert dialog.accessibleName()
        assert dialog.windowTitle()


def test_a_backup_is_made_and_called_complete(qtbot: QtBot, desk: Operations, tmp_path: Path) -> None:
    dialog = dialogs.back_up(desk, None)
    assert isinstance(dialog, BackUp)
    keep(qtbot, dialog)
    assert not dialog.do_button.isEnabled()
    dialog.folder.setText(str(tmp_path / "copy"))
    press(dialog.do_button)
    qtbot.waitUntil(dialog.verdict.isVisible, timeout=PATIENCE)
    assert dialog.verdict.text() == "The backup is complete."
    assert "3 evidence files, 3 of them new" in everything_said(dialog)
    with CaseStore.open(tmp_path / "copy", actor="a") as copy:
        assert checks.verify(copy).faults == []
    kept(desk)[0].unlink()
    dialog.folder.setText(str(tmp_path / "second"))
    press(dialog.do_button)
    qtbot.waitUntil(lambda: dialog.verdict.text() == "The backup is NOT complete.", timeout=PATIENCE)
    dialog.folder.setText(str(desk.store.folder))
    press(dialog.do_button)
    qtbot.waitUntil(dialog.message.isVisible, timeout=PATIENCE)
    assert "inside the store" in dialog.message.sentence
    assert dialog.do_button.isEnabled()
    assert dialog.folder.text() == str(desk.store.folder)


def test_hashing_again_goes_into_the_journal_and_onto_the_page(qtbot: QtBot, desk: Operations) -> None:
    page = EvidencePage("evidence", desk)
    qtbot.addWidget(page)
    page.resize(700, 900)
    page.show()
    page.show_record("E-000001")
    qtbot.waitUntil(lambda: "Not hashed again" in everything_said(page), timeout=PATIENCE)
    dialog = dialogs.hash_again(desk, None)
    assert isinstance(dialog, HashAgain)
    keep(qtbot, dialog)
    qtbot.waitUntil(lambda: fixity.last_run(desk.store) is not None, timeout=PATIENCE)
    assert dialog.verdict.text() == "3 files are what was taken in."
    qtbot.waitUntil(lambda: "by Tester; the files are what was taken in." in everything_said(page), timeout=PATIENCE)
    file = kept(desk)[0]
    data = file.read_bytes()
    file.chmod(0o600)
    file.write_bytes(data[:-1])
    second = dialogs.hash_again(desk, None)
    assert isinstance(second, HashAgain)
    keep(qtbot, second)
    qtbot.waitUntil(second.verdict.isVisible, timeout=PATIENCE)
    assert second.verdict.text() == "1 file is not what was taken in."
    assert "was altered" in everything_said(second)
    qtbot.waitUntil(lambda: not desk.writing, timeout=PATIENCE)
    file.write_bytes(data)


def test_stopped_at_once_it_writes_nothing(qtbot: QtBot, desk: Operations) -> None:
    end = history.head_sequence(desk.store)
    dialog = dialogs.hash_again(desk, None)
    keep(qtbot, dialog)
    dialog.reject()
    answered: list[int] = []
    for _thread in range(2):  # both threads that read are through with what was asked before
        desk.read(lambda: 1, answered.append)
    qtbot.waitUntil(lambda: len(answered) == 2, timeout=PATIENCE)
    assert history.head_sequence(desk.store) == end


def test_destroying_takes_a_reason_and_the_reference_and_enter_keeps_the_files(qtbot: QtBot, desk: Operations) -> None:
    dialog = dialogs.destroy(desk, "E-000001", None)
    assert isinstance(dialog, Destroy)
    keep(qtbot, dialog)
    assert not dialog.do_button.isEnabled()
    dialog.reason.set_value("Consent was withdrawn")
    assert not dialog.do_button.isEnabled()
    dialog.again.setText("E-000002")
    assert not dialog.do_button.isEnabled()
    dialog.again.setText(" e-000001 ")
    assert dialog.do_button.isEnabled()
    key(dialog.again, Qt.Key.Key_Return)  # the default is the safe button
    assert not dialog.isVisible()
    assert show.record(desk.store, "E-000001")["files"][0]["destroyed_at"] is None
    default = [button for button in found(dialog, QDialogButtonBox, "destroy_buttons").buttons()
               if isinstance(button, QPushButton) and button.isDefault()]
    assert [button.objectName() for button in default] == ["destroy_cancel"]


def test_what_was_destroyed_says_so_on_its_page(qtbot: QtBot, desk: Operations, tmp_path: Path) -> None:
    page = EvidencePage("evidence", desk)
    qtbot.addWidget(page)
    page.resize(700, 900)
    page.show()
    page.show_record("E-000001")
    qtbot.waitUntil(lambda: page.complete, timeout=PATIENCE)
    evidence.give_back(desk.store, "E-000001", tmp_path / "same")
    desk.store.lane.submit(lambda: evidence.take_in(desk.store, None, tmp_path / "same")).result(20)
    before = len(kept(desk))
    press(found(page, QPushButton, "files_destroy"))
    dialog = page.findChild(Destroy)
    assert dialog is not None
    qtbot.waitUntil(dialog.others.isVisible, timeout=PATIENCE)
    assert "E-000004" in dialog.others.text()
    dialog.reason.set_value("Consent was withdrawn")
    dialog.again.setText("E-000001")
    press(dialog.do_button)
    qtbot.waitUntil(lambda: page.complete and "Destroyed 2" in everything_said(page), timeout=PATIENCE)
    assert "by Tester: Consent was withdrawn" in everything_said(page)
    qtbot.waitUntil(lambda: page.findChild(QPushButton, "files_give_back") is None, timeout=PATIENCE)
    assert page.findChild(QPushButton, "files_destroy") is None
    assert len(kept(desk)) == before
    desk.store.lane.submit(lambda: destruction.destroy(desk.store, "E-000004", "too")).result(20)
    assert len(kept(desk)) == before - 1


def test_the_daily_copy_is_made_beside_the_work_and_the_due_check_is_told(at_desk: MainWindow, until: Patience,
                                                                         tmp_path: Path) -> None:
    assert at_desk.desk is not None
    store = at_desk.desk.ops.store
    assert at_desk.holding.upkeep is not None
    at_desk.holding.upkeep.look()
    until(lambda: len(backups.copies(store)) == 1)
    reminder = found(at_desk, QLabel, "status-check")
    assert reminder.isHidden()
    (tmp_path / "film").write_bytes(b"film")
    store.lane.submit(lambda: evidence.take_in(store, None, tmp_path / "film")).result(20)
    store.clock = Ticking(store.clock() + timedelta(days=100))
    at_desk.holding.upkeep.look()
    until(lambda: not reminder.isHidden())
    assert len(backups.copies(store)) == 2
    at_desk.close()
    assert at_desk.holding.upkeep is None


def test_a_copy_that_cannot_be_made_is_a_sentence_above_the_work(
        at_desk: MainWindow, until: Patience, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise DiskFull("The disk is full.", "Make room.")

    monkeypatch.setattr(backups, "automatic", full)
    assert at_desk.holding.upkeep is not None
    at_desk.holding.upkeep.look()
    until(lambda: at_desk.notices.latest.isVisible())
    assert at_desk.notices.latest.text == "The disk is full. Make room."


def test_closing_breaks_off_a_copy_and_says_nothing(logged: Path, qtbot: QtBot) -> None:
    with CaseStore.open(logged, actor=ACTOR, via="window") as store:
        for number in range(3):
            records.add(store, "incident", {"title": str(number), "narrative": "x" * 3_000_000})
        upkeep = Upkeep(store)
        said: list[object] = []
        upkeep.failed.connect(said.append)
        upkeep.look()
        upkeep.close()
        qtbot.wait(50)
        assert said == []
        assert not list((logged / "backups").glob("*.part"))


def test_a_backup_says_that_it_is_one_and_offers_no_change(window: MainWindow, logged: Path, until: Patience,
                                                           tmp_path: Path) -> None:
    with CaseStore.open(logged, actor=ACTOR, via="window") as store:
        backups.make(store, tmp_path / "copy")
    window.keeper.open(tmp_path / "copy")
    until(lambda: window.desk is not None and window.desk.shown_list.model.total == 3)
    assert "This is a backup, made 20" in window.notices.about_store.text
    assert not window.actions_["new-record"].isEnabled()
    assert not window.actions_["back-up"].isEnabled()
    assert window.actions_["verify"].isEnabled()
