"""The form of one record, of whatever kind: what its shape says, with nothing lost when saving fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from casetracker.domain.shapes import shape_of
from casetracker.errors import Conflict, InvalidRecord
from casetracker.gui.forms import leaving, opener, saving
from casetracker.gui.forms.body import FormBody
from casetracker.gui.forms.hint import SameEventHint
from casetracker.gui.forms.keeping import DraftKeeping
from casetracker.gui.forms.kit import Kit
from casetracker.gui.forms.leaving import FormButtons
from casetracker.gui.forms.panel import Problem
from casetracker.gui.forms.reading import read_with_labels
from casetracker.gui.forms.sheet import Record, Sheet
from casetracker.gui.widgets.basics import STEP, column, named, whenever_alive
from casetracker.gui.widgets.buttons import action
from casetracker.gui.widgets.editor import Editor, Value
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations
    from casetracker.services.changes import ChangeSet
    from casetracker.services.form_drafts import FormDraft


class RecordForm(QDialog):
    """Logs a new record, or amends one: only the fields that were changed are sent."""

    saved = Signal(str)
    """The reference of the record that was written."""

    def __init__(self, ops: Operations, kind: str, parent: QWidget | None, reference: str | None = None,
                 preset: Mapping[str, Value] | None = None, draft: FormDraft | None = None) -> None:
        """With a draft, the form goes on from where it was left."""
        super().__init__(parent)
        self._ops, self._shape, self._reference = ops, shape_of(kind), reference
        self._kit = Kit(ops, opener(ops))
        self._saving = False
        self._start = ""
        named(self, f"form_{kind}", self._heading())
        self.setWindowTitle(f"{self._heading()}[*]")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lay_out()
        self.sheet = Sheet(self._shape, reference, self.body, preset, draft)
        self.keeping = DraftKeeping(ops, self.sheet.as_draft, self, draft.key if draft is not None else "")
        self.resize(QSize(800, 760).boundedTo(self.screen().availableSize() * 0.92))
        if reference is None:
            self._begin(self.sheet.fill_new)
        else:
            self._load(reveal=False)

    @property
    def editors(self) -> dict[str, Editor]:
        return self.sheet.editors

    def save(self) -> None:
        if self._saving or not self.isEnabled():
            return
        problems = self.body.own_problems(self.sheet.hidden)
        if problems:
            self._say_what_is_wrong(problems, _("Something is not filled in as it should be."))
            return
        patch = self.sheet.patch()
        if self._reference is not None and not patch:
            self.keeping.forget()
            self.accept()
            return
        self.keeping.pause()
        self._set_saving(True)
        work = saving.change(self._ops.store, self._shape.kind, self._reference, patch, dict(self.sheet.base),
                             self.keeping.key)
        self._ops.run(work, initiator=self, success=whenever_alive(self, self._written),
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
        if self.sheet.dirty:
            leaving.ask(self, self._leave)
        else:
            self._leave()

    def reveal(self) -> None:
        """Shows the name of a protected record, because somebody asked for it in so many words."""
        self._load(reveal=True)

    def start_at(self, name: str) -> None:
        """Begins at a field other than the first."""
        self._start = name
        self.body.focus_on(name)

    def _leave(self) -> None:
        self.keeping.forget()
        super().reject()

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
        self.buttons = FormButtons()
        self.buttons.save.clicked.connect(self.save)
        self.buttons.cancel.clicked.connect(self.reject)
        self.setLayout(column(self.message, self.elsewhere_button, self.reveal_button, self.body, self.hint, self.buttons,
                              margin=2 * STEP))

    def _load(self, reveal: bool) -> None:
        store, reference = self._ops.store, str(self._reference)
        self.setEnabled(False)

        def arrived(found: tuple[Record, dict[str, str]]) -> None:
            record, labels = found
            self._kit.labels.update(labels)
            self.setEnabled(True)
            if reveal:
                self.sheet.reveal(record)
                self._offer_reveal()
            else:
                self._begin(lambda: self.sheet.fill_old(record))

        self._ops.read(lambda: read_with_labels(store, reference, reveal), whenever_alive(self, arrived),
                       whenever_alive(self, self._refused))

    def _begin(self, fill: Callable[[], None]) -> None:
        fill()
        self._offer_reveal()
        self._kit.learn_missing(self.sheet.references(), whenever_alive(self, self.body.learn_names))
        self.body.focus_on(self._start or self.sheet.first_open)
        if self.sheet.put_back():
            self.message.say(_("Some of what you typed is hidden: reveal it before you save."))

    def _offer_reveal(self) -> None:
        self.reveal_button.setVisible(bool(self.sheet.hidden))

    def _written(self, change: ChangeSet) -> None:
        self._set_saving(False)
        self.saved.emit(self._reference or change.reference)
        super().accept()

    def _refused(self, error: Exception) -> None:
        self._set_saving(False)
        self.setEnabled(True)
        self.keeping.go_on()
        self._say_what_is_wrong(*saving.refusal(error))
        if not isinstance(error, InvalidRecord):
            # What the store does not take may still be kept by a disk that does.
            self.elsewhere_button.setVisible(self.sheet.dirty and not isinstance(error, Conflict))

    def _save_elsewhere(self) -> None:
        from casetracker.gui.forms import elsewhere

        draft = self.sheet.as_draft(self.keeping.key)
        if draft is not None:
            elsewhere.ask(self, draft, self.message.say)

    def _say_what_is_wrong(self, problems: dict[str, str], summary: str) -> None:
        elsewhere = self.body.show_problems(problems)
        self.message.say(" ".join([summary, *elsewhere]))

    def _set_saving(self, on: bool) -> None:
        self._saving = on
        self.buttons.show_saving(on)
        self.body.setEnabled(not on)

    def _touched(self) -> None:
        self.setWindowModified(self.sheet.dirty)
        self.message.say("")
        self.keeping.touched()
