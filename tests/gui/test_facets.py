"""Facets beside the incident list: ticked by mouse and keyboard, typed, shown as chips, counted, and cleared by one key."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QTreeWidgetItem
from pytestqt.qtbot import QtBot
from tests.gui.conftest import ACTOR, Patience
from tests.gui.desks import found, key, nameless, press

from casetracker.gui.main_window import MainWindow
from casetracker.gui.narrowing import Narrowing
from casetracker.gui.settings import Settings
from casetracker.gui.views.chips import ChipButton
from casetracker.gui.views.facet_entries import COUNT_ROLE, FACET_ROLE, LINE_ROLE, MORE, VALUE_ROLE
from casetracker.gui.views.facet_panel import FIRST, FacetPanel
from casetracker.gui.views.record_list import RecordList
from casetracker.services import records
from casetracker.services.case_store import CaseStore
from casetracker.services.facets import Bin, Facet

pytestmark = pytest.mark.gui


def the_list(window: MainWindow) -> RecordList:
    assert window.desk is not None
    return window.desk.shown_list


def narrowing(window: MainWindow) -> Narrowing:
    made = the_list(window).narrowing
    assert made is not None
    return made


def lines(panel: FacetPanel) -> dict[tuple[str, str], QTreeWidgetItem]:
    """The values and headings by facet and value."""
    return {(item.data(0, FACET_ROLE), item.data(0, VALUE_ROLE)): item for item in panel._items()
            if item.data(0, LINE_ROLE) != MORE}


def counts(panel: FacetPanel, facet: str) -> dict[str, int]:
    return {value: item.data(0, COUNT_ROLE) for (name, value), item in lines(panel).items() if name == facet and value}


def ticked(panel: FacetPanel) -> set[tuple[str, str]]:
    return {which for which, item in lines(panel).items() if which[1] and item.checkState(0) == Qt.CheckState.Checked}


def buttons(window: MainWindow) -> list[ChipButton]:
    return [chip for chip in narrowing(window).chips.findChildren(ChipButton) if chip.isVisible()]


def chips(window: MainWindow) -> list[str]:
    return [chip.accessibleName().removesuffix(", take away") for chip in buttons(window)]


@pytest.fixture
def counted(at_desk: MainWindow, until: Patience) -> MainWindow:
    until(lambda: counts(narrowing(at_desk).panel, "assessment"))
    return at_desk


def click(panel: FacetPanel, facet: str, value: str, qtbot: QtBot, at: int = 60) -> None:
    item = lines(panel)[facet, value]
    panel.scrollToItem(item)
    place = panel.visualItemRect(item)
    qtbot.mouseClick(panel.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at, place.center().y()))


def test_a_value_is_ticked_in_the_text_and_the_list_follows(counted: MainWindow, qtbot: QtBot, until: Patience) -> None:
    shown, panel = the_list(counted), narrowing(counted).panel
    assert counts(panel, "assessment") == {"recorded": 1, "corroborated": 1, "contested": 1}
    click(panel, "assessment", "contested", qtbot)
    assert shown.search.text() == "assessment:contested "
    until(lambda: shown.model.total == 1)
    until(lambda: counts(panel, "date") == {"2023": 1})
    assert counts(panel, "assessment") == {"recorded": 1, "corroborated": 1, "contested": 1}, "what a second tick would add"
    assert not shown.model.searched, "no words, so no place where they stand"
    click(panel, "assessment", "recorded", qtbot)
    until(lambda: shown.model.total == 2)
    assert ticked(panel) == {("assessment", "contested"), ("assessment", "recorded")}
    for value in ("contested", "recorded"):
        click(panel, "assessment", value, qtbot)
    assert shown.search.text() == ""
    until(lambda: shown.model.total == 3)


def test_words_stay_and_the_last_may_still_be_typed(counted: MainWindow, qtbot: QtBot, until: Patience) -> None:
    shown, panel = the_list(counted), narrowing(counted).panel
    shown.search.setText("loot")
    until(lambda: counts(panel, "assessment") == {"contested": 1})
    click(panel, "assessment", "contested", qtbot)
    assert shown.search.text() == "assessment:contested loot"
    assert shown.search.cursorPosition() == len(shown.search.text())
    until(lambda: shown.model.total == 1)
    assert shown.model.searched
    shown.search.undo()
    assert shown.search.text() == "loot", "undo of typing takes the tick back"


def test_what_is_typed_is_ticked_and_shown_as_chips(counted: MainWindow, until: Patience) -> None:
    shown, panel = the_list(counted), narrowing(counted).panel
    shown.search.setText("date!:2024-03 assessment:recorded,contested")
    assert chips(counted) == ["Assessment: Recorded", "Assessment: Contested", "Year and month: March 2024"]
    assert ticked(panel) >= {("assessment", "recorded"), ("assessment", "contested"), ("date", "2024-03")}
    until(lambda: shown.model.total == 1)
    shown.search.setText("assessment:contested OR looting")
    assert chips(counted) == [], "one side of an OR is no choice"
    assert not narrowing(counted).chips.isVisible()
    shown.search.setText("assessment:recorded,contested,corroborated,contradicted")
    assert chips(counted) == ["Assessment: 4 chosen"]
    press(buttons(counted)[0])
    assert shown.search.text() == ""


def test_a_chip_is_taken_away_by_mouse_and_by_keyboard(counted: MainWindow, qtbot: QtBot, until: Patience) -> None:
    shown, line = the_list(counted), narrowing(counted).chips
    shown.search.setText("assessment:recorded,contested handling:open loo")
    press(next(chip for chip in buttons(counted) if chip.shown.value == "recorded"))
    assert shown.search.text() == "assessment:contested handling:open loo"
    chip = next(chip for chip in buttons(counted) if chip.shown.value == "contested")
    chip.setFocus()
    key(chip, Qt.Key.Key_Delete)
    assert shown.search.text() == "handling:open loo"
    press(found(line, QPushButton, "clear-chips"))
    assert shown.search.text() == "loo"
    assert not line.isVisible()


def test_one_key_clears_all_that_is_chosen(counted: MainWindow, qtbot: QtBot, until: Patience) -> None:
    shown = the_list(counted)
    action = counted.actions_["clear-facets"]
    assert not action.isEnabled()
    shown.search.setText("assessment:contested handling:open loo")
    assert action.isEnabled()
    counted.activateWindow()
    qtbot.keyClick(shown.search, Qt.Key.Key_Backspace,
                   Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    until(lambda: shown.search.text() == "loo")
    shown.search.setText("assessment:contested loo")
    shown.table.setFocus()
    qtbot.keyClick(shown.table, Qt.Key.Key_Escape)
    until(lambda: shown.search.text() == "loo")
    assert not action.isEnabled()


def test_the_keyboard_ticks_and_folds(counted: MainWindow, qtbot: QtBot, until: Patience) -> None:
    shown, panel = the_list(counted), narrowing(counted).panel
    panel.setFocus()
    panel.setCurrentItem(lines(panel)["assessment", ""])
    qtbot.keyClick(panel, Qt.Key.Key_Down)
    qtbot.keyClick(panel, Qt.Key.Key_Space)
    assert shown.search.text() == "assessment:recorded "
    until(lambda: shown.model.total == 1)
    until(lambda: counts(panel, "date") == {"2024": 1, "2024-03": 1})
    assert panel.currentItem() is lines(panel)["assessment", "recorded"], "new numbers leave the keyboard where it was"
    qtbot.keyClick(panel, Qt.Key.Key_Left)
    assert panel.currentItem() is lines(panel)["assessment", ""]
    qtbot.keyClick(panel, Qt.Key.Key_Left)
    assert not lines(panel)["assessment", ""].isExpanded()
    assert lines(panel)["assessment", ""].data(0, COUNT_ROLE) == 1, "a folded heading says how many of its values are on"
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    until(shown.table.hasFocus)
    assert shown.search.text() == "assessment:recorded "


def test_months_stand_under_their_year(counted: MainWindow, qtbot: QtBot) -> None:
    shown, panel = the_list(counted), narrowing(counted).panel
    assert counts(panel, "date") == {"2024": 2, "2024-05": 1, "2024-03": 1, "2023": 1}
    year, month = lines(panel)["date", "2024"], lines(panel)["date", "2024-05"]
    assert month.parent() is year
    assert month.text(0) == "May"
    assert not year.isExpanded()
    click(panel, "date", "2024", qtbot, at=14)
    assert year.isExpanded()
    assert shown.search.text() == "", "the arrow only unfolds"
    click(panel, "date", "2024-05", qtbot)
    assert shown.search.text() == "date!:2024-05 "


def test_facets_are_hidden_and_folded_as_they_were_left(
    counted: MainWindow, logged: Path, qtbot: QtBot, until: Patience
) -> None:
    panel, button = narrowing(counted).panel, found(the_list(counted), QToolButton, "show-facets-button")
    click(panel, "handling", "", qtbot)
    press(button)
    assert not panel.isVisible()
    assert not counted.actions_["show-facets"].isChecked()
    counted.close()
    again = MainWindow(Settings(), ACTOR)
    qtbot.addWidget(again)
    again.resize(1280, 780)
    again.show()
    again.keeper.open(logged)
    until(lambda: again.desk is not None and the_list(again).model.total == 3)
    assert not narrowing(again).panel.isVisible()
    again.actions_["show-facets"].trigger()
    until(lambda: counts(narrowing(again).panel, "assessment"))
    assert found(the_list(again), QToolButton, "show-facets-button").isChecked()
    assert not lines(narrowing(again).panel)["handling", ""].isExpanded()
    assert lines(narrowing(again).panel)["assessment", ""].isExpanded()


def test_numbers_follow_what_is_written_and_what_is_withdrawn(counted: MainWindow, until: Patience) -> None:
    assert counted.desk is not None
    ops, panel = counted.desk.ops, narrowing(counted).panel
    ops.run(lambda: records.add(ops.store, "incident", {"title": "Fresh", "assessment": "contested"}))
    until(lambda: counts(panel, "assessment").get("contested") == 2)
    ops.run(lambda: records.withdraw(ops.store, "INC-2026-000001", "Logged twice"))
    until(lambda: "recorded" not in counts(panel, "assessment"))
    counted.actions_["show-withdrawn"].trigger()
    until(lambda: counts(panel, "assessment").get("recorded") == 1)


def test_a_body_is_named_on_its_chip_even_where_nothing_is_counted(
    at_desk: MainWindow, logged: Path, until: Patience
) -> None:
    with CaseStore.open(logged, actor=ACTOR, via="cli") as store:
        records.add(store, "body", {"name": "Invented Court", "kind": "court", "country": "Sampleland"})
    at_desk.desk.show_facets(False)  # type: ignore[union-attr]
    the_list(at_desk).search.setText("body:B-000001")
    until(lambda: chips(at_desk) == ["Body: Invented Court"])
    the_list(at_desk).search.setText("body:B-000009")
    assert chips(at_desk) == ["Body: B-000009"]


def test_many_values_are_shown_once_they_are_asked_for(
    window: MainWindow, folder: Path, qtbot: QtBot, until: Patience
) -> None:
    with CaseStore.open(folder, actor=ACTOR, via="window") as store:
        for number in range(FIRST + 3):
            records.add(store, "incident", {"title": f"Case {number}", "violation_types": [f"Term {number:02}"]})
    window.keeper.open(folder)
    until(lambda: window.desk is not None and counts(narrowing(window).panel, "type"))
    panel = narrowing(window).panel
    assert len(counts(panel, "type")) == FIRST
    more = next(item for item in panel._items() if item.data(0, LINE_ROLE) == MORE)
    assert str(FIRST + 3) in more.text(0)
    panel.setCurrentItem(more)
    key(panel, Qt.Key.Key_Space)
    assert len(counts(panel, "type")) == FIRST + 3
    the_list(window).search.setText('type!:"Term 10"')
    until(lambda: ("type", "Term 10") in ticked(panel))
    more = next(item for item in panel._items() if item.data(0, LINE_ROLE) == MORE)
    panel.setCurrentItem(more)
    key(panel, Qt.Key.Key_Return)
    assert ("type", "Term 10") in ticked(panel), "what is on is never folded away"
    assert len(counts(panel, "type")) == FIRST + 1


def test_no_facet_is_so_long_that_the_window_waits(window: MainWindow, dressed: object) -> None:
    panel = FacetPanel(window.settings)
    bins = tuple(Bin(f"Person {number}", f"Person {number}", 1) for number in range(5_000))
    panel.show_facets([Facet("lead", "Lead investigator", bins)])
    panel._do(next(item for item in panel._items() if item.data(0, LINE_ROLE) == MORE))
    assert len(counts(panel, "lead")) == 300
    assert any("4\u202f700" in item.text(0) for item in panel._items())


def test_what_is_said_while_there_is_nothing_to_choose_from(window: MainWindow, folder: Path, until: Patience) -> None:
    panel = FacetPanel(window.settings)
    assert panel._nothing() == "Counting…"
    window.keeper.open(folder)
    until(lambda: window.desk is not None and narrowing(window).panel.accessibleDescription() == "Nothing to choose from")


def test_nothing_passes_and_that_is_said(counted: MainWindow, until: Patience) -> None:
    shown = the_list(counted)
    shown.search.setText("handling:closed")
    button = found(shown, QPushButton, "incident-empty-button")
    until(button.isVisible)
    assert button.text() == "Clear what is chosen"
    button.click()
    until(lambda: shown.model.total == 3)


def test_everything_has_a_name_for_ears(counted: MainWindow) -> None:
    the_list(counted).search.setText("assessment:contested")
    made = narrowing(counted)
    assert [*nameless(made.panel), *nameless(made.chips)] == []
    assert found(the_list(counted), QToolButton, "show-facets-button").accessibleName() == "Facets"
    item = lines(narrowing(counted).panel)["assessment", "contested"]
    assert item.data(0, Qt.ItemDataRole.AccessibleTextRole) == "Contested, 1"
    assert item.flags() & Qt.ItemFlag.ItemIsUserCheckable


@pytest.mark.parametrize("facets", [True, False])
def test_a_narrow_window_cuts_nothing_off(counted: MainWindow, facets: bool, until: Patience) -> None:
    assert counted.desk is not None
    counted.resize(1024, 700)
    counted.desk.show_facets(facets)
    shown = the_list(counted)
    until(lambda: shown.table.width() >= 220)
    panel = narrowing(counted).panel
    assert shown.width() >= (panel.width() if facets else 0) + shown.table.width()
    assert shown.visibleRegion().boundingRect().width() == shown.width()


def test_a_saved_search_ticks_what_it_chooses(counted: MainWindow, until: Patience) -> None:
    assert counted.desk is not None
    ops = counted.desk.ops
    from casetracker.services import saved_searches

    ops.run(lambda: saved_searches.add(ops.store, "Disputed", "assessment:contested"))
    until(lambda: counted.desk is not None and counted.desk.saved.known)
    counted.desk.go(counted.desk.saved.known[0].reference)
    until(lambda: chips(counted) == ["Assessment: Contested"])
    assert ("assessment", "contested") in ticked(narrowing(counted).panel)


def test_chips_of_a_line_are_made_anew_only_when_they_differ(counted: MainWindow) -> None:
    the_list(counted).search.setText("assessment:contested l")
    before = buttons(counted)
    the_list(counted).search.setText("assessment:contested lo")
    assert buttons(counted) == before


def test_tab_goes_through_what_stands_one_below_the_other(counted: MainWindow, qtbot: QtBot, until: Patience) -> None:
    shown, line = the_list(counted), narrowing(counted).chips
    counted.activateWindow()
    shown.search.setText("assessment:contested handling:open ")
    button = found(shown, QToolButton, "show-facets-button")
    button.setFocus()
    met = [button.objectName()]
    for _step in range(6):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        met.append(now.objectName() if now is not None else "")
    assert met == ["show-facets-button", "search", "chip-assessment", "chip-handling", "clear-chips", "facets",
                   "incident-table"]
    assert line.isVisible()
