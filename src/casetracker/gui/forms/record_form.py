"""The form of one record, of whatever kind: what its shape says, with nothing lost when saving fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QMessageBox, QPushButton, QWidget

from casetracker.domain.shapes import Shape, shape_of
from casetracker.errors import Conflict, InvalidRecord
from casetracker.gui.forms import opener
from casetracker.gui.forms.body import FormBody
from casetracker.gui.forms.hint import SameEventHint
from casetracker.gui.forms.keeping import DraftKeeping
from casetracker.gui.forms.kit import Kit
from casetracker.gui.forms.panel import Problem
from casetracker.gui.forms.picker import RecordPicker
from casetracker.gui.forms.reading import labels_of, read_with_labels, references_in
from casetracker.gui.forms.row_panel import blank_row
from casetracker.gui.forms.rows import RowsEditor
from casetracker.gui.widgets.basics import STEP, column, named, whenever_alive
from casetracker.gui.widgets.buttons import action
from casetracker.gui.widgets.editor import Editor, Value
from casetracker.gui.widgets.faults import sentence_of, what_happened
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations
    from casetracker.services.changes import ChangeSet
    from casetracker.services.form_drafts import FormDraft

Record = dict[str, Value]


class RecordForm(QDialog):
    """Logs a new record, or amends one: only the fields that were changed are sent."""

    saved = Signal(str)
    """The reference of the record that was written."""

    def __init__(self, ops: Operations, kind: str, parent: QWidget | None, reference: str | None = None,
                 preset: Mapping[str, Value] | None = None, draft: FormDraft | None = None) -> None:
        """With a draft, the form goes on from where it was left."""
        super().__init__(parent)
        self._draft = draft
        self._unseen: Record = {}
        self.keeping = DraftKeeping(ops, self.as_draft, self, draft.key if draft is not None else "")
        self._ops, self._shape, self._reference = ops, shape_of(kind), reference
        self._preset = dict(preset or {})
        self._base: Record = {}
        self._saving = False
        self._start = ""
        self._hidden: list[str] = []
        self._kit = Kit(ops, opener(ops))
        named(self, f"form_{kind}", self._heading())
        self.setWindowTitle(f"{self._heading()}[*]")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lay_out()
        self.resize(QSize(800, 760).boundedTo(self.screen().availableSize() * 0.92))
        if reference is None:
            self._fill({**_defaults(self._shape), **_completed(self._shape, self._preset)})
            self._put_back()
        else:
            self._load(reveal=False)

    @property
    def editors(self) -> dict[str, Editor]:
        return self.body.editors

    @property
    def dirty(self) -> bool:
        return self.body.dirty or bool(self._unseen)

    def as_draft(self, key: str) -> FormDraft | None:
        """What was typed and is not saved; None where nothing was."""
        from casetracker.services.form_drafts import FormDraft

        if not self.dirty:
            return None
        values, old = self.patch(), self._reference is not None
        return FormDraft(
            self._shape.kind, self._reference, values, {name: self._base.get(name) for name in values} if old else {},
            str(self._base.get("amended_at")) if old else None,
            self.body.quick.typed() if self.body.quick is not None else {}, key)

    def patch(self) -> Record:
        """What will be sent: of a new record all that is filled in, of an old one only what differs."""
        values = self.body.values()
        if self._reference is None:
            rest = {name: value for name, value in self._preset.items() if name not in values}
            return rest | {name: value for name, value in values.items() if not _nothing(value)}
        changed = {name: value for name, value in values.items()
                   if value != self._base.get(name) and not (_nothing(value) and _nothing(self._base.get(name)))}
        return changed | self._unseen

    def save(self) -> None:
        if self._saving or not self.isEnabled():
            return
        problems = self.body.own_problems(self._hidden)
        if problems:
            self._say_what_is_wrong(problems, _("Something is not filled in as it should be."))
            return
        patch = self.patch()
        if self._reference is not None and not patch:
            self.keeping.forget()
            self.accept()
            return
        self.keeping.pause()
        self._set_saving(True)
        self._ops.run(self._change(patch), initiator=self, success=whenever_alive(self, self._written),
                      failure=whenever_alive(self, self._refused))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Return saves; Return alone does not, lest a date typed and confirmed closes a form half filled in."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()

    def reject(self) -> None:
        if self._saving:
            return
        if self.dirty:
            self._ask_before_leaving()
        else:
            self._leave()

    def reveal(self) -> None:
        """Shows the name of a protected record, because somebody asked for it in so many words."""
        self._load(reveal=True)

    def _leave(self) -> None:
        self.keeping.forget()
        super().reject()

    def start_at(self, name: str) -> None:
        """Begins at a field other than the first."""
        self._start = name
        self.body.focus_on(name)

    def _heading(self) -> str:
        label = _(self._shape.label)
        if self._reference is None:
            return _("New {record}").format(record=label[:1].lower() + label[1:])
        return _("Edit {reference}").format(reference=self._reference)

    def _lay_out(self) -> None:
        self.message = Problem("form_message", self)
        self.reveal_button = action("form_reveal", _("Reveal what is protected"), self.reveal)
        self.reveal_button.hide()
        self.elsewhere_button = action("form_elsewhere", _("Save a copy elsewhere…"), self._save_elsewhere)
        self.elsewhere_button.hide()
        self.body = FormBody(self._shape, self._kit, new=self._reference is None, parent=self)
        self.body.touched.connect(self._touched)
        self.hint = SameEventHint(self._ops, self.body.values, self._reference or "", self)
        if self._shape.kind == "incident":
            self.body.touched.connect(self.hint.ask)
        self.setLayout(column(self.message, self.elsewhere_button, self.reveal_button, self.body, self.hint, self._buttons(),
                              margin=2 * STEP))

    def _buttons(self) -> QDialogButtonBox:
        box = named(QDialogButtonBox(), "form_buttons")
        self.save_button = named(QPushButton(_("&Save")), "form_save", _("Save"))
        self.save_button.setDefault(True)
        self.save_button.setToolTip(_("Ctrl+Return"))
        self.cancel_button = named(QPushButton(_("&Cancel")), "form_cancel", _("Cancel"))
        self.cancel_button.setAutoDefault(False)
        box.addButton(self.save_button, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(self.cancel_button, QDialogButtonBox.ButtonRole.RejectRole)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.reject)
        return box

    def _load(self, reveal: bool) -> None:
        store, reference = self._ops.store, str(self._reference)
        self.setEnabled(False)

        def arrived(found: tuple[Record, dict[str, str]]) -> None:
            record, labels = found
            self._kit.labels.update(labels)
            self.setEnabled(True)
            if reveal:
                self._fill_hidden(record)
            else:
                hidden = record.get("hidden")
                self._hidden = [str(name) for name in hidden] if isinstance(hidden, list) else []
                self._fill(record)
                self._put_back()

        self._ops.read(lambda: read_with_labels(store, reference, reveal), whenever_alive(self, arrived),
                       whenever_alive(self, self._refused))

    def _fill(self, record: Mapping[str, Value]) -> None:
        self._base = dict(record)
        self.body.fill(record)
        self._show_hidden()
        self._learn_missing_labels()
        self.body.focus_on(self._start or self._first_open())

    def _put_back(self) -> None:
        """What a draft kept goes into the fields, as if it had just been typed; what may not be seen waits unseen."""
        if self._draft is None:
            return
        draft, self._draft = self._draft, None
        self._base.update(draft.base)
        new = self._reference is None
        self._preset = {name: value for name, value in draft.values.items() if new and name not in self.editors}
        for name, editor in self.editors.items():
            if name in self._hidden:
                self._unseen.update({name: draft.values[name]} if name in draft.values else {})
            elif name in draft.values or (new and not _nothing(editor.value())):
                editor.set_value(draft.values.get(name))
        if self.body.quick is not None:
            self.body.quick.put_back(draft.quick)
        if self._unseen:
            self.message.say(_("Some of what you typed is hidden: reveal it before you save."))

    def _first_open(self) -> str:
        """Of a new record, the first field that was not given beforehand."""
        return next((name for name in self.editors if name not in self._preset), "") if self._preset else ""

    def _fill_hidden(self, record: Mapping[str, Value]) -> None:
        """After revealing: only what was hidden, so that nothing typed meanwhile is lost."""
        revealed, self._hidden = self._hidden, []
        for name in revealed:
            if name in self.editors:
                self._base[name] = record.get(name)
                self.editors[name].fill(record.get(name))
                self.editors[name].setEnabled(True)
        typed, self._unseen = self._unseen, {}
        for name, value in typed.items():
            self.editors[name].set_value(value)
        self._show_hidden()

    def _show_hidden(self) -> None:
        self.reveal_button.setVisible(bool(self._hidden))
        for name in self._hidden:
            if name in self.editors:
                self.editors[name].setEnabled(False)

    def _learn_missing_labels(self) -> None:
        named_here = dict.fromkeys(references_in(self._base | self._typed_before(), self._shape.kind))
        missing = [reference for reference in named_here if reference not in self._kit.labels]

        def arrived(found: dict[str, str]) -> None:
            self._kit.labels.update(found)
            for editor in self.editors.values():
                if isinstance(editor, RecordPicker | RowsEditor):
                    editor.learn_names()

        if missing:
            store = self._ops.store
            self._ops.read(lambda: labels_of(store, missing), whenever_alive(self, arrived))

    def _typed_before(self) -> Record:
        return dict(self._draft.values) if self._draft is not None else {}

    def _change(self, patch: Record) -> Callable[[], ChangeSet]:
        from casetracker.services import form_drafts, records

        store, reference, kind, base = self._ops.store, self._reference, self._shape.kind, dict(self._base)
        key = self.keeping.key

        def work() -> ChangeSet:
            made = records.add(store, kind, patch) if reference is None else records.amend(store, reference, patch, base)
            form_drafts.drop_after_saving(store, key)
            return made

        return work

    def _written(self, change: ChangeSet) -> None:
        self._set_saving(False)
        self.saved.emit(self._reference or change.reference)
        super().accept()

    def _refused(self, error: Exception) -> None:
        self._set_saving(False)
        self.setEnabled(True)
        self.keeping.go_on()
        if isinstance(error, InvalidRecord):
            problems = {place: sentence_of(place, why) for place, why in error.problems.items()}
            self._say_what_is_wrong(problems, _("This cannot be saved yet."))
        else:
            self._say_what_is_wrong({}, _("Not saved: {why}").format(why=what_happened(error)))
            # What the store does not take may still be kept by a disk that does.
            self.elsewhere_button.setVisible(self.dirty and not isinstance(error, Conflict))

    def _save_elsewhere(self) -> None:
        from casetracker.gui.forms import elsewhere

        draft = self.as_draft(self.keeping.key)
        if draft is not None:
            elsewhere.ask(self, draft, self.message.say)

    def _say_what_is_wrong(self, problems: dict[str, str], summary: str) -> None:
        elsewhere = self.body.show_problems(problems)
        self.message.say(" ".join([summary, *elsewhere]))

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        self.save_button.setEnabled(not saving)
        self.body.setEnabled(not saving)
        self.save_button.setText(_("Saving…") if saving else _("&Save"))

    def _touched(self) -> None:
        self.setWindowModified(self.dirty)
        self.message.say("")
        self.keeping.touched()

    def _ask_before_leaving(self) -> None:
        box = named(QMessageBox(self), "form_leave", _("Unsaved changes"))
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(_("Unsaved changes"))
        box.setText(_("What you typed has not been saved."))
        keep = box.addButton(_("&Keep editing"), QMessageBox.ButtonRole.RejectRole)
        leave = box.addButton(_("&Discard"), QMessageBox.ButtonRole.DestructiveRole)
        named(keep, "form_keep", _("Keep editing"))
        named(leave, "form_discard", _("Discard"))
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        leave.clicked.connect(lambda: self._leave())
        box.open()


def _defaults(shape: Shape) -> Record:
    return {field.name: field.default for field in shape.fields if field.default is not None}


def _completed(shape: Shape, preset: Record) -> Record:
    """What was given beforehand, its rows with their defaults."""
    rows = {field.name: [{**blank_row(field.fields), **row} for row in given] for field in shape.lists
            if isinstance(given := preset.get(field.name), list)}
    return {**preset, **rows}


def _nothing(value: Value) -> bool:
    return value is None or value == "" or value == []
