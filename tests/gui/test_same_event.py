"""The same event, entered twice, in the window: the hint while typing, the page, the decisions, the list of the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.desks import (
    INCIDENT,
    PATIENCE,
    done,
    everything_said,
    found,
    keep,
    key,
    nameless,
    press,
    sample_desk,
)

from casetracker.gui import dialogs, forms
from casetracker.gui.dialogs.double_entries import Doubles
from casetracker.gui.dialogs.record_look import Look
from casetracker.gui.dialogs.same_event import Merge, TellApart
from casetracker.gui.forms.record_form import RecordForm
from casetracker.gui.ops import Operations
from casetracker.gui.pages import page_for
from casetracker.gui.pages.record_page import RecordPage
from casetracker.services import history, records, relations, show
from casetracker.services.merge import merge

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]  # said by the offscreen screen

OTHER = "INC-2026-000002"


@pytest.fixture
def ops(tmp_path: Path) -> Iterator[Operations]:
    with sample_desk(tmp_path) as ops:
        yield ops


@pytest.fixture
def page(qtbot: QtBot, ops: Operations) -> RecordPage:
    made = page_for("incident", ops)
    qtbot.addWidget(made)
    made.show()
    made.show_record(INCIDENT)
    qtbot.waitUntil(lambda: made.complete, timeout=PATIENCE)
    return made


def there(parent: QWidget, name: str) -> bool:
    return parent.findChild(QWidget, name) is not None


def test_the_page_offers_the_other_case_with_its_reasons(qtbot: QtBot, page: RecordPage) -> None:
    qtbot.waitUntil(lambda: there(page, f"candidate_{OTHER}"), timeout=PATIENCE)
    said = everything_said(found(page, QWidget, "section_same_event"))
    assert "dates 11 days apart" in said
    assert "same place name: near Selydove" in said
    assert nameless(page) == []


def test_what_was_told_apart_is_related_and_no_longer_offered(qtbot: QtBot, ops: Operations, page: RecordPage) -> None:
    qtbot.waitUntil(lambda: there(page, f"same_apart_{OTHER}"), timeout=PATIENCE)
    dialog = dialogs.tell_apart(ops, INCIDENT, OTHER, None)
    assert isinstance(dialog, TellApart)
    keep(qtbot, dialog)
    assert not dialog.do_button.isEnabled()
    assert found(dialog, QPushButton, "tell_apart_cancel").isDefault()
    dialog.reason.set_value("Other men, another day")
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        press(dialog.do_button)
    qtbot.waitUntil(lambda: there(page, "relation_R-000001"), timeout=PATIENCE)
    qtbot.waitUntil(lambda: not there(page, f"candidate_{OTHER}"), timeout=PATIENCE)
    assert "Is not the same incident as" in everything_said(found(page, QWidget, "relation_R-000001"))


def test_a_relation_is_told_from_the_side_of_the_page(qtbot: QtBot, ops: Operations, page: RecordPage) -> None:
    done(qtbot, ops, lambda: records.add(ops.store, "relation", {"incident": OTHER, "kind": "follows", "other": INCIDENT}))
    qtbot.waitUntil(lambda: there(page, "relation_R-000001"), timeout=PATIENCE)
    assert found(page, QWidget, "relation_R-000001").accessibleName() == f"Precedes: {OTHER}"
    press(found(page, QPushButton, "related_add"))
    form = found(page, RecordForm, "form_relation")
    keep(qtbot, form)
    assert form.body.editors["incident"].value() == INCIDENT


def merging(qtbot: QtBot, ops: Operations) -> Merge:
    dialog = dialogs.merge(ops, INCIDENT, OTHER, None)
    assert isinstance(dialog, Merge)
    keep(qtbot, dialog)
    return dialog


def test_merging_needs_a_choice_and_a_reason_and_offers_the_safe_way_first(qtbot: QtBot, ops: Operations) -> None:
    dialog = merging(qtbot, ops)
    assert found(dialog, QPushButton, "merge_cancel").isDefault()
    dialog.reason.set_value("One event")
    assert not dialog.do_button.isEnabled(), "nothing is chosen for the person"
    dialog.choices[OTHER].setChecked(True)
    assert dialog.do_button.isEnabled()
    dialog.reason.set_value("")
    assert not dialog.do_button.isEnabled()
    sequence = history.head_sequence(ops.store)
    key(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert history.head_sequence(ops.store) == sequence
    dialog.reason.set_value("One event")
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        press(dialog.do_button)
    assert show.record(ops.store, INCIDENT)["handling"] == "merged"
    assert show.record(ops.store, OTHER)["handling"] == "open"


def test_a_merged_one_leads_to_the_kept_one_and_is_offered_no_more(qtbot: QtBot, ops: Operations, page: RecordPage) -> None:
    assert not there(page, "page_merged")
    done(qtbot, ops, lambda: merge(ops.store, INCIDENT, OTHER, "One event"))
    qtbot.waitUntil(lambda: page.complete and there(page, "page_merged"), timeout=PATIENCE)
    assert there(found(page, QWidget, "page_merged"), f"link_{OTHER}")
    assert not there(page, "section_same_event")
    done(qtbot, ops, lambda: history.undo(ops.store))
    qtbot.waitUntil(lambda: page.complete and there(page, f"candidate_{OTHER}"), timeout=PATIENCE)
    assert not there(page, "page_merged")


def test_a_refused_merge_says_why_and_keeps_what_was_typed(qtbot: QtBot, ops: Operations) -> None:
    dialog = merging(qtbot, ops)
    dialog.choices[INCIDENT].setChecked(True)
    dialog.reason.set_value("One event")
    done(qtbot, ops, lambda: relations.decide_apart(ops.store, INCIDENT, OTHER, "Another day"))
    press(dialog.do_button)
    qtbot.waitUntil(dialog.message.isVisible, timeout=PATIENCE)
    assert "were told apart, in R-000001" in dialog.message.sentence
    assert dialog.reason.value() == "One event"
    assert dialog.do_button.isEnabled()


def test_side_by_side(qtbot: QtBot, ops: Operations) -> None:
    dialog = dialogs.compare(ops, INCIDENT, OTHER, None)
    keep(qtbot, dialog)
    qtbot.waitUntil(lambda: there(dialog, "compare_title_2"), timeout=PATIENCE)
    said = everything_said(dialog)
    assert "between 6 and 7 October 2024" in said
    assert "18 October 2024, 14:38" in said
    assert nameless(dialog) == []


def test_the_list_of_the_store_loses_what_is_decided(qtbot: QtBot, ops: Operations) -> None:
    dialog = dialogs.doubles(ops, None)
    assert isinstance(dialog, Doubles)
    keep(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 1, timeout=PATIENCE)
    assert dialog.verdict.text() == "1 pair looks like one event."
    assert nameless(dialog) == []
    press(dialog.apart_button)
    (apart,) = dialog.findChildren(TellApart)
    keep(qtbot, apart)
    apart.reason.set_value("Another day")
    with qtbot.waitSignal(apart.accepted, timeout=PATIENCE):
        press(apart.do_button)
    assert dialog.table.rowCount() == 0
    assert not dialog.merge_button.isEnabled()


def test_a_hint_while_entering_and_a_look_that_leaves_the_form_alone(qtbot: QtBot, ops: Operations) -> None:
    form = forms.open_form(ops, "incident", None)
    keep(qtbot, form)
    quick = form.body.quick
    assert quick is not None
    assert not form.hint.isVisible()
    form.body.editors["title"].set_value("Killing of captured soldiers")
    quick.panel.editors["kind"].set_value("discovery")
    date, place = (found(quick, QLineEdit, f"quick_{name}") for name in ("date", "place"))
    date.setText("7 October 2024")
    place.setText("Селидово")
    qtbot.waitUntil(form.hint.isVisible, timeout=PATIENCE)
    assert "same place name: Селидово / near Selydove" in everything_said(form.hint)
    press(found(form.hint, QPushButton, f"link_{INCIDENT}"))
    (look,) = form.findChildren(Look)
    keep(qtbot, look)
    assert form.isVisible()
    assert form.body.editors["title"].value() == "Killing of captured soldiers"
    for line in (place, date):
        line.setText("")
    form.body.editors["title"].set_value("")
    qtbot.waitUntil(lambda: not form.hint.isVisible(), timeout=PATIENCE)


def test_amending_does_not_hint_at_the_incident_itself(qtbot: QtBot, ops: Operations) -> None:
    form = forms.open_form(ops, "incident", None, reference=INCIDENT)
    keep(qtbot, form)
    qtbot.waitUntil(lambda: bool(form.body.editors["title"].value()), timeout=PATIENCE)
    form.hint.ask()
    qtbot.waitUntil(form.hint.isVisible, timeout=PATIENCE)
    assert there(form.hint, f"link_{OTHER}")
    assert not there(form.hint, f"link_{INCIDENT}")
