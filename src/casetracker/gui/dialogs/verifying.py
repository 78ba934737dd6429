"""Verifying the store from the window: how far it is, and each fault by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from casetracker.gui.dialogs.looking import LookingDialog
from casetracker.gui.tasks import Progress
from casetracker.gui.widgets.basics import heading, named, quiet, whenever_alive
from casetracker.i18n import _, ngettext

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations
    from casetracker.services.checks import Report


class Verify(LookingDialog):
    """Begins at once; writes nothing."""

    def __init__(self, ops: Operations, parent: QWidget | None) -> None:
        super().__init__("verify", _("Verify the store"), parent,
                         _("Every file is hashed again, every record compared with the journal, and the journal's chain "
                           "walked from its beginning. Nothing is written."), QSize(680, 460))
        self._ops = ops
        self.verdict = named(heading("", 1.2), "verify_verdict", _("Result"))
        self.counts = named(quiet("", selectable=True), "verify_counts")
        self.faults = self._make_table()
        for part in (self.strip, self.verdict, self.counts):
            self.add(part)
        self.add(self.faults, 1)
        self.again_button = self.add_confirm("again", _("Verify &again"))
        self.add_cancel(_("&Close")).setDefault(True)
        self.confirm()

    def confirm(self) -> None:
        from casetracker.services import checks

        progress = Progress(_("Verifying…"))

        def tell(what: str, done: int, total: int) -> bool:
            progress.title = what
            return progress(done, total)

        for part in (self.verdict, self.counts, self.faults):
            part.hide()
        self.message.say("")
        self.again_button.setEnabled(False)
        self.begin(progress)
        store = self._ops.store
        self._ops.read(lambda: checks.verify(store, tell), whenever_alive(self, self._arrived),
                       whenever_alive(self, self.refused))

    def _arrived(self, report: Report) -> None:
        self.ended()
        self.again_button.setEnabled(True)
        many = len(report.faults)
        self.verdict.setText(_("All is well.") if not many else
                             ngettext("{n} fault was found.", "{n} faults were found.", many).format(n=many))
        self.verdict.setAccessibleName(self.verdict.text())
        self.counts.setText(", ".join(f"{name.replace('_', ' ')}: {count}" for name, count in report.counts.items()))
        self.faults.setRowCount(many)
        for line, fault in enumerate(report.faults):
            for place, text in enumerate((fault.where, fault.message)):
                self.faults.setItem(line, place, QTableWidgetItem(text))
        self.verdict.show()
        self.counts.setVisible(bool(report.counts))
        self.faults.setVisible(bool(many))

    def _make_table(self) -> QTableWidget:
        table = named(QTableWidget(0, 2), "verify_faults", _("Faults"))
        table.setHorizontalHeaderLabels([_("Where"), _("What is wrong")])
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setWordWrap(True)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        return table
