"""Changing all selected incidents at once: tags, lead investigator, handling, assessment.

What is left empty stays as it is. What will happen is told before anything does, and nothing else will.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QCompleter, QWidget

from casetracker.domain.shapes import INCIDENT, Field
from casetracker.domain.vocabulary import ASSESSMENT, HANDLING
from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.dialogs.bulk_tags import TagLists
from casetracker.gui.dialogs.bulk_told import number, told
from casetracker.gui.dialogs.progress import ProgressStrip
from casetracker.gui.forms.kit import Kit
from casetracker.gui.forms.panel import Panel
from casetracker.gui.tasks import Progress
from casetracker.gui.widgets.basics import STEP, column, keys_of, named, quiet, whenever_alive
from casetracker.gui.widgets.texts import LineEditor
from casetracker.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations
    from casetracker.services.bulk_changes import Done, Preview, Wanted
    from casetracker.services.case_store import CaseStore

_FIELDS = (
    Field("lead", INCIDENT.field("lead_investigator").label),
    Field("no_lead", N_("No lead investigator: take the name away"), "flag"),
    Field("handling", INCIDENT.field("handling").label, "code", vocabulary=HANDLING),
    Field("assessment", INCIDENT.field("assessment").label, "code", vocabulary=ASSESSMENT),
    Field("reason", N_("Reason"), "long"))
_REST = 250  # milliseconds without a key before it is worked out what will happen
_PATIENCE = 400  # milliseconds after which it is shown how far that is


class ChangeSelected(Dialog):
    """One change of many incidents, with a bar and a way to stop it; stopped, it writes nothing."""

    def __init__(self, ops: Operations, pks: Sequence[int], parent: QWidget | None) -> None:
        many = len(pks)
        super().__init__("bulk_change", _("Change selected incidents"), parent,
                         ngettext("{n} incident is selected. What is left empty here stays as it is.",
                                  "{n} incidents are selected. What is left empty here stays as it is.",
                                  many).format(n=number(many)), QSize(760, 680))
        self._ops, self._pks = ops, array("q", pks)
        self._preview: Preview | None = None
        self._looking = Progress("")
        self._running = False
        self.tag_lists = TagLists()
        self.panel = Panel(_FIELDS, "bulk", Kit(ops, lambda *_given: None), taken_keys=keys_of(
            _("Chan&ge"), _("&Cancel"), _("&Add tags"), _("&Take tags away")))
        self.outcome = named(quiet("", selectable=True), "bulk_outcome")
        self.strip = ProgressStrip("bulk_progress", self)
        self._lay_out()
        self._rest = QTimer(self, interval=_REST, singleShot=True)
        self._rest.timeout.connect(self._look)
        self._patience = QTimer(self, interval=_PATIENCE, singleShot=True)
        self._patience.timeout.connect(lambda: self.strip.follow(self._looking))
        self.finished.connect(lambda _code: self._look_no_more())
        self.tag_lists.changed.connect(self._unsure)
        self.panel.changed.connect(lambda _name: self._unsure())
        self._offer([], [], [])
        self._unsure()
        store = ops.store
        ops.read(lambda: _known(store, self._pks), whenever_alive(self, lambda found: self._offer(*found)),
                 whenever_alive(self, self.refused))

    def _lay_out(self) -> None:
        self.inputs = QWidget()
        self.inputs.setLayout(column(self.tag_lists, self.panel, gap=int(1.5 * STEP)))
        self.add(self.inputs)
        self.add_space()
        self.add(self.outcome)
        self.add(self.strip)
        self.do_button = self.add_confirm("do", _("Chan&ge"))
        self.add_cancel()

    def _offer(self, known: list[str], theirs: list[str], leads: list[str]) -> None:
        """The tags of the store to add, those of the selected incidents to take away, and names to complete."""
        self.tag_lists.offer(known, theirs)
        lead = self.panel.editors["lead"]
        if isinstance(lead, LineEditor):
            completer = QCompleter(leads, lead.line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            lead.line.setCompleter(completer)
        self.tag_lists.editors["add"].search.setFocus()

    def wanted(self) -> Wanted:
        from casetracker.services.bulk_changes import Wanted

        values = {name: str(value) if value else None for name, value in self.panel.values().items()}
        lead = "" if values["no_lead"] else values["lead"]
        return Wanted(self.tag_lists.chosen("add"), self.tag_lists.chosen("remove"), lead, values["assessment"],
                      values["handling"], values["reason"] or "")

    # What will happen.

    def _unsure(self) -> None:
        self._look_no_more()
        self._preview = None
        self.panel.editors["lead"].setEnabled(not self.panel.editors["no_lead"].value())
        self._weigh()
        self._rest.start()

    def _look_no_more(self) -> None:
        """Whatever is still being worked out is not wanted any more."""
        self._looking.cancel()
        self._patience.stop()
        self.strip.done()

    def _look(self) -> None:
        wanted, store, pks = self.wanted(), self._ops.store, self._pks
        if self._running:
            return
        if not _says_something(wanted):
            self._say(_("Choose what is to change."))
            return
        self._looking = progress = Progress(_("Working out what will happen…"))

        def work() -> Preview:
            from casetracker.services import bulk_changes

            return bulk_changes.preview(store, pks, wanted, progress)

        self._patience.start()
        self._ops.read(work, whenever_alive(self, self._arrived), whenever_alive(self, self._not_known),
                       key=f"bulk-{id(self)}")

    def _not_known(self, error: Exception) -> None:
        """Stopped, or refused: nothing can be done before something else is chosen."""
        if self._running or self._rest.isActive():
            return
        stopped = self._looking.cancelled
        self._look_no_more()
        self.refused(error)
        if stopped:
            self.message.say(_("Stopped before it was known what will happen; change something to look again."))

    def _arrived(self, preview: Preview) -> None:
        if self._running or self._rest.isActive():
            return
        self._look_no_more()
        self.message.say("")
        self._preview = preview
        self._say(told(preview))
        self._weigh()

    def _say(self, text: str) -> None:
        self.outcome.setText(text)
        self.outcome.setAccessibleName(text)

    def _weigh(self) -> None:
        from casetracker.services.bulk_changes import NO_REASON

        ready = self._preview is not None and bool(self._preview.pks) and not self._preview.count_of(NO_REASON)
        self.do_button.setEnabled(ready and not self._running)

    # Doing it.

    def confirm(self) -> None:
        if self._preview is None or not self.do_button.isEnabled():
            return
        from casetracker.services.changes import ChangeSet

        store, pks, wanted, shown = self._ops.store, self._pks, self.wanted(), self._preview
        progress = Progress(_("Changing the incidents…"))
        done: list[Done] = []

        def work() -> ChangeSet:
            from casetracker.services import bulk_changes

            done.append(bulk_changes.change(store, pks, wanted, progress, shown))
            return done[0].changes

        self._run(progress)
        finish = whenever_alive(self, self._finished)

        def finished(change: ChangeSet) -> None:
            self._ops.noticed.emit(_("{what}. Undo takes it back.").format(what=change.description))
            finish()

        self._ops.run(work, initiator=self, success=finished, failure=whenever_alive(self, self.refused))

    def reject(self) -> None:
        """Closing stops what is under way; the dialog stays until it has stopped, and says that nothing was written."""
        if self._running:
            self.strip.stop()
        else:
            super().reject()

    def _run(self, progress: Progress) -> None:
        self._running = True
        self.message.say("")
        self.inputs.setEnabled(False)
        self.do_button.setEnabled(False)
        self.strip.follow(progress)

    def _stopped(self) -> None:
        self._running = False
        self.inputs.setEnabled(True)
        self.strip.done()

    def _finished(self) -> None:
        self._stopped()
        self.accept()

    def refused(self, error: Exception) -> None:
        """Says why, and works out anew what would happen: somebody else may have changed something."""
        was_running = self._running
        self._stopped()
        self._say("")
        super().refused(error)
        if was_running:
            self._unsure()


def _says_something(wanted: Wanted) -> bool:
    return bool(wanted.add_tags or wanted.remove_tags or wanted.lead is not None or wanted.moves)


def _known(store: CaseStore, pks: array[int]) -> tuple[list[str], list[str], list[str]]:
    from casetracker.services import bulk_changes

    return bulk_changes.tags(store), bulk_changes.tags(store, pks), bulk_changes.leads(store)
