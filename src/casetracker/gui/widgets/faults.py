"""What went wrong, in a sentence for the person at the desk."""

from __future__ import annotations

from casetracker.errors import UserError
from casetracker.i18n import _


def what_happened(error: Exception) -> str:
    """A sentence for a person; a fault of ours is reported elsewhere, and its text is not for the screen."""
    if isinstance(error, UserError):
        return str(error)
    return _("Something went wrong inside casetracker. Nothing was done; what you typed is still here.")


def sentence_of(place: str, why: str) -> str:
    """A problem that begins in the middle of a sentence gets the name of its field before it."""
    if not why or not why[0].islower():
        return why
    name = place.rpartition(".")[2].replace("_", " ").capitalize()
    return f"{name} {why}" + ("" if why.endswith(".") else ".")
