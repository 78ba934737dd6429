"""Where very much is found, the list shows the first page before the rest is known, and says that there is more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from casetracker.gui.main_window import MainWindow
from casetracker.gui.models.columns import Found, Wish
from casetracker.gui.models.paged import PagedModel
from casetracker.gui.views.record_list import RecordList
from casetracker.services import bulk, first_page, records
from casetracker.services.case_store import CaseStore

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]

MANY = 150
Patience = Callable[[Callable[[], object]], None]


@pytest.fixture
def crowded(window: MainWindow, folder: Path, until: Patience, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr(first_page, "COMMON", 100)
    with CaseStore.open(folder, actor="Olena Example", via="window") as store:
        bulk.load(store, lambda _load: (("incident", {"title": f"Invented {'strike' if n % 9 else 'quiet'} {n}"})
                                        for n in range(MANY)), "x")
    window.keeper.open(folder)
    until(lambda: window.desk is not None and window.desk.shown_list.model.total == MANY)
    return window


def answers(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, bool, str]]:
    """(how many, whether there are more, what the status line says) of each answer, as they come."""
    assert window.desk is not None
    shown, told = window.desk.shown_list, list[tuple[int, bool, str]]()
    show = shown.model.show

    def noted(found: Found) -> None:
        show(found)
        window.status.show_place(window.desk)
        label = window.findChild(QLabel, "status-count")
        assert isinstance(label, QLabel)
        told.append((len(found.ids), found.more, label.text()))

    monkeypatch.setattr(shown.model, "show", noted)
    return told


def test_the_first_page_comes_first_and_says_that_there_is_more(crowded: MainWindow, until: Patience,
                                                               monkeypatch: pytest.MonkeyPatch) -> None:
    assert crowded.desk is not None
    shown, told = crowded.desk.shown_list, answers(crowded, monkeypatch)
    shown.search.put("strike ")
    until(lambda: len(told) == 2)
    assert told == [(48, True, "more than 48 incidents"), (133, False, "133 incidents")]
    assert shown.table.selected_count() == 1
    shown.reload()
    until(lambda: len(told) == 3)
    assert told[2][:2] == (133, False), "the same question again keeps its place, and is answered whole"


def while_the_rest_is_on_its_way(shown: RecordList, call: Callable[[], object]) -> None:
    """Looks for very much, and calls when the first page of it is there."""
    def taken(wish: Wish, found: Found) -> None:
        if found.more and wish.query == "strike ":
            call()

    shown.reading.found.connect(taken)
    shown.search.put("strike ")


@pytest.mark.parametrize("another", [False, True], ids=["the same", "another question"])
def test_who_selects_all_while_the_rest_is_on_its_way_has_all_of_it(
        crowded: MainWindow, until: Patience, monkeypatch: pytest.MonkeyPatch, another: bool) -> None:
    assert crowded.desk is not None
    shown, told = crowded.desk.shown_list, answers(crowded, monkeypatch)

    def select_all() -> None:
        shown.table.selectAll()
        if another:
            shown.search.put("invented ")

    while_the_rest_is_on_its_way(shown, select_all)
    until(lambda: told and not told[-1][1])
    count = shown.table.selected_count()
    assert 0 < count <= 48 if another else count == 133, "of what was selected for another question some may stay, no more"


def test_all_stays_all_in_another_order(crowded: MainWindow, until: Patience, monkeypatch: pytest.MonkeyPatch) -> None:
    assert crowded.desk is not None
    shown, told = crowded.desk.shown_list, answers(crowded, monkeypatch)

    def select_and_sort() -> None:
        if shown.reading.sort != "title":
            shown.table.selectAll()
            shown.model.sort(0, Qt.SortOrder.AscendingOrder)

    while_the_rest_is_on_its_way(shown, select_and_sort)
    until(lambda: told and not told[-1][1])
    assert (shown.reading.sort, shown.table.selected_count()) == ("title", 133)


def test_all_of_a_search_is_not_all_of_the_next(crowded: MainWindow, until: Patience,
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose first page holds the same records."""
    assert crowded.desk is not None
    shown, told = crowded.desk.shown_list, answers(crowded, monkeypatch)

    def select_and_widen() -> None:
        shown.table.selectAll()
        shown.search.put("strik ")

    monkeypatch.setattr(first_page, "_is_common", lambda *_asked: True)
    while_the_rest_is_on_its_way(shown, select_and_widen)
    until(lambda: len(told) == 3 and not told[-1][1])
    assert shown.table.selected_count() == 48


