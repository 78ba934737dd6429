"""What a search finds, by its words and by what is chosen of facets, which is looked up in memory where it is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from casetracker.domain.facets import NONE, Choice, asked
from casetracker.domain.query import Reach
from casetracker.domain.query_chips import choices, words
from casetracker.domain.query_reading import read
from casetracker.services.facet_lines import Lines, Mask, both, kinds_of_sources, lines_of, pks_of
from casetracker.services.labels import label_of
from casetracker.store.engine import Connection
from casetracker.store.search import match

if TYPE_CHECKING:
    from casetracker.services.case_store import CaseStore


_PATIENCE = 0.25
"""Seconds; to count takes a tenth."""


@dataclass(frozen=True)
class Bodies:
    """The investigating bodies: pk, in digits, to reference, and reference to name."""

    references: Mapping[str, str]
    names: Mapping[str, str]

    @staticmethod
    def read(connection: Connection) -> Bodies:
        rows = connection.execute("SELECT pk, reference, name FROM body").fetchall()
        return Bodies({str(pk): reference for pk, reference, _name in rows}, {
            reference: label_of("body", {"reference": reference, "name": name}) for _pk, reference, name in rows})


def found(store: CaseStore, connection: Connection, query: str, reach: Reach, withdrawn: bool) -> set[int] | None:
    """The pks of the incidents that a search finds, as `match.incidents` does; those that are withdrawn may be left out
    unless they are asked for. Nobody waits for the case list to be read into memory, nor long for it to be counted."""
    node, lines = read(query).node, lines_of(store)
    if node is None or not lines.full or not lines.guard.acquire(timeout=_PATIENCE):
        return match.incidents(connection, node, reach)
    try:
        lines.follow(connection, kinds_of_sources(store, connection))
        base = lines.base(connection, words(query), reach, withdrawn)
        passed = passing(connection, lines, Bodies.read(connection), choices(query))
        return set(pks_of(reduce(both, passed.values(), base)))
    finally:
        lines.guard.release()


def passing(connection: Connection, lines: Lines, bodies: Bodies, chosen: Iterable[Choice]) -> dict[str, Mask]:
    """facet → the incidents that all choices of it let pass."""
    passed: dict[str, Mask] = {}
    for each in chosen:
        mask = _passing(connection, lines, bodies, each)
        passed[each.facet] = both(passed[each.facet], mask) if each.facet in passed else mask
    return passed


def _passing(connection: Connection, lines: Lines, bodies: Bodies, chosen: Choice) -> Mask:
    keys = set(chosen.keys)
    if chosen.facet == "body":
        if not keys - {NONE} <= bodies.names.keys():  # no reference of a body here: these are words that may stand in one
            node = read(asked(chosen.facet, chosen.values)).node
            return lines.mask(match.incidents(connection, node), withdrawn=True)
        keys = {pk for pk, reference in bodies.references.items() if reference in keys} | keys & {NONE}
    return lines.columns[chosen.facet].having(keys, lines.size)
