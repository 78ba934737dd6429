"""Setting a finding aside, with the reason why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from casetracker.domain.findings import Finding
from casetracker.domain.shapes import Field
from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.widgets.basics import STEP, buddy, column, plain
from casetracker.gui.widgets.texts import LongEditor
from casetracker.i18n import N_, _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations

_REASON = Field("reason", N_("Reason"), "long", required=True)


class Dismiss(Dialog):
    """The safe button is the default one; the other wakes when a reason is given."""

    def __init__(self, ops: Operations, finding: Finding, parent: QWidget | None) -> None:
        super().__init__("dismiss", _("Dismiss a finding"), parent,
                         _("It is set aside as it stands, with your name and reason in the journal, and shows again as soon "
                           "as something else is found in its place."), QSize(560, 320))
        self._ops, self._finding = ops, finding
        self.add(plain(finding.words, "dismiss_finding", finding.kind.title))
        self.reason = LongEditor(_REASON, "dismiss_reason", 3)
        self.add(column(buddy(_("&Reason") + " *", self.reason.box), self.reason, gap=STEP // 2))
        self.add_space()
        self.do_button = self.add_confirm("confirm", _("&Dismiss"))
        keep = self.add_cancel(_("&Keep the finding"))
        keep.setAutoDefault(True)
        keep.setDefault(True)
        self.do_button.setEnabled(False)
        self.reason.changed.connect(self._weigh)
        self.reason.box.setFocus()

    def confirm(self) -> None:
        from casetracker.services import findings

        store, finding, reason = self._ops.store, self._finding, str(self.reason.value() or "")
        self.write(self._ops, lambda: findings.dismiss(store, finding, reason))

    def _weigh(self) -> None:
        self.do_button.setEnabled(bool(self.reason.value()))
