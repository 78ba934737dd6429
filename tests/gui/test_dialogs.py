"""The dialogs: what they ask, what they refuse, and that nothing is done twice or half."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QMessageBox, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.desks import (
    INCIDENT,
    PATIENCE,
    everything_said,
    found,
    keep,
    key,
    nameless,
    press,
    sample_desk,
)

from casetracker.gui import dialogs
from casetracker.gui.dialogs.dossier import MakeDossier, default_file
from casetracker.gui.dialogs.journal import EntryModel, Journal
from casetracker.gui.dialogs.stage import MoveStage
from casetracker.gui.dialogs.status import MoveStatus
from casetracker.gui.dialogs.verifying import Verify
from casetracker.gui.dialogs.withdrawal import Withdraw
from casetracker.gui.ops import Operations
from casetracker.i18n import use
from casetracker.services import history, records, show, status

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]  # said by the offscreen screen

NAME = "Остап Захищений-Вигаданий"


@pytest.fixture
def ops(tmp_path: Path) -> Iterator[Operations]:
    with sample_desk(tmp_path) as ops:
        yield ops


def add_witness(ops: Operations) -> str:
    return str(ops.store.lane.submit(lambda: records.add(ops.store, "party", {
        "kind": "person", "name": NAME, "protected": True, "pseudonym": "Witness K",
        "protection_reason": "Asked for it"})).result(20).reference)


def moving(qtbot: QtBot, ops: Operations) -> MoveStatus:
    dialog = dialogs.move_status(ops, INCIDENT, None)
    assert isinstance(dialog, MoveStatus)
    keep(qtbot, dialog)
    qtbot.waitUntil(dialog.panel.isEnabled, timeout=PATIENCE)
    return dialog


def test_every_dialog_has_names_for_eyes_and_ears(qtbot: QtBot, ops: Operations) -> None:
    for dialog in (dialogs.move_status(ops, INCIDENT, None), dialogs.move_stage(ops, "PR-000001", None),
                   dialogs.withdraw(ops, INCIDENT, None), dialogs.restore(ops, INCIDENT, None),
                   dialogs.make_dossier(ops, [INCIDENT], None), dialogs.take_in_evidence(ops, INCIDENT, [__file__], None),
                   dialogs.show_journal(ops, None, None), dialogs.add_file(ops, "E-000001", None),
                   dialogs.verify(ops, None), dialogs.about(None)):
        keep(qtbot, dialog)
        assert nameless(dialog) == [], dialog.objectName()
        assert dialog.accessibleName()
        assert dialog.windowTitle()


def test_a_move_that_needs_a_reason_waits_for_it(qtbot: QtBot, ops: Operations) -> None:
    dialog = moving(qtbot, ops)
    assert not dialog.move_button.isEnabled()
    dialog.panel.editors["assessment"].set_value("contested")
    assert "needs a reason" in found(dialog, QLabel, "status_need").text()
    assert not dialog.move_button.isEnabled()
    dialog.panel.editors["reason"].set_value("Another office denies it")
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        press(dialog.move_button)
    incident = show.record(ops.store, INCIDENT)
    assert incident["assessment"] == "contested"
    assert incident["history"][-1]["reason"] == "Another office denies it"


def test_one_step_forward_needs_none(qtbot: QtBot, ops: Operations) -> None:
    dialog = moving(qtbot, ops)
    dialog.panel.editors["assessment"].set_value("partly_corroborated")
    assert dialog.move_button.isEnabled()
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        key(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert show.record(ops.store, INCIDENT)["assessment"] == "partly_corroborated"


def test_a_refused_move_leaves_the_dialog_as_it_was(qtbot: QtBot, ops: Operations) -> None:
    dialog = moving(qtbot, ops)
    dialog.panel.editors["handling"].set_value("closed")
    dialog.panel.editors["reason"].set_value("Done")
    ops.store.lane.submit(lambda: status.move(ops.store, INCIDENT, handling="closed", reason="Theirs")).result(20)
    press(dialog.move_button)
    qtbot.waitUntil(dialog.message.isVisible, timeout=PATIENCE)
    assert "has that status already" in dialog.message.sentence
    assert dialog.panel.editors["reason"].value() == "Done"


def test_a_stage_is_moved_with_its_two_dates_and_its_source(qtbot: QtBot, ops: Operations) -> None:
    dialog = dialogs.move_status(ops, "PR-000001", None)
    assert isinstance(dialog, MoveStage)
    keep(qtbot, dialog)
    qtbot.waitUntil(dialog.panel.isEnabled, timeout=PATIENCE)
    for name, value in (("stage", "in_court"), ("date", "November 2024"), ("learned", "2 December 2024"),
                        ("source", "S-000005"), ("reason", "Indictment sent")):
        dialog.panel.editors[name].set_value(value)
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        press(dialog.move_button)
    last = show.record(ops.store, "PR-000001")["history"][-1]
    assert (last["stage"], last["date"], last["learned"], last["source"]) == (
        "in_court", "2024-11", "2024-12-02", "S-000005")


def test_closing_a_proceeding_asks_for_the_ground(qtbot: QtBot, ops: Operations) -> None:
    dialog = dialogs.move_stage(ops, "PR-000001", None)
    assert isinstance(dialog, MoveStage)
    keep(qtbot, dialog)
    qtbot.waitUntil(dialog.panel.isEnabled, timeout=PATIENCE)
    dialog.panel.editors["stage"].set_value("closed")
    press(dialog.move_button)
    problem = found(dialog, QLabel, "stage_reason_problem")
    qtbot.waitUntil(problem.isVisible, timeout=PATIENCE)
    assert problem.text().startswith("Reason must give the ground")
    assert dialog.move_button.isEnabled()


def test_withdrawing_wants_a_reason_and_offers_the_safe_way_first(qtbot: QtBot, ops: Operations) -> None:
    dialog = dialogs.withdraw(ops, "S-000009", None)
    assert isinstance(dialog, Withdraw)
    keep(qtbot, dialog)
    assert not dialog.do_button.isEnabled()
    assert not dialog.do_button.isDefault()
    assert found(dialog, QPushButton, "withdraw_cancel").isDefault()
    dialog.reason.set_value("Named twice")
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        press(dialog.do_button)
    assert show.record(ops.store, "S-000009")["withdrawn_reason"] == "Named twice"
    back = dialogs.restore(ops, "S-000009", None)
    assert isinstance(back, Withdraw)
    keep(qtbot, back)
    back.reason.set_value("It was another one")
    with qtbot.waitSignal(back.accepted, timeout=PATIENCE):
        press(back.do_button)
    assert show.record(ops.store, "S-000009")["withdrawn_at"] is None


def journal_of(qtbot: QtBot, ops: Operations, reference: str | None) -> Journal:
    dialog = dialogs.show_journal(ops, reference, None)
    assert isinstance(dialog, Journal)
    keep(qtbot, dialog)
    qtbot.waitUntil(lambda: bool(dialog.model.entries), timeout=PATIENCE)
    return dialog


def test_the_journal_shows_what_an_entry_changed(qtbot: QtBot, ops: Operations) -> None:
    before = show.record(ops.store, INCIDENT)["title"]
    ops.store.lane.submit(lambda: records.amend(ops.store, INCIDENT, {"title": "Another title"})).result(20)
    dialog = journal_of(qtbot, ops, INCIDENT)
    table = found(dialog, QTableWidget, "journal_changes")
    qtbot.waitUntil(lambda: table.rowCount() > 0, timeout=PATIENCE)
    told = [[item.text() if (item := table.item(line, place)) else "" for place in range(3)]
            for line in range(table.rowCount())]
    assert told == [["Title", before, "Another title"]]
    assert found(dialog, QLabel, "journal_told").text() == dialog.model.entries[0].what


def test_a_long_journal_is_measured_by_what_is_in_sight(qtbot: QtBot, ops: Operations,
                                                        monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = journal_of(qtbot, ops, None)
    asked, data = set[int](), EntryModel.data

    def counted(self: EntryModel, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        asked.add(index.row())
        return data(self, index, role)

    monkeypatch.setattr(EntryModel, "data", counted)
    dialog.model.fill(dialog.model.entries * 100)
    dialog.grab()
    assert len(asked) < 60 < dialog.model.rowCount()


def test_the_journal_names_no_protected_person(qtbot: QtBot, ops: Operations) -> None:
    witness = add_witness(ops)
    dialog = journal_of(qtbot, ops, witness)
    table = found(dialog, QTableWidget, "journal_changes")
    qtbot.waitUntil(lambda: table.rowCount() > 0, timeout=PATIENCE)
    told = " ".join(item.text() for line in range(table.rowCount()) for place in range(3)
                    if (item := table.item(line, place)))
    assert "Witness K" in told
    assert "Захищений" not in told + everything_said(dialog)


def test_the_journal_of_the_whole_store_lists_every_entry(qtbot: QtBot, ops: Operations) -> None:
    dialog = journal_of(qtbot, ops, None)
    assert len(dialog.model.entries) == len(history.entries(ops.store))
    for line in range(dialog.model.rowCount()):  # every entry of the sample can be looked at
        dialog.table.selectRow(line)
        qtbot.wait(5)
    assert not dialog.message.isVisible()


def verdict_of(qtbot: QtBot, ops: Operations) -> Verify:
    dialog = dialogs.verify(ops, None)
    assert isinstance(dialog, Verify)
    keep(qtbot, dialog)
    qtbot.waitUntil(dialog.verdict.isVisible, timeout=PATIENCE)
    return dialog


def test_a_sound_store_is_called_so(qtbot: QtBot, ops: Operations) -> None:
    dialog = verdict_of(qtbot, ops)
    assert dialog.verdict.text() == "All is well."
    assert not dialog.faults.isVisible()


def test_a_changed_byte_in_the_vault_is_listed(qtbot: QtBot, ops: Operations) -> None:
    file = next(each for each in sorted((ops.store.folder / "vault").rglob("*")) if each.is_file())
    file.chmod(0o600)
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    dialog = verdict_of(qtbot, ops)
    assert "1 fault" in dialog.verdict.text()
    assert dialog.faults.rowCount() == 1


def making(qtbot: QtBot, ops: Operations, out: Path) -> MakeDossier:
    dialog = dialogs.make_dossier(ops, [INCIDENT], None)
    assert isinstance(dialog, MakeDossier)
    keep(qtbot, dialog)
    dialog.file.setText(str(out))
    return dialog


def test_a_dossier_is_made_and_can_be_opened(qtbot: QtBot, ops: Operations, tmp_path: Path) -> None:
    out = tmp_path / "dossier.pdf"
    dialog = making(qtbot, ops, out)
    press(dialog.make_button)
    qtbot.waitUntil(dialog.open_button.isVisible, timeout=PATIENCE)
    assert out.read_bytes().startswith(b"%PDF")
    assert "dossier.pdf" in everything_said(dialog)


def test_a_file_that_is_there_is_replaced_only_when_told_to(qtbot: QtBot, ops: Operations, tmp_path: Path) -> None:
    out = tmp_path / "dossier.pdf"
    out.write_text("something of mine")
    dialog = making(qtbot, ops, out)
    press(dialog.make_button)
    box = found(dialog, QMessageBox, "dossier_replace")
    press(found(box, QPushButton, "dossier_keep"))
    assert out.read_text() == "something of mine"
    assert dialog.make_button.isEnabled()


def test_a_protected_name_in_the_narrative_refuses_the_dossier_in_full(qtbot: QtBot, ops: Operations,
                                                                       tmp_path: Path) -> None:
    witness = add_witness(ops)
    ops.store.lane.submit(lambda: records.add(ops.store, "participation", {
        "incident": INCIDENT, "party": witness, "role": "witness"})).result(20)
    ops.store.lane.submit(lambda: records.amend(ops.store, INCIDENT, {
        "narrative": "Seen by Ostap Zakhyshchenyi-Vyhadanyi from a window."})).result(20)
    out = tmp_path / "dossier.pdf"
    dialog = making(qtbot, ops, out)
    press(dialog.make_button)
    qtbot.waitUntil(dialog.message.isVisible, timeout=PATIENCE)
    assert "arrative" in dialog.message.sentence
    assert "Zakhyshchenyi" not in dialog.message.sentence
    assert not out.exists()
    assert dialog.make_button.isEnabled()


def test_the_proposed_folder_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_file([INCIDENT]).parent.is_dir()


def test_the_proposed_file_name_holds_the_references_only() -> None:
    assert default_file([INCIDENT]).name == "INC-2026-000001.pdf"
    assert default_file([INCIDENT, "INC-2026-000002", "INC-2026-000003"]).name == "INC-2026-000001-and-2-more.pdf"


@pytest.mark.parametrize("language", ["en", "uk"])
def test_no_two_things_of_a_dialog_share_a_key(qtbot: QtBot, ops: Operations, language: str) -> None:
    use(language)
    try:
        for dialog in (dialogs.move_status(ops, INCIDENT, None), dialogs.move_stage(ops, "PR-000001", None),
                       dialogs.withdraw(ops, INCIDENT, None), dialogs.make_dossier(ops, [INCIDENT], None),
                       dialogs.take_in_evidence(ops, INCIDENT, [__file__, "/etc/hosts"], None),
                       dialogs.add_file(ops, "E-000001", None)):
            keep(qtbot, dialog)
            shown = [widget.text() for widget in dialog.findChildren(QWidget)
                     if isinstance(widget, QLabel | QPushButton | QCheckBox) and widget.isVisibleTo(dialog)]
            keys = [text[text.index("&") + 1].casefold() for text in shown if "&" in text.replace("&&", "")]
            assert len(keys) == len(set(keys)), (dialog.objectName(), sorted(keys))
    finally:
        use("en")


def test_escape_closes_a_dialog(qtbot: QtBot, ops: Operations) -> None:
    dialog = moving(qtbot, ops)
    with qtbot.waitSignal(dialog.finished, timeout=PATIENCE) as ended:
        key(dialog, Qt.Key.Key_Escape)
    assert ended.args == [QDialog.DialogCode.Rejected.value]
