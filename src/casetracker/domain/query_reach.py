"""How far a search reaches: the same question, narrower or wider, with the other names of the places it asks for.

Only what is wanted reaches further than it sounds. What is excluded is excluded as spelled, never under another name: a
likeness may show too much, but must not hide a case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from casetracker.domain.folding import fold
from casetracker.domain.former_names import Named, OtherName, named_in
from casetracker.domain.query import Alias, All, Condition, Either, Node, Phrase, Reach, Without, Word, leaves


def reaching(node: Node, reach: Reach = Reach.SKELETON, *, wanted: bool = True) -> Node:
    """The question as asked of the index, so that it finds what is that near or nearer."""
    allowed = reach if wanted else Reach.KEY
    match node:
        case Without(of):
            return Without(reaching(of, reach, wanted=not wanted))
        case All(of):
            # A field typed between two words of a name does not part them.
            row = [each for each in of if _holds_words(each)]
            fields = [reaching(each, reach, wanted=wanted) for each in of if not _holds_words(each)]
            return All((*fields, *_in_a_row(row, reach, wanted)))
        case Either(of):
            return Either(tuple(reaching(each, reach, wanted=wanted) for each in of))
        case Word():
            return _or_others([node], fold(node.text).split(), allowed)
        case Phrase():
            return _or_others([node], fold(node.text).split(), allowed if wanted else Reach.EXACT)
        case Condition():
            return replace(node, reach=allowed)
        case Alias():
            return node


def _holds_words(node: Node) -> bool:
    return any(not isinstance(leaf, Condition) for leaf in leaves(node, everything=True))


def _in_a_row(parts: Sequence[Node], reach: Reach, wanted: bool) -> Iterator[Node]:
    """The parts of an “all”, where a name of a place may be several words, typed one after the other."""
    at = 0
    while at < len(parts):
        words = _words_from(parts, at)
        if len(words) > 1:
            yield from _named_parts(words, reach if wanted else Reach.KEY)
        else:
            yield reaching(parts[at], reach, wanted=wanted)
        at += max(1, len(words))


def _words_from(parts: Sequence[Node], at: int) -> list[Word]:
    found: list[Word] = []
    for part in parts[at:]:
        if not isinstance(part, Word):
            break
        found.append(part)
    return found


def _named_parts(words: list[Word], allowed: Reach) -> Iterator[Node]:
    folded = [fold(word.text).split() for word in words]
    flat = [each for part in folded for each in part]
    starts = [sum(map(len, folded[:number])) for number in range(len(words) + 1)]
    named = {found.start: found for found in named_in(flat)
             if found.start in starts and found.end in starts} if allowed >= Reach.ALIAS else {}
    number = 0
    while number < len(words):
        name = named.get(starts[number])
        end = starts.index(name.end) if name else number + 1
        yield _joined(words[number:end], name, allowed)
        number = end


def _or_others(leaves: Sequence[Word | Phrase], words: list[str], allowed: Reach) -> Node:
    """A word or phrase that is itself a name, or that has one in it (as “Нью-Йорк”, which is two words, may be)."""
    whole = [found for found in named_in(words) if (found.start, found.end) == (0, len(words))] \
        if allowed >= Reach.KEY else []
    return _joined(leaves, whole[0] if whole else None, allowed)


def _joined(leaves: Sequence[Word | Phrase], name: Named | None, allowed: Reach) -> Node:
    held = tuple(replace(leaf, reach=allowed) if isinstance(leaf, Word) else leaf for leaf in leaves)
    asked: Node = held[0] if len(held) == 1 else All(held)
    if name is None:
        return asked
    # A phrase is looked for as written, but the name of a place is this name in any alphabet.
    own = [Alias(OtherName(leaf.text, whole=True), Reach.KEY) for leaf in leaves if isinstance(leaf, Phrase)]
    others = map(Alias, name.others) if allowed >= Reach.ALIAS else ()
    found = (asked, *own, *others)
    return Either(found) if len(found) > 1 else asked
