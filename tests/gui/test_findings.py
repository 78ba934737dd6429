"""What is missing, in the window: on an incident's page with the way to mend it, and for the store with progress."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QTreeWidget, QTreeWidgetItem, QWidget
from pytestqt.qtbot import QtBot
from tests import factories as f
from tests.gui.desks import (
    INCIDENT,
    PATIENCE,
    done,
    everything_said,
    found,
    keep,
    nameless,
    press,
    sample_desk,
)
from tests.gui.test_pages import shown

from casetracker.domain.findings import KINDS
from casetracker.gui import dialogs
from casetracker.gui.dialogs.dismissing import Dismiss
from casetracker.gui.dialogs.finding import Findings
from casetracker.gui.dialogs.status import MoveStatus
from casetracker.gui.dialogs.withdrawal import Withdraw
from casetracker.gui.forms.record_form import RecordForm
from casetracker.gui.main_window import MainWindow
from casetracker.gui.ops import Operations
from casetracker.gui.pages.record_page import RecordPage
from casetracker.services import findings, records, status

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]  # said by the offscreen screen


@pytest.fixture
def ops(tmp_path: Path) -> Iterator[Operations]:
    with sample_desk(tmp_path) as ops:
        yield ops


def unfolded(page: RecordPage, name: str = "findings") -> RecordPage:
    press(found(page, QToolButton, f"{name}_disclosure"))
    return page


def again(qtbot: QtBot, page: RecordPage, there: str) -> None:
    qtbot.waitUntil(lambda: page.complete and page.findChild(QWidget, there) is not None, timeout=PATIENCE)


def still(ops: Operations) -> int:
    """How many findings of the incident are open."""
    return sum(each.open for each in findings.of(ops.store, INCIDENT))


def test_an_incident_tells_what_is_missing_and_folds_it_away(qtbot: QtBot, ops: Operations) -> None:
    page = shown(qtbot, ops, INCIDENT)
    head = found(page, QToolButton, "findings_disclosure")
    assert head.text() == f"{still(ops)} findings"
    assert page.findChild(QWidget, "findings_single_root") is None
    unfolded(page)
    qtbot.waitUntil(found(page, QWidget, "findings_single_root").isVisible, timeout=PATIENCE)
    said = everything_said(page)
    assert "5 sources, 1 independent root, 1 of unknown origin" in said
    assert "Rome Statute, art. 54(1)(a)" in said
    assert nameless(page) == []


@pytest.mark.parametrize(("about", "record", "field"), [
    (f"no_exonerating_search_{INCIDENT}", INCIDENT, "inquiries"), ("ungraded_source_S-000005", "S-000005", "reliability"),
])
def test_a_finding_leads_to_the_field_where_it_is_mended(
    qtbot: QtBot, ops: Operations, about: str, record: str, field: str
) -> None:
    page = unfolded(shown(qtbot, ops, INCIDENT))
    press(found(page, QPushButton, f"mend_{about}"))
    form = page.findChild(RecordForm)
    assert form is not None
    keep(qtbot, form)
    assert form.windowTitle().startswith(f"Edit {record}")
    assert form._start == field
    qtbot.waitUntil(lambda: form.body.isEnabled(), timeout=PATIENCE)


def test_custody_and_a_status_are_mended_in_their_own_way(qtbot: QtBot, ops: Operations) -> None:
    done(qtbot, ops, lambda: records.withdraw(ops.store, "C-000001", "entered twice"))
    done(qtbot, ops, lambda: status.move(ops.store, INCIDENT, assessment="corroborated", reason="because"))
    page = unfolded(shown(qtbot, ops, INCIDENT))
    press(found(page, QPushButton, "mend_evidence_without_custody_E-000001"))
    form = page.findChild(RecordForm)
    assert form is not None
    keep(qtbot, form)
    assert form.windowTitle().startswith("New custody entry")
    press(found(page, QPushButton, f"mend_corroborated_single_root_{INCIDENT}"))
    moving = page.findChild(MoveStatus)
    assert moving is not None
    keep(qtbot, moving)


def test_dismissing_waits_for_a_reason_and_can_be_taken_back(qtbot: QtBot, ops: Operations) -> None:
    page = unfolded(shown(qtbot, ops, INCIDENT))
    before = still(ops)
    press(found(page, QPushButton, f"dismiss_single_root_{INCIDENT}"))
    dialog = page.findChild(Dismiss)
    assert dialog is not None
    keep(qtbot, dialog)
    assert nameless(dialog) == []
    assert not dialog.do_button.isEnabled()
    dialog.reason.set_value("Nobody else was there.")
    with qtbot.waitSignal(dialog.accepted, timeout=PATIENCE):
        press(dialog.do_button)
    again(qtbot, page, "dismissed_disclosure")
    assert found(page, QToolButton, "findings_disclosure").text() == f"{before - 1} findings"
    assert found(page, QWidget, "findings_ungraded_source").isVisible(), "it stays unfolded"
    unfolded(page, "dismissed")
    assert "Nobody else was there. — Tester" in everything_said(page)
    press(found(page, QPushButton, "bring_back_D-000001"))
    back = page.findChild(Withdraw)
    assert back is not None
    keep(qtbot, back)
    back.reason.set_value("There was somebody.")
    with qtbot.waitSignal(back.accepted, timeout=PATIENCE):
        press(back.do_button)
    again(qtbot, page, f"dismiss_single_root_{INCIDENT}")


def test_an_incident_of_which_nothing_is_missing_says_so(qtbot: QtBot, ops: Operations) -> None:
    done(qtbot, ops, lambda: status.move(ops.store, INCIDENT, handling="entered_in_error", reason="because"))
    page = shown(qtbot, ops, INCIDENT)
    assert "Nothing is missing" in found(page, QLabel, "findings_empty").text()


def looked(qtbot: QtBot, ops: Operations, opened: list[str]) -> Findings:
    dialog = dialogs.show_findings(ops, opened.append, None)
    assert isinstance(dialog, Findings)
    keep(qtbot, dialog)
    qtbot.waitUntil(dialog.tree.isVisible, timeout=PATIENCE)
    return dialog


def lines(tree: QTreeWidget) -> dict[str, list[QTreeWidgetItem]]:
    groups = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    return {group.text(0): [child for place in range(group.childCount()) if (child := group.child(place))]
            for group in groups if group}


def test_the_store_is_looked_through_by_kind(qtbot: QtBot, ops: Operations) -> None:
    opened: list[str] = []
    dialog = looked(qtbot, ops, opened)
    whole = findings.survey(ops.store)
    assert dialog.verdict.text() == f"{whole.counts.total()} findings."
    assert not dialog.isModal()
    assert nameless(dialog) == []
    there = lines(dialog.tree)
    assert [len(each) for each in there.values()] == [whole.counts[code] for code in KINDS if whole.counts[code]]
    dialog.tree.itemActivated.emit(there["Fewer than two independent roots"][0], 0)
    dialog.tree.itemActivated.emit(there["Source not graded"][0], 0)
    assert opened == [INCIDENT, "S-000001"]


def test_a_long_list_is_read_on_when_it_is_asked_for(qtbot: QtBot, ops: Operations) -> None:
    from casetracker.services.changes import change_set, changing

    def many() -> object:
        with changing(ops.store) as change:
            for number in range(140):
                records.create(change, "source", f.source(name=f"Invented {number}"), what="Add")
        return change_set(change)

    done(qtbot, ops, many)  # type: ignore[arg-type]
    dialog = looked(qtbot, ops, [])
    count = findings.survey(ops.store).counts["ungraded_source"]
    last = lines(dialog.tree)["Source not graded"][-1]
    assert last.text(0) == f"Show more ({count - 100} left)"
    dialog.tree.itemActivated.emit(last, 0)
    qtbot.waitUntil(lambda: len(lines(dialog.tree)["Source not graded"]) == count, timeout=PATIENCE)
    records_shown = [line.text(1) for line in lines(dialog.tree)["Source not graded"]]
    assert len(set(records_shown)) == count


def test_looking_can_be_stopped_and_begun_again(
    qtbot: QtBot, ops: Operations, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = findings.survey
    with monkeypatch.context() as slowly:
        def endless(store: object, progress: findings.Progress) -> findings.Survey:
            while progress("Incidents", 1, 2):
                pass
            return whole(ops.store, progress)

        slowly.setattr(findings, "survey", endless)
        dialog = dialogs.show_findings(ops, str, None)
        assert isinstance(dialog, Findings)
        keep(qtbot, dialog)
        qtbot.waitUntil(lambda: "Incidents" in dialog.strip.title.text(), timeout=PATIENCE)
        press(dialog.strip.stop_button)
        qtbot.waitUntil(dialog.again_button.isEnabled, timeout=PATIENCE)
    assert "cancelled" in everything_said(dialog.message)
    assert not dialog.tree.isVisible()
    press(dialog.again_button)
    qtbot.waitUntil(dialog.tree.isVisible, timeout=PATIENCE)


def test_the_menu_leads_there_and_a_finding_to_its_record(at_desk: MainWindow, qtbot: QtBot) -> None:
    at_desk.actions_["findings"].trigger()
    assert at_desk.desk is not None
    dialog = at_desk.desk.findChild(Findings)
    assert dialog is not None
    qtbot.waitUntil(dialog.tree.isVisible, timeout=PATIENCE)
    at_desk.actions_["findings"].trigger()
    assert len(at_desk.desk.findChildren(Findings)) == 1
    line = lines(dialog.tree)["Source not graded"][0]
    dialog.tree.itemActivated.emit(line, 0)
    qtbot.waitUntil(lambda: at_desk.desk is not None and at_desk.desk.current_reference() == "S-000001", timeout=PATIENCE)
