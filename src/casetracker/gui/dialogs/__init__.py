"""The dialogs of the window: each is opened and left to itself; what it did arrives as a change like any other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from casetracker.domain.findings import Finding
    from casetracker.gui.dialogs.base import Dialog
    from casetracker.gui.ops import Operations
    from casetracker.services.changes import ChangeSet

__all__ = ["about", "add_file", "adopt", "allege", "assess_element", "back_up", "change_selected", "compare", "destroy",
           "dismiss_finding", "doubles", "element_evidence", "hash_again", "look", "make_dossier", "merge", "move_stage",
           "move_status", "print_statement", "restore", "reverse", "revoke_consent", "show_findings", "show_journal",
           "take_in_evidence", "tell_apart", "verify", "withdraw"]


def move_status(ops: Operations, reference: str, parent: QWidget | None) -> Dialog:
    """Moves the assessment and handling of an incident, or the stage of a proceeding."""
    if reference.startswith("PR-"):
        return move_stage(ops, reference, parent)
    from casetracker.gui.dialogs.status import MoveStatus

    return _opened(MoveStatus(ops, reference, parent))


def move_stage(ops: Operations, reference: str, parent: QWidget | None) -> Dialog:
    from casetracker.gui.dialogs.stage import MoveStage

    return _opened(MoveStage(ops, reference, parent))


def change_selected(ops: Operations, pks: Sequence[int], parent: QWidget | None) -> Dialog:
    """Changes many incidents at once."""
    from casetracker.gui.dialogs.bulk_change import ChangeSelected

    return _opened(ChangeSelected(ops, pks, parent))


def reverse(ops: Operations, kind: str, success: Callable[[ChangeSet], object], parent: QWidget | None) -> Dialog:
    """Undoes or does again a change of very many records; `kind` is "undo" or "redo"."""
    from casetracker.gui.dialogs.reversing import Reversing

    return _opened(Reversing(ops, kind, success, parent))


def withdraw(ops: Operations, reference: str, parent: QWidget | None) -> Dialog:
    from casetracker.gui.dialogs.withdrawal import Withdraw

    return _opened(Withdraw(ops, reference, parent))


def restore(ops: Operations, reference: str, parent: QWidget | None) -> Dialog:
    from casetracker.gui.dialogs.withdrawal import Withdraw

    return _opened(Withdraw(ops, reference, parent, restore=True))


def adopt(ops: Operations, incident: str, claim: str, told: str, parent: QWidget | None) -> Dialog:
    from casetracker.gui.dialogs.adoption import Adopt

    return _opened(Adopt(ops, incident, claim, told, parent))


def allege(ops: Operations, incident: str, parent: QWidget | None, allegation: str = "") -> Dialog:
    """A new allegation on an incident, or one that is there."""
    from casetracker.gui.dialogs.allegation import Allege

    return _opened(Allege(ops, incident, parent, allegation))


def assess_element(ops: Operations, allegation: str, element: Mapping[str, Any], parent: QWidget | None) -> Dialog:
    """How far a row of an allegation's matrix is supported."""
    from casetracker.gui.dialogs.element import AssessElement

    return _opened(AssessElement(ops, allegation, element, parent))


def element_evidence(ops: Operations, allegation: str, element: Mapping[str, Any], side: str,
                     parent: QWidget | None) -> Dialog:
    """What speaks for or against a row of an allegation's matrix."""
    from casetracker.gui.dialogs.element import ElementEvidence

    return _opened(ElementEvidence(ops, allegation, element, side, parent))


def make_dossier(ops: Operations, references: Sequence[str], parent: QWidget | None) -> Dialog:
    from casetracker.gui.dialogs.dossier import MakeDossier

    return _opened(MakeDossier(ops, references, parent))


def take_in_evidence(ops: Operations, incident: str | None, paths: Sequence[Path | str] | None,
                     parent: QWidget | None) -> Dialog:
    """Without paths, the file chooser opens at once."""
    from casetracker.gui.dialogs.intake import TakeIn

    dialog = TakeIn(ops, incident, [Path(each) for each in paths or ()], parent)
    dialog.open()
    if not paths:
        dialog.choose_files()
    return dialog


