"""Taking files in as evidence: what each is, who it comes from, and the copying with its progress."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFileDialog, QListWidget, QListWidgetItem, QWidget

from casetracker.domain.shapes import EVIDENCE, Field
from casetracker.domain.vocabulary import EVIDENCE_KIND, FILE_ROLE
from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.dialogs.intake_run import IntakeRun, Pending
from casetracker.gui.dialogs.progress import ProgressStrip
from casetracker.gui.forms import opener
from casetracker.gui.forms.kit import Kit
from casetracker.gui.forms.panel import Panel
from casetracker.gui.forms.picker import RecordPicker
from casetracker.gui.forms.reading import labels_of
from casetracker.gui.widgets.basics import (
    STEP,
    buddy,
    calm_selection,
    column,
    keys_of,
    named,
    quiet,
    row,
    whenever_alive,
)
from casetracker.gui.widgets.buttons import action
from casetracker.gui.widgets.tips import tip
from casetracker.gui.widgets.wording import size_text
from casetracker.i18n import N_, _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations

_INCIDENT = Field("incident", N_("Bears on"), "ref", target="incident")
_FIELDS = (
    Field("title", N_("Title")),
    Field("kind", N_("Kind"), "code", vocabulary=EVIDENCE_KIND, help=N_("Empty: by the kind of file.")),
    Field("role", N_("Role"), "code", vocabulary=FILE_ROLE, help=N_("Empty: the evidentiary copy.")),
    EVIDENCE.field("source"),
    EVIDENCE.field("description"),
    EVIDENCE.field("created"),
    EVIDENCE.field("graphic"),
    EVIDENCE.field("identifiable_persons"),
)


class TakeIn(Dialog):
    """A list of files; the fields beneath belong to the chosen one."""

    def __init__(self, ops: Operations, incident: str | None, paths: Sequence[Path], parent: QWidget | None) -> None:
        super().__init__("take_in", _("Take in evidence"), parent,
                         _("Each file becomes an exhibit: copied unchanged into the vault, with its SHA-256 and a first "
                           "custody entry. The file itself stays where it is."), QSize(720, 720))
        self._ops = ops
        self._files: list[Pending] = []
        self._run: IntakeRun | None = None
        self._kit = Kit(ops, opener(ops))
        self.incident = RecordPicker(_INCIDENT, "take_in_incident", self._kit)
        self.list = named(QListWidget(), "take_in_files", _("Files"))
        calm_selection(self.list)
        self.list.currentRowChanged.connect(self._choose)
        taken = keys_of(_("&Take in"), _("&Cancel"), _("&Bears on"), _("&Add files…"))
        self.panel = Panel(_FIELDS, "take_in", self._kit, taken)
        self.panel.changed.connect(self._write)
        self.strip = ProgressStrip("take_in_progress", self)
        self._lay_out()
        self._begin_with(incident)
        self.add_files(paths)

    def add_files(self, paths: Sequence[Path | str]) -> None:
        known = {each.path for each in self._files}
        for path in dict.fromkeys(Path(each) for each in paths):
            if path not in known:
                self._files.append(Pending(path))
        self._show()

    def choose_files(self) -> None:
        chooser = named(QFileDialog(self, _("Choose files")), "take_in_chooser")
        chooser.setFileMode(QFileDialog.FileMode.ExistingFiles)
        chooser.filesSelected.connect(self.add_files)
        chooser.open()

    def remove(self) -> None:
        line = self.list.currentRow()
        if line >= 0:
            del self._files[line]
            self._show()

    def same_source(self) -> None:
        line = self.list.currentRow()
        if line >= 0:
            source = self._files[line].values.get("source")
            for each in self._files:
                each.values["source"] = source

    def confirm(self) -> None:
        problems = self.panel.problems()
        self.panel.show_problems(problems)
        wrong = self.incident.problem()
        if problems or wrong or not self._files:
            self.message.say(wrong or _("Something is not filled in as it should be.") if problems or wrong else "")
            return
        self.message.say("")
        self._set_running(True)
        self._run = IntakeRun(self._ops, str(self.incident.value() or "") or None, list(self._files), self)
        self._run.begun.connect(lambda progress: self.strip.follow(progress, in_bytes=True))
        self._run.taken.connect(self._taken)
        self._run.ended.connect(self._ended)
        self._run.start()

    def reject(self) -> None:
        if self._run is not None:
            self.strip.stop()
        else:
            super().reject()

    def _lay_out(self) -> None:
        self.add(row(buddy(_("&Bears on"), self.incident.line), self.incident, gap=2 * STEP))
        self.add_button_ = action("take_in_add", _("&Add files…"), self.choose_files)
        self.remove_button = action("take_in_remove", _("Remove"), self.remove, _("Remove the chosen file"))
        self.same_button = action("take_in_same", _("Same source for all"), self.same_source)
        tools = row(self.add_button_, self.remove_button, self.same_button, gap=STEP // 2)
        tools.addStretch(1)
        self.empty = named(quiet(_("Choose files, or drop them here.")), "take_in_empty")
        self.add(column(self.empty, self.list, tools))
        self.add(self.panel)
        self.add(self.strip)
        self.add_space()
        self.take_button = self.add_confirm("confirm", _("&Take in"))
        self.add_cancel()
        self.setAcceptDrops(True)

    def _begin_with(self, incident: str | None) -> None:
        self.incident.fill(incident)
        if incident is None:
            return
        store = self._ops.store

        def arrived(labels: dict[str, str]) -> None:
            self._kit.labels.update(labels)
            self.incident.learn_names()

        self._ops.read(lambda: labels_of(store, [incident]), whenever_alive(self, arrived))

    def _show(self) -> None:
        line = max(self.list.currentRow(), 0)
        self.list.clear()
        for each in self._files:
            item = QListWidgetItem(each.sentence(size_text))
            item.setToolTip(tip(str(each.path)))
            self.list.addItem(item)
        many = len(self._files)
        self.list.setVisible(many > 0)
        self.empty.setVisible(not many)
        self.panel.setVisible(many > 0)
        self.remove_button.setVisible(many > 0)
        self.same_button.setVisible(many > 1)
        height = self.list.sizeHintForRow(0) if many else 0
        self.list.setFixedHeight(min(many, 6) * max(height, 1) + 2 * self.list.frameWidth())
        self.take_button.setEnabled(many > 0)
        self.list.setCurrentRow(min(line, many - 1))

    def _choose(self, line: int) -> None:
        if 0 <= line < len(self._files):
            self.panel.fill(self._files[line].values)

    def _write(self, name: str) -> None:
        line = self.list.currentRow()
        if 0 <= line < len(self._files):
            self._files[line].values[name] = self.panel.editors[name].value()

    def _taken(self, done: Pending) -> None:
        self._files.remove(done)
        self._show()

    def _ended(self, message: str) -> None:
        self._run = None
        self.strip.done()
        self._set_running(False)
        self._show()
        if message:
            self.message.say(message)
        elif not self._files:
            self.accept()

    def _set_running(self, running: bool) -> None:
        for widget in (self.panel, self.list, self.incident, self.add_button_, self.remove_button, self.same_button,
                       self.take_button):
            widget.setEnabled(not running)

    def dragEnterEvent(self, event: object) -> None:
        from PySide6.QtGui import QDragEnterEvent

        if isinstance(event, QDragEnterEvent) and event.mimeData().hasUrls() and self._run is None:
            event.acceptProposedAction()

    def dropEvent(self, event: object) -> None:
        from PySide6.QtGui import QDropEvent

        if isinstance(event, QDropEvent):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.add_files([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])
