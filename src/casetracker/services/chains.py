"""The chain of a source as it is shown: who quotes whom, step by step, up to the roots and to what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casetracker.services.case_store import CaseStore
from casetracker.services.lookup import find
from casetracker.services.origins import Roots, count_roots
from casetracker.services.told_sources import public, with_origins
from casetracker.store import states


@dataclass(frozen=True)
class Link:
    """One source of a chain, `depth` steps away. `originator` only where it is first-hand and may be shown."""

    reference: str
    label: str
    depth: int
    how: str
    note: str
    origin: str
    originator: str
    withdrawn: bool
    again: bool


@dataclass(frozen=True)
class Chain:
    """Where a source has its knowledge from, and from how many roots that is."""

    links: tuple[Link, ...]
    roots: Roots


def chain(store: CaseStore, reference: str, *, reveal: bool = False) -> Chain:
    """The whole chain of a source, itself first; `reveal` shows its own originator, never that of another protected one."""
    with store.database.snapshot() as connection:
        kind, pk = find(connection, reference, "source")
        state = states.read_state(connection, kind, pk)
        assert state is not None
        own = str(state["reference"])
        sources = with_origins(connection, [own])
    shown = {name: source if reveal and name == own else public(source) for name, source in sources.items()}
    return Chain(tuple(_links(shown, own)), count_roots([own], sources))


def _links(sources: Mapping[str, Mapping[str, Any]], start: str) -> Iterator[Link]:
    told: set[str] = set()
    waiting: list[tuple[str, int, Mapping[str, Any]]] = [(start, 0, {})]
    while waiting:
        reference, depth, step = waiting.pop()
        source = sources[reference]
        first_hand = source["origin"] == "first_hand"
        yield Link(reference, str(source["label"]), depth, str(step.get("how") or ""), str(step.get("note") or ""),
                   str(source["origin"]), str(source.get("originator") or "") if first_hand else "",
                   bool(source["withdrawn_at"]), reference in told)
        if reference not in told:
            told.add(reference)
            waiting += [(each["source"], depth + 1, each) for each in reversed(source["derivations"])]
