"""What will happen to many incidents at once, in a sentence or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casetracker.i18n import _, ngettext

if TYPE_CHECKING:
    from casetracker.services.bulk_changes import Preview, Skipped


def told(preview: Preview) -> str:
    """"9,812 will be changed. 188 stay as they are: 180 as wanted already (INC-…); 8 withdrawn (INC-…)."""
    from casetracker.services.bulk_changes import NO_REASON

    many, skipped = len(preview.pks), preview.skipped_count
    lines = [ngettext("{n} will be changed.", "{n} will be changed.", many).format(n=number(many)) if many else
             _("None will be changed.")]
    if skipped:
        lines.append(ngettext("{n} stays as it is: {why}.", "{n} stay as they are: {why}.", skipped).format(
            n=number(skipped), why="; ".join(map(_why, preview.skipped))))
    if preview.count_of(NO_REASON):
        lines.append(_("This move needs a reason; it stays in the history."))
    return " ".join(lines)


def _why(skipped: Skipped) -> str:
    from casetracker.services.bulk_changes import WHY

    named = ", ".join(skipped.first) + (", …" if skipped.count > len(skipped.first) else "")
    return f"{number(skipped.count)} {_(WHY[skipped.why])}" + (f" ({named})" if skipped.first else "")


def number(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")
