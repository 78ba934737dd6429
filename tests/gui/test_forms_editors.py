"""Each editor alone: what was filled in comes out, what is typed is read, what cannot be is said in plain words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.gui.desks import press

from casetracker.domain.shapes import INCIDENT, SHAPES, SOURCE, Field
from casetracker.gui.widgets.choices import CodeEditor, CodesEditor
from casetracker.gui.widgets.imprecise_date import DateEditor
from casetracker.gui.widgets.numbers import FlagEditor, NumberEditor
from casetracker.gui.widgets.texts import LineEditor, LongEditor, WordsEditor

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]  # said by the offscreen screen

DATE = INCIDENT.field("dates").field("date")
LAT = INCIDENT.field("places").field("lat")
LOW = INCIDENT.field("figures").field("low")


@pytest.mark.parametrize("value", [None, "", "  two  blanks ", "line\r\nends", "a\u00a0b", "\u2028", "‏مرحبا", "<b>&amp;"])
def test_what_was_only_looked_at_comes_out_as_it_went_in(qtbot: QtBot, value: str | None) -> None:
    for editor in (LineEditor(Field("f", "F"), "f"), LongEditor(Field("f", "F", "long"), "f")):
        qtbot.addWidget(editor)
        editor.fill(value)
        assert editor.value() == value
        assert not editor.dirty


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80))
def test_any_text_survives_a_look(qtbot: QtBot, text: str) -> None:
    editor = LongEditor(Field("f", "F", "long"), "f")
    qtbot.addWidget(editor)
    editor.fill(text)
    assert editor.value() == text


def test_text_keeps_its_non_breaking_blanks_when_it_is_changed(qtbot: QtBot) -> None:
    editor = LongEditor(Field("f", "F", "long"), "f")
    qtbot.addWidget(editor)
    editor.fill("")
    editor.box.insertPlainText("7\u00a0October\nТекст")
    assert editor.value() == "7\u00a0October\nТекст"
    assert editor.dirty


def test_words_are_one_a_line(qtbot: QtBot) -> None:
    editor = WordsEditor(Field("f", "F", "words"), "f")
    qtbot.addWidget(editor)
    editor.fill(["Селидове", "Selydove"])
    editor.box.appendPlainText("  Селидово \n\n")
    assert editor.value() == ["Селидове", "Selydove", "Селидово"]


@pytest.mark.parametrize(("typed", "value", "reading"), [
    ("October 2024", "2024-10", "October 2024 (month only)"),
    ("жовтень 2024", "2024-10", "October 2024 (month only)"),
    ("7 Oct 2024", "2024-10-07", "7 October 2024"),
    ("2024", "2024", "2024 (year only)"),
    ("6-7 October 2024", "2024-10-06/2024-10-07", "between 6 and 7 October 2024"),
    ("before 9 October 2024", "../2024-10-09", "before 9 October 2024 (or that day)"),
    ("about 7 October 2024", "2024-10-07~", "about 7 October 2024"),
])
def test_a_date_is_read_back_as_it_is_typed(qtbot: QtBot, typed: str, value: str, reading: str) -> None:
    editor = DateEditor(DATE, "d")
    qtbot.addWidget(editor)
    editor.fill(None)
    editor.line.setText(typed)
    assert editor.value() == value
    assert editor.reading.text() == reading
    assert editor.problem() == ""


@pytest.mark.parametrize(("typed", "part"), [
    ("31 February 2024", "no day 31"), ("2024-13", "no month 13"), ("10/7/2024", "cannot be told apart"),
    ("October", "year is missing"), ("soon", "cannot be read"),
])
def test_a_date_that_cannot_be_says_so_with_a_cure_and_keeps_the_typing(qtbot: QtBot, typed: str, part: str) -> None:
    editor = DateEditor(DATE, "d")
    qtbot.addWidget(editor)
    editor.line.setText(typed)
    assert part in editor.problem()
    assert part in editor.reading.text()
    assert editor.value() == typed


def test_a_time_of_day_is_read_on_the_clock_of_its_zone(qtbot: QtBot) -> None:
    editor = DateEditor(DATE, "d")
    qtbot.addWidget(editor)
    editor.set_zone("kyiv")
    editor.line.setText("7 October 2024, 13:00")
    assert editor.reading.text().endswith("(Kyiv time)")
    editor.line.setText("7 October 2024, 13:00 Moscow time")
    assert editor.typed_zone() == "moscow"


@pytest.mark.parametrize(("field", "typed", "value", "wrong"), [
    (LOW, "4", 4, False), (LOW, "12 000", 12000, False), (LOW, "", None, False), (LOW, "0", 0, False),
    (LOW, "-1", -1, True), (LOW, "4.5", "4.5", True), (LOW, "four", "four", True),
    (LAT, "48.15", 48.15, False), (LAT, "48,15", 48.15, False), (LAT, "-48", -48.0, False), (LAT, "91", 91.0, True),
    (LAT, "nan", None, True),
])
def test_a_number_not_known_is_not_nought(qtbot: QtBot, field: Field, typed: str, value: Any, wrong: bool) -> None:
    editor = NumberEditor(field, "n")
    qtbot.addWidget(editor)
    editor.fill(None)
    editor.line.setText(typed)
    assert bool(editor.problem()) is wrong
    if typed != "nan":
        assert editor.value() == value


def test_a_flag_is_yes_or_no(qtbot: QtBot) -> None:
    editor = FlagEditor(SOURCE.field("original_held"), "f")
    qtbot.addWidget(editor)
    editor.fill(False)
    editor.box.setChecked(True)
    assert editor.value() is True


def test_a_code_may_be_blank_only_where_the_field_may(qtbot: QtBot) -> None:
    kind, origin = CodeEditor(SOURCE.field("kind"), "k"), CodeEditor(SOURCE.field("origin"), "o")
    qtbot.addWidget(kind)
    qtbot.addWidget(origin)
    assert kind.combo.findData("") == 0
    assert origin.combo.findData("") == -1


@pytest.mark.parametrize("code", [code for field in SHAPES["incident"].field("figures").fields
                                  if field.name == "group" and field.vocabulary for code in field.vocabulary])
def test_an_open_list_gives_back_its_codes(qtbot: QtBot, code: str) -> None:
    editor = CodeEditor(INCIDENT.field("figures").field("group"), "g")
    qtbot.addWidget(editor)
    editor.fill(None)
    editor.combo.setCurrentIndex(editor.combo.findData(code))
    assert editor.value() == code


def test_an_open_list_takes_a_term_of_ones_own(qtbot: QtBot) -> None:
    group, violations = INCIDENT.field("figures").field("group"), INCIDENT.field("violation_types")
    one, many = CodeEditor(group, "g"), CodesEditor(violations, "v")
    qtbot.addWidget(one)
    qtbot.addWidget(many)
    one.fill("civilian")
    one.combo.setEditText("railway workers")
    assert one.value() == "railway workers"
    many.show()
    many.fill(["wilful_killing"])
    many.search.setText("Ill-treatment of journalists")
    press(many.own)
    assert many.value() == ["wilful_killing", "Ill-treatment of journalists"]
    assert many.search.text() == ""


def test_codes_are_found_by_typing_and_checked(qtbot: QtBot) -> None:
    editor = CodesEditor(INCIDENT.field("violation_types"), "v")
    qtbot.addWidget(editor)
    editor.fill([])
    editor.search.setText("hors de")
    shown = [editor.list.item(line) for line in range(editor.list.count()) if not editor.list.item(line).isHidden()]
    assert len(shown) == 1
    shown[0].setCheckState(Qt.CheckState.Checked)
    assert editor.value() == ["hors_de_combat"]
