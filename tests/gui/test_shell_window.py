"""Journeys through the window as a person makes them, on real stores."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QPushButton,
    QRadioButton,
    QTableWidget,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from casetracker.domain.query_fields import FIELDS
from casetracker.errors import BugError, UserError
from casetracker.gui import app, theme
from casetracker.gui.failures import CrashDialog, report
from casetracker.gui.main_window import MainWindow
from casetracker.gui.ops import Operations
from casetracker.gui.settings import Settings
from casetracker.gui.views.record_list import RecordList
from casetracker.services import browse, records, sample
from casetracker.services.case_store import CaseStore
from casetracker.services.changes import ChangeSet

from .conftest import ACTOR, Patience

pytestmark = pytest.mark.gui


def titles(shown: RecordList) -> list[str]:
    return [str(shown.model.data(shown.model.index(place, 0))) for place in range(shown.model.total)]


def the_list(window: MainWindow) -> RecordList:
    assert window.desk is not None
    return window.desk.shown_list


def test_the_list_is_painted_newest_first_with_the_first_record_chosen(at_desk: MainWindow) -> None:
    shown = the_list(at_desk)
    assert titles(shown) == ["Detention near Прикладівка", "Shelling of Testivka", "Looting in Fictionville"]
    assert shown.current_reference() == "INC-2026-000002"
    assert at_desk.windowTitle() == "Office of Tests – casetracker"
    assert at_desk.findChild(QLabel, "status-count").text() == "3 incidents"  # type: ignore[union-attr]


def test_what_a_search_does_not_understand_is_told_below_it(at_desk: MainWindow, qtbot: QtBot, until: Patience) -> None:
    shown = the_list(at_desk)
    qtbot.keyClicks(shown.search, "assessment:under_verification")
    until(lambda: shown.model.total == 0)
    assert not shown.hint.isVisible()
    shown.search.clear()
    qtbot.keyClicks(shown.search, "colour:<b>red</b>")
    until(shown.hint.isVisible)
    assert "colour:<b>red</b>" in shown.hint.text()
    shown.search.put('"')
    until(lambda: "everything is shown" in shown.hint.text())
    until(lambda: shown.model.total == 3)
    shown.search.put(" ".join(f"colour:red{number}" for number in range(90)))
    until(lambda: "NOT looked for" in shown.hint.text())
    assert len(shown.hint.text().splitlines()) == 3
    assert shown.hint.font().bold()
    shown.search.clear()
    qtbot.keyClicks(shown.search, "handling:open")
    until(lambda: not shown.hint.isVisible())
    until(lambda: shown.model.total > 0)


def test_the_keys_and_the_ways_to_search_are_told(at_desk: MainWindow) -> None:
    at_desk.actions_["shortcuts"].trigger()
    dialog = at_desk.findChild(QDialog, "shortcuts-dialog")
    assert isinstance(dialog, QDialog)
    table = dialog.findChild(QTableWidget, "search-help")
    assert isinstance(table, QTableWidget)
    typed = {item.text() for row in range(table.rowCount()) if (item := table.item(row, 1))}
    assert {field.example for field in FIELDS.values()} < typed
    dialog.close()


def test_typing_searches_and_escape_brings_everything_back(at_desk: MainWindow, qtbot: QtBot, until: Patience) -> None:
    shown = the_list(at_desk)
    qtbot.keyClick(at_desk, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    until(shown.search.hasFocus)
    for letter in "fiction":
        qtbot.keyClick(shown.search, letter)
    until(lambda: titles(shown) == ["Looting in Fictionville"])
    assert shown.model.searched
    qtbot.keyClick(shown.search, Qt.Key.Key_Down)
    until(shown.table.hasFocus)
    assert shown.current_reference() == "INC-2026-000003"
    shown.search.setFocus()
    qtbot.keyClick(shown.search, Qt.Key.Key_Escape)
    until(lambda: shown.model.total == 3)
    assert shown.current_reference() == "INC-2026-000003", "who was chosen stays chosen"


def test_a_text_that_comes_back_at_once_is_searched_again(at_desk: MainWindow, until: Patience) -> None:
    shown = the_list(at_desk)
    shown.search.setText("looting")
    until(lambda: shown.model.total == 1)
    shown.search.clear()
    shown.reload()  # as a change of the store does
    shown.search.setText("looting")
    until(lambda: shown.model.total == 3)
    until(lambda: shown.model.total == 1)


@pytest.mark.parametrize("query", ["prykladivka", "Прикладівка", "прикладивка", '"near Прикладівка"'])
def test_any_spelling_finds(at_desk: MainWindow, until: Patience, query: str) -> None:
    shown = the_list(at_desk)
    shown.search.setText(query)
    until(lambda: titles(shown) == ["Detention near Прикладівка"])


def test_the_words_asked_for_are_marked_in_the_list(at_desk: MainWindow, qtbot: QtBot, until: Patience) -> None:
    assert at_desk.desk is not None
    shown = at_desk.desk.shown_list
    row = shown.current_row()
    assert row is not None
    word = row.cells[0].split()[0]
    before = _marked_pixels(shown.table)
    qtbot.keyClicks(shown.search, word)
    until(lambda: (here := shown.current_row()) is not None and here.title_marks)
    here = shown.current_row()
    assert here is not None
    assert word in {here.cells[0][first:last] for first, last in here.title_marks}
    assert before == 0 < _marked_pixels(shown.table)


def _marked_pixels(table: QWidget) -> int:
    picture = table.grab().toImage()
    ground = QColor(theme.colours().found)
    return sum(picture.pixelColor(x, y) == ground for x in range(picture.width()) for y in range(0, picture.height(), 4))


def test_nothing_found_is_said_and_can_be_cleared(at_desk: MainWindow, qtbot: QtBot, until: Patience) -> None:
    shown = the_list(at_desk)
    shown.search.setText("xylophone")
    headline = shown.findChild(QLabel, "incident-empty-headline")
    button = shown.findChild(QPushButton, "incident-empty-button")
    assert isinstance(headline, QLabel)
    assert isinstance(button, QPushButton)
    until(headline.isVisible)
    assert "xylophone" in headline.text()
    button.click()
    until(lambda: shown.model.total == 3 and shown.table.isVisible())


@pytest.mark.parametrize(
    ("column", "first"),
    [("title", "Detention near Прикладівка"), ("date", "Looting in Fictionville"), ("status", "Shelling of Testivka"),
     ("place", "Looting in Fictionville"), ("reference", "Shelling of Testivka")],
)
def test_any_column_sorts(at_desk: MainWindow, until: Patience, column: str, first: str) -> None:
    shown = the_list(at_desk)
    names = [each.name for each in shown.model.columns]
    chosen = shown.current_reference()
    for order in (Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder):
        shown.table.sortByColumn(names.index(column), order)
        until(lambda: shown.wish().sort == column)
    until(lambda: titles(shown)[0] == first)
    assert shown.current_reference() == chosen


def test_what_another_program_adds_appears_and_nobody_loses_their_place(
    at_desk: MainWindow, logged: Path, until: Patience
) -> None:
    shown = the_list(at_desk)
    shown.table.go_to(2)
    with CaseStore.open(logged, actor="Somebody Else", via="cli") as other:
        records.add(other, "incident", {"title": "Log kept elsewhere", "dates": [{"kind": "act", "date": "2025-01"}]})
    until(lambda: titles(shown)[:1] == ["Log kept elsewhere"])
    assert shown.current_reference() == "INC-2026-000003"


def test_what_is_logged_here_is_chosen_and_undo_says_its_name(at_desk: MainWindow, until: Patience) -> None:
    assert at_desk.desk is not None
    ops, shown = at_desk.desk.ops, the_list(at_desk)
    ops.run(lambda: records.add(ops.store, "incident", {"title": "Fresh"}), initiator=at_desk)
    until(lambda: shown.current_reference() == "INC-2026-000004")
    until(lambda: "INC-2026-000004" in at_desk.actions_["undo"].text())
    assert "Fresh" not in at_desk.actions_["undo"].text()
    at_desk.actions_["undo"].trigger()
    until(lambda: shown.model.total == 3)
    until(lambda: at_desk.actions_["redo"].isEnabled())


def test_the_keyboard_goes_everywhere(at_desk: MainWindow, qtbot: QtBot, until: Patience) -> None:
    desk = at_desk.desk
    assert desk is not None
    for key, kind in ((Qt.Key.Key_6, "proceeding"), (Qt.Key.Key_3, "source"), (Qt.Key.Key_1, "incident")):
        qtbot.keyClick(at_desk, key, Qt.KeyboardModifier.ControlModifier)
        assert desk.kind == kind
        until(desk.shown_list.isVisible)
        if kind != "proceeding":  # none is recorded
            until(desk.shown_list.table.hasFocus)


def test_a_link_leads_to_the_record_and_back_again(window: MainWindow, tmp_path: Path, until: Patience) -> None:
    with CaseStore.create(tmp_path / "s", actor=ACTOR, sample=True, via="window") as store:
        sample.load(store)
    window.keeper.open(tmp_path / "s")
    until(lambda: window.desk is not None and the_list(window).current_reference())
    assert window.desk is not None
    began = window.desk.current_reference()
    window.desk.open("S-000003")
    until(lambda: window.desk is not None and window.desk.current_reference() == "S-000003")
    assert window.desk.kind == "source"
    window.actions_["back"].trigger()
    until(lambda: window.desk is not None and window.desk.current_reference() == began)


def test_what_was_withdrawn_hides_until_asked_for(at_desk: MainWindow, until: Patience) -> None:
    assert at_desk.desk is not None
    ops, shown = at_desk.desk.ops, the_list(at_desk)
    ops.run(lambda: records.withdraw(ops.store, "INC-2026-000001", "Logged twice"), initiator=at_desk)
    until(lambda: shown.model.total == 2)
    at_desk.actions_["show-withdrawn"].trigger()
    until(lambda: shown.model.total == 3)
    assert at_desk.desk is not None
    at_desk.desk.open("INC-2026-000001")
    until(lambda: shown.current_reference() == "INC-2026-000001")
    assert at_desk.actions_["restore"].isEnabled()
    assert not at_desk.actions_["amend"].isEnabled()


def test_files_dropped_on_the_window_are_offered_as_evidence(
    at_desk: MainWindow, tmp_path: Path, until: Patience
) -> None:
    dropped = tmp_path / "note.txt"
    dropped.write_text("made up")
    load = QMimeData()
    load.setUrls([QUrl.fromLocalFile(str(dropped))])
    action, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(400, 400), action, load, button, key)
    QApplication.sendEvent(at_desk, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(at_desk, QDropEvent(QPointF(400, 400), action, load, button, key))
    until(lambda: [dialog for dialog in at_desk.findChildren(QDialog) if dialog.isVisible()])
    for dialog in at_desk.findChildren(QDialog):
        dialog.close()


@contextmanager
def held_reading(ops: Operations, until: Patience) -> Iterator[None]:
    """Both reading threads wait, for no connection may be closed while another thread asks it something."""
    waiting, let_go = [], threading.Event()

    def hold() -> None:
        waiting.append(True)
        let_go.wait(10)

    for _thread in range(2):
        ops.read(hold, lambda _answer: None)
    until(lambda: len(waiting) == 2)
    yield
    let_go.set()


def test_a_store_that_is_gone_is_not_said_every_second(at_desk: MainWindow, qtbot: QtBot, until: Patience) -> None:
    assert at_desk.desk is not None
    said: list[Exception] = []
    at_desk.desk.ops.failed.disconnect()
    at_desk.desk.ops.failed.connect(said.append)
    with held_reading(at_desk.desk.ops, until):
        at_desk.desk.ops.store.database.close()
    until(lambda: said)
    qtbot.wait(1500)  # in which whatever was under way or due is told
    told = len(said)
    qtbot.wait(2500)
    assert len(said) == told


def test_closing_waits_for_what_is_being_written(at_desk: MainWindow, until: Patience) -> None:
    assert at_desk.desk is not None
    ops, let_go = at_desk.desk.ops, threading.Event()

    def work() -> ChangeSet:
        let_go.wait(5)
        return records.add(ops.store, "incident", {"title": "In the last moment"})

    ops.run(work)
    at_desk.close()
    assert at_desk.isVisible()
    let_go.set()
    until(lambda: not at_desk.isVisible())
    with CaseStore.open(ops.store.folder, actor=ACTOR) as store:
        assert len(browse.incident_ids(store)) == 4


def test_columns_and_theme_are_remembered(at_desk: MainWindow, logged: Path, qtbot: QtBot, until: Patience) -> None:
    the_list(at_desk).table.setColumnWidth(0, 333)
    at_desk.actions_["theme-dark"].trigger()
    assert theme.is_dark()
    at_desk.close()
    again = MainWindow(Settings(), ACTOR)
    qtbot.addWidget(again)
    again.show()
    again.keeper.open(logged)
    until(lambda: again.desk is not None and again.desk.shown_list.model.total == 3)
    assert the_list(again).table.columnWidth(0) == 333
    assert again.actions_["theme-dark"].isChecked()
    again.looks.use_theme(theme.LIGHT)
    again.close()


def test_without_a_store_the_window_offers_three_ways(window: MainWindow, tmp_path: Path) -> None:
    app.begin(window, tmp_path / "nowhere", sample=False)
    assert all(window.findChild(QPushButton, f"welcome-{way}") for way in ("new", "open", "sample"))
    sentence = window.findChild(QLabel, "welcome-sentence")
    assert isinstance(sentence, QLabel)
    assert "nowhere" in sentence.text()
    assert not window.actions_["new-record"].isEnabled()


@pytest.mark.parametrize("content", [None, "", "nothing of ours"])
def test_what_is_not_a_store_is_refused_in_a_sentence(
    window: MainWindow, tmp_path: Path, until: Patience, content: str | None
) -> None:
    place = tmp_path / "place"
    if content is None:
        place.mkdir()
    else:
        place.write_text(content)
    app.begin(window, place, sample=False)
    sentence = window.findChild(QLabel, "welcome-sentence")
    assert isinstance(sentence, QLabel)
    until(lambda: str(place) in sentence.text())
    assert window.desk is None


def test_a_new_store_is_made_and_opened(window: MainWindow, tmp_path: Path, qtbot: QtBot, until: Patience) -> None:
    window.actions_["new-store"].trigger()
    dialog = window.findChild(QDialog, "new-store-dialog")
    assert isinstance(dialog, QDialog)
    for name, text in (("store-name", "Fresh Office"), ("store-folder", str(tmp_path / "fresh"))):
        field = dialog.findChild(QWidget, name)
        field.setText(text)  # type: ignore[union-attr]
    make = dialog.findChild(QPushButton, "store-make")
    assert isinstance(make, QPushButton)
    assert not make.isEnabled(), "encrypted is the way offered, and there is no passphrase yet"
    plain = dialog.findChild(QRadioButton, "store-plain")
    assert isinstance(plain, QRadioButton)
    plain.click()
    assert not make.isEnabled(), "a plain store must be meant"
    meant = dialog.findChild(QCheckBox, "store-plain-meant")
    assert isinstance(meant, QCheckBox)
    meant.click()
    make.click()
    until(lambda: window.desk is not None)
    assert window.windowTitle() == "Fresh Office – casetracker"
    until(lambda: the_list(window).findChild(QLabel, "incident-empty-headline").isVisible())  # type: ignore[union-attr]


def test_the_sample_says_that_it_is_one(window: MainWindow, tmp_path: Path, until: Patience) -> None:
    with CaseStore.create(tmp_path / "s", actor=ACTOR, sample=True, via="window") as store:
        sample.load(store)
    window.keeper.open(tmp_path / "s")
    until(lambda: window.desk is not None and the_list(window).model.total == 2)
    assert window.notices.about_store.isVisible()
    assert window.notices.about_store.button.isVisible()
    assert "selydove" not in window.windowTitle().lower()


def test_a_fault_of_ours_is_reported_without_a_word_of_the_case(at_desk: MainWindow, until: Patience) -> None:
    assert at_desk.desk is not None

    def work() -> ChangeSet:
        raise BugError("Petro Example, witness")

    at_desk.desk.ops.run(work)
    until(lambda: at_desk.findChild(CrashDialog) is not None)
    dialog = at_desk.findChild(CrashDialog)
    assert isinstance(dialog, CrashDialog)
    copy = dialog.findChild(QPushButton, "crash-copy")
    assert isinstance(copy, QPushButton)
    copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "BugError" in copied
    assert "Petro" not in copied
    assert report(BugError("Petro Example")).startswith("casetracker ")
    dialog.close()


def test_a_fault_of_the_world_is_a_sentence_above_the_work_until_it_is_dismissed(
    at_desk: MainWindow, until: Patience
) -> None:
    assert at_desk.desk is not None

    def work() -> ChangeSet:
        raise UserError("The disk is full.", "Make room and try again.")

    at_desk.desk.ops.run(work)
    until(at_desk.notices.latest.isVisible)
    assert at_desk.notices.latest.text == "The disk is full. Make room and try again."
    close = at_desk.findChild(QWidget, "notice-close")
    assert isinstance(close, QToolButton)
    close.click()
    assert not at_desk.notices.latest.isVisible()


def test_every_part_of_the_frame_has_a_name_for_those_who_cannot_see_it(at_desk: MainWindow) -> None:
    page = at_desk.findChild(QWidget, "pages")
    assert isinstance(page, QWidget)
    parts = [child for child in at_desk.findChildren(QWidget)
             if child.focusPolicy() != Qt.FocusPolicy.NoFocus and child.isVisible() and not page.isAncestorOf(child)]
    nameless = [(type(child).__name__, child.objectName()) for child in parts
                if not child.accessibleName() or not child.objectName()]
    assert len(parts) > 8
    assert nameless == []


HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "alembic", "reportlab", "cryptography", "PIL")
_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from casetracker.gui import app
program = app.prepare()
from casetracker.gui.main_window import MainWindow
from casetracker.gui.ops import Operations
from casetracker.gui.settings import Settings
window = MainWindow(Settings(), "Olena Example")
window.show()
app.begin(window, Path(sys.argv[1]), False)
def look():
    if window.desk is not None and window.desk.shown_list.model.total == 3 and not window.desk.ops.writing:
        window.grab()
        print(*sorted(name for name in sys.argv[2:] if name in sys.modules))
        program.quit()
timer = QTimer(interval=20)
timer.timeout.connect(look)
timer.start()
QTimer.singleShot(20000, lambda: program.exit(3))
code = program.exec()
window.close()
sys.exit(code)
"""


def test_the_first_list_is_painted_without_what_only_writing_needs(logged: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _START, str(logged), *HEAVY], capture_output=True, text=True, timeout=60, check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_the_two_looks_differ_and_both_can_be_read(dressed: QApplication) -> None:
    for name in (theme.DARK, theme.LIGHT):
        theme.use(dressed, name)
        shown = theme.colours()
        pairs = [(shown.text, shown.card), (shown.muted, shown.card), (shown.muted, shown.side),
                 (shown.text, shown.selection), (shown.muted, shown.selection), (shown.on_note, shown.note),
                 (shown.on_alarm, shown.alarm), (shown.on_accent, shown.accent), (shown.link, shown.card)]
        pairs += [theme.chip_colours(code) for code in ("recorded", "corroborated", "contested", "contradicted",
                                                        "under_verification", "partly_corroborated")]
        low = [pair for pair in pairs if contrast(*pair) < 4.5]
        assert low == [], name


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
