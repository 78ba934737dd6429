"""What was typed into forms and never saved, offered again when its store is opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from casetracker.domain.shapes import shape_of
from casetracker.gui.notify import Notice, announce
from casetracker.gui.widgets.basics import named, whenever_alive
from casetracker.gui.widgets.wording import moment_text
from casetracker.i18n import _, ngettext

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations
    from casetracker.services.form_drafts import FormDraft


class Unsaved(QObject):
    """One notice for the latest of the drafts; the next comes when that one is continued or discarded."""

    def __init__(self, notice: Notice, window: QWidget) -> None:
        super().__init__(window)
        self._notice, self._window = notice, window

    def look(self, ops: Operations) -> None:
        """Ask the store that was opened; one that is only read keeps its drafts for who may write."""
        self._notice.hide()
        if not ops.store.read_only:
            ops.read(lambda: _kept(ops), whenever_alive(self, lambda drafts: self._offer(ops, drafts)), key="drafts")

    def put_away(self) -> None:
        self._notice.hide()

    def _offer(self, ops: Operations, drafts: list[FormDraft]) -> None:
        if not drafts:
            self._notice.hide()
            return
        told = sentence(drafts, ops.store.actor)
        self._notice.say(told, button=_("Continue"), call=partial(self._go_on, ops, drafts), other=_("Discard…"),
                         other_call=partial(self._ask, ops, drafts))
        announce(self._notice, told)

    def _go_on(self, ops: Operations, drafts: list[FormDraft]) -> None:
        from casetracker.gui import forms

        self._notice.hide()
        first, rest = drafts[0], drafts[1:]
        form = forms.open_form(ops, first.kind, self._window, reference=first.reference, draft=first)
        form.finished.connect(whenever_alive(self, lambda _code: self._offer(ops, rest)))

    def _ask(self, ops: Operations, drafts: list[FormDraft]) -> None:
        box = named(QMessageBox(self._window), "unsaved-discard", _("Discard what was typed?"))
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(_("Discard what was typed?"))
        box.setText(_("What was typed and not saved is then gone for good."))
        keep = named(box.addButton(_("&Keep it"), QMessageBox.ButtonRole.RejectRole), "unsaved-keep", _("Keep it"))
        discard = named(box.addButton(_("&Discard"), QMessageBox.ButtonRole.DestructiveRole), "unsaved-do-discard",
                        _("Discard"))
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        discard.clicked.connect(lambda: self._discard(ops, drafts))
        box.open()

    def _discard(self, ops: Operations, drafts: list[FormDraft]) -> None:
        from casetracker.services import form_drafts

        ops.keep(partial(form_drafts.drop, ops.store, drafts[0].key))
        self._offer(ops, drafts[1:])


def sentence(drafts: list[FormDraft], actor: str) -> str:
    """“What you typed in “New incident” on … was not saved.” A form is named by its kind or its reference only."""
    draft = drafts[0]
    label = _(shape_of(draft.kind).label)
    form = (_("Edit {reference}").format(reference=draft.reference) if draft.reference
            else _("New {record}").format(record=label[:1].lower() + label[1:]))
    told = (_("What you typed in “{form}” on {when} was not saved.") if draft.who == actor
            else _("What {who} typed in “{form}” on {when} was not saved.")).format(
                who=draft.who, form=form, when=moment_text(draft.at))
    more = len(drafts) - 1
    return told if not more else told + " " + ngettext(
        "There is {n} more.", "There are {n} more.", more).format(n=more)


def _kept(ops: Operations) -> list[FormDraft]:
    from casetracker.services import form_drafts

    return form_drafts.kept(ops.store)
