"""Many incidents in the window: selected at once, changed by one dialog, undone by name, and where one was is kept."""

from __future__ import annotations

import threading
import time
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from tests.gui.desks import everything_said, found, keep, key, nameless, press

from casetracker.gui import possible
from casetracker.gui.dialogs.bulk_change import ChangeSelected
from casetracker.gui.dialogs.dossier import MakeDossier
from casetracker.gui.dialogs.reversing import Reversing
from casetracker.gui.main_window import MainWindow
from casetracker.gui.models.columns import Found
from casetracker.gui.models.incidents import IncidentCatalogue
from casetracker.gui.models.paged import PagedModel
from casetracker.gui.views.kept import joined, stretches
from casetracker.gui.views.table import RecordTable
from casetracker.gui.widgets.wording import few_of
from casetracker.services import bulk, bulk_changes, records, show, status
from casetracker.services.case_store import CaseStore

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]

MANY = 120
Patience = Callable[[Callable[[], object]], None]


@pytest.fixture
def crowded(window: MainWindow, folder: Path, until: Patience) -> MainWindow:
    """A window on a store with very many incidents, of which the last is withdrawn and shown."""
    with CaseStore.open(folder, actor="Olena Example", via="window") as store:
        bulk.load(store, lambda _load: (("incident", {"title": f"Invented {n}", "tags": ["Map"] if n < 9 else []})
                                        for n in range(MANY)), "x")
        records.withdraw(store, f"INC-{store.clock().year}-{MANY:06d}", "r")
    window.keeper.open(folder)
    until(lambda: window.desk is not None and window.desk.shown_list.model.total == MANY - 1)
    window.actions_["show-withdrawn"].trigger()
    until(lambda: window.desk is not None and window.desk.shown_list.model.total == MANY)
    return window


