"""The head of a page: reference, title, what is withdrawn, and the buttons for the record as a whole."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from casetracker.domain import own_reasons
from casetracker.domain.shapes import shape_of
from casetracker.gui.pages.context import Context, Record
from casetracker.gui.widgets.basics import STEP, column, heading, named, plain, quiet, row
from casetracker.gui.widgets.buttons import action
from casetracker.gui.widgets.flow import Flow
from casetracker.gui.widgets.wording import moment_text
from casetracker.i18n import _

TITLE_SCALE = 1.55


_SIGNS = {"edit": "pencil", "dossier": "file-text", "statement": "file-text", "journal": "history", "withdraw": "archive"}


class Header(QWidget):
    """The buttons, then reference and kind over the title; in a narrow page the buttons go on in a second line."""

    def __init__(self, context: Context, title: str, record: Record) -> None:
        super().__init__()
        self._context = context
        self._actions = Flow(gap=STEP // 2)
        kind = _(shape_of(context.kind).label)
        buttons = QWidget()
        buttons.setLayout(self._actions)
        reference = named(quiet(f"{context.reference} · {kind}", selectable=True), "page_reference")
        self._box: QVBoxLayout = column(buttons, column(reference, _title(title), gap=2))
        self._box.setContentsMargins(0, 0, 0, STEP)
        self.setLayout(self._box)
        if context.amendable:
            self.add_action("edit", _("Edit…"), context.edit, changes=True)
        if record.get("withdrawn_at"):
            self.add(_withdrawn(context, record))

    def add_action(self, name: str, text: str, call: Callable[[], object], changes: bool = False) -> None:
        button = action(f"page_{name}", text, call, sign=_SIGNS[name])
        button.setEnabled(self._context.editable or not changes)
        self._actions.addWidget(button)

    def add(self, widget: QWidget) -> None:
        self._box.addWidget(widget)

    def add_common_actions(self, withdrawn: bool) -> None:
        """What can be done with a record of any kind."""
        from casetracker.gui import dialogs

        context = self._context
        self.add_action("journal", _("Journal…"), lambda: dialogs.show_journal(context.ops, context.reference,
                                                                               context.page))
        if not withdrawn and context.amendable:
            self.add_action("withdraw", _("Withdraw…"), lambda: dialogs.withdraw(context.ops, context.reference,
                                                                                 context.page), changes=True)


def _title(title: str) -> QWidget:
    shown = plain(title, "page_title", title)
    shown.setFont(heading("", TITLE_SCALE).font())
    return shown


def _withdrawn(context: Context, record: Record) -> QWidget:
    """A record that is hidden says so, by whom and why, and can be brought back."""
    from casetracker.gui import dialogs

    banner = named(QFrame(), "page_withdrawn", _("Withdrawn"))
    banner.setProperty("notice", "alarm")
    told = _("Withdrawn on {when} by {who}: {why}").format(
        when=moment_text(record["withdrawn_at"]), who=record.get("withdrawn_by") or "?",
        why=own_reasons.told(record.get("withdrawn_reason")) or _("no reason noted"))
    line = row(plain(told, "page_withdrawn_reason"), margin=STEP)
    restore = action("page_restore", _("Restore…"), lambda: dialogs.restore(context.ops, context.reference,
                                                                           context.page))
    restore.setEnabled(context.editable)
    line.addWidget(restore)
    line.setStretch(0, 1)
    banner.setLayout(line)
    return banner
