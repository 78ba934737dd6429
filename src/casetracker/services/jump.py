"""Going straight to a record by a few letters: its reference, or the first letters of the words of its title or name.

What is asked while somebody types must be answered at once, however many records there are. So each kind is asked on its
own for its newest, and only those few are read; a title is told from a text by what is read, not by the index.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from casetracker.domain.folding import fold
from casetracker.domain.former_names import OtherName
from casetracker.domain.query import Reach, Word
from casetracker.domain.shapes import SHAPES
from casetracker.services import jump_references
from casetracker.services.case_store import CaseStore
from casetracker.services.labels import label_of
from casetracker.services.lookup import find as found_by
from casetracker.store import states
from casetracker.store.engine import Connection
from casetracker.store.search.rows import is_of, pk_of, row_of
from casetracker.store.search.terms import other_name, terms_of
from casetracker.store.search.words import all_begin, parts

KINDS = ("incident", "evidence", "source", "party", "body", "proceeding", "saved_search")
"""The kinds that have a title or a name; the others are gone to by their reference alone."""

# What `label_of` needs of a record; read alone, for the rows of an incident are many.
_LABELLED: dict[str, tuple[str, ...]] = {
    "incident": ("title",), "evidence": ("title",), "source": ("name", "pseudonym", "protected", "kind"),
    "party": ("name", "pseudonym", "protected", "kind"), "body": ("name",),
    "proceeding": ("title", "register_number"), "saved_search": ("name",)}
_OF_A_KIND = 6
_LOOKED_AT = 30  # of the newest of a kind in which the words stand, whether they are titles or not
_SHORTEST = 2  # letters of a word; with one, half the store begins
_TITLE_REACH = 14  # words from the reference at the head of a shadow row within which a title is looked for


@dataclass(frozen=True)
class Hit:
    """A record that was meant, perhaps."""

    kind: str
    reference: str
    label: str
    withdrawn: bool = False


def find(store: CaseStore, typed: str, limit: int = _OF_A_KIND) -> list[Hit]:
    """The records that a few letters may mean: by reference first; by the words of a title or name; by other words of
    theirs. Of each kind no more than `limit`, the newest first, and withdrawn ones by their reference only."""
    with store.database.snapshot() as connection:
        made: dict[str, Hit] = {}
        for kind, pk in jump_references.places(connection, typed, limit):
            _keep(made, _hit(connection, kind, pk))
        if not jump_references.is_one(typed) and _worth_asking(typed):
            beside = [_of_kind(connection, kind, typed, limit) for kind in KINDS]
            for by_title in (True, False):
                for found in beside:
                    for hit, titled in found:
                        if titled is by_title:
                            _keep(made, hit)
        return list(made.values())


def labelled(store: CaseStore, references: Sequence[str]) -> list[Hit]:
    """The given records as they are called now, in the order given; one that is gone is left out."""
    with store.database.snapshot() as connection:
        hits = (_hit(connection, *found_by(connection, each)) for each in references)
        return [hit for hit in hits if hit is not None]


def _keep(made: dict[str, Hit], hit: Hit | None) -> None:
    if hit is not None:
        made.setdefault(hit.reference, hit)


def _worth_asking(typed: str) -> bool:
    words = fold(typed).split()
    return bool(words) and max(map(len, words)) >= _SHORTEST


def _of_kind(connection: Connection, kind: str, typed: str, limit: int) -> list[tuple[Hit, bool]]:
    """The newest of a kind, each with whether the words stand in its title or name: these before the others."""
    words = [word for word in fold(typed).split() if len(word) >= _SHORTEST]
    # A number stands in many texts; only in a title it is one by which a record is gone to.
    number = all(map(str.isdigit, words))
    pks = [] if number else _newest(connection, kind, _anywhere(words), _LOOKED_AT)
    found = [each for pk in pks for each in _judged(connection, kind, pk, typed)]
    if (number or len(pks) == _LOOKED_AT) and sum(titled for _hit, titled in found) < limit:
        titles = [pk for pk in _newest(connection, kind, _in_titles(kind, words), 4 * _LOOKED_AT) if pk not in pks]
        found += [each for pk in titles for each in _judged(connection, kind, pk, typed)]
    return sorted(found, key=lambda each: not each[1])[:limit]


def _judged(connection: Connection, kind: str, pk: int, typed: str) -> list[tuple[Hit, bool]]:
    values = _values(connection, kind, pk)
    if values is None or values["withdrawn_at"] is not None:
        return []
    # The true name counts for who may type it; what is shown is the pseudonym.
    texts = [str(values[name]) for name in ("title", "name", "pseudonym", "register_number") if values.get(name)]
    return [(_as_hit(kind, values), all_begin(typed, *texts))]


def _newest(connection: Connection, kind: str, match: str, most: int) -> list[int]:
    """Beginning at the last record of the kind: of a kind with few records the rows lie low, below the many of others."""
    (last,) = connection.execute(f'SELECT max(pk) FROM "{kind}"').fetchone()
    return [] if last is None else [row[0] for row in connection.execute(
        f"SELECT {pk_of()} FROM search_fts WHERE search_fts MATCH ? AND rowid <= ? AND {is_of(kind)}"
        " ORDER BY rowid DESC LIMIT ?", (match, row_of(kind, last), most))]


def _in_titles(kind: str, words: list[str]) -> str:
    """As spelled, soon after the reference, with which the shadow row of a record begins."""
    head = SHAPES[kind].prefix.lower()
    return " AND ".join(f'(words : NEAR("{head}" {_quoted(word)} *, {_TITLE_REACH}))' for word in words)


def _anywhere(words: list[str]) -> str:
    """As spelled, as it sounds or under another name of the place, anywhere in the record."""
    return " AND ".join(f"({_either(part, others)})" for part, others in parts(" ".join(words), Reach.SKELETON))


def _either(words: Sequence[str], others: Iterable[OtherName]) -> str:
    typed = " AND ".join(f"({term.match})" for word in words for term in terms_of(Word(word, begun=True)))
    return " OR ".join([f"({typed})", *(f"({other_name(other).match})" for other in others)])


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _hit(connection: Connection, kind: str, pk: int) -> Hit | None:
    values = _values(connection, kind, pk)
    return None if values is None else _as_hit(kind, values)


def _as_hit(kind: str, values: dict[str, Any]) -> Hit:
    return Hit(kind, str(values["reference"]), label_of(kind, values), values["withdrawn_at"] is not None)


def _values(connection: Connection, kind: str, pk: int) -> dict[str, Any] | None:
    if kind not in _LABELLED:
        return states.read_state(connection, kind, pk)
    names = ("reference", "withdrawn_at", *_LABELLED[kind])
    listed = ", ".join(f'"{name}"' for name in names)
    row = connection.execute(f'SELECT {listed} FROM "{kind}" WHERE pk = ?', (pk,)).fetchone()
    return None if row is None else dict(zip(names, row, strict=True))
