"""The names that must not leave: of every protected person and source in the store, whether an incident names them or not;
and of victims whose families are not recorded as informed.

For the check of what is about to be handed out; nothing here is ever shown or logged.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from casetracker.domain import kin
from casetracker.domain.folding import fold
from casetracker.services.case_store import CaseStore


@dataclass(frozen=True)
class ProtectedName:
    """One name of one protected record; `shown` is the pseudonym that stands for it. `kin`: it is withheld until the
    family has heard."""

    reference: str
    shown: str
    name: str = field(repr=False)
    kin: bool = False


# A publisher is left out: an outlet that published is no secret, and to look for it would stop every dossier.
_QUERIES = (
    "SELECT reference, pseudonym, name, names, NULL, NULL FROM party WHERE protected",
    "SELECT reference, pseudonym, name, '[]', author, originator FROM source WHERE protected",
)
_UNINFORMED = (
    "SELECT p.reference, p.name, p.names FROM party AS p WHERE NOT p.protected AND p.kind = 'person'"
    f" AND p.fate IN ({', '.join(repr(fate) for fate in kin.GRAVE_FATES)}) AND NOT p.family_informed"
    " AND EXISTS (SELECT 1 FROM participation AS n WHERE n.party_pk = p.pk AND n.role = 'victim')")
# An institution that knows at first hand is no secret either; a body by that name stands in the open.
_OPEN_BODIES = "SELECT name, names FROM body"


def names(store: CaseStore) -> list[ProtectedName]:
    """Every protected name, withdrawn records' too, for what is withdrawn may still be read elsewhere."""
    with store.database.snapshot() as connection:
        bodies = {each for name, others in connection.execute(_OPEN_BODIES) for each in (name, *json.loads(others))}
        found: dict[ProtectedName, None] = {}
        for query in _QUERIES:
            for reference, shown, name, others, author, originator in connection.execute(query):
                known = [name, *json.loads(others), *(each for each in (author, originator) if each not in bodies)]
                found.update((ProtectedName(reference, shown or reference, each.strip()), None)
                             for each in known if each and each.strip())
        return list(found)


def uninformed(store: CaseStore, parties: Collection[str], texts: Iterable[str]) -> list[ProtectedName]:
    """The names of victims whose families have not heard: of those among `parties`, and of any other in the store whose
    whole name stands in one of the texts.

    There may be very many of them, with names that many bear; to look for each as loosely as for the few protected would
    take long, and stop dossiers for a namesake. So the loose search is for the persons of the case itself.
    """
    side_by_side = _side_by_side(texts)
    found: dict[ProtectedName, None] = {}
    with store.database.snapshot() as connection:
        for reference, name, others in connection.execute(_UNINFORMED):
            known = [each.strip() for each in (name, *json.loads(others)) if each and each.strip()]
            if reference in parties or any(_stands(each, side_by_side) for each in known):
                found.update((ProtectedName(reference, kin.name_withheld(), each, kin=True), None) for each in known)
    return list(found)


_MOST_WORDS = 4  # of a name that is looked for whole; a longer one by its first and last


def _side_by_side(texts: Iterable[str]) -> set[tuple[str, ...]]:
    """All words of the texts that stand beside each other, two to four of them."""
    found: set[tuple[str, ...]] = set()
    for text in texts:
        words = fold(text).split()
        found.update(tuple(words[at:at + count]) for count in range(2, _MOST_WORDS + 1)
                     for at in range(len(words) - count + 1))
    return found


def _stands(name: str, side_by_side: set[tuple[str, ...]]) -> bool:
    """Whether a name of several words stands there, or its first and last word, in either order."""
    words = tuple(fold(name).split())
    if len(words) < 2:
        return False
    ends = (words[0], words[-1])
    return any(order in side_by_side for order in (words, words[::-1], ends, ends[::-1]))
