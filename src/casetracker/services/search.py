"""Searching the case list: which incidents match, and where in them, or in what hangs on them, the words stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from casetracker.domain.folding import Shadow, fold, shadow
from casetracker.domain.query import Phrase, Word, leaves
from casetracker.domain.query_reading import read
from casetracker.domain.shapes import SHAPES
from casetracker.i18n import _
from casetracker.services.browse import IncidentFilter, IncidentRow, incident_ids, incident_rows
from casetracker.services.case_store import CaseStore
from casetracker.services.codec import HIDDEN
from casetracker.services.labels import label_of
from casetracker.store import states
from casetracker.store.engine import Connection
from casetracker.store.search import match
from casetracker.store.search.terms import Term, terms_of
from casetracker.store.search.texts import texts

_WORD = re.compile(r"\w[\w'’ʼ-]*")
_AROUND = 48
_LOOKED_AT = 20_000  # words of one text that are compared by sound, so that a very long one does not hold up a list

# What hangs on an incident, nearest first, as (kind, pk).
_HANGING = """
    SELECT 'participation', pk FROM participation WHERE incident_pk = ?1 AND withdrawn_at IS NULL
    UNION ALL SELECT 'party', party_pk FROM participation WHERE incident_pk = ?1 AND withdrawn_at IS NULL
    UNION ALL SELECT 'evidence', e.pk FROM evidence AS e JOIN evidence_link AS l ON l.parent_pk = e.pk
        WHERE l.incident_pk = ?1 AND e.withdrawn_at IS NULL
    UNION ALL SELECT 'source', source_pk FROM incident_date WHERE parent_pk = ?1
    UNION ALL SELECT 'source', source_pk FROM place WHERE parent_pk = ?1
    UNION ALL SELECT 'source', source_pk FROM casualty_figure WHERE parent_pk = ?1
    UNION ALL SELECT 'source', source_pk FROM harmed_object WHERE parent_pk = ?1
    UNION ALL SELECT 'source', source_pk FROM claim WHERE parent_pk = ?1
    UNION ALL SELECT 'source', source_pk FROM participation WHERE incident_pk = ?1 AND withdrawn_at IS NULL
    UNION ALL SELECT 'source', e.source_pk FROM evidence AS e JOIN evidence_link AS l ON l.parent_pk = e.pk
        WHERE l.incident_pk = ?1 AND e.withdrawn_at IS NULL
    UNION ALL SELECT 'source', l.source_pk FROM proceeding_incident AS l JOIN proceeding AS p ON p.pk = l.parent_pk
        WHERE l.incident_pk = ?1 AND p.withdrawn_at IS NULL
    UNION ALL SELECT 'proceeding', p.pk FROM proceeding AS p JOIN proceeding_incident AS l ON p.pk = l.parent_pk
        WHERE l.incident_pk = ?1 AND p.withdrawn_at IS NULL
    UNION ALL SELECT 'body', b.body_pk FROM proceeding_body AS b JOIN proceeding AS p ON p.pk = b.parent_pk
        JOIN proceeding_incident AS l ON l.parent_pk = p.pk WHERE l.incident_pk = ?1 AND p.withdrawn_at IS NULL
    UNION ALL SELECT 'party', s.party_pk FROM proceeding_person AS s JOIN proceeding AS p ON p.pk = s.parent_pk
        JOIN proceeding_incident AS l ON l.parent_pk = p.pk WHERE l.incident_pk = ?1 AND p.withdrawn_at IS NULL
    UNION ALL SELECT 'custody', c.pk FROM custody AS c JOIN evidence AS e ON e.pk = c.evidence_pk
        JOIN evidence_link AS l ON l.parent_pk = e.pk
        WHERE l.incident_pk = ?1 AND c.withdrawn_at IS NULL AND e.withdrawn_at IS NULL
