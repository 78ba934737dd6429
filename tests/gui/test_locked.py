"""A store with a passphrase at the window: made, its recovery key told once, opened again, and not by guessing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from tests.gui.conftest import ACTOR, Patience
from tests.gui.desks import everything_said, found, nameless, press

from casetracker.gui.main_window import MainWindow
from casetracker.gui.views.unlock import Unlock
from casetracker.services import records
from casetracker.services.case_store import CaseStore

pytestmark = pytest.mark.gui

PASSPHRASE = "four invented words here"


@pytest.fixture
def locked(tmp_path: Path) -> tuple[Path, str]:
    with CaseStore.create(tmp_path / "locked", actor=ACTOR, name="Locked Office", passphrase=PASSPHRASE) as store:
        records.add(store, "incident", {"title": "Invented case"})
        return tmp_path / "locked", store.recovery_key


def type_in(dialog: QWidget, **texts: str) -> None:
    for name, text in texts.items():
        found(dialog, QLineEdit, name.replace("_", "-")).setText(text)


def unlock_with(window: MainWindow, passphrase: str) -> None:
    page = found(window, Unlock, "unlock")
    found(page, QLineEdit, "unlock-passphrase").setText(passphrase)
    press(found(page, QPushButton, "unlock-open"))


def test_an_encrypted_store_is_made_and_its_recovery_key_is_told_once(
        window: MainWindow, tmp_path: Path, until: Patience) -> None:
    window.actions_["new-store"].trigger()
    dialog = found(window, QDialog, "new-store-dialog")
    make = found(dialog, QPushButton, "store-make")
    type_in(dialog, store_name="Fresh Office", store_folder=str(tmp_path / "fresh"), store_passphrase="short",
            store_passphrase_again="short")
    assert not make.isEnabled()
    type_in(dialog, store_passphrase=PASSPHRASE)
    assert not make.isEnabled(), "it was typed once only"
    type_in(dialog, store_passphrase_again=PASSPHRASE)
    assert nameless(dialog) == []
    press(make)
    until(lambda: window.findChild(QDialog, "recovery_key") is not None)
    told = found(window, QDialog, "recovery_key")
    key = found(told, QLabel, "recovery_key_text").text().replace("\n", "-")
    QTest.keyClick(told, Qt.Key.Key_Escape)
    assert told.isVisible(), "it is told only once, so it is not closed by a slip"
    go_on = found(told, QPushButton, "recovery_key_done")
    assert not go_on.isEnabled()
    press(found(told, QCheckBox, "recovery_key_kept"))
    press(go_on)
    until(lambda: window.desk is not None)
    assert window.desk is not None
    assert window.desk.ops.store.encrypted
    assert window.desk.ops.store.recovery_key == ""
    assert found(window, QLabel, "status-encryption").text() == "Encrypted"
    CaseStore.open(tmp_path / "fresh", actor=ACTOR, passphrase=key).close()


def test_a_locked_store_asks_and_opens_by_either_way(
        window: MainWindow, locked: tuple[Path, str], until: Patience) -> None:
    folder, recovery = locked
    page = found(window, Unlock, "unlock")
    for given in (PASSPHRASE, recovery):
        window.keeper.open(folder)
        until(lambda: page.isVisible() and found(page, QPushButton, "unlock-open").isEnabled())
        assert found(page, QLineEdit, "unlock-passphrase").echoMode() == QLineEdit.EchoMode.Password
        assert nameless(page) == []
        unlock_with(window, given)
        until(lambda: window.desk is not None and not page.isVisible() and window.desk.shown_list.model.total == 1)
        assert PASSPHRASE not in everything_said(window)


def test_a_wrong_passphrase_is_said_in_a_sentence_and_each_makes_the_wait_longer(
        window: MainWindow, locked: tuple[Path, str], until: Patience) -> None:
    window.keeper.open(locked[0])
    page = found(window, Unlock, "unlock")
    until(page.isVisible)
    said, button = found(page, QLabel, "unlock-said"), found(page, QPushButton, "unlock-open")
    unlock_with(window, "not the passphrase")
    until(lambda: "does not open this store" in said.text())
    assert not button.isEnabled()
    assert "1 second" in said.text()
    assert found(page, QLineEdit, "unlock-passphrase").text() == ""
    until(button.isEnabled)
    unlock_with(window, "not it either")
    until(lambda: "2 seconds" in said.text())
    assert window.desk is None
    until(button.isEnabled)
    unlock_with(window, PASSPHRASE)
    until(lambda: window.desk is not None)
