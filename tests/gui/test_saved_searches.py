"""Saved searches at the window: kept, gone to, counted as the store changes, handed on and taken away again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QMenu, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from casetracker.gui.clipboard import HINT
from casetracker.gui.main_window import MainWindow
from casetracker.gui.navigation import COUNTING, PLACES
from casetracker.gui.views.desk import Desk
from casetracker.gui.views.navigation_entries import COUNT_ROLE, KIND_ROLE
from casetracker.services import records, saved_searches
from casetracker.services.case_store import CaseStore

from .conftest import ACTOR, Patience
from .desks import found, key, press

pytestmark = pytest.mark.gui
ABOUT_ALL = int(Qt.ItemDataRole.AccessibleTextRole)


def the_desk(window: MainWindow) -> Desk:
    assert window.desk is not None
    return window.desk


def entries(window: MainWindow) -> list[tuple[str, object]]:
    """What stands below the places, with its count."""
    shown = the_desk(window).navigation
    items = [shown.item(row) for row in range(len(PLACES), shown.count())]
    return [(item.text(), item.data(COUNT_ROLE)) for item in items]


def the_dialog(window: MainWindow, name: str) -> QDialog:
    return found(window, QDialog, name)


def said(dialog: QDialog) -> str:
    """What went wrong, as the dialog tells it."""
    return found(dialog, QLabel, f"{dialog.objectName()}_message").text()


def chosen(menu: QMenu, text: str) -> None:
    action = next(each for each in menu.actions() if each.text().replace("&", "") == text)
    assert action.isEnabled()
    action.trigger()
    menu.close()


@pytest.fixture
def kept(at_desk: MainWindow, until: Patience) -> MainWindow:
    """A window with two saved searches, counted."""
    ops = the_desk(at_desk).ops
    ops.run(lambda: saved_searches.take_in(ops.store, "Looted: looting\nOthers: -looting"))
    until(lambda: entries(at_desk) == [("Saved searches", None), ("Looted", 1), ("Others", 2)])
    return at_desk


def test_a_search_is_saved_gone_to_and_counted_as_the_store_changes(
    at_desk: MainWindow, qtbot: QtBot, until: Patience
) -> None:
    desk = the_desk(at_desk)
    shown = desk.shown_list
    assert entries(at_desk) == [], "no heading where nothing is saved"
    assert not at_desk.actions_["save-search"].isEnabled()
    shown.search.setText("looting")
    until(lambda: shown.model.total == 1)
    assert at_desk.actions_["save-search"].isEnabled()
    qtbot.keyClick(at_desk, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    dialog = the_dialog(at_desk, "name_search")
    confirm = found(dialog, QPushButton, "name_search_confirm")
    assert not confirm.isEnabled()
    found(dialog, QLineEdit, "name_search_name").setText("Looted things")
    key(found(dialog, QLineEdit, "name_search_name"), Qt.Key.Key_Return)
    until(lambda: entries(at_desk) == [("Saved searches", None), ("Looted things", 1)])
    assert desk.navigation.item(len(PLACES) + 1).data(ABOUT_ALL) == "Looted things, 1"
    shown.search.clear()
    until(lambda: shown.model.total == 3)

    desk.go("source")
    at_desk.activateWindow()
    until(at_desk.isActiveWindow)  # again, once the dialog is gone
    desk.navigation.setFocus()
    until(desk.navigation.hasFocus)
    for _step in range(len(PLACES) - 2):  # to it by the keyboard alone, over the heading
        qtbot.keyClick(desk.navigation, Qt.Key.Key_Down)
    until(lambda: desk.kind == "incident" and shown.model.total == 1)
    assert shown.search.text() == "looting"
    assert desk.navigation.marked == "Q-000001"
    assert desk.navigation.hasFocus()
    qtbot.keyClicks(shown.search, " bicycles")
    assert desk.navigation.marked == "incident", "another search is looked for now"

    ops = desk.ops
    ops.run(lambda: records.add(ops.store, "incident", {"title": "Looting of Testivka"}))
    until(lambda: entries(at_desk)[1] == ("Looted things", 2))


def test_a_number_that_takes_long_is_not_the_one_of_before(
    kept: MainWindow, until: Patience, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    counted, go_on = saved_searches.count, threading.Event()

    def slow(store: CaseStore, query: str) -> int:
        go_on.wait(20)
        return counted(store, query)

    monkeypatch.setattr(saved_searches, "count", slow)
    ops = the_desk(kept).ops
    ops.run(lambda: records.add(ops.store, "incident", {"title": "Looting of Testivka"}))
    until(lambda: [count for _name, count in entries(kept)] == [None, COUNTING, COUNTING])
    go_on.set()
    until(lambda: entries(kept)[1:] == [("Looted", 2), ("Others", 2)])


def test_renaming_changing_copying_and_removing(kept: MainWindow, until: Patience) -> None:
    desk = the_desk(kept)
    chosen(desk.saved.menu("Q-000001"), "Rename…")
    dialog = the_dialog(kept, "name_search")
    line, confirm = found(dialog, QLineEdit, "name_search_name"), found(dialog, QPushButton, "name_search_confirm")
    line.setText("others")
    press(confirm)
    until(lambda: "is the name of Q-000002 already" in said(dialog))
    line.setText("Taken")
    press(confirm)
    until(lambda: [name for name, _count in entries(kept)] == ["Saved searches", "Others", "Taken"])

    desk.shown_list.search.setText("detention")
    chosen(desk.saved.menu("Q-000002"), "Change to the present search")
    until(lambda: entries(kept)[1] == ("Others", 1))
    chosen(desk.saved.menu("Q-000002"), "Copy as text")
    assert QGuiApplication.clipboard().text() == "Others: detention\n"
    if QGuiApplication.clipboard().ownsClipboard():  # without a screen it does not tell whose it is
        assert QGuiApplication.clipboard().mimeData().hasFormat(HINT)
    chosen(desk.saved.menu(""), "Copy all as text")
    assert QGuiApplication.clipboard().text() == "Others: detention\nTaken: looting\n"

    chosen(desk.saved.menu("Q-000002"), "Remove")
    until(lambda: [name for name, _count in entries(kept)] == ["Saved searches", "Taken"])
    until(lambda: kept.notices.latest.isVisible())
    assert "Others" in kept.notices.latest.text
    press(kept.notices.latest.button)
    until(lambda: [name for name, _count in entries(kept)] == ["Saved searches", "Others", "Taken"])
    assert not kept.notices.latest.isVisible()


def test_the_menu_belongs_to_what_is_below_the_places(kept: MainWindow) -> None:
    shown = the_desk(kept).navigation
    asked: list[str] = []
    shown.menu_wanted.disconnect()
    shown.menu_wanted.connect(lambda reference, _where: asked.append(reference))
    for row in range(shown.count()):
        shown.customContextMenuRequested.emit(shown.visualItemRect(shown.item(row)).center())
    shown.customContextMenuRequested.emit(QPoint(2, shown.height() - 2))
    assert asked == ["", *(shown.item(row).data(KIND_ROLE) for row in range(len(PLACES) + 1, shown.count()))]


def test_searches_are_pasted_and_a_fault_names_its_line(at_desk: MainWindow, until: Patience) -> None:
    at_desk.actions_["paste-searches"].trigger()
    dialog = the_dialog(at_desk, "paste_searches")
    box, confirm = found(dialog, QPlainTextEdit, "paste_searches_text"), found(
        dialog, QPushButton, "paste_searches_confirm")
    assert not confirm.isEnabled()
    box.setPlainText("a: looting\n\nno colon")
    press(confirm)
    until(lambda: "Line 3" in said(dialog))
    box.setPlainText("a: looting\n\nb: -looting")
    press(confirm)
    until(lambda: entries(at_desk) == [("Saved searches", None), ("a", 1), ("b", 2)])


def test_a_store_that_is_only_read_can_be_searched_but_saves_nothing(
    window: MainWindow, logged: Path, until: Patience
) -> None:
    from casetracker.gui.ops.stores import open_store

    with CaseStore.open(logged, actor=ACTOR, via="window") as store:
        saved_searches.add(store, "Looted", "looting")
    window.keeper.opened.emit(open_store(logged, ACTOR, read_only=True))
    until(lambda: window.desk is not None and entries(window)[1:] == [("Looted", 1)])
    desk = the_desk(window)
    desk.shown_list.search.setText("x")
    assert not window.actions_["save-search"].isEnabled()
    assert not window.actions_["paste-searches"].isEnabled()
    assert [each.text() for each in desk.saved.menu("Q-000001").actions()] == ["C&opy as text"]
    assert [each.text() for each in desk.saved.menu("").actions()] == ["Copy &all as text"]
