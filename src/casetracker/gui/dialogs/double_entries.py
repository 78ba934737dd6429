"""Possible double entries of the whole store: looked for once, with a way to stop, and decided one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from casetracker.gui.dialogs.looking import LookingDialog
from casetracker.gui.tasks import Progress
from casetracker.gui.widgets.basics import named, quiet, whenever_alive
from casetracker.i18n import _, ngettext

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations
    from casetracker.services.similar_store import Pair, Pairs

_PAIR = Qt.ItemDataRole.UserRole


class Doubles(LookingDialog):
    """Begins at once; writes nothing but what is decided in its dialogs."""

    def __init__(self, ops: Operations, parent: QWidget | None) -> None:
        super().__init__("doubles", _("Possible double entries"), parent,
                         _("Incidents that may tell the same event, the likeliest first. A likeness is a hint, not a "
                           "finding; what was told apart is not listed."), QSize(900, 620))
        self._ops = ops
        self.verdict = named(quiet("", selectable=True), "doubles_verdict")
        self.table = self._make_table()
        self.add(self.strip)
        self.add(self.verdict)
        self.add(self.table, 1)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.compare_button = self.add_button("compare", _("Com&pare…"), role)
        self.apart_button = self.add_button("apart", _("&Not the same…"), role)
        self.merge_button = self.add_button("merge", _("Same: &merge…"), role)
        self.compare_button.clicked.connect(lambda: self._decide("compare"))
        self.apart_button.clicked.connect(lambda: self._decide("tell_apart"))
        self.merge_button.clicked.connect(lambda: self._decide("merge"))
        self.again_button = self.add_confirm("again", _("Look &again"))
        self.add_cancel(_("&Close")).setDefault(True)
        self.confirm()

    def confirm(self) -> None:
        from casetracker.services.similar_store import similar_in_store

        progress = Progress(_("Comparing…"))
        self.table.setRowCount(0)
        self.verdict.hide()
        self.message.say("")
        self._weigh()
        self.begin(progress)
        store = self._ops.store
        self._ops.read(lambda: similar_in_store(store, progress), whenever_alive(self, self._arrived),
                       whenever_alive(self, self.refused))

    def _arrived(self, found: Pairs) -> None:
        self.ended()
        self.verdict.setText(_verdict(found))
        self.verdict.setAccessibleName(self.verdict.text())
        self.verdict.show()
        self.table.setRowCount(len(found.pairs))
        for line, pair in enumerate(found.pairs):
            for place, text in enumerate(_cells(pair)):
                item = QTableWidgetItem(text)
                item.setData(_PAIR, (pair.one, pair.other))
                item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                self.table.setItem(line, place, item)
        if found.pairs:
            self.table.selectRow(0)
        self._weigh()

    def _decide(self, what: str) -> None:
        from casetracker.gui import dialogs

        line = self.table.currentRow()
        item = self.table.item(line, 0)
        if item is not None:
            one, other = item.data(_PAIR)
            dialog = getattr(dialogs, what)(self._ops, one, other, self)
            dialog.accepted.connect(lambda: self._take_away(one, other))

    def _take_away(self, one: str, other: str) -> None:
        """What was decided leaves the list; after a merge so does whatever else names the one that is gone."""
        for line in reversed(range(self.table.rowCount())):
            item = self.table.item(line, 0)
            if item is not None and tuple(item.data(_PAIR)) == (one, other):
                self.table.removeRow(line)
        self._weigh()

    def _weigh(self) -> None:
        chosen = self._progress is None and self.table.currentRow() >= 0
        self.compare_button.setEnabled(chosen)
        for button in (self.apart_button, self.merge_button):
            button.setEnabled(chosen and not self._ops.store.read_only)
        self.again_button.setEnabled(self._progress is None)

    def _make_table(self) -> QTableWidget:
        table = named(QTableWidget(0, 4), "doubles_pairs", _("Pairs of incidents"))
        table.setHorizontalHeaderLabels([_("Likeness"), _("Incident"), _("Incident"), _("Why")])
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setWordWrap(True)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        table.itemSelectionChanged.connect(self._weigh)
        table.cellDoubleClicked.connect(lambda _line, _place: self._decide("compare"))
        return table


def _cells(pair: Pair) -> tuple[str, str, str, str]:
    return (str(pair.score), f"{pair.one}\n{pair.one_title}", f"{pair.other}\n{pair.other_title}",
            "\n".join(reason.text for reason in pair.reasons))


def _verdict(found: Pairs) -> str:
    many = len(found.pairs)
    told = ngettext("{n} pair looks like one event.", "{n} pairs look like one event.", many).format(n=many)
    if found.more:
        told = _("Very many pairs look like one event; the likeliest {n} are listed.").format(n=many)
    if not found.complete:
        told += " " + _("You stopped the search before it had gone through the whole store.")
    return told
