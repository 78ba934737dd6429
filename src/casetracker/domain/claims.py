"""The matters of an incident: which claims are about one thing, what is said of it, and where sources exclude each other.

Everything here is read off the claims, in exchange form, and nothing is chosen: a value counts as settled only where
somebody adopted it. The rules stand in `docs/claims.md`. Where in doubt, two values do not exclude each other.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casetracker.domain.claims_extent import apart, date_of, extent, has_hour, number_of
from casetracker.domain.folding import fold

Row = Mapping[str, Any]

LISTS = ("dates", "places", "figures", "harmed_objects", "claims", "conflicts")
# Kinds under which many things stand that can all be true: each statement is a matter of its own, and none is summed.
MANY_THINGS = frozenset({"context", "proceeding", "other"})


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a matter: the rows that say it, and the rows that stand against it."""

    rows: tuple[Row, ...]
    against: tuple[Row, ...]

    @property
    def shown(self) -> Row:
        """The row in whose words the value is told: the adopted one, else the first."""
        return self.adopted or (*self.rows, *self.against)[0]

    @property
    def adopted(self) -> Row | None:
        return next((row for row in self.rows if row.get("adopted")), None)

    @property
    def support(self) -> tuple[Row, ...]:
        """The rows in which a source itself says so; what we infer is no source's word."""
        return tuple(row for row in self.rows if row.get("basis") != "inferred")

    @property
    def inferred(self) -> int:
        return len(self.rows) - len(self.support)

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row["source"] for row in self.support if row.get("source")))

    @property
    def dissent(self) -> int:
        """How many voices stand against it: sources, and rows that are ours or nobody's."""
        return len({_voice(row) for row in self.against})

    @property
    def dissenting(self) -> tuple[str, ...]:
        """The sources that stand against it in their own words."""
        return tuple(dict.fromkeys(row["source"] for row in self.against
                                   if row.get("source") and row.get("basis") != "inferred"))


@dataclass(frozen=True, slots=True)
class Matter:
    """What the claims of one list say about one thing. `group` parts figures and harmed objects further."""

    list: str
    kind: str
    group: str
    rows: tuple[Row, ...]
    values: tuple[Value, ...]

    @property
    def adopted(self) -> Value | None:
        """The value that somebody adopted; None where nobody did."""
        return next((value for value in self.values if value.adopted), None)

    @property
    def disputed(self) -> bool:
        """Whether sources exclude each other here, settled or not."""
        return any(value.dissent for value in self.values)


def matters(incident: Row) -> list[Matter]:
    """The matters of an incident, in the order in which their first rows stand."""
    made: dict[tuple[Hashable, ...], list[Row]] = {}
    for name in LISTS:
        for row in incident.get(name) or ():
            made.setdefault((name, *_thing(name, row)), []).append(row)
    return [_matter(str(key[0]), rows) for key, rows in made.items()]


def matter_of(incident: Row, claim: str) -> Matter | None:
    """The matter that the claim of that id belongs to."""
    return next((matter for matter in matters(incident) if any(row["id"] == claim for row in matter.rows)), None)


def same_value(name: str, row: Row) -> Hashable:
    """What is equal for rows that say the same, however it is spelled."""
    match name:
        case "dates":
            date = date_of(row)
            return date.edtf, date.zone if has_hour(date) else ""
        case "places":
            return _folded(row["name"]), row.get("lat"), row.get("lon"), row.get("precision")
        case "figures":
            return number_of(row)
        case "harmed_objects":
            return _folded(row.get("protected_status")), row.get("damage")
        case "conflicts":
            return row["classification"], _folded(row.get("parties"))
    return _folded(row["value"])


def _thing(name: str, row: Row) -> tuple[Hashable, ...]:
    """Which thing a row of a list is about."""
    match name:
        case "places" | "conflicts":
            return ()
        case "figures":
            return row["outcome"], row.get("group")
        case "harmed_objects":
            return row["kind"], _folded(row.get("description"))
        case "claims" if row["kind"] in MANY_THINGS:
            return row["kind"], _folded(row["value"])
    return (row["kind"],)


def _matter(name: str, rows: list[Row]) -> Matter:
    first = rows[0]
    kind = {"places": "", "conflicts": "", "figures": first.get("outcome")}.get(name, first.get("kind"))
    group = first.get("group") if name == "figures" else first.get("description") if name == "harmed_objects" else ""
    return Matter(name, str(kind or ""), str(group or ""), tuple(rows), tuple(_values(name, rows)))


def _values(name: str, rows: list[Row]) -> Iterator[Value]:
    said: dict[Hashable, list[Row]] = {}
    denied: dict[Hashable, list[Row]] = {}
    for row in rows:
        into = denied if row.get("stance") == "contradicts" else said
        into.setdefault(same_value(name, row), []).append(row)
    # Words that contradict say themselves what is wrong; a date that is denied says nothing against another date.
    at_large = [row for key, against in denied.items() if key not in said for row in against] if name == "claims" else []
    extents = {key: extent(name, those[0]) for key, those in said.items()}
    for key, those in said.items():
        others = [row for other, theirs in said.items() if other != key and apart(extents[key], extents[other])
                  for row in theirs]
        yield Value(tuple(those), (*others, *denied.get(key, ()), *at_large))
    if not said or name != "claims":
        yield from (Value((), tuple(against)) for key, against in denied.items() if key not in said)


def _voice(row: Row) -> str:
    """Whose word a row is: its source's, or, where we infer it or nobody is named, its own."""
    source = row.get("source")
    return str(row["id"] if row.get("basis") == "inferred" or not source else source)


def _folded(text: Any) -> str:
    """Spelled alike: letter case, apostrophes and punctuation aside. A text of signs alone stands for itself."""
    return fold(str(text or "")) or str(text or "").strip()
