"""The legal texts as a person looks them up: found by words, and one of them told whole with where it was checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from casetracker.domain import law
from casetracker.domain.dates import parse_edtf
from casetracker.domain.folding import fold
from casetracker.domain.law import Element, Instrument, Provision
from casetracker.domain.law_records import Checked
from casetracker.i18n import _
from casetracker.services.allegations import ours, version_json

Json = dict[str, Any]


def listing(words: str = "") -> list[Json]:
    """The provisions in which all words stand (code, citation, title), in the order of the files."""
    wanted = fold(words).split()
    texts = law.load()
    found = []
    for code, provision in texts.provisions.items():
        line = {"code": code, "citation": texts.cited(code), "title": provision.label, "conflict": provision.conflict,
                "form_of": provision.form_of}
        heap = fold(" ".join((code, line["citation"] or "", provision.label, provision.title)))
        if all(word in heap for word in wanted):
            found.append(line)
    return found


def described(code: str, date: str | None = None) -> Json:
    """One provision with its versions, its elements and where it was checked; for a date, what is proposed and why."""
    texts = law.load()
    provision = texts.provision(code)
    told: Json = {
        "code": code, "citation": texts.cited(code), "title": provision.label, "conflict": provision.conflict,
        "form_of": provision.form_of, "forms": [form.code for form in texts.forms(code)], "note": provision.note,
        "instrument": _instrument(texts.instruments[provision.instrument]), "ours": ours(provision),
        "versions": [{**version_json(version), "checked": list(_checks(version))} for version in provision.versions],
        "elements": [_element(element) for element in provision.elements],
        "to_be_confirmed": [_(what) for what in provision.to_be_confirmed], "checked": list(_checks(provision))}
    if date is not None:
        proposed = texts.versions_for(code, parse_edtf(date))
        told["proposed"] = {"date": date, "versions": [version.code for version in proposed.versions],
                            "reasons": list(proposed.reasons),
                            "milder_later": [version.code for version in proposed.milder_later]}
    return told


def suggested(violations: Iterable[str]) -> list[str]:
    """Codes of the provisions that an incident's violation types stand for, and of their forms, each once."""
    texts = law.load()
    return list(dict.fromkeys(code for violation in violations for provision in texts.for_violation(violation)
                              for code in _with_forms(texts, provision)))


def _with_forms(texts: law.Law, provision: Provision) -> Iterator[str]:
    yield provision.code
    for form in texts.forms(provision.code):
        yield from _with_forms(texts, form)


def _instrument(instrument: Instrument) -> Json:
    return {"code": instrument.code, "title": _(instrument.title), "short": _(instrument.short),
            "citation": _(instrument.citation), "to_be_confirmed": [_(what) for what in instrument.to_be_confirmed],
            "checked": list(_checks(instrument))}


def _element(element: Element) -> Json:
    return {"code": element.code, "text": element.label, "ours": True, "pointer": element.official,
            "one_of": element.one_of, "versions": list(element.versions)}


def _checks(entry: Checked) -> Iterator[Json]:
    sources = law.load().sources
    for check in entry.checked_against:
        source = sources[check.source]
        yield {"source": source.code, "kind": source.kind, "publisher": source.publisher, "title": source.title,
               "where": source.where, "checked_on": source.checked_on, "confirms": check.confirms}
