"""Recording that a person took their consent back: on which day, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from casetracker.domain.shapes import Field
from casetracker.errors import InvalidRecord
from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.forms import opener
from casetracker.gui.forms.kit import Kit
from casetracker.gui.forms.panel import Panel
from casetracker.gui.widgets.basics import keys_of
from casetracker.gui.widgets.faults import sentence_of
from casetracker.i18n import N_, _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations

_FIELDS = (
    Field("revoked_on", N_("Revoked on"), "when", required=True),
    Field("revoked_reason", N_("Why"), "long", required=True, help=N_("In the person's words where you can.")),
)


class Revoke(Dialog):
    """The consent stays to be read, with the day on which it ended; nothing is hidden by this."""

    def __init__(self, ops: Operations, reference: str, parent: QWidget | None) -> None:
        super().__init__("revoke", _("Record that {reference} was revoked").format(reference=reference), parent,
                         _("The person took their consent back. The record of it stays, with the day and the reason."),
                         QSize(600, 320))
        self._ops, self._reference = ops, reference
        self.panel = Panel(_FIELDS, "revoke", Kit(ops, opener(ops)), taken_keys=keys_of(_("&Record"), _("&Cancel")))
        self.add(self.panel)
        self.add_space()
        self.add_confirm("confirm", _("&Record"))
        self.add_cancel()
        self.panel.focus_on("revoked_on")

    def confirm(self) -> None:
        from casetracker.services import consents

        problems = self.panel.problems()
        self.panel.show_problems(problems)
        if problems:
            return
        values, store, reference = self.panel.values(), self._ops.store, self._reference
        date, reason = str(values["revoked_on"] or ""), str(values["revoked_reason"] or "")
        self.write(self._ops, lambda: consents.revoke(store, reference, date, reason))

    def refused(self, error: Exception) -> None:
        super().refused(error)
        if isinstance(error, InvalidRecord):
            self.message.say("")
            self.panel.show_problems({place: sentence_of(place, why) for place, why in error.problems.items()})
