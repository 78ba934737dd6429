"""What is typed into an open form is kept in the store every few seconds, so that a crash or a lock takes none of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from casetracker.gui.ops import Operations
    from casetracker.services.form_drafts import FormDraft

PAUSE_MILLISECONDS = 3000


class DraftKeeping(QObject):
    """Keeps the draft of one form: in the background, unseen, and no more often than every few seconds."""

    def __init__(self, ops: Operations, draft: Callable[[str], FormDraft | None], parent: QObject, key: str = "") -> None:
        """`draft` tells what the form holds now, under the key it is given; None where nothing was typed. With a key,
        the form goes on from a draft that is kept already."""
        super().__init__(parent)
        self._ops, self._draft = ops, draft
        self._kept = bool(key)
        self._key = key
        self._touched = False
        self._saving = False
        self._timer = QTimer(self, interval=PAUSE_MILLISECONDS, singleShot=True)
        self._timer.timeout.connect(self.keep_now)

    @property
    def key(self) -> str:
        from casetracker.services import form_drafts

        self._key = self._key or form_drafts.new_key()
        return self._key

    def touched(self) -> None:
        """Something was typed. Who types on and on is kept all the same: the clock is not set back."""
        self._touched = True
        if not self._timer.isActive() and not self._ops.store.read_only:
            self._timer.start()

    def keep_now(self) -> None:
        """A form that nobody touched, or whose record is still being read, has nothing to add to what is kept."""
        from casetracker.services import form_drafts

        self._timer.stop()
        if not self._touched or self._saving:
            return
        draft = self._draft(self.key)
        if draft is None:
            self.forget()
        elif not self._ops.store.read_only:
            self._kept = True
            self._ops.keep(partial(form_drafts.keep, self._ops.store, draft))

    def forget(self) -> None:
        """The form was discarded, or holds nothing any more."""
        from casetracker.services import form_drafts

        self._timer.stop()
        if self._kept:
            self._kept = False
            self._ops.keep(partial(form_drafts.drop, self._ops.store, self.key))

    def pause(self) -> None:
        """The form is being saved: what would be kept now would outlive the record that comes of it."""
        self._saving = True
        self._timer.stop()

    def go_on(self) -> None:
        """It was not saved."""
        self._saving = False
        self.keep_now()
