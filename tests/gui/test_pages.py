"""What a page shows of a record, according to whom, and what it keeps to itself."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLabel, QPushButton, QTextEdit, QToolButton
from pytestqt.qtbot import QtBot
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

from casetracker.domain.shapes import kind_of_reference
from casetracker.gui.dialogs.adoption import Adopt
from casetracker.gui.dialogs.intake import TakeIn
from casetracker.gui.ops import Operations
from casetracker.gui.pages import page_for
from casetracker.gui.pages.record_page import RecordPage
from casetracker.gui.views.desk import PAGE_LEAST
from casetracker.gui.widgets.buttons import Chip, Link
from casetracker.gui.widgets.section import Section, Unfolding
from casetracker.gui.widgets.tags import Tag
from casetracker.i18n import use
from casetracker.services import claims, records
from casetracker.services.case_store import CaseStore

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]  # said by the offscreen screen

NAME = "Остап Захищений-Вигаданий"
SAMPLE = ("INC-2026-000001", "INC-2026-000002", "S-000002", "P-000001", "B-000001", "PR-000001", "E-000002", "C-000001",
          "PA-000001")


@pytest.fixture
def ops(tmp_path: Path) -> Iterator[Operations]:
    with sample_desk(tmp_path) as ops:
        yield ops


def shown(qtbot: QtBot, ops: Operations, reference: str) -> RecordPage:
    kind = kind_of_reference(reference)
    assert kind is not None
    page = page_for(kind, ops)
    qtbot.addWidget(page)
    page.resize(820, 900)
    page.show()
    page.show_record(reference)
    settled(qtbot, page, reference)
    return page


def settled(qtbot: QtBot, page: RecordPage, reference: str) -> None:
    qtbot.waitUntil(lambda: page.complete and any(
        reference in label.text() for label in page.area.findChildren(QLabel, "page_reference")), timeout=PATIENCE)


def witness(qtbot: QtBot, ops: Operations) -> str:
    party = done(qtbot, ops, lambda: records.add(ops.store, "party", {
        "kind": "person", "name": NAME, "names": ["Ostap Zakhyshchenyi-Vyhadanyi"], "protected": True,
        "pseudonym": "Witness K", "protection_reason": f"{NAME} asked for it"})).reference
    done(qtbot, ops, lambda: records.add(ops.store, "participation", {
        "incident": INCIDENT, "party": party, "role": "witness"}))
    return party


@pytest.mark.parametrize("reference", SAMPLE)
def test_every_record_of_the_sample_has_a_page(qtbot: QtBot, ops: Operations, reference: str) -> None:
    page = shown(qtbot, ops, reference)
    assert page.area.findChildren(Section)
    assert nameless(page) == []


def test_an_incident_shows_every_section(qtbot: QtBot, ops: Operations) -> None:
    page = shown(qtbot, ops, INCIDENT)
    names = {section.objectName().removeprefix("section_") for section in page.area.findChildren(Section)}
    assert names >= {"dates", "places", "figures", "claims", "narrative", "parties", "sources", "evidence",
                     "proceedings", "history", "journal"}


def test_an_empty_incident_says_what_is_missing(qtbot: QtBot, ops: Operations) -> None:
    logged = done(qtbot, ops, lambda: records.add(ops.store, "incident", {"title": "Nothing but a title"})).reference
    page = shown(qtbot, ops, logged)
    for name in ("dates", "places", "figures", "claims", "narrative", "parties", "sources", "evidence", "proceedings"):
        assert found(page, QLabel, f"{name}_empty").text(), name
    assert "none known" in found(page, Chip, "chip_stage").accessibleName()


def test_the_derived_working_date_is_marked_as_ours(qtbot: QtBot, ops: Operations) -> None:
    page = shown(qtbot, ops, INCIDENT)
    said = everything_said(page)
    assert "between 6 and 7 October 2024 — date of act, derived by casetracker, stated by no source" in said
    assert any(tag.text == "inferred by us" for tag in page.area.findChildren(Tag))


def test_every_claim_leads_to_its_source(qtbot: QtBot, ops: Operations) -> None:
    page = shown(qtbot, ops, INCIDENT)
    dates = found(page, Section, "section_dates")
    links = [link for link in dates.findChildren(Link) if link.objectName().startswith("link_S-")]
    assert [link.objectName() for link in links].count("link_S-000005") == 3, "one for each date the office states"
    assert len(links) == 10
    with qtbot.waitSignal(page.open_requested, timeout=PATIENCE) as asked:
        press(links[0])
    assert asked.args == ["S-000005"]


def test_three_statuses_stand_apart_and_each_can_be_moved(qtbot: QtBot, ops: Operations) -> None:
    page = shown(qtbot, ops, INCIDENT)
    assert found(page, Chip, "chip_assessment").accessibleName() == "Assessment: Under verification"
    assert found(page, Chip, "chip_handling").accessibleName() == "Handling: Open"
    assert found(page, Chip, "chip_stage_ua").accessibleName() == "Ukraine: pre-trial investigation"
    press(found(page, Chip, "chip_stage_ua"))
    assert [child.objectName() for child in page.children() if child.objectName() == "move_stage"]


def test_a_change_made_by_another_program_is_shown(qtbot: QtBot, ops: Operations) -> None:
    page = shown(qtbot, ops, INCIDENT)
    subprocess.run([sys.executable, "-m", "casetracker", "--store", str(ops.store.folder), "--actor", "Colleague",
                    "incident", "status", INCIDENT, "--handling", "on_hold", "--reason", "Waiting"], check=True)
    qtbot.waitUntil(lambda: any("On hold" in chip.accessibleName() for chip in page.area.findChildren(Chip)),
                    timeout=PATIENCE)


def test_markup_in_a_record_is_shown_and_not_obeyed(qtbot: QtBot, ops: Operations) -> None:
    hostile = "<b>bold</b> <img src='/etc/passwd'> & <ref 12> <unclosed"
    logged = done(qtbot, ops, lambda: records.add(ops.store, "incident", {
        "title": hostile, "narrative": hostile, "claims": [{"kind": "act", "value": hostile}]})).reference
    page = shown(qtbot, ops, logged)
    for label in page.area.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or not label.text()
    assert everything_said(page).count(hostile) >= 3


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("reference", SAMPLE)
def test_a_narrow_page_needs_no_sideways_scrolling(qtbot: QtBot, ops: Operations, reference: str, language: str) -> None:
    use(language)
    try:
        page = shown(qtbot, ops, reference)
        page.resize(PAGE_LEAST, 800)
        qtbot.wait(100)
        assert page.area.horizontalScrollBar().maximum() == 0
        content = page.area.widget()
        assert content is not None
        assert content.height() >= content.heightForWidth(content.width())
    finally:
        use("en")


def test_a_long_word_breaks_and_widens_nothing(qtbot: QtBot, ops: Operations) -> None:
    logged = done(qtbot, ops, lambda: records.add(ops.store, "incident", {
        "title": "x" * 300, "narrative": "https://example.org/" + "y" * 2000})).reference
    page = shown(qtbot, ops, logged)
    assert page.area.horizontalScrollBar().maximum() == 0
    texts = page.area.findChildren(QTextEdit)
    assert any(text.toPlainText().endswith("y" * 2000) for text in texts)
    for text in texts:
        assert text.document().size().height() <= text.height() + 1


def test_a_source_with_a_long_address_for_a_name_widens_nothing(qtbot: QtBot, ops: Operations) -> None:
    address = "https://example.org/" + "path/" * 60
    source = done(qtbot, ops, lambda: records.add(ops.store, "source", {"kind": "other", "name": address})).reference
    logged = done(qtbot, ops, lambda: records.add(ops.store, "incident", {"title": "Long names", "dates": [
        {"kind": "act", "date": "2024", "source": source, "basis": "inferred", "basis_note": address, "note": address}]}))
    page = shown(qtbot, ops, logged.reference)
    assert page.area.horizontalScrollBar().maximum() == 0
    assert address in everything_said(page)


def test_a_protected_name_stands_nowhere_but_on_its_own_page_when_asked(qtbot: QtBot, ops: Operations) -> None:
    party = witness(qtbot, ops)
    for reference in (INCIDENT, "PA-000004"):
        page = shown(qtbot, ops, reference)
        assert "Witness K" in everything_said(page), reference
        assert "Захищений" not in everything_said(page), reference
    own = shown(qtbot, ops, party)
    assert "Захищений" not in everything_said(own)
    press(found(own, QPushButton, "page_reveal"))
    qtbot.waitUntil(lambda: "Захищений" in everything_said(own), timeout=PATIENCE)
    assert "Захищений" not in own.windowTitle()
    own.show_record("P-000001")
    settled(qtbot, own, "P-000001")
    own.show_record(party)
    settled(qtbot, own, party)
    qtbot.waitUntil(lambda: own.area.findChild(QPushButton, "page_reveal") is not None, timeout=PATIENCE)
    assert "Захищений" not in everything_said(own)


def test_a_revealed_name_is_hidden_again_when_the_page_is_cleared(qtbot: QtBot, ops: Operations) -> None:
    party = witness(qtbot, ops)
    own = shown(qtbot, ops, party)
    press(found(own, QPushButton, "page_reveal"))
    qtbot.waitUntil(lambda: "Захищений" in everything_said(own), timeout=PATIENCE)
    own.clear()
    qtbot.waitUntil(lambda: "Захищений" not in everything_said(own), timeout=PATIENCE)


def test_a_withdrawn_record_says_so_with_the_reason(qtbot: QtBot, ops: Operations) -> None:
    done(qtbot, ops, lambda: records.withdraw(ops.store, INCIDENT, "Logged twice by mistake"))
    page = shown(qtbot, ops, INCIDENT)
    assert "Logged twice by mistake" in everything_said(page)
    assert page.area.findChild(QPushButton, "page_restore") is not None
    assert page.area.findChild(QPushButton, "page_withdraw") is None


def test_a_record_that_is_not_there_is_said_in_a_sentence(qtbot: QtBot, ops: Operations) -> None:
    page = page_for("source", ops)
    qtbot.addWidget(page)
    page.show_record("S-999999")
    message = found(page, QLabel, "page_message")
    qtbot.waitUntil(lambda: "S-999999" in message.text(), timeout=PATIENCE)


def test_files_dropped_on_the_page_are_offered_for_taking_in(qtbot: QtBot, ops: Operations, tmp_path: Path) -> None:
    page = shown(qtbot, ops, INCIDENT)
    file = tmp_path / "dropped.txt"
    file.write_text("invented")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                            Qt.KeyboardModifier.NoModifier)
    page.dragEnterEvent(enter)
    assert enter.isAccepted()
    page.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                              Qt.KeyboardModifier.NoModifier))
    dialog = page.findChild(TakeIn, "take_in")
    assert dialog is not None
    assert "dropped.txt" in dialog.list.item(0).text()
    assert dialog.incident.value() == INCIDENT


def test_many_parts_are_laid_out_in_portions(qtbot: QtBot, ops: Operations) -> None:
    claims = [{"kind": "context", "value": f"Remark number {number}"} for number in range(75)]
    logged = done(qtbot, ops, lambda: records.add(ops.store, "incident", {"title": "Many", "claims": claims})).reference
    page = shown(qtbot, ops, logged)
    section = found(page, Section, "section_claims")
    said = everything_said(section)
    assert "Remark number 29" in said
    assert "Remark number 30" not in said
    more = found(section, QPushButton, "claims_more")
    press(more)
    press(more)
    assert "Remark number 74" in everything_said(section)
    assert not more.isVisible()


def test_a_revealed_name_is_hidden_again_when_one_turns_to_something_else(qtbot: QtBot, ops: Operations) -> None:
    party = witness(qtbot, ops)
    own = shown(qtbot, ops, party)
    press(found(own, QPushButton, "page_reveal"))
    qtbot.waitUntil(lambda: "Захищений" in everything_said(own), timeout=PATIENCE)
    own.hide()
    own.show()
    settled(qtbot, own, party)
    assert "Захищений" not in everything_said(own)


def test_a_custody_entry_offers_no_way_to_edit_or_hide_it(qtbot: QtBot, ops: Operations) -> None:
    page = shown(qtbot, ops, "C-000001")
    offered = {button.objectName() for button in page.area.findChildren(QPushButton)}
    assert not [name for name in offered if "edit" in name or "withdraw" in name]
    assert "page_journal" in offered


def test_a_matter_shows_its_mark_and_the_rest_on_demand(qtbot: QtBot, ops: Operations) -> None:
    page = shown(qtbot, ops, INCIDENT)
    dates = found(page, Section, "section_dates")
    marks = [label.text() for label in dates.findChildren(QLabel, "value_mark")]
    assert marks == ["4 sources, 1 independent root", "4 sources, 1 independent root; 1 inferred by us",
                     "1 source, 1 independent root"]
    unfolding = dates.findChildren(Unfolding)[0]
    head = unfolding.findChildren(QToolButton)[0]
    assert head.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert unfolding.findChildren(QPushButton) == [], "what nobody asked for is not made"
    press(head)
    assert "All 4 claims" in head.text()
    assert len([each for each in unfolding.findChildren(QPushButton) if each.objectName().startswith("adopt_")]) == 4
    assert nameless(page) == []


def test_dissent_is_seen_and_a_value_adopted(qtbot: QtBot, ops: Operations) -> None:
    witness_of = done(qtbot, ops, lambda: records.add(ops.store, "source", {
        "kind": "witness", "name": "Invented Witness", "origin": "first_hand", "originator": "Invented Witness"})).reference
    done(qtbot, ops, lambda: claims.add(ops.store, INCIDENT, {
        "kind": "discovery", "date": "2024-10-09", "source": witness_of, "evidence": "E-000001"}))
    page = shown(qtbot, ops, INCIDENT)
    dates = found(page, Section, "section_dates")
    assert [tag.text for tag in dates.findChildren(Tag)].count("sources differ") == 2, "both values stand, none is chosen"
    with qtbot.waitSignal(page.open_requested, timeout=PATIENCE) as asked:
        press(next(link for link in dates.findChildren(Link) if link.objectName() == "link_E-000001"))
    assert asked.args == ["E-000001"]

    unfolding = next(each for each in dates.findChildren(Unfolding) if "All 6" in everything_said(each))
    press(unfolding.findChildren(QToolButton)[0])
    press(next(each for each in unfolding.findChildren(QPushButton) if each.objectName().startswith("adopt_")))
    dialog = found(page, Adopt, "adopt")
    keep(qtbot, dialog)
    button = found(dialog, QPushButton, "adopt_confirm")
    assert not button.isEnabled()
    dialog.reason.set_value("The office has the file.")
    dialog.reviewed.set_value("tester")
    press(button)
    qtbot.waitUntil(lambda: "somebody else" in everything_said(dialog), timeout=PATIENCE)
    dialog.reviewed.set_value("Ann Other")
    press(button)
    qtbot.waitUntil(lambda: any("adopted by Tester" in label.text() for label in page.area.findChildren(QLabel)),
                    timeout=PATIENCE)
    assert "reviewed by Ann Other · The office has the file." in everything_said(page)
    dates = found(page, Section, "section_dates")
    assert [label.text() for label in dates.findChildren(QLabel, "value_mark")][1] == (
        "4 sources, 1 independent root; 1 inferred by us; 1 dissent")
    assert any(each.opened for each in dates.findChildren(Unfolding)), "what was open is open still"


def test_the_page_of_a_source_tells_its_chain(qtbot: QtBot, ops: Operations) -> None:
    page = shown(qtbot, ops, "S-000006")
    chain = found(page, Section, "section_chain")
    said = everything_said(chain)
    assert "1 source, 1 independent root" in said
    assert "Prosecutor General's Office of Ukraine" in said
    assert [tag.text for tag in chain.findChildren(Tag)] == ["root"]
    dark = found(shown(qtbot, ops, "S-000002"), Section, "section_chain")
    assert [tag.text for tag in dark.findChildren(Tag)] == ["origin not known"]
    assert "1 source, 0 independent roots, 1 of unknown origin" in everything_said(dark)


def test_the_chain_of_a_protected_source_names_nobody(qtbot: QtBot, ops: Operations) -> None:
    hidden = done(qtbot, ops, lambda: records.add(ops.store, "source", {
        "kind": "witness", "name": NAME, "protected": True, "pseudonym": "Source K", "origin": "first_hand",
        "originator": NAME, "protection_reason": "asked for it"})).reference
    paper = done(qtbot, ops, lambda: records.add(ops.store, "source", {
        "kind": "news_outlet", "name": "Invented Courier", "origin": "derived",
        "derivations": [{"source": hidden}]})).reference
    for reference in (paper, hidden):
        assert NAME not in everything_said(shown(qtbot, ops, reference))


def test_a_page_that_nobody_sees_is_read_again_when_somebody_does(
        qtbot: QtBot, ops: Operations, monkeypatch: pytest.MonkeyPatch) -> None:
    page, read = shown(qtbot, ops, INCIDENT), list[str]()
    as_it_was = type(page).read

    def counted(self: RecordPage, store: CaseStore, reference: str, revealed: bool) -> object:
        read.append(reference)
        return as_it_was(self, store, reference, revealed)

    monkeypatch.setattr(type(page), "read", counted)
    page.hide()
    done(qtbot, ops, lambda: records.amend(ops.store, INCIDENT, {"title": "Told anew in Testivka"}))
    qtbot.wait(200)
    assert read == []
    page.show()
    qtbot.waitUntil(lambda: "Told anew in Testivka" in everything_said(page), timeout=PATIENCE)
    assert read == [INCIDENT]
