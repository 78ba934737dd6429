"""The independent roots of many sources at once, for whoever counts them over many incidents.

How a chain of derivation is followed is said in `services.origins`, and who is one office in `services.offices`; here
both are only read for many at a time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casetracker.domain.folding import fold
from casetracker.services import offices, origins
from casetracker.services.origins import Roots
from casetracker.store.engine import Connection

Offices = Callable[[set[str]], Mapping[str, str]]
"""From folded originators to the one of them that stands for each root."""


@dataclass(frozen=True, slots=True)
class SourceRoots:
    """What one source leads back to: originators (folded), first-hand sources that name none, and sources of unknown
    origin on the way."""

    originators: frozenset[str]
    nameless: frozenset[str]
    unknown: frozenset[str]
    withdrawn: bool


# The sources that a set of sources leads back to, themselves among them.
_CLOSURE = ("WITH RECURSIVE reached(pk) AS ({start} UNION"
            " SELECT d.source_pk FROM derivation AS d JOIN reached AS r ON d.parent_pk = r.pk) SELECT pk FROM reached")


def roots_by_source(connection: Connection, start: str, parameters: tuple[Any, ...] = ()) -> dict[int, SourceRoots]:
    """pk → roots of the sources that the statement `start` gives, and of all they derive from."""
    within = _CLOSURE.format(start=start)
    sources: dict[str, dict[str, Any]] = {}
    pks: dict[int, str] = {}
    for pk, reference, origin, originator, withdrawn_at in connection.execute(
            f"SELECT pk, reference, origin, originator, withdrawn_at FROM source WHERE pk IN ({within})", parameters):
        pks[pk] = reference
        sources[reference] = {"origin": origin, "originator": originator, "withdrawn_at": withdrawn_at, "derivations": []}
    for pk, source_pk in connection.execute(
            f"SELECT parent_pk, source_pk FROM derivation WHERE parent_pk IN ({within}) ORDER BY parent_pk, position",
            parameters):
        sources[pks[pk]]["derivations"].append({"source": pks[source_pk]})
    return {pk: _of(reference, sources) for pk, reference in pks.items()}


def _of(reference: str, sources: Mapping[str, Mapping[str, Any]]) -> SourceRoots:
    roots: set[str] = set()
    unknown: set[str] = set()
    origins.follow(reference, sources, roots, unknown, set())
    nameless = frozenset(roots & sources.keys())
    return SourceRoots(frozenset(roots - nameless), nameless, frozenset(unknown),
                       bool(sources[reference]["withdrawn_at"]))


def counted(pks: Iterable[int], known: Mapping[int, SourceRoots], same: Offices) -> Roots:
    """From how many roots these sources speak together."""
    named = [known[pk] for pk in set(pks)]
    speaking = [each for each in named if not each.withdrawn]
    originators = {name for each in speaking for name in each.originators}
    nameless = {reference for each in speaking for reference in each.nameless}
    unknown = {reference for each in speaking for reference in each.unknown}
    roots = len(set(same(originators).values())) if len(originators) > 1 else len(originators)
    return Roots(len(speaking), roots + len(nameless), len(unknown), len(named) - len(speaking))


def offices_asked(connection: Connection) -> Offices:
    """Asks for each set of originators by itself; enough for one incident."""
    return lambda originators: offices.same_roots(connection, originators)


_NAMES = ("SELECT name, names, NULL FROM body WHERE withdrawn_at IS NULL"
          " UNION ALL SELECT name, names, pseudonym FROM party WHERE withdrawn_at IS NULL")
_ORIGINATORS = "SELECT DISTINCT originator FROM source WHERE origin = 'first_hand' AND originator IS NOT NULL"


def offices_of_all(connection: Connection, going_on: Callable[[], None]) -> Offices:
    """Reads once what every body and party is called, and remembers those that join originators: few do. `going_on` is
    called now and then."""
    joined: dict[str, list[frozenset[str]]] = {}
    everyone = {folded for (name,) in _each(connection, _ORIGINATORS, going_on) if (folded := fold(name))}
    for name, others, pseudonym in _each(connection, _NAMES, going_on):
        borne = frozenset(fold(each) for each in (name, pseudonym, *json.loads(others)) if each) & everyone
        for each in borne if len(borne) > 1 else ():
            joined.setdefault(each, []).append(borne)
    return lambda originators: _joined_by(joined, originators)


def _each(connection: Connection, sql: str, going_on: Callable[[], None]) -> Iterator[tuple[Any, ...]]:
    for number, row in enumerate(connection.execute(sql)):
        if number % 5_000 == 0:
            going_on()
        yield row


def _joined_by(joined: Mapping[str, list[frozenset[str]]], originators: set[str]) -> dict[str, str]:
    """Each originator with the one that stands for its root, where names lead from one to the other among these."""
    root: dict[str, str] = {}
    for first in sorted(originators):
        waiting = [first] if first not in root else []
        while waiting:
            name = waiting.pop()
            root[name] = first
            waiting += [other for borne in joined.get(name, ()) for other in borne & originators if other not in root]
    return root