def opened(window: MainWindow, qtbot: QtBot) -> ChangeSelected:
    key(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    (dialog,) = window.findChildren(ChangeSelected)
    keep(qtbot, dialog)
    return dialog


def test_from_select_all_to_undo(crowded: MainWindow, qtbot: QtBot, until: Patience) -> None:
    desk = crowded.desk
    assert desk is not None
    table = desk.shown_list.table
    table.setFocus()
    key(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert table.selected_count() == MANY
    table.scrollTo(table.paged.index(60, 0), table.ScrollHint.PositionAtTop)
    top, selected = table.paged.pk(table.rowAt(0)), table.selected_pks()
    dialog = opened(crowded, qtbot)
    assert f"{MANY} incidents are selected" in everything_said(dialog)
    theirs = dialog.tag_lists.editors
    until(lambda: "Map" in [theirs["remove"].list.item(n).text() for n in range(theirs["remove"].list.count())])
    assert nameless(dialog) == []
    assert not dialog.do_button.isEnabled(), "nothing is named yet"
    dialog.tag_lists.editors["add"].set_value(["Map"])
    dialog.panel.editors["handling"].set_value("on_hold")
    until(lambda: "needs a reason" in dialog.outcome.text())
    assert not dialog.do_button.isEnabled()
    dialog.panel.editors["reason"].set_value("waits for a map")
    until(dialog.do_button.isEnabled)
    assert dialog.outcome.text().startswith(f"{MANY - 1} will be changed. 1 stays as it is: 1 withdrawn (INC-")
    with qtbot.waitSignal(dialog.accepted, timeout=30_000):
        press(dialog.do_button)
    assert crowded.statusBar().currentMessage() == (
        f"Change {MANY - 1} incidents: tags, handling to on hold. Undo takes it back.")
    until(lambda: "change 119 incidents: tags" in crowded.actions_["undo"].text())
    qtbot.wait(300)  # the list reads itself again
    assert table.selected_pks() == selected
    assert table.paged.pk(table.rowAt(0)) == top
    store = desk.ops.store
    year = store.clock().year
    shown = show.record(store, f"INC-{year}-000050")
    assert (shown["tags"], shown["handling"]) == (["Map"], "on_hold")
    crowded.actions_["undo"].trigger()
    until(lambda: show.record(store, f"INC-{year}-000050")["handling"] == "open")
    assert show.record(store, f"INC-{year}-000050")["tags"] == []


def test_a_long_undo_shows_how_far_it_is(crowded: MainWindow, qtbot: QtBot, until: Patience,
                                         monkeypatch: pytest.MonkeyPatch) -> None:
    desk = crowded.desk
    assert desk is not None
    monkeypatch.setattr(possible, "_MANY", 50)
    desk.shown_list.table.selectAll()
    dialog = opened(crowded, qtbot)
    dialog.panel.editors["lead"].set_value("L. Ead")
    until(dialog.do_button.isEnabled)
    with qtbot.waitSignal(dialog.accepted, timeout=30_000):
        press(dialog.do_button)
    until(lambda: crowded.possible.takes_long("undo"))
    crowded.actions_["undo"].trigger()
    (running,) = crowded.findChildren(Reversing)
    keep(qtbot, running)
    until(lambda: not running.isVisible())
    assert crowded.statusBar().currentMessage() == "Undo: Change 119 incidents: lead investigator"
    until(lambda: crowded.possible.takes_long("redo"))


def test_one_incident_is_changed_as_well_and_others_changes_are_noticed(at_desk: MainWindow, qtbot: QtBot,
                                                                       until: Patience) -> None:
    desk = at_desk.desk
    assert desk is not None
    dialog = opened(at_desk, qtbot)
    assert "1 incident is selected" in everything_said(dialog)
    dialog.panel.editors["assessment"].set_value("under_verification")
    dialog.panel.editors["reason"].set_value("r")
    until(dialog.do_button.isEnabled)
    with CaseStore.open(desk.ops.store.folder, actor="O. Ther") as other:
        status.move(other, desk.current_reference(), assessment="under_verification", reason="r")
    press(dialog.do_button)
    until(dialog.message.isVisible)
    assert "Meanwhile" in dialog.message.sentence
    assert dialog.panel.editors["reason"].value() == "r", "what was typed stays"


def test_stopped_it_writes_nothing_and_says_so(crowded: MainWindow, qtbot: QtBot, until: Patience) -> None:
    desk = crowded.desk
    assert desk is not None
    desk.shown_list.table.selectAll()
    dialog = opened(crowded, qtbot)
    dialog.tag_lists.editors["add"].set_value(["t"])
    until(dialog.do_button.isEnabled)
    stopped = threading.Event()
    desk.ops.store.lane.submit(stopped.wait, 20)  # three incidents might be changed before it is stopped
    dialog.confirm()
    dialog.reject()
    stopped.set()
    until(dialog.message.isVisible)
    assert "Cancelled; nothing was written." in dialog.message.sentence
    assert dialog.isVisible()
    dialog.reject()
    assert not dialog.isVisible()


def test_working_out_what_will_happen_can_be_stopped(crowded: MainWindow, qtbot: QtBot, until: Patience,
                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    assert crowded.desk is not None
    crowded.desk.shown_list.table.selectAll()
    monkeypatch.setattr(bulk_changes, "_SLICE", 1)
    slow, weighed = threading.Event(), bulk_changes._weighed
    monkeypatch.setattr(bulk_changes, "_weighed", lambda *given: (slow.wait(0.1), weighed(*given))[1])
    dialog = opened(crowded, qtbot)
    dialog.tag_lists.editors["add"].set_value(["t"])
    until(dialog.strip.isVisible)
    assert "Working out" in everything_said(dialog)
    assert not dialog.do_button.isEnabled()
    press(dialog.strip.stop_button)
    until(dialog.message.isVisible)
    assert "Stopped before it was known" in dialog.message.sentence
    assert not dialog.strip.isVisible()
    assert not dialog.do_button.isEnabled()
    slow.set()
    dialog.tag_lists.editors["add"].set_value(["t", "u"])
    until(dialog.do_button.isEnabled)
    assert not dialog.message.isVisible()


def test_nothing_is_worked_out_for_a_dialog_that_was_closed(crowded: MainWindow, qtbot: QtBot, until: Patience,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    assert crowded.desk is not None
    crowded.desk.shown_list.table.selectAll()
    monkeypatch.setattr(bulk_changes, "_SLICE", 1)
    looked, weighed = list[int](), bulk_changes._weighed

    def slowly(*given: Any) -> tuple[str, str]:
        time.sleep(0.01)
        looked.append(1)
        return weighed(*given)

    monkeypatch.setattr(bulk_changes, "_weighed", slowly)
    dialog = opened(crowded, qtbot)
    dialog.tag_lists.editors["add"].set_value(["t"])
    until(lambda: looked)
    dialog.reject()
    qtbot.wait(100)
    seen = len(looked)
    qtbot.wait(200)
    assert len(looked) == seen < MANY


def test_a_dossier_of_many_keeps_their_order_and_of_too_many_is_refused(
        crowded: MainWindow, qtbot: QtBot, until: Patience, monkeypatch: pytest.MonkeyPatch) -> None:
    from casetracker.gui import commands

    desk = crowded.desk
    assert desk is not None
    table = desk.shown_list.table
    table.selectAll()
    crowded.actions_["make-dossier"].trigger()
    until(lambda: crowded.findChildren(MakeDossier))
    (dialog,) = crowded.findChildren(MakeDossier)
    keep(qtbot, dialog)
    assert dialog._references == [
        row.reference for row in IncidentCatalogue(desk.ops.store).rows(table.selected_pks(), "")]
    assert "and 108 more, 120 incidents" in everything_said(dialog)
    dialog.reject()
    monkeypatch.setattr(commands, "_MOST_IN_DOSSIER", 100)
    crowded.actions_["make-dossier"].trigger()
    assert "120 incidents are selected; one dossier is made of 100 at most" in found(
        crowded, QLabel, "notice-text").text()


def test_a_person_types_a_tag_that_is_new(at_desk: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(at_desk, qtbot)
    line = found(dialog, QLineEdit, "bulk_add_tags_search")
    line.setText("Brandneu")
    key(line, Qt.Key.Key_Return)
    assert dialog.tag_lists.chosen("add") == ("Brandneu",)


def test_all_of_a_very_long_list_is_selected_at_once_and_kept(dressed: object, qtbot: QtBot) -> None:
    many = 200_000
    model = PagedModel(IncidentCatalogue.columns)
    table = RecordTable(model, "long", "Long")
    qtbot.addWidget(table)
    table.resize(900, 600)
    table.show()
    ids = array("q", range(many, 0, -1))
    model.show(Found(ids, ()))
    begun = time.thread_time()
    table.selectAll()
    table.grab()
    assert table.selected_count() == many
    assert table.selected_pks() == ids
    kept = table.keep()
    model.show(Found(ids, ()))
    table.put_back(kept)
    table.grab()
    assert table.selected_count() == many
    assert time.thread_time() - begun < 1, "an index for each row would take many seconds"
    assert len(table.selectionModel().selection().toList()) == 1


@pytest.mark.parametrize(("ids", "chosen", "expected"), [
    ([5, 4, 3, 2, 1], [], []),
    ([5, 4, 3, 2, 1], [5, 4, 3, 2, 1], [(0, 4)]),
    ([5, 4, 3, 2, 1], [4, 3], [(1, 2)]),
    ([5, 4, 3, 2, 1], [5, 3, 2], [(0, 0), (2, 3)]),
    ([1, 2, 3, 4, 5], [5, 3, 2], [(1, 2), (4, 4)]),
    ([1, 2], [9, 2], [(1, 1)]),
    ([], [1], []),
])
def test_stretches(ids: list[int], chosen: list[int], expected: list[tuple[int, int]]) -> None:
    assert stretches(array("q", ids), array("q", chosen)) == expected
    assert joined([]) == []


def test_few_are_named_of_many() -> None:
    assert few_of(["A", "B"]) == "A, B"
    assert few_of([f"R{n}" for n in range(14)]).endswith("R11 and 2 more")
