"""Choices of facets as they stand in the text of a search: found, added, taken away, with the words left as they are.

A choice counts where it stands at the top of the search, beside the words; in an OR with something else, or excluded, it is
a word of the person who typed it. It is put before the words, so that the last of them may still be only begun.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from casetracker.domain.facets import FACETS, NONE, Choice, asked, choice, key_of
from casetracker.domain.query import All, Either, Node, Word, leaves, written
from casetracker.domain.query_reading import Part, all_of, parts, read


@dataclass(frozen=True, slots=True)
class Chip:
    """One value that is on."""

    facet: str
    value: str


def choices(text: str) -> tuple[Choice, ...]:
    """The choices that narrow a search, in the order typed; all of them must hold."""
    return tuple(found for part in parts(text) if (found := choice(part.node)) is not None)


def chips(text: str) -> tuple[Chip, ...]:
    """Every value that is on, each once."""
    found = {(each.facet, key_of(each.facet, value)): Chip(each.facet, value)
             for each in reversed(choices(text)) for value in reversed(each.values)}
    return tuple(found.values())[::-1]


def words(text: str) -> Node | None:
    """What is asked besides the choices."""
    return all_of([part.node for part in parts(text) if choice(part.node) is None])


def with_value(text: str, facet: str, value: str) -> str:
    """The search with a value on: beside what is chosen of its facet, or as a first choice."""
    found = parts(text)
    for number, part in enumerate(found):
        there = choice(part.node)
        if there is not None and there.facet == facet:
            if key_of(facet, value) in there.keys:
                return text
            return _changed(text, found, {number: asked(facet, _in_order(facet, (*there.values, value)))})
    return _changed(text, found, {}, asked(facet, (value,)))


def without_value(text: str, facet: str, value: str) -> str:
    """The search with a value off."""
    found = parts(text)
    changes: dict[int, str] = {}
    for number, part in enumerate(found):
        there = choice(part.node)
        if there is not None and there.facet == facet and key_of(facet, value) in there.keys:
            kept = [each for each in there.values if key_of(facet, each) != key_of(facet, value)]
            changes[number] = asked(facet, kept) if kept else ""
    return _changed(text, found, changes) if changes else text


def only(text: str, facet: str, value: str) -> str:
    """The search with that value and no other of its facet."""
    return with_value(cleared(text, facet), facet, value)


def cleared(text: str, facet: str = "") -> str:
    """The search without any choice, or without those of one facet."""
    found = parts(text)
    off = {number: "" for number, part in enumerate(found)
           if (there := choice(part.node)) is not None and facet in ("", there.facet)}
    return _changed(text, found, off) if off else text


def _in_order(facet: str, values: Sequence[str]) -> Sequence[str]:
    codes = FACETS[facet].codes
    return values if codes is None else sorted(values, key=[*codes, NONE].index)


def _changed(text: str, found: Sequence[Part], changes: Mapping[int, str], added: str = "") -> str:
    """The text with some of its parts typed anew (or taken away), and something put before it. Whatever it is like, it
    means then what it is to mean; where that cannot be, it stays as it is. Behind where it is cut nothing is touched."""
    cut = read(text).cut
    if cut is not None:
        head, tail = text[:cut], text[cut:]
        changed = _changed(head, found, changes, added)
        return text if changed == head else f"{changed} {tail}"
    asked = [read(added).node, *(read(changes[number]).node if number in changes else part.node
                                 for number, part in enumerate(found))]
    meant = [node for node in asked if node is not None]
    tried = (*_ways(added, _replaced(text, found, changes)), _anew(meant))
    return next((each for each in tried if [part.node for part in parts(each)] == meant), text)


def _ways(added: str, kept: str) -> Iterator[str]:
    """From the nearest to what was typed; what is joined by OR needs parentheses, and a word that is still being typed at
    the end of them keeps them open."""
    bare = kept.strip()
    if added:
        yield from (f"{added} {kept.lstrip()}", f"{added} ({bare})", f"{added} ({bare}")
    else:
        yield from (bare, f"{bare} ")


def _anew(meant: Sequence[Node]) -> str:
    """Written from what was understood, where what was typed leaves no other way."""
    typed = [f"({written(node).rstrip()})" if isinstance(node, All | Either) else written(node).rstrip() for node in meant]
    last = leaves(meant[-1], everything=True)[-1] if meant else None
    text = " ".join(typed)
    if not isinstance(last, Word):
        return text
    return text.rstrip(")") if last.begun else f"{text} "


def _replaced(text: str, found: Sequence[Part], changes: Mapping[int, str]) -> str:
    for number in sorted(changes, reverse=True):  # from the end, so that what stands before keeps its place
        before, after = text[:found[number].start], text[found[number].end:]
        if changes[number]:
            text = " ".join(filter(None, (before.rstrip(), changes[number], after.lstrip())))
        else:
            text = f"{before.rstrip()} {after.lstrip()}"
    return text
