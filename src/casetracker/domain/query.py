"""A search, understood: words, phrases, fields, and how they are joined. Written out again it is understood the same.

    drone strike            both words, the last one may be only begun
    "exact phrase"          these words in this order
    -withdrawn              without this word (or phrase, field, or what stands in parentheses)
    Kharkiv OR Kupiansk     either; AND says what a blank says
    (a OR b) c              parentheses
    assessment:contested    a field; docs/search.md lists them
    date!:2024-10           surely so, where a field can tell "surely" from "perhaps"
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

from casetracker.domain.former_names import OtherName

QUOTE = '"'


class Reach(IntEnum):
    """How far a word may be from what stands in a record. Each goes beyond the one before."""

    EXACT = 1
    """As written, but for case, apostrophes and marks."""
    KEY = 2
    """As it sounds when written in Latin letters."""
    ALIAS = 3
    """Under another name of the place."""
    SKELETON = 4
    """By its consonants, in a name."""

    @property
    def code(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Word:
    """One word; `begun` where it may go on (the last one, which somebody may still be typing)."""

    text: str
    begun: bool = False
    reach: Reach = Reach.SKELETON


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand side by side."""

    text: str


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold of a field; `surely` where perhaps is not enough."""

    field: str
    value: str
    surely: bool = False
    reach: Reach = Reach.SKELETON


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of a place that was typed, or (`reach`) its own name in another spelling; nobody types this, and it is
    written as nothing."""

    name: OtherName
    reach: Reach = Reach.ALIAS


@dataclass(frozen=True, slots=True)
class Without:
    """The opposite."""

    of: Node


@dataclass(frozen=True, slots=True)
class All:
    """Each of these, anywhere in an incident or in what hangs on it."""

    of: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of these."""

    of: tuple[Node, ...]


Leaf: TypeAlias = Word | Phrase | Condition | Alias
Node: TypeAlias = Leaf | Without | All | Either


@dataclass(frozen=True, slots=True)
class Hint:
    """What was not understood, and where it stands in the text that was typed."""

    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Query:
    """A text as understood; `node` is None where there is nothing to look for, so that everything is found. `cut` is where
    in a text that is too long it ends: what stands behind is neither looked for nor left out."""

    node: Node | None
    hints: tuple[Hint, ...] = ()
    cut: int | None = None


def written(node: Node | None) -> str:
    """The search as a person would type it."""
    if node is None:
        return ""
    text, last = _written(node), leaves(node, everything=True)[-1]
    if not isinstance(last, Word):
        return text
    # The last word counts as begun unless something stands behind it.
    return text.rstrip(")") if last.begun else text if text.endswith(")") else f"{text} "


def _written(node: Node) -> str:
    match node:
        case Word(text):
            return text
        case Phrase(text):
            return f"{QUOTE}{text}{QUOTE}"
        case Condition(field, value, surely, _):
            return f"{field}{'!' if surely else ''}:{_value(value)}"
        case Alias():
            return ""
        case Without(of):
            return f"-{_grouped(of, (All, Either, Without))}"
        case All(of):
            return " ".join(_grouped(each, (All, Either)) for each in of)
        case Either(of):
            return " OR ".join(_grouped(each, (Either,)) for each in of)


def _grouped(node: Node, kinds: tuple[type, ...]) -> str:
    return f"({_written(node)})" if isinstance(node, kinds) else _written(node)


def _value(value: str) -> str:
    plain = value and not any(sign.isspace() or sign in '()"' for sign in value)
    return value if plain else f"{QUOTE}{value}{QUOTE}"


def leaves(node: Node | None, *, wanted: bool = True, everything: bool = False) -> list[Leaf]:
    """The words, phrases and conditions that must hold, or (not `wanted`) must not, or both; in the order typed."""
    match node:
        case None:
            return []
        case Without(of):
            return leaves(of, wanted=not wanted, everything=everything)
        case All(of) | Either(of):
            return [leaf for each in of for leaf in leaves(each, wanted=wanted, everything=everything)]
        case _:
            return [node] if wanted or everything else []
