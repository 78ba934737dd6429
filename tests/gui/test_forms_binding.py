"""The binding between records and forms: exchange JSON in, the same JSON out, only what was changed is sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.gui.desks import INCIDENT, PATIENCE, keep, nameless, sample_desk

from casetracker.domain.shapes import SHAPES, Field, Shape
from casetracker.gui.forms import open_form, opener
from casetracker.gui.forms.arrangement import parts_of
from casetracker.gui.forms.body import FormBody
from casetracker.gui.forms.kit import Kit
from casetracker.gui.forms.record_form import RecordForm
from casetracker.gui.forms.rows import RowsEditor
from casetracker.gui.ops import Operations
from casetracker.i18n import use
from casetracker.services import browse, record_lists, show

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]  # said by the offscreen screen

VALUES = {"text": "Слово & <b>", "long": "Two lines\nof text", "words": ["one", "два"], "flag": True, "int": 3,
          "real": 48.1513, "when": "2024-10~"}
TARGETS = {"incident": "INC-2026-000001", "source": "S-000001", "party": "P-000001", "evidence": "E-000001",
           "body": "B-000001", "proceeding": "PR-000001"}


@pytest.fixture
def ops(tmp_path: Path) -> Iterator[Operations]:
    with sample_desk(tmp_path) as ops:
        yield ops


def example(field: Field) -> Any:
    if field.type == "list":
        return [{"id": f"id-{n}", **{inner.name: example(inner) for inner in field.fields}} for n in range(3)]
    if field.type == "ref":
        return TARGETS[field.target]
    if field.vocabulary is not None:
        last = list(field.vocabulary)[-1]
        return [last] if field.type == "codes" else int(last) if field.type == "int" else last
    return VALUES[field.type]


def empty(field: Field) -> Any:
    return {"words": [], "codes": [], "list": [], "flag": False}.get(field.type)


def body(qtbot: QtBot, ops: Operations, shape: Shape, new: bool = True) -> FormBody:
    made = FormBody(shape, Kit(ops, opener(ops)), new=new)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("value_of", [example, empty])
def test_a_record_comes_out_of_its_form_as_it_went_in(qtbot: QtBot, ops: Operations, shape: Shape,
                                                      value_of: Any) -> None:
    record = {field.name: value_of(field) for field in shape.fields if not field.readonly}
    form = body(qtbot, ops, shape)
    form.fill(record)
    assert form.values() == record
    assert not form.dirty
    for editor in form.editors.values():
        if isinstance(editor, RowsEditor):
            for line in range(editor.list.count()):  # looking at a row changes nothing either
                editor.list.setCurrentRow(line)
    assert form.values() == record


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_field_has_a_place_in_the_form_once(shape: Shape) -> None:
    placed = [field.name for part in parts_of(shape, new=True) for field in part.fields]
    assert sorted(placed) == sorted(field.name for field in shape.fields if not field.readonly)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_everything_in_a_form_has_a_name(qtbot: QtBot, ops: Operations, shape: Shape) -> None:
    form = open_form(ops, shape.kind, None)
    keep(qtbot, form)
    for editor in form.editors.values():
        if isinstance(editor, RowsEditor):
            editor.add()
    assert nameless(form) == []
    assert form.accessibleName()


def test_no_form_of_the_sample_would_change_anything_unasked(qtbot: QtBot, ops: Operations) -> None:
    seen = 0
    for kind in SHAPES:
        rows = browse.incident_rows(ops.store, browse.incident_ids(ops.store)) if kind == "incident" else (
            record_lists.record_rows(ops.store, kind, record_lists.record_ids(ops.store, kind)))
        for row in rows:
            form = loaded(qtbot, ops, kind, row.reference)
            assert form.sheet.patch() == {}, row.reference
            assert not form.sheet.dirty
            seen += 1
    assert seen > 20


def loaded(qtbot: QtBot, ops: Operations, kind: str, reference: str) -> RecordForm:
    form = open_form(ops, kind, None, reference)
    keep(qtbot, form)
    qtbot.waitUntil(form.isEnabled, timeout=PATIENCE)
    return form


def test_only_what_was_changed_is_sent(qtbot: QtBot, ops: Operations) -> None:
    form = loaded(qtbot, ops, "incident", INCIDENT)
    form.editors["lead_investigator"].set_value("Олена Вигадана")
    assert form.sheet.patch() == {"lead_investigator": "Олена Вигадана"}
    with qtbot.waitSignal(form.saved, timeout=PATIENCE):
        form.save()
    assert show.record(ops.store, INCIDENT)["lead_investigator"] == "Олена Вигадана"


def test_a_field_emptied_is_sent_as_empty(qtbot: QtBot, ops: Operations) -> None:
    form = loaded(qtbot, ops, "incident", INCIDENT)
    form.editors["narrative"].set_value("")
    form.editors["tags"].set_value([])
    assert form.sheet.patch() == {"narrative": None, "tags": []}


def test_rows_keep_their_ids_through_change_removal_and_order(qtbot: QtBot, ops: Operations) -> None:
    form = loaded(qtbot, ops, "incident", INCIDENT)
    dates = form.editors["dates"]
    assert isinstance(dates, RowsEditor)
    before = show.record(ops.store, INCIDENT)["dates"]
    dates.list.setCurrentRow(0)
    dates.shift(1)
    dates.list.setCurrentRow(2)
    dates.remove()
    sent = form.sheet.patch()["dates"]
    assert isinstance(sent, list)
    assert [row["id"] for row in sent] == [before[1]["id"], before[0]["id"], *(row["id"] for row in before[3:])]


def test_a_row_added_and_never_touched_is_left_out(qtbot: QtBot, ops: Operations) -> None:
    form = loaded(qtbot, ops, "incident", INCIDENT)
    figures = form.editors["figures"]
    assert isinstance(figures, RowsEditor)
    figures.add()
    assert form.sheet.patch() == {}
    assert form.body.own_problems() == {}


def test_start_at_goes_to_the_part_with_the_field(qtbot: QtBot, ops: Operations) -> None:
    form = open_form(ops, "incident", None, INCIDENT)
    keep(qtbot, form)
    form.start_at("figures")
    qtbot.waitUntil(form.isEnabled, timeout=PATIENCE)
    assert form.body.tabText(form.body.currentIndex()) == "Casualties"


@pytest.mark.parametrize("language", ["en", "uk"])
def test_no_two_things_on_one_page_of_a_form_share_a_key(qtbot: QtBot, ops: Operations, language: str) -> None:
    use(language)
    try:
        for kind in SHAPES:
            form = open_form(ops, kind, None)
            keep(qtbot, form)
            for line in range(form.body.count()):
                form.body.setCurrentIndex(line)
                shown = [widget.text() for widget in form.findChildren(QWidget)
                         if isinstance(widget, QLabel | QPushButton | QCheckBox) and widget.isVisibleTo(form)]
                keys = [text[text.index("&") + 1].casefold() for text in shown if "&" in text.replace("&&", "")]
                assert len(keys) == len(set(keys)), (kind, line, sorted(keys))
    finally:
        use("en")
