"""Which records words stand in, by the full-text index; and whether a word stands in a text at hand, by the same rules."""

from __future__ import annotations

from casetracker.domain.folding import fold, shadow
from casetracker.domain.query import Word
from casetracker.store.engine import Connection
from casetracker.store.search.rows import is_of, pk_of
from casetracker.store.search.terms import Term, forms_of, terms_of


def records_of(connection: Connection, kind: str, term: Term) -> set[int]:
    """The pks of the records of one kind in whose own text a term stands."""
    return {row[0] for row in connection.execute(
        f"SELECT {pk_of()} FROM search_fts WHERE search_fts MATCH ? AND {is_of(kind)}", (term.match,))}


def records_with(connection: Connection, kind: str, text: str) -> set[int]:
    """Those in which all the words of a text stand, each of which may be only begun."""
    found = [records_of(connection, kind, term) for word in fold(text).split() for term in terms_of(Word(word, begun=True))]
    return set.intersection(*found) if found else set()


def all_begin(wanted: str, *texts: str | None) -> bool:
    """Whether each word wanted, or one that sounds as it does, begins a word of the texts."""
    held = shadow(" ".join(filter(None, texts)), names=True)
    columns = {"words": held.words.split(), "keys": held.keys.split(), "skeletons": held.skeletons.split()}
    return all(any(_stands(columns[form.column], form.text, form.begun) for form in forms_of(word, begun=True))
               for word in fold(wanted).split())


def _stands(held: list[str], wanted: str, begun: bool) -> bool:
    return any(each.startswith(wanted) if begun else each == wanted for each in held)
