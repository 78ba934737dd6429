"""The names that must not leave: of every protected person and source in the store, whether an incident names them or not,
and of every victim whose family is not recorded as informed.

For the check of what is about to be handed out; nothing here is ever shown or logged.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from casetracker.domain import kin
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
        for reference, name, others in connection.execute(_UNINFORMED):
            found.update((ProtectedName(reference, kin.name_withheld(), each.strip(), kin=True), None)
                         for each in (name, *json.loads(others)) if each and each.strip())
        return list(found)
