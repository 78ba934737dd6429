"""The facets of the incident list: by what it can be narrowed, and how each choice is typed into the search.

A facet's *value* is a code, a month (`2024-10`) or year, a name, a reference; an empty one stands for incidents that have
none. Its *key* is what two spellings of one value have in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casetracker.domain import vocabulary as v
from casetracker.domain.dates_words import MONTHS_EN, MONTHS_UK
from casetracker.domain.folding import fold
from casetracker.domain.ids import parse_reference
from casetracker.domain.query import Condition, Either, Node
from casetracker.domain.query_fields import FIELDS
from casetracker.i18n import N_, _, language

_QUOTES = re.compile('["“”„«»]')
_NEEDS_QUOTES = re.compile(r"[\s()]")
_MONTH = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?")
NONE = ""
"""The value of a facet for the incidents that have none."""


@dataclass(frozen=True)
class FacetKind:
    """One facet. Its name is that of the field it is asked by: of codes, several with commas, or (`surely`) with “!”."""

    name: str
    label: str
    codes: v.Vocabulary | None = None
    surely: bool = False
    none: str = ""
    """What it is that some incidents have none of, as `no:` knows it."""
    none_label: str = ""
    """What it says of these."""


FACETS: Mapping[str, FacetKind] = {facet.name: facet for facet in (
    FacetKind("assessment", N_("Assessment"), v.ASSESSMENT),
    FacetKind("handling", N_("Handling"), v.HANDLING),
    FacetKind("furthest", N_("Furthest stage"), v.STAGE, none="proceeding", none_label=N_("No proceeding known")),
    FacetKind("type", N_("Violation type"), surely=True, none="type", none_label=N_("None alleged")),
    FacetKind("date", N_("Year and month"), surely=True),
    FacetKind("oblast", N_("Oblast")),
    FacetKind("body", N_("Body"), none="body", none_label=N_("No body")),
    FacetKind("sourcekind", N_("Source kind"), v.SOURCE_KIND, none="source", none_label=N_("No source")),
    FacetKind("has", N_("Evidence kind"), v.EVIDENCE_KIND, none="evidence", none_label=N_("No evidence")),
    FacetKind("confidentiality", N_("Confidentiality"), v.CONFIDENTIALITY),
    FacetKind("lead", N_("Lead investigator"), surely=True, none="lead", none_label=N_("Nobody")),
)}
_BY_NONE = {facet.none: facet.name for facet in FACETS.values() if facet.none}


@dataclass(frozen=True, slots=True)
class Choice:
    """Values of one facet, at least one of which an incident must have."""

    facet: str
    values: tuple[str, ...]

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(key_of(self.facet, value) for value in self.values)


def key_of(facet: str, value: str) -> str:
    """What tells a value from the others of its facet."""
    if facet in ("type", "oblast", "lead"):
        return fold(value)
    return value.strip().upper() if facet == "body" else value


def choice(node: Node) -> Choice | None:
    """The choice that a part of a search is; None where it is something else."""
    if isinstance(node, Condition):
        return _single(node)
    if not isinstance(node, Either):
        return None
    single = [choice(each) for each in node.of]
    found = [each for each in single if each is not None]
    if len(found) < len(single) or len({each.facet for each in found}) != 1:
        return None
    return Choice(found[0].facet, _distinct(found[0].facet, [value for each in found for value in each.values]))


def _single(node: Condition) -> Choice | None:
    if node.field == "no":
        name = _BY_NONE.get(node.value.casefold())
        return Choice(name, (NONE,)) if name else None
    facet = FACETS.get(node.field)
    if facet is None or node.surely != facet.surely:
        return None
    if facet.codes is not None:
        codes = FIELDS[facet.name].read(node.value)
        assert isinstance(codes, tuple)
        return Choice(facet.name, codes) if all(code in facet.codes for code in codes) else None
    return Choice(facet.name, (node.value,)) if _is_value(facet.name, node.value) else None


def _is_value(facet: str, value: str) -> bool:
    if facet == "date":
        return _MONTH.fullmatch(value) is not None
    if facet == "body":
        parsed = parse_reference(value)
        return parsed is not None and parsed[0] == "body"
    return True


def _distinct(facet: str, values: Iterable[str]) -> tuple[str, ...]:
    return tuple({key_of(facet, value): value for value in reversed(list(values))}.values())[::-1]


def askable(facet: str, value: str) -> bool:
    """Whether a value can be typed so that it is asked for and no other."""
    return (bool(FACETS[facet].none) if value == NONE else bool(key_of(facet, value))
            and key_of(facet, _bare(value)) == key_of(facet, value))


def asked(facet: str, values: Sequence[str]) -> str:
    """The choice as it is typed."""
    kind = FACETS[facet]
    if kind.codes is not None:
        codes = [value for value in values if value != NONE]
        parts = [f"{facet}:{','.join(codes)}"] if codes else []
        parts += [_asked(kind, NONE)] if NONE in values else []
    else:
        parts = [_asked(kind, value) for value in values]
    return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"


def _asked(kind: FacetKind, value: str) -> str:
    if value == NONE:
        return f"no:{kind.none}"
    bare = _bare(value)
    quoted = f'"{bare}"' if _NEEDS_QUOTES.search(bare) else bare
    return f"{kind.name}{'!' if kind.surely else ''}:{quoted}"


def _bare(value: str) -> str:
    """Without quotation marks, which no value can hold; they part words or stand for nothing."""
    apart = " ".join(_QUOTES.sub(" ", value).split())
    return apart if fold(apart) == fold(value) else " ".join(_QUOTES.sub("", value).split())


def label(facet: str, value: str) -> str:
    """A value in words; a body's name is not known here, its reference stands for it."""
    kind = FACETS[facet]
    if value == NONE:
        return _(kind.none_label)
    if facet == "type":
        return v.VIOLATION.label(value)
    if facet == "date":
        return _month(value)
    return kind.codes.label(value) if kind.codes is not None else value


def _month(value: str) -> str:
    year, _dash, month = value.partition("-")
    months = MONTHS_UK["nominative"] if language() == "uk" else MONTHS_EN
    return f"{months[int(month) - 1]} {year}" if month else year
