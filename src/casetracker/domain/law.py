"""The law as data: what may be alleged, with its elements, and which version of it the date of an act points to.

The texts are read when first asked for. The program proposes; counsel decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from casetracker.domain import law_reading
from casetracker.domain.dates import ImpreciseDate
from casetracker.domain.law_acts import ActDate, act_date, propose_for_act
from casetracker.domain.law_records import (
    Applicability,
    Check,
    Element,
    Instrument,
    Provision,
    Source,
    Version,
)
from casetracker.domain.law_versions import Proposal, propose
from casetracker.errors import BugError, UnknownReference
from casetracker.i18n import _

__all__ = ["ActDate", "Applicability", "Check", "Element", "Instrument", "Law", "Proposal", "Provision", "Source",
           "Version", "act_date", "load", "provision", "versions_for"]

Coded = TypeVar("Coded", Source, Instrument, Provision)


@dataclass(frozen=True)
class Law:
    """All that is shipped, by code and in the order of the files."""

    sources: Mapping[str, Source]
    instruments: Mapping[str, Instrument]
    provisions: Mapping[str, Provision]
    applicability: tuple[Applicability, ...]
    violations: Mapping[str, tuple[str, ...]]

    def provision(self, code: str) -> Provision:
        try:
            return self.provisions[code]
        except KeyError:
            raise UnknownReference(_("There is no provision {code}.").format(code=code),
                                   _("Choose one from the list of provisions.")) from None

    def forms(self, code: str) -> tuple[Provision, ...]:
        """The forms a provision is alleged in; none where it has elements of its own."""
        return tuple(provision for provision in self.provisions.values() if provision.form_of == code)

    def cited(self, code: str) -> str:
        """The short citation: "Rome Statute, art. 8(2)(a)(i)"."""
        found = self.provision(code)
        return _("{instrument}, art. {article}").format(
            instrument=_(self.instruments[found.instrument].short), article=found.article)

    def for_violation(self, code: str) -> tuple[Provision, ...]:
        """The provisions a violation type stands for; a term of the user's own stands for none."""
        return tuple(self.provisions[provision] for provision in self.violations.get(code, ()))

    def versions_for(self, code: str, date: ImpreciseDate) -> Proposal:
        """Which version may have been in force on the date of the act."""
        return propose(self.provision(code), date, self.applicability)

    def versions_for_act(self, code: str, act: ActDate) -> Proposal:
        """The same where the date of the act may have to be derived, or is not known at all."""
        return propose_for_act(self.provision(code), act, self.applicability)


@cache
def load() -> Law:
    """The legal texts that travel with the program."""
    return Law(_by_code(law_reading.sources()), _by_code(law_reading.instruments()),
               _by_code(law_reading.provisions()), law_reading.applicability(), law_reading.violations())


def provision(code: str) -> Provision:
    return load().provision(code)


def versions_for(code: str, date: ImpreciseDate) -> Proposal:
    return load().versions_for(code, date)


def _by_code(entries: Iterable[Coded]) -> dict[str, Coded]:
    found: dict[str, Coded] = {}
    for entry in entries:
        if entry.code in found:
            raise BugError(f"There are two legal texts with the code {entry.code}.")
        found[entry.code] = entry
    return found
