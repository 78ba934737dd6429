"""Allegations in the window: the section, the matrix worked in by keyboard, and the dialog that says what is proposed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QWidget
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
from tests.gui.test_pages import shown

from casetracker.gui.dialogs.allegation import Allege
from casetracker.gui.dialogs.element import AssessElement, ElementEvidence
from casetracker.gui.ops import Operations
from casetracker.gui.widgets.element_cells import GAP_ROLE
from casetracker.gui.widgets.element_matrix import AGAINST, ASSESSMENT, FOR, ElementMatrix
from casetracker.gui.widgets.provision_tree import ProvisionTree
from casetracker.gui.widgets.section import Disclosure
from casetracker.gui.widgets.tags import Tag
from casetracker.services import allegations, records, show

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]

PRISONERS = "A-000002"
"""Third Geneva Convention, art. 130, in the sample."""


@pytest.fixture
def ops(tmp_path: Path) -> Iterator[Operations]:
    with sample_desk(tmp_path) as ops:
        yield ops


def rows(ops: Operations, reference: str = PRISONERS) -> dict[str, dict[str, Any]]:
    record = show.record(ops.store, reference)
    made = allegations.matrix(show.incident_page(ops.store, record["incident"]), record)["rows"]
    return {row["element"]: row for row in made}


def opened(qtbot: QtBot, kind: type[QWidget], parent: QWidget) -> QWidget:
    qtbot.waitUntil(lambda: bool(parent.findChildren(kind)), timeout=PATIENCE)
    dialog = parent.findChildren(kind)[-1]
    keep(qtbot, dialog)
    return dialog


def test_the_incident_shows_its_allegations_with_text_and_gaps(qtbot: QtBot, ops: Operations) -> None:
    page = shown(qtbot, ops, INCIDENT)
    section = found(page, QWidget, "section_allegations")
    said = everything_said(section)
    assert "Criminal Code of Ukraine, art. 438(2) — " in said
    assert "the program proposes, counsel decides" in said
    tags = [tag.text for tag in section.findChildren(Tag)]
    assert "proposed: Before Law No. 4012-IX" in tags
    assert "partly to be confirmed" in tags
    folded = [each for each in section.findChildren(Disclosure) if each.head.objectName().startswith("elements_")]
    assert len(folded) == 8
    assert all("gap" in each.head.text() for each in folded)
    assert not section.findChildren(ElementMatrix)
    folded[1].head.click()
    assert len(section.findChildren(ElementMatrix)) == 1
    assert "casetracker's own short words" in everything_said(section)
    assert nameless(page) == []


def test_an_incident_without_any_says_so(qtbot: QtBot, ops: Operations) -> None:
    page = shown(qtbot, ops, "INC-2026-000002")
    assert "No allegation" in found(page, QLabel, "allegations_empty").text()
    assert "classified" in found(page, QLabel, "conflicts_empty").text()


def test_a_gap_is_said_in_words_and_no_row_is_cut(qtbot: QtBot, ops: Operations) -> None:
    page = shown(qtbot, ops, PRISONERS)
    matrix = page.area.findChildren(ElementMatrix)[0]
    cells = [matrix.model().index(line, FOR) for line in range(matrix.rowCount())]
    gaps = {cell.data() for cell in cells if cell.data(GAP_ROLE)}
    assert gaps == {"Gap: nothing yet"}
    for width in (480, 1100):
        page.resize(width, 900)
        qtbot.wait(10)
        for line in range(matrix.rowCount()):
            tallest = max(matrix._cells.height_of(matrix.model().index(line, column), matrix.columnWidth(column))
                          for column in range(matrix.columnCount()))
            assert matrix.rowHeight(line) >= tallest
        content = matrix.horizontalHeader().height() + sum(map(matrix.rowHeight, range(matrix.rowCount())))
        assert matrix.viewport().height() + matrix.horizontalHeader().height() >= content


def test_enter_on_a_cell_assesses_and_the_matrix_tells(qtbot: QtBot, ops: Operations) -> None:
    page = shown(qtbot, ops, PRISONERS)
    matrix = page.area.findChildren(ElementMatrix)[0]
    matrix.setCurrentIndex(matrix.index_of("gc3-130/6", ASSESSMENT))
    key(matrix, Qt.Key.Key_Return)
    dialog = opened(qtbot, AssessElement, page)
    assert isinstance(dialog, AssessElement)
    dialog.panel.editors["assessment"].set_value("moderate")
    dialog.panel.editors["note"].set_value("one root only")
    with qtbot.waitSignal(ops.changed, timeout=PATIENCE):
        press(dialog.save_button)
    row = rows(ops)["gc3-130/6"]
    assert (row["assessment"], row["note"], row["assessed_by"]) == ("moderate", "one root only", "Tester")
    qtbot.waitUntil(lambda: "moderate" in _told(page).casefold(), timeout=PATIENCE)


def _told(page: QWidget) -> str:
    matrix = page.findChildren(ElementMatrix)[-1]
    return "\n".join(str(matrix.model().index(line, column).data()) for line in range(matrix.rowCount())
                     for column in range(matrix.columnCount()))


def test_evidence_is_chosen_from_what_the_incident_holds(qtbot: QtBot, ops: Operations) -> None:
    dialog = ElementEvidence(ops, PRISONERS, rows(ops)["gc3-130/7"], "against", None)
    keep(qtbot, dialog)
    dialog.show()
    choices = found(dialog, QListWidget, "element_evidence_list")
    qtbot.waitUntil(lambda: choices.count() > 10, timeout=PATIENCE)
    assert not dialog.add_button_.isEnabled()
    dialog.search.setText("sample picture")
    visible = [choices.item(line) for line in range(choices.count()) if not choices.item(line).isHidden()]
    assert [item.text().split()[0] for item in visible] == ["E-000002"]
    choices.setCurrentItem(visible[0])
    dialog.locator.setText("upper left")
    with qtbot.waitSignal(ops.changed, timeout=PATIENCE):
        press(dialog.add_button_)
    (entry,) = rows(ops)["gc3-130/7"]["against"]
    assert (entry["evidence"], entry["locator"]) == ("E-000002", "upper left")
    again = ElementEvidence(ops, PRISONERS, rows(ops)["gc3-130/7"], "against", None)
    keep(qtbot, again)
    assert nameless(again) == []
    with qtbot.waitSignal(ops.changed, timeout=PATIENCE):
        press(found(again, QPushButton, f"take_away_{entry['id']}"))
    assert rows(ops)["gc3-130/7"]["against"] == []


def test_a_refused_entry_leaves_what_was_chosen(qtbot: QtBot, ops: Operations) -> None:
    dialog = ElementEvidence(ops, PRISONERS, {**rows(ops)["gc3-130/7"], "element": "gc3-130/99"}, "for", None)
    keep(qtbot, dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.list.count() > 0, timeout=PATIENCE)
    dialog.list.setCurrentRow(0)
    dialog.confirm()
    qtbot.waitUntil(lambda: bool(dialog.message.sentence), timeout=PATIENCE)
    assert dialog.list.currentRow() == 0
    assert dialog.isVisible()


def test_the_tree_begins_with_what_the_incident_alleges(qtbot: QtBot) -> None:
    tree = ProvisionTree()
    qtbot.addWidget(tree)
    tree.suggest(["gc3-13", "gc3-130"])
    assert _visible(tree) == ["gc3-13", "gc3-130"]
    tree.search.setText("438")
    assert _visible(tree) == []
    tree.only.setChecked(False)
    assert _visible(tree) == ["ua-cc-438-1", "ua-cc-438-2"]
    key(tree.search, Qt.Key.Key_Down)
    assert tree.code == "ua-cc-438-1"
    tree.suggest([])
    tree.search.clear()
    assert len(_visible(tree)) > 130


def _visible(tree: ProvisionTree) -> list[str]:
    from casetracker.gui.widgets.provision_tree import _code

    return [_code(item) for item in tree._items() if _code(item) and not item.isHidden()]


def test_what_is_proposed_is_said_before_anything_is_saved(qtbot: QtBot, ops: Operations) -> None:
    dialog = Allege(ops, "INC-2026-000002", None)
    keep(qtbot, dialog)
    dialog.show()
    qtbot.waitUntil(lambda: bool(dialog._page), timeout=PATIENCE)
    assert not dialog.save_button.isEnabled()
    dialog.provisions.show_code("ua-cc-438-2")
    said = everything_said(dialog)
    assert "not before its adoption (9 October 2024)" in said
    assert "As proposed: Before Law No. 4012-IX / As changed by Law No. 4012-IX" in said
    assert "As changed by Law No. 4012-IX (entry into force to be confirmed)" in said
    assert "casetracker's own short words" in said
    assert nameless(dialog) == []
    with qtbot.waitSignal(ops.changed, timeout=PATIENCE):
        press(dialog.save_button)
    (made,) = show.incident_page(ops.store, "INC-2026-000002")["allegations"]
    assert (made["provision"], made["version"], made["liability"]) == ("ua-cc-438-2", None, "not_determined")


def test_another_text_is_chosen_for_one_that_is_there(qtbot: QtBot, ops: Operations) -> None:
    page = shown(qtbot, ops, "A-000005")
    press(found(page, QPushButton, "provision_edit"))
    dialog = opened(qtbot, Allege, page)
    assert isinstance(dialog, Allege)
    qtbot.waitUntil(lambda: dialog.provisions.code == "ua-cc-438-2", timeout=PATIENCE)
    done(qtbot, ops, lambda: records.amend(ops.store, "A-000005", {"element_evidence": []}))
    dialog.version.setCurrentIndex(dialog.version.findData("ua-cc-438-2:2024"))
    with qtbot.waitSignal(ops.changed, timeout=PATIENCE):
        press(dialog.save_button)
    assert show.record(ops.store, "A-000005")["version"] == "ua-cc-438-2:2024"
    qtbot.waitUntil(lambda: "not among the texts proposed" in everything_said(page), timeout=PATIENCE)
    assert AGAINST in range(page.area.findChildren(ElementMatrix)[0].columnCount())
