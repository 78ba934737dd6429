"""Ctrl+K: to any record and any command by a few letters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from casetracker.gui.main_window import MainWindow
from casetracker.gui.views.desk import Desk
from casetracker.gui.views.jump import Palette
from casetracker.services import records, saved_searches

from .conftest import Patience
from .desks import everything_said, found, key

pytestmark = pytest.mark.gui


def the_desk(window: MainWindow) -> Desk:
    assert window.desk is not None
    return window.desk


@pytest.fixture
def palette(at_desk: MainWindow, qtbot: QtBot, until: Patience) -> Palette:
    """Opened by its keys."""
    until(the_desk(at_desk).shown_list.table.hasFocus)
    qtbot.keyClick(at_desk, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    made = found(at_desk, Palette, "jump")
    until(made.line.hasFocus)
    return made


def offered(palette: Palette) -> list[tuple[str, str]]:
    return [(entry.text, entry.beside) for entry in palette.entries()]


def write(palette: Palette, text: str) -> None:
    """As typed; letters of other alphabets cannot be sent as keys."""
    palette.line.setText(text)
    palette.line.textEdited.emit(text)


@pytest.mark.parametrize(("typed", "reference"), [
    ("i-2026-2", "INC-2026-000002"), ("s1", "S-000001"), ("prykl", "INC-2026-000002"), ("прикл", "INC-2026-000002"),
    ("invented", "S-000001"), ("loot fict", "INC-2026-000003"),
])
def test_enter_goes_to_the_record(
    at_desk: MainWindow, palette: Palette, until: Patience, typed: str, reference: str
) -> None:
    write(palette, typed)
    until(lambda: reference in [beside for _text, beside in offered(palette)])
    assert offered(palette)[0][1] == reference
    key(palette.line, Qt.Key.Key_Return)
    assert not palette.isVisible()
    until(lambda: the_desk(at_desk).current_reference() == reference)


def test_enter_before_the_answer_goes_where_it_leads(at_desk: MainWindow, palette: Palette, until: Patience) -> None:
    write(palette, "fictionv")
    key(palette.line, Qt.Key.Key_Return)
    until(lambda: the_desk(at_desk).current_reference() == "INC-2026-000003")
    assert not palette.isVisible()


def test_commands_by_their_words_with_their_keys(at_desk: MainWindow, palette: Palette, until: Patience) -> None:
    write(palette, "sh wi")
    until(lambda: ("Show withdrawn", "Ctrl+H") in offered(palette))
    write(palette, "rest")
    until(lambda: offered(palette) == [])
    assert not at_desk.actions_["restore"].isEnabled(), "what cannot be done is not offered"
    write(palette, "keyb short")
    until(lambda: offered(palette) == [("Keyboard shortcuts", "F1")])
    key(palette.line, Qt.Key.Key_Return)
    found(at_desk, QDialog, "shortcuts-dialog").close()
    at_desk.jump.show()
    write(palette, "jump")
    until(lambda: palette.found.count() == 1 and palette.found.item(0).text() == "Nothing found.")


def test_the_keyboard_moves_in_the_list_and_escape_changes_nothing(
    at_desk: MainWindow, palette: Palette, until: Patience
) -> None:
    before = the_desk(at_desk).current_reference()
    write(palette, "testivka")
    until(lambda: len(palette.entries()) == 1)
    write(palette, "in")
    until(lambda: len(palette.entries()) > 2)
    last = palette.found.count() - 1
    key(palette.line, Qt.Key.Key_Down)
    assert palette.found.currentRow() == 1
    for _step in range(2):
        key(palette.line, Qt.Key.Key_Up)
    assert palette.found.currentRow() == last
    assert palette.line.hasFocus()
    key(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert the_desk(at_desk).shown_list.table.hasFocus()
    assert the_desk(at_desk).current_reference() == before


def test_a_click_beside_it_closes_it(at_desk: MainWindow, palette: Palette, until: Patience) -> None:
    the_desk(at_desk).shown_list.search.setFocus(Qt.FocusReason.MouseFocusReason)
    until(lambda: not palette.isVisible())


def test_nothing_found_is_said(palette: Palette, until: Patience) -> None:
    write(palette, "xylophone")
    until(lambda: palette.found.count() == 1 and palette.found.item(0).text() == "Nothing found.")
    key(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_a_saved_search_is_gone_to_like_any_record(at_desk: MainWindow, palette: Palette, until: Patience) -> None:
    desk = the_desk(at_desk)
    desk.ops.run(lambda: saved_searches.add(desk.ops.store, "Weekly round", "looting"))
    until(lambda: desk.saved.known)
    write(palette, "week")
    until(lambda: ("Weekly round", "Q-000001") in offered(palette))
    key(palette.line, Qt.Key.Key_Return)
    until(lambda: desk.shown_list.search.text() == "looting" and desk.navigation.marked == "Q-000001")


def test_where_one_was_is_offered_unasked_and_kept_on_no_disk(
    at_desk: MainWindow, palette: Palette, until: Patience
) -> None:
    desk = the_desk(at_desk)
    assert offered(palette) == []
    first = desk.current_reference()
    desk.open("S-000001")
    until(lambda: desk.current_reference() == "S-000001")
    desk.open("INC-2026-000003")
    until(lambda: desk.current_reference() == "INC-2026-000003")
    palette.close_up()
    at_desk.jump.show()
    until(lambda: [beside for _text, beside in offered(palette)] == ["S-000001", first])
    at_desk.settings.save()
    at_desk.holding.put_away()
    assert palette.entries() == []


def test_a_protected_person_is_found_by_name_and_shown_by_pseudonym(
    at_desk: MainWindow, palette: Palette, until: Patience
) -> None:
    desk = the_desk(at_desk)
    desk.ops.run(lambda: records.add(desk.ops.store, "party", {
        "name": "Testina Hidden", "protected": True, "pseudonym": "Witness Oak", "protection_reason": "threats"}))
    until(lambda: not desk.ops.writing)
    for typed in ("oak", "p1", "testina"):
        write(palette, typed)
        until(lambda: offered(palette) == [("Witness Oak", "P-000001")])
        palette.line.clear()
        assert "Hidden" not in everything_said(at_desk)
    heard = palette.found.item(0).data(int(Qt.ItemDataRole.AccessibleTextRole))
    assert heard == "Witness Oak, P-000001"


def test_it_stays_within_a_small_window_and_has_names(at_desk: MainWindow, palette: Palette, until: Patience) -> None:
    write(palette, "in")
    until(lambda: len(palette.entries()) > 2)
    at_desk.resize(at_desk.minimumSize())
    until(lambda: at_desk.rect().contains(palette.geometry()))
    assert all(each.accessibleName() for each in (palette, palette.line, palette.found))
    focused: QWidget | None = QApplication.focusWidget()
    assert focused is palette.line
