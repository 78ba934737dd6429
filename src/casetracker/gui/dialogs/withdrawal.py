"""Hiding a record with a reason, and bringing it back; nothing is ever deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from casetracker.domain.shapes import Field
from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.widgets.basics import STEP, buddy, column
from casetracker.gui.widgets.texts import LongEditor
from casetracker.i18n import N_, _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations

_REASON = Field("reason", N_("Reason"), "long", required=True)


class Withdraw(Dialog):
    """The safe button is the default one; the other wakes when a reason is given."""

    def __init__(self, ops: Operations, reference: str, parent: QWidget | None, *, restore: bool = False) -> None:
        title = (_("Restore {reference}") if restore else _("Withdraw {reference}")).format(reference=reference)
        explanation = (_("The record shows in lists and dossiers again. The journal keeps both.") if restore else
                       _("The record is hidden from lists and dossiers. It stays in the store and in the journal, and "
                         "can be restored."))
        super().__init__("restore" if restore else "withdraw", title, parent, explanation, QSize(520, 280))
        self._ops, self._reference, self._restore = ops, reference, restore
        self.reason = LongEditor(_REASON, "withdraw_reason", 3)
        self.add(column(buddy(_("&Reason") + " *", self.reason.box), self.reason, gap=STEP // 2))
        self.add_space()
        self.do_button = self.add_confirm("confirm", _("Re&store") if restore else _("&Withdraw"))
        keep = self.add_cancel(_("&Cancel") if restore else _("&Keep the record"))
        keep.setAutoDefault(True)
        keep.setDefault(True)
        self.do_button.setEnabled(False)
        self.reason.changed.connect(self._weigh)
        self.reason.box.setFocus()

    def confirm(self) -> None:
        from casetracker.services import records

        store, reference, reason = self._ops.store, self._reference, str(self.reason.value() or "")
        act = records.restore if self._restore else records.withdraw
        self.write(self._ops, lambda: act(store, reference, reason))

    def _weigh(self) -> None:
        self.do_button.setEnabled(bool(self.reason.value()))
