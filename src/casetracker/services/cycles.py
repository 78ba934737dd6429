"""Chains that must end somewhere: where a source has it from, which unit a unit is part of, which case went into which."""

from __future__ import annotations

from dataclasses import dataclass

from casetracker.errors import InvalidRecord
from casetracker.i18n import N_, _
from casetracker.store import states
from casetracker.store.engine import Connection


@dataclass(frozen=True)
class _Chain:
    """One link from a record to others of its kind: the table and columns it stands in, and what to say of a circle."""

    kind: str
    field: str
    table: str
    own: str
    to: str
    fault: str
    cure: str


_CHAINS = (
    _Chain("source", "derivations", "derivation", "parent_pk", "source_pk", N_("lead back to this source itself"),
           N_("A source cannot derive from itself; mend the chain.")),
    _Chain("party", "parent", "party", "pk", "parent_pk", N_("leads back to this party itself"),
           N_("A unit cannot be part of itself; mend the chain.")),
    _Chain("proceeding", "merged_into", "proceeding", "pk", "merged_into_pk", N_("leads back to this proceeding itself"),
           N_("A proceeding cannot be merged into itself; mend the chain.")),
    _Chain("proceeding", "severed_from", "proceeding", "pk", "severed_from_pk", N_("leads back to this proceeding itself"),
           N_("A proceeding cannot be severed from itself; mend the chain.")),
)


def refuse_cycle(connection: Connection, kind: str, record_id: str) -> None:
    """InvalidRecord if a record now leads, over however many steps, back to itself."""
    for chain in _CHAINS:
        if chain.kind == kind and _leads_back(connection, chain, states.pk_of(connection, kind, record_id)):
            raise InvalidRecord({chain.field: _(chain.fault)}, _(chain.cure))


def _leads_back(connection: Connection, chain: _Chain, start: int | None) -> bool:
    table, own, to = chain.table, chain.own, chain.to
    return connection.execute(
        f'WITH RECURSIVE reached(pk) AS (SELECT "{to}" FROM "{table}" WHERE "{own}" = ?1 AND "{to}" IS NOT NULL'
        f' UNION SELECT n."{to}" FROM "{table}" AS n JOIN reached AS r ON n."{own}" = r.pk WHERE n."{to}" IS NOT NULL)'
        " SELECT 1 FROM reached WHERE pk = ?1", (start,)).fetchone() is not None
