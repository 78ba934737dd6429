"""How many of the incidents that a search finds have each value of each facet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial, reduce

from casetracker.domain import vocabulary as v
from casetracker.domain.facets import FACETS, NONE, Choice, askable, key_of, label
from casetracker.domain.facets import asked as asked_as
from casetracker.domain.folding import fold
from casetracker.domain.query_chips import choices, words
from casetracker.domain.query_reading import read
from casetracker.i18n import _
from casetracker.services.browse import IncidentFilter
from casetracker.services.case_store import CaseStore
from casetracker.services.facet_lines import Column, Lines, Mask, both, kinds_of_sources, lines_of
from casetracker.services.labels import label_of
from casetracker.store.engine import Connection
from casetracker.store.search import match


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
        asked, bodies = choices(wanted.query), _bodies(connection)
        base = lines.mask(match.incidents(connection, words(wanted.query), wanted.reach), wanted.include_withdrawn)
        passing: dict[str, Mask] = {}
        for each in asked:
            passed = _passing(connection, lines, bodies, each)
            passing[each.facet] = both(passing[each.facet], passed) if each.facet in passing else passed
        made = []
        for name in FACETS:
            mask = reduce(both, (passed for other, passed in passing.items() if other != name), base)
            chosen = {key_of(name, value): value for each in asked if each.facet == name for value in each.values}
            made.append(_facet(name, _values(lines, bodies, name, mask), chosen, bodies))
        return made


def body_names(store: CaseStore) -> Mapping[str, str]:
    """reference → name of each body, for choices that are shown without counts."""
    with store.database.snapshot() as connection:
        return _bodies(connection).names


@dataclass(frozen=True)
class _Bodies:
    """The investigating bodies: pk, in digits, to reference, and reference to name."""

    references: Mapping[str, str]
    names: Mapping[str, str]


def _bodies(connection: Connection) -> _Bodies:
    rows = connection.execute("SELECT pk, reference, name FROM body").fetchall()
    return _Bodies({str(pk): reference for pk, reference, _name in rows}, {
        reference: label_of("body", {"reference": reference, "name": name}) for _pk, reference, name in rows})


def _passing(connection: Connection, lines: Lines, bodies: _Bodies, asked: Choice) -> Mask:
    """The incidents that one choice lets pass."""
    keys = set(asked.keys)
    if asked.facet == "body":
        if not keys - {NONE} <= bodies.names.keys():  # no reference of a body here: these are words that may stand in one
            return lines.mask(match.incidents(connection, read(asked_as(asked.facet, asked.values)).node), withdrawn=True)
        keys = {pk for pk, reference in bodies.references.items() if reference in keys} | keys & {NONE}
    return lines.columns[asked.facet].having(keys, lines.size)


def _values(lines: Lines, bodies: _Bodies, name: str, mask: Mask) -> dict[str, int]:
    """value → count, of what can be asked for."""
    column = lines.columns[name]
    counted: dict[str, int] = {}
    for key, many in column.counted(mask).items():
        value = _value(column, bodies, name, key)
        if askable(name, value):
            counted[value] = many
    return counted


def _value(column: Column, bodies: _Bodies, name: str, key: str) -> str:
    if key == NONE:
        return NONE
    if name == "body":
        return bodies.references[key]
    return _TERMS.get(key, column.spelled[key]) if name == "type" else column.spelled[key]


_TERMS = {key_of("type", code): code for code in v.VIOLATION}


def _facet(name: str, counted: dict[str, int], chosen: Mapping[str, str], bodies: _Bodies) -> Facet:
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
