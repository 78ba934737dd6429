"""The sources that records name, with all that these derive from, and which of them are one originator's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from casetracker.domain.shapes import SHAPES
from casetracker.services import codec
from casetracker.services.labels import label_of
from casetracker.services.lookup import find
from casetracker.services.offices import same_roots
from casetracker.services.origins import originator_of
from casetracker.store import states
from casetracker.store.engine import Connection

Json = dict[str, Any]


def references(kind: str, record: Mapping[str, Any], target: str) -> Iterator[str]:
    """Every record of one kind that a record in exchange form names, in order of appearance."""
    for part, field in SHAPES[kind].references():
        if field.target == target:
            for holder in [record] if part is None else record[part.name]:
                if holder[field.name]:
                    yield holder[field.name]


def named(connection: Connection, kind: str, references: Iterable[str], reveal: bool) -> dict[str, Json]:
    """Records of one kind by reference, each with its label."""
    made = {}
    for reference in references:
        _kind, pk = find(connection, reference, kind)
        state = states.read_state(connection, kind, pk)
        assert state is not None
        made[reference] = codec.to_json(connection, kind, state, reveal=reveal) | {"label": label_of(kind, state)}
    return made


def with_origins(connection: Connection, references: Iterable[str]) -> dict[str, Json]:
    """The named sources and all that they derive from, revealed; a first-hand one says in "root" whose word it is."""
    made: dict[str, Json] = {}
    waiting = list(references)
    while waiting:
        reference = waiting.pop(0)
        if reference not in made:
            made.update(named(connection, "source", [reference], True))
            waiting.extend(row["source"] for row in made[reference]["derivations"])
    _find_roots(connection, made)
    return made


def _find_roots(connection: Connection, sources: dict[str, Json]) -> None:
    """A root is called by the first of its sources: it says that they are one originator's, and not who that is."""
    offices = same_roots(connection, map(originator_of, sources.values()))
    called: dict[str, str] = {}
    for reference, source in sorted(sources.items()):
        if source["origin"] == "first_hand":
            originator = originator_of(source)
            source["root"] = called.setdefault(offices[originator], reference) if originator else reference


def public(source: Json) -> Json:
    """A source as it may be shown without a reveal."""
    if not source["protected"]:
        return source
    return {name: value for name, value in source.items() if name not in (*codec.HIDDEN, "root")}
