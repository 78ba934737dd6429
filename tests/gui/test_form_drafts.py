"""What was typed and not saved: kept in the store while one types, offered again, gone when saved or discarded."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot
from tests.gui.conftest import ACTOR, Patience
from tests.gui.desks import INCIDENT, everything_said, found, keep, nameless, press, sample_desk

from casetracker.errors import DiskFull
from casetracker.gui import forms
from casetracker.gui.forms import elsewhere, keeping
from casetracker.gui.forms.record_form import RecordForm
from casetracker.gui.forms.rows import RowsEditor
from casetracker.gui.main_window import MainWindow
from casetracker.gui.ops import Operations
from casetracker.services import browse, checks, form_drafts, history, records, show
from casetracker.services.case_store import CaseStore
from casetracker.services.form_drafts import FormDraft

pytestmark = pytest.mark.gui

PROTECTED_PARTY = "P-000001"


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "PAUSE_MILLISECONDS", 20)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Operations]:
    with sample_desk(tmp_path) as ops:
        yield ops


def opened(qtbot: QtBot, ops: Operations, kind: str, reference: str | None = None,
           draft: FormDraft | None = None) -> RecordForm:
    form = forms.open_form(ops, kind, None, reference=reference, draft=draft)
    keep(qtbot, form)
    qtbot.waitUntil(form.isEnabled, timeout=30_000)
    if reference is not None:
        qtbot.waitUntil(lambda: "amended_at" in form.sheet.base, timeout=30_000)
    return form


def typed_and_left(qtbot: QtBot, ops: Operations, kind: str, reference: str | None, values: dict[str, object]) -> FormDraft:
    """A form whose program is killed after somebody typed: its draft."""
    form = opened(qtbot, ops, kind, reference)
    for name, value in values.items():
        form.editors[name].set_value(value)
    qtbot.waitUntil(lambda: bool(form_drafts.kept(ops.store)), timeout=30_000)
    form.keeping.pause()
    form.hide()
    (draft,) = form_drafts.kept(ops.store)
    return draft


def test_a_new_incident_is_gone_on_with_where_it_was_left(qtbot: QtBot, desk: Operations, until: Patience) -> None:
    before = len(browse.incident_ids(desk.store))
    form = opened(qtbot, desk, "incident")
    assert form.body.quick is not None
    form.editors["title"].set_value("Half an invented incident")
    for name, value in (("kind", "act"), ("date", "7 October 2024"), ("place", "Вигадане")):
        form.body.quick.panel.editors[name].set_value(value)
    form.keeping.keep_now()
    until(lambda: form_drafts.kept(desk.store))
    form.hide()
    (draft,) = form_drafts.kept(desk.store)
    again = opened(qtbot, desk, "incident", draft=draft)
    assert again.sheet.dirty
    assert again.sheet.patch() == form.sheet.patch()
    assert again.body.quick is not None
    again.body.quick.panel.editors["date"].set_value("8 October 2024")
    dates = again.editors["dates"]
    assert isinstance(dates, RowsEditor)
    assert [each["date"] for each in dates.value()] == ["2024-10-08"]  # type: ignore[attr-defined]
    press(again.buttons.save)
    until(lambda: len(browse.incident_ids(desk.store)) == before + 1)
    until(lambda: not desk.writing)
    assert form_drafts.kept(desk.store) == []


def test_an_amendment_is_gone_on_with_and_meets_what_others_wrote(qtbot: QtBot, desk: Operations, until: Patience) -> None:
    draft = typed_and_left(qtbot, desk, "incident", INCIDENT, {"title": "Mine"})
    assert (draft.reference, dict(draft.values), draft.who) == (INCIDENT, {"title": "Mine"}, "Tester")
    desk.store.lane.submit(lambda: records.amend(desk.store, INCIDENT, {"title": "Theirs"})).result(20)
    form = opened(qtbot, desk, "incident", INCIDENT, draft)
    assert form.editors["title"].value() == "Mine"
    press(form.buttons.save)
    until(lambda: form.message.sentence)
    assert show.record(desk.store, INCIDENT)["title"] == "Theirs"
    assert form_drafts.kept(desk.store), "what was not saved stays kept"


def test_typing_back_what_stood_there_leaves_no_draft(qtbot: QtBot, desk: Operations, until: Patience) -> None:
    form = opened(qtbot, desk, "incident", INCIDENT)
    before = form.editors["title"].value()
    form.editors["title"].set_value("Something else")
    until(lambda: form_drafts.kept(desk.store))
    form.editors["title"].set_value(before)
    until(lambda: not form_drafts.kept(desk.store))


def test_discarding_a_form_takes_its_draft_along(qtbot: QtBot, desk: Operations, until: Patience) -> None:
    form = opened(qtbot, desk, "source")
    form.editors["name"].set_value("Invented Watch of Nowhere")
    until(lambda: form_drafts.kept(desk.store))
    form.reject()
    press(found(form, QAbstractButton, "form_discard"))
    until(lambda: not form_drafts.kept(desk.store))


def test_a_protected_name_that_was_typed_is_not_shown_before_it_is_revealed(
        qtbot: QtBot, desk: Operations, until: Patience) -> None:
    name = "Canary Protected Example"
    made = desk.store.lane.submit(lambda: records.add(desk.store, "party", {
        "kind": "person", "name": "Before Example", "protected": True, "protection_reason": "witness",
        "pseudonym": "Witness Q"})).result(20)
    form = opened(qtbot, desk, "party", made.reference)
    form.reveal()
    until(lambda: form.isEnabled() and form.editors["name"].value() == "Before Example")
    form.editors["name"].set_value(name)
    until(lambda: form_drafts.kept(desk.store))
    form.keeping.pause()
    form.hide()
    (draft,) = form_drafts.kept(desk.store)
    again = opened(qtbot, desk, "party", made.reference, draft)
    assert name not in everything_said(again)
    assert again.sheet.patch() == {"name": name}, "what is not shown is not lost"
    again.reveal()
    until(lambda: again.editors["name"].value() == name)
    assert again.sheet.patch() == {"name": name}


def test_drafts_are_no_part_of_the_journal_and_disturb_no_check(qtbot: QtBot, desk: Operations) -> None:
    before = history.head_sequence(desk.store)
    typed_and_left(qtbot, desk, "source", None, {"name": "Invented Watch of Nowhere"})
    assert history.head_sequence(desk.store) == before
    assert checks.verify(desk.store).faults == []
    assert desk.store.name == ""


def test_a_draft_that_cannot_be_read_is_left_alone(folder: Path) -> None:
    with CaseStore.open(folder, actor=ACTOR) as store:
        form_drafts.keep(store, FormDraft("source", None, {"name": "x"}, key="one"))
        with store.database.writing() as connection:
            connection.execute("INSERT INTO setting VALUES ('form_draft:two', '{\"from\": 2099}')")
        assert [draft.key for draft in form_drafts.kept(store)] == ["one"]
        form_drafts.drop(store, "one")
        assert form_drafts.kept(store) == []
        assert store.setting("form_draft:two")


@pytest.fixture
def left_behind(logged: Path) -> Path:
    with CaseStore.open(logged, actor=ACTOR) as store:
        form_drafts.keep(store, FormDraft("source", None, {"name": "Older Watch", "kind": "ngo"}))
        form_drafts.keep(store, FormDraft("incident", "INC-2026-000001", {"title": "Later"},
                                          {"title": "Shelling of Testivka"}))
    return logged


def test_what_was_left_is_offered_when_the_store_opens(window: MainWindow, left_behind: Path, until: Patience) -> None:
    window.keeper.open(left_behind)
    notice = window.notices.unsaved
    until(notice.isVisible)
    assert "was not saved" in notice.text
    assert "There is 1 more." in notice.text
    assert "Later" not in notice.text
    assert "Older" not in notice.text
    assert nameless(notice) == []
    first = "Edit INC-2026-000001" if "INC-2026" in notice.text else "New source"
    press(notice.button)
    until(lambda: window.findChildren(RecordForm))
    (form,) = window.findChildren(RecordForm)
    until(lambda: form.isEnabled() and {"Later", "Older Watch"} & set(map(str, form.sheet.patch().values())))
    assert form.windowTitle() == f"{first}[*]"
    press(form.buttons.save)
    until(lambda: not window.findChildren(RecordForm) and notice.isVisible())
    assert "more" not in notice.text
    press(notice.other)
    box = found(window, QMessageBox, "unsaved-discard")
    assert box.defaultButton().objectName() == "unsaved-keep"
    press(found(box, QAbstractButton, "unsaved-do-discard"))
    until(lambda: not notice.isVisible())
    assert window.desk is not None
    until(lambda: window.desk is not None and not window.desk.ops.writing)
    assert form_drafts.kept(window.desk.ops.store) == []


def test_a_form_that_the_store_does_not_take_can_be_saved_elsewhere(
        qtbot: QtBot, desk: Operations, until: Patience, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def full(*_given: object, **_named: object) -> None:
        raise DiskFull("The disk is full.")

    monkeypatch.setattr(records, "add", full)
    form = opened(qtbot, desk, "source")
    form.show()
    form.editors["kind"].set_value("ngo")
    form.editors["name"].set_value("Invented Watch of Nowhere")
    assert not form.elsewhere_button.isVisible()
    press(form.buttons.save)
    until(form.elsewhere_button.isVisible)
    assert "The disk is full" in form.message.sentence
    press(form.elsewhere_button)
    box = found(form, QMessageBox, "form_elsewhere_warning")
    assert "not encrypted" in box.text()
    assert box.defaultButton().objectName() == "form_elsewhere_cancel"
    press(found(box, QAbstractButton, "form_elsewhere_choose"))
    chooser = found(form, QFileDialog, "form_elsewhere_chooser")
    chooser.fileSelected.emit(str(tmp_path / "kept.json"))
    chooser.close()
    monkeypatch.undo()
    assert stat.S_IMODE((tmp_path / "kept.json").stat().st_mode) == 0o600
    written = json.loads((tmp_path / "kept.json").read_text(encoding="utf-8"))
    assert written["name"] == "Invented Watch of Nowhere"
    assert form.sheet.dirty
    records.add(desk.store, "source", written)


def test_a_copy_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    said = elsewhere.write(str(tmp_path / "no" / "such" / "folder.json"), FormDraft("source", None))
    assert "could not be written" in said


def test_a_form_that_is_still_reading_its_record_leaves_its_draft_alone(
        qtbot: QtBot, desk: Operations, until: Patience) -> None:
    draft = typed_and_left(qtbot, desk, "incident", INCIDENT, {"title": "Mine"})
    form = forms.open_form(desk, "incident", None, reference=INCIDENT, draft=draft)
    keep(qtbot, form)
    form.keeping.keep_now()  # as a lock would at this moment
    until(lambda: not desk.writing)
    assert [dict(each.values) for each in form_drafts.kept(desk.store)] == [{"title": "Mine"}]
    until(form.isEnabled)