def add_file(ops: Operations, exhibit: str, parent: QWidget | None, role: str = "") -> Dialog:
    """A further file of an exhibit that is there, perhaps with its role chosen already."""
    from casetracker.gui.dialogs.further_file import FurtherFile

    return _opened(FurtherFile(ops, exhibit, parent, role))


def print_statement(ops: Operations, exhibit: str, parent: QWidget | None) -> None:
    """The statement of an item's collector, as a PDF for signature."""
    from casetracker.gui.dialogs import statement

    statement.ask(ops, exhibit, parent)


def revoke_consent(ops: Operations, reference: str, parent: QWidget | None) -> Dialog:
    """A person took their consent back."""
    from casetracker.gui.dialogs.revocation import Revoke

    return _opened(Revoke(ops, reference, parent))


def show_journal(ops: Operations, reference: str | None, parent: QWidget | None) -> Dialog:
    from casetracker.gui.dialogs.journal import Journal

    return _opened(Journal(ops, reference, parent))


def dismiss_finding(ops: Operations, finding: Finding, parent: QWidget | None) -> Dialog:
    from casetracker.gui.dialogs.dismissing import Dismiss

    return _opened(Dismiss(ops, finding, parent))


def show_findings(ops: Operations, open_record: Callable[[str], object], parent: QWidget | None) -> Dialog:
    """What is missing in the store; the one that is open already is brought to the front."""
    from casetracker.gui.dialogs.finding import Findings

    there = parent.findChild(Findings) if parent is not None else None
    dialog = there or Findings(ops, open_record, parent)
    dialog.show()
    dialog.activateWindow()
    return dialog


def verify(ops: Operations, parent: QWidget | None) -> Dialog:
    from casetracker.gui.dialogs.verifying import Verify

    return _opened(Verify(ops, parent))


def compare(ops: Operations, one: str, other: str, parent: QWidget | None) -> Dialog:
    """Two incidents side by side."""
    from casetracker.gui.dialogs.side_by_side import Compare

    return _opened(Compare(ops, one, other, parent))


def tell_apart(ops: Operations, one: str, other: str, parent: QWidget | None) -> Dialog:
    from casetracker.gui.dialogs.same_event import TellApart

    return _opened(TellApart(ops, one, other, parent))


def merge(ops: Operations, one: str, other: str, parent: QWidget | None) -> Dialog:
    """Which of the two is kept is asked."""
    from casetracker.gui.dialogs.same_event import Merge

    return _opened(Merge(ops, one, other, parent))


def doubles(ops: Operations, parent: QWidget | None) -> Dialog:
    """The possible double entries of the whole store."""
    from casetracker.gui.dialogs.double_entries import Doubles

    return _opened(Doubles(ops, parent))


def look(ops: Operations, reference: str, parent: QWidget | None) -> Dialog:
    """The page of a record, beside what one is doing."""
    from casetracker.gui.dialogs.record_look import Look

    return _opened(Look(ops, reference, parent))


def hash_again(ops: Operations, parent: QWidget | None) -> Dialog:
    from casetracker.gui.dialogs.hashing_again import HashAgain

    return _opened(HashAgain(ops, parent))


def back_up(ops: Operations, parent: QWidget | None) -> Dialog:
    from casetracker.gui.dialogs.backing_up import BackUp

    return _opened(BackUp(ops, parent))


def destroy(ops: Operations, exhibit: str, parent: QWidget | None) -> Dialog:
    """Destroys the files of an exhibit, for good."""
    from casetracker.gui.dialogs.destroying import Destroy

    return _opened(Destroy(ops, exhibit, parent))


def about(parent: QWidget | None) -> Dialog:
    from casetracker.gui.dialogs.about_box import About

    return _opened(About(parent))


def _opened(dialog: Dialog) -> Dialog:
    dialog.open()
    return dialog
