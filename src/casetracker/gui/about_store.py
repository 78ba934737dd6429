"""The lasting sentence above the work about a store that is not like any other: a backup, a sample, one only to be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from casetracker.gui.widgets.wording import moment_text
from casetracker.i18n import _

if TYPE_CHECKING:
    from casetracker.gui.notify import Notice
    from casetracker.services.case_store import CaseStore


def tell(notice: Notice, store: CaseStore, why_read_only: str, new_store: Callable[[], object]) -> None:
    """`why_read_only` says who else has the store; empty where nobody has."""
    if store.backup is not None:
        notice.say(_("This is a backup, made {when}; it can be read, not written to.").format(
            when=moment_text(store.backup.made_at)), lasting=True)
    elif store.read_only:
        notice.say(why_read_only or _("This store can be read, but not written to."), lasting=True)
    elif store.is_sample:
        notice.say(
            _("This is the sample store, for looking around. Your own cases belong in a store of their own."),
            button=_("New store…"), call=new_store, lasting=True,
        )
    else:
        notice.hide()
