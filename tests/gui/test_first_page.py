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
from casetracker.services import bulk, first_page
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


@pytest.mark.parametrize("another", [False, True], ids=["the same", "another question"])
def test_who_selects_all_while_the_rest_is_on_its_way_has_all_of_it(
        crowded: MainWindow, until: Patience, monkeypatch: pytest.MonkeyPatch, another: bool) -> None:
    assert crowded.desk is not None
    shown, told = crowded.desk.shown_list, answers(crowded, monkeypatch)
    take = shown._show

    def taken(wish: Wish, found: Found) -> None:
        take(wish, found)
        if found.more and wish.query == "strike ":
            shown.table.selectAll()
            if another:
                shown.search.put("invented ")

    monkeypatch.setattr(shown, "_show", taken)
    shown.search.put("strike ")
    until(lambda: told and not told[-1][1])
    count = shown.table.selected_count()
    assert 0 < count <= 48 if another else count == 133, "of what was selected for another question some may stay, no more"


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
