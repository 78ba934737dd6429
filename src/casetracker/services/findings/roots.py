"""The independent roots of each source, worked out once, for whoever counts them over many claims.

How a chain of derivation is followed is said in `services.origins`; here it is only read for many sources at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from casetracker.services import origins
from casetracker.services.origins import Roots
from casetracker.store.engine import Connection


@dataclass(frozen=True, slots=True)
class SourceRoots:
    """What one source leads back to: its independent roots, and the sources of unknown origin on the way."""

    roots: frozenset[str]
    unknown: frozenset[str]


# The sources that a set of sources leads back to, themselves among them.
_CLOSURE = ("WITH RECURSIVE reached(pk) AS ({start} UNION"
            " SELECT d.source_pk FROM derivation AS d JOIN reached AS r ON d.parent_pk = r.pk) SELECT pk FROM reached")


def roots_by_source(connection: Connection, start: str = "", parameters: tuple[Any, ...] = ()) -> dict[int, SourceRoots]:
    """pk → roots of every source, or of those that the statement `start` gives and all they derive from."""
    within = _CLOSURE.format(start=start) if start else "SELECT pk FROM source"
    sources: dict[str, dict[str, Any]] = {}
    pks: dict[int, str] = {}
    for pk, reference, origin, originator in connection.execute(
            f"SELECT pk, reference, origin, originator FROM source WHERE pk IN ({within})", parameters):
        pks[pk] = reference
        sources[reference] = {"origin": origin, "originator": originator, "derivations": []}
    for pk, source_pk in connection.execute(
            f"SELECT parent_pk, source_pk FROM derivation WHERE parent_pk IN ({within}) ORDER BY parent_pk, position",
            parameters):
        sources[pks[pk]]["derivations"].append({"source": pks[source_pk]})
    return {pk: _of(reference, sources) for pk, reference in pks.items()}


def _of(reference: str, sources: Mapping[str, Mapping[str, Any]]) -> SourceRoots:
    roots: set[str] = set()
    unknown: set[str] = set()
    origins.follow(reference, sources, roots, unknown, set())
    return SourceRoots(frozenset(roots), frozenset(unknown))


def counted(pks: Iterable[int], known: Mapping[int, SourceRoots]) -> Roots:
    """From how many roots these sources speak together."""
    named = set(pks)
    roots: set[str] = set()
    unknown: set[str] = set()
    for pk in named:
        roots |= known[pk].roots
        unknown |= known[pk].unknown
    return Roots(len(named), len(roots), len(unknown))
