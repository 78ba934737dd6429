"""Backing the store up from the window: where to, how far it is, and whether it is complete."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.dialogs.progress import ProgressStrip
from casetracker.gui.tasks import Progress
from casetracker.gui.widgets.basics import STEP, buddy, column, heading, named, plain, row, whenever_alive
from casetracker.gui.widgets.buttons import action
from casetracker.i18n import _, ngettext

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations
    from casetracker.services.backups import Made


class BackUp(Dialog):
    """The work goes on meanwhile; what was copied before a stop is there for the next time."""

    def __init__(self, ops: Operations, parent: QWidget | None) -> None:
        super().__init__("back_up", _("Back up the store"), parent,
                         _("The database and every evidence file are copied into a folder, protected as the store is. A "
                           "backup that is there already is brought up to date. Keep it on another disk, and apart."),
                         QSize(640, 320))
        self._ops = ops
        self._progress: Progress | None = None
        self.folder = named(QLineEdit(), "back_up_folder", _("Folder"))
        self.strip = ProgressStrip("back_up_progress", self)
        self.verdict = named(heading("", 1.2), "back_up_verdict", _("Result"))
        self._told = column(gap=STEP // 2)
        line = row(self.folder, action("back_up_choose", _("&Choose…"), self._choose))
        line.setStretch(0, 1)
        self.add(column(buddy(_("&Folder"), self.folder), line, gap=STEP // 2))
        for part in (self.strip, self.verdict):
            self.add(part)
        self.add(self._told)
        self.add_space()
        self.do_button = self.add_confirm("confirm", _("&Back up"))
        self.add_cancel(_("Close"))
        self.verdict.hide()
        self.folder.textChanged.connect(lambda _text: self._weigh())
        self._weigh()

    def confirm(self) -> None:
        from casetracker.services import backups

        store, folder, progress = self._ops.store, Path(self.folder.text().strip()).expanduser(), Progress(_("Backing up…"))

        def tell(what: str, done: int, total: int) -> bool:
            progress.title = what
            return progress(done, total)

        self._progress = progress
        self.message.say("")
        self.verdict.hide()
        self._clear()
        self._weigh()
        self.strip.follow(progress)
        self._ops.read(lambda: backups.make(store, folder, tell), whenever_alive(self, self._arrived),
                       whenever_alive(self, self.refused))

    def reject(self) -> None:
        if self._progress is not None:
            self.strip.stop()
        else:
            super().reject()

    def refused(self, error: Exception) -> None:
        self._ended()
        super().refused(error)
        self._weigh()

    def _arrived(self, made: Made) -> None:
        self._ended()
        self.verdict.setText(_("The backup is complete.") if made.marker.complete else _("The backup is NOT complete."))
        self.verdict.setAccessibleName(self.verdict.text())
        self.verdict.show()
        held = ngettext("{n} evidence file, {copied} of them new", "{n} evidence files, {copied} of them new",
                        made.marker.files).format(n=made.marker.files, copied=made.copied)
        lines = [_("{files}; up to journal entry {entry}.").format(files=held, entry=made.marker.sequence), *made.faults]
        if made.destroyed:
            lines.append(ngettext("{n} file that the store has destroyed is in the backup still.",
                                  "{n} files that the store has destroyed are in the backup still.",
                                  made.destroyed).format(n=made.destroyed))
        for told in lines:
            self._told.addWidget(plain(told, "back_up_told"))

    def _ended(self) -> None:
        self._progress = None
        self.strip.done()
        self._weigh()

    def _clear(self) -> None:
        while (item := self._told.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()

    def _weigh(self) -> None:
        self.do_button.setEnabled(bool(self.folder.text().strip()) and self._progress is None)
        self.folder.setEnabled(self._progress is None)

    def _choose(self) -> None:
        chooser = named(QFileDialog(self, _("Folder of the backup")), "back_up_chooser")
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(self.folder.setText)
        chooser.open()
