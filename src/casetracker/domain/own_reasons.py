"""The reasons that the program itself writes into a record: English in the data, told in the reader's language."""

from __future__ import annotations

from casetracker.i18n import N_, _

AS_LOGGED = N_("As logged")
TAKEN_IN = N_("Taken into the case store")
LOGGING_UNDONE = N_("Logging it was undone")
UNDONE = N_("Undone")
DONE_AGAIN = N_("Done again")
HASHED_ALTERED = N_("Hashed again: the file is not what was taken in")
HASHED_MISSING = N_("Hashed again: the file is not in the vault")
OWN = frozenset((AS_LOGGED, TAKEN_IN, LOGGING_UNDONE, UNDONE, DONE_AGAIN, HASHED_ALTERED, HASHED_MISSING))


def told(reason: str | None) -> str:
    """A reason as it is shown: the program's own translated, a person's as it was typed."""
    return _(reason) if reason in OWN else reason or ""
