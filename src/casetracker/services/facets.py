"""How many of the incidents that a search finds have each value of each facet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial, reduce

from casetracker.domain import vocabulary as v
from casetracker.domain.facets import FACETS, NONE, askable, key_of, label
from casetracker.domain.folding import fold
from casetracker.domain.query_chips import choices, words
from casetracker.i18n import _
from casetracker.services.browse import IncidentFilter
from casetracker.services.case_store import CaseStore
from casetracker.services.facet_lines import Column, Lines, Mask, both, kinds_of_sources, lines_of
from casetracker.services.narrowing import Bodies, passing


@dataclass(frozen=True, slots=True)
class Bin:
    """One value, and how many incidents have it that pass all that is chosen of other facets; `on` where it is chosen."""

    value: str
    label: str
    count: int
    on: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet with its values; those that no incident has are left out unless they are on."""

    name: str
    label: str
    bins: tuple[Bin, ...]


def count(store: CaseStore, wanted: IncidentFilter) -> list[Facet]:
    """The facets beside the incidents wanted, in their order.

    What is chosen of a facet does not narrow that facet's own counts, so that they say what a second choice would add.
    """
    lines = lines_of(store)
    with store.database.snapshot() as connection, lines.guard:
        lines.follow(connection, kinds_of_sources(store, connection))
        asked, bodies = choices(wanted.query), Bodies.of(store, connection)
        base = lines.base(connection, words(wanted.query), wanted.reach, wanted.include_withdrawn)
        passed = passing(connection, lines, bodies, asked)
        made = []
        for name in FACETS:
            mask = reduce(both, (each for other, each in passed.items() if other != name), base)
            chosen = {key_of(name, value): value for each in asked if each.facet == name for value in each.values}
            made.append(_facet(name, _values(lines, bodies, name, mask), chosen, bodies))
        return made


def body_names(store: CaseStore) -> Mapping[str, str]:
    """reference → name of each body, for choices that are shown without counts."""
    with store.database.snapshot() as connection:
        return Bodies.of(store, connection).names


def _values(lines: Lines, bodies: Bodies, name: str, mask: Mask) -> dict[str, int]:
    """value → count, of what can be asked for."""
    column = lines.columns[name]
    counted: dict[str, int] = {}
    for key, many in column.counted(mask).items():
        value = _value(column, bodies, name, key)
        if value is not None and askable(name, value):
            counted[value] = many
    return counted


def _value(column: Column, bodies: Bodies, name: str, key: str) -> str | None:
    if key == NONE:
        return NONE
    if name == "body":
        return bodies.references.get(key)
    return _TERMS.get(key, column.spelled[key]) if name == "type" else column.spelled[key]


_TERMS = {key_of("type", code): code for code in v.VIOLATION}


def _facet(name: str, counted: dict[str, int], chosen: Mapping[str, str], bodies: Bodies) -> Facet:
    keys = {key_of(name, value) for value in counted}
    shown = {**counted, **{value: 0 for key, value in chosen.items() if key not in keys}}
    bins = [Bin(value, bodies.names.get(value, value) if name == "body" and value != NONE else label(name, value), many,
                key_of(name, value) in chosen) for value, many in shown.items()]
    return Facet(name, _(FACETS[name].label), tuple(sorted(bins, key=partial(_order, name))))


def _order(name: str, each: Bin) -> tuple[bool, tuple[int, ...], str, str]:
    """Codes as they are listed, months from the newest under their year, other values by their number; none comes last."""
    codes = FACETS[name].codes
    if each.value == NONE:
        place: tuple[int, ...] = ()
    elif codes is not None:
        place = (list(codes).index(each.value),)
    elif name == "date":
        place = (-int(each.value[:4]), -int(each.value[5:] or 13))
    else:
        place = (-each.count,)
    return each.value == NONE, place, fold(each.label), each.value
