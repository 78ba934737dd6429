"""From records to the tree of a dossier: read once, in one consistent look at the store, as its readers may see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from casetracker import i18n
from casetracker.domain import kin
from casetracker.domain import vocabulary as v
from casetracker.domain.clock import from_text
from casetracker.dossier import audience as audiences
from casetracker.dossier import held
from casetracker.dossier import wording as w
from casetracker.dossier.audience import Audience
from casetracker.dossier.leaks import Guard
from casetracker.dossier.pdf.characters import tree_unprintable
from casetracker.dossier.sections import (
    accounts,
    allegations,
    claims,
    dates,
    derived,
    evidence,
    figures,
    gaps,
    handovers,
    inquiries,
    integrity,
    narrative,
    parties,
    proceedings,
    relations,
    sources,
    statuses,
    summary,
    unknown,
)
from casetracker.dossier.sections.case import Case
from casetracker.dossier.sections.integrity import Standing
from casetracker.dossier.tree import Cover, Dossier, Pair, Part, Section, Span
from casetracker.dossier.walk import plain
from casetracker.errors import InvalidRecord, UserError
from casetracker.i18n import _, ngettext
from casetracker.services import evidence as vault
from casetracker.services import findings, show, standing
from casetracker.services.case_store import CaseStore
from casetracker.services.findings import Judged
from casetracker.store.journal import Entry

LANGUAGES = ("en", "uk")


def collect(store: CaseStore, references: Sequence[str], audience: str = "prosecutor", language: str = "en",
            recipient: str | None = None) -> Dossier:
    """The dossier of one or several incidents, in its own language; for one investigating body, where it is named."""
    profile = audiences.profile_of(store, audience, recipient)
    checked_language(language)
    wanted = distinct(references)
    with store.database.snapshot():
        entry = standing.stood_at(store, wanted, profile.untold)
        with i18n.speaking(language):
            cases = cases_of(store, wanted, profile, language, entry)
            about = Standing(store.about.store_id, entry.at, entry.sequence, entry.hash)
            return _ended(_tree(cases, profile, language, entry), cases, about)


def checked_language(language: str) -> None:
    if language not in LANGUAGES:
        raise InvalidRecord({"language": _("is {code!r}; it must be one of: {codes}").format(
            code=language, codes=", ".join(LANGUAGES))})


def distinct(references: Iterable[str]) -> list[str]:
    """The references as they are kept, each once; UserError where there is none."""
    wanted = list(dict.fromkeys(reference.strip().upper() for reference in references))
    if not wanted:
        raise UserError(_("A dossier is about at least one incident."), _("Name it by its reference."))
    return wanted


def cases_of(store: CaseStore, references: Iterable[str], audience: Audience, language: str, entry: Entry) -> list[Case]:
    """Each incident with all that hangs on it, and what its readers may see of that."""
    pages = [(show.incident_page(store, reference, reveal=audience.reveals),
              show.incident_page(store, reference, reveal=True)["sources"]) for reference in references]
    texts = dict.fromkeys(text for page, _all in pages for text in _texts(page))
    names = [] if audience.reveals else held.names(store, [page for page, _all in pages], texts)
    for page, _all in pages:
        page["held_items"] = held.items(store, page, audience)
        _withhold(page, {name.reference for name in names if name.kin})
    guard = Guard(tuple(names)).narrowed(texts)
    return [Case(page, all_sources, audience, guard, language, entry.at[:10],
                 lambda sha256: vault.open_file(store, sha256), _missing(store, page, entry)) for page, all_sources in pages]


def _missing(store: CaseStore, page: dict[str, Any], entry: Entry) -> list[Judged]:
    """What is missing, as of the day on which the record stood so."""
    return findings.of(store, page["incident"]["reference"], entry.at[:10])


def _withhold(page: dict[str, Any], references: set[str]) -> None:
    """Take the names out of the page whose families must hear them first."""
    for reference in references & page["parties"].keys():
        page["parties"][reference] |= {"name": None, "names": [], "label": f"[{kin.name_withheld()}]"}


def _texts(value: Any) -> Iterator[str]:
    """Every text in a page, whatever field it stands in."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _tree(cases: list[Case], audience: Audience, language: str, entry: Entry) -> Dossier:
    first = cases[0]
    single = len(cases) == 1
    return Dossier(
        title=str(first.incident["title"]) if single else ngettext(
            "Dossier on {n} incident", "Dossier on {n} incidents", len(cases)).format(n=len(cases)),
        reference=_reference([case.reference for case in cases]),
        confidentiality=v.CONFIDENTIALITY.label(max((case.incident["confidentiality"] for case in cases),
                                                    key=list(v.CONFIDENTIALITY).index)),
        record_stood_at=from_text(entry.at), record_sequence=entry.sequence, record_hash=entry.hash,
        parts=tuple(_part(case, titled=not single) for case in cases),
        cover=_cover(cases, audience), banner=audience.banner, language=language,
        subject=_("Dossier on alleged violations"))


def _reference(references: list[str]) -> str:
    if len(references) <= 3:
        return ", ".join(references)
    return _("{first} and {n} more").format(first=references[0], n=len(references) - 1)


def _cover(cases: list[Case], audience: Audience) -> Cover:
    readers = Pair(_("Prepared for"), audience.label)
    if len(cases) > 1:
        listed = tuple(Pair(case.reference, w.lines(case.incident["title"], _at_a_glance(case))) for case in cases)
        return Cover(kind=_("Dossier"), particulars=(readers, *listed), notes=(integrity.presumption(),))
    sources = Pair(_("Sources on the act"), cases[0].page["roots"]["label"])
    return Cover(kind=_("Dossier"), statuses=summary.statuses(cases[0]), particulars=(sources, readers),
                 notes=(integrity.presumption(),))


def _at_a_glance(case: Case) -> Span:
    """The three statuses of one of several incidents, in a line."""
    return w.muted(" · ".join(plain(status.value).replace("\n", "; ") for status in summary.statuses(case)))


def _part(case: Case, titled: bool) -> Part:
    incident = case.incident
    roots = Pair(_("Sources on the act"), case.page["roots"]["label"])
    return Part(
        tuple(_sections(case)), title=incident["title"] if titled else "", reference=case.reference,
        confidentiality=v.CONFIDENTIALITY.label(incident["confidentiality"]),
        particulars=(*summary.statuses(case), roots,
                     Pair(_("Confidentiality"), v.CONFIDENTIALITY.label(incident["confidentiality"]))))


def _sections(case: Case) -> Iterator[Section]:
    yield summary.section(case)
    yield dates.section(case)
    yield figures.section(case)
    yield from figures.harmed(case)
    yield parties.section(case)
    yield narrative.section(case)
    yield from claims.sections(case)
    yield sources.section(case)
    yield from evidence.sections(case)
    yield from accounts.sections(case)
    yield from allegations.sections(case)
    yield from proceedings.sections(case)
    yield from handovers.sections(case)
    yield from relations.sections(case)
    yield statuses.section(case)
    yield from inquiries.sections(case)
    yield from unknown.sections(case)
    yield from gaps.sections(case)
    yield derived.section(case)


def _ended(tree: Dossier, cases: list[Case], about: Standing) -> Dossier:
    """The tree with its last pages, which count what could not be printed on the others."""
    last = tuple(integrity.sections(cases, about, tree_unprintable(tree)))
    if len(tree.parts) == 1:
        return replace(tree, parts=(replace(tree.parts[0], sections=(*tree.parts[0].sections, *last)),))
    return replace(tree, parts=(*tree.parts, Part(last, title=_("How to read and check this dossier"),
                                                  confidentiality=tree.confidentiality)))
