"""Logging and amending as a person does it, up to the store and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from tests.gui.desks import INCIDENT, PATIENCE, everything_said, found, keep, key, press, sample_desk

from casetracker.gui.forms import open_form
from casetracker.gui.forms.picker import RecordPicker
from casetracker.gui.forms.record_form import RecordForm
from casetracker.gui.forms.rows import RowsEditor
from casetracker.gui.ops import Operations
from casetracker.services import browse, records, show

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]  # said by the offscreen screen

NAME = "Остап Захищений-Вигаданий"


@pytest.fixture
def ops(tmp_path: Path) -> Iterator[Operations]:
    with sample_desk(tmp_path) as ops:
        yield ops


def opened(qtbot: QtBot, ops: Operations, kind: str, reference: str | None = None) -> RecordForm:
    form = open_form(ops, kind, None, reference)
    keep(qtbot, form)
    qtbot.waitUntil(form.isEnabled, timeout=PATIENCE)
    return form


def rows(form: RecordForm, name: str) -> RowsEditor:
    editor = form.editors[name]
    assert isinstance(editor, RowsEditor)
    return editor


def add_figure(form: RecordForm, low: str, source: str) -> None:
    figures = rows(form, "figures")
    figures.add()
    row = {name: editor for panel in figures.panel.panels for name, editor in panel.editors.items()}
    row["outcome"].set_value("killed")
    row["group"].set_value("civilian")
    row["low"].set_value(low)
    row["source"].set_value(source)


def test_a_plain_incident_is_logged_from_the_first_screen(qtbot: QtBot, ops: Operations) -> None:
    form = opened(qtbot, ops, "incident")
    assert form.body.quick is not None
    form.editors["title"].set_value("Shelling of an invented village")
    quick = form.body.quick.panel.editors
    quick["kind"].set_value("act")
    quick["date"].set_value("October 2024")
    quick["place"].set_value("Вигадане")
    quick["source"].set_value("S-000005")
    add_figure(form, "9", "S-000005")
    add_figure(form, "14", "S-000006")
    with qtbot.waitSignal(form.saved, timeout=PATIENCE) as saved:
        press(form.buttons.save)
    logged = show.record(ops.store, saved.args[0])
    assert [(each["kind"], each["date"], each["source"]) for each in logged["dates"]] == [
        ("act", "2024-10", "S-000005")]
    assert [(each["name"], each["source"]) for each in logged["places"]] == [("Вигадане", "S-000005")]
    assert [(each["low"], each["high"], each["source"]) for each in logged["figures"]] == [
        (9, None, "S-000005"), (14, None, "S-000006")]


def test_what_a_date_is_the_date_of_is_never_taken_for_granted(qtbot: QtBot, ops: Operations) -> None:
    form = opened(qtbot, ops, "incident")
    assert form.body.quick is not None
    form.editors["title"].set_value("Found on a day")
    form.body.quick.panel.editors["date"].set_value("7 October 2024")
    count = len(browse.incident_ids(ops.store))
    press(form.buttons.save)
    said = form.body.quick.findChild(QLabel, "quick_kind_problem")
    assert said is not None
    qtbot.waitUntil(lambda: said.text() == "This must be filled in.", timeout=PATIENCE)
    assert len(browse.incident_ids(ops.store)) == count


def test_what_is_typed_on_the_first_screen_stands_in_the_lists(qtbot: QtBot, ops: Operations) -> None:
    form = opened(qtbot, ops, "incident")
    assert form.body.quick is not None
    quick = form.body.quick.panel.editors
    quick["date"].set_value("7 October 2024, 13:00 Kyiv time")
    row = rows(form, "dates").row(0)
    assert row is not None
    assert (row["date"], row["zone"]) == ("2024-10-07T13:00", "kyiv")
    quick["date"].set_value("7 October 2024, 14:00")
    row = rows(form, "dates").row(0)
    assert row is not None
    assert (row["date"], row["zone"]) == ("2024-10-07T14:00", "unknown")
    quick["date"].set_value("")
    assert not rows(form, "dates").value()


def test_the_first_screen_leaves_alone_what_was_said_of_the_row_elsewhere(qtbot: QtBot, ops: Operations) -> None:
    form = opened(qtbot, ops, "incident")
    form.show()
    assert form.body.quick is not None
    quick = form.body.quick.panel.editors
    quick["date"].set_value("October 2024")
    form.body.focus_on("dates")
    panel = rows(form, "dates").panel
    panel.panels[0].editors["as_given"].set_value("in October")
    quick["date"].set_value("7 October 2024")
    row = rows(form, "dates").row(0)
    assert row is not None
    assert (row["date"], row["as_given"]) == ("2024-10-07", "in October")


def test_a_wrong_date_is_said_under_its_field_and_nothing_is_written(qtbot: QtBot, ops: Operations) -> None:
    form = opened(qtbot, ops, "incident")
    form.show()
    before = len(browse.incident_ids(ops.store))
    form.editors["title"].set_value("An invented incident")
    dates = rows(form, "dates")
    dates.add()
    dates.panel.panels[0].editors["kind"].set_value("act")
    dates.panel.panels[0].editors["date"].set_value("31 February 2024")
    form.save()
    assert form.isVisible()
    assert form.message.isVisible()
    assert form.body.tabText(form.body.currentIndex()) == "Dates and places •"
    assert len(browse.incident_ids(ops.store)) == before


def test_a_missing_title_is_named_and_cured(qtbot: QtBot, ops: Operations) -> None:
    form = opened(qtbot, ops, "incident")
    form.show()
    form.save()
    problem = found(form, QLabel, "field_incident_title_problem")
    assert problem.isVisible()
    assert problem.text() == "This must be filled in."
    form.editors["title"].set_value("Now it has one")
    with qtbot.waitSignal(form.saved, timeout=PATIENCE):
        key(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_what_the_store_refuses_stands_under_its_field(qtbot: QtBot, ops: Operations) -> None:
    form = opened(qtbot, ops, "party")
    form.show()
    form.editors["name"].set_value("Somebody invented")
    form.editors["protected"].set_value(True)  # without a pseudonym
    form.save()
    qtbot.waitUntil(form.message.isVisible, timeout=PATIENCE)
    assert found(form, QLabel, "field_party_pseudonym_problem").isVisible()
    assert form.editors["name"].value() == "Somebody invented"
    assert form.buttons.save.isEnabled()


def test_a_change_by_somebody_else_is_not_overwritten(qtbot: QtBot, ops: Operations) -> None:
    form = opened(qtbot, ops, "incident", INCIDENT)
    form.show()
    ops.store.lane.submit(lambda: records.amend(ops.store, INCIDENT, {"title": "Theirs"})).result(10)
    form.editors["title"].set_value("Mine")
    form.save()
    qtbot.waitUntil(form.message.isVisible, timeout=PATIENCE)
    assert form.editors["title"].value() == "Mine"
    assert show.record(ops.store, INCIDENT)["title"] == "Theirs"


def test_leaving_asks_only_when_something_was_typed(qtbot: QtBot, ops: Operations) -> None:
    form = opened(qtbot, ops, "source")
    form.show()
    form.editors["name"].set_value("Half a name")
    key(form, Qt.Key.Key_Escape)
    box = found(form, QMessageBox, "form_leave")
    press(found(box, QPushButton, "form_keep"))
    assert form.isVisible()
    assert form.editors["name"].value() == "Half a name"
    key(form, Qt.Key.Key_Escape)
    boxes = [box for box in form.findChildren(QMessageBox) if box.isVisible()]
    with qtbot.waitSignal(form.finished, timeout=PATIENCE):
        press(found(boxes[0], QPushButton, "form_discard"))
    unchanged = opened(qtbot, ops, "source", "S-000001")
    unchanged.show()
    with qtbot.waitSignal(unchanged.finished, timeout=PATIENCE):
        key(unchanged, Qt.Key.Key_Escape)


def protected_witness(ops: Operations) -> str:
    change = ops.store.lane.submit(lambda: records.add(ops.store, "party", {
        "kind": "person", "name": NAME, "names": [NAME.upper()], "protected": True, "pseudonym": "Witness K",
        "protection_reason": "Asked for it"})).result(10)
    return str(change.reference)


def test_the_form_of_a_protected_party_hides_the_name_until_asked(qtbot: QtBot, ops: Operations) -> None:
    witness = protected_witness(ops)
    form = opened(qtbot, ops, "party", witness)
    form.show()
    assert NAME.casefold() not in everything_said(form).casefold()
    assert not form.editors["name"].isEnabled()
    form.editors["fate"].set_value("alive")
    assert form.sheet.patch() == {"fate": "alive"}
    press(form.reveal_button)
    qtbot.waitUntil(form.editors["name"].isEnabled, timeout=PATIENCE)
    assert form.editors["name"].value() == NAME
    assert form.sheet.patch() == {"fate": "alive"}
    assert NAME not in form.windowTitle()


def test_saving_a_form_that_hides_the_name_keeps_it(qtbot: QtBot, ops: Operations) -> None:
    witness = protected_witness(ops)
    form = opened(qtbot, ops, "party", witness)
    form.editors["fate"].set_value("alive")
    with qtbot.waitSignal(form.saved, timeout=PATIENCE):
        form.save()
    assert show.record(ops.store, witness, reveal=True)["name"] == NAME


def test_a_record_is_found_by_typing_and_chosen_by_keyboard(qtbot: QtBot, ops: Operations) -> None:
    form = opened(qtbot, ops, "proceeding")
    form.show()
    bodies = rows(form, "bodies")
    form.body.focus_on("bodies")
    bodies.add()
    picker = bodies.panel.panels[0].editors["body"]
    assert isinstance(picker, RecordPicker)
    qtbot.waitExposed(form)
    picker.line.setFocus()
    picker.line.setText("Prosecutor General")
    picker.line.textEdited.emit("Prosecutor General")
    assert picker.problem()
    picker.choose("B-000001")
    assert picker.value() == "B-000001"
    assert picker.problem() == ""


def test_a_protected_record_is_offered_under_its_pseudonym(qtbot: QtBot, ops: Operations) -> None:
    witness = protected_witness(ops)
    form = opened(qtbot, ops, "participation")
    form.show()
    picker = form.editors["party"]
    assert isinstance(picker, RecordPicker)
    seen: dict[str, str] = {}
    picker._kit.ask_labels("party", "", lambda found: seen.update(found), "test")
    qtbot.waitUntil(lambda: witness in seen, timeout=PATIENCE)
    assert seen[witness] == "Witness K"
    picker.choose(witness)
    assert NAME not in everything_said(form)


def test_a_source_can_be_made_on_the_spot(qtbot: QtBot, ops: Operations) -> None:
    form = opened(qtbot, ops, "evidence")
    form.show()
    picker = form.editors["source"]
    assert isinstance(picker, RecordPicker)
    press(found(picker, QPushButton, "field_evidence_source_new"))
    nested = form.findChild(RecordForm, "form_source")
    assert nested is not None
    nested.editors["kind"].set_value("witness")
    nested.editors["name"].set_value("An invented witness")
    with qtbot.waitSignal(nested.saved, timeout=PATIENCE) as saved:
        nested.save()
    assert picker.value() == saved.args[0]


def test_a_proceeding_begun_on_an_incident_names_it(qtbot: QtBot, ops: Operations) -> None:
    form = open_form(ops, "proceeding", None, preset={"incidents": [{"incident": INCIDENT}]})
    keep(qtbot, form)
    form.show()
    covered = rows(form, "incidents")
    qtbot.waitUntil(lambda: "Selydove" in covered.list.item(0).text(), timeout=PATIENCE)
    form.editors["register_number"].set_value("22024050000000001")
    bodies = rows(form, "bodies")
    bodies.add()
    bodies.panel.panels[0].editors["body"].set_value("B-000001")
    with qtbot.waitSignal(form.saved, timeout=PATIENCE) as saved:
        form.save()
    made = show.record(ops.store, saved.args[0])
    assert [(row["incident"], row["basis"]) for row in made["incidents"]] == [(INCIDENT, "we_believe")]
    assert [(row["body"], row["role"]) for row in made["bodies"]] == [("B-000001", "investigates")]
    assert made["register_number"] == "22024050000000001"


def test_a_participation_begun_on_an_incident_asks_for_the_party_first(qtbot: QtBot, ops: Operations) -> None:
    form = open_form(ops, "participation", None, preset={"incident": INCIDENT})
    keep(qtbot, form)
    form.show()
    assert form.editors["incident"].value() == INCIDENT
    assert form.focusWidget() is form.editors["party"].entry()


def test_return_alone_does_not_close_a_form_half_filled_in(qtbot: QtBot, ops: Operations) -> None:
    form = opened(qtbot, ops, "incident")
    form.show()
    form.editors["title"].set_value("A title and nothing else yet")
    key(form.editors["title"].entry(), Qt.Key.Key_Return)
    assert form.isVisible()
    with qtbot.waitSignal(form.saved, timeout=PATIENCE):
        key(form.editors["title"].entry(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
