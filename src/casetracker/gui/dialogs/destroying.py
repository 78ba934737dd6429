"""Destroying the files of an exhibit: for good, with a reason, and with its reference typed once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QWidget

from casetracker.domain.shapes import Field
from casetracker.gui.dialogs.base import Dialog
from casetracker.gui.widgets.basics import STEP, buddy, column, label, named, whenever_alive
from casetracker.gui.widgets.texts import LongEditor
from casetracker.i18n import N_, _

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations

_REASON = Field("reason", N_("Reason"), "long", required=True)


class Destroy(Dialog):
    """The safe button is the default one; the other wakes when a reason and the reference are given."""

    def __init__(self, ops: Operations, exhibit: str, parent: QWidget | None) -> None:
        super().__init__("destroy", _("Destroy the files of {reference}").format(reference=exhibit), parent,
                         _("The files are taken from the disk and cannot be brought back; this is never undone. The item, "
                           "its hashes, its custody and the journal stay, and say who did it, when, and why. Backups "
                           "keep their copies until they are told otherwise."), QSize(560, 380))
        self._ops, self._exhibit = ops, exhibit
        self.others = named(label(), "destroy_others")
        self.others.hide()
        self.reason = LongEditor(_REASON, "destroy_reason", 3)
        self.again = named(QLineEdit(), "destroy_again", _("Reference once more"))
        self.add(self.others)
        self.add(column(buddy(_("&Reason") + " *", self.reason.box), self.reason, gap=STEP // 2))
        self.add(column(buddy(_("&Type {reference} to confirm").format(reference=exhibit) + " *", self.again), self.again,
                        gap=STEP // 2))
        self.add_space()
        self.do_button = self.add_confirm("confirm", _("&Destroy"))
        keep = self.add_cancel(_("&Keep the files"))
        keep.setAutoDefault(True)
        keep.setDefault(True)
        self.reason.changed.connect(self._weigh)
        self.again.textChanged.connect(lambda _text: self._weigh())
        self._weigh()
        self.reason.box.setFocus()
        self._ask_others()

    def confirm(self) -> None:
        from casetracker.services import destruction

        store, exhibit, reason = self._ops.store, self._exhibit, str(self.reason.value() or "")
        self.write(self._ops, lambda: destruction.destroy(store, exhibit, reason))

    def _weigh(self) -> None:
        typed = self.again.text().strip().upper() == self._exhibit
        self.do_button.setEnabled(bool(self.reason.value()) and typed)

    def _ask_others(self) -> None:
        from casetracker.services import destruction

        store, exhibit = self._ops.store, self._exhibit
        self._ops.read(lambda: destruction.also_held_by(store, exhibit), whenever_alive(self, self._tell_others))

    def _tell_others(self, others: list[str]) -> None:
        if others:
            self.others.setText(_("The same content is held by {others} too, and stays there.").format(
                others=", ".join(others)))
            self.others.show()
