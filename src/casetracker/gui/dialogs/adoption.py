"""Adopting one of the values that are claimed: why, and who looked at it again. The others stay where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from casetracker.domain.shapes import Field
from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.widgets.basics import STEP, buddy, column, plain
from casetracker.gui.widgets.texts import LineEditor, LongEditor
from casetracker.i18n import N_, _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations

_REASON = Field("reason", N_("Reason"), "long", required=True)
_REVIEWED = Field("reviewed_by", N_("Reviewed by"))


class Adopt(Dialog):
    """The button wakes when a reason is given."""

    def __init__(self, ops: Operations, incident: str, claim: str, told: str, parent: QWidget | None) -> None:
        super().__init__("adopt", _("Adopt a value in {reference}").format(reference=incident), parent, _(
            "The value is shown first, as adopted by {who}, and no other value of this matter stays adopted. What the "
            "sources say stays as it is.").format(who=ops.store.actor), QSize(560, 360))
        self._ops, self._incident, self._claim = ops, incident, claim
        self.reason = LongEditor(_REASON, "adopt_reason", 3)
        self.reviewed = LineEditor(_REVIEWED, "adopt_reviewed_by")
        self.add(plain(told, "adopt_value", _("Value")))
        self.add(column(buddy(_("&Reason") + " *", self.reason.box), self.reason, gap=STEP // 2))
        self.add(column(buddy(_("Re&viewed by"), self.reviewed.line), self.reviewed, gap=STEP // 2))
        self.add_space()
        self.do_button = self.add_confirm("confirm", _("&Adopt"))
        self.add_cancel()
        self.do_button.setEnabled(False)
        self.reason.changed.connect(self._weigh)
        self.reason.box.setFocus()

    def confirm(self) -> None:
        from casetracker.services import claims

        store, incident, claim = self._ops.store, self._incident, self._claim
        reason, reviewed = str(self.reason.value() or ""), str(self.reviewed.value() or "")
        self.write(self._ops, lambda: claims.adopt(store, incident, claim, reason=reason, reviewed_by=reviewed))

    def _weigh(self) -> None:
        self.do_button.setEnabled(bool(self.reason.value()))