@pytest.mark.parametrize(("chosen", "meant"), [("all", 133), ("two", 2), ("another question", 0)])
def test_a_command_for_all_waits_until_all_are_known(crowded: MainWindow, until: Patience, monkeypatch: pytest.MonkeyPatch,
                                                    chosen: str, meant: int) -> None:
    desk = crowded.desk
    assert desk is not None
    shown, told, counts = desk.shown_list, answers(crowded, monkeypatch), list[int]()

    def command() -> None:
        shown.table.selectAll()
        if chosen == "two":
            shown.table.clearSelection()
            shown.table._select([(0, 1)])
        desk.with_selected(lambda pks: counts.append(len(pks)))
        if chosen == "another question":
            shown.search.put("quiet ")

    while_the_rest_is_on_its_way(shown, command)
    until(lambda: told and not told[-1][1])
    assert sum(counts) == meant


def test_few_are_answered_at_once(crowded: MainWindow, until: Patience, monkeypatch: pytest.MonkeyPatch) -> None:
    assert crowded.desk is not None
    told = answers(crowded, monkeypatch)
    crowded.desk.shown_list.search.put("quiet ")
    until(lambda: told)
    assert told == [(17, False, "17 incidents")]


@pytest.mark.parametrize(("many", "answers"), [(48, [(48, False)]), (49, [(48, True), (49, False)]),
                                               (MANY, [(48, True), (MANY, False)])])
def test_a_list_that_is_opened_shows_its_first_page_first(
        window: MainWindow, folder: Path, until: Patience, monkeypatch: pytest.MonkeyPatch, many: int,
        answers: list[tuple[int, bool]]) -> None:
    with CaseStore.open(folder, actor="Olena Example", via="window") as store:
        bulk.load(store, lambda _load: (("incident", {"title": f"Invented {n}"}) for n in range(many)), "x")
    told, show = list[tuple[int, bool]](), PagedModel.show

    def noted(model: PagedModel, found: Found) -> None:
        show(model, found)
        told.append((len(found.ids), found.more))

    monkeypatch.setattr(PagedModel, "show", noted)
    window.keeper.open(folder)
    until(lambda: told and not told[-1][1])
    assert told == answers


def test_another_order_keeps_who_was_selected(crowded: MainWindow, until: Patience,
                                              monkeypatch: pytest.MonkeyPatch) -> None:
    assert crowded.desk is not None
    shown, told = crowded.desk.shown_list, answers(crowded, monkeypatch)
    shown.table.go_to(MANY - 1)
    last = shown.table.selected_pks()
    shown.model.sort(0, Qt.SortOrder.AscendingOrder)
    until(lambda: told)
    assert told[0][:2] == (MANY, False)
    assert shown.table.selected_pks() == last


def test_a_list_that_nobody_looked_at_keeps_who_was_selected(crowded: MainWindow, until: Patience,
                                                             monkeypatch: pytest.MonkeyPatch) -> None:
    desk = crowded.desk
    assert desk is not None
    shown, told = desk.shown_list, answers(crowded, monkeypatch)
    shown.search.put("strike ")
    until(lambda: told and not told[-1][1])
    shown.table.go_to(120)
    chosen = shown.table.selected_pks()
    desk.go("evidence")
    change = records.add(desk.ops.store, "incident", {"title": "Invented strike, later"})
    desk.ops.changed.emit(change, None)
    desk.go("incident")
    until(lambda: shown.model.total == 134)
    assert shown.table.selected_pks() == chosen
