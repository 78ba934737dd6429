"""Searching the case list: which incidents match, and where in them, or in what hangs on them, the words stand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import filterfalse, islice
from operator import itemgetter

from casetracker.domain.folding import fold, latin_key, shadow
from casetracker.domain.query import Alias, Condition, Node, Phrase, Reach, Word, leaves
from casetracker.domain.query_reach import reaching
from casetracker.domain.query_reading import read
from casetracker.i18n import N_, _
from casetracker.services.browse import FEW, IncidentFilter, IncidentRow, incident_ids, incident_rows
from casetracker.services.case_store import CaseStore
from casetracker.services.search_excerpts import LOOKED_AT, WORD, excerpt, sounds
from casetracker.store.search.nearness import Nearness

RANK, DATE = "rank", "date"
_SLICE = 4_000  # incidents looked at in one go, so that a search for all of them holds little at a time


@dataclass(frozen=True)
class Hit:
    """An incident found: its row, a few words around what was found, where they stand, and how near they are to what was
    asked (`exact`, `key`, `alias`, `skeleton`; empty where nothing was asked)."""

    pk: int
    reference: str
    title: str
    snippet: str
    where: str
    row: IncidentRow
    how: str


def search(store: CaseStore, query: str, limit: int = 50, sort: str = RANK) -> list[Hit]:
    """The incidents in which, or in what hangs on which, all the words of the query stand: the nearest first and of these
    the newest, or (`date`) simply the newest first. One with nothing to look for finds all, as it does everywhere."""
    node = read(query).node
    if node is None:
        return _all(store, query, limit)
    found = _ranked(store, query, limit) if sort == RANK else _newest(store, query, limit)
    pks = list(found)
    return [hit for start in range(0, len(pks), _SLICE) for hit in _hits(store, node, pks[start:start + _SLICE], found)]


def _all(store: CaseStore, query: str, limit: int) -> list[Hit]:
    pks = incident_ids(store, IncidentFilter(query=query))[:limit]
    return [Hit(row.pk, row.reference, row.title, "", "", row, "") for start in range(0, len(pks), _SLICE)
            for row in incident_rows(store, pks[start:start + _SLICE])]


def _hits(store: CaseStore, node: Node, pks: Sequence[int], found: Mapping[int, Reach]) -> list[Hit]:
    with store.database.snapshot() as connection:
        near = Nearness(connection, pks)
        excerpts = {pk: excerpt(near, node, pk, found[pk]) for pk in pks}
    return [Hit(row.pk, row.reference, row.title, *excerpts[row.pk], row, found[row.pk].code)
            for row in incident_rows(store, pks)]


def _ranked(store: CaseStore, query: str, limit: int) -> dict[int, Reach]:
    """Asked as written first. Where these are not enough: of few that are found at all it is told how near each is, of many
    they are asked further and further."""
    found = dict.fromkeys(incident_ids(store, IncidentFilter(query=query, reach=Reach.EXACT)), Reach.EXACT)
    every = incident_ids(store, IncidentFilter(query=query)) if len(found) < limit else None
    if every is not None and len(every) <= FEW:
        found = dict(sorted(_reaches(store, query, every).items(), key=itemgetter(1)))
    elif every is not None:
        for reach in (Reach.KEY, Reach.ALIAS, Reach.SKELETON):
            if len(found) < limit:
                pks = every if reach is Reach.SKELETON else incident_ids(store, IncidentFilter(query=query, reach=reach))
                found.update(dict.fromkeys(filterfalse(found.__contains__, pks), reach))
    return dict(islice(found.items(), limit))


def _newest(store: CaseStore, query: str, limit: int) -> dict[int, Reach]:
    return _reaches(store, query, incident_ids(store, IncidentFilter(query=query))[:limit])


def _reaches(store: CaseStore, query: str, pks: Sequence[int]) -> dict[int, Reach]:
    node = read(query).node
    with store.database.snapshot() as connection:
        return Nearness(connection, pks).reaches(node) if node is not None else {}


def snippets(store: CaseStore, query: str, pks: Sequence[int]) -> dict[int, tuple[str, str]]:
    """pk → (a few words around what was found, where they stand) for incidents that a query found; what was not found as
    written says so before the place."""
    node = read(query).node
    if not any(isinstance(leaf, Word | Phrase) for leaf in leaves(node)) or node is None:
        return {}
    with store.database.snapshot() as connection:
        near = Nearness(connection, pks)
        found = {pk: (reach, *excerpt(near, node, pk, reach)) for pk, reach in near.reaches(node).items()}
    return {pk: (around, _marked(reach.code, where)) for pk, (reach, around, where) in found.items()}


_MARKS = {"key": N_("other spelling"), "alias": N_("other name"), "skeleton": N_("sounds alike")}


def mark_of(how: str) -> str:
    """What is said of a match that is not one as written; empty for one that is."""
    return _(_MARKS[how]) if how in _MARKS else ""


def _marked(how: str, where: str) -> str:
    return " · ".join(filter(None, (mark_of(how), where)))


def marks(text: str, query: str) -> tuple[tuple[int, int], ...]:
    """Where in a text there stands what a query asks for, or what sounds like it: (first, after the last) of each word."""
    node = read(query).node
    asked = dict.fromkeys(leaves(reaching(node))) if node and text else ()
    wanted = [leaf for leaf in asked if not isinstance(leaf, Condition)]
    if not wanted:
        return ()
    held = [(found.span(), found.group(), fold(found.group()).split())
            for found in islice(WORD.finditer(text), LOOKED_AT)]
    there: set[tuple[int, int]] = set()
    for leaf in wanted:
        words = [] if isinstance(leaf, Alias) else fold(leaf.text).split()
        if isinstance(leaf, Alias):
            there.update(_in_a_row(held, leaf.name.forms(), latin_key))
        elif isinstance(leaf, Phrase):
            there.update(_in_a_row(held, [{word} for word in words]))
        else:
            for number, word in enumerate(words, 1):
                there.update(_like(held, word, leaf.begun and number == len(words)))
    return tuple(sorted(there))


_Held = list[tuple[tuple[int, int], str, list[str]]]


def _in_a_row(held: _Held, words: Sequence[Collection[str]],
              face: Callable[[str], str] = str) -> Iterator[tuple[int, int]]:
    """The words of each place where all stand side by side, each in one of its forms, compared by a face of them; one
    written word may fold into several."""
    flat = [(span, face(folded)) for span, _text, each in held for folded in each]
    for at in range(len(flat) - len(words) + 1):
        if all(folded in forms for (_span, folded), forms in zip(flat[at:], words, strict=False)):
            yield from (span for span, _folded in flat[at:at + len(words)])


def _like(held: _Held, word: str, begun: bool) -> Iterator[tuple[int, int]]:
    """As written; where it is nowhere so, by its sound."""
    spans = [span for span, _text, each in held if any(one.startswith(word) if begun else one == word for one in each)]
    if spans:
        yield from spans
        return
    sound = shadow(word, names=True)
    yield from (span for span, text, _folded in held if sounds(text, word, sound))
