"""When the store does not take what was typed: a copy of it in a file of the person's choice, and a word of warning."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from casetracker.gui.widgets.basics import named
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.services.form_drafts import FormDraft

Say = Callable[[str], object]


def ask(above: QWidget, draft: FormDraft, say: Say) -> None:
    """Warns that the file can be read by whoever gets it, then asks where it is to be."""
    box = named(QMessageBox(above), "form_elsewhere_warning", _("Save a copy elsewhere"))
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(_("Save a copy elsewhere"))
    box.setText(_("The copy is not encrypted: whoever gets the file can read what you typed."))
    box.setInformativeText(_("Put it where only you can read it, and delete it once the record is in the store. “casetracker"
                             " {kind} add FILE” or “edit” takes it in.").format(kind=draft.kind))
    go_on = named(box.addButton(_("C&hoose a file…"), QMessageBox.ButtonRole.AcceptRole), "form_elsewhere_choose",
                  _("Choose a file"))
    leave = named(box.addButton(_("&Cancel"), QMessageBox.ButtonRole.RejectRole), "form_elsewhere_cancel", _("Cancel"))
    box.setDefaultButton(leave)
    box.setEscapeButton(leave)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    go_on.clicked.connect(lambda: _choose(above, draft, say))
    box.open()


def _choose(above: QWidget, draft: FormDraft, say: Say) -> None:
    chooser = named(QFileDialog(above, _("Save a copy elsewhere")), "form_elsewhere_chooser")
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setDefaultSuffix("json")
    chooser.selectFile(f"{draft.reference or draft.kind}.json")
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chooser.fileSelected.connect(lambda path: say(write(path, draft)))
    chooser.open()


def write(path: str, draft: FormDraft) -> str:
    """Writes the copy, for its owner's eyes; returns the sentence that tells how it went."""
    from casetracker.services import form_drafts

    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(form_drafts.as_file(draft))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return _("The copy could not be written: {why}.").format(why=error.strerror)
    return _("A copy of what you typed is in the file. It is not encrypted, and the record is not saved yet.")
