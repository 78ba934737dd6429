"""Taking files in: several at once, large ones stopped half way, and those that cannot be."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.gui.desks import INCIDENT, PATIENCE, keep, press, sample_desk

from casetracker.gui import dialogs
from casetracker.gui.dialogs.further_file import FurtherFile
from casetracker.gui.dialogs.intake import TakeIn
from casetracker.gui.ops import Operations
from casetracker.services import checks, record_lists, show

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]  # said by the offscreen screen

MIB = 1024 * 1024


@pytest.fixture
def ops(tmp_path: Path) -> Iterator[Operations]:
    with sample_desk(tmp_path) as ops:
        yield ops


def opened(qtbot: QtBot, ops: Operations, *paths: Path, incident: str | None = INCIDENT) -> TakeIn:
    dialog = dialogs.take_in_evidence(ops, incident, paths, None)
    assert isinstance(dialog, TakeIn)
    keep(qtbot, dialog)
    return dialog


def exhibits(ops: Operations) -> list[str]:
    pks = record_lists.record_ids(ops.store, "evidence")
    return [row.reference for row in record_lists.record_rows(ops.store, "evidence", pks)]


def vault_files(ops: Operations) -> set[str]:
    return {str(each) for each in (ops.store.folder / "vault").rglob("*") if each.is_file()}


def test_files_are_taken_in_with_what_was_said_of_each(qtbot: QtBot, ops: Operations, tmp_path: Path) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "два.mp4"
    one.write_text("first")
    two.write_bytes(b"second")
    dialog = opened(qtbot, ops, one, two)
    dialog.panel.editors["source"].set_value("S-000005")
    dialog.same_source()
    dialog.list.setCurrentRow(1)
    dialog.panel.editors["title"].set_value("Invented recording")
    dialog.panel.editors["kind"].set_value("video")
    dialog.panel.editors["graphic"].set_value(True)
    dialog.panel.editors["created"].set_value("October 2024")
    before = exhibits(ops)
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        press(dialog.take_button)
    new = [show.record(ops.store, each) for each in exhibits(ops) if each not in before]
    assert [(item["title"], item["source"], item["graphic"], item["created"]) for item in new] == [
        ("one.txt", "S-000005", False, None), ("Invented recording", "S-000005", True, "2024-10")]
    assert all(item["links"][0]["incident"] == INCIDENT for item in new)
    assert new[1]["files"][0]["original_name"] == "два.mp4"


def test_an_item_may_hang_on_no_incident_yet(qtbot: QtBot, ops: Operations, tmp_path: Path) -> None:
    file = tmp_path / "loose.txt"
    file.write_text("loose")
    dialog = opened(qtbot, ops, file, incident=None)
    before = exhibits(ops)
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        press(dialog.take_button)
    new = [each for each in exhibits(ops) if each not in before]
    assert show.record(ops.store, new[0])["links"] == []


def test_stopping_a_large_file_keeps_nothing_of_it(qtbot: QtBot, ops: Operations, tmp_path: Path) -> None:
    large = tmp_path / "large.mp4"
    with large.open("wb") as file:
        file.truncate(2048 * MIB)
    dialog = opened(qtbot, ops, large)
    before, files = exhibits(ops), vault_files(ops)
    press(dialog.take_button)
    qtbot.waitUntil(lambda: dialog.strip.isVisible() and dialog.strip.bar.value() > 0, timeout=PATIENCE)
    assert not dialog.take_button.isEnabled()
    press(dialog.strip.stop_button)
    qtbot.waitUntil(lambda: dialog.message.isVisible(), timeout=PATIENCE)
    assert "Nothing of large.mp4 was kept" in dialog.message.sentence
    assert dialog.isVisible()
    assert dialog.take_button.isEnabled()
    assert exhibits(ops) == before
    assert vault_files(ops) == files
    assert checks.verify(ops.store).faults == []


def test_a_large_file_needs_no_large_memory(qtbot: QtBot, ops: Operations, tmp_path: Path) -> None:
    large = tmp_path / "large.mp4"
    with large.open("wb") as file:
        file.truncate(192 * MIB)
    dialog = opened(qtbot, ops, large)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        press(dialog.take_button)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 48 * 1024


@pytest.mark.parametrize("hindrance", ["folder", "gone", "unreadable"])
def test_what_cannot_be_read_stays_in_the_list_with_the_reason(qtbot: QtBot, ops: Operations, tmp_path: Path,
                                                               hindrance: str) -> None:
    wrong, right = tmp_path / "wrong", tmp_path / "right.txt"
    right.write_text("fine")
    if hindrance == "folder":
        wrong.mkdir()
    elif hindrance == "unreadable":
        if os.geteuid() == 0:
            pytest.skip("root reads everything")
        wrong.write_text("x")
        wrong.chmod(0)
    dialog = opened(qtbot, ops, wrong, right)
    before = exhibits(ops)
    press(dialog.take_button)
    qtbot.waitUntil(dialog.message.isVisible, timeout=PATIENCE)
    assert dialog.list.count() == 1
    assert dialog.list.item(0).text().startswith("wrong")
    assert len(dialog.list.item(0).text().splitlines()) == 2
    assert len(exhibits(ops)) == len(before) + 1


def test_a_further_file_is_added_in_its_role(qtbot: QtBot, ops: Operations, tmp_path: Path) -> None:
    transcript = tmp_path / "transcript.txt"
    transcript.write_text("What is said in the recording")
    dialog = dialogs.add_file(ops, "E-000001", None)
    assert isinstance(dialog, FurtherFile)
    keep(qtbot, dialog)
    assert not dialog.add_button_.isEnabled()
    dialog.file.setText(str(transcript))
    dialog.role.setCurrentIndex(dialog.role.findData("transcript"))
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        press(dialog.add_button_)
    files = show.record(ops.store, "E-000001")["files"]
    assert [(file["role"], file["original_name"]) for file in files][1:] == [("transcript", "transcript.txt")]


def test_a_further_file_that_is_not_there_is_said(qtbot: QtBot, ops: Operations, tmp_path: Path) -> None:
    dialog = dialogs.add_file(ops, "E-000001", None)
    assert isinstance(dialog, FurtherFile)
    keep(qtbot, dialog)
    dialog.file.setText(str(tmp_path / "nowhere.txt"))
    press(dialog.add_button_)
    qtbot.waitUntil(dialog.message.isVisible, timeout=PATIENCE)
    assert dialog.add_button_.isEnabled()
    assert len(show.record(ops.store, "E-000001")["files"]) == 1


def test_a_hostile_name_is_shown_harmlessly(qtbot: QtBot, ops: Operations, tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff\n<b>\xe2\x80\xaename.txt"))
    file.write_text("x")
    dialog = opened(qtbot, ops, file)
    shown = dialog.list.item(0).text()
    assert "\n" not in shown
    assert "\u202e" not in shown
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        press(dialog.take_button)


def test_a_file_is_taken_in_in_the_role_that_was_chosen(qtbot: QtBot, ops: Operations, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>invented</p>")
    dialog = TakeIn(ops, INCIDENT, [page], None)
    keep(qtbot, dialog)
    dialog.panel.editors["role"].set_value("page_source")
    dialog.panel.changed.emit("role")
    with qtbot.waitSignal(ops.changed, timeout=PATIENCE) as change:
        dialog.confirm()
    assert [file["role"] for file in show.record(ops.store, change.args[0].reference)["files"]] == ["page_source"]
