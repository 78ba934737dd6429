"""Making a dossier: for whom, in which language, into which file; and opening it when it is made."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QLayout,
    QLineEdit,
    QMessageBox,
    QWidget,
)

from casetracker import i18n
from casetracker.domain.shapes import Field
from casetracker.domain.vocabulary import AUDIENCE
from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.dialogs.held_back import HeldBack
from casetracker.gui.dialogs.progress import ProgressStrip
from casetracker.gui.forms import opener
from casetracker.gui.forms.kit import Kit
from casetracker.gui.forms.picker import RecordPicker
from casetracker.gui.tasks import Progress
from casetracker.gui.widgets.basics import (
    STEP,
    buddy,
    column,
    label,
    named,
    plain,
    quiet,
    row,
    whenever_alive,
)
from casetracker.gui.widgets.buttons import action, copy_button
from casetracker.gui.widgets.choices import CalmCombo
from casetracker.gui.widgets.wording import few_of
from casetracker.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from casetracker.dossier.make import Made
    from casetracker.gui.ops import Operations

_RECIPIENT = Field("recipient", N_("Recipient"), "ref", target="body")
LANGUAGES = {"en": N_("English"), "uk": N_("Ukrainian")}
_AUDIENCE_NOTES = {
    "prosecutor": N_("Pseudonyms instead of protected names; only pictures marked as showable."),
    "internal": N_("Everything, protected names too. Every page says INTERNAL – NOT FOR RELEASE."),
}


class MakeDossier(Dialog):
    """One PDF of one or several incidents."""

    def __init__(self, ops: Operations, references: Sequence[str], parent: QWidget | None) -> None:
        super().__init__("make_dossier", _("Make dossier"), parent,
                         ngettext("Of {references}.", "Of {references}, {n} incidents.", len(references)).format(
                             references=few_of(references), n=len(references)), QSize(660, 520))
        self._ops, self._references = ops, list(references)
        self._made: Path | None = None
        self._sha256 = ""
        self.audience = named(CalmCombo(), "dossier_audience", _("Audience"))
        for code in ("prosecutor", *(each for each in AUDIENCE if each != "prosecutor")):
            self.audience.addItem(AUDIENCE.label(code), code)
        self.audience_note = named(quiet(""), "dossier_audience_note")
        self.recipient = RecordPicker(_RECIPIENT, "dossier_recipient", Kit(ops, opener(ops)))
        self.held = HeldBack(ops, references)
        self.language = named(CalmCombo(), "dossier_language", _("Language"))
        for code, name in LANGUAGES.items():
            self.language.addItem(_(name), code)
        self.language.setCurrentIndex(max(0, self.language.findData(i18n.language())))
        self.file = named(QLineEdit(str(default_file(references))), "dossier_file", _("File"))
        self._lay_out()
        self.audience.currentIndexChanged.connect(self._note)
        self.recipient.changed.connect(self._note)
        self._note()

    def confirm(self) -> None:
        target = Path(self.file.text().strip())
        if not target.name or not self.file.text().strip():
            self.message.say(_("Give the file a name."))
        elif self.recipient.problem():
            self.message.say(self.recipient.problem())
        elif target.exists():
            self._ask_to_replace(target)
        else:
            self._make(target, force=False)

    def open_made(self) -> None:
        if self._made is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made))):
            self.message.say(_("No program here opens PDF files. The dossier is in {file}.").format(file=self._made))

    def record_handover(self) -> None:
        """Opens the form of a hand-over, begun with what is known of the dossier just made."""
        from casetracker.gui.forms import open_form

        open_form(self._ops, "handover", self, preset={
            **({"body": self._recipient()} if self._recipient() else {}), "what": "dossier", "sha256": self._sha256,
            "title": _("Dossier of {references}").format(references=few_of(self._references)),
            "given_by": self._ops.store.actor, "incidents": [{"incident": each} for each in self._references]})

    def _recipient(self) -> str | None:
        """The body chosen; what is half typed names none."""
        value = self.recipient.value()
        return str(value) if value and not self.recipient.problem() else None

    def _lay_out(self) -> None:
        form = QGridLayout()
        form.setHorizontalSpacing(2 * STEP)
        form.setVerticalSpacing(STEP)
        form.setColumnStretch(1, 1)
        left = Qt.AlignmentFlag.AlignLeft
        form.addWidget(buddy(_("&Audience"), self.audience), 0, 0)
        form.addWidget(self.audience, 0, 1, left)
        form.addWidget(self.audience_note, 1, 1)
        form.addWidget(buddy(_("&Recipient"), self.recipient.entry()), 2, 0)
        form.addWidget(self.recipient, 2, 1)
        form.addWidget(buddy(_("&Language"), self.language), 3, 0)
        form.addWidget(self.language, 3, 1, left)
        form.addWidget(buddy(_("&File"), self.file), 4, 0)
        form.addLayout(row(self.file, action("dossier_choose", _("&Choose…"), self._choose)), 4, 1)
        self.add(form)
        self.add(self.held)
        self.strip = ProgressStrip("dossier_progress", self)
        self.add(self.strip)
        self.outcome = named(QWidget(), "dossier_result")
        self.outcome.hide()
        self.add(self.outcome)
        self.add_space()
        self.make_button = self.add_confirm("make", _("&Make dossier"))
        self.make_button.setDefault(True)
        self.open_button = self.add_button("open", _("&Open"), QDialogButtonBox.ButtonRole.ActionRole)
        self.open_button.clicked.connect(self.open_made)
        self.open_button.hide()
        self.handover_button = self.add_button("handover", _("Record &hand-over…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.handover_button.clicked.connect(self.record_handover)
        self.handover_button.hide()
        self.close_button = self.add_cancel(_("Close"))

    def _note(self) -> None:
        audience = str(self.audience.currentData())
        self.audience_note.setText(_(_AUDIENCE_NOTES.get(audience, "")) or "")
        self.held.ask(audience, self._recipient())

    def _choose(self) -> None:
        chooser = named(QFileDialog(self, _("Save the dossier as")), "dossier_chooser")
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setOption(QFileDialog.Option.DontConfirmOverwrite)
        chooser.setDefaultSuffix("pdf")
        chooser.selectFile(self.file.text())
        chooser.fileSelected.connect(self.file.setText)
        chooser.open()

    def _ask_to_replace(self, target: Path) -> None:
        box = named(QMessageBox(self), "dossier_replace", _("Replace the file?"))
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(_("Replace the file?"))
        box.setText(_("There is a file of that name already: {name}").format(name=target.name))
        keep = named(box.addButton(_("&Keep it"), QMessageBox.ButtonRole.RejectRole), "dossier_keep", _("Keep it"))
        replace = named(box.addButton(_("&Replace"), QMessageBox.ButtonRole.DestructiveRole), "dossier_do_replace",
                        _("Replace"))
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        replace.clicked.connect(lambda: self._make(target, force=True))
        box.open()

    def _make(self, target: Path, force: bool) -> None:
        from casetracker.services.changes import ChangeSet

        store, references = self._ops.store, self._references
        audience, language = str(self.audience.currentData()), str(self.language.currentData())
        recipient, progress = self._recipient(), Progress(_("Setting the dossier…"))
        made: list[Made] = []

        def work() -> ChangeSet:
            from casetracker.dossier.make import make

            made.append(make(store, references, target, audience=audience, language=language, force=force,
                             progress=progress, recipient=recipient))
            # It is noted in the journal and changes no record.
            return ChangeSet("", _("Make dossier"), (), {}, made[0].sequence)

        self._begin(progress)
        self._ops.run(work, initiator=self, success=whenever_alive(self, lambda _change: self._finished(made[0])),
                      failure=whenever_alive(self, self.refused))

    def reject(self) -> None:
        """Closing stops what is under way; then nothing is kept."""
        self.strip.stop()
        super().reject()

    def _begin(self, progress: Progress) -> None:
        self.message.say("")
        self.outcome.hide()
        self.open_button.hide()
        self.handover_button.hide()
        self.set_busy(True)
        self.strip.follow(progress)

    def _finished(self, made: Made) -> None:
        self.strip.done()
        self.set_busy(False)
        self._made, self._sha256 = made.path, made.sha256
        self.handover_button.setVisible(not self._ops.store.read_only)
        self.message.say(made.remark)
        pages = ngettext("{n} page", "{n} pages", made.pages).format(n=made.pages)
        digest = row(quiet(_("SHA-256"), wrap=False), plain(made.sha256, "dossier_sha256", "SHA-256"),
                     copy_button("dossier_copy", made.sha256, _("SHA-256 of the dossier")))
        digest.setStretch(1, 1)
        self._show_result(column(label(_("Made: {file}, {pages}.").format(file=self._made.name, pages=pages),
                                       selectable=True), digest))
        self.open_button.show()
        self.open_button.setDefault(True)
        self.open_button.setFocus()

    def _show_result(self, box: QLayout) -> None:
        old = self.outcome
        self.outcome = named(QWidget(), "dossier_result", _("The dossier is made"))
        self.outcome.setLayout(box)
        self._body.replaceWidget(old, self.outcome)
        old.deleteLater()

    def refused(self, error: Exception) -> None:
        self.strip.done()
        super().refused(error)


def default_file(references: Sequence[str]) -> Path:
    """In the documents folder where there is one, named by the references alone: a file name is read by anybody."""
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or ".")
    stem = references[0] if len(references) == 1 else f"{references[0]}-and-{len(references) - 1}-more"
    return (documents if documents.is_dir() and documents.is_absolute() else Path.home()) / f"{stem}.pdf"
