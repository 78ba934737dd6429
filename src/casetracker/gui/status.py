"""The line at the bottom: how many records are listed, which store this is, who is at work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QToolButton, QWidget

from casetracker.domain.shapes import shape_of
from casetracker.gui import icons
from casetracker.gui.notify import announce
from casetracker.gui.widgets.basics import doubled, named
from casetracker.gui.widgets.tips import tip
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.views.desk import Desk
    from casetracker.services.case_store import CaseStore

_SIGN = 14
_MILLISECONDS = 8000


class StatusLine:
    """Fills the window's status bar; nothing of any case stands in it."""

    def __init__(self, bar: QStatusBar) -> None:
        named(bar, "status-bar", _("Status bar"))
        bar.setSizeGripEnabled(False)
        self._bar = bar
        self._count = _label("status-count")
        self._store = _label("status-store")
        self.actor = named(QToolButton(), "status-actor")
        self.actor.setAutoRaise(True)
        self.actor.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.actor.setToolTip(_("Changes are recorded under this name; press to change it"))
        self._open_lock = _label("status-encryption-sign")
        self._encryption = _label("status-encryption")
        self._check = _label("status-check")
        self._check.setText(_("Evidence files: check due"))
        self._check.setToolTip(_("They have not been hashed again for a long time: Tools, Check evidence files"))
        self._check.hide()
        bar.addWidget(self._count)
        bar.addPermanentWidget(self._check)
        for part in (self._store, self.actor, _side_by_side(self._open_lock, self._encryption)):
            bar.addPermanentWidget(part)
        self._shown = False
        self._mark(False)

    def show_store(self, store: CaseStore) -> None:
        self._store.setText(store_name(store) or _("Unnamed store"))
        self._store.setToolTip(tip(str(store.folder)))
        self._encryption.setText(_("Encrypted") if store.encrypted else _("Not encrypted"))
        open_to_all = _("Whoever can read the folder can read the cases: keep it on an encrypted disk.")
        self._encryption.setToolTip("" if store.encrypted else open_to_all)
        self._mark(store.encrypted)
        self._shown = True
        self.redraw()

    def show_actor(self, name: str) -> None:
        self.actor.setText(doubled(name))
        self.actor.setAccessibleName(_("Your name: {name}").format(name=name))

    def show_place(self, desk: Desk | None) -> None:
        self._count.setText(_count_text(desk) if desk is not None else "")

    def remind_of_check(self, due: bool) -> None:
        self._check.setVisible(due)

    def say(self, text: str) -> None:
        """Good to know, and soon gone: what was done."""
        self._bar.showMessage(text, _MILLISECONDS)
        announce(self._bar, text)

    def redraw(self) -> None:
        if self._shown:
            ratio = self._open_lock.devicePixelRatioF()
            self._open_lock.setAccessibleName(self._encryption.text())
            self._open_lock.setPixmap(icons.pixmap(self._sign, _SIGN, "muted", ratio))

    def _mark(self, encrypted: bool) -> None:
        self._sign = "lock" if encrypted else "lock-open"


def store_name(store: CaseStore) -> str:
    return store.name or (_("Sample") if store.is_sample else "")


def _count_text(desk: Desk) -> str:
    total, chosen = desk.shown_list.model.total, desk.shown_list.table.selected_count()
    shape = shape_of(desk.kind)
    what = _(shape.label if total == 1 else shape.plural).lower()
    told = _("more than {count} {records}") if desk.shown_list.model.more else _("{count} {records}")
    text = told.format(count=f"{total:,}".replace(",", "\u202f"), records=what)
    return text + " · " + _("{count} selected").format(count=chosen) if chosen > 1 else text


def _label(name: str) -> QLabel:
    made = named(QLabel(), name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def _side_by_side(*parts: QWidget) -> QWidget:
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(8, 0, 4, 0)
    line.setSpacing(0)
    for part in parts:
        line.addWidget(part)
    return box
