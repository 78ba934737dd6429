"""The two families of errors: the world's, which a person can cure, and ours, which they cannot.

Everything a face shows of a `UserError` is `str(error)`: one sentence, then the cure. It never holds a protected name
unless the person has just typed it.
"""

from __future__ import annotations


class UserError(Exception):
    """Something in the world is not as it should be; the message says what, the cure says what to do."""

    def __init__(self, message: str, cure: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.cure = cure

    def __str__(self) -> str:
        return f"{self.message} {self.cure}".strip()


class InvalidRecord(UserError):
    """A record as given does not hold: `problems` maps the place of each fault ("dates[0].date") to a sentence."""

    def __init__(self, problems: dict[str, str], cure: str = "") -> None:
        listed = "; ".join(f"{place}: {why}" if place else why for place, why in problems.items())
        super().__init__(listed, cure)
        self.problems = problems


class InvalidDate(UserError):
    """A date as typed cannot be read, or cannot be."""


class UnknownReference(UserError):
    """No record of that kind carries that reference."""


class Conflict(UserError):
    """Somebody else changed the same thing meanwhile; nothing was written."""


class StoreMissing(UserError):
    """There is no case store at that place."""


class StoreForeign(UserError):
    """What is at that place is not a case store of ours, or is damaged; it was left untouched."""


class StoreTooNew(UserError):
    """The store was written by a newer casetracker; it was left untouched."""


class StoreLocked(UserError):
    """Another program holds the store's write lock for too long."""


class StoreReadOnly(UserError):
    """The store, its disk or its permissions allow reading only."""


class DiskFull(UserError):
    """There is no room left to write; what was saved before stands."""


class WrongKey(UserError):
    """The key given does not open this store."""


class PassphraseNeeded(WrongKey):
    """The store is encrypted, and nothing was given to open it."""


class EvidenceFault(UserError):
    """A file cannot be taken in or given back."""


class EvidenceDamaged(EvidenceFault):
    """A kept file is no longer what was taken in."""


class DisclosureRefused(UserError):
    """What was asked for would have shown a protected person to somebody who may not know the name."""


class BugError(Exception):
    """A promise of our own code was broken; no one but us can cure it."""
