"""Which records words stand in, by the full-text index; and whether a word stands in a text at hand, by the same rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from casetracker.domain.folding import fold, shadow
from casetracker.domain.former_names import OtherName, named_in
from casetracker.domain.query import Reach, Word
from casetracker.store.engine import Connection
from casetracker.store.numbers import numbers
from casetracker.store.search.rows import is_of, pk_of
from casetracker.store.search.terms import Form, Term, forms_of, other_name, terms_of


def records_of(connection: Connection, kind: str, term: Term) -> set[int]:
    """The pks of the records of one kind in whose own text a term stands."""
    return set(numbers(
        connection, f"SELECT {pk_of()} FROM search_fts WHERE search_fts MATCH ? AND {is_of(kind)}", (term.match,)))


def records_with(connection: Connection, kind: str, text: str, reach: Reach = Reach.SKELETON) -> set[int]:
    """Those in which all the words of a text stand, each of which may be only begun; or the place's other name does."""
    found: set[int] | None = None
    for words, others in parts(text, reach):
        there = _with_part(connection, kind, words, others, reach)
        found = there if found is None else found & there
        if not found:
            break
    return found or set()


def _with_part(connection: Connection, kind: str, words: list[str], others: tuple[OtherName, ...],
               reach: Reach) -> set[int]:
    typed = [records_of(connection, kind, term) for word in words for term in terms_of(Word(word, True, reach))]
    return set.intersection(*typed).union(*(records_of(connection, kind, other_name(other)) for other in others))


def parts(text: str, reach: Reach) -> Iterator[tuple[list[str], tuple[OtherName, ...]]]:
    """The words of a text one by one, those of a place's name together with its other names."""
    words, at = fold(text).split(), 0
    for name in named_in(words) if reach >= Reach.ALIAS else ():
        yield from (([word], ()) for word in words[at:name.start])
        yield words[name.start:name.end], name.others
        at = name.end
    yield from (([word], ()) for word in words[at:])


Columns = dict[str, list[str]]


def begins(wanted: str, reach: Reach = Reach.SKELETON) -> Callable[..., bool]:
    """Whether, in texts (or None) that are then given, each word wanted, or one that sounds as it does, begins a word; or
    another name stands there."""
    asked = [([forms_of(word, True, reach) for word in words], [other.forms() for other in others])
             for words, others in parts(wanted, reach)]

    def stand(*texts: str | None) -> bool:
        held = shadow(" ".join(filter(None, texts)), names=True)
        columns = {"words": held.words.split(), "keys": held.keys.split(), "skeletons": held.skeletons.split()}
        return all(all(_word_stands(columns, forms) for forms in words) or any(
            all(forms & set(columns["keys"]) for forms in other) for other in others) for words, others in asked)

    return stand


def all_begin(wanted: str, *texts: str | None, reach: Reach = Reach.SKELETON) -> bool:
    """The same of texts at hand."""
    return begins(wanted, reach)(*texts)


def _word_stands(columns: Columns, forms: Sequence[Form]) -> bool:
    return any(_stands(columns[form.column], form.text, form.begun) for form in forms)


def _stands(held: list[str], wanted: str, begun: bool) -> bool:
    return any(each.startswith(wanted) if begun else each == wanted for each in held)
