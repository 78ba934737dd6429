"""The open store under another passphrase or recovery key, encrypted, laid open: from the menu, by deliberate steps."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton
from tests.gui.conftest import ACTOR, Patience
from tests.gui.desks import found, nameless, press

from casetracker.errors import UserError, WrongKey
from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.dialogs.protection import ChangePassphrase, EncryptStore, LayOpenStore, NewRecoveryKey
from casetracker.gui.dialogs.recovery_key import RecoveryKey
from casetracker.gui.main_window import MainWindow
from casetracker.services import browse, protection, records
from casetracker.services.case_store import CaseStore

pytestmark = pytest.mark.gui

PASSPHRASE, OTHER = "four invented words here", "other invented words there"
D = TypeVar("D", bound=Dialog)


@pytest.fixture
def protected(window: MainWindow, tmp_path: Path, until: Patience) -> tuple[MainWindow, Path, str]:
    with CaseStore.create(tmp_path / "p", actor=ACTOR, passphrase=PASSPHRASE) as store:
        records.add(store, "incident", {"title": "Invented case"})
        recovery = store.recovery_key
    window.keeper.open(tmp_path / "p", PASSPHRASE)
    until(lambda: window.desk is not None)
    return window, tmp_path / "p", recovery


def asked(window: MainWindow, action: str, kind: type[D], name: str) -> D:
    assert window.actions_[action].isEnabled()
    window.actions_[action].trigger()
    dialog = found(window, kind, name)
    assert nameless(dialog) == []
    return dialog


def typed(dialog: Dialog, **texts: str) -> None:
    for name, text in texts.items():
        found(dialog, QLineEdit, name if name.endswith("given") else name.replace("_", "-")).setText(text)


def opens(folder: Path, passphrase: str | None) -> bool:
    try:
        CaseStore.open(folder, actor=ACTOR, passphrase=passphrase).close()
    except WrongKey:
        return False
    return True


def told_key(window: MainWindow, until: Patience) -> str:
    until(lambda: window.findChildren(RecoveryKey))
    told = found(window, RecoveryKey, "recovery_key")
    key = found(told, QLabel, "recovery_key_text").text().replace("\n", "-")
    press(found(told, QCheckBox, "recovery_key_kept"))
    press(found(told, QPushButton, "recovery_key_done"))
    return key


def test_the_passphrase_is_changed_by_who_knows_it(protected: tuple[MainWindow, Path, str], until: Patience) -> None:
    window, folder, recovery = protected
    dialog = asked(window, "change-passphrase", ChangePassphrase, "change_passphrase")
    do = found(dialog, QPushButton, "change_passphrase_do")
    typed(dialog, change_passphrase_given="not the passphrase", store_passphrase=OTHER)
    assert not do.isEnabled()
    typed(dialog, store_passphrase_again=OTHER)
    press(do)
    until(lambda: "does not open" in dialog.message.sentence)
    assert opens(folder, PASSPHRASE)
    typed(dialog, change_passphrase_given=PASSPHRASE)
    press(do)
    until(lambda: not window.findChildren(ChangePassphrase))
    assert [opens(folder, given) for given in (PASSPHRASE, OTHER, recovery)] == [False, True, True]


def test_a_new_recovery_key_is_told_once_and_ends_the_old(
        protected: tuple[MainWindow, Path, str], until: Patience) -> None:
    window, folder, recovery = protected
    dialog = asked(window, "new-recovery-key", NewRecoveryKey, "new_recovery_key")
    typed(dialog, new_recovery_key_given=PASSPHRASE)
    press(found(dialog, QPushButton, "new_recovery_key_do"))
    key = told_key(window, until)
    assert [opens(folder, given) for given in (key, recovery, PASSPHRASE)] == [True, False, True]


def test_a_plain_store_is_encrypted_and_open_again(at_desk: MainWindow, logged: Path, until: Patience) -> None:
    assert not at_desk.actions_["change-passphrase"].isEnabled()
    dialog = asked(at_desk, "encrypt-store", EncryptStore, "encrypt_store")
    do = found(dialog, QPushButton, "encrypt_store_do")
    assert not do.isEnabled()
    typed(dialog, store_passphrase=PASSPHRASE, store_passphrase_again=PASSPHRASE)
    press(do)
    key = told_key(at_desk, until)
    until(lambda: at_desk.desk is not None and at_desk.desk.shown_list.model.total == 3)
    assert at_desk.desk is not None
    assert at_desk.desk.ops.store.encrypted
    assert found(at_desk, QLabel, "status-encryption").text() == "Encrypted"
    assert (logged / "window.lock").exists()
    assert not at_desk.findChildren(EncryptStore)
    assert (opens(logged, None), opens(logged, key)) == (False, True)


def test_a_conversion_that_fails_leaves_the_store_open_as_it_was(
        at_desk: MainWindow, logged: Path, until: Patience, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object, **_named: object) -> str:
        raise UserError("Cancelled; the store is as it was.")

    monkeypatch.setattr(protection, "encrypt", broken)
    dialog = asked(at_desk, "encrypt-store", EncryptStore, "encrypt_store")
    typed(dialog, store_passphrase=PASSPHRASE, store_passphrase_again=PASSPHRASE)
    press(found(dialog, QPushButton, "encrypt_store_do"))
    until(lambda: "Cancelled" in dialog.message.sentence)
    until(lambda: at_desk.desk is not None and at_desk.desk.shown_list.model.total == 3)
    assert dialog.isVisible()
    assert found(dialog, QPushButton, "encrypt_store_do").isEnabled()
    dialog.reject()
    assert opens(logged, None)


def test_the_stop_button_stops_a_conversion(at_desk: MainWindow, until: Patience, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(folder: Path, passphrase: str, *, actor: str, progress: protection.Progress) -> str:
        while progress("Evidence files", 1, 2):
            pass
        raise UserError("Cancelled; the store is as it was.")

    monkeypatch.setattr(protection, "encrypt", slow)
    dialog = asked(at_desk, "encrypt-store", EncryptStore, "encrypt_store")
    typed(dialog, store_passphrase=PASSPHRASE, store_passphrase_again=PASSPHRASE)
    press(found(dialog, QPushButton, "encrypt_store_do"))
    until(dialog.strip.isVisible)
    dialog.reject()
    assert dialog.isVisible(), "not while the store is being made anew"
    until(lambda: at_desk.desk is None)
    press(dialog.strip.stop_button)
    until(lambda: "Cancelled" in dialog.message.sentence and at_desk.desk is not None)


def test_the_encryption_is_removed_only_by_who_means_it(protected: tuple[MainWindow, Path, str], until: Patience) -> None:
    window, folder, _recovery = protected
    assert not window.actions_["encrypt-store"].isEnabled()
    dialog = asked(window, "lay-open-store", LayOpenStore, "lay_open_store")
    do = found(dialog, QPushButton, "lay_open_store_do")
    assert found(dialog, QPushButton, "lay_open_store_cancel").isDefault()
    typed(dialog, lay_open_store_given="not the passphrase")
    assert not do.isEnabled(), "it was not ticked that it is meant"
    press(found(dialog, QCheckBox, "lay_open_store_meant"))
    press(do)
    until(lambda: "does not open" in dialog.message.sentence)
    assert window.desk is not None, "a slip costs nothing"
    typed(dialog, lay_open_store_given=PASSPHRASE)
    press(do)
    until(lambda: not window.findChildren(LayOpenStore))
    until(lambda: window.desk is not None and not window.desk.ops.store.encrypted)
    assert found(window, QLabel, "status-encryption").text() == "Not encrypted"
    with CaseStore.open(folder, actor=ACTOR) as store:
        assert len(browse.incident_ids(store)) == 1
