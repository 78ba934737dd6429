"""Hashing the evidence files again from the window; that it was done, and what was found, goes into the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from casetracker.gui.dialogs.looking import LookingDialog
from casetracker.gui.tasks import Progress
from casetracker.gui.widgets.basics import STEP, column, heading, named, plain, whenever_alive
from casetracker.i18n import _, ngettext

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations
    from casetracker.services.fixity import Run

_SHOWN = 50


class HashAgain(LookingDialog):
    """Begins at once. Stopped, it writes nothing."""

    def __init__(self, ops: Operations, parent: QWidget | None) -> None:
        super().__init__("hash_again", _("Check evidence files"), parent,
                         _("Every evidence file is hashed again and compared with what was taken in. The journal says that "
                           "it was done and what was found; a file that is no longer the same gets a custody entry."),
                         QSize(640, 320))
        self._ops = ops
        self.verdict = named(heading("", 1.2), "hash_again_verdict", _("Result"))
        self.verdict.hide()
        self._faults = column(gap=STEP // 2)
        self.add(self.strip)
        self.add(self.verdict)
        self.add(self._faults)
        self.add_space()
        self.add_cancel(_("&Close")).setDefault(True)
        self._begin()

    def _begin(self) -> None:
        from casetracker.services import fixity

        store, progress = self._ops.store, Progress(_("Evidence files"))
        self.begin(progress, in_bytes=True)
        self._ops.read(lambda: fixity.hash_again(store, lambda _what, done, total: progress(done, total)),
                       whenever_alive(self, self._hashed), whenever_alive(self, self.refused))

    def _hashed(self, run: Run) -> None:
        from casetracker.services import fixity

        if self._progress is None or self._progress.cancelled:
            return
        self.ended()
        self._show(run)
        store = self._ops.store
        if not store.read_only:
            self._ops.run(lambda: fixity.write_down(store, run), initiator=self,
                          failure=whenever_alive(self, self.refused))

    def _show(self, run: Run) -> None:
        many = len(run.faults)
        self.verdict.setText(
            ngettext("{n} file is not what was taken in.", "{n} files are not what was taken in.", many).format(n=many)
            if many else ngettext("{n} file is what was taken in.", "{n} files are what was taken in.",
                                  run.count).format(n=run.count))
        self.verdict.setAccessibleName(self.verdict.text())
        self.verdict.show()
        for fault in run.faults[:_SHOWN]:
            self._faults.addWidget(plain(f"{fault.reference}: {fault.message}", "hash_again_fault"))
