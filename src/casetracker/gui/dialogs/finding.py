"""What is missing in the whole store: counted by kind, each finding a line that leads to its record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from casetracker.domain.findings import KINDS
from casetracker.gui.dialogs.looking import LookingDialog
from casetracker.gui.tasks import Progress
from casetracker.gui.widgets.basics import calm_selection, emphasised, heading, named, quiet, whenever_alive
from casetracker.gui.widgets.tips import tip
from casetracker.gui.widgets.wording import moment_text
from casetracker.i18n import _, ngettext

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations
    from casetracker.services.findings import Judged, Survey

_ROLE = int(Qt.ItemDataRole.UserRole)
_RECORD, _MORE = _ROLE, _ROLE + 1


class Findings(LookingDialog):
    """Stays open beside the window while one record after the other is mended; looks only when it is told to."""

    def __init__(self, ops: Operations, open_record: Callable[[str], object], parent: QWidget | None) -> None:
        super().__init__("findings", _("What is missing"), parent,
                         _("Every record is looked at. Nothing is written. Choose a finding to open its record; the page of "
                           "an incident leads to where it is mended."), QSize(820, 600))
        self.setModal(False)
        self._ops, self._open_record = ops, open_record
        self.verdict = named(heading("", 1.2), "findings_verdict", _("Result"))
        self.counts = named(quiet("", selectable=True), "findings_counts")
        self.tree = self._make_tree()
        for part in (self.strip, self.verdict, self.counts):
            self.add(part)
        self.add(self.tree, 1)
        self.again_button = self.add_confirm("again", _("&Look again"))
        self.add_cancel(_("&Close"))
        self.confirm()

    def confirm(self) -> None:
        from casetracker.services import findings

        for part in (self.verdict, self.counts, self.tree):
            part.hide()
        store, tell = self._ops.store, self._begin()
        self._ops.read(lambda: findings.survey(store, tell), whenever_alive(self, self._arrived),
                       whenever_alive(self, self.refused))

    def _begin(self) -> Callable[[str, int, int], bool]:
        progress = Progress(_("Looking…"))

        def tell(what: str, done: int, total: int) -> bool:
            progress.title = what
            return progress(done, total)

        self.message.say("")
        self.again_button.setEnabled(False)
        self.tree.setEnabled(False)
        self.begin(progress)
        return tell

    def ended(self) -> None:
        super().ended()
        self.again_button.setEnabled(True)
        self.tree.setEnabled(True)

    def _arrived(self, found: Survey) -> None:
        self.ended()
        many = found.counts.total()
        self.verdict.setText(_("Nothing is missing that the program looks for.") if not many else
                             ngettext("{n} finding.", "{n} findings.", many).format(n=many))
        self.verdict.setAccessibleName(self.verdict.text())
        self.counts.setText(_("As of {when}; dismissed: {n}.").format(when=moment_text(found.at), n=found.dismissed))
        self.tree.clear()
        for code in KINDS:
            if found.counts[code]:
                self._add_kind(code, found.counts[code], found.first[code])
        for part in (self.verdict, self.counts):
            part.show()
        self.tree.setVisible(bool(many))
        self.tree.setFocus()

    # The lines.

    def _make_tree(self) -> QTreeWidget:
        tree = named(QTreeWidget(), "findings_tree", _("Findings"))
        tree.setColumnCount(2)
        tree.setHeaderLabels([_("What is missing"), _("Record")])
        tree.setUniformRowHeights(True)
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        calm_selection(tree)
        tree.itemActivated.connect(lambda item, _column: self._activated(item))
        return tree

    def _add_kind(self, code: str, count: int, first: Sequence[Judged]) -> None:
        kind = KINDS[code]
        group = QTreeWidgetItem(self.tree, [kind.title, str(count)])
        group.setFont(0, emphasised(self.tree.font()))
        group.setToolTip(0, kind.explanation)
        self._add_lines(group, code, first, count)

    def _add_lines(self, group: QTreeWidgetItem, code: str, found: Sequence[Judged], count: int) -> None:
        for each in found:
            finding = each.finding
            record = finding.incident or finding.record
            line = QTreeWidgetItem(group, [finding.words, record])
            line.setToolTip(0, tip(finding.words))
            line.setData(0, _RECORD, record)
        left = count - group.childCount()
        if left > 0 and found:
            more = QTreeWidgetItem(group, [ngettext("Show more ({n} left)", "Show more ({n} left)", left).format(n=left)])
            more.setData(0, _MORE, code)

    def _activated(self, item: QTreeWidgetItem) -> None:
        record, code = item.data(0, _RECORD), item.data(0, _MORE)
        if record:
            self._open_record(str(record))
        elif code:
            self._read_on(item.parent(), str(code))

    def _read_on(self, group: QTreeWidgetItem | None, code: str) -> None:
        from casetracker.services import findings

        assert group is not None
        store, tell, shown = self._ops.store, self._begin(), group.childCount() - 1
        self._ops.read(lambda: findings.more(store, code, shown, tell),
                       whenever_alive(self, partial(self._more_arrived, group, code)), whenever_alive(self, self.refused))

    def _more_arrived(self, group: QTreeWidgetItem, code: str, found: Sequence[Judged]) -> None:
        self.ended()
        group.takeChild(group.childCount() - 1)
        self._add_lines(group, code, found, int(group.text(1)))