"""


@dataclass(frozen=True)
class Hit:
    """An incident found: its row, a few words around the first match, and where they stand."""

    pk: int
    reference: str
    title: str
    snippet: str
    where: str
    row: IncidentRow


def search(store: CaseStore, query: str, limit: int = 50) -> list[Hit]:
    """The incidents in which, or in what hangs on which, all the words of the query stand; newest first. A query with
    nothing to search for finds nothing."""
    if read(query).node is None:
        return []
    pks = incident_ids(store, IncidentFilter(query=query))[:limit]
    found = snippets(store, query, pks)
    return [Hit(row.pk, row.reference, row.title, *found.get(row.pk, ("", "")), row)
            for row in incident_rows(store, pks)]


def snippets(store: CaseStore, query: str, pks: Sequence[int]) -> dict[int, tuple[str, str]]:
    """pk → (a few words around the first match, where they stand) for incidents that a query found."""
    words = [leaf for leaf in leaves(read(query).node) if isinstance(leaf, Word | Phrase)]
    terms = [term for leaf in words for term in terms_of(leaf)]
    if not terms:
        return {}
    with store.database.snapshot() as connection:
        hits = set(match.where(connection, terms[0]))
        return {pk: _snippet(connection, pk, terms[0], hits) for pk in pks}


def marks(text: str, query: str) -> tuple[tuple[int, int], ...]:
    """Where in a text there stands what a query asks for, or what sounds like it: (first, after the last) of each word."""
    wanted = [leaf for leaf in leaves(read(query).node) if isinstance(leaf, Word | Phrase)]
    if not wanted or not text:
        return ()
    held = [(found.span(), found.group(), fold(found.group()).split())
            for found in islice(_WORD.finditer(text), _LOOKED_AT)]
    there: set[tuple[int, int]] = set()
    for leaf in wanted:
        words = fold(leaf.text).split()
        if isinstance(leaf, Phrase):
            there.update(_in_a_row(held, words))
        else:
            for number, word in enumerate(words, 1):
                there.update(_like(held, word, leaf.begun and number == len(words)))
    return tuple(sorted(there))


_Held = list[tuple[tuple[int, int], str, list[str]]]


def _in_a_row(held: _Held, words: list[str]) -> Iterator[tuple[int, int]]:
    """The words of each place where all of them stand side by side; one written word may fold into several."""
    flat = [(span, folded) for span, _text, each in held for folded in each]
    for at in range(len(flat) - len(words) + 1):
        if [folded for _span, folded in flat[at:at + len(words)]] == words:
            yield from (span for span, _folded in flat[at:at + len(words)])


def _like(held: _Held, word: str, begun: bool) -> Iterator[tuple[int, int]]:
    """As written; where it is nowhere so, by its sound."""
    spans = [span for span, _text, each in held if any(one.startswith(word) if begun else one == word for one in each)]
    if spans:
        yield from spans
        return
    sound = shadow(word, names=True)
    yield from (span for span, text, _folded in held if _sounds(text, word, sound))


def _snippet(connection: Connection, pk: int, term: Term, hits: set[tuple[str, int]]) -> tuple[str, str]:
    if ("incident", pk) in hits:
        return _in_record(connection, "incident", pk, term)
    for kind, other in connection.execute(_HANGING, (pk,)):
        if (kind, other) in hits:
            return _in_record(connection, kind, other, term)
    return "", ""


def _in_record(connection: Connection, kind: str, pk: int, term: Term) -> tuple[str, str]:
    state = states.read_state(connection, kind, pk)
    if state is None:
        return "", ""
    place = _(SHAPES[kind].label) + " " + state["reference"]
    hidden = HIDDEN if state.get("protected") else ()
    for field, text, _names in texts(kind, state):
        if field in hidden:
            continue
        excerpt = excerpt_of(text, term)
        if excerpt:
            return excerpt, _field_label(kind, field) if kind == "incident" else place
    return label_of(kind, state), place


def _field_label(kind: str, name: str) -> str:
    for field in SHAPES[kind].fields:
        if field.name == name:
            return _(field.label)
        for inner in field.fields:
            if inner.name == name:
                return _(field.label)
    return _("Reference")


def excerpt_of(text: str, term: Term) -> str:
    """A few words of the text around the first place where the term stands; empty where it does not."""
    wanted = term.words[0]
    written = re.search(rf"\b{re.escape(wanted)}\w*", text, re.IGNORECASE)
    if written:
        return _around(text, written.start(), written.end())
    sound = shadow(wanted, names=True)
    for found in islice(_WORD.finditer(text), _LOOKED_AT):
        if _sounds(found.group(), wanted, sound):
            return _around(text, found.start(), found.end())
    return ""


def _sounds(word: str, wanted: str, sound: Shadow) -> bool:
    if any(each.startswith(wanted) for each in fold(word).split()):
        return True
    here, key = shadow(word, names=True), (sound.keys.split() or [""])[0]
    if key and any(each.startswith(key) for each in here.keys.split()):
        return True
    return bool(set(here.skeletons.split()) & set(sound.skeletons.split()))


def _around(text: str, start: int, end: int) -> str:
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    if left:
        left = text.find(" ", left, start) + 1 or left
    if right < len(text):
        right = text.rfind(" ", end, right) if text.rfind(" ", end, right) > 0 else right
    shown = " ".join(text[left:right].split())
    return f"{'… ' if left else ''}{shown}{' …' if right < len(text) else ''}"
