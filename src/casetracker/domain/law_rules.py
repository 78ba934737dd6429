"""What an allegation may say: only what the legal texts hold, each element once, and evidence that names something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from casetracker.domain import law
from casetracker.domain.law_records import Provision
from casetracker.i18n import _

Fault = tuple[str, str]


def allegation_faults(values: Mapping[str, Any]) -> Iterator[Fault]:
    """Place → sentence, for all that a complete draft of an allegation has wrong."""
    provision = law.load().provisions.get(values["provision"])
    if provision is None:
        yield "provision", _("is {code!r}; it must be a provision that the program knows (“law list” names them)").format(
            code=values["provision"])
        return
    if values["version"] and values["version"] not in {version.code for version in provision.versions}:
        yield "version", _("is {code!r}; it must be one of: {codes}").format(
            code=values["version"], codes=", ".join(version.code for version in provision.versions))
        return
    yield from _elements(provision, values)
    yield from _evidence(provision, values)


def known_elements(provision: Provision, version: str | None) -> dict[str, str]:
    """Code → label of the elements that may be weighed: those of the version chosen, else of any."""
    return {element.code: element.label for element in provision.elements
            if not version or not element.versions or version in element.versions}


def _elements(provision: Provision, values: Mapping[str, Any]) -> Iterator[Fault]:
    known = known_elements(provision, values["version"])
    seen: set[str] = set()
    for number, row in enumerate(values["elements"]):
        place, code = f"elements[{number}].element", row["element"]
        if code not in known:
            yield place, _stranger(provision, code, known)
        elif code in seen:
            yield place, _("stands twice; each element is assessed once")
        seen.add(code)


def _evidence(provision: Provision, values: Mapping[str, Any]) -> Iterator[Fault]:
    known = known_elements(provision, values["version"])
    for number, row in enumerate(values["element_evidence"]):
        place = f"element_evidence[{number}]"
        if row["element"] not in known:
            yield f"{place}.element", _stranger(provision, row["element"], known)
        if not row["evidence"] and not row["claim"]:
            yield f"{place}.evidence", _("must name an evidence item, or the claim be given")


def _stranger(provision: Provision, code: str, known: Mapping[str, str]) -> str:
    if not provision.elements:
        return _("is {code!r}; {provision} has no elements of its own: allege one of its forms").format(
            code=code, provision=provision.code)
    return _("is {code!r}; it must be an element of {provision} as chosen: {codes}").format(
        code=code, provision=provision.code, codes=", ".join(known))
