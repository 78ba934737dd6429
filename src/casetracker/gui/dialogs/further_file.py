"""Adding a further file to an exhibit: a transcript, a translation, the source of a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QWidget

from casetracker.domain.vocabulary import FILE_ROLE
from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.dialogs.intake_run import shown_name
from casetracker.gui.dialogs.progress import ProgressStrip
from casetracker.gui.tasks import Progress
from casetracker.gui.widgets.basics import STEP, buddy, named, row
from casetracker.gui.widgets.buttons import action
from casetracker.gui.widgets.choices import CalmCombo
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations


class FurtherFile(Dialog):
    """One file and what it is to the exhibit; the evidentiary copy is never replaced."""

    def __init__(self, ops: Operations, exhibit: str, parent: QWidget | None, role: str = "") -> None:
        super().__init__("further_file", _("Add a file to {reference}").format(reference=exhibit), parent,
                         _("It is kept beside the evidentiary copy, with its own SHA-256 and a custody entry."),
                         QSize(600, 260))
        self._ops, self._exhibit = ops, exhibit
        self._progress: Progress | None = None
        self.role = named(CalmCombo(), "further_file_role", _("Role"))
        for code in FILE_ROLE:
            if code != "evidentiary_copy":
                self.role.addItem(FILE_ROLE.label(code), code)
        self.role.setCurrentIndex(max(0, self.role.findData(role)))
        self.file = named(QLineEdit(), "further_file_path", _("File"))
        self.strip = ProgressStrip("further_file_progress", self)
        form = QGridLayout()
        form.setHorizontalSpacing(2 * STEP)
        form.setVerticalSpacing(STEP)
        form.setColumnStretch(1, 1)
        form.addWidget(buddy(_("&File"), self.file), 0, 0)
        form.addLayout(row(self.file, action("further_file_choose", _("&Choose…"), self._choose)), 0, 1)
        form.addWidget(buddy(_("&Role"), self.role), 1, 0)
        form.addLayout(row(self.role), 1, 1)
        self.add(form)
        self.add(self.strip)
        self.add_space()
        self.add_button_ = self.add_confirm("confirm", _("&Add"))
        self.add_cancel(_("Cancel"))
        self.file.textChanged.connect(lambda text: self.add_button_.setEnabled(bool(text.strip())))
        self.add_button_.setEnabled(False)

    def confirm(self) -> None:
        from casetracker.services import evidence

        path, role = Path(self.file.text().strip()), str(self.role.currentData())
        store, exhibit = self._ops.store, self._exhibit
        progress = self._progress = Progress(_("Taking in {file}").format(file=shown_name(path)))
        self.message.say("")
        self.add_button_.setEnabled(False)
        self.strip.follow(progress, in_bytes=True)
        self.write(self._ops, lambda: evidence.add_file(store, exhibit, path, role, progress))

    def reject(self) -> None:
        if self._progress is not None:
            self.strip.stop()
        else:
            super().reject()

    def refused(self, error: Exception) -> None:
        stopped = self._progress is not None and self._progress.cancelled
        self._progress = None
        self.strip.done()
        super().refused(error)
        if stopped:
            self.message.say(_("Stopped. Nothing of the file was kept."))

    def _choose(self) -> None:
        chooser = named(QFileDialog(self, _("Choose a file")), "further_file_chooser")
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(self.file.setText)
        chooser.open()
