"""The fields that a search can ask for, and how what stands behind each name is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from casetracker.domain import query_values as read
from casetracker.domain import vocabulary as v
from casetracker.domain.dates import ImpreciseDate
from casetracker.domain.folding import fold
from casetracker.i18n import N_, _

Value = tuple[str, ...] | ImpreciseDate | read.Near | str


@dataclass(frozen=True)
class QueryField:
    """A field: its name as it is typed, what it looks at, an example, and the reader of its value.

    `tells_surely`: whether “NAME!:” can be asked: of a date that it lies surely within, of a name or term that it is this
    one exactly. `by_words`: whether each word of its value is looked for, which may be only begun.
    """

    name: str
    told: str
    example: str
    read: Callable[[str], Value]
    tells_surely: bool = False
    by_words: bool = False


def _codes(vocabulary: v.Vocabulary) -> Callable[[str], Value]:
    return partial(read.codes, vocabulary=vocabulary)


def _words(text: str) -> str:
    """Words, each of which may be only begun."""
    if not fold(text).split():
        raise ValueError(_("A word is expected."))
    return text


def _term(text: str) -> str:
    """A code of an open list, or a term of one's own."""
    return _words(text)


HAS: Mapping[str, str] = {
    "evidence": N_("an evidence item"), "source": N_("a source"), "party": N_("a party"), "proceeding": N_("a proceeding"),
    "allegation": N_("an allegation"), "relation": N_("a relation to another incident"), "date": N_("a date"),
    "place": N_("a place"), "figure": N_("a casualty figure"), "claim": N_("a claim"), "file": N_("an evidence file"),
    "lead": N_("a lead investigator"), "type": N_("a violation type"), "tag": N_("a tag"), "body": N_("a body"),
}
"""What `has:` and `no:` know besides the kinds of evidence."""


def _held(text: str) -> tuple[str, ...]:
    known = v.Vocabulary("has", {**HAS, **v.EVIDENCE_KIND.labels})
    return read.codes(text, known)


FIELDS: Mapping[str, QueryField] = {field.name: field for field in (
    QueryField("assessment", N_("The assessment"), "assessment:contested", _codes(v.ASSESSMENT)),
    QueryField("handling", N_("The handling"), "handling:open", _codes(v.HANDLING)),
    QueryField("stage", N_("The stage of a proceeding on it"), "stage:pre_trial", _codes(v.STAGE)),
    QueryField("furthest", N_("The furthest stage that it has come to anywhere"), "furthest:judgment", _codes(v.STAGE)),
    QueryField("confidentiality", N_("The confidentiality"), "confidentiality:restricted", _codes(v.CONFIDENTIALITY)),
    QueryField("type", N_("A violation type"), "type:torture", _term, tells_surely=True),
    QueryField("tag", N_("A tag, whole"), "tag:selydove", _words),
    QueryField("lead", N_("The lead investigator"), "lead:Kovalenko", _words, tells_surely=True, by_words=True),
    QueryField("oblast", N_("The region of a place, whole"), 'oblast:"Kharkiv oblast"', _words),
    QueryField("place", N_("A place, by any of its names"), "place:Selydove", _words, by_words=True),
    QueryField("near", N_("A place within some kilometres of a point"), "near:48.15,37.30,25km", read.near),
    QueryField("date", N_("The working date"), "date:2024-10-01..2024-10-31", read.span, tells_surely=True),
    QueryField("act", N_("A date of the act"), "act:2024-10", read.span, tells_surely=True),
    QueryField("capture", N_("A date of capture"), "capture:2024-10-06", read.span, tells_surely=True),
    QueryField("discovery", N_("A date of discovery"), "discovery:2024-10-07", read.span, tells_surely=True),
    QueryField("reported", N_("A date of an official report or first publication"), "reported:2024..", read.span,
               tells_surely=True),
    QueryField("body", N_("An investigating body"), "body:prosecutor", _words, by_words=True),
    QueryField("source", N_("A source"), "source:OHCHR", _words, by_words=True),
    QueryField("sourcekind", N_("The kind of a source"), "sourcekind:witness", _codes(v.SOURCE_KIND)),
    QueryField("party", N_("A party"), "party:brigade", _words, by_words=True),
    QueryField("evidence", N_("An evidence item"), "evidence:drone", _words, by_words=True),
    QueryField("reliability", N_("The grade of a source of it; <=C is C or better"), "reliability:<=C", read.grades),
    QueryField("has", N_("Whether there is one"), "has:video", _held),
    QueryField("no", N_("Whether there is none"), "no:evidence", _held),
    QueryField("ref", N_("The reference of a record: the incident, or what hangs on it"), "ref:E-000012", _words),
    QueryField("sha256", N_("The first digits of an evidence file's SHA-256"), "sha256:9f86d081", read.digest),
)}
