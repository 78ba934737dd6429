"""A few words around what a search found, and where they stand; never of what a protected record hides."""

from __future__ import annotations

import re
from itertools import islice

from casetracker.domain.folding import Shadow, fold, shadow
from casetracker.domain.query import Node, Reach
from casetracker.domain.shapes import SHAPES
from casetracker.i18n import _
from casetracker.services.codec import HIDDEN
from casetracker.services.labels import label_of
from casetracker.store import states
from casetracker.store.engine import Connection
from casetracker.store.search.nearness import Nearness
from casetracker.store.search.terms import Term
from casetracker.store.search.texts import texts

WORD = re.compile(r"\w[\w'’ʼ-]*")
LOOKED_AT = 20_000
"""Words of one text that are compared by sound, so that a very long one does not hold up a list."""
_AROUND = 48


def excerpt(near: Nearness, node: Node, pk: int, reach: Reach) -> tuple[str, str]:
    """(words, where they stand) around the first of the words asked for that is no nearer than the incident is."""
    for term in near.telling(node, pk, reach):
        for kind, other in near.records(pk, term):
            return _in_record(near.connection, kind, other, term)
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
    for found in islice(WORD.finditer(text), LOOKED_AT):
        if sounds(found.group(), wanted, sound):
            return _around(text, found.start(), found.end())
    return ""


def sounds(word: str, wanted: str, sound: Shadow) -> bool:
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
