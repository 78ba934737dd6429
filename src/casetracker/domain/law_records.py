"""What a legal text is to this program: an instrument, its provisions, their versions in time and their elements.

The wording of titles and elements is ours: short words that point to the official paragraph, so that nobody mistakes
them for it. Whatever nobody has confirmed says so in `to_be_confirmed`, and is None where it would be a date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from casetracker.domain.dates import ImpreciseDate
from casetracker.i18n import _


@dataclass(frozen=True, slots=True)
class Source:
    """A text that something was checked against, and when: `official`, `copy_of_official` or `publication`."""

    code: str
    kind: str
    publisher: str
    title: str
    where: str
    checked_on: str
    note: str


@dataclass(frozen=True, slots=True)
class Check:
    """What a source confirms."""

    source: str
    confirms: str


@dataclass(frozen=True, slots=True)
class Checked:
    """Whatever says how far it was checked."""

    checked_against: tuple[Check, ...]
    to_be_confirmed: tuple[str, ...]

    @property
    def unchecked(self) -> bool:
        """Whether nothing at all was checked yet."""
        return not self.checked_against


@dataclass(frozen=True, slots=True)
class Instrument(Checked):
    """A treaty or code, with the citation that a dossier prints."""

    code: str
    title: str
    short: str
    citation: str
    place: str
    adopted: ImpreciseDate | None
    in_force_from: ImpreciseDate | None
    treaty_series: str | None


@dataclass(frozen=True, slots=True)
class Version(Checked):
    """One wording of a provision in time; `in_force_from` None: to be confirmed, and not before `adopted`.

    `milder_than_before` is None where counsel has to decide.
    """

    code: str
    title: str
    act: str
    adopted: ImpreciseDate | None
    in_force_from: ImpreciseDate | None
    in_force_until: ImpreciseDate | None
    milder_than_before: bool | None
    note: str

    @property
    def label(self) -> str:
        return _(self.title)


@dataclass(frozen=True, slots=True)
class Element:
    """One thing to be shown, in our words; those of one `one_of` are alternatives.

    `versions` names the versions it belongs to; none means all of them.
    """

    code: str
    text: str
    pointer: str
    one_of: str
    versions: tuple[str, ...]

    @property
    def label(self) -> str:
        return _(self.text)

    @property
    def official(self) -> str:
        """Where the official words stand, in the language spoken as far as that is a citation of the usual form."""
        numbered = re.fullmatch(r"ICC Elements of Crimes, art\. (\S+), element (\d+)", self.pointer)
        if numbered:
            return _("ICC Elements of Crimes, art. {article}, element {number}").format(
                article=numbered[1], number=numbered[2])
        return _(self.pointer)


@dataclass(frozen=True, slots=True)
class Provision(Checked):
    """One thing that may be alleged. A provision without elements has forms, of which one is chosen."""

    code: str
    instrument: str
    article: str
    title: str
    conflict: str | None
    form_of: str | None
    versions: tuple[Version, ...]
    elements: tuple[Element, ...]
    note: str

    @property
    def label(self) -> str:
        return _(self.title)

    def elements_of(self, version: Version) -> tuple[Element, ...]:
        """What is to be shown under that version."""
        return tuple(element for element in self.elements if not element.versions or version.code in element.versions)


@dataclass(frozen=True, slots=True)
class Applicability(Checked):
    """Why, and for acts of which time, an instrument reaches Ukraine.

    Kinds: party, declaration_12_3, declaration_124, amendment. `acts` None: to be confirmed.
    """

    code: str
    kind: str
    reaches: tuple[str, ...]
    made: ImpreciseDate | None
    acts: ImpreciseDate | None
    note: str

    def concerns(self, provision: str) -> bool:
        """A name that ends in a hyphen reaches all that begins so, any other that provision alone."""
        return any(provision.startswith(name) if name.endswith("-") else provision == name for name in self.reaches)
