"""Captures, verification, accounts, consents, hand-overs, inquiries and steps: shown where they are needed, and mended."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit, QPushButton, QWidget
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
from tests.gui.test_pages import shown, witness

from casetracker.gui.dialogs.dossier import MakeDossier
from casetracker.gui.dialogs.further_file import FurtherFile
from casetracker.gui.dialogs.revocation import Revoke
from casetracker.gui.dialogs.statement import write
from casetracker.gui.forms.record_form import RecordForm
from casetracker.gui.ops import Operations
from casetracker.gui.pages.record_page import RecordPage
from casetracker.gui.widgets.section import Section
from casetracker.gui.widgets.tags import Tag
from casetracker.services import evidence, records, show

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]  # said by the offscreen screen


@pytest.fixture
def ops(tmp_path: Path) -> Iterator[Operations]:
    with sample_desk(tmp_path) as ops:
        yield ops


def added(qtbot: QtBot, ops: Operations, record: str, **fields: Any) -> str:
    return done(qtbot, ops, lambda: records.add(ops.store, record, fields)).reference


def web_page(qtbot: QtBot, ops: Operations, folder: Path, **fields: Any) -> str:
    file = folder / "page.html"
    file.write_text("<p>invented</p>")
    return done(qtbot, ops, lambda: evidence.take_in(ops.store, INCIDENT, file, role="page_source", details={
        "kind": "web_page", "title": "An invented page", **fields})).reference


def tags(page: QWidget) -> set[str]:
    return {tag.text for tag in page.findChildren(Tag)}


def section(page: RecordPage, name: str) -> Section:
    return found(page, Section, f"section_{name}")


@pytest.mark.parametrize(("code", "opens"), [
    ("url", RecordForm), ("captured_at", RecordForm), ("embedded_media", RecordForm), ("confirmed", RecordForm),
    ("full_page_capture", FurtherFile),
])
def test_each_missing_line_of_a_capture_leads_to_where_it_is_mended(code: str, opens: type[QWidget], qtbot: QtBot,
                                                                     ops: Operations, tmp_path: Path) -> None:
    page = shown(qtbot, ops, web_page(qtbot, ops, tmp_path))
    assert "3 of 8 lines recorded" in found(page, QLabel, "capture_summary").text()
    assert found(page, QLabel, f"capture_{code}_sign").accessibleName() == "missing"
    assert found(page, QLabel, "capture_page_source_sign").accessibleName() == "recorded"
    assert page.findChild(QPushButton, "capture_mend_page_source") is None
    press(found(page, QPushButton, f"capture_mend_{code}"))
    dialog = page.findChildren(opens)[0]
    keep(qtbot, dialog)
    if isinstance(dialog, FurtherFile):
        assert dialog.role.currentData() == code


def test_an_item_that_is_no_web_page_has_no_checklist(qtbot: QtBot, ops: Operations) -> None:
    page = shown(qtbot, ops, "E-000002")
    assert page.findChild(Section, "section_capture") is None
    assert "Unverified" in tags(section(page, "verification"))


def test_verification_tells_its_parts_apart_and_misses_the_second_pair_of_eyes(qtbot: QtBot, ops: Operations,
                                                                             tmp_path: Path) -> None:
    exhibit = web_page(qtbot, ops, tmp_path, verification="partly_verified", verified_source="verified",
                       verified_content="refuted", verified_by="V. Erifier", not_possible="No camera was seen.")
    page = shown(qtbot, ops, exhibit)
    told = section(page, "verification")
    assert tags(told) == {"Partly verified", "Verified", "Refuted", "Unverified"}
    assert "nobody yet: a second person looks at what one has verified" in everything_said(told)
    assert everything_said(page).count("No camera was seen.") == everything_said(told).count("No camera was seen.")


def test_the_direction_of_an_exhibit_stands_on_the_incident(qtbot: QtBot, ops: Operations, tmp_path: Path) -> None:
    web_page(qtbot, ops, tmp_path, links=[{"incident": INCIDENT, "bearing": "exonerating", "purpose": "linkage"}])
    assert "exonerating · linkage" in tags(section(shown(qtbot, ops, INCIDENT), "evidence"))


def test_who_must_not_be_asked_again_is_said_on_every_page(qtbot: QtBot, ops: Operations) -> None:
    person = witness(qtbot, ops)
    account = added(qtbot, ops, "account", incident=INCIDENT, party=person, date="2025-03", summary="Told in confidence.",
                    do_not_contact=True, first_account_only=True)
    for reference in (INCIDENT, person, account):
        page = shown(qtbot, ops, reference)
        assert {"do not contact again", "first account only"} <= tags(page), reference
        assert ("Told in confidence." in everything_said(page)) is (reference == account)
        assert "Захищений" not in everything_said(page)
        assert nameless(page) == []


def test_a_consent_is_revoked_from_the_page_of_its_person(qtbot: QtBot, ops: Operations) -> None:
    person = witness(qtbot, ops)
    consent = added(qtbot, ops, "consent", party=person, recipient="Sample Registry", use="court", given_on="2025-03-01",
                    explained_by="E. Xplainer", language="uk")
    page = shown(qtbot, ops, person)
    assert "by E. Xplainer, in uk" in everything_said(section(page, "consents"))
    press(found(page, QPushButton, f"revoke_{consent}"))
    dialog = page.findChildren(Revoke)[0]
    keep(qtbot, dialog)
    dialog.confirm()
    assert dialog.isVisible()
    dialog.panel.editors["revoked_on"].set_value("2025-06")
    dialog.panel.editors["revoked_reason"].set_value("afraid")
    with qtbot.waitSignal(ops.changed, timeout=PATIENCE):
        dialog.confirm()
    assert show.record(ops.store, consent)["revoked_on"] == "2025-06"
    qtbot.waitUntil(lambda: "revoked" in tags(page), timeout=PATIENCE)


def test_handed_over_is_derived_from_hand_overs(qtbot: QtBot, ops: Operations) -> None:
    page = shown(qtbot, ops, INCIDENT)
    assert found(page, QLabel, "handovers_empty").text()
    handover = added(qtbot, ops, "handover", body="B-000001", title="A dossier", given_on="2025-04-01", sha256="ab" * 32,
                     incidents=[{"incident": INCIDENT}])
    page = shown(qtbot, ops, INCIDENT)
    assert "to Prosecutor General's Office of Ukraine, 1 April 2025, not acknowledged" in everything_said(page)
    assert handover in everything_said(section(page, "handovers"))
    assert handover in everything_said(section(shown(qtbot, ops, "B-000001"), "handovers"))


def test_lines_of_inquiry_stand_open_ones_first_and_overdue_ones_marked(qtbot: QtBot, ops: Operations) -> None:
    done(qtbot, ops, lambda: records.amend(ops.store, INCIDENT, {"inquiries": [
        {"question": "Is it done?", "state": "done", "due": "2020"},
        {"question": "Who else was there?", "aim": "exonerating", "due": "2020", "owner": "O. Wner"}]}))
    told = section(shown(qtbot, ops, INCIDENT), "inquiries")
    said = everything_said(told)
    assert said.index("Who else was there?") < said.index("Is it done?")
    assert [tag.text for tag in told.findChildren(Tag)].count("overdue") == 1
    assert "Search for exonerating material" in tags(told)


def test_steps_are_told_with_their_deadlines_and_the_chain_of_cases(qtbot: QtBot, ops: Operations) -> None:
    other = added(qtbot, ops, "proceeding", title="An older file")
    done(qtbot, ops, lambda: records.amend(ops.store, "PR-000001", {"merged_into": other, "steps": [
        {"kind": "request", "what": "To see the file", "deadline": "2020-01-10"},
        {"kind": "reply", "what": "It came", "deadline": "2020-01-10", "answered_on": "2020-01-09"}]}))
    told = section(shown(qtbot, ops, "PR-000001"), "steps")
    assert [tag.text for tag in told.findChildren(Tag)] == ["overdue"]
    assert other in everything_said(told)
    assert "PR-000001" in everything_said(section(shown(qtbot, ops, other), "merged"))


def test_units_show_what_stands_above_and_below(qtbot: QtBot, ops: Operations) -> None:
    brigade = added(qtbot, ops, "party", kind="unit", name="Sample Brigade", identification="identified")
    battalion = added(qtbot, ops, "party", kind="unit", name="Sample Battalion", parent=brigade)
    company = added(qtbot, ops, "party", kind="unit", name="Sample Company", parent=battalion)
    added(qtbot, ops, "participation", incident=INCIDENT, party=company, role="alleged_unit")
    assert "Sample Battalion, part of Sample Brigade" in everything_said(section(shown(qtbot, ops, INCIDENT), "parties"))
    page = shown(qtbot, ops, battalion)
    assert brigade in everything_said(section(page, "above"))
    assert company in everything_said(section(page, "below"))


def test_a_victim_whose_family_has_not_heard_is_marked(qtbot: QtBot, ops: Operations) -> None:
    person = added(qtbot, ops, "party", name="Sample Victim", names=["Зразкова Жертва"], identification="identified",
                   fate="killed")
    added(qtbot, ops, "participation", incident=INCIDENT, party=person, role="victim", source="S-000001")
    told = section(shown(qtbot, ops, INCIDENT), "parties")
    assert "family not informed" in tags(told)
    assert "Зразкова Жертва · Identified · Killed" in everything_said(told)


def test_what_is_held_back_is_said_before_the_dossier_is_made(qtbot: QtBot, ops: Operations, tmp_path: Path) -> None:
    exhibit = web_page(qtbot, ops, tmp_path, sharing="named_recipients",
                       sharing_recipients="Prosecutor General's Office of Ukraine")
    dialog = MakeDossier(ops, [INCIDENT], None)
    keep(qtbot, dialog)
    dialog.show()
    listed = found(dialog, QPlainTextEdit, "dossier_held_list")
    qtbot.waitUntil(lambda: f"{exhibit} is held back: Named recipients only." in listed.toPlainText(), timeout=PATIENCE)
    assert dialog.held.isVisible()
    dialog.recipient.choose("B-000001")
    qtbot.waitUntil(lambda: exhibit not in listed.toPlainText(), timeout=PATIENCE)
    dialog.recipient.set_value(None)
    qtbot.waitUntil(lambda: exhibit in listed.toPlainText(), timeout=PATIENCE)
    dialog.audience.setCurrentIndex(dialog.audience.findData("internal"))
    qtbot.waitUntil(lambda: not dialog.held.isVisible(), timeout=PATIENCE)
    assert nameless(dialog) == []


def test_after_a_dossier_its_hand_over_is_begun(qtbot: QtBot, ops: Operations, tmp_path: Path) -> None:
    dialog = MakeDossier(ops, [INCIDENT], None)
    keep(qtbot, dialog)
    dialog.show()
    assert not dialog.handover_button.isVisible()
    dialog.recipient.choose("B-000001")
    dialog.file.setText(str(tmp_path / "out.pdf"))
    dialog.confirm()
    qtbot.waitUntil(dialog.handover_button.isVisible, timeout=PATIENCE)
    press(dialog.handover_button)
    form = dialog.findChildren(RecordForm)[0]
    keep(qtbot, form)
    form.editors["given_on"].set_value("2026-05-06")
    with qtbot.waitSignal(ops.changed, timeout=PATIENCE):
        form.save()
    handover = show.record(ops.store, "H-000001")
    assert handover["sha256"] == sha256((tmp_path / "out.pdf").read_bytes()).hexdigest()
    assert (handover["body"], handover["what"]) == ("B-000001", "dossier")
    assert [row["incident"] for row in handover["incidents"]] == [INCIDENT]


def test_a_statement_is_written_where_it_was_asked_for(qtbot: QtBot, ops: Operations, tmp_path: Path) -> None:
    page = shown(qtbot, ops, "E-000002")
    press(found(page, QPushButton, "page_statement"))
    chooser = found(page, QFileDialog, "statement_chooser")
    keep(qtbot, chooser)
    assert chooser.selectedFiles()[0].endswith("E-000002-statement.pdf")
    target = tmp_path / "statement.pdf"
    with qtbot.waitSignal(ops.noticed, timeout=PATIENCE):
        write(ops, "E-000002", target)
    assert target.read_bytes().startswith(b"%PDF-")
